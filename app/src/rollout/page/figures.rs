//! Coverage by all three rules, and equal readiness.

use leptos::prelude::*;

use crate::explain::link;
use crate::explain::model::Figure;
use crate::rollout::model::{Coverage, EqualReadiness, Spread};
use crate::rollout::store::Rollout;
use crate::rollout::text::{
    BY_RESIDENTS, COVERAGE, EQUAL, EQUAL_RULE, EQUAL_UNKNOWN, HIGHEST, IN_ALL, IN_ONE, LOWEST, MEDIAN, NO,
    OVER_TIME, SPREAD, YES, median_text,
};
use crate::text::{Lang, Text, count_form, grouped, n_of_m, percent};

/// The three coverage figures.
pub fn coverage(lang: Lang, rollout: &Rollout, tail: &str) -> AnyView {
    let coverage = Coverage::of(&rollout.rows);
    let share = percent(lang, coverage.residents_live, coverage.residents).unwrap_or_default();
    let residents = n_of_m(lang, whole(lang, coverage.residents_live), whole(lang, coverage.residents));
    let districts = percent(lang, coverage.live, coverage.districts).unwrap_or_default();
    let all = lang.pick(
        format!("{districts}; програмата работи във всички едва при {0} от {0}", coverage.districts),
        format!("{districts}; it works in all of them only at {0} of {0}", coverage.districts),
    );
    let one = lang.pick(
        format!("работи в {}", count(lang, coverage.live)),
        format!("live in {}", count(lang, coverage.live)),
    );
    let people = lang.pick(
        format!("{residents} жители (преброяване 2011 г.) живеят в работещи райони"),
        format!("{residents} residents (2011 census) live in live districts"),
    );
    let key = &rollout.programme.key;
    let figure = |one: Figure, value: String, rule: &'static str, how: String| {
        let why = link::how(lang, one, link::path(lang, one, key, tail));
        view! {
            <div class="figure" data-figure=one.key()>
                <dt>{rule}</dt>
                <dd><b>{value}</b><span>{how}</span>" "{why}</dd>
            </div>
        }
        .into_any()
    };
    let any = if coverage.live > 0 { YES } else { NO };
    view! {
        <section aria-labelledby="coverage-title">
            <h2 id="coverage-title">{COVERAGE.get(lang)}</h2>
            <dl class="figures">
                {figure(Figure::All, n_of_m(lang, coverage.live, coverage.districts), IN_ALL.get(lang), all)}
                {figure(Figure::One, any.get(lang).to_owned(), IN_ONE.get(lang), one)}
                {figure(Figure::Residents, share, BY_RESIDENTS.get(lang), people)}
            </dl>
            <p class="hint">{left_out(lang, key, &coverage, tail)}</p>
        </section>
    }
    .into_any()
}

/// Lowest, median, highest and who is lowest.
pub fn equal_readiness(lang: Lang, rollout: &Rollout, tail: &str) -> AnyView {
    let equal = EqualReadiness::of(&rollout.rows);
    let of = rollout.programme.checklist.length();
    let body = match &equal.spread {
        Some(spread) => known(lang, rollout, spread, of, tail),
        None => view! { <p>{EQUAL_UNKNOWN.get(lang)}</p> }.into_any(),
    };
    let key = &rollout.programme.key;
    let unknown = linked(lang, Figure::Unknown, key, equal.unknown, tail);
    let reported = linked(lang, Figure::OnlyReported, key, equal.reported, tail);
    let words = lang.pick(
        ["Извън сметката: ", " без данни и ", " само по публичен източник."],
        ["Left out: ", " without data and ", " only reported by a public source."],
    );
    let left_out = view! { {words[0]}{unknown}{words[1]}{reported}{words[2]} };
    let over_time = format!("/{}/ravna-podgotvenost?programme={}", lang.code(), rollout.programme.key);
    view! {
        <section class="equal" aria-labelledby="equal-title">
            <h2 id="equal-title">{EQUAL.get(lang)}</h2>
            <p class="hint">{EQUAL_RULE.get(lang)}</p>
            {body}
            <p class="hint">{left_out}</p>
            <p><a href=over_time>{OVER_TIME.get(lang)}</a></p>
        </section>
    }
    .into_any()
}

