//! Figures of a district's dates: the working days between an agreed date and the
//! day it is compared with, and how agreed dates have moved.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Explained;
use crate::clock::working_day::{DaysBetween, days_between};
use crate::explain::model::Part;
use crate::explain::text::{
    CALENDAR_DAYS, DAY, EVENT, FROM_TO, HOLIDAYS, MEANING, MILESTONE, MOVES, NO_AGREED, NOT_MOVED,
    NOT_OVERDUE, SHOWN_DAY, WEEKEND_DAYS, WORKING,
};
use crate::onboarding::dates::say_timeliness;
use crate::onboarding::model::{SlipTotals, Timeliness, timeliness};
use crate::onboarding::slip::{ChangeOfDates, agreed_text, reason_text, signed, totals, totals_text};
use crate::onboarding::store::Onboarding;
use crate::onboarding::text::{EXPECTED_RETURN, SUSPEND_SINCE};
use crate::onboarding::timing::days_text;
use crate::programme::model::Milestone;
use crate::rollout::store::Rollout;
use crate::rollout::text::DISTRICT;
use crate::text::{Lang, REASON, Text, long_date, short_date};

/// The arithmetic of every agreed date; the value is that of this milestone or,
/// without one, of going live.
pub fn working_days(
    lang: Lang,
    onboarding: &Onboarding,
    named: Option<&Milestone>,
    today: NaiveDate,
) -> Explained {
    let checklist = &onboarding.programme.checklist;
    let compared = |milestone: &Milestone| -> Option<(Timeliness, NaiveDate, NaiveDate)> {
        let agreed = onboarding.dates_of(key(onboarding, milestone)).1.agreed;
        let found = timeliness(&onboarding.progress, checklist, milestone.position, agreed, today);
        if let Timeliness::InTime { reached_on, agreed }
        | Timeliness::ReachedLate { reached_on, agreed, .. } = found
        {
            return Some((found, agreed, reached_on));
        }
        let agreed = agreed?;
        let (from, to) = match found {
            Timeliness::Late { after, .. } => (after, today),
            Timeliness::Ahead { .. } => (today, agreed),
            _ => (agreed, today),
        };
        Some((found, from, to))
    };
    let live = || checklist.milestones.iter().find(|one| one.position == checklist.go_live);
    let (value, formula) = match named.or_else(live).and_then(compared) {
        None => (NO_AGREED.get(lang).to_owned(), NO_AGREED.get(lang).to_owned()),
        Some((found, from, to)) => {
            let DaysBetween { calendar, weekend, holidays, working } = days_between(from, to);
            let (from, to) = (short_date(lang, from), short_date(lang, to));
            let formula = lang.pick(
                format!("от {from} до {to} календарните дни са {calendar}; {calendar} − {weekend} (събота и неделя) − {holidays} (празници в делник) = {working}"),
                format!("from {from} to {to} there are {calendar} calendar days; {calendar} − {weekend} (Saturdays and Sundays) − {holidays} (holidays on weekdays) = {working}"),
            );
            (say_timeliness(lang, &onboarding.programme, found), formula)
        }
    };
    let lines: Vec<_> = checklist
        .milestones
        .iter()
        .map(|milestone| {
            let name = format!("{}. {}", milestone.position, milestone.name.get(lang));
            let Some((found, from, to)) = compared(milestone) else {
                return view! {
                    <tr data-part=Part::LeftOut.key()><th scope="row">{name}</th><td colspan="6">{NO_AGREED.get(lang)}</td></tr>
                }
                .into_any();
            };
            let days = days_between(from, to);
            let text = say_timeliness(lang, &onboarding.programme, found);
            view! {
                <tr data-part=Part::Counted.key()>
                    <th scope="row">{name}</th>
                    <td data-label=FROM_TO.get(lang)>{short_date(lang, from)}" – "{short_date(lang, to)}</td>
                    <td class="num" data-label=CALENDAR_DAYS.get(lang)>{days.calendar}</td>
                    <td class="num" data-label=WEEKEND_DAYS.get(lang)>{days.weekend}</td>
                    <td class="num" data-label=HOLIDAYS.get(lang)>{days.holidays}</td>
                    <td class="num" data-label=WORKING.get(lang)>{days.working}</td>
                    <td data-label=MEANING.get(lang)>{text}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let heads = [MILESTONE, FROM_TO, CALENDAR_DAYS, WEEKEND_DAYS, HOLIDAYS, WORKING, MEANING];
    Explained { value, formula, rows: table(lang, &heads, lines), others: None }
}

/// Every move of an agreed date, by milestone.
pub fn moved(lang: Lang, onboarding: &Onboarding, changes: &[ChangeOfDates]) -> Explained {
    let mut all = SlipTotals::default();
    let mut terms = Vec::new();
    for change in changes {
        let before = all.clone();
        all.add(&change.last, &change.new);
        if all.times > before.times {
            terms.push(all.net_days - before.net_days);
        }
    }
    let formula = match terms.as_slice() {
        [] => NOT_MOVED.get(lang).to_owned(),
        [first, rest @ ..] => {
            let more: String = rest
                .iter()
                .map(|days| format!(" {} {}", if *days < 0 { '−' } else { '+' }, days.unsigned_abs()))
                .collect();
            let sign = if *first < 0 { "−" } else { "" };
            format!("{sign}{}{more} = {}", first.unsigned_abs(), all.net_days)
        }
    };
    let value = if all.times == 0 { NOT_MOVED.get(lang).to_owned() } else { totals_text(lang, &all) };
    let lines: Vec<_> = onboarding
        .programme
        .checklist
        .milestones
        .iter()
        .map(|milestone| {
            let own = key(onboarding, milestone);
            let of: Vec<_> = changes
                .iter()
                .filter(|change| change.milestone.as_deref() == own)
                .filter_map(|change| agreed_text(lang, change))
                .map(|text| view! { <li>{text}</li> })
                .collect();
            let part = if of.is_empty() { Part::NotCounted } else { Part::Counted };
            let moves = if of.is_empty() {
                NOT_MOVED.get(lang).into_any()
            } else {
                view! { <ul>{of}</ul> }.into_any()
            };
            view! {
                <tr data-part=part.key()>
                    <th scope="row">{milestone.position}". "{milestone.name.get(lang).to_owned()}</th>
                    <td data-label=MOVES.get(lang)>{moves}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    Explained { value, formula, rows: table(lang, &[MILESTONE, MOVES], lines), others: None }
}

/// Every move of an agreed date in all districts, by reason.
pub fn moved_everywhere(lang: Lang, rollout: &Rollout, changes: &[ChangeOfDates]) -> Explained {
    let (all, _) = totals(changes);
    let terms: Vec<String> = all
        .by_reason
        .iter()
        .map(|(reason, (times, days))| format!("{}: {times} ({})", reason_text(lang, *reason), signed(*days)))
        .collect();
    let mut moved: Vec<_> = changes.iter().filter_map(|one| Some((one, agreed_text(lang, one)?))).collect();
    moved.sort_by_key(|(one, _)| (one.new.because, one.recorded_at));
    let lines = moved.into_iter().map(|(change, text)| {
        let district = rollout.rows.iter().find(|row| row.slug == change.entry.district);
        let name = district.map(|row| row.name.get(lang).to_owned()).unwrap_or_default();
        let milestone = change.milestone.as_deref().and_then(|key| rollout.programme.milestone(key));
        let milestone =
            milestone.or_else(|| rollout.programme.milestone_at(rollout.programme.checklist.go_live));
        view! {
            <tr data-part=Part::Counted.key()>
                <th scope="row">{name}</th>
                <td data-label=MILESTONE.get(lang)>{milestone.map(|one| one.name.get(lang).to_owned())}</td>
                <td data-label=MOVES.get(lang)>{text}</td>
                <td data-label=REASON.get(lang)>{reason_text(lang, change.new.because)}</td>
            </tr>
        }
        .into_any()
    });
    let lines: Vec<_> = lines.collect();
    let (value, formula) = match all.times {
        0 => (NOT_MOVED.get(lang).to_owned(), NOT_MOVED.get(lang).to_owned()),
        _ => (totals_text(lang, &all), terms.join("; ")),
    };
    Explained {
        value,
        formula,
        rows: table(lang, &[DISTRICT, MILESTONE, MOVES, REASON], lines),
        others: None,
    }
}

/// The days since the expected return of a suspended district.
pub fn overdue(lang: Lang, onboarding: &Onboarding, today: NaiveDate) -> Explained {
    let suspension = onboarding.progress.suspension.as_ref();
    let found = suspension.and_then(|one| Some((one.expected_return, one.overdue_days(today)?)));
    let (value, formula) = match found {
        None => (NOT_OVERDUE.get(lang).to_owned(), NOT_OVERDUE.get(lang).to_owned()),
        Some((expected, days)) => {
            let (from, to) = (short_date(lang, expected), short_date(lang, today));
            (days_text(lang, days), format!("{to} − {from} = {}", days_text(lang, days)))
        }
    };
    let line = |part: Part, what: Text, day: NaiveDate| {
        view! {
            <tr data-part=part.key()>
                <th scope="row">{what.get(lang)}</th>
                <td data-label=DAY.get(lang)>{long_date(lang, day)}</td>
            </tr>
        }
        .into_any()
    };
    let mut lines = Vec::new();
    if let Some(one) = suspension {
        lines.push(line(Part::NotCounted, SUSPEND_SINCE, one.since));
        lines.push(line(Part::Counted, EXPECTED_RETURN, one.expected_return));
    }
    lines.push(line(if found.is_some() { Part::Counted } else { Part::NotCounted }, SHOWN_DAY, today));
    Explained { value, formula, rows: table(lang, &[EVENT, DAY], lines), others: None }
}

/// The milestone at which a district is live has the onboarding's own dates.
fn key<'m>(onboarding: &Onboarding, milestone: &'m Milestone) -> Option<&'m str> {
    (milestone.position != onboarding.programme.checklist.go_live).then_some(milestone.key.as_str())
}

fn table(lang: Lang, heads: &[Text], lines: Vec<AnyView>) -> AnyView {
    let heads: Vec<_> = heads.iter().map(|head| view! { <th scope="col">{head.get(lang)}</th> }).collect();
    view! {
        <table class="districts board rows">
            <thead><tr>{heads}</tr></thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}
