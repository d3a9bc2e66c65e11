//! The rules of versions: what a draft changes, in which order requirements can
//! come, what its publication says, and what it would do to each district.

mod effect;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::error::Rule;
use crate::programme::model::{Asked, Checklist, Requirement};
use crate::text::Bilingual;

pub use effect::{Counted, Effect, Place, PlaceEffect, effect};

#[cfg(test)]
mod tests;

/// How far ahead a version can be published.
const MONTHS_AHEAD: u32 = 60;

/// What a draft changes of the version it began from, by requirement key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New requirements.
    pub added: BTreeSet<String>,
    /// Those of both that differ.
    pub changed: BTreeSet<String>,
    /// Those the draft has no longer.
    pub retired: BTreeSet<String>,
}

/// What the ledger keeps of a publication. The definition itself is in the
/// tables; its sum proves that it is the one that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The version's first day.
    pub holds_from: NaiveDate,
    /// How many requirements it has.
    pub requirements: usize,
    /// SHA-256 of [`canonical`].
    pub sha256: String,
}

impl Changes {
    /// What `draft` changes of `present`.
    #[must_use]
    pub fn between(present: &Checklist, draft: &Checklist) -> Self {
        let (old, new) = (by_key(present), by_key(draft));
        let added = new.keys().filter(|key| !old.contains_key(*key));
        let retired = old.keys().filter(|key| !new.contains_key(*key));
        let changed = new.iter().filter(|(key, drafted)| old.get(*key).is_some_and(|was| was != *drafted));
        Self {
            added: added.map(|key| (*key).to_owned()).collect(),
            changed: changed.map(|(key, _)| (*key).to_owned()).collect(),
            retired: retired.map(|key| (*key).to_owned()).collect(),
        }
    }

    /// What it changes for one district: only what applies to it counts, so a
    /// condition can bring a requirement to it or take one from it.
    #[must_use]
    pub fn for_district(
        present: &Checklist,
        next: &Checklist,
        applies: impl Fn(&Requirement) -> bool,
    ) -> Self {
        let applying = |checklist: &Checklist| {
            let mut left = checklist.clone();
            for milestone in &mut left.milestones {
                milestone.requirements.retain(&applies);
            }
            left
        };
        Self::between(&applying(present), &applying(next))
    }

    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.retired.is_empty()
    }
}

/// A part of a requirement that a version can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The milestone that needs it.
    Milestone,
    /// Its name.
    Name,
    /// The kind of evidence.
    Evidence,
    /// Whose move it is at first.
    Holder,
    /// For how long evidence is good.
    Validity,
    /// To which districts it applies.
    Condition,
    /// What comes first.
    After,
    /// By when it is to be met.
    Due,
    /// Basis, source and next step: what is told of it.
    Explanation,
}

/// In what a requirement differs between two versions that both have it.
#[must_use]
pub fn aspects(present: &Checklist, next: &Checklist, key: &str) -> Vec<Aspect> {
    let (old, new) = (by_key(present), by_key(next));
    let (Some((from, was)), Some((to, is))) = (old.get(key), new.get(key)) else { return Vec::new() };
    let differs = [
        (Aspect::Milestone, from != to),
        (Aspect::Name, was.name != is.name),
        (Aspect::Evidence, was.evidence != is.evidence),
        (Aspect::Holder, was.holder != is.holder),
        (Aspect::Validity, was.valid_months != is.valid_months),
        (Aspect::Condition, was.applies_when != is.applies_when),
        (Aspect::After, was.after != is.after),
        (Aspect::Due, was.must_be_met_by != is.must_be_met_by),
        (Aspect::Explanation, (&was.basis, &was.source, &was.next) != (&is.basis, &is.source, &is.next)),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}

/// A checklist's definition in one line: an array for each requirement, in the
/// order of the checklist, without what is derived. The form never changes; what
/// a requirement gains later is left out while it is not said.
#[must_use]
pub fn canonical(checklist: &Checklist) -> String {
    let rows: Vec<_> = checklist
        .milestones
        .iter()
        .flat_map(|milestone| milestone.requirements.iter().map(move |one| (milestone, one)))
        .map(|(milestone, one)| {
            serde_json::json!([
                milestone.key,
                one.key,
                one.name,
                one.basis,
                one.source,
                one.next,
                one.evidence,
                one.holder,
                one.valid_months,
                one.applies_when,
                one.after,
                one.must_be_met_by,
                one.since_version,
            ])
        })
        .collect();
    serde_json::Value::from(rows).to_string()
}

/// Whether every requirement can be done: none waits for one of a later
/// milestone, and none for itself.
///
/// # Errors
/// [`Rule::WaitsForLater`], [`Rule::Cycle`] with the circle's names.
pub fn check_order(checklist: &Checklist) -> Result<(), Rule> {
    let position: BTreeMap<&str, i32> = checklist
        .milestones
        .iter()
        .flat_map(|milestone| milestone.requirements.iter().map(|one| (one.key.as_str(), milestone.position)))
        .collect();
    for one in checklist.requirements() {
        let own = position.get(one.key.as_str());
        let later = one.after.iter().find(|key| position.get(key.as_str()) > own);
        if let Some(later) = later.and_then(|key| checklist.requirements().find(|other| &other.key == key)) {
            return Err(Rule::WaitsForLater { requirement: later.name.clone() });
        }
    }
    match find_cycle(checklist) {
        Some(path) => Err(Rule::Cycle { path: path.into_iter().map(|one| one.name.clone()).collect() }),
        None => Ok(()),
    }
}

/// Requirements that wait for one another, each for the next; the last is the
/// first.
#[must_use]
pub fn find_cycle(checklist: &Checklist) -> Option<Vec<&Requirement>> {
    let all: BTreeMap<&str, &Requirement> =
        checklist.requirements().map(|one| (one.key.as_str(), one)).collect();
    // What waits for nothing any more is taken away; each that is left waits for
    // another that is left, so following it must come back.
    let mut open: BTreeSet<&str> = all.keys().copied().collect();
    loop {
        let done: Vec<&str> = open
            .iter()
            .copied()
            .filter(|key| all.get(key).and_then(|one| waits_for(one, &open)).is_none())
            .collect();
        if done.is_empty() {
            break;
        }
        for key in done {
            open.remove(key);
        }
    }
    let mut path: Vec<&Requirement> = vec![*all.get(open.first()?)?];
    loop {
        let next = *all.get(waits_for(path.last()?, &open)?)?;
        let begin = path.iter().position(|one| one.key == next.key);
        path.push(next);
        if let Some(begin) = begin {
            return Some(path.split_off(begin));
        }
    }
}

/// The first of those still open that a requirement waits for.
fn waits_for<'k>(one: &Requirement, open: &BTreeSet<&'k str>) -> Option<&'k str> {
    one.after.iter().find_map(|key| open.get(key.as_str()).copied())
}

