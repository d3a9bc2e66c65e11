//! Weeks and the places in them.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The most places a week can have.
pub const MOST_PLACES: u32 = 999;

/// How far ahead free weeks are looked for.
const WEEKS_SEARCHED: usize = 104;

/// An ISO week, Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week(NaiveDate);

/// The places of a programme: how many there are and how many are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// In every week without a rule of its own; `None` without a limit.
    pub every_week: Option<u32>,
    /// In single weeks.
    pub own: BTreeMap<Week, u32>,
    /// Districts that went live in a week, or are agreed to, by week.
    pub taken: BTreeMap<Week, u32>,
}

impl Week {
    /// The week of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let back = u64::from(day.weekday().num_days_from_monday());
        Self(day.checked_sub_days(Days::new(back)).unwrap_or(day))
    }

    /// Its first day.
    #[must_use]
    pub fn monday(self) -> NaiveDate {
        self.0
    }

    /// The week after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_days(Days::new(7)).unwrap_or(self.0))
    }

    /// The week before it.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.checked_sub_days(Days::new(7)).unwrap_or(self.0))
    }

    /// The week of this name, e.g. `2027-W05`.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let (year, week) = key.split_once("-W")?;
        let day = NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)?;
        Some(Self(day)).filter(|week| week.to_string() == key)
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.0.iso_week();
        write!(f, "{:04}-W{:02}", week.year(), week.week())
    }
}

impl Places {
    /// How many places a week has; `None` without a limit.
    #[must_use]
    pub fn of(&self, week: Week) -> Option<u32> {
        self.own.get(&week).copied().or(self.every_week)
    }

    /// How many are taken.
    #[must_use]
    pub fn taken(&self, week: Week) -> u32 {
        self.taken.get(&week).copied().unwrap_or_default()
    }

    /// How many are left; `None` without a limit.
    #[must_use]
    pub fn left(&self, week: Week) -> Option<u32> {
        self.of(week).map(|places| places.saturating_sub(self.taken(week)))
    }

    /// Whether one more district may go live in the week.
    #[must_use]
    pub fn is_free(&self, week: Week) -> bool {
        self.left(week) != Some(0)
    }

    /// Gives one place of the week back.
    pub fn leave(&mut self, week: Week) {
        if let Some(taken) = self.taken.get_mut(&week) {
            *taken = taken.saturating_sub(1);
        }
    }

    /// The first `count` weeks with a free place, from this one on.
    #[must_use]
    pub fn free_weeks(&self, from: Week, count: usize) -> Vec<Week> {
        std::iter::successors(Some(from), |week| Some(week.next()))
            .take(WEEKS_SEARCHED)
            .filter(|week| self.is_free(*week))
            .take(count)
            .collect()
    }

    /// The weeks from this one on in which more is agreed than there are places.
    #[must_use]
    pub fn overbooked(&self, from: Week) -> Vec<Week> {
        let weeks = self.taken.range(from..);
        weeks
            .filter(|(week, taken)| self.of(**week).is_some_and(|places| **taken > places))
            .map(|(week, _)| *week)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::option;
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        fn any_week()(offset in 0u64..60) -> Week {
            Week::of("2026-11-21".parse::<NaiveDate>().unwrap() + Days::new(offset * 7))
        }
    }

    prop_compose! {
        fn any_places()(
            every_week in option::of(0u32..4),
            own in btree_map(any_week(), 0u32..4, 0..10),
        ) -> Places {
            Places { every_week, own, taken: BTreeMap::new() }
        }
    }

    #[test]
    fn weeks_are_those_of_the_calendar() {
        let of = |day: &str| Week::of(day.parse().unwrap());
        assert_eq!(of("2027-02-01").to_string(), "2027-W05");
        assert_eq!(of("2027-01-03").to_string(), "2026-W53");
        assert_eq!(of("2027-02-07"), of("2027-02-01"));
        assert_ne!(of("2027-02-08"), of("2027-02-01"));
        for bad in ["", "2027", "2027-W54", "2027-W5", "W05-2027", "2027-W00", "2026-W053"] {
            assert_eq!(Week::from_key(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_week_is_read_back(week in any_week()) {
            prop_assert_eq!(Week::from_key(&week.to_string()), Some(week));
            prop_assert_eq!(week.monday().weekday(), Weekday::Mon);
            prop_assert_eq!(Week::of(week.monday() + Days::new(6)), week);
        }

        /// Whoever only takes what is free never overbooks.
        #[test]
        fn what_is_free_can_be_taken(mut places in any_places(), wanted in vec(any_week(), 0..200)) {
            for week in wanted {
                if places.is_free(week) {
                    *places.taken.entry(week).or_default() += 1;
                }
            }
            let first = Week::of("2020-01-01".parse().unwrap());
            prop_assert_eq!(places.overbooked(first), []);
        }

        #[test]
        fn weeks_offered_are_free_and_in_order(places in any_places(), from in any_week()) {
            let offered = places.free_weeks(from, 3);
            prop_assert!(offered.iter().all(|week| places.is_free(*week) && *week >= from));
            prop_assert!(offered.is_sorted());
        }
    }
}