fn known(lang: Lang, rollout: &Rollout, spread: &Spread, of: i32, tail: &str) -> AnyView {
    let median = median_text(lang, spread.median_twice);
    let at = |value: i32| n_of_m(lang, value, of);
    let steps = lang.pick(
        count_form(i64::from(spread.highest - spread.lowest), "етап", "етапа"),
        count_form(i64::from(spread.highest - spread.lowest), "milestone", "milestones"),
    );
    let lowest: Vec<_> = rollout
        .rows
        .iter()
        .filter(|row| spread.lowest_districts.contains(&row.slug))
        .map(|row| {
            let waits = row.turn.as_ref().and_then(|turn| rollout.programme.holders.get(&turn.holder));
            let text = match waits.map(|names| names.to_move.get(lang)) {
                Some(waits) => lang.pick(format!(" (на ход е {waits})"), format!(" (it is {waits} move)")),
                // Nothing of theirs is open.
                None => String::new(),
            };
            let href =
                format!("/{}/rayoni/{}?programme={}{tail}", lang.code(), row.slug, rollout.programme.key);
            view! { <li><a href=href>{row.name.get(lang).to_owned()}</a>{text}</li> }
        })
        .collect();
    let figure = |one: Figure, name: Text, value: String| {
        let href = link::path(lang, one, &rollout.programme.key, tail);
        view! {
            <div class="figure" data-figure=one.key()><dt>{name.get(lang)}</dt><dd><b><a href=href>{value}</a></b></dd></div>
        }
    };
    view! {
        {strip(spread, of)}
        <dl class="figures small">
            {figure(Figure::Lowest, LOWEST, at(spread.lowest))}
            {figure(Figure::Median, MEDIAN, n_of_m(lang, median, of))}
            {figure(Figure::Highest, HIGHEST, at(spread.highest))}
            {figure(Figure::Spread, SPREAD, steps)}
        </dl>
        <p>{lang.pick("На най-ниския етап:", "At the lowest milestone:")}</p>
        <ul class="lowest">{lowest}</ul>
    }
    .into_any()
}

/// One dot a district along the milestones; districts at the same one stack.
fn strip(spread: &Spread, of: i32) -> AnyView {
    let mut height = 0;
    let mut previous = None;
    let mut level = 0;
    let dots: Vec<(i32, i32)> = spread
        .values
        .iter()
        .map(|value| {
            level = if previous == Some(*value) { level + 1 } else { 0 };
            previous = Some(*value);
            height = height.max(level);
            (*value, level)
        })
        .collect();
    let base = 12 + height * 9;
    let x = |value: i32| 10 + value * 300 / of.max(1);
    let dots: Vec<_> = dots
        .into_iter()
        .map(|(value, level)| view! { <circle cx=x(value).to_string() cy=(base - level * 9).to_string() r="4"/> })
        .collect();
    let ticks: Vec<_> = (0..=of)
        .map(|value| view! { <text x=x(value).to_string() y=(base + 20).to_string()>{value}</text> })
        .collect();
    view! {
        <svg class="strip" viewBox=format!("0 0 320 {}", base + 26) aria-hidden="true">
            <path class="axis" d=format!("M10 {0}H310", base + 6)/>
            {dots}{ticks}
        </svg>
    }
    .into_any()
}

fn left_out(lang: Lang, programme: &str, coverage: &Coverage, tail: &str) -> AnyView {
    let unknown = linked(lang, Figure::Unknown, programme, coverage.unknown, tail);
    let reported = linked(lang, Figure::Reported, programme, coverage.reported, tail);
    let words = lang.pick(
        ["Без данни: ", "; те не са броени като неработещи. Работещи само по публичен източник: ", "."],
        ["Without data: ", "; they are not counted as not live. Live only by a public source: ", "."],
    );
    view! { {words[0]}{unknown}{words[1]}{reported}{words[2]} }.into_any()
}

/// A number of districts that leads to its rows.
fn linked(lang: Lang, figure: Figure, programme: &str, number: u64, tail: &str) -> AnyView {
    view! { <a href=link::path(lang, figure, programme, tail)>{count(lang, number)}</a> }.into_any()
}

fn count(lang: Lang, number: u64) -> String {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    lang.pick(count_form(number, "район", "района"), count_form(number, "district", "districts"))
}

fn whole(lang: Lang, number: u64) -> String {
    grouped(lang, i64::try_from(number).unwrap_or(i64::MAX))
}
