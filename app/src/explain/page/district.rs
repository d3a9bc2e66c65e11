//! Figures of one district: counted from its requirements or its milestones.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Explained;
use crate::district::text::{REQUIREMENT, STANDING};
use crate::explain::model::{Figure, Part};
use crate::explain::text::{COUNTS, MILESTONE, NOT_BEGUN, part_text};
use crate::onboarding::model::{Standing, Tally};
use crate::onboarding::store::Onboarding;
use crate::programme::model::{Milestone, Requirement};
use crate::rollout::model::Row;
use crate::rollout::store::Rollout;
use crate::text::{Lang, UNKNOWN, count_form, n_of_m, standing_mark, standing_text};

pub fn explain(
    lang: Lang,
    figure: Figure,
    onboarding: &Onboarding,
    milestone: Option<&Milestone>,
    rollout: &Rollout,
    today: NaiveDate,
) -> Explained {
    if let Some(milestone) = milestone {
        return explain_milestone(lang, onboarding, milestone, today);
    }
    let all: Vec<&Requirement> = onboarding.programme.checklist.requirements().collect();
    let row = rollout.rows.iter().find(|row| row.slug == onboarding.slug);
    let known = row.filter(|row| row.tally.is_some());
    let Some(row) = known else {
        return Explained {
            value: UNKNOWN.get(lang).to_owned(),
            formula: NOT_BEGUN.get(lang).to_owned(),
            rows: table(lang, figure, onboarding, &all, today),
            others: None,
        };
    };
    Explained {
        value: value(lang, figure, row),
        formula: formula(lang, figure, onboarding, row),
        rows: table(lang, figure, onboarding, &all, today),
        others: None,
    }
}

/// The tally of one milestone: the same rule over its requirements only.
fn explain_milestone(
    lang: Lang,
    onboarding: &Onboarding,
    milestone: &Milestone,
    today: NaiveDate,
) -> Explained {
    let all: Vec<&Requirement> = milestone.requirements.iter().collect();
    let tally = onboarding.progress.tally([milestone], today);
    let (value, formula) = match tally {
        Some(tally) => (n_of_m(lang, tally.met, tally.of), tally_formula(lang, all.len(), tally)),
        None => (UNKNOWN.get(lang).to_owned(), NOT_BEGUN.get(lang).to_owned()),
    };
    Explained { value, formula, rows: table(lang, Figure::Tally, onboarding, &all, today), others: None }
}

/// „26 в списъка − 2 неприложими = 24; от тях потвърдени и валидни: 17“.
fn tally_formula(lang: Lang, all: usize, tally: Tally) -> String {
    let Tally { met, of } = tally;
    let apart = all.saturating_sub(usize::try_from(of).unwrap_or(usize::MAX));
    lang.pick(
        format!(
            "{all} в списъка − {} = {of}; от тях потвърдени и валидни: {met}",
            count_form(i64::try_from(apart).unwrap_or(i64::MAX), "неприложимо", "неприложими")
        ),
        format!("{all} on the list − {apart} not applicable = {of}; confirmed and valid of these: {met}"),
    )
}

/// The figure, as the map, the board and the district's page have it.
fn value(lang: Lang, figure: Figure, row: &Row) -> String {
    match figure {
        Figure::Submitted => row.submitted.to_string(),
        Figure::ToDo => row.to_do.to_string(),
        Figure::Returned => row.returned.to_string(),
        Figure::Expired => row.expired.to_string(),
        Figure::ToMark => row.to_mark.to_string(),
        _ => row.tally.map(|tally| n_of_m(lang, tally.met, tally.of)).unwrap_or_default(),
    }
}

fn formula(lang: Lang, figure: Figure, onboarding: &Onboarding, row: &Row) -> String {
    let all = onboarding.programme.checklist.requirements().count();
    let of = row.tally.map_or(0, |tally| tally.of);
    match figure {
        Figure::Tally => row.tally.map(|tally| tally_formula(lang, all, tally)).unwrap_or_default(),
        Figure::ToMark => {
            let milestones = onboarding.programme.checklist.length();
            lang.pick(
                format!("от {milestones} етапа за отмятане: {}", row.to_mark),
                format!("of {milestones} milestones, to mark: {}", row.to_mark),
            )
        }
        _ => {
            let value = value(lang, figure, row);
            lang.pick(
                format!("от {of} приложими изисквания: {value}"),
                format!("of {of} applicable requirements: {value}"),
            )
        }
    }
}

fn table(
    lang: Lang,
    figure: Figure,
    onboarding: &Onboarding,
    listed: &[&Requirement],
    today: NaiveDate,
) -> AnyView {
    let marks = figure == Figure::ToMark;
    let lines: Vec<AnyView> = if marks {
        milestones(lang, figure, onboarding, today)
    } else {
        requirements(lang, figure, onboarding, listed, today)
    };
    let first = if marks { MILESTONE } else { REQUIREMENT };
    view! {
        <table class="districts board rows">
            <thead><tr>
                <th scope="col">{first.get(lang)}</th>
                {(!marks).then(|| view! { <th scope="col">{STANDING.get(lang)}</th> })}
                <th scope="col">{COUNTS.get(lang)}</th>
            </tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

fn requirements(
    lang: Lang,
    figure: Figure,
    onboarding: &Onboarding,
    listed: &[&Requirement],
    today: NaiveDate,
) -> Vec<AnyView> {
    listed
        .iter()
        .copied()
        .map(|requirement| {
            let standing = onboarding.progress.standing(requirement, today);
            let checklist = &onboarding.programme.checklist;
            let part = match figure {
                Figure::Submitted if onboarding.progress.is_to_decide(requirement, today) => Part::Counted,
                // Handed to somebody else, it does not wait for a coordinator.
                Figure::Submitted if standing == Standing::Submitted => Part::NotCounted,
                Figure::ToDo | Figure::Returned | Figure::Expired => {
                    let task = onboarding.progress.task(checklist, requirement, today);
                    figure.part_of_task(standing, task)
                }
                _ => figure.part_of_standing(standing),
            };
            let since = requirement.since_version;
            let came = (since > 1).then(|| {
                let text = lang.pick(format!("от версия {since}"), format!("since version {since}"));
                view! { " "<span class="hint">{text}</span> }
            });
            view! {
                <tr data-part=part.key()>
                    <th scope="row">{requirement.name.get(lang).to_owned()}{came}</th>
                    <td data-label=STANDING.get(lang)><span aria-hidden="true">{standing_mark(standing)}</span>" "{standing_text(standing).get(lang)}</td>
                    <td data-label=COUNTS.get(lang)>{part_text(figure, part).get(lang)}</td>
                </tr>
            }
            .into_any()
        })
        .collect()
}

fn milestones(lang: Lang, figure: Figure, onboarding: &Onboarding, today: NaiveDate) -> Vec<AnyView> {
    let (progress, checklist) = (&onboarding.progress, &onboarding.programme.checklist);
    let listed = checklist.milestones.iter();
    listed
        .map(|milestone| {
            let to_mark = progress.is_to_mark(checklist, milestone.position, today);
            let part = match progress.opened_on {
                None => Part::LeftOut,
                Some(_) if to_mark => Part::Counted,
                Some(_) => Part::NotCounted,
            };
            view! {
                <tr data-part=part.key()>
                    <th scope="row">{milestone.position}". "{milestone.name.get(lang).to_owned()}</th>
                    <td data-label=COUNTS.get(lang)>{part_text(figure, part).get(lang)}</td>
                </tr>
            }
            .into_any()
        })
        .collect()
}
