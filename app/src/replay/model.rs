//! Which point on the two clocks a link asks for, and which can be shown.

use chrono::{NaiveDate, NaiveDateTime};

use crate::clock::Moment;
use crate::clock::source::{sofia_day, sofia_day_end};
use crate::error::{AppError, Rule};
use crate::ledger::clocks::Clocks;
use crate::ledger::store::Span;
use crate::text::moment::moment_iso;
use crate::text::{iso, read_iso};

/// The parameter that names the day.
pub const AS_OF: &str = "as-of";
/// The parameter that names the instant.
pub const KNOWN: &str = "known";

/// After this many seconds nothing can be recorded at an instant any more: a
/// change takes its instant in the lock and is written well before.
const SETTLES_AFTER: i64 = 60;

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// What is so today.
    Today(NaiveDate),
    /// A point on both clocks.
    Past(Clocks),
}

/// What can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Today in Sofia.
    pub today: NaiveDate,
    /// The present instant.
    pub now: Moment,
    /// The programme's first day.
    pub starts_on: NaiveDate,
    /// When the ledger was written; `None` while it is empty.
    pub span: Option<Span>,
}

impl Shown {
    /// The day for which everything derived is derived.
    #[must_use]
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Today(day) => day,
            Self::Past(clocks) => clocks.as_of,
        }
    }

    /// The point on both clocks; `None` for today.
    #[must_use]
    pub fn clocks(self) -> Option<Clocks> {
        match self {
            Self::Today(_) => None,
            Self::Past(clocks) => Some(clocks),
        }
    }

    /// What every link of the page adds to its query, to stay at this point.
    #[must_use]
    pub fn tail(self) -> String {
        self.clocks().map(tail).unwrap_or_default()
    }

    /// The same, for links to another programme: before its first day there is
    /// nothing to stay at.
    #[must_use]
    pub fn tail_since(self, starts_on: NaiveDate) -> String {
        if self.day() < starts_on { String::new() } else { self.tail() }
    }
}

/// The parameters of a point on both clocks, each after an `&`.
#[must_use]
pub fn tail(clocks: Clocks) -> String {
    let known = clocks.known.map(|known| format!("&{KNOWN}={}", moment_iso(known))).unwrap_or_default();
    format!("&{AS_OF}={}{known}", iso(clocks.as_of))
}

impl Limits {
    /// What a link asks for.
    ///
    /// # Errors
    /// [`AppError::Parameter`] with the rule that its day or its instant breaks.
    pub fn read(&self, as_of: Option<&str>, known: Option<&str>) -> Result<Shown, AppError> {
        let instant = known.map(|text| self.read_known(text)).transpose()?;
        let day = as_of.map(|text| self.read_day(text)).transpose()?;
        // An instant alone asks for its own day.
        Ok(match day.or(instant.map(sofia_day)) {
            Some(as_of) => Shown::Past(Clocks { as_of, known: instant }),
            None => Shown::Today(self.today),
        })
    }

    /// The instant as of which a day was published then: its end or, of today,
    /// the last entry. `None` when nothing was recorded yet.
    #[must_use]
    pub fn published(&self, day: NaiveDate) -> Option<Moment> {
        let span = self.span?;
        // Of a day that is not over, the last entry is all that can be known.
        let then = if day < self.today { sofia_day_end(day) } else { span.last };
        (then >= span.first).then_some(then)
    }

    fn read_day(&self, text: &str) -> Result<NaiveDate, AppError> {
        let day = read_iso(text).ok_or_else(|| refuse(AS_OF, text, Rule::NotADate))?;
        if day > self.today {
            return Err(refuse(AS_OF, text, Rule::InFuture));
        }
        if day < self.starts_on {
            let rule = Rule::BeforeProgramme { starts_on: iso(self.starts_on) };
            return Err(refuse(AS_OF, text, rule));
        }
        Ok(day)
    }

    fn read_known(&self, text: &str) -> Result<Moment, AppError> {
        let known = read_instant(text).ok_or_else(|| refuse(KNOWN, text, Rule::NotAnInstant))?;
        // Two changes in one millisecond are dated one after the other.
        let latest = self.span.map_or(self.now, |span| span.last.max(self.now));
        if known > latest {
            return Err(refuse(KNOWN, text, Rule::InstantInFuture));
        }
        match self.span {
            Some(span) if known < span.first => {
                Err(refuse(KNOWN, text, Rule::BeforeRecords { first: moment_iso(span.first) }))
            }
            _ => Ok(known),
        }
    }
}

/// An instant as links write it: in UTC, to the minute, second or millisecond.
#[must_use]
pub fn read_instant(text: &str) -> Option<Moment> {
    let whole = text.strip_suffix('Z')?;
    // chrono's patterns would also take a year of five digits or a lone digit.
    let shape: String = whole.chars().map(|one| if one.is_ascii_digit() { '0' } else { one }).collect();
    let pattern = match shape.as_str() {
        "0000-00-00T00:00" => "%Y-%m-%dT%H:%M",
        "0000-00-00T00:00:00" => "%Y-%m-%dT%H:%M:%S",
        "0000-00-00T00:00:00.000" => "%Y-%m-%dT%H:%M:%S%.3f",
        _ => return None,
    };
    let instant = NaiveDateTime::parse_from_str(whole, pattern).ok()?;
    Some(Moment(instant.and_utc().timestamp_millis()))
}

