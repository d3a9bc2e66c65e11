//! The three dates, suspension and return.

use leptos::prelude::*;

use super::parts::ItemForm;
use crate::onboarding::text::{
    AGREED, CHOOSE, DATES, DATES_BECAUSE, DATES_CHANGE, DATES_HINT, DATES_REASON, EXPECTED_RETURN,
    MILESTONE_DATES, NO_DATE, PREFERRED, RETURN_TO_LIVE, RETURN_TO_LIVE_BUTTON, RETURNED_ON, SUSPEND,
    SUSPEND_BUTTON, SUSPEND_CHANGE, SUSPEND_REASON, SUSPEND_SINCE, UNUSUAL_DAY, WINDOW, WINDOW_FROM,
    WINDOW_TO,
};
use crate::onboarding::view::{ChecklistView, DatesView, MilestoneView};
use crate::text::SAVE;
use crate::ui::form::{Answer, area_control, date_control};

/// The section of the dates of going live.
pub fn section(view: &ChecklistView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    view! {
        <section class="dates" aria-labelledby="dates-title">
            <h2 id="dates-title">{DATES.get(lang)}</h2>
            {listed(view, &view.dates)}
            <p class="hint">{DATES_HINT.get(lang)}</p>
            <div class="actions">
                {view.offers("set_dates", "").then(|| dates(view, &view.dates, None, answer))}
                {view.offers("suspend_onboarding", "").then(|| suspend(view, answer))}
                {view.offers("return_onboarding", "").then(|| return_to_live(view, answer))}
            </div>
        </section>
    }
    .into_any()
}

/// A milestone's own dates, where it has any, and their form.
pub fn of_milestone(view: &ChecklistView, milestone: &MilestoneView, answer: Option<&Answer>) -> AnyView {
    let Some(own) = &milestone.dates else { return ().into_any() };
    let set = own.window.is_some() || own.preferred.is_some() || own.agreed.is_some();
    // Also why there is none any more.
    let tells = set || !own.timeliness.is_empty();
    view! {
        {tells.then(|| listed(view, own))}
        {view.offers("set_dates", &milestone.key).then(|| dates(view, own, Some(&milestone.key), answer))}
    }
    .into_any()
}

fn listed(view: &ChecklistView, dates: &DatesView) -> AnyView {
    let lang = view.lang;
    let pair = |label: &'static str, value: &Option<String>| {
        let value = value.clone().unwrap_or_else(|| NO_DATE.get(lang).to_owned());
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    };
    view! {
        <dl class="facts">
            {pair(WINDOW.get(lang), &dates.window)}
            {pair(PREFERRED.get(lang), &dates.preferred)}
            {pair(AGREED.get(lang), &dates.agreed)}
        </dl>
        {(!dates.timeliness.is_empty()).then(|| view! { <p class="timeliness">{dates.timeliness.clone()}</p> })}
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
    ItemForm {
        view,
        operation,
        item: None,
        version: view.version,
        answer,
        summary: Some(summary),
        button,
        now: false,
    }
}

fn dates(
    view: &ChecklistView,
    dates: &DatesView,
    milestone: Option<&str>,
    answer: Option<&Answer>,
) -> AnyView {
    let lang = view.lang;
    let summary = if milestone.is_some() { MILESTONE_DATES } else { DATES_CHANGE };
    let form = ItemForm {
        item: milestone.map(|key| ("milestone", key)),
        version: dates.version,
        ..form(view, answer, "set_dates", summary.get(lang), SAVE.get(lang))
    };
    // Why a date moves is for its author to say.
    let none = dates.because.is_empty().then(|| (String::new(), CHOOSE.get(lang).to_owned()));
    let reasons: Vec<_> = none.into_iter().chain(view.slip_reasons.iter().cloned()).collect();
    let asked = form.own_answer().is_some_and(|answer| {
        answer.refusal.and_then(|refusal| refusal.box_to_tick).as_deref() == Some("unusual_day")
    });
    form.around(
        view! {
            <div class="field-row">
                {form.field("window_from", WINDOW_FROM.get(lang), &dates.window_from_iso, date_control)}
                {form.field("window_to", WINDOW_TO.get(lang), &dates.window_to_iso, date_control)}
            </div>
            {form.field("preferred", PREFERRED.get(lang), &dates.preferred_iso, date_control)}
            {form.field("agreed", AGREED.get(lang), &dates.agreed_iso, date_control)}
            {(!dates.places.is_empty()).then(|| view! { <p class="hint">{dates.places.clone()}</p> })}
            {asked.then(|| view! {
                <div class="field"><label class="check"><input type="checkbox" name="unusual_day" value="on"/>" "{UNUSUAL_DAY.get(lang)}</label></div>
            })}
            {form.choice("because", DATES_BECAUSE.get(lang), &dates.because, &reasons)}
            {form.field("reason", DATES_REASON.get(lang), "", area_control)}
        }
        .into_any(),
    )
}

fn suspend(view: &ChecklistView, answer: Option<&Answer>) -> AnyView {
    let lang = view.lang;
    let (since, reason, expected) = view.suspended.clone().unwrap_or_default();
    let (summary, button) = if since.is_empty() { (SUSPEND, SUSPEND_BUTTON) } else { (SUSPEND_CHANGE, SAVE) };
    let form = form(view, answer, "suspend_onboarding", summary.get(lang), button.get(lang));
    // What has begun keeps its first day.
    let since = if since.is_empty() {
        form.field("since", SUSPEND_SINCE.get(lang), &view.today, date_control)
    } else {
        view! { <input type="hidden" name="since" value=since/> }.into_any()
    };
    form.around(
        view! {
            {since}
            {form.field("reason", SUSPEND_REASON.get(lang), &reason, area_control)}
            {form.field("expected_return", EXPECTED_RETURN.get(lang), &expected, date_control)}
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
