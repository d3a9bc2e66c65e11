//! What the checklist's forms are made of.

use leptos::prelude::*;

use crate::id::Version;
use crate::onboarding::view::ChecklistView;
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Field, FieldControl};

/// A form about one item of the checklist, closed until it is wanted.
pub struct ItemForm<'a> {
    /// The checklist it belongs to.
    pub view: &'a ChecklistView,
    /// The server function.
    pub operation: &'static str,
    /// The field that names the item and the item's key; `None` for the
    /// onboarding itself.
    pub item: Option<(&'static str, &'a str)>,
    /// The version that was seen.
    pub version: Version,
    /// The answer to the form sent last.
    pub answer: Option<&'a Answer>,
    /// What to read to open it; `None` leaves it open.
    pub summary: Option<&'static str>,
    /// The button's words.
    pub button: &'static str,
    /// Whether this is what the page waits for.
    pub now: bool,
}

impl ItemForm<'_> {
    /// The answer, when it is to this form.
    #[must_use]
    pub fn own_answer(&self) -> Option<Answer> {
        let item = self.item.map_or("", |(_, key)| key);
        self.answer.filter(|answer| answer.is_for(self.operation, item)).cloned()
    }

    /// What the ids of its fields begin with.
    #[must_use]
    pub fn prefix(&self) -> String {
        match self.item {
            Some((_, key)) => format!("{}-{key}", self.operation),
            None => self.operation.to_owned(),
        }
    }

    /// The item's name for those who hear the page: the same words stand at
    /// every item.
    fn about(&self) -> Option<AnyView> {
        let (_, key) = self.item?;
        let name = self.view.name_of(key)?;
        Some(view! { <span class="visually-hidden">": "{name.to_owned()}</span> }.into_any())
    }

    /// The form around these controls.
    #[must_use]
    pub fn around(&self, controls: AnyView) -> AnyView {
        let answer = self.own_answer().filter(|answer| answer.refusal.is_some());
        let prefix = self.prefix();
        let lang = self.view.lang;
        let refused = answer.is_some();
        let summary_view = answer.map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> });
        let item =
            self.item.map(|(name, key)| view! { <input type="hidden" name=name value=key.to_owned()/> });
        let form = view! {
            <form method="post" action=format!("/api/{}", self.operation) class="item-form" id=prefix novalidate>
                {summary_view}
                <input type="hidden" name="lang" value=lang.code()/>
                <input type="hidden" name="back" value=self.view.back.clone()/>
                <input type="hidden" name="onboarding" value=self.view.onboarding.to_string()/>
                <input type="hidden" name="version" value=self.version.to_string()/>
                {item}
                {controls}
                <button type="submit">{self.button}</button>
            </form>
        };
        match self.summary {
            Some(summary) => view! {
                <details class="action" class:action-now=self.now open=refused>
                    <summary><span>{summary}</span>{self.about()}</summary>
                    {form}
                </details>
            }
            .into_any(),
            None => form.into_any(),
        }
    }

    /// A field of this form.
    #[must_use]
    pub fn field(
        &self,
        name: &'static str,
        label: &'static str,
        value: &str,
        control: fn(FieldControl) -> AnyView,
    ) -> AnyView {
        view! {
            <Field
                answer=self.own_answer()
                prefix=self.prefix()
                name
                label=label.to_owned()
                value=value.to_owned()
                control
            />
        }
        .into_any()
    }

    /// A choice of one of these values (key and words).
    #[must_use]
    pub fn choice(
        &self,
        name: &'static str,
        label: &'static str,
        value: &str,
        options: &[(String, String)],
    ) -> AnyView {
        select(self.own_answer().as_ref(), &self.prefix(), name, label, value, options)
    }
}
