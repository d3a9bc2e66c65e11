//! What an answer means, when it becomes known, and when to ask again.

use chrono::NaiveDate;

use crate::error::ObserverRule;
use crate::service::model::{Observation, Observed};

/// How often in a row a service must be seen online before that becomes known.
pub const ANSWERS: u32 = 2;
/// How often in a row an address must fail before that becomes known.
pub const FAILURES: u32 = 3;
/// After so many days the same is recorded again, with its new day.
pub const AGAIN_AFTER: i64 = 30;
/// The first wait for a second answer and after a failure, in seconds; after
/// failures it doubles.
const FIRST_WAIT: i64 = 15 * 60;
/// The longest that a host may ask us to wait.
const LONGEST: u32 = 7 * 86_400;

/// What came of asking an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It answered, and what should be there was.
    Offers,
    /// It answered, and that was not there.
    Lacks,
    /// The host asks programs not to fetch it.
    Robots,
    /// What the host asks of programs cannot be read, so the page was not asked.
    NoRules,
    /// It turns us away with this status, and perhaps only us.
    Denied(u16),
    /// The host asks to come back later.
    Busy,
    /// Its name, or a redirect, leads where nobody may be sent.
    Refused(ObserverRule),
    /// It failed.
    Failed(Failure),
}

/// How an address failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It answered with this status.
    Status(u16),
    /// It took too long.
    TimedOut,
    /// There is no connection: no such name, nobody there, no valid certificate.
    Unreachable,
    /// The connection broke, or what came is not HTTP.
    Broken,
    /// It redirects too often, or nowhere.
    Redirects,
    /// What came is no text that can be read.
    NotText,
}

/// What was seen so often in a row; nothing where it was never seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// The same each time.
    pub seen: Option<Observed>,
    /// How often.
    pub times: u32,
}

impl Outcome {
    /// The name in the database.
    #[must_use]
    pub fn key(self) -> String {
        let fixed = match self {
            Self::Offers => "offers",
            Self::Lacks => "lacks",
            Self::Robots => "robots",
            Self::NoRules => "no_rules",
            Self::Busy => "busy",
            Self::Denied(status) => return format!("denied:{status}"),
            Self::Refused(rule) => return format!("refused:{}", rule.key()),
            Self::Failed(Failure::Status(status)) => return format!("status:{status}"),
            Self::Failed(Failure::TimedOut) => "timed_out",
            Self::Failed(Failure::Unreachable) => "unreachable",
            Self::Failed(Failure::Broken) => "broken",
            Self::Failed(Failure::Redirects) => "redirects",
            Self::Failed(Failure::NotText) => "not_text",
        };
        fixed.to_owned()
    }

    /// The outcome of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "offers" => Self::Offers,
            "lacks" => Self::Lacks,
            "robots" => Self::Robots,
            "no_rules" => Self::NoRules,
            "busy" => Self::Busy,
            "timed_out" => Self::Failed(Failure::TimedOut),
            "unreachable" => Self::Failed(Failure::Unreachable),
            "broken" => Self::Failed(Failure::Broken),
            "redirects" => Self::Failed(Failure::Redirects),
            "not_text" => Self::Failed(Failure::NotText),
            other => match other.split_once(':')? {
                ("status", status) => Self::Failed(Failure::Status(status.parse().ok()?)),
                ("denied", status) => Self::Denied(status.parse().ok()?),
                ("refused", rule) => Self::Refused(ObserverRule::from_key(rule)?),
                _ => return None,
            },
        })
    }

    /// What is seen of the service. Whoever turns programs away, or wants them
    /// later, says nothing of it; nor does a page that only lacks the words: it may
    /// have been rewritten, and that is for a person to see.
    #[must_use]
    pub fn seen(self) -> Option<Observed> {
        match self {
            Self::Offers => Some(Observed::Online),
            Self::Failed(_) => Some(Observed::NotWorking),
            _ => None,
        }
    }

    /// How often in a row asking led to nothing, after this.
    #[must_use]
    pub fn in_vain(self, before: u32) -> u32 {
        match self {
            Self::Failed(_) | Self::Busy | Self::NoRules => before.saturating_add(1),
            Self::Offers | Self::Lacks | Self::Robots | Self::Denied(_) | Self::Refused(_) => 0,
        }
    }

    /// In how many seconds to ask again: in a while; soon for the second answer;
    /// soon after a failure and then ever later; and never before the host wants
    /// it. `chance`, of a thousand, spreads what would fall together.
    #[must_use]
    pub fn wait(self, streak: Streak, in_vain: u32, asked_for: Option<u32>, hours: u32, chance: u32) -> i64 {
        let usual = i64::from(hours) * 3_600;
        let wait = match self {
            Self::Failed(_) | Self::Busy | Self::NoRules => {
                (FIRST_WAIT << in_vain.saturating_sub(1).min(10)).min(usual)
            }
            Self::Offers if streak.known().is_none() => FIRST_WAIT,
            _ => usual,
        };
        let wait = wait.max(i64::from(patience(asked_for)));
        wait + wait * i64::from(chance.min(1_000)) / 10_000
    }
}

/// For how many seconds the host wants to be left alone, as far as we follow it.
#[must_use]
pub fn patience(asked_for: Option<u32>) -> u32 {
    asked_for.unwrap_or_default().min(LONGEST)
}

impl Streak {
    /// What is seen in a row after this, so many seconds after the last question.
    /// What says nothing of the service changes nothing, nor does the same soon
    /// again; an answer without the words ends the row.
    #[must_use]
    pub fn after(self, outcome: Outcome, apart: i64) -> Self {
        match (outcome.seen(), outcome) {
            (Some(seen), _) if self.seen == Some(seen) && apart < FIRST_WAIT => self,
            (Some(seen), _) if self.seen == Some(seen) => {
                Self { seen: Some(seen), times: self.times.saturating_add(1) }
            }
            (Some(seen), _) => Self { seen: Some(seen), times: 1 },
            (None, Outcome::Lacks) => Self::default(),
            (None, _) => self,
        }
    }

    /// How often it must be seen before it is believed.
    #[must_use]
    pub fn needed(self) -> u32 {
        if self.seen == Some(Observed::Online) { ANSWERS } else { FAILURES }
    }

    /// What is believed.
    #[must_use]
    pub fn known(self) -> Option<Observed> {
        self.seen.filter(|_| self.times >= self.needed())
    }
}

/// Whether what is seen is to be recorded: something else than is recorded, or
/// the same after a long time. What a person saw on the same day stands.
#[must_use]
pub fn is_to_record(present: Option<&Observation>, seen: Observed, today: NaiveDate) -> bool {
    let Some(present) = present else { return true };
    let age = today.signed_duration_since(present.on).num_days();
    match (age, present.state == seen) {
        (..0, _) => false,
        (0, false) => present.automatic,
        (_, false) => true,
        (age, true) => age >= AGAIN_AFTER,
    }
}

#[cfg(test)]
mod tests;
