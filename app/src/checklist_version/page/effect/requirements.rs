//! The requirements of one district, each as it stands and as it would under a
//! draft: what both counts are counted from.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::checklist_version::model::Place;
use crate::checklist_version::text::{BEFORE, NOT_ASKED, THEN, TOGETHER};
use crate::district::text::REQUIREMENT;
use crate::programme::model::{Milestone, Programme, Requirement};
use crate::text::{Lang, UNKNOWN, n_of_m, standing_mark, standing_text};

/// The table of them, milestone by milestone, with the counts at its foot.
pub(super) fn requirements(
    lang: Lang,
    before: &Programme,
    drafted: &Programme,
    place: &Place,
    today: NaiveDate,
) -> AnyView {
    let bodies: Vec<_> = drafted
        .checklist
        .milestones
        .iter()
        .map(|milestone| body(lang, before, drafted, place, milestone, today))
        .collect();
    let tally = |programme: &Programme| {
        let tally = place.progress.tally(&programme.checklist.milestones, today);
        tally.map_or_else(|| UNKNOWN.get(lang).to_owned(), |tally| n_of_m(lang, tally.met, tally.of))
    };
    view! {
        <table class="districts board rows">
            <thead><tr>
                <th scope="col">{REQUIREMENT.get(lang)}</th>
                <th scope="col">{BEFORE.get(lang)}" "{before.checklist.version}</th>
                <th scope="col">{THEN.get(lang)}</th>
            </tr></thead>
            {bodies}
            <tfoot><tr>
                <th scope="row">{TOGETHER.get(lang)}</th>
                <td data-label=BEFORE.get(lang) data-before="">{tally(before)}</td>
                <td data-label=THEN.get(lang) data-then="">{tally(drafted)}</td>
            </tr></tfoot>
        </table>
    }
    .into_any()
}

fn body(
    lang: Lang,
    before: &Programme,
    drafted: &Programme,
    place: &Place,
    milestone: &Milestone,
    today: NaiveDate,
) -> AnyView {
    let old = before.milestone(&milestone.key).map(|one| one.requirements.as_slice()).unwrap_or_default();
    // What the draft takes out stands where it was; what it moves, where it is then.
    let gone = old.iter().filter(|one| !milestone.requirements.iter().any(|other| other.key == one.key));
    let rows: Vec<_> = milestone
        .requirements
        .iter()
        .chain(gone.filter(|one| drafted.requirement(&one.key).is_none()))
        .map(|one| {
            let was = before.requirement(&one.key).map(|(_, one)| one);
            let then = drafted.requirement(&one.key).map(|(_, one)| one);
            let standing = |asked: Option<&Requirement>| match asked {
                None => NOT_ASKED.get(lang).into_any(),
                Some(asked) => {
                    let standing = place.progress.standing(asked, today);
                    view! { <span aria-hidden="true">{standing_mark(standing)}</span>" "{standing_text(standing).get(lang)} }
                        .into_any()
                }
            };
            view! {
                <tr data-requirement=one.key.clone()>
                    <th scope="row">{one.name.get(lang).to_owned()}</th>
                    <td data-label=BEFORE.get(lang)>{standing(was)}</td>
                    <td data-label=THEN.get(lang)>{standing(then)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <tbody>
            <tr class="group"><th colspan="3" scope="rowgroup">{milestone.position}". "{milestone.name.get(lang).to_owned()}</th></tr>
            {rows}
        </tbody>
    }
    .into_any()
}
