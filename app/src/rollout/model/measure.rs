//! What the colours of the map can stand for, and the classes in which a share
//! or a number of days is shown. The limits are those that the legend states.

use chrono::NaiveDate;

use super::Row;
use crate::onboarding::model::Tally;
use crate::service::model::State;
use crate::text::tenths;

/// What the colours of the map stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// How many milestones are reached, the first.
    #[default]
    Milestone,
    /// The status alone.
    Status,
    /// The share of requirements met.
    Readiness,
    /// For how many days whoever is to move has been.
    Waiting,
    /// How many services are online.
    Services,
}

/// How much of something, as a step of the ramp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not known; neither much nor little.
    Unknown,
    /// Known, and there is nothing to measure: nobody is to move.
    Nothing,
    /// The class of this number, 0 the least.
    Class(usize),
}

/// A class by its least and its greatest value, both in it; the last one may
/// have no greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    pub from: i64,
    pub to: Option<i64>,
    /// The step of the blue ramp.
    pub ramp: u8,
}

/// Whole percent of the requirements, rounded down: 100 is all of them.
pub const SHARES: [Class; 5] = [
    Class { from: 0, to: Some(24), ramp: 0 },
    Class { from: 25, to: Some(49), ramp: 2 },
    Class { from: 50, to: Some(74), ramp: 4 },
    Class { from: 75, to: Some(99), ramp: 6 },
    Class { from: 100, to: Some(100), ramp: 7 },
];

/// Days since somebody is to move.
pub const DAYS: [Class; 5] = [
    Class { from: 0, to: Some(6), ramp: 0 },
    Class { from: 7, to: Some(29), ramp: 2 },
    Class { from: 30, to: Some(89), ramp: 4 },
    Class { from: 90, to: Some(179), ramp: 6 },
    Class { from: 180, to: None, ramp: 7 },
];

/// Services online. A number and no share: one service known and online is not
/// all there is.
pub const SERVICES: [Class; 5] = [
    Class { from: 0, to: Some(0), ramp: 0 },
    Class { from: 1, to: Some(3), ramp: 2 },
    Class { from: 4, to: Some(6), ramp: 4 },
    Class { from: 7, to: Some(9), ramp: 6 },
    Class { from: 10, to: None, ramp: 7 },
];

impl Colour {
    /// All, as they are offered.
    pub const ALL: [Self; 5] =
        [Self::Milestone, Self::Status, Self::Readiness, Self::Waiting, Self::Services];

    /// The name in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Milestone => "milestone",
            Self::Status => "status",
            Self::Readiness => "readiness",
            Self::Waiting => "waiting",
            Self::Services => "services",
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

impl Row {
    /// For how many days whoever is to move has been; `None` when nobody is, or
    /// it is not known.
    #[must_use]
    pub fn days_waiting(&self, today: NaiveDate) -> Option<i64> {
        let turn = self.turn.as_ref()?;
        Some(today.signed_duration_since(turn.since).num_days().max(0))
    }

    /// The whole percent of requirements met, rounded down; `None` while the
    /// checklist is unknown or nothing of it applies.
    #[must_use]
    pub fn percent_met(&self) -> Option<i64> {
        let Tally { met, of } = self.tally?;
        Some(i64::from(tenths(u64::from(met), u64::from(of))? / 10))
    }

    /// The class of the share of requirements met.
    #[must_use]
    pub fn readiness_level(&self) -> Level {
        self.percent_met().map_or(Level::Unknown, |share| class_of(&SHARES, share))
    }

    /// Of how many services it is certain in which form they are offered: neither
    /// unknown nor contradicted. `None` while that is so of none.
    #[must_use]
    pub fn services_certain(&self) -> Option<u64> {
        let tally = self.services?;
        Some(tally.total().saturating_sub(tally.uncertain())).filter(|certain| *certain > 0)
    }

    /// How many services are online; `None` while nothing certain is known of any.
    #[must_use]
    pub fn services_online(&self) -> Option<u64> {
        self.services_certain()?;
        Some(self.services?.count(State::Online))
    }

    /// The class of the services online.
    #[must_use]
    pub fn services_level(&self) -> Level {
        let online = self.services_online().and_then(|online| i64::try_from(online).ok());
        online.map_or(Level::Unknown, |online| class_of(&SERVICES, online))
    }

    /// The class of the days since somebody is to move.
    #[must_use]
    pub fn waiting_level(&self, today: NaiveDate) -> Level {
        match self.days_waiting(today) {
            Some(days) => class_of(&DAYS, days),
            None if self.tally.is_some() => Level::Nothing,
            None => Level::Unknown,
        }
    }
}

/// The class that a value which is not negative lies in.
fn class_of(classes: &[Class], value: i64) -> Level {
    let found = classes.iter().rposition(|class| class.from <= value);
    found.map_or(Level::Unknown, Level::Class)
}
