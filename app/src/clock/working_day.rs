//! Bulgarian working days, computed: every day but weekends and the official
//! holidays of art. 154 of the Labour Code (Кодекс на труда).
//!
//! A fixed holiday on a Saturday or Sunday gives the next working day off
//! (art. 154, para. 2, in force since 1 January 2017); the days around Orthodox
//! Easter do not. Single days that the Council of Ministers moves under para. 3
//! are not computable and count as what they would otherwise be.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Month and day of the official holidays that have a date.
const FIXED: [(u32, u32); 10] =
    [(1, 1), (3, 3), (5, 1), (5, 6), (5, 24), (9, 6), (9, 22), (12, 24), (12, 25), (12, 26)];

/// The first year in which a holiday on a weekend is made up for.
const MADE_UP_FOR_SINCE: i32 = 2017;

/// Whether people work in Bulgaria on this day.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !is_weekend(day) && !days_off(day.year()).contains(&day)
}

/// How many working days lie after `from` up to and including `to`; 0 when `to`
/// is not later.
#[must_use]
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    let mut count = 0;
    let mut off = (from.year(), days_off(from.year()));
    for day in from.iter_days().skip(1).take_while(|day| *day <= to) {
        if off.0 != day.year() {
            off = (day.year(), days_off(day.year()));
        }
        if !is_weekend(day) && !off.1.contains(&day) {
            count += 1;
        }
    }
    count
}

/// What lies between two days, each day once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DaysBetween {
    /// All days after the first up to and including the second.
    pub calendar: u32,
    /// Saturdays and Sundays.
    pub weekend: u32,
    /// Holidays on other days.
    pub holidays: u32,
    /// What is left.
    pub working: u32,
}

/// The days after `from` up to and including `to`, by kind.
#[must_use]
pub fn days_between(from: NaiveDate, to: NaiveDate) -> DaysBetween {
    let days = from.iter_days().skip(1).take_while(|day| *day <= to);
    let (mut calendar, mut weekend) = (0, 0);
    for day in days {
        calendar += 1;
        weekend += u32::from(is_weekend(day));
    }
    let working = working_days_between(from, to);
    DaysBetween { calendar, weekend, holidays: calendar - weekend - working, working }
}

/// The `count`-th working day after `from`.
#[must_use]
pub fn add_working_days(from: NaiveDate, count: u32) -> NaiveDate {
    let mut left = count;
    let mut day = from;
    while left > 0 {
        let Some(next) = day.succ_opt() else { return day };
        day = next;
        if is_working_day(day) {
            left -= 1;
        }
    }
    day
}

/// This day, or the first working day after it.
#[must_use]
pub fn next_working_day(day: NaiveDate) -> NaiveDate {
    if is_working_day(day) { day } else { add_working_days(day, 1) }
}

/// The holidays of a year and the working days off in their place, in no
/// particular order.
#[must_use]
pub fn days_off(year: i32) -> Vec<NaiveDate> {
    let fixed: Vec<NaiveDate> =
        FIXED.iter().filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, *month, *day)).collect();
    let mut off = fixed.clone();
    if let Some(easter) = orthodox_easter(year) {
        // Good Friday, Holy Saturday, Easter Sunday and Monday.
        let friday = easter - Days::new(2);
        off.extend(friday.iter_days().take(4));
    }
    if year >= MADE_UP_FOR_SINCE {
        for holiday in fixed.into_iter().filter(|day| is_weekend(*day)) {
            let instead = holiday.iter_days().skip(1).find(|day| !is_weekend(*day) && !off.contains(day));
            off.extend(instead);
        }
    }
    off
}

