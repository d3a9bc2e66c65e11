//! The district's figures beside the city's.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::text::{BESIDE, BESIDE_HINT, CITY, FIGURE, HERE, NOBODY_MOVES, OF_CITY};
use crate::explain::link;
use crate::explain::model::Figure;
use crate::onboarding::timing::days_text;
use crate::rollout::model::Row;
use crate::rollout::model::beside::{Beside, City, Measure};
use crate::rollout::store::Rollout;
use crate::rollout::text::NOT_KNOWN;
use crate::service::model::Tally;
use crate::service::view::district_services_path;
use crate::text::{Lang, Text, count_form, n_of_m};

/// The table, with `tail` at the end of its links' queries.
pub fn beside(lang: Lang, rollout: &Rollout, slug: &str, today: NaiveDate, tail: &str) -> AnyView {
    let programme = &rollout.programme.key;
    let map = |rest: &str| format!("/{}/?programme={programme}{rest}{tail}", lang.code());
    let row = rollout.rows.iter().find(|row| row.slug == slug);
    let lines: Vec<_> = Measure::ALL
        .into_iter()
        .map(|measure| {
            let Beside { own, city, left_out } = measure.beside(&rollout.rows, slug, today);
            let own_text = own.map(|value| match (measure, row) {
                (Measure::Milestone, _) => n_of_m(lang, value, rollout.programme.checklist.length()),
                (Measure::Services, Some(row)) => {
                    n_of_m(lang, value, row.services_certain().unwrap_or_default())
                }
                _ => said(lang, measure, value),
            });
            let nobody = measure == Measure::Waiting && row.is_some_and(|row| row.tally.is_some());
            let none = if nobody { NOBODY_MOVES } else { NOT_KNOWN };
            let own_text = own_text.unwrap_or_else(|| none.get(lang).to_owned());
            let (own_href, city_href) = match measure {
                Measure::Milestone => (
                    format!("{}#milestones-title", link::page_of(lang, slug, programme, tail)),
                    link::path(lang, Figure::Median, programme, tail),
                ),
                Measure::Met => (
                    link::district_path(lang, Figure::Tally, programme, slug, tail),
                    map("&color=readiness&sort=met"),
                ),
                Measure::Waiting => (map("&color=waiting&sort=turn"), map("&color=waiting&sort=turn")),
                Measure::Services => {
                    (district_services_path(lang, slug, tail), map("&color=services&sort=services"))
                }
            };
            let city =
                city.map_or_else(|| NOT_KNOWN.get(lang).to_owned(), |city| city_text(lang, measure, city));
            let unclear = row.filter(|_| measure == Measure::Services).and_then(|row| unclear_text(lang, row));
            view! {
                <tr data-measure=measure.key()>
                    <th scope="row">{name(measure).get(lang)}</th>
                    <td data-label=HERE.get(lang)><a href=own_href>{own_text}</a>{unclear.map(|text| view! { " "<span class="hint">{text}</span> })}</td>
                    <td data-label=CITY.get(lang)>
                        <a href=city_href>{city}</a>
                        " "<span class="hint">{left_out_text(lang, measure, left_out)}</span>
                    </td>
                </tr>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="beside-title">
            <h2 id="beside-title">{BESIDE.get(lang)}</h2>
            <table class="districts beside">
                <thead><tr>
                    <th scope="col">{FIGURE.get(lang)}</th>
                    <th scope="col">{HERE.get(lang)}</th>
                    <th scope="col">{CITY.get(lang)}" "<span class="hint">{OF_CITY.get(lang)}</span></th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
            <p class="hint">{BESIDE_HINT.get(lang)}</p>
        </section>
    }
    .into_any()
}

/// „за още 5 няма яснота“: what is not known or contradicts itself counts neither way.
fn unclear_text(lang: Lang, row: &Row) -> Option<String> {
    let certain = row.services_certain()?;
    let unclear = row.services.as_ref().map_or(0, Tally::total).saturating_sub(certain);
    (unclear > 0)
        .then(|| lang.pick(format!("за още {unclear} няма яснота"), format!("{unclear} more are not clear")))
}

fn name(measure: Measure) -> Text {
    match measure {
        Measure::Milestone => Text { bg: "Потвърден етап", en: "Milestone confirmed" },
        Measure::Met => Text { bg: "Изпълнени изисквания", en: "Requirements met" },
        Measure::Waiting => Text { bg: "Дни на ход", en: "Days since the move" },
        Measure::Services => Text { bg: "Услуги онлайн", en: "Services online" },
    }
}

fn said(lang: Lang, measure: Measure, value: i64) -> String {
    match measure {
        Measure::Milestone | Measure::Services => value.to_string(),
        Measure::Met => format!("{value}%"),
        Measure::Waiting => days_text(lang, value),
    }
}

/// „0 – 4,5 – 8“
fn city_text(lang: Lang, measure: Measure, City { lowest, median_twice, highest }: City) -> String {
    let half = if median_twice % 2 == 0 { "" } else { lang.pick(",5", ".5") };
    let unit = if measure == Measure::Met { "%" } else { "" };
    format!("{lowest}{unit} – {}{half}{unit} – {highest}{unit}", median_twice / 2)
}

fn left_out_text(lang: Lang, measure: Measure, left_out: usize) -> Option<String> {
    let count = i64::try_from(left_out).ok().filter(|count| *count > 0)?;
    let districts =
        lang.pick(count_form(count, "район", "района"), count_form(count, "district", "districts"));
    Some(match measure {
        Measure::Waiting => lang.pick(
            format!("без {districts}, където не се знае или никой не е на ход"),
            format!("without {districts} where it is not known or nobody has to move"),
        ),
        _ => lang.pick(
            format!("без {districts}, за {} не се знае", if count == 1 { "който" } else { "които" }),
            format!("without {districts} of which it is not known"),
        ),
    })
}
