//! Life events: services in the order a person needs them.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::{Named, Sources, Text};

/// `life-events.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeEvents {
    /// What is composed by this project, and what two-ended means.
    pub note: Text,
    pub sources: Sources,
    /// The phases a design goes through, in order.
    pub phases: Vec<Named>,
    /// How closely the steps of a life event are joined, least first.
    pub integration_levels: Vec<Named>,
    pub life_events: Vec<LifeEvent>,
    pub designs: Vec<Design>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeEvent {
    pub key: String,
    pub name: Text,
    pub kind: Kind,
    /// Who grouped these services.
    pub sources: Vec<String>,
    /// In the order they are taken.
    pub steps: Vec<Step>,
    /// How closely they are joined; absent: no source says.
    pub integration: Option<Integration>,
}

/// How closely the steps of a life event are joined, and who says so.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Integration {
    /// Key of an integration level.
    pub level: String,
    pub source: String,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Of a person.
    Life,
    /// Of a firm or a builder.
    Business,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Number of a service in `services.json`.
    pub service: u32,
    /// Usable online only if both the district left and the district moved to
    /// offer it.
    pub two_ended: bool,
}

/// How the design of one life event progressed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Design {
    pub life_event: String,
    pub history: Vec<PhaseSpan>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseSpan {
    /// Key of a phase.
    pub phase: String,
    pub from: Month,
    /// The phase had begun by `from`; when exactly is not known.
    #[serde(default)]
    pub from_at_latest: bool,
    /// Last month of the phase; absent: its end is not known.
    pub until: Option<Month>,
    pub source: String,
}

/// A month of a year, written `YYYY-MM`; the sources give no day.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(try_from = "String")]
pub struct Month {
    first_day: NaiveDate,
}

impl Month {
    #[must_use]
    pub fn year(self) -> i32 {
        self.first_day.year()
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.first_day.month()
    }

    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.first_day
    }
}

/// The text is not a month.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("“{0}” is not a month written YYYY-MM")]
pub struct NotAMonth(String);

impl TryFrom<String> for Month {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Self, NotAMonth> {
        match NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d") {
            Ok(first_day) if text.len() == 7 => Ok(Self { first_day }),
            _ => Err(NotAMonth(text)),
        }
    }
}
