//! A dispute, its clock, and what may become of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::clock::working_day::{add_working_days, working_days_between};
use crate::error::Rule;

/// Working days in which a dispute is to be answered.
pub const DAYS: u32 = 10;

/// What is contested.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// What is published of a milestone, by programme and key.
    Milestone { programme: String, key: String },
    /// That a service works, by its number.
    Service(i64),
}

/// Where a dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for a coordinator to look at it; its text is not shown.
    Received,
    /// Accepted for examination, and shown.
    Examined,
    /// It was right.
    Upheld,
    /// It was not.
    Rejected,
    /// Its author took it back.
    Withdrawn,
    /// It says what another one says.
    Duplicate,
    /// Not examined and never shown: abuse, somebody's personal data, no dispute.
    Refused,
}

/// A dispute as it is published, which is also what the ledger keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The district's slug.
    pub district: String,
    /// What is contested.
    pub subject: Subject,
    /// What its author wrote; `None` once it was refused.
    pub text: Option<String>,
    /// The day it came.
    pub received_on: NaiveDate,
    /// Where it stands.
    pub state: State,
    /// The public answer, once there is one.
    pub answer: Option<String>,
    /// The day of the answer.
    pub answered_on: Option<NaiveDate>,
}

/// What a coordinator decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is examined and shown.
    Examine,
    /// It ends so, with this public answer.
    Close { outcome: State, answer: String },
}

/// How a dispute stands to its ten working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Working days left, today not counted.
    Left(u32),
    /// Working days since the last day.
    Overdue(u32),
    /// Answered by the last day.
    InTime,
    /// Answered this many working days after it.
    Late(u32),
}

impl Subject {
    /// The name in forms and addresses.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Milestone { programme, key } => format!("{programme}:{key}"),
            Self::Service(number) => format!("service:{number}"),
        }
    }

    /// The subject of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key.split_once(':')? {
            ("service", number) => number.parse().ok().map(Self::Service),
            (programme, key) => {
                Some(Self::Milestone { programme: programme.to_owned(), key: key.to_owned() })
            }
        }
    }

    /// The programme it belongs to; empty for a service.
    #[must_use]
    pub fn programme(&self) -> &str {
        match self {
            Self::Milestone { programme, .. } => programme,
            Self::Service(_) => "",
        }
    }

    /// Whether it is this milestone.
    #[must_use]
    pub fn is_milestone(&self, of: &str, wanted: &str) -> bool {
        matches!(self, Self::Milestone { programme, key } if programme == of && key == wanted)
    }
}

impl State {
    /// All states.
    pub const ALL: [Self; 7] = [
        Self::Received,
        Self::Examined,
        Self::Upheld,
        Self::Rejected,
        Self::Withdrawn,
        Self::Duplicate,
        Self::Refused,
    ];

    /// The name in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Examined => "examined",
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Duplicate => "duplicate",
            Self::Refused => "refused",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether an answer is still to come.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Received | Self::Examined)
    }

    /// What it may become next.
    #[must_use]
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Received => &[Self::Examined, Self::Refused],
            Self::Examined => &[Self::Upheld, Self::Rejected, Self::Withdrawn, Self::Duplicate],
            Self::Upheld | Self::Rejected | Self::Withdrawn | Self::Duplicate | Self::Refused => &[],
        }
    }
}

impl Dispute {
    /// The last day for its answer.
    #[must_use]
    pub fn due_on(&self) -> NaiveDate {
        add_working_days(self.received_on, DAYS)
    }

    /// How it stands to that day.
    #[must_use]
    pub fn clock(&self, today: NaiveDate) -> Clock {
        let due = self.due_on();
        match self.answered_on {
            Some(answered) if answered <= due => Clock::InTime,
            Some(answered) => Clock::Late(working_days_between(due, answered)),
            None if today <= due => Clock::Left(working_days_between(today, due)),
            None => Clock::Overdue(working_days_between(due, today)),
        }
    }

    /// Whether the public may read its text.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !matches!(self.state, State::Received | State::Refused)
    }

    /// The dispute after a decision.
    ///
    /// # Errors
    /// [`Rule::WrongState`] when it cannot come to that from where it stands.
    pub fn decide(&self, decision: &Decision, today: NaiveDate) -> Result<Self, Rule> {
        let state = match decision {
            Decision::Examine => State::Examined,
            Decision::Close { outcome, .. } => *outcome,
        };
        // An outcome has an answer, and what is examined has none yet.
        let answer = match decision {
            Decision::Close { answer, .. } if !state.is_open() => Some(answer.clone()),
            Decision::Examine => None,
            Decision::Close { .. } => return Err(Rule::WrongState),
        };
        if !self.state.next().contains(&state) {
            return Err(Rule::WrongState);
        }
        Ok(Self {
            state,
            // What is refused is not kept, so that nothing can come of it later.
            text: self.text.clone().filter(|_| state != State::Refused),
            answered_on: answer.is_some().then_some(today),
            answer,
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests;
