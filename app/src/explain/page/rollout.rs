//! Figures of a whole roll-out: counted from its districts.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Explained;
use crate::explain::link::path;
use crate::explain::model::{Family, Figure, Part};
use crate::explain::text::{
    CONFIRMED_MILESTONE, COUNTS, OTHERS, RESIDENTS, WAITS_HERE, figure_name, part_text,
};
use crate::onboarding::status::status_text;
use crate::programme::model::Holder;
use crate::rollout::model::{Coverage, EqualReadiness, Row, Spread};
use crate::rollout::store::Rollout;
use crate::rollout::text::{DISTRICT, EQUAL_UNKNOWN, NO, NOT_KNOWN, STATUS, YES};
use crate::text::{Lang, count_form, grouped, n_of_m, percent};
use crate::waiting::model::items;

pub fn explain(
    lang: Lang,
    figure: Figure,
    holder: Option<Holder>,
    rollout: &Rollout,
    today: NaiveDate,
    tail: &str,
) -> Explained {
    // What waits for one holder is counted from what that holder has.
    let mut rows = rollout.rows.clone();
    for row in &mut rows {
        row.waits.retain(|wait| holder.is_none_or(|holder| wait.holder == holder));
    }
    Explained {
        value: value(lang, figure, rollout, &rows),
        formula: formula(lang, figure, rollout, &rows, today),
        rows: table(lang, figure, rollout, &rows, tail),
        others: others(lang, figure, rollout, &rows, tail),
    }
}

fn value(lang: Lang, figure: Figure, rollout: &Rollout, rows: &[Row]) -> String {
    let coverage = Coverage::of(rows);
    let equal = EqualReadiness::of(rows);
    let of = rollout.programme.checklist.length();
    let spread = |value: &dyn Fn(&Spread) -> String| {
        equal.spread.as_ref().map_or_else(|| EQUAL_UNKNOWN.get(lang).to_owned(), value)
    };
    match figure {
        Figure::All => n_of_m(lang, coverage.live, coverage.districts),
        Figure::One => (if coverage.live > 0 { YES } else { NO }).get(lang).to_owned(),
        Figure::Residents => percent(lang, coverage.residents_live, coverage.residents).unwrap_or_default(),
        Figure::Unknown => districts(lang, coverage.unknown),
        Figure::Reported => districts(lang, coverage.reported),
        Figure::OnlyReported => districts(lang, equal.reported),
        Figure::Lowest => spread(&|one| n_of_m(lang, one.lowest, of)),
        Figure::Median => spread(&|one| n_of_m(lang, half(lang, one.median_twice), of)),
        Figure::Highest => spread(&|one| n_of_m(lang, one.highest, of)),
        Figure::Spread => spread(&|one| {
            let steps = i64::from(one.highest - one.lowest);
            lang.pick(count_form(steps, "етап", "етапа"), count_form(steps, "milestone", "milestones"))
        }),
        _ => open(rows).to_string(),
    }
}

fn formula(lang: Lang, figure: Figure, rollout: &Rollout, rows: &[Row], today: NaiveDate) -> String {
    let coverage = Coverage::of(rows);
    let equal = EqualReadiness::of(rows);
    match figure {
        Figure::All => {
            let share = percent(lang, coverage.live, coverage.districts).unwrap_or_default();
            format!("{} ÷ {} = {share}", coverage.live, coverage.districts)
        }
        Figure::One => lang.pick(
            format!("работещи: {}; нужен е поне 1", coverage.live),
            format!("live: {}; at least 1 is needed", coverage.live),
        ),
        Figure::Residents => {
            let whole = |number: u64| grouped(lang, i64::try_from(number).unwrap_or(i64::MAX));
            let share = percent(lang, coverage.residents_live, coverage.residents).unwrap_or_default();
            format!("{} ÷ {} = {share}", whole(coverage.residents_live), whole(coverage.residents))
        }
        Figure::Unknown | Figure::Reported | Figure::OnlyReported => {
            let n = value(lang, figure, rollout, rows);
            lang.pick(
                format!("от {} района: {n}", coverage.districts),
                format!("of {} districts: {n}", coverage.districts),
            )
        }
        Figure::Waiting => waiting_formula(lang, rows, today),
        _ => match &equal.spread {
            None => EQUAL_UNKNOWN.get(lang).to_owned(),
            Some(spread) => readiness_formula(lang, figure, spread, &equal),
        },
    }
}

