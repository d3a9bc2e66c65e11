//! Evidence that is running out: warnings before its last day, and what is past
//! it. Nothing is written down for it; it follows from the day.

use chrono::NaiveDate;

use super::progress::{Progress, Status};
use super::requirement::{Record, State};
use crate::programme::model::Checklist;

/// How near the end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// 31 to 60 days are left.
    Days60,
    /// 8 to 30 days are left.
    Days30,
    /// At most 7 days are left; on the last day, none.
    Days7,
    /// The last day has passed.
    Expired,
}

/// A confirmed requirement whose evidence is running out or has run out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiring {
    /// Its key.
    pub requirement: String,
    /// The milestone it belongs to, by position.
    pub milestone: i32,
    /// The last good day.
    pub last: NaiveDate,
    /// How many days are left; below zero when it has passed.
    pub days_left: i64,
    /// How near the end is.
    pub warning: Warning,
    /// Whether new evidence waits for a coordinator.
    pub renewal_waits: bool,
    /// Whether it was sent back to the district.
    pub renewal_returned: bool,
}

impl Warning {
    /// The warning with this many days left, if it is time for one.
    #[must_use]
    pub fn at(days_left: i64) -> Option<Self> {
        match days_left {
            ..0 => Some(Self::Expired),
            0..=7 => Some(Self::Days7),
            8..=30 => Some(Self::Days30),
            31..=60 => Some(Self::Days60),
            _ => None,
        }
    }

    /// With how many days left it begins.
    #[must_use]
    pub fn days(self) -> u64 {
        match self {
            Self::Days60 => 60,
            Self::Days30 => 30,
            Self::Days7 => 7,
            Self::Expired => 0,
        }
    }

    /// The name in attributes and style classes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Days60 => "days-60",
            Self::Days30 => "days-30",
            Self::Days7 => "days-7",
            Self::Expired => "expired",
        }
    }
}

impl Record {
    /// How many days its evidence is still good for; `None` when it is not
    /// confirmed or good for ever.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> Option<i64> {
        let last = self.valid_until.filter(|_| self.state == State::Confirmed)?;
        Some(last.signed_duration_since(today).num_days())
    }

    /// The warning on this day.
    #[must_use]
    pub fn warning(&self, today: NaiveDate) -> Option<Warning> {
        self.days_left(today).and_then(Warning::at)
    }
}

impl Progress {
    /// All that is running out or has run out, the nearest day first.
    #[must_use]
    pub fn expiring(&self, checklist: &Checklist, today: NaiveDate) -> Vec<Expiring> {
        let mut found: Vec<Expiring> = checklist
            .milestones
            .iter()
            .flat_map(|milestone| milestone.requirements.iter().map(|one| (milestone.position, one)))
            .filter(|(_, requirement)| self.applies(requirement))
            .filter_map(|(milestone, requirement)| {
                let record = self.records.get(&requirement.key)?;
                Some(Expiring {
                    requirement: requirement.key.clone(),
                    milestone,
                    last: record.valid_until?,
                    days_left: record.days_left(today)?,
                    warning: record.warning(today)?,
                    renewal_waits: record.waiting_renewal().is_some(),
                    renewal_returned: record.renewal.as_ref().is_some_and(|one| !one.waits()),
                })
            })
            .collect();
        found.sort_by_key(|one| one.last);
        found
    }

    /// Why a live onboarding is flagged: expired evidence of what it went live
    /// with. It stays live; whether to suspend it is for people to decide.
    #[must_use]
    pub fn flags(&self, checklist: &Checklist, today: NaiveDate) -> Vec<Expiring> {
        let Status::Live { reached, .. } = self.status(checklist, today) else { return Vec::new() };
        let mut expiring = self.expiring(checklist, today);
        expiring.retain(|one| one.warning == Warning::Expired && one.milestone <= reached);
        expiring
    }
}
