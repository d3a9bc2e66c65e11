//! What a requirement can be in one district, and how it moves.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::renewal::{Renewal, good_until};
use crate::error::Rule;
use crate::programme::model::{Holder, Requirement};

/// What is recorded of a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Nothing submitted, or reopened.
    Open,
    /// Evidence submitted by the district, not yet decided.
    Submitted,
    /// Sent back with reasons.
    Returned,
    /// Accepted by a coordinator.
    Confirmed,
    /// Declared not to apply, with a reason.
    NotApplicable,
}

/// Where a requirement stands on a day: derived from its record, its
/// conditions and the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing is known of this onboarding's checklist.
    Unknown,
    Open,
    Submitted,
    Returned,
    Confirmed,
    /// Was confirmed; its evidence is past its last day.
    Expired,
    NotApplicable,
}

/// How evidence is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// An address on the web.
    Link,
    /// The number or name under which a document is kept.
    Reference,
    /// A statement in words.
    Text,
}

/// What supports a requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// How it is given.
    pub kind: EvidenceKind,
    /// The link, reference or text itself.
    pub body: String,
}

/// Why a coordinator sends evidence back; several may hold at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnReason {
    Incomplete,
    WrongDocument,
    Outdated,
    NotSigned,
    Unreadable,
    LinkBroken,
    DoesNotMatch,
    Other,
}

/// All that is recorded of a requirement in one district. This is also what the
/// ledger keeps as the old and the new value of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub state: State,
    /// Whose move it is.
    pub holder: Holder,
    /// The day it became theirs.
    pub holder_since: NaiveDate,
    pub evidence: Option<Evidence>,
    /// The last day on which the evidence is good.
    pub valid_until: Option<NaiveDate>,
    /// Only while returned.
    pub return_reasons: Vec<ReturnReason>,
    /// The text of a return, or why it does not apply, or why it was reopened.
    pub note: Option<String>,
    /// New evidence that is to follow the confirmed one. Left out where there is
    /// none, so that what the ledger has from before reads and hashes the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
}

impl Record {
    /// The record of a requirement nobody has touched, in a checklist opened on
    /// this day.
    #[must_use]
    pub fn untouched(requirement: &Requirement, opened_on: NaiveDate) -> Self {
        Self {
            state: State::Open,
            holder: requirement.holder,
            holder_since: opened_on,
            evidence: None,
            valid_until: None,
            return_reasons: Vec::new(),
            note: None,
            renewal: None,
        }
    }

