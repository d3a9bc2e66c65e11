//! A month, and what is written of it.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::clock::Moment;
use crate::id::Version;
use crate::text::{Bilingual, Lang};

/// A month of the calendar, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(NaiveDate);

/// A bulletin, published or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The month it is about.
    pub month: Month,
    /// Rises with each change of the draft.
    pub version: Version,
    /// Its text as Markdown.
    pub text: Bilingual,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// The instant of the last entry of the ledger then, from which its maps are
    /// drawn for good: whatever is recorded later is dated later.
    pub known_at: Option<Moment>,
}

impl Month {
    /// The month that this day lies in.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.next().0 - Days::new(1)
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.checked_add_months(Months::new(1)).unwrap_or(self.0))
    }

    /// The month before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.checked_sub_months(Months::new(1)).unwrap_or(self.0))
    }

    /// Whether it is over, so that something can be written of it.
    #[must_use]
    pub fn is_over(self, today: NaiveDate) -> bool {
        self.last() < today
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.split_once('-').ok_or(())?;
        let plain =
            |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(year, 4) || !plain(month, 2) {
            return Err(());
        }
        let (year, month) = (year.parse().map_err(|_| ())?, month.parse().map_err(|_| ())?);
        NaiveDate::from_ymd_opt(year, month, 1).map(Self).ok_or(())
    }
}

/// The page of a published bulletin.
#[must_use]
pub fn issue_path(lang: Lang, month: Month) -> String {
    format!("/{}/byuletin/{month}", lang.code())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn months_follow_one_another_without_a_gap(days in 0u64..40_000) {
            let day = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + Days::new(days);
            let month = Month::of(day);
            prop_assert!(month.first() <= day && day <= month.last());
            prop_assert_eq!(month.next().first(), month.last() + Days::new(1));
            prop_assert_eq!(month.next().before(), month);
            prop_assert_eq!(month.to_string().parse(), Ok(month));
            prop_assert!(!month.is_over(day) && month.is_over(month.next().first()));
        }

        #[test]
        fn nothing_else_is_a_month(text in "\\PC{0,9}") {
            if let Ok(month) = text.parse::<Month>() {
                prop_assert_eq!(month.to_string(), text);
            }
        }
    }
}
