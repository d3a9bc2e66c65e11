//! A programme, its bodies and its checklist.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Sources, Text};
use crate::programme::model::{EvidenceAsked, Holder};

/// One file of `programmes/`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    pub key: String,
    /// Version of the checklist in this file.
    pub version: u32,
    pub name: Text,
    pub short_name: Text,
    /// That this project composed the checklist; the interface shows it.
    pub note: Text,
    pub sources: Sources,
    pub starts_on: StartsOn,
    /// In order of time, without gaps or overlaps.
    pub owners: Vec<Owner>,
    /// Who took part in the pilot, in what order. Says nothing of readiness;
    /// that is in `history.json`.
    pub pilots: Vec<PilotWave>,
    /// Reaching this milestone puts a district in the state „live“.
    pub go_live_milestone: String,
    pub holders: Vec<HolderBody>,
    /// What each condition used by `applies_when` means.
    #[serde(default)]
    pub conditions: BTreeMap<Condition, Text>,
    /// In the order they are reached.
    pub milestones: Vec<Milestone>,
}

impl Programme {
    /// The body that owns the programme on this day.
    #[must_use]
    pub fn owner_on(&self, day: NaiveDate) -> Option<&Owner> {
        self.owners.iter().find(|owner| spans(owner.from, owner.until, day))
    }

    /// The body that stands behind a holder on this day.
    #[must_use]
    pub fn holder_on(&self, holder: Holder, day: NaiveDate) -> Option<&HolderBody> {
        self.holders.iter().find(|body| body.holder == holder && spans(body.from, body.until, day))
    }

    /// Every requirement, in the order of the checklist.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.milestones.iter().flat_map(|milestone| &milestone.requirements)
    }
}

fn spans(from: Option<NaiveDate>, until: Option<NaiveDate>, day: NaiveDate) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
}

/// The day before which nothing in the programme can have happened.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartsOn {
    pub date: NaiveDate,
    pub reason: Text,
    pub source: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owner {
    pub body: Text,
    /// First day; absent: from the beginning.
    pub from: Option<NaiveDate>,
    /// First day on which it no longer owns the programme; absent: still does.
    pub until: Option<NaiveDate>,
    pub source: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PilotWave {
    /// From 1, in the order the source gives.
    pub wave: u8,
    /// Slugs.
    pub districts: Vec<String>,
    pub reason: Text,
    pub sources: Vec<String>,
}

/// The name of a holder, for as long as that body was the holder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolderBody {
    pub holder: Holder,
    /// As a label, with a capital and without an article.
    pub name: Text,
    /// What goes between „на ход е “ and the full stop, and between “it is ”
    /// and “ move”.
    pub in_sentence: Text,
    pub from: Option<NaiveDate>,
    /// First day on which it no longer is.
    pub until: Option<NaiveDate>,
    pub source: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Unique in the programme.
    pub key: String,
    pub name: Text,
    pub requirements: Vec<Requirement>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Unique in the programme; the same key in another programme is another requirement.
    pub key: String,
    pub name: Text,
    /// The rule or act it rests on; none is honest when there is none.
    pub basis: Option<Text>,
    pub source: String,
    /// One sentence for district staff: what to do now.
    pub next: Text,
    pub evidence: EvidenceAsked,
    /// Whose move it is while the requirement is open.
    pub holder: Holder,
    /// Keys of requirements that come first, of this milestone or an earlier one.
    pub after: Vec<String>,
    /// Calendar months confirmed evidence stays valid; absent: for good.
    pub evidence_valid_months: Option<u8>,
    /// Applies only where this holds; absent: everywhere.
    pub applies_when: Option<Condition>,
}

/// A property of a district that decides whether a requirement applies.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The district makes enquiries through RegiX.
    UsesRegix,
}

impl Condition {
    /// As written in the files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::UsesRegix => "uses_regix",
        }
    }
}
