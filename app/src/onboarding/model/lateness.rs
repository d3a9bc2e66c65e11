//! What an agreed date that has passed means: derived from the date, from
//! working days and from who holds what is open. Never typed in.

use chrono::NaiveDate;

use super::mark::MarkKind;
use super::progress::Progress;
use super::stance::{Stance, Wait, What};
use crate::clock::working_day::working_days_between;
use crate::programme::model::{Checklist, Holder, Requirement};

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
        /// The agreed date of that day.
        agreed: NaiveDate,
    },
    /// Reached after the agreed date.
    ReachedLate {
        /// The day it was reached.
        reached_on: NaiveDate,
        /// The agreed date of that day.
        agreed: NaiveDate,
        /// Working days after it.
        working_days: u32,
    },
    /// What was reached was taken back, its plan is over, and a new one is not made
    /// yet.
    Ended {
        /// The day it was reached.
        reached_on: NaiveDate,
        /// The first day on which it stood no longer.
        ended_on: NaiveDate,
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
        /// Until when there is time for what the district has to do itself, which
        /// came with a newer version of the checklist.
        time_until: Option<NaiveDate>,
    },
    /// The date has passed; what is left came with a newer version of the
    /// checklist, which gives time for it.
    Extended {
        /// The last day of that time.
        until: NaiveDate,
        /// Working days after the agreed date.
        working_days: u32,
    },
    /// The date has passed and it is the district's move.
    Late {
        /// The agreed date, or the day from which a newer version asks for what is
        /// left, when that is later.
        after: NaiveDate,
        /// Working days after it.
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
    // What was only reported was not planned here.
    let confirmed = progress.mark(position).filter(|mark| mark.kind == MarkKind::Confirmed);
    // A plan that was moved later does not make in time what had been late.
    let Some(agreed) = confirmed.and_then(|mark| mark.agreed_on).or(agreed) else {
        return match progress.stood(position).filter(|_| progress.mark(position).is_none()) {
            Some((reached_on, ended_on)) => Timeliness::Ended { reached_on, ended_on },
            None => Timeliness::NoDate,
        };
    };
    if let Some(mark) = confirmed {
        let Some(reached_on) = mark.reached_on else { return Timeliness::Unknown };
        let working_days = working_days_between(agreed, reached_on);
        return if working_days == 0 {
            Timeliness::InTime { reached_on, agreed }
        } else {
            Timeliness::ReachedLate { reached_on, agreed, working_days }
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
    let Due { waits, time_until } = progress.due_towards(checklist, position, today);
    if let (true, Some(until)) = (waits.is_empty(), time_until) {
        return Timeliness::Extended { until, working_days };
    }
    if let Stance::Waiting(others) = Stance::of(&waits)
        && let Some((holder, since)) = others.first().copied()
    {
        return Timeliness::Waiting { holder, since, working_days, time_until };
    }
    // What a newer version brought could not be late before it was asked for.
    let own = waits.iter().filter(|wait| wait.holder == Holder::District);
    let asked = own.map(|wait| checklist.asked_since(wait).map_or(agreed, |since| since.max(agreed))).min();
    let after = asked.unwrap_or(agreed);
    match working_days_between(after, today) {
        0 => Timeliness::DueNow,
        working_days => Timeliness::Late { after, working_days },
    }
}

impl Checklist {
    fn requirement_of(&self, wait: &Wait) -> Option<&Requirement> {
        let What::Requirement(key) = &wait.what else { return None };
        self.requirements().find(|one| &one.key == key)
    }

    fn asked_since(&self, wait: &Wait) -> Option<NaiveDate> {
        self.requirement_of(wait)?.asked.since
    }
}

impl Progress {
    /// What can be done now towards this milestone, without what a newer version
    /// brought and gives time for, and until when it does.
    fn due_towards(&self, checklist: &Checklist, position: i32, today: NaiveDate) -> Due {
        let time = |wait: &Wait| checklist.requirement_of(wait)?.must_be_met_by.filter(|day| today <= *day);
        // That a mark has to wait for the return is no lateness of the district.
        let all = Self { suspension: None, ..self.clone() }.waits(checklist, today);
        let towards = |wait: &&Wait| wait.milestone <= position && !matches!(wait.what, What::Renewal(_));
        let waits: Vec<Wait> =
            all.iter().filter(towards).filter(|wait| time(wait).is_none()).cloned().collect();
        if waits.is_empty() {
            let time_until = all.iter().filter(towards).filter_map(time).max();
            // Where nothing is left towards it, what it needs waits for a later one.
            let later = all.into_iter().filter(|wait| time_until.is_none() && time(wait).is_none());
            return Due { waits: later.collect(), time_until };
        }
        let own = all.iter().filter(towards).filter(|wait| wait.holder == Holder::District);
        Due { waits, time_until: own.filter_map(time).min() }
    }
}

/// What is due towards a milestone.
struct Due {
    /// What can be done now.
    waits: Vec<Wait>,
    /// Until when there is time for the rest: where something is due, for the
    /// first of what the district has to do itself.
    time_until: Option<NaiveDate>,
}