/// Whether a draft can be published to hold from this day. `present` is the
/// version it follows, which holds from `earliest`.
///
/// # Errors
/// The first rule that it breaks.
pub fn check_publication(
    present: &Checklist,
    draft: &Checklist,
    holds_from: NaiveDate,
    earliest: NaiveDate,
    today: NaiveDate,
) -> Result<(), Rule> {
    if holds_from < today {
        return Err(Rule::InPast);
    }
    if holds_from < earliest {
        return Err(Rule::NotBefore { earliest: earliest.to_string() });
    }
    if let Some(latest) =
        today.checked_add_months(Months::new(MONTHS_AHEAD)).filter(|latest| holds_from > *latest)
    {
        return Err(Rule::TooFar { latest: latest.to_string() });
    }
    if Changes::between(present, draft).is_empty() {
        return Err(Rule::ChangesNothing { number: present.version });
    }
    let old = by_key(present);
    let due_before = draft.requirements().find(|one| {
        let was = old.get(one.key.as_str()).and_then(|(_, was)| was.must_be_met_by);
        one.must_be_met_by != was && one.must_be_met_by.is_some_and(|day| day < holds_from)
    });
    if let Some(one) = due_before {
        return Err(Rule::DueBeforeHolds { requirement: one.name.clone() });
    }
    check_order(draft)
}

/// The draft with this requirement in this milestone, in its old place when it
/// was there. `None` when there is no such milestone.
#[must_use]
pub fn with(checklist: &Checklist, milestone: &str, requirement: Requirement) -> Option<Checklist> {
    let mut drafted = checklist.clone();
    let to = drafted.milestones.iter().position(|one| one.key == milestone)?;
    for (at, one) in drafted.milestones.iter_mut().enumerate() {
        if let Some(place) = one.requirements.iter().position(|other| other.key == requirement.key) {
            if at == to {
                if let Some(found) = one.requirements.get_mut(place) {
                    *found = requirement;
                }
                return Some(drafted);
            }
            one.requirements.remove(place);
        }
    }
    drafted.milestones.get_mut(to)?.requirements.push(requirement);
    Some(drafted)
}

/// A key for a new requirement, from its English name, that none of `taken` is.
#[must_use]
pub fn new_key(name: &Bilingual, otherwise: &str, taken: &BTreeSet<String>) -> String {
    let words = name.en.to_lowercase();
    let words: Vec<&str> =
        words.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut key: String = words.join("-").chars().take(40).collect();
    key.truncate(key.trim_end_matches('-').len());
    if key.is_empty() {
        otherwise.clone_into(&mut key);
    }
    let numbered = (2..).map(|number: u32| format!("{key}-{number}"));
    std::iter::once(key.clone()).chain(numbered).find(|one| !taken.contains(one)).unwrap_or(key)
}

/// Each requirement with its milestone's key, by its own; what is derived when a
/// version is loaded is left out of the comparison.
fn by_key(checklist: &Checklist) -> BTreeMap<&str, (&str, Requirement)> {
    let milestones = checklist.milestones.iter();
    milestones
        .flat_map(|milestone| milestone.requirements.iter().map(|one| (milestone.key.as_str(), one)))
        .map(|(milestone, one)| {
            (one.key.as_str(), (milestone, Requirement { asked: Asked::default(), ..one.clone() }))
        })
        .collect()
}
