//! Whose move it is and since when: what follows from the records, from what
//! must come first, and from the day.

use chrono::NaiveDate;

use super::progress::Progress;
use super::requirement::{Standing, State};
use crate::outage::model::{Outage, left_out};
use crate::programme::model::{Checklist, Eased, Holder, Requirement};

/// Whose move it is and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Who.
    pub holder: Holder,
    /// Since which day.
    pub since: NaiveDate,
    /// The requirement that waits, or `None` when a milestone waits to be marked.
    pub requirement: Option<String>,
    /// The milestone it belongs to, by position.
    pub milestone: i32,
}

impl Progress {
    /// Whether all that must come first is met.
    #[must_use]
    pub fn can_be_done_now(
        &self,
        checklist: &Checklist,
        requirement: &Requirement,
        today: NaiveDate,
    ) -> bool {
        requirement.after.iter().all(|key| {
            checklist
                .requirements()
                .find(|earlier| &earlier.key == key)
                .is_none_or(|earlier| self.standing(earlier, today).satisfies())
        })
    }

    /// The keys of what must come first and is not met.
    #[must_use]
    pub fn waits_for(
        &self,
        checklist: &Checklist,
        requirement: &Requirement,
        today: NaiveDate,
    ) -> Vec<String> {
        let earlier = checklist.requirements().filter(|one| requirement.after.contains(&one.key));
        earlier.filter(|one| !self.standing(one, today).satisfies()).map(|one| one.key.clone()).collect()
    }

    /// Who has the requirement, and since when, on this day: while an outage
    /// touches it, whoever must mend that. The days of an outage that is over are
    /// nobody else's: whoever has it is told to have had it that much shorter.
    #[must_use]
    pub fn holder(&self, requirement: &Requirement, today: NaiveDate) -> Option<(Holder, NaiveDate)> {
        let held = self.holder_but_for_outages(requirement, today)?;
        let (holder, _) = held;
        // What was submitted can be decided on whatever does not work.
        if holder == Holder::Municipality && self.standing(requirement, today) == Standing::Submitted {
            return Some(held);
        }
        let touching = self.outages.iter().filter(|one| one.touches(&self.programme, &requirement.key));
        let since = left_out(touching, held, today);
        Some(match self.outage_of(requirement, today) {
            // Since it began or, where that is later, since anybody has it: a step
            // from one to another meanwhile is none of theirs.
            Some(outage) if outage.holder != holder => {
                let since = self.unmet_since(requirement, held.1).max(outage.begins_on);
                (
                    outage.holder,
                    self.covered_until(requirement, outage, today).map_or(since, |day| day.max(since)),
                )
            }
            _ => (holder, since),
        })
    }

    /// Since when the requirement is somebody's move, whoever has it now, as far as
    /// its record tells: not before a decision on it was taken back, nor, where it was
    /// submitted before what must come first is met, before that.
    fn unmet_since(&self, requirement: &Requirement, held_since: NaiveDate) -> NaiveDate {
        let taken_back = self.records.get(&requirement.key).is_some_and(|record| match record.state {
            State::Open | State::Submitted => record.note.is_some(),
            State::Confirmed | State::NotApplicable => true,
            State::Returned => false,
        });
        let was_possible = requirement.after.iter().all(|key| self.decided(key).is_some());
        let possible = self.possible_since(requirement).filter(|_| was_possible && !taken_back);
        possible.map_or(held_since, |possible| possible.min(held_since))
    }

    /// Whether it is anybody's move. What nobody has submitted waits for what must
    /// come first; what was submitted, was sent back or has run out waits for its
    /// holder in any case.
    #[must_use]
    pub fn is_somebodys(&self, checklist: &Checklist, requirement: &Requirement, today: NaiveDate) -> bool {
        let standing = self.standing(requirement, today);
        matches!(standing, Standing::Submitted | Standing::Returned | Standing::Expired)
            || self.can_be_done_now(checklist, requirement, today)
    }

    /// Whether the milestone at this position only waits to be marked: its gate is
    /// open, and going live is marked before what follows it. While suspended,
    /// nothing is marked.
    #[must_use]
    pub fn is_to_mark(&self, checklist: &Checklist, position: i32, today: NaiveDate) -> bool {
        self.opened_on.is_some()
            && self.suspension.is_none()
            && !self.is_confirmed(position)
            && (position <= checklist.go_live || self.is_confirmed(checklist.go_live))
            && self.gate(checklist, position, today).is_ok()
    }

