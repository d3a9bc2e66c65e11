//! What is running out, in all districts of the reader.

use leptos::prelude::*;

use super::text::{LAST_DAY, NO_EXPIRING, NO_RENEWAL, RENEWAL_RETURNED, RENEWAL_WAITS, RENEWED, WARNING};
use crate::district::text::REQUIREMENT;
use crate::onboarding::checklist::checklist_path;
use crate::onboarding::model::{Expiring, Warning};
use crate::onboarding::text::EXPIRING;
use crate::onboarding::timing::{days_left_text, warning_mark, warning_text};
use crate::programme::model::Programme;
use crate::rollout::model::Row;
use crate::rollout::text::DISTRICT;
use crate::text::{Lang, short_date};

/// The section, the nearest day first.
pub fn section(lang: Lang, programme: &Programme, rows: &[Row]) -> AnyView {
    let mut listed: Vec<(&Row, &Expiring)> =
        rows.iter().flat_map(|row| row.expiring.iter().map(move |one| (row, one))).collect();
    listed.sort_by_key(|(row, one)| (one.last, row.number));
    let lines: Vec<AnyView> = listed.into_iter().map(|(row, one)| line(lang, programme, row, one)).collect();
    let body = if lines.is_empty() {
        view! { <p>{NO_EXPIRING.get(lang)}</p> }.into_any()
    } else {
        view! {
            <table class="districts board expiring">
                <thead><tr>
                    <th scope="col">{DISTRICT.get(lang)}</th>
                    <th scope="col">{REQUIREMENT.get(lang)}</th>
                    <th scope="col">{LAST_DAY.get(lang)}</th>
                    <th scope="col">{WARNING.get(lang)}</th>
                    <th scope="col">{RENEWED.get(lang)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="table-section" aria-labelledby="expiring-title">
            <h2 id="expiring-title">{EXPIRING.get(lang)}</h2>
            {body}
        </section>
    }
    .into_any()
}

fn line(lang: Lang, programme: &Programme, row: &Row, one: &Expiring) -> AnyView {
    let name = programme.requirement(&one.requirement).map(|(_, found)| found.name.get(lang).to_owned());
    let href = format!("{}#req-{}", checklist_path(lang, &row.slug, &programme.key), one.requirement);
    let renewal = match () {
        () if one.renewal_waits => RENEWAL_WAITS,
        () if one.renewal_returned => RENEWAL_RETURNED,
        () => NO_RENEWAL,
    };
    let key = one.warning.key();
    let left = days_left_text(lang, one.days_left);
    // What has expired says since when; what has not, also how near it is.
    let (warned, left) = match one.warning {
        Warning::Expired => (left, None),
        nearing => (warning_text(nearing).get(lang).to_owned(), Some(format!(" · {left}"))),
    };
    view! {
        <tr data-expiring=format!("{}:{}", row.slug, one.requirement) data-warning=key>
            <td data-label=DISTRICT.get(lang)>{row.name.get(lang).to_owned()}</td>
            <td data-label=REQUIREMENT.get(lang)><a href=href>{name}</a></td>
            <td class="num" data-label=LAST_DAY.get(lang)>{short_date(lang, one.last)}</td>
            <td data-label=WARNING.get(lang)>
                <span class=format!("warning warning-{key}")>
                    <span aria-hidden="true">{warning_mark(one.warning)}</span>" "{warned}
                </span>
                {left}
            </td>
            <td data-label=RENEWED.get(lang)>{renewal.get(lang)}</td>
        </tr>
    }
    .into_any()
}
