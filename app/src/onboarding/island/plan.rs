//! The three dates, suspension and return.

use leptos::prelude::*;

use super::parts::ItemForm;
use crate::onboarding::text::{
    AGREED, DATES, DATES_CHANGE, DATES_HINT, DATES_REASON, EXPECTED_RETURN, NO_DATE, PREFERRED,
    RETURN_TO_LIVE, RETURN_TO_LIVE_BUTTON, RETURNED_ON, SUSPEND, SUSPEND_BUTTON, SUSPEND_REASON,
    SUSPEND_SINCE, WINDOW, WINDOW_FROM, WINDOW_TO,
};
use crate::onboarding::view::ChecklistView;
use crate::text::SAVE;
use crate::ui::form::{Answer, area_control, date_control};

/// The section of dates.
pub fn section(view: &ChecklistView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let pair = |label: &'static str, value: &Option<String>| {
        let value = value.clone().unwrap_or_else(|| NO_DATE.get(lang).to_owned());
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    view! {
        <section class="dates" aria-labelledby="dates-title">
            <h2 id="dates-title">{DATES.get(lang)}</h2>
            <dl class="facts">
                {pair(WINDOW.get(lang), &view.dates.window)}
                {pair(PREFERRED.get(lang), &view.dates.preferred)}
                {pair(AGREED.get(lang), &view.dates.agreed)}
            </dl>
            <p class="hint">{DATES_HINT.get(lang)}</p>
            <div class="actions">
                {view.offers("set_dates", "").then(|| dates(view, answer))}
                {view.offers("suspend_onboarding", "").then(|| suspend(view, answer))}
                {view.offers("return_onboarding", "").then(|| return_to_live(view, answer))}
            </div>
        </section>
    }
    .into_any()
}

fn form<'a>(
    view: &'a ChecklistView,
    answer: Option<&'a Answer>,
    operation: &'static str,
    summary: &'static str,
    button: &'static str,
) -> ItemForm<'a> {
    ItemForm { view, operation, item: None, version: view.version, answer, summary: Some(summary), button }
}

fn dates(view: &ChecklistView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let form = form(view, answer, "set_dates", DATES_CHANGE.get(lang), SAVE.get(lang));
    let dates = &view.dates;
    form.around(
        view! {
            <div class="field-row">
                {form.field("window_from", WINDOW_FROM.get(lang), &dates.window_from_iso, date_control)}
                {form.field("window_to", WINDOW_TO.get(lang), &dates.window_to_iso, date_control)}
            </div>
            {form.field("preferred", PREFERRED.get(lang), &dates.preferred_iso, date_control)}
            {form.field("agreed", AGREED.get(lang), &dates.agreed_iso, date_control)}
            {form.field("reason", DATES_REASON.get(lang), "", area_control)}
        }
        .into_any(),
    )
}

fn suspend(view: &ChecklistView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let form = form(view, answer, "suspend_onboarding", SUSPEND.get(lang), SUSPEND_BUTTON.get(lang));
    form.around(
        view! {
            {form.field("since", SUSPEND_SINCE.get(lang), &view.today, date_control)}
            {form.field("reason", SUSPEND_REASON.get(lang), "", area_control)}
            {form.field("expected_return", EXPECTED_RETURN.get(lang), "", date_control)}
        }
        .into_any(),
    )
}

fn return_to_live(view: &ChecklistView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let form =
        form(view, answer, "return_onboarding", RETURN_TO_LIVE.get(lang), RETURN_TO_LIVE_BUTTON.get(lang));
    form.around(form.field("returned_on", RETURNED_ON.get(lang), &view.today, date_control))
}
