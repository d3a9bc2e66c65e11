//! Since when a checklist asks what it asks: nobody is late for a step that a
//! newer version made possible, before that version held.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::{Asked, Eased, Requirement};

/// What a published version asks for.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Its first day.
    pub from: NaiveDate,
    /// Its requirements by key, each with its milestone's row number.
    pub requirements: BTreeMap<String, (i64, Requirement)>,
}

/// Since when a requirement is asked for as it is now, in versions that follow one
/// another.
#[must_use]
pub fn asked(versions: &[Asking], key: &str) -> Asked {
    let mut asked = Asked::default();
    for (before, now) in pairs(&held(versions)) {
        let (was, is) = match (before.requirements.get(key), now.requirements.get(key)) {
            (Some((_, was)), Some((_, is))) => (was, is),
            (None, Some(_)) => {
                asked = Asked { since: Some(now.from), ..Asked::default() };
                continue;
            }
            (_, None) => {
                asked = Asked::default();
                continue;
            }
        };
        asked.freed.retain(|(other, _)| !is.after.contains(other));
        let freed = was.after.iter().filter(|other| !is.after.contains(other));
        asked.freed.extend(freed.map(|other| (other.clone(), now.from)));
        if was.holder != is.holder {
            asked.held.push((was.holder, now.from));
        }
        if was.applies_when != is.applies_when {
            asked.formerly = was.applies_when.clone().map(|condition| (condition, now.from));
            asked.conditional = is.applies_when.as_ref().map(|_| now.from);
        }
    }
    asked
}

/// What a milestone asked for in earlier versions and does not in the last: it was
/// retired, or moved to another milestone.
#[must_use]
pub fn eased(versions: &[Asking], milestone: i64) -> Vec<Eased> {
    let mut eased: Vec<Eased> = Vec::new();
    for (before, now) in pairs(&held(versions)) {
        let asks = |key: &str| now.requirements.get(key).is_some_and(|(at, _)| *at == milestone);
        eased.retain(|one| !asks(&one.key));
        let gone = before.requirements.iter().filter(|(key, (place, _))| *place == milestone && !asks(key));
        eased.extend(gone.map(|(key, (_, was))| Eased {
            key: key.clone(),
            applies_when: was.applies_when.clone(),
            on: now.from,
        }));
    }
    eased
}

/// The versions that held on any day: one that is replaced on its own first day asks
/// for nothing on any.
fn held(versions: &[Asking]) -> Vec<&Asking> {
    let next = versions.iter().skip(1).map(Some).chain([None]);
    let held = versions.iter().zip(next);
    held.filter(|(one, next)| next.is_none_or(|next| one.from < next.from)).map(|(one, _)| one).collect()
}

fn pairs<'v>(versions: &[&'v Asking]) -> impl Iterator<Item = (&'v Asking, &'v Asking)> {
    versions.iter().copied().zip(versions.iter().copied().skip(1))
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
            asked: Asked::default(),
        };
        (key.to_owned(), (1, one))
    }

    fn asking(from: &str, requirements: &[(&str, &[&str])]) -> Asking {
        let requirements = requirements.iter().map(|(key, after)| requirement(key, after)).collect();
        Asking { from: from.parse().unwrap(), requirements }
    }

    #[test]
    fn what_a_version_makes_possible_is_told_with_its_day() {
        let versions = [
            asking("2020-01-01", &[("a", &[]), ("b", &["a"]), ("c", &[])]),
            asking("2025-01-01", &[("b", &[]), ("c", &[]), ("d", &["b"])]),
            asking("2026-01-01", &[("b", &[]), ("c", &["b"]), ("d", &["b"])]),
        ];
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let freed = vec![("a".to_owned(), day("2025-01-01"))];
        assert_eq!(super::asked(&versions, "b"), Asked { freed, ..Asked::default() });
        assert_eq!(super::asked(&versions, "c"), Asked::default(), "waiting for more makes nothing possible");
        assert_eq!(super::asked(&versions, "d").since, Some(day("2025-01-01")));
        assert_eq!(super::asked(&versions, "a"), Asked::default());
        let gone = Eased { key: "a".to_owned(), applies_when: None, on: day("2025-01-01") };
        assert_eq!(eased(&versions, 1), [gone]);
        assert_eq!((eased(&versions[1..], 1), eased(&versions, 2)), (vec![], vec![]));
    }

    #[test]
    fn whoever_had_a_step_before_is_told_with_the_day_it_was_given_away() {
        let mut versions = [asking("2020-01-01", &[("a", &[])]), asking("2025-01-01", &[("a", &[])])];
        versions[1].requirements.get_mut("a").unwrap().1.holder = Holder::State;
        let held = vec![(Holder::District, "2025-01-01".parse().unwrap())];
        assert_eq!(super::asked(&versions, "a"), Asked { held, ..Asked::default() });
        // Given back on the same day, it was never given away.
        let back = Asking { from: versions[1].from, ..versions[0].clone() };
        let versions = [versions[0].clone(), versions[1].clone(), back];
        assert_eq!(super::asked(&versions, "a"), Asked::default());
    }

    /// A version that another replaced on its first day held on none.
    #[test]
    fn what_was_asked_for_on_no_day_eases_nothing() {
        let versions = [
            asking("2020-01-01", &[("a", &[])]),
            asking("2025-01-01", &[("a", &[]), ("b", &[])]),
            asking("2025-01-01", &[("a", &[])]),
        ];
        assert_eq!(eased(&versions, 1), []);
    }

    #[test]
    fn conditions_and_moves_are_told_change_by_change() {
        let mut versions = [
            asking("2020-01-01", &[("a", &[]), ("b", &[]), ("c", &[])]),
            asking("2025-01-01", &[("a", &[]), ("b", &[]), ("c", &[])]),
        ];
        let on = "2025-01-01".parse().unwrap();
        let condition = || Some("uses_regix".to_owned());
        versions[1].requirements.get_mut("a").unwrap().0 = 2;
        versions[1].requirements.get_mut("b").unwrap().1.applies_when = condition();
        versions[0].requirements.get_mut("c").unwrap().1.applies_when = condition();
        assert_eq!(super::asked(&versions, "a"), Asked::default(), "it could be done where it was");
        let conditional = Asked { conditional: Some(on), ..Asked::default() };
        assert_eq!(super::asked(&versions, "b"), conditional);
        let formerly = condition().map(|key| (key, on));
        assert_eq!(super::asked(&versions, "c"), Asked { formerly, ..Asked::default() });
        assert_eq!(eased(&versions, 1), [Eased { key: "a".to_owned(), applies_when: None, on }]);
        // Back where it was, nothing is eased.
        let back = Asking { from: "2026-01-01".parse().unwrap(), ..versions[0].clone() };
        assert_eq!(eased(&[versions[0].clone(), versions[1].clone(), back], 1), []);
    }
}
