//! A district beside the city: its own figure, and the lowest, the middle and the
//! highest among the districts of which it is known.

use chrono::NaiveDate;

use super::{Row, median_twice};

/// What is set side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The highest milestone a coordinator has marked.
    Milestone,
    /// The percentage of applicable requirements met, rounded down.
    Met,
    /// For how many days whoever is to move has been.
    Waiting,
    /// How many services are online.
    Services,
}

/// One measure of a district and of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The district's own; `None` while it is not known, or nobody is to move.
    pub own: Option<i64>,
    /// All that are known; `None` while none is.
    pub city: Option<City>,
    /// How many districts are left out, because it is not known of them.
    pub left_out: usize,
}

/// The known districts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct City {
    /// The least.
    pub lowest: i64,
    /// Twice the middle one, so that a half stays whole.
    pub median_twice: i64,
    /// The greatest.
    pub highest: i64,
}

impl Measure {
    /// All, as they are listed.
    pub const ALL: [Self; 4] = [Self::Milestone, Self::Met, Self::Waiting, Self::Services];

    /// The name in attributes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Milestone => "milestone",
            Self::Met => "met",
            Self::Waiting => "waiting",
            Self::Services => "services",
        }
    }

    /// A district's value on this day.
    #[must_use]
    pub fn of(self, row: &Row, today: NaiveDate) -> Option<i64> {
        match self {
            Self::Milestone => row.readiness.map(i64::from),
            Self::Met => row.percent_met(),
            Self::Waiting => row.days_waiting(today),
            Self::Services => row.services_online().and_then(|online| i64::try_from(online).ok()),
        }
    }

    /// The district of this slug beside all of these rows.
    #[must_use]
    pub fn beside(self, rows: &[Row], slug: &str, today: NaiveDate) -> Beside {
        let mut values: Vec<i64> = rows.iter().filter_map(|row| self.of(row, today)).collect();
        values.sort_unstable();
        let city = values.first().zip(values.last()).map(|(&lowest, &highest)| City {
            lowest,
            median_twice: median_twice(&values),
            highest,
        });
        let own = rows.iter().find(|row| row.slug == slug).and_then(|row| self.of(row, today));
        Beside { own, city, left_out: rows.len() - values.len() }
    }
}
