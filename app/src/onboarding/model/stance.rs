//! Everything that waits for somebody on a day, and whether the district itself
//! has anything to do. A district that waits for others is not late.

use chrono::NaiveDate;

use super::progress::Progress;
use super::requirement::Standing;
use crate::programme::model::{Checklist, Holder, Requirement};

/// Something that can be done now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// What.
    pub what: What,
    /// The milestone it belongs to, by position.
    pub milestone: i32,
    /// By whom.
    pub holder: Holder,
    /// Since which day it is their move.
    pub since: NaiveDate,
}

/// What waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A requirement that is not met, by its key.
    Requirement(String),
    /// New evidence for a requirement that is still met, by its key.
    Renewal(String),
    /// A milestone, to be marked: all it needs is confirmed.
    Mark,
}

/// What a district is to do about a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// To meet it for the first time.
    New,
    /// To mend what was sent back.
    Returned,
    /// To renew evidence that has expired.
    Expired,
}

/// Whether the district has to move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Nothing is known of its checklist.
    Unknown,
    /// It has something to do itself.
    Acting,
    /// All that can be done now is with others: who, and since when at the
    /// longest, the longest first.
    Waiting(Vec<(Holder, NaiveDate)>),
    /// Nothing is left to do.
    Done,
}

impl Wait {
    /// For how many days it has waited.
    #[must_use]
    pub fn age(&self, today: NaiveDate) -> i64 {
        today.signed_duration_since(self.since).num_days().max(0)
    }
}

impl Stance {
    /// What follows from all that waits.
    #[must_use]
    pub fn of(waits: &[Wait]) -> Self {
        if waits.is_empty() {
            return Self::Done;
        }
        let mut others: Vec<(Holder, NaiveDate)> = Vec::new();
        for holder in Holder::ALL {
            let since = waits.iter().filter(|wait| wait.holder == holder).map(|wait| wait.since).min();
            match since {
                Some(_) if holder == Holder::District => return Self::Acting,
                Some(since) => others.push((holder, since)),
                None => {}
            }
        }
        others.sort_by_key(|(_, since)| *since);
        Self::Waiting(others)
    }

    /// The name in attributes.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Acting => "acting",
            Self::Waiting(_) => "waiting",
            Self::Done => "done",
        }
    }
}

impl Progress {
    /// All that waits for somebody now, in the order of the checklist. What nobody
    /// can do yet is nobody's move and not listed.
    #[must_use]
    pub fn waits(&self, checklist: &Checklist, today: NaiveDate) -> Vec<Wait> {
        let Some(opened_on) = self.opened_on else { return Vec::new() };
        let mut waits = Vec::new();
        for milestone in &checklist.milestones {
            let at = milestone.position;
            for requirement in &milestone.requirements {
                let key = || requirement.key.clone();
                let renewal = self.records.get(&requirement.key).and_then(|record| record.renewal.as_ref());
                if let Some((holder, since)) = self.holder(requirement, today) {
                    if self.is_somebodys(checklist, requirement, today) {
                        waits.push(Wait { what: What::Requirement(key()), milestone: at, holder, since });
                    }
                } else if let (Some(renewal), true) = (renewal, self.applies(requirement)) {
                    let (holder, since) = (renewal.holder(), renewal.since);
                    waits.push(Wait { what: What::Renewal(key()), milestone: at, holder, since });
                }
            }
            if self.is_to_mark(checklist, at, today) {
                let since = self.to_mark_since(checklist, at, opened_on);
                waits.push(Wait { what: What::Mark, milestone: at, holder: Holder::Municipality, since });
            }
        }
        waits
    }

    /// What the district itself is to do about the requirement now; `None` when it
    /// is nobody's move or somebody else's. There is one for each of [`Self::waits`]
    /// that the district holds.
    #[must_use]
    pub fn task(&self, checklist: &Checklist, requirement: &Requirement, today: NaiveDate) -> Option<Task> {
        let Some((holder, _)) = self.holder(requirement, today) else {
            let renewal = self.records.get(&requirement.key)?.renewal.as_ref()?;
            let sent_back = renewal.holder() == Holder::District && self.applies(requirement);
            return sent_back.then_some(Task::Returned);
        };
        if holder != Holder::District || !self.is_somebodys(checklist, requirement, today) {
            return None;
        }
        Some(match self.standing(requirement, today) {
            Standing::Returned => Task::Returned,
            Standing::Expired => Task::Expired,
            _ => Task::New,
        })
    }

    /// Whether a coordinator is to decide on what was submitted, be it what is to
    /// follow evidence that is still good. What was handed on to somebody else
    /// comes back first.
    #[must_use]
    pub fn is_to_decide(&self, requirement: &Requirement, today: NaiveDate) -> bool {
        let renewal = self.records.get(&requirement.key).and_then(|record| record.waiting_renewal());
        match self.holder(requirement, today) {
            Some((holder, _)) if self.standing(requirement, today) == Standing::Submitted => {
                holder == Holder::Municipality
            }
            _ => self.applies(requirement) && renewal.is_some(),
        }
    }

    /// Whether the district has to move, or waits for others.
    #[must_use]
    pub fn stance(&self, checklist: &Checklist, today: NaiveDate) -> Stance {
        self.stance_of(checklist, &self.waits(checklist, today), today)
    }

    /// The same, when all that waits is known already.
    #[must_use]
    pub fn stance_of(&self, checklist: &Checklist, waits: &[Wait], today: NaiveDate) -> Stance {
        if self.opened_on.is_none() {
            return Stance::Unknown;
        }
        // Open requirements that wait for one another in a circle are nobody's
        // move, and certainly not done.
        if waits.is_empty() && checklist.requirements().any(|one| !self.standing(one, today).satisfies()) {
            return Stance::Unknown;
        }
        Stance::of(waits)
    }
}