    /// The outage that touches the requirement on this day, the first to begin.
    #[must_use]
    pub fn outage_of(&self, requirement: &Requirement, today: NaiveDate) -> Option<&Outage> {
        let touching = self.outages.iter().filter(|one| one.touches(&self.programme, &requirement.key));
        touching.filter(|one| one.is_on(today)).min_by_key(|one| one.begins_on)
    }

    /// The day after the last outage that began before this one, lasted into it and
    /// was somebody else's to mend: until then theirs was shown.
    fn covered_until(
        &self,
        requirement: &Requirement,
        outage: &Outage,
        today: NaiveDate,
    ) -> Option<NaiveDate> {
        let place = self.outages.iter().position(|one| one == outage)?;
        let before = self.outages.iter().enumerate();
        before
            .filter(|(other, one)| (one.begins_on, *other) < (outage.begins_on, place))
            .map(|(_, one)| one)
            .filter(|one| one.touches(&self.programme, &requirement.key) && one.holder != outage.holder)
            .filter_map(|one| one.ends_on)
            .filter(|last| *last < today && *last >= outage.begins_on)
            .max()
            .and_then(|last| last.succ_opt())
    }

    /// Whether days of an outage that is over are left out of its holder's.
    #[must_use]
    pub fn has_left_out(&self, requirement: &Requirement, today: NaiveDate) -> bool {
        let since = self.holder(requirement, today).map(|(_, since)| since);
        let without = self.holder_but_for_outages(requirement, today).map(|(_, since)| since);
        since != without && self.outage_of(requirement, today).is_none()
    }

    /// Who would have it if no outage touched it.
    #[must_use]
    pub fn holder_but_for_outages(
        &self,
        requirement: &Requirement,
        today: NaiveDate,
    ) -> Option<(Holder, NaiveDate)> {
        let standing = self.standing(requirement, today);
        if standing.satisfies() || standing == Standing::Unknown {
            return None;
        }
        let record = self.record(requirement, today);
        match (standing, record.valid_until) {
            // Expiry is nobody's act: it falls back to whoever first holds it,
            // from the day after the last good one, until somebody is named.
            // New evidence that was submitted in time keeps waiting where it was.
            (Standing::Expired, Some(last)) if record.holder_since <= last => {
                let expired_on = last.succ_opt().unwrap_or(last);
                Some(match &record.renewal {
                    Some(renewal) if renewal.waits() => (renewal.holder(), renewal.since),
                    Some(renewal) => (renewal.holder(), expired_on),
                    None => (requirement.holder, requirement.asked.held_since(expired_on)),
                })
            }
            _ => Some((record.holder, record.holder_since)),
        }
    }

    /// Whose move the onboarding is: up to the first milestone that is not
    /// reached, whoever has held longest what can be done now; the municipality
    /// when that milestone only waits to be marked. What a reached milestone lacks
    /// again does not hide what waits further on. Where nothing is open, whoever is
    /// to move on new evidence. `None` when nothing is known, all is done, or
    /// nothing can be done.
    #[must_use]
    pub fn whose_move(&self, checklist: &Checklist, today: NaiveDate) -> Option<Move> {
        let opened_on = self.opened_on?;
        let mut open: Vec<(&Requirement, i32)> = Vec::new();
        for milestone in &checklist.milestones {
            let at = milestone.position;
            let here = milestone.requirements.iter().filter(|one| !self.standing(one, today).satisfies());
            open.extend(here.map(|one| (one, at)));
            if self.is_confirmed(at) {
                continue;
            }
            // While it is suspended nothing is marked.
            if open.is_empty() && self.suspension.is_some() {
                continue;
            }
            if open.is_empty() {
                let since = self.to_mark_since(checklist, at, opened_on);
                return Some(Move { holder: Holder::Municipality, since, requirement: None, milestone: at });
            }
            if let Some(longest) = self.longest_held(checklist, &open, today) {
                return Some(longest);
            }
        }
        self.longest_held(checklist, &open, today).or_else(|| self.longest_renewal(checklist))
    }

