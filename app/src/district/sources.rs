//! Where what stands on a district's page comes from, and when it was last checked.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::text::{
    BY_COORDINATORS, BY_DISTRICT, BY_EVIDENCE, BY_OBSERVATION, BY_PLAN, CHECKLIST, LAST_CHECKED, MILESTONES,
    NOTHING_RECORDED, SERVICES, SOURCE, SOURCES, WHAT,
};
use crate::clock::Moment;
use crate::clock::source::sofia_day;
use crate::onboarding::model::MarkKind;
use crate::onboarding::store::Onboarding;
use crate::onboarding::text::DATES;
use crate::service::view::district_services_path;
use crate::text::{Lang, Text, iso, short_date};

/// Whoever declares or observes services does so for all programmes.
pub type Last = BTreeMap<String, Moment>;

/// What of the page is recorded, on whose word, and by which operations.
struct Origin {
    what: Text,
    source: Text,
    operations: &'static [&'static str],
}

const OF_PROGRAMME: [Origin; 3] = [
    Origin { what: MILESTONES, source: BY_COORDINATORS, operations: &["mark_milestone", "take_back_mark"] },
    Origin {
        what: CHECKLIST,
        source: BY_EVIDENCE,
        operations: &[
            "submit_requirement",
            "confirm_requirement",
            "return_requirement",
            "set_aside_requirement",
            "reopen_requirement",
            "set_holder",
        ],
    },
    Origin { what: DATES, source: BY_PLAN, operations: &["set_dates"] },
];

const OF_SERVICES: [Origin; 2] = [
    Origin { what: SERVICES, source: BY_DISTRICT, operations: &["declare_offer", "withdraw_declaration"] },
    Origin { what: SERVICES, source: BY_OBSERVATION, operations: &["observe_offer", "withdraw_observation"] },
];

/// The sources, with the last entry of each in the programme and of services.
pub fn sources(
    lang: Lang,
    onboarding: &Onboarding,
    of_programme: &Last,
    of_services: &Last,
    tail: &str,
) -> AnyView {
    let last = |entries: &Last, origin: &Origin| {
        origin.operations.iter().filter_map(|one| entries.get(*one)).max().copied()
    };
    let words = |text: Text| text.get(lang).into_any();
    let mut lines: Vec<AnyView> = Vec::new();
    let reported = onboarding.progress.standing_marks().filter(|mark| mark.kind == MarkKind::Reported);
    for mark in reported {
        let name = onboarding.programme.milestone_at(mark.position).map(|one| one.name.get(lang).to_owned());
        let source = mark.source.as_ref().map(|source| source.get(lang).to_owned());
        lines.extend(of_programme.get("report_milestone").map(|at| {
            line(
                lang,
                format!("{}: {}", MILESTONES.get(lang), name.unwrap_or_default()),
                source.into_any(),
                *at,
            )
        }));
    }
    for origin in OF_PROGRAMME {
        let at = last(of_programme, &origin);
        lines.extend(at.map(|at| line(lang, origin.what.get(lang).to_owned(), words(origin.source), at)));
    }
    let href = district_services_path(lang, &onboarding.slug, tail);
    for origin in OF_SERVICES {
        let source = view! { <a href=href.clone()>{origin.source.get(lang)}</a> }.into_any();
        let at = last(of_services, &origin);
        lines.extend(at.map(|at| line(lang, origin.what.get(lang).to_owned(), source, at)));
    }
    let body = if lines.is_empty() {
        view! { <p>{NOTHING_RECORDED.get(lang)}</p> }.into_any()
    } else {
        view! {
            <table class="districts board rows">
                <thead><tr>
                    <th scope="col">{WHAT.get(lang)}</th>
                    <th scope="col">{SOURCE.get(lang)}</th>
                    <th scope="col">{LAST_CHECKED.get(lang)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="sources-title">
            <h2 id="sources-title">{SOURCES.get(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn line(lang: Lang, what: String, source: AnyView, at: Moment) -> AnyView {
    let day = sofia_day(at);
    view! {
        <tr>
            <th scope="row">{what}</th>
            <td data-label=SOURCE.get(lang)>{source}</td>
            <td data-label=LAST_CHECKED.get(lang)><time datetime=iso(day)>{short_date(lang, day)}</time></td>
        </tr>
    }
    .into_any()
}
