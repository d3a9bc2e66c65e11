//! What is known of the real roll-out, and nothing else.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Sources, Text};

/// `history.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// What is not known.
    pub note: Text,
    pub sources: Sources,
    pub planned_services_of_pilots: PlannedServices,
    /// In order of time.
    pub facts: Vec<HistoricalFact>,
    pub reported: Vec<ReportedMark>,
}

/// How many services the pilots of the unified model planned.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedServices {
    /// At least so many: the source says “over”.
    pub count: u32,
    pub text: Text,
    pub source: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoricalFact {
    pub date: NaiveDate,
    pub text: Text,
    pub source: String,
}

/// A mark that rests on a public source, not on a confirmed checklist.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportedMark {
    /// Key of a programme.
    pub programme: String,
    /// Key of one of its milestones.
    pub milestone: String,
    /// Slugs; the mark holds for each.
    pub districts: Vec<String>,
    /// The day the source says it for; `None`: the source is undated.
    pub effective_on: Option<NaiveDate>,
    /// How far the source goes; in progress must never be shown as done.
    pub extent: Extent,
    /// What the source says of the district.
    pub text: Text,
    /// Key of the source; its text follows „по данни на “.
    pub source: String,
}

/// What a source says about a district and a milestone.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// It is to take part later: a plan, which moves no state.
    Announced,
    /// It takes part: the milestone is under way, not reached.
    TakingPart,
    /// The milestone is reached.
    Reached,
}
