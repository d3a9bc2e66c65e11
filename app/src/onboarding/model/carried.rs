//! What a newer version of the checklist means for who began under an older
//! one: nothing is reset, and what is still to do is named with its day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::progress::Progress;
use super::requirement::Standing;
use crate::programme::model::{Checklist, Requirement};

/// „17 изпълнени по версия 1, 2 предстоят по версия 2“.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Requirements met that had come by the version before the first in `to_do`.
    pub met: u32,
    /// That version.
    pub before: i32,
    /// Later versions, in order, with how many of the requirements that came with
    /// each are not met; never empty.
    pub to_do: Vec<(i32, u32)>,
}

impl Progress {
    /// What later versions brought that is not met, and what was met before the
    /// first of them; `None` when they brought nothing that is left to do, when
    /// nothing had been met, and while unknown.
    #[must_use]
    pub fn carried(&self, checklist: &Checklist, today: NaiveDate) -> Option<Carried> {
        let opened_on = self.opened_on?;
        // Who began under a version carries nothing over to it.
        let came_later = |one: &&Requirement| {
            one.since_version > 1 && one.asked.since.is_none_or(|since| since >= opened_on)
        };
        let is_met = |one: &Requirement| self.standing(one, today).satisfies();
        let mut to_do: BTreeMap<i32, u32> = BTreeMap::new();
        for one in checklist.requirements().filter(came_later).filter(|one| !is_met(one)) {
            *to_do.entry(one.since_version).or_default() += 1;
        }
        let before = to_do.keys().next()? - 1;
        let came_before = |one: &&Requirement| {
            one.since_version <= before && self.standing(one, today) != Standing::NotApplicable
        };
        let met = checklist.requirements().filter(came_before).filter(|one| is_met(one)).count();
        // Who had met nothing that was asked for carries nothing over.
        if met == 0 && checklist.requirements().any(|one| came_before(&one)) {
            return None;
        }
        let to_do = to_do.into_iter().collect();
        Some(Carried { met: u32::try_from(met).unwrap_or(u32::MAX), before, to_do })
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
