//! The points of the series, from one pass over the ledger.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::ledger::store::Dated;
use crate::ledger::sweep::Sweep;
use crate::onboarding::model::Progress;
use crate::onboarding::model::replayed::Replayed;
use crate::programme::model::{Checklist, Holder};
use crate::rollout::model::{EqualReadiness, Known};

/// How far apart the districts were at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// The figure of that day.
    pub equal: EqualReadiness,
    /// Whom the lowest waited for, in their order; `None` when nobody had to move.
    pub waits_for: Vec<Option<Holder>>,
}

/// The days of the series: the end of each month from the first day on, and today.
#[must_use]
pub fn days(first: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    let mut month = first.with_day(1);
    while let Some(begin) = month {
        let next = begin.checked_add_months(chrono::Months::new(1));
        let Some(end) = next.and_then(|next| next.pred_opt()).filter(|end| *end < today) else { break };
        days.push(end);
        month = next;
    }
    if first <= today {
        days.push(today);
    }
    days
}

/// The figure on each of these days, which are in order. The checklists come with
/// the day from which each holds; `common` is what all districts share, the
/// programme and its outages.
///
/// # Errors
/// When a value of the ledger is not one of its kind.
pub fn series(
    checklists: &[(NaiveDate, Checklist)],
    places: &[String],
    common: &Progress,
    entries: Vec<Dated>,
    days: &[NaiveDate],
) -> Result<Vec<Point>, serde_json::Error> {
    let mut sweep = Sweep::new(entries);
    let mut values: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut known: BTreeMap<&str, Progress> = BTreeMap::new();
    let mut points = Vec::with_capacity(days.len());
    for &day in days {
        let mut changed = BTreeSet::new();
        sweep.advance(day, |entry| {
            let of = values.entry(entry.district.clone()).or_default();
            match entry.new_value {
                Some(value) => of.insert(entry.item, value),
                None => of.remove(&entry.item),
            };
            changed.insert(entry.district);
        });
        for place in places.iter().filter(|place| changed.contains(*place)) {
            let mut replayed = Replayed::default();
            for (item, value) in values.get(place).into_iter().flatten() {
                replayed.set(item, value)?;
            }
            let progress = Progress {
                outages: common.outages.clone(),
                programme: common.programme.clone(),
                ..replayed.progress
            };
            known.insert(place, progress);
        }
        let unknown = Progress::default();
        let progress_of = |slug: &str| known.get(slug).unwrap_or(&unknown);
        let equal = EqualReadiness::among(places.iter().map(|place| {
            let progress = progress_of(place);
            Known {
                slug: place,
                readiness: progress.confirmed_readiness(),
                is_unknown: progress.highest().is_none() && progress.opened_on.is_none(),
            }
        }));
        let lowest = equal.spread.iter().flat_map(|spread| &spread.lowest_districts);
        let held = checklists.iter().rev().find(|(from, _)| *from <= day).or(checklists.first());
        let waits_for =
            lowest.map(|slug| progress_of(slug).whose_move(&held?.1, day).map(|turn| turn.holder)).collect();
        points.push(Point { day, equal, waits_for });
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn there_is_a_point_for_each_month_that_is_over_and_one_for_today() {
        let of = |first: &str, today: &str| {
            days(day(first), day(today)).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(of("2024-01-31", "2024-03-15"), ["2024-01-31", "2024-02-29", "2024-03-15"]);
        assert_eq!(of("2024-12-03", "2025-01-31"), ["2024-12-31", "2025-01-31"]);
        assert_eq!(of("2025-01-31", "2025-01-31"), ["2025-01-31"]);
        assert_eq!(of("2025-02-01", "2025-01-31"), Vec::<String>::new());
    }

    #[test]
    fn late_entries_move_the_months_they_speak_of() {
        let checklist = Checklist { version: 1, go_live: 2, milestones: Vec::new() };
        let checklists = [(day("2020-06-11"), checklist)];
        let entry = |seq, district: &str, item: &str, new: Option<&str>, from: &str| Dated {
            seq,
            district: district.to_owned(),
            item: item.to_owned(),
            new_value: new.map(str::to_owned),
            effective_on: Some(day(from)),
        };
        let mark = r#"{"position":1,"kind":"confirmed","reached_on":"2024-02-10","source":null}"#;
        let entries = vec![
            entry(1, "a", "opening", Some("\"2024-01-05\""), "2024-01-05"),
            entry(2, "b", "opening", Some("\"2024-03-05\""), "2024-03-05"),
            entry(3, "a", "mark:preparation:confirmed", Some(mark), "2024-02-10"),
            entry(4, "a", "mark:preparation:confirmed", None, "2024-04-01"),
        ];
        let days = days(day("2024-01-05"), day("2024-04-20"));
        let places = ["a", "b", "c"].map(str::to_owned);
        let points = series(&checklists, &places, &Progress::default(), entries, &days).unwrap();
        let spreads: Vec<_> = points
            .iter()
            .map(|point| point.equal.spread.as_ref().map(|one| (one.lowest, one.median_twice, one.highest)))
            .collect();
        assert_eq!(spreads, [Some((0, 0, 0)), Some((1, 2, 1)), Some((0, 1, 1)), Some((0, 0, 0))]);
        let unknown: Vec<_> = points.iter().map(|point| point.equal.unknown).collect();
        assert_eq!(unknown, [2, 2, 1, 1]);
        assert!(points.iter().all(
            |point| point.waits_for.len() == point.equal.spread.as_ref().unwrap().lowest_districts.len()
        ));
    }
}
