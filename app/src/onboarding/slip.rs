//! The slip ledger: how the dates have moved, read from the ledger and shown
//! where it is asked for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::model::{DateName, Dates, Period, Slip, SlipReason, SlipTotals, slips};
use super::text::{AGREED, PREFERRED, WINDOW};
use crate::clock::Moment;
use crate::ledger::model::{Entry, Item};
use crate::ledger::text::author_text;
use crate::programme::model::Programme;
use crate::text::moment::{moment_iso, moment_text};
use crate::text::{Lang, Text, count_form, short_date, slip_reason_text};
use crate::ui::words::words;

const SLIPS: Text = Text { bg: "Как се местиха датите", en: "How the dates moved" };
const NO_SLIPS: Text =
    Text { bg: "Датите още не са определяни.", en: "No dates have been set yet." };
const NONE: Text = Text { bg: "няма", en: "none" };
const NO_REASON: Text =
    Text { bg: "без причина от списъка", en: "no reason from the list" };
const TOTALS: Text =
    Text { bg: "Преместени договорени дати", en: "Agreed dates moved" };
const REASON: Text = Text { bg: "Причина", en: "Reason" };
const TIMES: Text = Text { bg: "Пъти", en: "Times" };
const NET_DAYS: Text = Text { bg: "Общо дни", en: "Net days" };
const ALL: Text = Text { bg: "Общо", en: "All" };
const NEVER: Text = Text {
    bg: "Нито една договорена дата не е местена.",
    en: "No agreed date has been moved.",
};

/// One change of dates.
#[derive(Clone, Debug)]
pub struct ChangeOfDates {
    /// The milestone's key; `None` for going live.
    pub milestone: Option<String>,
    /// The dates before.
    pub old: Dates,
    /// The dates after.
    pub new: Dates,
    /// The last that each had before, also where it was taken away meanwhile.
    pub last: Dates,
    /// What the reason from the list does not say.
    pub reason: Option<String>,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// The ledger's entry, for its author.
    pub entry: Entry,
}

/// The changes of dates among these entries, in their order.
#[must_use]
pub fn changes_of_dates(entries: Vec<Entry>) -> Vec<ChangeOfDates> {
    let mut lasts: BTreeMap<(String, String), Dates> = BTreeMap::new();
    entries
        .into_iter()
        .filter_map(|entry| {
            let milestone = match entry.item.parse() {
                Ok(Item::Dates) => None,
                Ok(Item::MilestoneDates(key)) => Some(key),
                _ => return None,
            };
            let (old, new) = (read(entry.old.as_deref()), read(entry.new.as_deref()));
            let known = lasts.entry((entry.district.clone(), entry.item.clone())).or_default();
            let last = old.or(*known);
            *known = new.or(last);
            Some(ChangeOfDates {
                milestone,
                old,
                new,
                last,
                reason: entry.reason.clone(),
                recorded_at: entry.recorded_at,
                entry,
            })
        })
        .collect()
}

/// How agreed dates have moved, all together and by district.
#[must_use]
pub fn totals(changes: &[ChangeOfDates]) -> (SlipTotals, BTreeMap<String, SlipTotals>) {
    let mut all = SlipTotals::default();
    let mut by_district: BTreeMap<String, SlipTotals> = BTreeMap::new();
    for change in changes {
        all.add(&change.last, &change.new);
        by_district.entry(change.entry.district.clone()).or_default().add(&change.last, &change.new);
    }
    by_district.retain(|_, totals| totals.times > 0);
    (all, by_district)
}

/// A district's slips as a small timeline, the newest first.
pub fn timeline(lang: Lang, programme: &Programme, changes: &[ChangeOfDates], how: AnyView) -> AnyView {
    let items: Vec<AnyView> = changes.iter().rev().map(|change| item(lang, programme, change)).collect();
    view! {
        <section aria-labelledby="slips-title">
            <h2 id="slips-title">{SLIPS.get(lang)}</h2>
            {if items.is_empty() {
                view! { <p>{NO_SLIPS.get(lang)}</p> }.into_any()
            } else {
                view! { <p>{how}</p><ol class="slips">{items}</ol> }.into_any()
            }}
        </section>
    }
    .into_any()
}

