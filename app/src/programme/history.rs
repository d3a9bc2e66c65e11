//! Since when a checklist asks what it asks: nobody is late for a step that a
//! newer version made possible, before that version held.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::Requirement;

/// What a published version asks for.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Its first day.
    pub from: NaiveDate,
    /// Its requirements by key, each with its milestone's row number.
    pub requirements: BTreeMap<String, (i64, Requirement)>,
}

/// Since which day a requirement is asked for as it is now, in versions that
/// follow one another: since it came, or since it has no longer to wait for
/// something, or moved, or applies to others. `None` since the first version.
#[must_use]
pub fn asked_since(versions: &[Asking], key: &str) -> Option<NaiveDate> {
    let mut since = None;
    for (before, now) in pairs(versions) {
        since = match (before.requirements.get(key), now.requirements.get(key)) {
            (None, Some(_)) => Some(now.from),
            (Some((place, was)), Some((at, is))) => {
                let waits_for_less = was.after.iter().any(|other| !is.after.contains(other));
                let is_other = waits_for_less || place != at || was.applies_when != is.applies_when;
                if is_other { Some(now.from) } else { since }
            }
            (_, None) => None,
        };
    }
    since
}

/// Since which day a milestone asks for less than before: a requirement was
/// retired, moved to another milestone or made to apply to others. `None` when it
/// never did.
#[must_use]
pub fn eased_since(versions: &[Asking], milestone: i64) -> Option<NaiveDate> {
    let is_less = |before: &Asking, now: &Asking| {
        before.requirements.iter().filter(|(_, (place, _))| *place == milestone).any(|(key, (_, was))| {
            now.requirements
                .get(key)
                .is_none_or(|(at, is)| *at != milestone || was.applies_when != is.applies_when)
        })
    };
    pairs(versions).filter(|(before, now)| is_less(before, now)).map(|(_, now)| now.from).last()
}

fn pairs(versions: &[Asking]) -> impl Iterator<Item = (&Asking, &Asking)> {
    versions.iter().zip(versions.iter().skip(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::model::{EvidenceAsked, Holder};
    use crate::text::Bilingual;

    fn requirement(key: &str, after: &[&str]) -> (String, (i64, Requirement)) {
        let words = || Bilingual { bg: key.to_owned(), en: key.to_owned() };
        let one = Requirement {
            key: key.to_owned(),
            name: words(),
            basis: None,
            source: words(),
            next: words(),
            evidence: EvidenceAsked::Text,
            holder: Holder::District,
            valid_months: None,
            applies_when: None,
            after: after.iter().map(|one| (*one).to_owned()).collect(),
            must_be_met_by: None,
            since_version: 1,
            holds_since: None,
        };
        (key.to_owned(), (1, one))
    }

    fn asking(from: &str, requirements: &[(&str, &[&str])]) -> Asking {
        let requirements = requirements.iter().map(|(key, after)| requirement(key, after)).collect();
        Asking { from: from.parse().unwrap(), requirements }
    }

    #[test]
    fn what_a_version_makes_possible_is_possible_since_then() {
        let versions = [
            asking("2020-01-01", &[("a", &[]), ("b", &["a"]), ("c", &[])]),
            asking("2025-01-01", &[("b", &[]), ("c", &[]), ("d", &["b"])]),
            asking("2026-01-01", &[("b", &[]), ("c", &["b"]), ("d", &["b"])]),
        ];
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        assert_eq!(asked_since(&versions, "b"), day("2025-01-01"), "it waits for less");
        assert_eq!(asked_since(&versions, "c"), None, "that it waits for more makes nothing possible");
        assert_eq!(asked_since(&versions, "d"), day("2025-01-01"), "it is new");
        assert_eq!(asked_since(&versions, "a"), None);
        assert_eq!(eased_since(&versions, 1), day("2025-01-01"));
        assert_eq!((eased_since(&versions[1..], 1), eased_since(&versions, 2)), (None, None));
    }

    #[test]
    fn what_moves_or_applies_to_others_is_asked_for_anew() {
        let mut versions = [
            asking("2020-01-01", &[("a", &[]), ("b", &[])]),
            asking("2025-01-01", &[("a", &[]), ("b", &[])]),
        ];
        versions[1].requirements.get_mut("a").unwrap().0 = 2;
        versions[1].requirements.get_mut("b").unwrap().1.applies_when = Some("uses_regix".to_owned());
        for key in ["a", "b"] {
            assert_eq!(asked_since(&versions, key), "2025-01-01".parse().ok(), "{key}");
        }
        assert_eq!(eased_since(&versions, 1), "2025-01-01".parse().ok());
    }
}