    /// The new evidence that has waited longest, where all it follows is still met.
    fn longest_renewal(&self, checklist: &Checklist) -> Option<Move> {
        let milestones = checklist.milestones.iter();
        let all = milestones.flat_map(|one| one.requirements.iter().map(|two| (two, one.position)));
        all.filter(|(requirement, _)| self.applies(requirement))
            .filter_map(|(requirement, milestone)| {
                let renewal = self.records.get(&requirement.key)?.renewal.as_ref()?;
                let requirement = Some(requirement.key.clone());
                Some(Move { holder: renewal.holder(), since: renewal.since, requirement, milestone })
            })
            .min_by_key(|one| one.since)
    }

    fn longest_held(
        &self,
        checklist: &Checklist,
        open: &[(&Requirement, i32)],
        today: NaiveDate,
    ) -> Option<Move> {
        open.iter()
            .filter(|(requirement, _)| self.is_somebodys(checklist, requirement, today))
            .filter_map(|(requirement, milestone)| {
                let (holder, since) = self.holder(requirement, today)?;
                let requirement = Some(requirement.key.clone());
                Some(Move { holder, since, requirement, milestone: *milestone })
            })
            .min_by_key(|one| one.since)
    }

    /// Since when a milestone waits to be marked: since its gate is open or, where that
    /// is later, since a mark of it stands no longer, or since going live.
    pub(super) fn to_mark_since(
        &self,
        checklist: &Checklist,
        position: i32,
        opened_on: NaiveDate,
    ) -> NaiveDate {
        // One that never was right took nothing off anybody's hands.
        let ended = self.stood(position).map(|(_, ended)| ended);
        // What follows going live is marked after it.
        let live_on = self
            .mark(checklist.go_live)
            .filter(|_| position > checklist.go_live)
            .and_then(|mark| mark.reached_on);
        let open = self.gate_open_since(checklist, position, opened_on);
        [ended, live_on].into_iter().flatten().fold(open, NaiveDate::max)
    }

    /// Since when an open gate is open; `None` while nothing is known.
    #[must_use]
    pub fn gate_since(&self, checklist: &Checklist, position: i32) -> Option<NaiveDate> {
        self.opened_on.map(|opened_on| self.gate_open_since(checklist, position, opened_on))
    }

    /// Since when an open gate is open: since the last decision on anything it
    /// asks for, also in earlier milestones, and not before a version or a
    /// circumstance that first let it open without something.
    pub(super) fn gate_open_since(
        &self,
        checklist: &Checklist,
        position: i32,
        opened_on: NaiveDate,
    ) -> NaiveDate {
        let asking = || checklist.milestones.iter().filter(|milestone| milestone.position <= position);
        asking()
            .flat_map(|milestone| &milestone.requirements)
            .filter_map(|requirement| {
                let decided = self.records.get(&requirement.key);
                let kept_closed = |decided: NaiveDate| {
                    // What was met by the day it came kept no gate closed.
                    requirement.asked.since.is_none_or(|asked| decided > asked).then_some(decided)
                };
                match self.circumstance(requirement) {
                    Some(one) if !one.holds => {
                        // What was met before it stopped mattering kept none closed since.
                        let day = one.since.max(requirement.asked.conditional);
                        let met = decided.zip(day).filter(|(record, day)| {
                            record.holder_since < *day && record.standing(*day).satisfies()
                        });
                        met.map_or(day, |(record, _)| kept_closed(record.holder_since))
                    }
                    _ => decided.and_then(|record| kept_closed(record.holder_since)),
                }
            })
            .chain(asking().flat_map(|milestone| &milestone.eased).filter_map(|one| self.eased_since(one)))
            .fold(opened_on, NaiveDate::max)
    }

    /// Since when a requirement that is asked for no longer kept no gate closed:
    /// since its decision, where it was met until then.
    fn eased_since(&self, eased: &Eased) -> Option<NaiveDate> {
        if eased.applies_when.as_ref().is_some_and(|condition| !self.holds(condition)) {
            return None;
        }
        let met = self.records.get(&eased.key).filter(|record| record.standing(eased.on).satisfies());
        Some(met.map_or(eased.on, |record| record.holder_since.min(eased.on)))
    }
}
