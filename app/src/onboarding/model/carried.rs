//! What a newer version of the checklist means for who began under an older
//! one: nothing is reset, and what is still to do is named with its day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::progress::Progress;
use super::requirement::Standing;
use crate::programme::model::{Checklist, Requirement};

/// „17 изпълнени по версия 1, 2 предстоят по версия 2“.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Requirements met that the version before asked for as well.
    pub met: u32,
    /// The version before.
    pub before: i32,
    /// Requirements that came with this version and are not met.
    pub to_do: u32,
    /// The version that holds.
    pub version: i32,
}

impl Progress {
    /// How much was met before the version that holds and how much came with
    /// it; `None` where it added nothing that applies, and while unknown.
    #[must_use]
    pub fn carried(&self, checklist: &Checklist, today: NaiveDate) -> Option<Carried> {
        self.opened_on?;
        let applies = |one: &&Requirement| self.standing(one, today) != Standing::NotApplicable;
        let is_new = |one: &&Requirement| checklist.version > 1 && one.since_version == checklist.version;
        let met = |one: &&Requirement| self.standing(one, today).satisfies();
        let (new, old): (Vec<_>, Vec<_>) = checklist.requirements().filter(applies).partition(is_new);
        if new.is_empty() {
            return None;
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Some(Carried {
            met: count(old.iter().filter(|one| met(one)).count()),
            before: checklist.version - 1,
            to_do: count(new.iter().filter(|one| !met(one)).count()),
            version: checklist.version,
        })
    }

    /// What those who have gone on still have to do: requirements of reached
    /// milestones that are not met, with the day by which they must be, the
    /// nearest first. The marks stand.
    #[must_use]
    pub fn still_to_do<'c>(
        &self,
        checklist: &'c Checklist,
        today: NaiveDate,
    ) -> Vec<(&'c Requirement, Option<NaiveDate>)> {
        let Some(reached) = self.highest().map(|mark| mark.position).filter(|_| self.opened_on.is_some())
        else {
            return Vec::new();
        };
        let mut open: Vec<_> = checklist
            .milestones
            .iter()
            .filter(|milestone| milestone.position <= reached)
            .flat_map(|milestone| &milestone.requirements)
            .filter(|one| !self.standing(one, today).satisfies())
            .map(|one| (one, one.must_be_met_by))
            .collect();
        // What has no day comes after what has one.
        open.sort_by_key(|(_, day)| (day.is_none(), *day));
        open
    }
}