/// Whether what was known at an instant can no longer change.
#[must_use]
pub fn is_settled(known: Moment, now: Moment) -> bool {
    known.plus_seconds(SETTLES_AFTER) <= now
}

fn refuse(name: &str, value: &str, rule: Rule) -> AppError {
    // A page does not repeat what nobody can read.
    let value = value.chars().filter(|letter| !letter.is_control()).take(40).collect();
    AppError::Parameter { name: name.to_owned(), value, rule: Box::new(rule) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Moment {
        read_instant(text).unwrap()
    }

    fn limits() -> Limits {
        Limits {
            today: "2026-11-21".parse().unwrap(),
            now: at("2026-11-21T12:00Z"),
            starts_on: "2020-06-11".parse().unwrap(),
            span: Some(Span { first: at("2024-01-02T08:00Z"), last: at("2026-11-20T09:30Z") }),
        }
    }

    fn rule(as_of: Option<&str>, known: Option<&str>) -> (String, Rule) {
        match limits().read(as_of, known) {
            Err(AppError::Parameter { name, rule, .. }) => (name, *rule),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn links_ask_for_a_day_and_an_instant() {
        let day: NaiveDate = "2025-03-01".parse().unwrap();
        assert_eq!(limits().read(None, None), Ok(Shown::Today(limits().today)));
        let now_known = Shown::Past(Clocks { as_of: day, known: None });
        assert_eq!(limits().read(Some("2025-03-01"), None), Ok(now_known));
        let clocks = Clocks { as_of: day, known: Some(at("2025-03-10T09:00Z")) };
        for known in ["2025-03-10T09:00Z", "2025-03-10T09:00:00Z", "2025-03-10T09:00:00.000Z"] {
            assert_eq!(limits().read(Some("2025-03-01"), Some(known)), Ok(Shown::Past(clocks)));
        }
        assert_eq!(Shown::Past(clocks).tail(), "&as-of=2025-03-01&known=2025-03-10T09:00:00.000Z");
        // An instant alone asks for its day, which in Sofia has already begun.
        let alone = limits().read(None, Some("2025-03-01T22:30Z")).unwrap();
        assert_eq!(alone.day(), "2025-03-02".parse().unwrap());
    }

    #[test]
    fn what_cannot_be_shown_is_refused_with_its_rule() {
        let starts_on = "2020-06-11".to_owned();
        let first = "2024-01-02T08:00:00.000Z".to_owned();
        let cases = [
            (Some("2025-02-29"), None, AS_OF, Rule::NotADate),
            (Some("1.3.2025"), None, AS_OF, Rule::NotADate),
            (Some("2026-11-22"), None, AS_OF, Rule::InFuture),
            (Some("2020-06-10"), None, AS_OF, Rule::BeforeProgramme { starts_on }),
            (Some("2025-03-01"), Some("2025-03-10"), KNOWN, Rule::NotAnInstant),
            (Some("2025-03-01"), Some("2025-03-10T09:00+02:00"), KNOWN, Rule::NotAnInstant),
            (Some("2025-03-01"), Some("2025-03-10T24:00Z"), KNOWN, Rule::NotAnInstant),
            (Some("2025-03-01"), Some("12025-03-10T09:00Z"), KNOWN, Rule::NotAnInstant),
            (Some("2025-03-01"), Some("2026-11-21T12:01Z"), KNOWN, Rule::InstantInFuture),
            (Some("2023-03-01"), Some("2024-01-02T07:59Z"), KNOWN, Rule::BeforeRecords { first }),
        ];
        for (as_of, known, name, expected) in cases {
            assert_eq!(rule(as_of, known), (name.to_owned(), expected), "{as_of:?} {known:?}");
        }
    }

    #[test]
    fn a_day_was_published_at_its_end() {
        let published = |day: &str| limits().published(day.parse().unwrap());
        assert_eq!(published("2025-03-01"), Some(at("2025-03-01T21:59:59.999Z")));
        assert_eq!(published("2025-07-01"), Some(at("2025-07-01T20:59:59.999Z")));
        assert_eq!(published("2026-11-21"), Some(at("2026-11-20T09:30Z")));
        assert_eq!(published("2024-01-01"), None);
    }

    proptest! {
        #[test]
        fn nothing_in_a_link_fails(as_of in "\\PC{0,30}", known in "[0-9TZ:.+-]{0,30}") {
            match limits().read(Some(&as_of), Some(&known)) {
                Ok(_) | Err(AppError::Parameter { .. }) => {}
                other => prop_assert!(false, "{:?}", other),
            }
        }

        #[test]
        fn a_page_s_own_links_lead_back_to_it(days in 0u64..2_000, known in 0i64..89_000_000) {
            let as_of = limits().starts_on + chrono::Days::new(days);
            let known = Moment(limits().span.unwrap().first.0 + known * 1_000);
            let clocks = Clocks { as_of, known: Some(known) };
            let written = tail(clocks);
            let mut values = written.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, value)| value);
            prop_assert_eq!(limits().read(values.next(), values.next()), Ok(Shown::Past(clocks)));
        }
    }
}
