//! The requirements of a draft: written, retired, kept after all.

use super::{Drafting, fresh};
use crate::checklist_version::model::{check_order, new_key, with};
use crate::checklist_version::store;
use crate::checklist_version::text::NOTHING;
use crate::db::Change;
use crate::error::{AppError, Problem, Rule};
use crate::id::Version;
use crate::programme::model::{Asked, Milestone, Programme, Requirement};
use crate::programme::store::load_programme_version;
use crate::text::{Bilingual, Lang, Text, evidence_asked_text, short_date};

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
    if let Some((in_milestone, one)) = recorded.filter(|_| draft.version != seen) {
        let milestone = drafted.checklist.milestones.iter().find(|one| one.key == milestone);
        let differing = beside(drafted, (in_milestone, one), (milestone, &requirement));
        if !differing.is_empty() {
            return Err(AppError::Invalid { problems: differing });
        }
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
/// Two people, one requirement: at each field in which the two differ, what is recorded
/// now.
fn beside(
    drafted: &Programme,
    (in_milestone, one): (&Milestone, &Requirement),
    (milestone, mine): (Option<&Milestone>, &Requirement),
) -> Vec<Problem> {
    let said = |text: Text| Bilingual { bg: text.bg.to_owned(), en: text.en.to_owned() };
    let none = || said(NOTHING);
    let maybe = |text: Option<Bilingual>| text.unwrap_or_else(none);
    let names = |keys: &[String]| {
        let named = |lang: Lang| {
            let all = keys.iter().filter_map(|key| drafted.requirement(key));
            all.map(|(_, one)| one.name.get(lang)).collect::<Vec<_>>().join(", ")
        };
        if keys.is_empty() { none() } else { Bilingual { bg: named(Lang::Bg), en: named(Lang::En) } }
    };
    let condition = one.applies_when.as_ref().and_then(|key| drafted.conditions.get(key)).cloned();
    let holder = drafted.holders.get(&one.holder).map(|holder| holder.name.clone());
    let due = one
        .must_be_met_by
        .map(|day| Bilingual { bg: short_date(Lang::Bg, day), en: short_date(Lang::En, day) });
    let months = one.valid_months.map(|months| Bilingual { bg: months.to_string(), en: months.to_string() });
    let fields = [
        ("milestone", milestone.is_some_and(|mine| mine.key != in_milestone.key), in_milestone.name.clone()),
        ("name_bg", one.name.bg != mine.name.bg, one.name.clone()),
        ("name_en", one.name.en != mine.name.en, one.name.clone()),
        ("basis_bg", one.basis != mine.basis, maybe(one.basis.clone())),
        ("source_bg", one.source != mine.source, one.source.clone()),
        ("next_bg", one.next != mine.next, one.next.clone()),
        ("evidence_asked", one.evidence != mine.evidence, said(evidence_asked_text(one.evidence))),
        ("holder", one.holder != mine.holder, maybe(holder)),
        ("valid_months", one.valid_months != mine.valid_months, maybe(months)),
        ("applies_when", one.applies_when != mine.applies_when, maybe(condition)),
        ("after", one.after != mine.after, names(&one.after)),
        ("must_be_met_by", one.must_be_met_by != mine.must_be_met_by, maybe(due)),
    ];
    fields
        .into_iter()
        .filter(|(_, differs, _)| *differs)
        .map(|(field, _, present)| Problem {
            field: field.to_owned(),
            rule: Rule::TextChangedMeanwhile { present: Some(present) },
        })
        .collect()
}

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
