//! Marks: a milestone reached, on whose word, and taken back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::progress::Progress;
use crate::error::Rule;
use crate::text::Bilingual;

/// A milestone reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The milestone's position, 1 for the first.
    pub position: i32,
    /// By whom.
    pub kind: MarkKind,
    /// The day it was reached; a reported mark may have none.
    pub reached_on: Option<NaiveDate>,
    /// The public source of a reported mark.
    pub source: Option<Bilingual>,
    /// The agreed date it is measured by: that of the plan which held on the day it
    /// was reached or, where none did yet, of the first one after. `None` without
    /// a plan, and in what is older than this rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_on: Option<NaiveDate>,
    /// The first day on which it stands no longer. Left out while it stands, so
    /// that what the ledger has from before reads and hashes the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back_on: Option<NaiveDate>,
}

/// Whose word a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// A fact of the past with its public source; leaves the checklist unknown.
    Reported,
    /// A coordinator's, past the gate.
    Confirmed,
}

impl Mark {
    /// Whether it can be taken back as no longer holding from this day on.
    ///
    /// # Errors
    /// [`Rule::InFuture`], or [`Rule::NotBefore`] the day it was reached.
    pub fn check_taken_back(&self, from: NaiveDate, today: NaiveDate) -> Result<(), Rule> {
        match self.reached_on {
            _ if from > today => Err(Rule::InFuture),
            Some(reached) if from < reached => Err(Rule::NotBefore { earliest: reached.to_string() }),
            _ => Ok(()),
        }
    }
}

impl MarkKind {
    /// The name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Confirmed => "confirmed",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Reported, Self::Confirmed].into_iter().find(|kind| kind.key() == key)
    }
}

impl Progress {
    /// Puts a mark in its place: among those that stand, or those taken back.
    pub fn put_mark(&mut self, mark: Mark) {
        let same = |other: &Mark| (other.position, other.kind) == (mark.position, mark.kind);
        self.marks.retain(|other| !same(other));
        self.taken_back.retain(|other| !same(other));
        if mark.taken_back_on.is_some() { self.taken_back.push(mark) } else { self.marks.push(mark) }
    }

    /// The coordinators' mark of the milestone that was taken back and not set
    /// again.
    #[must_use]
    pub fn taken_back(&self, position: i32) -> Option<&Mark> {
        self.taken_back.iter().find(|mark| mark.position == position)
    }

    /// The marks that stand. A report says that something began; a coordinator who
    /// takes a confirmed mark back as no longer true says that it has ended, and an
    /// older report does not outlive that.
    pub fn standing_marks(&self) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(|mark| {
            let ended = self.stood(mark.position).map(|(_, ended)| ended);
            mark.kind == MarkKind::Confirmed
                || ended.is_none_or(|ended| mark.reached_on.is_some_and(|reached| reached >= ended))
        })
    }

    /// From when to when the coordinators' mark of the milestone stood that was taken
    /// back and not set again; `None` for one that was never right.
    #[must_use]
    pub fn stood(&self, position: i32) -> Option<(NaiveDate, NaiveDate)> {
        let mark = self.taken_back(position)?;
        mark.reached_on.zip(mark.taken_back_on).filter(|(reached, ended)| reached < ended)
    }

    /// Whether the milestone can be reached again on this day: not before the last
    /// mark that had stood was taken back.
    ///
    /// # Errors
    /// [`Rule::NotBefore`] with that day.
    pub fn check_after_last(&self, position: i32, reached_on: NaiveDate) -> Result<(), Rule> {
        match self.stood(position) {
            Some((_, ended)) if reached_on < ended => Err(Rule::NotBefore { earliest: ended.to_string() }),
            _ => Ok(()),
        }
    }

    /// The last day on which a coordinator's mark was reached or taken back.
    #[must_use]
    pub fn last_marked(&self) -> Option<NaiveDate> {
        let confirmed = self.marks.iter().filter(|mark| mark.kind == MarkKind::Confirmed);
        confirmed
            .chain(&self.taken_back)
            .flat_map(|mark| [mark.reached_on, mark.taken_back_on])
            .flatten()
            .max()
    }
}
