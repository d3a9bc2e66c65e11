//! Suspension and return: when one can begin, and when a return is overdue.

use chrono::NaiveDate;

use super::mark::MarkKind;
use super::progress::{Progress, Suspension};
use crate::error::Rule;
use crate::programme::model::Checklist;

impl Suspension {
    /// For how many days its expected return has been overdue.
    #[must_use]
    pub fn overdue_days(&self, today: NaiveDate) -> Option<i64> {
        let days = today.signed_duration_since(self.expected_return).num_days();
        (days > 0).then_some(days)
    }

    /// Whether it can have begun then: not before any of these days, each where it
    /// is known: it went live, it last returned, a mark was set or taken back.
    ///
    /// # Errors
    /// [`Rule::NotBefore`] with the first day on which it can have begun.
    pub fn check_since(&self, not_before: [Option<NaiveDate>; 3]) -> Result<(), Rule> {
        match not_before.into_iter().max().flatten() {
            Some(earliest) if self.since < earliest => {
                Err(Rule::NotBefore { earliest: earliest.to_string() })
            }
            _ => Ok(()),
        }
    }
}

impl Progress {
    /// The day the onboarding went live, where its mark names one; the earlier
    /// of a reported and a confirmed mark's.
    #[must_use]
    pub fn live_since(&self, checklist: &Checklist) -> Option<NaiveDate> {
        let live = || self.standing_marks().filter(|mark| mark.position >= checklist.go_live);
        let first = live().map(|mark| mark.position).min()?;
        let days: Option<Vec<NaiveDate>> =
            live().filter(|mark| mark.position == first).map(|mark| mark.reached_on).collect();
        days?.into_iter().min()
    }

    /// On whose word it is live, or was until it was suspended.
    pub(super) fn live_by(&self, checklist: &Checklist) -> Option<MarkKind> {
        self.standing_marks().filter(|mark| mark.position >= checklist.go_live).map(|mark| mark.kind).max()
    }
}
