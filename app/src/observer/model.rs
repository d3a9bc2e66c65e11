//! What an answer means, when it becomes known, and when to ask again.

use chrono::NaiveDate;

use crate::error::ObserverRule;
use crate::service::model::{Observation, Observed};

/// How often in a row an address must fail before that becomes known.
pub const FAILURES: u32 = 3;
/// After so many days the same is recorded again, with its new day.
pub const AGAIN_AFTER: i64 = 30;
/// The first wait after a failure, in seconds; it doubles with each.
const FIRST_WAIT: i64 = 15 * 60;
/// The longest that a host may ask us to wait.
const LONGEST: i64 = 7 * 86_400;

/// What came of asking an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It answered, and what should be there was.
    Offers,
    /// It answered, and that was not there.
    Lacks,
    /// The host asks programs not to fetch it.
    Robots,
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
    /// Nobody answered.
    Unreachable,
    /// The connection broke, or what came is not HTTP.
    Broken,
    /// It redirects too often, or nowhere.
    Redirects,
    /// What came is no text that can be read.
    NotText,
}

impl Outcome {
    /// The name in the database.
    #[must_use]
    pub fn key(self) -> String {
        let fixed = match self {
            Self::Offers => "offers",
            Self::Lacks => "lacks",
            Self::Robots => "robots",
            Self::Busy => "busy",
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
            "busy" => Self::Busy,
            "timed_out" => Self::Failed(Failure::TimedOut),
            "unreachable" => Self::Failed(Failure::Unreachable),
            "broken" => Self::Failed(Failure::Broken),
            "redirects" => Self::Failed(Failure::Redirects),
            "not_text" => Self::Failed(Failure::NotText),
            other => match other.split_once(':')? {
                ("status", status) => Self::Failed(Failure::Status(status.parse().ok()?)),
                ("refused", rule) => Self::Refused(ObserverRule::from_key(rule)?),
                _ => return None,
            },
        })
    }

    /// How often in a row it has failed, after this: only a failure counts, and
    /// only an answer ends the row. What a host or our own rule forbids says
    /// nothing of the service.
    #[must_use]
    pub fn failures(self, before: u32) -> u32 {
        match self {
            Self::Failed(_) => before.saturating_add(1),
            Self::Offers | Self::Lacks => 0,
            Self::Robots | Self::Busy | Self::Refused(_) => before,
        }
    }

    /// What is seen of the service, after so many failures in a row. A page that
    /// only lacks the words may have been rewritten; that is for a person to see.
    #[must_use]
    pub fn seen(self, failures: u32) -> Option<Observed> {
        match self {
            Self::Offers => Some(Observed::Online),
            Self::Failed(_) if failures >= FAILURES => Some(Observed::NotWorking),
            _ => None,
        }
    }

    /// In how many seconds to ask again: in a while, after a failure sooner and
    /// then ever later, and never before the host wants it. `chance`, of a
    /// thousand, spreads what would fall together.
    #[must_use]
    pub fn wait(self, failures: u32, asked_for: Option<u32>, hours: u32, chance: u32) -> i64 {
        let usual = i64::from(hours) * 3_600;
        let wait = match self {
            Self::Failed(_) | Self::Busy => {
                let doubled = failures.saturating_sub(1).min(10);
                (FIRST_WAIT << doubled).min(usual)
            }
            _ => usual,
        };
        let wait = wait.max(i64::from(asked_for.unwrap_or_default()).min(LONGEST));
        wait + wait * i64::from(chance.min(1_000)) / 10_000
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

/// Whether what should be found is in a page, whatever its case and spaces.
#[must_use]
pub fn is_found(phrase: &str, page: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let phrase = plain(phrase);
    !phrase.is_empty() && plain(page).contains(&phrase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::service::model::Source;

    fn any_outcome() -> impl Strategy<Value = Outcome> {
        let failure = prop_oneof![
            (100u16..600).prop_map(Failure::Status),
            proptest::sample::select(vec![
                Failure::TimedOut,
                Failure::Unreachable,
                Failure::Broken,
                Failure::Redirects,
                Failure::NotText,
            ]),
        ];
        prop_oneof![
            Just(Outcome::Offers),
            Just(Outcome::Lacks),
            Just(Outcome::Robots),
            Just(Outcome::Busy),
            proptest::sample::select(ObserverRule::ALL.to_vec()).prop_map(Outcome::Refused),
            failure.prop_map(Outcome::Failed),
        ]
    }

    fn observation(state: Observed, on: NaiveDate, automatic: bool) -> Observation {
        let source = Source { text: "x".to_owned(), link: None };
        Observation { state, on, source, automatic }
    }

    proptest! {
        #[test]
        fn an_outcome_has_a_name_of_its_own(outcome in any_outcome()) {
            prop_assert_eq!(Outcome::from_key(&outcome.key()), Some(outcome));
        }

        /// Whatever happens, a service is called broken only after three failures
        /// with no answer between them, and online only when it answered so.
        #[test]
        fn one_failure_changes_nothing(outcomes in proptest::collection::vec(any_outcome(), 0..30)) {
            let mut failures = 0;
            let mut since_answer = 0;
            for outcome in outcomes {
                failures = outcome.failures(failures);
                match outcome {
                    Outcome::Offers | Outcome::Lacks => since_answer = 0,
                    Outcome::Failed(_) => since_answer += 1,
                    _ => {}
                }
                let expected = match outcome {
                    Outcome::Offers => Some(Observed::Online),
                    Outcome::Failed(_) if since_answer >= 3 => Some(Observed::NotWorking),
                    _ => None,
                };
                prop_assert_eq!(outcome.seen(failures), expected);
            }
        }

        /// We never come sooner than a host wants, nor than a quarter of an hour,
        /// and wait longer with each failure.
        #[test]
        fn waits_are_polite(outcome in any_outcome(), failures in 1u32..100, asked in proptest::option::of(0u32..600_000), hours in 1u32..200, chance in 0u32..=1_000) {
            let wait = outcome.wait(failures, asked, hours, chance);
            prop_assert!(wait >= i64::from(asked.unwrap_or_default()));
            prop_assert!(wait >= 15 * 60);
            prop_assert!(outcome.wait(failures + 1, asked, hours, chance) >= wait);
            let most = (i64::from(hours) * 3_600).max(i64::from(asked.unwrap_or_default()));
            prop_assert!(wait <= most + most / 10);
        }

        /// What a person saw today stands, and the same is not said every day.
        #[test]
        fn a_persons_word_of_the_day_stands(state in proptest::sample::select(&Observed::ALL), seen in proptest::sample::select(&Observed::ALL), age in 0u64..90, automatic: bool) {
            let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
            let present = observation(state, today - chrono::Days::new(age), automatic);
            let record = is_to_record(Some(&present), seen, today);
            if age == 0 && !automatic {
                prop_assert!(!record);
            }
            if state == seen {
                prop_assert_eq!(record, age >= 30);
            } else if age > 0 {
                prop_assert!(record);
            }
            prop_assert!(is_to_record(None, seen, today));
        }
    }

    #[test]
    fn words_are_found_whatever_their_case_and_spaces() {
        assert!(is_found("Заявяване на  услугата", "<p>ЗАЯВЯВАНЕ\n на услугата</p>"));
        assert!(!is_found("Заявяване", "<p>Грешка</p>"));
        assert!(!is_found(" ", "anything"));
    }
}
