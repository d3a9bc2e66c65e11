//! A programme as its checklist version defines it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::ProgrammeId;
use crate::text::Bilingual;

/// The programme of the state's portal: the one that pages show first.
pub const PORTAL: &str = "unified-model";

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The district administration.
    District,
    /// The municipality's coordinators.
    Municipality,
    /// The state body that runs the portal and its registers.
    State,
    /// The maker of the district's document system.
    Vendor,
}

/// A programme with one version of its checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct Programme {
    /// Row number.
    pub id: ProgrammeId,
    /// Name in addresses, e.g. `unified-model`.
    pub key: String,
    /// Full name.
    pub name: Bilingual,
    /// Name for switches and headings.
    pub short_name: Bilingual,
    /// Whose composition the checklist is; shown wherever the checklist is.
    pub note: Bilingual,
    /// The first day on which anything can have happened.
    pub starts_on: NaiveDate,
    /// Why that day.
    pub starts_source: Bilingual,
    /// Who holds a requirement when it is each holder's move, in this programme.
    pub holders: BTreeMap<Holder, HolderName>,
    /// What districts are asked of their circumstances, by key.
    pub conditions: BTreeMap<String, Bilingual>,
    /// The names of requirements that an earlier version had and this one has
    /// not, by key.
    pub retired: BTreeMap<String, Bilingual>,
    /// The milestones and what they need.
    pub checklist: Checklist,
}

/// A holder's names: by itself and after „на ход е“.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderName {
    /// As a heading or in a table.
    pub name: Bilingual,
    /// In the sentence that says whose move it is.
    pub to_move: Bilingual,
}

/// One version of what the milestones of a programme need.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    /// 1, 2, …
    pub version: i32,
    /// The position of the milestone at which a district is live.
    pub go_live: i32,
    /// In order; positions begin with 1.
    pub milestones: Vec<Milestone>,
}

/// An ordered step of a programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// Name in addresses and forms, e.g. `launch`.
    pub key: String,
    /// 1 for the first.
    pub position: i32,
    /// Its name.
    pub name: Bilingual,
    /// What it needs, in order.
    pub requirements: Vec<Requirement>,
    /// What earlier versions asked of it and this one does not.
    pub eased: Vec<Eased>,
}

/// What a milestone needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// Name in addresses and forms, e.g. `eauth`; stays the same from version
    /// to version.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// The law, rule or reason behind it.
    pub basis: Option<Bilingual>,
    /// Where this was taken from.
    pub source: Bilingual,
    /// What a district does next to meet it.
    pub next: Bilingual,
    /// What kind of evidence it asks for.
    pub evidence: EvidenceAsked,
    /// Whose move it is while nothing has been submitted.
    pub holder: Holder,
    /// For how many months evidence is good; `None` for good.
    pub valid_months: Option<u32>,
    /// The district's condition under which it applies; `None` always.
    pub applies_when: Option<String>,
    /// Keys of the requirements that come first.
    pub after: Vec<String>,
    /// The day by which those must meet it who went on before it held.
    pub must_be_met_by: Option<NaiveDate>,
    /// The number of the version it came with.
    pub since_version: i32,
    /// Since when it is asked for as it is now; derived from the versions.
    pub asked: Asked,
}

/// Since when a requirement is asked for as it is, where later versions differ from
/// the first. Only what makes a difference to a district moves its clocks, so this
/// is kept change by change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The first day of the version that brought it; `None` since the first.
    pub since: Option<NaiveDate>,
    /// What came first and does so no longer, by key, each with the day of that.
    pub freed: Vec<(String, NaiveDate)>,
    /// The condition it depended on before that day and does not now.
    pub formerly: Option<(String, NaiveDate)>,
    /// Since when it depends on its condition; `None` since it came.
    pub conditional: Option<NaiveDate>,
    /// With whom it began in earlier versions, in order, each with the first day of
    /// the version that gave it to somebody else.
    pub held: Vec<(Holder, NaiveDate)>,
}

impl Asked {
    /// Since when who has it by the checklist can have it: not before the version
    /// that gave it to them.
    #[must_use]
    pub fn held_since(&self, since: NaiveDate) -> NaiveDate {
        self.held.last().map_or(since, |(_, on)| since.max(*on))
    }
}

impl Requirement {
    /// With whom it began by the checklist of this day.
    #[must_use]
    pub fn holder_on(&self, day: NaiveDate) -> Holder {
        self.asked.held.iter().find(|(_, until)| day < *until).map_or(self.holder, |(holder, _)| *holder)
    }
}

/// A requirement that a milestone asks for no longer.
#[derive(Clone, Debug, PartialEq)]
pub struct Eased {
    /// Its key.
    pub key: String,
    /// The condition it depended on.
    pub applies_when: Option<String>,
    /// The first day without it.
    pub on: NaiveDate,
}

/// The kind of evidence a requirement asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceAsked {
    Document,
    Text,
    Table,
    Reference,
    Link,
}

impl Programme {
    /// The milestone with this key.
    #[must_use]
    pub fn milestone(&self, key: &str) -> Option<&Milestone> {
        self.checklist.milestones.iter().find(|milestone| milestone.key == key)
    }

    /// The requirement with this key and the milestone that needs it.
    #[must_use]
    pub fn requirement(&self, key: &str) -> Option<(&Milestone, &Requirement)> {
        self.checklist.milestones.iter().find_map(|milestone| {
            milestone
                .requirements
                .iter()
                .find(|requirement| requirement.key == key)
                .map(|found| (milestone, found))
        })
    }

    /// The name of the requirement with this key, also of one that an earlier
    /// version had.
    #[must_use]
    pub fn requirement_name(&self, key: &str) -> Option<&Bilingual> {
        self.requirement(key).map(|(_, one)| &one.name).or_else(|| self.retired.get(key))
    }

    /// The name of the milestone at this position.
    #[must_use]
    pub fn milestone_at(&self, position: i32) -> Option<&Milestone> {
        self.checklist.milestones.iter().find(|milestone| milestone.position == position)
    }
}

impl Checklist {
    /// How many milestones there are.
    #[must_use]
    pub fn length(&self) -> i32 {
        i32::try_from(self.milestones.len()).unwrap_or(i32::MAX)
    }

    /// All requirements in order.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.milestones.iter().flat_map(|milestone| &milestone.requirements)
    }
}

impl Holder {
    /// All holders, in the order of forms.
    pub const ALL: [Self; 4] = [Self::District, Self::Municipality, Self::State, Self::Vendor];

    /// The name in forms and in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Municipality => "municipality",
            Self::State => "state",
            Self::Vendor => "vendor",
        }
    }

    /// The holder of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|holder| holder.key() == key)
    }
}

impl EvidenceAsked {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Document, Self::Text, Self::Table, Self::Reference, Self::Link];

    /// The name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Text => "text",
            Self::Table => "table",
            Self::Reference => "reference",
            Self::Link => "link",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
