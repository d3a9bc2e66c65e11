//! What is known of a district's circumstances: conditions that requirements
//! depend on.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whether a condition holds for a district.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Circumstance {
    /// Whether it does.
    pub holds: bool,
    /// Since which day that makes a difference to what is asked: where it was not
    /// known before, what depends on it was asked for all the same. `None` when it
    /// made none.
    pub since: Option<NaiveDate>,
}

impl Circumstance {
    /// What becomes of `old` when it is said today whether the condition holds.
    #[must_use]
    pub fn said(old: Option<Self>, holds: bool, today: NaiveDate) -> Self {
        let asked = old.is_none_or(|one| one.holds);
        let since = if asked == holds { old.and_then(|one| one.since) } else { Some(today) };
        Self { holds, since }
    }
}

/// As the ledger has it: first entries said only whether.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Whether(bool),
    Since { holds: bool, since: NaiveDate },
}

impl From<Written> for Circumstance {
    fn from(written: Written) -> Self {
        match written {
            Written::Whether(holds) => Self { holds, since: None },
            Written::Since { holds, since } => Self { holds, since: Some(since) },
        }
    }
}

impl From<Circumstance> for Written {
    fn from(Circumstance { holds, since }: Circumstance) -> Self {
        match since {
            None => Self::Whether(holds),
            Some(since) => Self::Since { holds, since },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_counts_from_when_it_changes_what_is_asked() {
        let (monday, friday) = ("2026-11-16".parse().unwrap(), "2026-11-20".parse().unwrap());
        let no = Circumstance::said(None, false, monday);
        assert_eq!(no, Circumstance { holds: false, since: Some(monday) });
        assert_eq!(Circumstance::said(Some(no), true, friday).since, Some(friday), "asked for again");
        let yes = Circumstance::said(None, true, monday);
        assert_eq!(yes.since, None, "what is not known is asked for already");
        assert_eq!(Circumstance::said(Some(yes), false, friday).since, Some(friday));
    }

    #[test]
    fn what_was_written_before_days_were_kept_is_read_and_written_as_it_was() {
        let since = "2026-11-22".parse().ok();
        for (value, text) in [
            (Circumstance { holds: true, since: None }, "true"),
            (Circumstance { holds: false, since }, r#"{"holds":false,"since":"2026-11-22"}"#),
        ] {
            assert_eq!(serde_json::to_string(&value).unwrap(), text);
            assert_eq!(serde_json::from_str::<Circumstance>(text).unwrap(), value);
        }
    }
}
