//! The forms of a service in a district.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::id::Version;
use crate::service::form::WITHDRAW;
use crate::service::model::{Declared, Observed};
use crate::service::store::Recorded;
use crate::service::text::{
    CHOOSE, DECLARE, LINK, OBSERVE, OBSERVED_ON, OBSERVED_SOURCE, PART_BG, PART_EN, PART_HINT, SINCE, SOURCE,
    SOURCE_HINT, STATE, WHY, WHY_WITHDRAWN, WITHDRAW as WITHDRAW_TEXT, declared_text, observed_text,
};
use crate::service::view::district_services_path;
use crate::text::{Lang, SAVE, Text, iso};
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Field, date_control, text_control};

/// What the one who looks may do here.
#[derive(Clone, Copy, Debug)]
pub struct May {
    /// Declare.
    pub declare: bool,
    /// Record observations.
    pub observe: bool,
    /// Whether they speak for somebody else and say where they know it from.
    pub name_source: bool,
}

/// The forms of a district's services.
#[derive(Clone, Debug)]
pub struct Forms {
    pub lang: Lang,
    /// The district.
    pub slug: String,
    pub may: May,
    /// The answer to the form last sent, where it was refused.
    pub answer: Option<Answer>,
    pub today: NaiveDate,
}

/// What one form is made from.
struct Form<'f> {
    forms: &'f Forms,
    operation: &'static str,
    title: Text,
    number: i64,
    version: Version,
    answer: Option<Answer>,
}

impl Forms {
    /// Both forms of a service, as far as they may be used.
    pub fn of(&self, number: i64, recorded: &Recorded) -> AnyView {
        let form = |operation: &'static str, title: Text, version: Version| Form {
            forms: self,
            operation,
            title,
            number,
            version,
            answer: self.answer.clone().filter(|answer| answer.is_for(operation, &number.to_string())),
        };
        let declare = self
            .may
            .declare
            .then(|| self.declare(&form("declare_offer", DECLARE, recorded.declared_version), recorded));
        let observe = self
            .may
            .observe
            .then(|| self.observe(&form("observe_offer", OBSERVE, recorded.observed_version), recorded));
        view! { {declare}{observe} }.into_any()
    }

    fn declare(&self, form: &Form, recorded: &Recorded) -> AnyView {
        let lang = self.lang;
        let present = recorded.offer.declared.as_ref();
        let states = Declared::ALL.map(|one| (one.key().to_owned(), declared_text(one).get(lang).to_owned()));
        let part = present.map(|one| one.part.clone()).unwrap_or_default();
        let source = present.and_then(|one| one.source.clone());
        let from = self.may.name_source.then(|| {
            let link = source.as_ref().and_then(|one| one.link.clone()).unwrap_or_default();
            let text = source.as_ref().map(|one| one.text.clone()).unwrap_or_default();
            view! {
                {form.text("source", SOURCE, Some(SOURCE_HINT), text)}
                {form.text("link", LINK, None, link)}
            }
        });
        form.view(
            view! {
                {form.states(present.map(|one| one.state.key()), states.to_vec())}
                {form.text("part_bg", PART_BG, Some(PART_HINT), part.bg)}
                {form.text("part_en", PART_EN, None, part.en)}
                {form.date("since", SINCE, self.today)}
                {from}
                {form.text("reason", WHY, None, String::new())}
            }
            .into_any(),
        )
    }

    fn observe(&self, form: &Form, recorded: &Recorded) -> AnyView {
        let lang = self.lang;
        let present = recorded.offer.observed.as_ref();
        let states = Observed::ALL.map(|one| (one.key().to_owned(), observed_text(one).get(lang).to_owned()));
        form.view(
            view! {
                {form.states(present.map(|one| one.state.key()), states.to_vec())}
                {form.date("observed_on", OBSERVED_ON, self.today)}
                {form.text("source", OBSERVED_SOURCE, None, String::new())}
                {form.text("link", LINK, None, String::new())}
                {form.text("reason", WHY_WITHDRAWN, None, String::new())}
            }
            .into_any(),
        )
    }
}

impl Form<'_> {
    fn prefix(&self) -> String {
        format!("{}-{}", self.operation, self.number)
    }

    fn text(&self, name: &'static str, label: Text, hint: Option<Text>, value: String) -> AnyView {
        let lang = self.forms.lang;
        let hint = hint.map(|text| text.get(lang)).unwrap_or_default();
        view! { <Field answer=self.answer.clone() prefix=self.prefix() name label=label.get(lang).to_owned() hint value control=text_control/> }.into_any()
    }

    fn date(&self, name: &'static str, label: Text, value: NaiveDate) -> AnyView {
        let label = label.get(self.forms.lang).to_owned();
        view! { <Field answer=self.answer.clone() prefix=self.prefix() name label value=iso(value) control=date_control/> }.into_any()
    }

    /// What can be said; and, where something is recorded, that it no longer holds.
    fn states(&self, present: Option<&'static str>, states: Vec<(String, String)>) -> AnyView {
        let lang = self.forms.lang;
        let mut options = vec![(String::new(), CHOOSE.get(lang).to_owned())];
        options.extend(states);
        if present.is_some() {
            options.push((WITHDRAW.to_owned(), WITHDRAW_TEXT.get(lang).to_owned()));
        }
        let chosen = present.unwrap_or_default();
        select(self.answer.as_ref(), &self.prefix(), "state", STATE.get(lang), chosen, &options)
    }

    fn view(&self, fields: AnyView) -> AnyView {
        let lang = self.forms.lang;
        let prefix = self.prefix();
        let refused = self.answer.is_some();
        let errors = self.answer.clone().map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> });
        view! {
            <details class="action" open=refused>
                <summary>{self.title.get(lang)}</summary>
                <form method="post" action=format!("/api/{}", self.operation) class="item-form" id=prefix.clone() novalidate>
                    {errors}
                    <input type="hidden" name="lang" value=lang.code()/>
                    <input type="hidden" name="back" value=district_services_path(lang, &self.forms.slug, "")/>
                    <input type="hidden" name="district" value=self.forms.slug.clone()/>
                    <input type="hidden" name="service" value=self.number.to_string()/>
                    <input type="hidden" name="version" value=self.version.to_string()/>
                    {fields}
                    <button type="submit">{SAVE.get(lang)}</button>
                </form>
            </details>
        }
        .into_any()
    }
}
