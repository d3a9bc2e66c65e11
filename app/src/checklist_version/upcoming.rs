//! Published versions that do not hold yet, announced where a district is looked
//! at: from when, and what each changes there.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::model::{Changes, aspects};
use super::text::{CHANGED_HERE, NEW_HERE, RETIRED_HERE, UPCOMING, UPCOMING_SAME, aspect_text, comes_text};
use crate::onboarding::store::Onboarding;
use crate::onboarding::timing::must_be_met_text;
use crate::programme::model::{Checklist, Programme};
use crate::text::{Lang, Text};

/// What is to come for a district; nothing when nothing is.
pub fn upcoming(lang: Lang, onboarding: &Onboarding, versions: &[(NaiveDate, Programme)]) -> AnyView {
    if versions.is_empty() {
        return ().into_any();
    }
    // Each changes what the one before it left.
    let checklists = versions.iter().map(|(_, programme)| &programme.checklist);
    let before = std::iter::once(&onboarding.programme.checklist).chain(checklists);
    let parts: Vec<_> = versions
        .iter()
        .zip(before)
        .map(|((from, programme), before)| part(lang, onboarding, before, programme, *from))
        .collect();
    view! {
        <section class="upcoming" aria-labelledby="upcoming-title">
            <h2 id="upcoming-title">{UPCOMING.get(lang)}</h2>
            {parts}
        </section>
    }
    .into_any()
}

fn part(
    lang: Lang,
    onboarding: &Onboarding,
    before: &Checklist,
    programme: &Programme,
    from: NaiveDate,
) -> AnyView {
    let next = &programme.checklist;
    let changes = Changes::for_district(before, next, |one| onboarding.progress.applies(one));
    // „… г.“ ends the sentence already.
    let title = comes_text(lang, next.version, from);
    let title = format!("{}.", title.trim_end_matches('.'));
    if changes.is_empty() {
        return view! { <p data-upcoming=next.version.to_string()>{title}" "{UPCOMING_SAME.get(lang)}</p> }
            .into_any();
    }
    let added = named(lang, NEW_HERE, next, &changes.added, |key| {
        let due = programme.requirement(key).and_then(|(_, one)| one.must_be_met_by);
        due.map(|day| must_be_met_text(lang, day)).unwrap_or_default()
    });
    let changed = named(lang, CHANGED_HERE, next, &changes.changed, |key| {
        let what: Vec<_> =
            aspects(before, next, key).into_iter().map(|aspect| aspect_text(lang, aspect)).collect();
        what.join(", ")
    });
    let retired = named(lang, RETIRED_HERE, before, &changes.retired, |_| String::new());
    view! {
        <div data-upcoming=next.version.to_string()>
            <p>{title}</p>
            <dl class="facts">{added}{changed}{retired}</dl>
        </div>
    }
    .into_any()
}

/// Requirements of one kind in the order of the checklist, each with what there
/// is to say of it.
fn named(
    lang: Lang,
    kind: Text,
    checklist: &Checklist,
    keys: &BTreeSet<String>,
    detail: impl Fn(&str) -> String,
) -> Option<AnyView> {
    let rows: Vec<_> = checklist
        .requirements()
        .filter(|one| keys.contains(&one.key))
        .map(|one| {
            let detail = detail(&one.key);
            let detail = (!detail.is_empty()).then(|| format!(" ({detail})"));
            view! { <li>{one.name.get(lang).to_owned()}{detail}</li> }
        })
        .collect();
    (!rows.is_empty())
        .then(|| view! { <div><dt>{kind.get(lang)}</dt><dd><ul>{rows}</ul></dd></div> }.into_any())
}