fn readiness_formula(lang: Lang, figure: Figure, spread: &Spread, equal: &EqualReadiness) -> String {
    let values: Vec<String> = spread.values.iter().map(ToString::to_string).collect();
    let values = values.join(", ");
    let result = match figure {
        Figure::Lowest => {
            lang.pick(format!("първото е {}", spread.lowest), format!("the first is {}", spread.lowest))
        }
        Figure::Highest => {
            lang.pick(format!("последното е {}", spread.highest), format!("the last is {}", spread.highest))
        }
        Figure::Spread => {
            format!("{} − {} = {}", spread.highest, spread.lowest, spread.highest - spread.lowest)
        }
        _ => {
            let median = half(lang, spread.median_twice);
            lang.pick(format!("в средата е {median}"), format!("in the middle is {median}"))
        }
    };
    let left = equal.unknown + equal.reported;
    lang.pick(
        format!("Потвърдените етапи по ред: {values}; {result}. Извън сметката: {}.", districts(lang, left)),
        format!(
            "The confirmed milestones in order: {values}; {result}. Left out: {}.",
            districts(lang, left)
        ),
    )
}

fn waiting_formula(lang: Lang, rows: &[Row], today: NaiveDate) -> String {
    let counts: Vec<String> =
        rows.iter().map(open_in).filter(|count| *count > 0).map(|count| count.to_string()).collect();
    let total = open(rows);
    let sum = if counts.is_empty() { "0".to_owned() } else { format!("{} = {total}", counts.join(" + ")) };
    let mut ages: Vec<i64> = items(rows, None).iter().map(|item| item.wait.age(today)).collect();
    ages.sort_unstable();
    let ages: Vec<String> = ages.iter().map(ToString::to_string).collect();
    let ages = ages.join(", ");
    lang.pick(
        format!("по райони: {sum}; възраст в дни по ред: {ages}"),
        format!("by district: {sum}; ages in days in order: {ages}"),
    )
}

/// The same by the other rules of its family, each with its own page.
fn others(lang: Lang, figure: Figure, rollout: &Rollout, rows: &[Row], tail: &str) -> Option<AnyView> {
    let family = figure.family();
    let same = |other: &Figure| *other != figure && other.family() == family;
    let items: Vec<AnyView> = Figure::ALL
        .into_iter()
        .filter(same)
        .map(|other| {
            let href = path(lang, other, &rollout.programme.key, tail);
            let value = value(lang, other, rollout, rows);
            view! { <li><a href=href>{figure_name(other).get(lang)}</a>": "<b>{value}</b></li> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section aria-labelledby="others-title">
                <h2 id="others-title">{OTHERS.get(lang)}</h2>
                <ul class="others">{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn table(lang: Lang, figure: Figure, rollout: &Rollout, rows: &[Row], tail: &str) -> AnyView {
    let mut listed: Vec<(&Row, Part)> = rows.iter().zip(figure.parts(rows)).collect();
    let family = figure.family();
    if family == Family::Readiness {
        // In the order in which the middle is looked for; what is not known last.
        listed.sort_by_key(|(row, _)| (row.readiness.is_none(), row.readiness));
    }
    let own = match family {
        Family::Readiness => CONFIRMED_MILESTONE,
        Family::Waiting => WAITS_HERE,
        Family::Coverage | Family::District => RESIDENTS,
    };
    let own_of = |row: &Row| match family {
        Family::Readiness => {
            row.readiness.map_or_else(|| NOT_KNOWN.get(lang).to_owned(), |milestone| milestone.to_string())
        }
        Family::Waiting => open_in(row).to_string(),
        Family::Coverage | Family::District => grouped(lang, row.residents),
    };
    let of = rollout.programme.checklist.length();
    let lines: Vec<AnyView> = listed
        .into_iter()
        .map(|(row, part)| {
            let href =
                format!("/{}/rayoni/{}?programme={}{tail}", lang.code(), row.slug, rollout.programme.key);
            view! {
                <tr data-row=row.slug.clone() data-part=part.key()>
                    <th scope="row"><a href=href>{row.name.get(lang).to_owned()}</a></th>
                    <td data-label=STATUS.get(lang)>{status_text(lang, row.status, of)}</td>
                    <td class="num" data-label=own.get(lang)>{own_of(row)}</td>
                    <td data-label=COUNTS.get(lang)>{part_text(figure, part).get(lang)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <table class="districts board">
            <thead><tr>
                <th scope="col">{DISTRICT.get(lang)}</th>
                <th scope="col">{STATUS.get(lang)}</th>
                <th scope="col">{own.get(lang)}</th>
                <th scope="col">{COUNTS.get(lang)}</th>
            </tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

/// How much waits in a district.
fn open_in(row: &Row) -> usize {
    row.waits.len()
}

fn open(rows: &[Row]) -> usize {
    rows.iter().map(open_in).sum()
}

fn half(lang: Lang, twice: i32) -> String {
    if twice % 2 == 0 { (twice / 2).to_string() } else { format!("{}{}5", twice / 2, lang.pick(',', '.')) }
}

fn districts(lang: Lang, number: u64) -> String {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    lang.pick(count_form(number, "район", "района"), count_form(number, "district", "districts"))
}
