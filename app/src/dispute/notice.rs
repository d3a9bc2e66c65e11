//! Disputes where they are felt: beside the mark that is contested.

use leptos::prelude::*;

use super::model::{Dispute, State, Subject};
use super::text::{ALL_DISPUTES, DISPUTED, DISPUTES, NOT_TRUE, NUMBER, SERVICE, state_text};
use crate::id::DisputeId;
use crate::text::{Lang, long_date};

/// What stands beside a milestone: that it is disputed, and what became of
/// earlier disputes.
pub fn beside_milestone(
    lang: Lang,
    disputes: &[(DisputeId, Dispute)],
    programme: &str,
    milestone: &str,
) -> AnyView {
    let notes: Vec<_> = disputes
        .iter()
        .filter(|(_, one)| one.subject.is_milestone(programme, milestone))
        .map(|(id, one)| note(lang, *id, one, DISPUTED.get(lang)))
        .collect();
    notes.into_any()
}

/// The disputes about services of a district, and the way to contest something.
pub fn of_district(
    lang: Lang,
    disputes: &[(DisputeId, Dispute)],
    programme: &str,
    district: &str,
) -> AnyView {
    let notes: Vec<_> = disputes
        .iter()
        .filter_map(|(id, one)| match &one.subject {
            Subject::Service(number) => {
                let what = format!("{} ({number})", SERVICE.get(lang));
                Some(view! { <li>{note(lang, *id, one, &what)}</li> })
            }
            Subject::Milestone { .. } => None,
        })
        .collect();
    let list = (!notes.is_empty()).then(|| view! { <ul>{notes}</ul> });
    let contest = format!("/{}/osporvane?rayon={district}&programme={programme}", lang.code());
    view! {
        <section class="disputed-here" aria-labelledby="disputes-title">
            <h2 id="disputes-title">{DISPUTES.get(lang)}</h2>
            {list}
            <p class="ways">
                <a href=contest>{NOT_TRUE.get(lang)}</a>
                <a href=format!("/{}/osporvaniya", lang.code())>{ALL_DISPUTES.get(lang)}</a>
            </p>
        </section>
    }
    .into_any()
}

/// A dispute in a line that leads to it.
fn note(lang: Lang, id: DisputeId, one: &Dispute, what: &str) -> AnyView {
    let href = format!("/{}/osporvaniya/{id}", lang.code());
    let said = if one.state == State::Examined {
        let due = long_date(lang, one.due_on());
        lang.pick(format!("≠ {what}, отговор до {due}"), format!("≠ {what}, to be answered by {due}"))
    } else {
        format!("{} {id}: {}", NUMBER.get(lang), state_text(one.state).get(lang))
    };
    view! { <a class="dispute-note" href=href data-dispute=id.to_string() data-state=one.state.key()>{said}</a> }
        .into_any()
}
