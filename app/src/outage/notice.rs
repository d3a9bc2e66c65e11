//! Outages where they are felt: on maps, boards and checklists.

use leptos::prelude::*;

use super::model::Outage;
use super::text::OUTAGES;
use crate::text::{Lang, long_date};
use crate::ui::words::words;

/// That shared systems do not work, for pages that show what is with whom;
/// nothing when all do.
#[must_use]
pub fn notice(lang: Lang, outages: &[Outage]) -> Option<AnyView> {
    if outages.is_empty() {
        return None;
    }
    let items: Vec<_> =
        outages.iter().map(|one| view! { <li>{title(lang, one)}", "{days_text(lang, one)}</li> }).collect();
    Some(
        view! {
            <section class="notice" aria-labelledby="outage-notice">
                <h2 id="outage-notice"><a href=format!("/{}/prekasvaniya", lang.code())>{OUTAGES.get(lang)}</a></h2>
                <ul>{items}</ul>
            </section>
        }
        .into_any(),
    )
}

/// What an outage is called, marked as Bulgarian where it has no other name.
#[must_use]
pub fn title(lang: Lang, outage: &Outage) -> AnyView {
    match &outage.title_en {
        Some(title) if lang == Lang::En => title.clone().into_any(),
        _ => words(lang, &outage.title),
    }
}

/// The link to the page of outages.
#[must_use]
pub fn outages_link(lang: Lang) -> AnyView {
    view! { <a href=format!("/{}/prekasvaniya", lang.code())>{OUTAGES.get(lang)}</a> }.into_any()
}

/// From when to when, in words.
#[must_use]
pub fn days_text(lang: Lang, outage: &Outage) -> String {
    let begin = long_date(lang, outage.begins_on);
    match outage.ends_on {
        None => lang.pick(format!("от {begin}"), format!("since {begin}")),
        Some(end) => {
            let end = long_date(lang, end);
            lang.pick(format!("от {begin} до {end}"), format!("from {begin} to {end}"))
        }
    }
}

/// The same where it stands alone, its title marked as what it is.
#[must_use]
pub fn touched(lang: Lang, outage: &Outage) -> AnyView {
    let said = lang.pick("Засегнато: ", "Touched: ");
    view! { <span class="outage-note">{said}{words(lang, &outage.title)}", "{days_text(lang, outage)}</span> }
        .into_any()
}

/// „Засегнато: ССЕВ не работи, от 4 март 2026 г.“; empty without an outage.
#[must_use]
pub fn touched_text(lang: Lang, outage: Option<&Outage>) -> String {
    let Some(outage) = outage else { return String::new() };
    let days = days_text(lang, outage);
    let title = outage.title(lang);
    lang.pick(format!("Засегнато: {title}, {days}"), format!("Touched: {title}, {days}"))
}