/// Times and net days by reason, for coordinators.
pub fn totals_table(lang: Lang, totals: &SlipTotals, how: AnyView) -> AnyView {
    let body = if totals.times == 0 {
        view! { <p>{NEVER.get(lang)}</p> }.into_any()
    } else {
        let mut reasons: Vec<_> = totals.by_reason.iter().collect();
        reasons.sort_by_key(|(_, (times, _))| std::cmp::Reverse(*times));
        let rows: Vec<_> = reasons
            .into_iter()
            .map(|(reason, (times, days))| {
                view! {
                    <tr>
                        <th scope="row">{reason_text(lang, *reason)}</th>
                        <td class="num">{*times}</td>
                        <td class="num">{signed(*days)}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            <table class="totals">
                <thead><tr>
                    <th scope="col">{REASON.get(lang)}</th>
                    <th scope="col" class="num">{TIMES.get(lang)}</th>
                    <th scope="col" class="num">{NET_DAYS.get(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr>
                    <th scope="row">{ALL.get(lang)}</th>
                    <td class="num">{totals.times}</td>
                    <td class="num">{signed(totals.net_days)}</td>
                </tr></tfoot>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="table-section" aria-labelledby="slip-totals-title">
            <h2 id="slip-totals-title">{TOTALS.get(lang)}</h2>
            {(totals.times > 0).then(|| view! { <p>{how}</p> })}
            {body}
        </section>
    }
    .into_any()
}

/// „2 пъти, +35 дни“.
#[must_use]
pub fn totals_text(lang: Lang, totals: &SlipTotals) -> String {
    let times = i64::from(totals.times);
    let times = lang.pick(count_form(times, "път", "пъти"), count_form(times, "time", "times"));
    format!("{times}, {}", days_text(lang, totals.net_days))
}

fn item(lang: Lang, programme: &Programme, change: &ChangeOfDates) -> AnyView {
    let of = change
        .milestone
        .as_deref()
        .and_then(|key| programme.milestone(key))
        .map(|milestone| format!("{}: ", milestone.name.get(lang)));
    let moved: Vec<_> = slips(&change.old, &change.new)
        .iter()
        .map(|slip| {
            let again = set_again(&change.last, &change.new, slip);
            let again = again.map(|(was, days)| {
                let (was, days) = (period_text(lang, was), days_text(lang, days));
                lang.pick(format!(" ({days} спрямо {was})"), format!(" ({days} from {was})"))
            });
            view! { <span class="what">{of.clone()}{slip_text(lang, slip)}{again}</span> }
        })
        .collect();
    let because = change.new.because.map(|reason| slip_reason_text(reason).get(lang));
    let reason = match (because, change.reason.as_deref()) {
        (Some(because), Some(text)) => Some(view! { {because}": "{words(lang, text)} }.into_any()),
        (Some(because), None) => Some(because.into_any()),
        (None, text) => text.map(|text| words(lang, text)),
    };
    view! {
        <li>
            {moved}
            {reason.map(|reason| view! { <span class="reason">{reason}</span> })}
            <span class="when">
                <time datetime=moment_iso(change.recorded_at)>{moment_text(lang, change.recorded_at)}</time>
                " · "{author_text(lang, &change.entry)}
            </span>
        </li>
    }
    .into_any()
}

/// A move of the agreed date, „10.02.2027 г. → 10.03.2027 г. (+28 дни)“; `None` when
/// the change moved none.
#[must_use]
pub fn agreed_text(lang: Lang, change: &ChangeOfDates) -> Option<String> {
    let slip = slips(&change.last, &change.new).into_iter().find(|slip| slip.name == DateName::Agreed)?;
    let (old, new) = slip.old.zip(slip.new)?;
    let days = days_text(lang, slip.days()?);
    Some(format!("{} → {} ({days})", period_text(lang, old), period_text(lang, new)))
}

/// Where a date that is set again was before it was taken away, and how far it
/// has moved since.
fn set_again(last: &Dates, new: &Dates, slip: &Slip) -> Option<(Period, i64)> {
    let moved = slips(last, new).into_iter().find(|one| one.name == slip.name && slip.old.is_none())?;
    Some((moved.old?, moved.days()?))
}

/// The last that each date had in these entries of one item, `present` included.
#[must_use]
pub fn last_set(entries: impl Iterator<Item = Entry>, present: Dates) -> Dates {
    let last = entries.fold(Dates::default(), |last, entry| read(entry.new.as_deref()).or(last));
    present.or(last)
}

/// The agreed date that held on this day, among these entries of one item; where
/// none did yet, the first one after. A plan that is over says nothing any more.
#[must_use]
pub fn agreed_then(entries: impl Iterator<Item = Entry>, on: NaiveDate) -> Option<NaiveDate> {
    entries.fold(None, |then, entry| {
        let new = read(entry.new.as_deref());
        let held = entry.effective_on.is_none_or(|from| from <= on);
        if held || new.because == Some(SlipReason::Over) { new.agreed } else { then.or(new.agreed) }
    })
}

/// Where a date was and where it is now.
#[must_use]
pub fn slip_text(lang: Lang, slip: &Slip) -> String {
    let name = match slip.name {
        DateName::Window => WINDOW,
        DateName::Preferred => PREFERRED,
        DateName::Agreed => AGREED,
    };
    let name = name.get(lang);
    match (slip.old, slip.new) {
        (None, Some(new)) => format!("{name}: {} → {}", NONE.get(lang), period_text(lang, new)),
        (Some(old), None) => format!("{name}: {} → {}", period_text(lang, old), NONE.get(lang)),
        (Some(old), Some(new)) => {
            let days = slip.days().map(|days| format!(" ({})", days_text(lang, days))).unwrap_or_default();
            format!("{name}: {} → {}{days}", period_text(lang, old), period_text(lang, new))
        }
        (None, None) => name.to_owned(),
    }
}

fn period_text(lang: Lang, (from, to): Period) -> String {
    if from == to {
        short_date(lang, from)
    } else {
        format!("{} – {}", short_date(lang, from), short_date(lang, to))
    }
}

fn days_text(lang: Lang, days: i64) -> String {
    let count = days.abs();
    let words = lang.pick(count_form(count, "ден", "дни"), count_form(count, "day", "days"));
    match days {
        0 => words,
        1.. => format!("+{words}"),
        _ => format!("−{words}"),
    }
}

/// „+35“, „−2“, „0“.
#[must_use]
pub fn signed(days: i64) -> String {
    match days {
        0 => "0".to_owned(),
        1.. => format!("+{days}"),
        _ => format!("−{}", days.unsigned_abs()),
    }
}

/// A reason from the list, or that none was given.
#[must_use]
pub fn reason_text(lang: Lang, reason: Option<SlipReason>) -> &'static str {
    reason.map_or(NO_REASON, slip_reason_text).get(lang)
}

fn read(json: Option<&str>) -> Dates {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_says_from_where_to_where_and_how_far() {
        let day = |text: &str| text.parse().unwrap();
        let old = Dates { agreed: Some(day("2027-02-10")), ..Dates::default() };
        let new = Dates { agreed: Some(day("2027-03-09")), ..old };
        let said = |old: &Dates, new: &Dates| slip_text(Lang::Bg, &slips(old, new)[0]);
        assert_eq!(said(&old, &new), "Договорена дата: 10.02.2027 г. → 09.03.2027 г. (+27 дни)");
        assert_eq!(said(&new, &old), "Договорена дата: 09.03.2027 г. → 10.02.2027 г. (−27 дни)");
        assert_eq!(said(&Dates::default(), &old), "Договорена дата: няма → 10.02.2027 г.");
        assert_eq!(said(&old, &Dates::default()), "Договорена дата: 10.02.2027 г. → няма");
    }
}
