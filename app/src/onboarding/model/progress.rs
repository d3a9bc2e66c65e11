//! All that is recorded of one onboarding, and what follows from it: the gate,
//! the status, the counts. Nothing here is ever typed in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::circumstance::Circumstance;
use super::mark::{Mark, MarkKind};
use super::requirement::{Record, Standing, State};
use crate::error::Rule;
use crate::outage::model::Outage;
use crate::programme::model::{Checklist, Milestone, Requirement};
use crate::text::Bilingual;

/// All that is recorded of one district in one programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// The day the checklist was first worked on; `None` while it is unknown.
    pub opened_on: Option<NaiveDate>,
    /// What is recorded, by requirement key.
    pub records: BTreeMap<String, Record>,
    /// The standing marks.
    pub marks: Vec<Mark>,
    /// Marks that were taken back and not set again.
    pub taken_back: Vec<Mark>,
    /// Set while a live onboarding is suspended.
    pub suspension: Option<Suspension>,
    /// What is known of the district's circumstances, by condition key.
    pub conditions: BTreeMap<String, Circumstance>,
    /// The shared outages that touch the programme; `programme` says which it is.
    pub outages: Vec<Outage>,
    /// The programme's key, for what outages touch; empty where there are none.
    pub programme: String,
}

/// Live, but not now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// Its first day.
    pub since: NaiveDate,
    /// The reason as the public reads it.
    pub reason: String,
    /// When the return is expected.
    pub expected_return: NaiveDate,
}

/// Where an onboarding has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum Status {
    /// Nothing with a source is known.
    Unknown,
    /// `reached` of the programme's milestones.
    Milestone { reached: i32, kind: Option<MarkKind> },
    /// All milestones before going live are confirmed.
    Ready { reached: i32 },
    /// Live; `kind` says on whose word.
    Live { reached: i32, kind: MarkKind },
    /// Live before; the highest milestone is kept, and on whose word it was live.
    Suspended { reached: i32, kind: MarkKind },
}

/// A requirement that keeps the gate closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// Where it stands.
    pub standing: Standing,
}

/// n of m applicable requirements met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Confirmed and good.
    pub met: u32,
    /// All that apply; what a coordinator set aside does not.
    pub of: u32,
}

impl Progress {
    /// Whether the district's circumstances let the requirement apply. What is
    /// not known of a district does not excuse it.
    #[must_use]
    pub fn applies(&self, requirement: &Requirement) -> bool {
        self.circumstance(requirement).is_none_or(|one| one.holds)
    }

    /// What is known of the condition that the requirement depends on.
    pub(super) fn circumstance(&self, requirement: &Requirement) -> Option<&Circumstance> {
        self.conditions.get(requirement.applies_when.as_ref()?)
    }

    /// Where the requirement stands on this day.
    #[must_use]
    pub fn standing(&self, requirement: &Requirement, today: NaiveDate) -> Standing {
        if !self.applies(requirement) {
            return Standing::NotApplicable;
        }
        match self.records.get(&requirement.key) {
            Some(record) => record.standing(today),
            None if self.opened_on.is_some() => Standing::Open,
            None => Standing::Unknown,
        }
    }

    /// The record of the requirement, or the one it begins with on `today`.
    #[must_use]
    pub fn record(&self, requirement: &Requirement, today: NaiveDate) -> Record {
        self.records.get(&requirement.key).cloned().unwrap_or_else(|| {
            let since = self.possible_since(requirement).unwrap_or(today);
            Record::untouched(requirement, requirement.asked.held_since(since))
        })
    }

    /// Since when a requirement nobody has touched is somebody's move: since the
    /// checklist was opened, since a newer version or the district's circumstances
    /// ask for it or, where others come first, since the last of them was decided.
    /// Nobody is late for a step that could not yet be taken. A version that makes
    /// no difference to the district leaves its clock alone.
    pub(super) fn possible_since(&self, requirement: &Requirement) -> Option<NaiveDate> {
        let opened_on = self.opened_on?;
        let asked = &requirement.asked;
        let formerly = asked.formerly.as_ref().filter(|(condition, _)| !self.holds(condition));
        let freed = asked.freed.iter().map(|(key, on)| self.decided(key).map_or(*on, |day| day.min(*on)));
        requirement
            .after
            .iter()
            .filter_map(|key| self.decided(key))
            .chain(freed)
            .chain(formerly.map(|(_, on)| *on))
            .chain(asked.since)
            .chain(self.circumstance(requirement).and_then(|one| one.since))
            .chain(Some(opened_on))
            .max()
    }

    /// When the requirement of this key was decided, where it is.
    pub(super) fn decided(&self, key: &str) -> Option<NaiveDate> {
        let record = self.records.get(key)?;
        matches!(record.state, State::Confirmed | State::NotApplicable).then_some(record.holder_since)
    }

    /// Whether a condition holds, as far as is known: what is not known of a
    /// district does not excuse it.
    pub(super) fn holds(&self, condition: &str) -> bool {
        self.conditions.get(condition).is_none_or(|one| one.holds)
    }

    /// The gate to the milestone at this position: every applicable requirement
    /// of it and of all earlier ones is confirmed and unexpired.
    ///
    /// # Errors
    /// All requirements that keep it closed, in order.
    pub fn gate(&self, checklist: &Checklist, position: i32, today: NaiveDate) -> Result<(), Vec<Missing>> {
        let missing: Vec<Missing> = checklist
            .milestones
            .iter()
            .filter(|milestone| milestone.position <= position)
            .flat_map(|milestone| &milestone.requirements)
            .map(|requirement| (requirement, self.standing(requirement, today)))
            .filter(|(_, standing)| !standing.satisfies())
            .map(|(requirement, standing)| Missing {
                key: requirement.key.clone(),
                name: requirement.name.clone(),
                standing,
            })
            .collect();
        if missing.is_empty() { Ok(()) } else { Err(missing) }
    }