/// Orthodox Easter Sunday in the Gregorian calendar (Meeus' Julian algorithm).
#[must_use]
pub fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(4), year.rem_euclid(7), year.rem_euclid(19));
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let month = (d + e + 114) / 31;
    let day = (d + e + 114) % 31 + 1;
    let julian_is_behind = year / 100 - year / 400 - 2;
    let in_julian_dates =
        NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    in_julian_dates.checked_add_days(Days::new(u64::try_from(julian_is_behind).ok()?))
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Dates of Orthodox Easter as church calendars give them.
    #[test]
    fn easter_is_where_it_was() {
        for known in [
            "2008-04-27",
            "2010-04-04",
            "2016-05-01",
            "2019-04-28",
            "2020-04-19",
            "2021-05-02",
            "2022-04-24",
            "2023-04-16",
            "2024-05-05",
            "2025-04-20",
            "2026-04-12",
            "2027-05-02",
            "2028-04-16",
            "2030-04-28",
        ] {
            let known = day(known);
            assert_eq!(orthodox_easter(known.year()), Some(known));
        }
    }

    #[test]
    fn the_days_off_of_a_year_are_those_of_the_labour_code() {
        // 2023: 1 January and 24 December on a Sunday, 6 May on a Saturday.
        let mut off: Vec<String> = days_off(2023).iter().map(ToString::to_string).collect();
        off.sort();
        assert_eq!(
            off,
            [
                "2023-01-01",
                "2023-01-02",
                "2023-03-03",
                "2023-04-14",
                "2023-04-15",
                "2023-04-16",
                "2023-04-17",
                "2023-05-01",
                "2023-05-06",
                "2023-05-08",
                "2023-05-24",
                "2023-09-06",
                "2023-09-22",
                "2023-12-24",
                "2023-12-25",
                "2023-12-26",
                "2023-12-27",
            ]
        );
    }

    #[test]
    fn a_fixed_holiday_on_a_weekend_gives_the_next_working_day_off() {
        // 1 May 2021 was Holy Saturday: Easter Monday was the 3rd, so the 4th.
        assert!(!is_working_day(day("2021-05-03")));
        assert!(!is_working_day(day("2021-05-04")));
        assert!(is_working_day(day("2021-05-05")));
        // 25 and 26 December 2021: Saturday and Sunday, so two days.
        assert!(!is_working_day(day("2021-12-27")));
        assert!(!is_working_day(day("2021-12-28")));
        assert!(is_working_day(day("2021-12-29")));
        // 6 May 2024 was Easter Monday: nothing was on a weekend, nothing is made up for.
        assert!(!is_working_day(day("2024-05-06")));
        assert!(is_working_day(day("2024-05-07")));
        // Before 2017 there was no such rule.
        assert!(is_working_day(day("2016-12-27")));
    }

    proptest! {
        #[test]
        fn every_day_between_is_of_one_kind(start in 0u64..8_000, days in 0u64..800) {
            let from = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap() + Days::new(start);
            let to = from + Days::new(days);
            let found = days_between(from, to);
            prop_assert_eq!(u64::from(found.calendar), days);
            prop_assert_eq!(found.weekend + found.holidays + found.working, found.calendar);
            let off = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| !is_working_day(*day));
            prop_assert_eq!(u32::try_from(off.count()).unwrap(), found.weekend + found.holidays);
        }

        #[test]
        fn counting_and_adding_agree(offset in 0u64..30_000, count in 0u32..400) {
            let from = day("2000-01-01") + Days::new(offset);
            let to = add_working_days(from, count);
            prop_assert_eq!(working_days_between(from, to), count);
            prop_assert!(count == 0 || is_working_day(to));
        }

        #[test]
        fn counts_add_up(offset in 0u64..30_000, first in 0u64..200, second in 0u64..200) {
            let from = day("2000-01-01") + Days::new(offset);
            let (middle, to) = (from + Days::new(first), from + Days::new(first + second));
            prop_assert_eq!(
                working_days_between(from, middle) + working_days_between(middle, to),
                working_days_between(from, to)
            );
        }

        #[test]
        fn a_year_has_its_holidays_on_working_days(year in 2017i32..2100) {
            let off = days_off(year);
            let mut once = off.clone();
            once.sort_unstable();
            once.dedup();
            // A fixed holiday may fall on one of Easter's days, a day in its place on none.
            prop_assert!(once.len() + 2 >= off.len());
            // Every fixed holiday takes a working day from the year, unless it falls on Easter's.
            let on_weekdays = once.iter().filter(|day| !is_weekend(**day)).count();
            prop_assert!((10..=12).contains(&on_weekdays), "{} in {}", on_weekdays, year);
        }
    }
}
