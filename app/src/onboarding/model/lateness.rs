//! What an agreed date that has passed means: derived from the date, from
//! working days and from who holds what is open. Never typed in.

use chrono::NaiveDate;

use super::progress::Progress;
use super::stance::{Stance, Wait, What};
use crate::clock::working_day::working_days_between;
use crate::programme::model::{Checklist, Holder};

/// How an agreed date and the day compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// No date is agreed.
    NoDate,
    /// The date has passed, but whether the milestone was reached, or on which
    /// day, is not known.
    Unknown,
    /// Reached by the agreed date, or on it.
    InTime {
        /// The day it was reached.
        reached_on: NaiveDate,
    },
    /// Reached after the agreed date.
    ReachedLate {
        /// The day it was reached.
        reached_on: NaiveDate,
        /// Working days after the agreed date.
        working_days: u32,
    },
    /// The date is today or lies ahead.
    Ahead {
        /// Working days left; 0 on the day itself.
        working_days: u32,
    },
    /// The date has passed on a day off, and no working day has passed since:
    /// nobody is late yet.
    DueNow,
    /// The date has passed, but the district waits for somebody else.
    Waiting {
        /// For whom, longest.
        holder: Holder,
        /// Since when.
        since: NaiveDate,
        /// Working days after the agreed date.
        working_days: u32,
    },
    /// The date has passed and it is the district's move.
    Late {
        /// Working days after the agreed date.
        working_days: u32,
    },
}

/// How the milestone at this position stands to its agreed date.
///
/// A district is not late for a step it does not hold: while all that can be
/// done now, up to that milestone, is held by others (or only waits to be
/// marked, which is the municipality's), it is waiting.
#[must_use]
pub fn timeliness(
    progress: &Progress,
    checklist: &Checklist,
    position: i32,
    agreed: Option<NaiveDate>,
    today: NaiveDate,
) -> Timeliness {
    let Some(agreed) = agreed else { return Timeliness::NoDate };
    if let Some(mark) = progress.mark(position) {
        let Some(reached_on) = mark.reached_on else { return Timeliness::Unknown };
        let working_days = working_days_between(agreed, reached_on);
        return if working_days == 0 {
            Timeliness::InTime { reached_on }
        } else {
            Timeliness::ReachedLate { reached_on, working_days }
        };
    }
    if today <= agreed {
        return Timeliness::Ahead { working_days: working_days_between(today, agreed) };
    }
    let working_days = working_days_between(agreed, today);
    if working_days == 0 {
        return Timeliness::DueNow;
    }
    if progress.opened_on.is_none() {
        return Timeliness::Unknown;
    }
    match progress.held_by_others(checklist, position, today) {
        Some((holder, since)) => Timeliness::Waiting { holder, since, working_days },
        None => Timeliness::Late { working_days },
    }
}

impl Progress {
    /// Who has held longest what can be done now towards this milestone, when
    /// nothing of it is the district's move. `None` when something is, or when
    /// nothing is known.
    #[must_use]
    pub fn held_by_others(
        &self,
        checklist: &Checklist,
        position: i32,
        today: NaiveDate,
    ) -> Option<(Holder, NaiveDate)> {
        let all = self.waits(checklist, today);
        let towards = |wait: &&Wait| wait.milestone <= position && !matches!(wait.what, What::Renewal(_));
        let mut waits: Vec<Wait> = all.iter().filter(towards).cloned().collect();
        if waits.is_empty() {
            // What it needs waits for a later milestone.
            waits = all;
        }
        match Stance::of(&waits) {
            Stance::Waiting(others) => others.first().copied(),
            Stance::Unknown | Stance::Acting | Stance::Done => None,
        }
    }
}
