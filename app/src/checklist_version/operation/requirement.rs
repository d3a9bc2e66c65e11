//! The requirements of a draft: written, retired, kept after all.

use super::{Drafting, fresh};
use crate::checklist_version::model::{check_order, new_key, with};
use crate::checklist_version::store;
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::programme::model::{Asked, Programme, Requirement};
use crate::programme::store::load_programme_version;
use crate::text::Lang;

pub(super) async fn save(
    change: &Change,
    drafting: &Drafting,
    seen: Version,
    key: Option<String>,
    milestone: &str,
    requirement: Requirement,
) -> Result<(), AppError> {
    let Drafting { draft, drafted, present, .. } = drafting;
    let recorded = match &key {
        None => None,
        Some(key) => Some(drafted.requirement(key).ok_or_else(|| gone(drafting, key))?),
    };
    let requirement = match (key, &recorded) {
        // What a version does not change came with the version before it.
        (Some(key), Some((_, one))) => Requirement { key, since_version: one.since_version, ..requirement },
        _ => Requirement {
            key: new_key(&requirement.name, "requirement", &store::list_keys(&change.tx, present.id).await?),
            since_version: draft.number,
            ..requirement
        },
    };
    if recorded.is_some_and(|(in_milestone, one)| {
        in_milestone.key == milestone && Requirement { asked: Asked::default(), ..one.clone() } == requirement
    }) {
        let stale = draft.version != seen;
        return if stale { Ok(()) } else { Err(AppError::invalid("name_bg", Rule::Unchanged)) };
    }
    // Sent twice, a new one is there once.
    if draft.version != seen && is_there(drafted, milestone, &requirement) {
        return Ok(());
    }
    fresh(drafting, seen, "name_bg", recorded.map(|(_, one)| one.name.clone()))?;
    let was_due = recorded.and_then(|(_, one)| one.must_be_met_by);
    if requirement.must_be_met_by != was_due
        && requirement.must_be_met_by.is_some_and(|day| day < change.today)
    {
        return Err(AppError::invalid("must_be_met_by", Rule::InPast));
    }
    let known = |one: &String| drafted.requirement(one).is_some() && *one != requirement.key;
    if !requirement.after.iter().all(|one| known(one) || *one == requirement.key) {
        return Err(AppError::invalid("after", Rule::NotOffered));
    }
    if requirement.applies_when.as_ref().is_some_and(|one| !drafted.conditions.contains_key(one)) {
        return Err(AppError::invalid("applies_when", Rule::NotOffered));
    }
    let checklist = with(&drafted.checklist, milestone, requirement.clone())
        .ok_or_else(|| AppError::invalid("milestone", Rule::NotOffered))?;
    check_order(&checklist).map_err(|rule| AppError::invalid("after", rule))?;
    check_name(drafted, &requirement)?;
    store::raise_draft(change, *draft, seen).await?;
    store::save_requirement(change, drafted.id, *draft, milestone, &requirement).await
}

/// The version will no longer ask for it.
pub(super) async fn retire(
    change: &Change,
    drafting: &Drafting,
    seen: Version,
    key: &str,
) -> Result<(), AppError> {
    if drafting.drafted.requirement(key).is_none() {
        return if drafting.present.requirement(key).is_some() { Ok(()) } else { Err(AppError::NotFound) };
    }
    fresh(drafting, seen, "requirement", None)?;
    store::raise_draft(change, drafting.draft, seen).await?;
    store::delete_requirement(change, drafting.draft, key).await
}

/// The version will ask for it after all, as the one before it does.
pub(super) async fn restore(
    change: &Change,
    drafting: &Drafting,
    seen: Version,
    key: &str,
) -> Result<(), AppError> {
    let Drafting { draft, before, drafted, present } = drafting;
    if drafted.requirement(key).is_some() {
        return Ok(());
    }
    fresh(drafting, seen, "requirement", None)?;
    let (milestone, one) = present.requirement(key).ok_or(AppError::NotFound)?;
    // Others may have been taken out or turned round meanwhile.
    let after = one.after.iter().filter(|other| drafted.requirement(other).is_some());
    let one = Requirement { after: after.cloned().collect(), ..one.clone() };
    let restored = with(&drafted.checklist, &milestone.key, one.clone());
    check_order(&restored.ok_or(AppError::NotFound)?)
        .map_err(|rule| AppError::invalid("requirement", rule))?;
    store::raise_draft(change, *draft, seen).await?;
    store::copy_requirement(change, *draft, *before, key).await?;
    store::save_requirement(change, drafted.id, *draft, &milestone.key, &one).await?;
    restore_order(change, drafting, key).await
}

/// What waited for a requirement before it was retired waits for it again, unless
/// it was changed otherwise meanwhile or would now wait in a circle.
async fn restore_order(change: &Change, drafting: &Drafting, key: &str) -> Result<(), AppError> {
    let Drafting { draft, drafted, present, .. } = drafting;
    let is_in = |other: &String| other == key || drafted.requirement(other).is_some();
    for one in present.checklist.requirements().filter(|one| one.after.iter().any(|other| other == key)) {
        let Some((milestone, now)) = drafted.requirement(&one.key) else { continue };
        let after: Vec<String> = one.after.iter().filter(|other| is_in(other)).cloned().collect();
        let left = Requirement {
            after: after.iter().filter(|other| *other != key).cloned().collect(),
            asked: now.asked.clone(),
            ..one.clone()
        };
        if *now != left {
            continue;
        }
        let again = Requirement { after, ..now.clone() };
        let present = load_programme_version(&change.tx, drafted.id, draft.number).await?;
        let checklist = with(&present.checklist, &milestone.key, again.clone());
        if checklist.is_some_and(|checklist| check_order(&checklist).is_ok()) {
            store::save_requirement(change, drafted.id, *draft, &milestone.key, &again).await?;
        }
    }
    Ok(())
}

/// Two requirements of one name cannot be told apart.
fn check_name(drafted: &Programme, requirement: &Requirement) -> Result<(), AppError> {
    for (lang, field) in [(Lang::Bg, "name_bg"), (Lang::En, "name_en")] {
        let mut others = drafted.checklist.requirements().filter(|one| one.key != requirement.key);
        if others.any(|one| one.name.get(lang) == requirement.name.get(lang)) {
            return Err(AppError::invalid(field, Rule::ExistsAlready));
        }
    }
    Ok(())
}

/// Whether the draft has the very same requirement under another key.
fn is_there(drafted: &Programme, milestone: &str, requirement: &Requirement) -> bool {
    let milestone = drafted.checklist.milestones.iter().find(|one| one.key == milestone);
    milestone.is_some_and(|milestone| {
        milestone.requirements.iter().any(|one| {
            one.key != requirement.key
                && Requirement { asked: Asked::default(), ..one.clone() }
                    == Requirement { key: one.key.clone(), ..requirement.clone() }
        })
    })
}

/// Why a requirement cannot be edited that a colleague has just retired.
fn gone(drafting: &Drafting, key: &str) -> AppError {
    match drafting.present.requirement_name(key) {
        Some(name) => {
            let rule = Rule::Retired { requirement: name.clone(), version: drafting.draft.number };
            AppError::invalid("name_bg", rule)
        }
        None => AppError::NotFound,
    }
}
