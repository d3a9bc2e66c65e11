//! New evidence for what is confirmed: while it waits, the old stays good until
//! its last day.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::expiry::Warning;
use super::requirement::{Evidence, Record, ReturnReason, Standing, State};
use crate::error::Rule;
use crate::programme::model::Holder;

/// Evidence that is to follow the confirmed one. It counts for nothing until a
/// coordinator confirms it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// What was submitted.
    pub evidence: Evidence,
    /// Its last good day, where it has one.
    pub valid_until: Option<NaiveDate>,
    /// Since when it waits for whoever is to move.
    pub since: NaiveDate,
    /// Why it was sent back; none while it waits for a coordinator.
    pub return_reasons: Vec<ReturnReason>,
    /// The text of the return.
    pub note: Option<String>,
}

impl Renewal {
    /// Whether a coordinator is to decide.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.return_reasons.is_empty()
    }

    /// Whose move it is: the coordinators' until they decide, then the district's.
    #[must_use]
    pub fn holder(&self) -> Holder {
        if self.waits() { Holder::Municipality } else { Holder::District }
    }
}

impl Record {
    /// Whether new evidence can follow the confirmed one: when it is about to
    /// expire. Before that, replacing it takes a coordinator who reopens it.
    #[must_use]
    pub fn can_be_renewed(&self, today: NaiveDate) -> bool {
        self.standing(today) == Standing::Confirmed && self.warning(today).is_some()
    }

    /// The renewal a coordinator is to decide on.
    #[must_use]
    pub fn waiting_renewal(&self) -> Option<&Renewal> {
        self.renewal.as_ref().filter(|renewal| renewal.waits())
    }

    /// The first last day that new evidence may have: what follows must be good
    /// for longer than what it follows.
    #[must_use]
    pub fn renewed_from(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.valid_until.filter(|_| self.can_be_renewed(today)).and_then(|last| last.succ_opt())
    }

    /// The district submits what is to follow.
    pub(super) fn renew(
        &self,
        evidence: Evidence,
        valid_until: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self, Rule> {
        if !self.can_be_renewed(today) {
            return Err(Rule::WrongState);
        }
        if let Some(earliest) =
            self.renewed_from(today).filter(|first| valid_until.is_some_and(|day| day < *first))
        {
            return Err(Rule::NotBefore { earliest: earliest.to_string() });
        }
        // Better evidence does not start the coordinators' time anew.
        let since = self.waiting_renewal().map_or(today, |renewal| renewal.since);
        let renewal = Renewal { evidence, valid_until, since, return_reasons: Vec::new(), note: None };
        Ok(Self { renewal: Some(renewal), ..self.clone() })
    }

    /// A coordinator accepts it: it takes the place of the old.
    pub(super) fn confirm_renewal(
        &self,
        renewal: &Renewal,
        valid_months: Option<u32>,
        today: NaiveDate,
    ) -> Result<Self, Rule> {
        let valid_until = good_until(renewal.valid_until, valid_months, today)?;
        // Met without a break: what comes after it could be done all along.
        let unbroken = self.standing(today) == Standing::Confirmed;
        Ok(Self {
            state: State::Confirmed,
            holder: Holder::Municipality,
            holder_since: if unbroken { self.holder_since } else { today },
            evidence: Some(renewal.evidence.clone()),
            valid_until,
            return_reasons: Vec::new(),
            note: None,
            renewal: None,
        })
    }

    /// A coordinator sends it back; the old stays as good as it is.
    pub(super) fn send_back_renewal(
        &self,
        renewal: &Renewal,
        reasons: Vec<ReturnReason>,
        text: Option<String>,
        today: NaiveDate,
    ) -> Self {
        let renewal = Renewal { since: today, return_reasons: reasons, note: text, ..renewal.clone() };
        let expired = self.standing(today) == Standing::Expired;
        let (holder, holder_since) =
            if expired { (Holder::District, today) } else { (self.holder, self.holder_since) };
        Self { holder, holder_since, renewal: Some(renewal), ..self.clone() }
    }
}

/// The last day of evidence confirmed today: the earlier of the one named and
/// the one allowed.
///
/// # Errors
/// [`Rule::InPast`] when it has passed.
pub(super) fn good_until(
    named: Option<NaiveDate>,
    valid_months: Option<u32>,
    today: NaiveDate,
) -> Result<Option<NaiveDate>, Rule> {
    let allowed = valid_months.and_then(|months| today.checked_add_months(Months::new(months)));
    let last = match (named, allowed) {
        (Some(named), Some(allowed)) => Some(named.min(allowed)),
        (named, allowed) => named.or(allowed),
    };
    if last.is_some_and(|last| last < today) { Err(Rule::InPast) } else { Ok(last) }
}

/// The first day on which evidence good until `last` can be renewed.
#[must_use]
pub fn renewable_from(last: NaiveDate) -> NaiveDate {
    last.checked_sub_days(Days::new(Warning::Days60.days())).unwrap_or(last)
}