    /// Whether the milestone at this position can have been reached on this day,
    /// beside the confirmed marks that stand: not before an earlier milestone and
    /// not after a later one.
    ///
    /// # Errors
    /// [`Rule::NotBefore`] or [`Rule::NotAfter`].
    pub fn check_order(&self, position: i32, reached_on: NaiveDate) -> Result<(), Rule> {
        let confirmed = |mark: &&Mark| mark.kind == MarkKind::Confirmed;
        let earlier = self.marks.iter().filter(confirmed).filter(|mark| mark.position < position);
        if let Some(earliest) =
            earlier.filter_map(|mark| mark.reached_on).max().filter(|day| reached_on < *day)
        {
            return Err(Rule::NotBefore { earliest: earliest.to_string() });
        }
        let later = self.marks.iter().filter(confirmed).filter(|mark| mark.position > position);
        if let Some(latest) = later.filter_map(|mark| mark.reached_on).min().filter(|day| reached_on > *day) {
            return Err(Rule::NotAfter { latest: latest.to_string() });
        }
        Ok(())
    }

    /// The standing mark of the milestone, the confirmed one before a reported.
    #[must_use]
    pub fn mark(&self, position: i32) -> Option<&Mark> {
        self.standing_marks().filter(|mark| mark.position == position).max_by_key(|mark| mark.kind)
    }

    /// Whether a coordinator has marked the milestone.
    #[must_use]
    pub fn is_confirmed(&self, position: i32) -> bool {
        self.mark(position).is_some_and(|mark| mark.kind == MarkKind::Confirmed)
    }

    /// The highest milestone with a standing mark, and on whose word.
    #[must_use]
    pub fn highest(&self) -> Option<&Mark> {
        self.standing_marks().max_by_key(|mark| (mark.position, mark.kind))
    }

    /// The highest milestone a coordinator has marked; reported marks never
    /// count as confirmed readiness. `None` while that is unknown.
    #[must_use]
    pub fn confirmed_readiness(&self) -> Option<i32> {
        let highest =
            self.marks.iter().filter(|mark| mark.kind == MarkKind::Confirmed).map(|mark| mark.position).max();
        highest.or(self.opened_on.map(|_| 0))
    }

    /// The derived status.
    #[must_use]
    pub fn status(&self, checklist: &Checklist, today: NaiveDate) -> Status {
        let Some(highest) = self.highest() else {
            return match self.opened_on {
                Some(_) => Status::Milestone { reached: 0, kind: None },
                None => Status::Unknown,
            };
        };
        let reached = highest.position;
        if reached >= checklist.go_live {
            let kind = self.live_by(checklist).unwrap_or(highest.kind);
            if self.suspension.is_some() {
                return Status::Suspended { reached, kind };
            }
            return Status::Live { reached, kind };
        }
        // "Ready" is confirmed readiness, today: a report of the step before is
        // not, and evidence that has run out since takes it away by itself.
        if reached + 1 == checklist.go_live
            && highest.kind == MarkKind::Confirmed
            && self.gate(checklist, reached, today).is_ok()
        {
            return Status::Ready { reached };
        }
        Status::Milestone { reached, kind: Some(highest.kind) }
    }

    /// How many of the applicable requirements of these milestones are met;
    /// `None` while the checklist is unknown.
    #[must_use]
    pub fn tally<'a>(
        &self,
        milestones: impl IntoIterator<Item = &'a Milestone>,
        today: NaiveDate,
    ) -> Option<Tally> {
        self.opened_on?;
        let mut tally = Tally { met: 0, of: 0 };
        for requirement in milestones.into_iter().flat_map(|milestone| &milestone.requirements) {
            if self.standing(requirement, today) == Standing::NotApplicable {
                continue;
            }
            tally.of += 1;
            if self.standing(requirement, today).satisfies() {
                tally.met += 1;
            }
        }
        Some(tally)
    }
}

impl Status {
    /// The name in `data-status` and style classes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Milestone { .. } => "milestone",
            Self::Ready { .. } => "ready",
            Self::Live { .. } => "live",
            Self::Suspended { .. } => "suspended",
        }
    }

    /// The highest milestone reached, `None` while unknown.
    #[must_use]
    pub fn reached(self) -> Option<i32> {
        match self {
            Self::Unknown => None,
            Self::Milestone { reached, .. }
            | Self::Ready { reached }
            | Self::Live { reached, .. }
            | Self::Suspended { reached, .. } => Some(reached),
        }
    }

    /// Whether the district serves people through the programme today.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::Live { .. })
    }

    /// Whether it rests, or rested until it was suspended, on a public source only.
    #[must_use]
    pub fn is_reported(self) -> bool {
        matches!(
            self,
            Self::Live { kind: MarkKind::Reported, .. }
                | Self::Suspended { kind: MarkKind::Reported, .. }
                | Self::Milestone { kind: Some(MarkKind::Reported), .. }
        )
    }
}

/// Whether a thing of the past can have happened on this day.
///
/// # Errors
/// [`Rule::InFuture`] or [`Rule::BeforeProgramme`].
pub fn check_reached_on(day: NaiveDate, starts_on: NaiveDate, today: NaiveDate) -> Result<(), Rule> {
    if day > today {
        return Err(Rule::InFuture);
    }
    if day < starts_on {
        return Err(Rule::BeforeProgramme { starts_on: starts_on.to_string() });
    }
    Ok(())
}
