//! A service in a district: what is declared, what was observed, and what
//! follows from both.

mod totals;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::text::{Bilingual, Lang};

pub use totals::{Coverage, Tally};

/// The first day for which anything can be said: the Electronic Governance Act
/// has been in force since then.
#[must_use]
pub fn earliest() -> NaiveDate {
    NaiveDate::from_ymd_opt(2008, 6, 13).unwrap_or_default()
}

/// What a district says of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Declared {
    /// From beginning to end.
    Online,
    /// A part of it, which is named.
    PartOnline,
    /// In person.
    AtDesk,
    /// Not here.
    NotOffered,
}

/// What somebody saw who looked for the service online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Observed {
    /// It can be had from beginning to end.
    Online,
    /// A part of it can be had.
    PartOnline,
    /// It is not there; only the desk is left.
    AtDesk,
    /// It is there and fails.
    NotWorking,
}

/// Where something was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// In words.
    pub text: String,
    /// The address of a page.
    pub link: Option<String>,
}

/// What a district says. This is also what the ledger keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// In which form it offers the service.
    pub state: Declared,
    /// Which part is online, in one language or both; empty unless a part is.
    pub part: Bilingual,
    /// The day from which it is so.
    pub since: NaiveDate,
    /// Where it was said; `None` when the district says it here.
    pub source: Option<Source>,
}

/// What was seen. This is also what the ledger keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// What was seen.
    pub state: Observed,
    /// The day it was seen.
    pub on: NaiveDate,
    /// Who looked where.
    pub source: Source,
    /// Whether it was a program that looked.
    #[serde(default, skip_serializing_if = "is_by_hand")]
    pub automatic: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes what it asks about so")]
fn is_by_hand(automatic: &bool) -> bool {
    !automatic
}

/// Both sides of a service in a district. Nothing declared and nothing observed
/// is what is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// What the district says.
    pub declared: Option<Declaration>,
    /// What was seen last.
    pub observed: Option<Observation>,
}

/// What follows from both sides; nobody types it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Declared so.
    NotOffered,
    /// Observed so, with nothing declared.
    NotWorking,
    /// In person only.
    AtDesk,
    /// Declared and observed contradict each other.
    Disagree,
    /// Neither declared nor observed.
    Unknown,
    /// A part of it is online.
    PartOnline,
    /// Online from beginning to end.
    Online,
}

/// How much of a service can be had online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Nothing,
    Part,
    All,
}

impl Declared {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Online, Self::PartOnline, Self::AtDesk, Self::NotOffered];

    /// The name in forms, files and the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.state().key()
    }

    /// The state of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// What follows when nothing was observed.
    #[must_use]
    pub fn state(self) -> State {
        match self {
            Self::Online => State::Online,
            Self::PartOnline => State::PartOnline,
            Self::AtDesk => State::AtDesk,
            Self::NotOffered => State::NotOffered,
        }
    }
}

impl Observed {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Online, Self::PartOnline, Self::AtDesk, Self::NotWorking];

    /// The name in forms, files and the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        self.state().key()
    }

    /// The state of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// What follows when nothing is declared.
    #[must_use]
    pub fn state(self) -> State {
        match self {
            Self::Online => State::Online,
            Self::PartOnline => State::PartOnline,
            Self::AtDesk => State::AtDesk,
            Self::NotWorking => State::NotWorking,
        }
    }
}

impl State {
    /// All of them, the best first.
    pub const ALL: [Self; 7] = [
        Self::Online,
        Self::PartOnline,
        Self::AtDesk,
        Self::NotOffered,
        Self::NotWorking,
        Self::Disagree,
        Self::Unknown,
    ];

    /// The name in markup.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::PartOnline => "part_online",
            Self::AtDesk => "at_desk",
            Self::NotOffered => "not_offered",
            Self::NotWorking => "not_working",
            Self::Disagree => "disagree",
            Self::Unknown => "unknown",
        }
    }

    /// `None` for what nothing certain is said of.
    fn extent(self) -> Option<Extent> {
        match self {
            Self::Online => Some(Extent::All),
            Self::PartOnline => Some(Extent::Part),
            Self::AtDesk | Self::NotOffered | Self::NotWorking => Some(Extent::Nothing),
            Self::Disagree | Self::Unknown => None,
        }
    }
}

impl Offer {
    /// What follows from both sides. They disagree when they say differently how
    /// much can be had online; no day heals that, only another observation or
    /// another declaration. Where they agree, the declared state is the more
    /// exact: it knows what is not offered at all.
    #[must_use]
    pub fn state(&self) -> State {
        match (&self.declared, &self.observed) {
            (None, None) => State::Unknown,
            (Some(declared), None) => declared.state.state(),
            (None, Some(observed)) => observed.state.state(),
            (Some(declared), Some(observed)) => {
                let (declared, observed) = (declared.state.state(), observed.state.state());
                if declared.extent() == observed.extent() { declared } else { State::Disagree }
            }
        }
    }

    /// Whether the two contradict each other, and what was observed is older than
    /// what is declared: somebody should look again.
    #[must_use]
    pub fn is_to_observe_again(&self) -> bool {
        let older = self
            .declared
            .as_ref()
            .zip(self.observed.as_ref())
            .is_some_and(|(declared, observed)| observed.on < declared.since);
        older && self.state() == State::Disagree
    }
}

impl Declaration {
    /// Which part is online, in this language or, if it was not said in it, in
    /// the other; with the language it is in.
    #[must_use]
    pub fn part_in(&self, lang: Lang) -> Option<(Lang, &str)> {
        [lang, lang.other()]
            .into_iter()
            .map(|lang| (lang, self.part.get(lang)))
            .find(|(_, text)| !text.is_empty())
    }
}

#[cfg(test)]
mod tests;