    /// Where it stands on this day.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        match self.state {
            State::Open => Standing::Open,
            State::Submitted => Standing::Submitted,
            State::Returned => Standing::Returned,
            State::Confirmed if self.valid_until.is_some_and(|last| last < today) => Standing::Expired,
            State::Confirmed => Standing::Confirmed,
            State::NotApplicable => Standing::NotApplicable,
        }
    }

    /// The district submits evidence; the coordinators are to move. Where good
    /// evidence is about to expire, what is submitted is its renewal.
    ///
    /// # Errors
    /// [`Rule::WrongState`] when it is confirmed and good for longer than the
    /// first warning, or does not apply; [`Rule::NotBefore`] when a renewal would
    /// not be good for longer than what it follows.
    pub fn submit(
        &self,
        evidence: Evidence,
        valid_until: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self, Rule> {
        // Better evidence does not start the coordinators' time anew; but what
        // somebody else had until now is theirs from today.
        let waits_already = (self.state, self.holder) == (State::Submitted, Holder::Municipality);
        let waiting_since = self.waiting_renewal().map(|renewal| renewal.since);
        match self.standing(today) {
            Standing::Open | Standing::Submitted | Standing::Returned | Standing::Expired => Ok(Self {
                state: State::Submitted,
                holder: Holder::Municipality,
                holder_since: if waits_already { self.holder_since } else { waiting_since.unwrap_or(today) },
                evidence: Some(evidence),
                valid_until,
                return_reasons: Vec::new(),
                note: None,
                renewal: None,
            }),
            Standing::Confirmed => self.renew(evidence, valid_until, today),
            Standing::Unknown | Standing::NotApplicable => Err(Rule::WrongState),
        }
    }

    /// A coordinator accepts what was submitted. The evidence is then good until
    /// the earlier of the day the district named and what the requirement allows.
    ///
    /// # Errors
    /// [`Rule::WrongState`] unless something is submitted; [`Rule::InPast`] when
    /// the evidence is already past its last day.
    pub fn confirm(&self, valid_months: Option<u32>, today: NaiveDate) -> Result<Self, Rule> {
        if let Some(renewal) = self.waiting_renewal() {
            return self.confirm_renewal(renewal, valid_months, today);
        }
        if self.state != State::Submitted {
            return Err(Rule::WrongState);
        }
        let valid_until = good_until(self.valid_until, valid_months, today)?;
        Ok(Self { state: State::Confirmed, holder_since: today, valid_until, note: None, ..self.clone() })
    }

    /// A coordinator sends back what was submitted; the district is to move.
    ///
    /// # Errors
    /// [`Rule::WrongState`] unless something is submitted.
    pub fn send_back(
        &self,
        reasons: Vec<ReturnReason>,
        text: Option<String>,
        today: NaiveDate,
    ) -> Result<Self, Rule> {
        if let Some(renewal) = self.waiting_renewal() {
            return Ok(self.send_back_renewal(renewal, reasons, text, today));
        }
        if self.state != State::Submitted {
            return Err(Rule::WrongState);
        }
        Ok(Self {
            state: State::Returned,
            holder: Holder::District,
            holder_since: today,
            return_reasons: reasons,
            note: text,
            ..self.clone()
        })
    }

    /// A coordinator declares that it does not apply here.
    ///
    /// # Errors
    /// [`Rule::WrongState`] when that is so already, or it is confirmed.
    pub fn set_aside(&self, reason: String, today: NaiveDate) -> Result<Self, Rule> {
        match self.standing(today) {
            Standing::NotApplicable | Standing::Confirmed | Standing::Unknown => Err(Rule::WrongState),
            _ => Ok(Self {
                state: State::NotApplicable,
                holder: Holder::Municipality,
                holder_since: today,
                return_reasons: Vec::new(),
                note: Some(reason),
                renewal: None,
                ..self.clone()
            }),
        }
    }

    /// A coordinator takes a decision back: what was confirmed is submitted
    /// again (its renewal, where one waits), what did not apply is open again.
    ///
    /// # Errors
    /// [`Rule::WrongState`] when nothing was decided.
    pub fn reopen(&self, requirement: &Requirement, reason: String, today: NaiveDate) -> Result<Self, Rule> {
        match self.state {
            State::Confirmed => {
                let newer = self.waiting_renewal();
                Ok(Self {
                    state: State::Submitted,
                    holder: Holder::Municipality,
                    holder_since: today,
                    evidence: newer.map_or(self.evidence.as_ref(), |one| Some(&one.evidence)).cloned(),
                    valid_until: newer.map_or(self.valid_until, |one| one.valid_until),
                    note: Some(reason),
                    renewal: None,
                    ..self.clone()
                })
            }
            State::NotApplicable => Ok(Self { note: Some(reason), ..Self::untouched(requirement, today) }),
            State::Open | State::Submitted | State::Returned => Err(Rule::WrongState),
        }
    }

    /// Somebody else is to move, since this day. `held` is who is to move until
    /// then and since when, where that is known: what somebody had is not taken
    /// from them for the days before.
    ///
    /// # Errors
    /// [`Rule::WrongState`] when nobody is to move any more, [`Rule::NotBefore`]
    /// when somebody else was to move then, [`Rule::InFuture`],
    /// [`Rule::Unchanged`] when nothing would change.
    pub fn hand_to(
        &self,
        holder: Holder,
        since: NaiveDate,
        held: Option<(Holder, NaiveDate)>,
        today: NaiveDate,
    ) -> Result<Self, Rule> {
        if self.standing(today).satisfies() {
            return Err(Rule::WrongState);
        }
        // What was submitted is decided on; only that makes it the district's again.
        if holder == Holder::District && self.standing(today) == Standing::Submitted {
            return Err(Rule::ReturnInstead);
        }
        if since > today {
            return Err(Rule::InFuture);
        }
        if let Some((_, earliest)) = held.filter(|(_, earliest)| since < *earliest) {
            return Err(Rule::NotBefore { earliest: earliest.to_string() });
        }
        if held.unwrap_or((self.holder, self.holder_since)) == (holder, since) {
            return Err(Rule::Unchanged);
        }
        Ok(Self { holder, holder_since: since, ..self.clone() })
    }
}

impl Standing {
    /// Whether the gate counts it as met.
    #[must_use]
    pub fn satisfies(self) -> bool {
        matches!(self, Self::Confirmed | Self::NotApplicable)
    }

    /// The name in attributes and style classes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Open => "open",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Confirmed => "confirmed",
            Self::Expired => "expired",
            Self::NotApplicable => "not_applicable",
        }
    }
}

impl State {
    /// All states.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Submitted, Self::Returned, Self::Confirmed, Self::NotApplicable];

    /// The name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Confirmed => "confirmed",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

impl EvidenceKind {
    /// All kinds, in the order of forms.
    pub const ALL: [Self; 3] = [Self::Link, Self::Reference, Self::Text];

    /// The name in forms and in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Reference => "reference",
            Self::Text => "text",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl ReturnReason {
    /// All reasons, in the order of forms.
    pub const ALL: [Self; 8] = [
        Self::Incomplete,
        Self::WrongDocument,
        Self::Outdated,
        Self::NotSigned,
        Self::Unreadable,
        Self::LinkBroken,
        Self::DoesNotMatch,
        Self::Other,
    ];

    /// The name in forms and in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::WrongDocument => "wrong_document",
            Self::Outdated => "outdated",
            Self::NotSigned => "not_signed",
            Self::Unreadable => "unreadable",
            Self::LinkBroken => "link_broken",
            Self::DoesNotMatch => "does_not_match",
            Self::Other => "other",
        }
    }

    /// The reason of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}
