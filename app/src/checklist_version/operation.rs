//! Drafting a version and publishing it. A draft is nobody's record: only its
//! publication is in the ledger.

mod withdraw;

use super::model::{Changes, check_order, check_publication, new_key, with};
use super::store::{self, VersionRow, list_version_rows};
use super::text::changes_text;
use crate::auth::policy::{DraftChecklists, Granted};
use crate::clock::Moment;
use crate::db::{Change, Db};
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::ledger::store::Draft as Entry;
use crate::programme::model::{Programme, Requirement};
use crate::programme::store::{load_programme, load_programme_version};
use crate::text::{Bilingual, Lang};
use chrono::NaiveDate;

/// Which draft, and on top of which version of it.
#[derive(Clone, Debug)]
pub struct At {
    /// The programme's key.
    pub programme: String,
    /// The draft's number.
    pub number: i32,
    /// The version its author saw; nothing is asked of it when a draft is begun.
    pub version: Version,
}

/// What is done with a draft.
#[derive(Clone, Debug)]
pub enum Command {
    /// Begin one from the newest version.
    Begin,
    /// Write a requirement; without a key it is new.
    Save { key: Option<String>, milestone: String, requirement: Box<Requirement> },
    /// The version will no longer ask for it.
    Retire { key: String },
    /// It will, after all.
    Restore { key: String },
    /// Ask of every district whether this holds; requirements can depend on it.
    AddCondition { name: Bilingual },
    /// Ask no more, as long as nothing depends on it and nobody has answered.
    RemoveCondition { key: String },
    /// Throw the draft away.
    Discard,
    /// Publish it, to hold from this day.
    Publish { holds_from: NaiveDate, reason: Option<String> },
    /// Make a published version a draft again, before its first day.
    Withdraw { reason: String },
}

/// The draft of a programme and what it began from.
struct Drafting {
    draft: VersionRow,
    before: VersionRow,
    drafted: Programme,
    present: Programme,
}

/// A coordinator works on a draft.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn run(
    db: &Db,
    granted: &Granted<DraftChecklists>,
    at: At,
    command: Command,
    now: Moment,
) -> Result<(), AppError> {
    db.change(granted.actor().author(), now, move |change| {
        Box::pin(async move { apply(change, at, command).await })
    })
    .await
}

/// The same in an open change. What is asked for and is so already succeeds.
///
/// # Errors
/// [`AppError`]; the change must then be rolled back.
pub async fn apply(change: &mut Change, at: At, command: Command) -> Result<(), AppError> {
    let programme = load_programme(&change.tx, &at.programme, Clocks::on(change.today)).await?;
    let rows = list_version_rows(&change.tx, programme.id).await?;
    let draft = rows.iter().copied().find(VersionRow::is_draft);
    let before = rows.iter().copied().rfind(|one| !one.is_draft()).ok_or(AppError::NotFound)?;
    let draft = match (command, draft) {
        (Command::Begin, None) => return store::create_draft(change, programme.id, before).await.map(drop),
        (Command::Begin, Some(draft)) => {
            let rule = Rule::DraftExists { number: draft.number };
            return Err(AppError::invalid("programme", rule));
        }
        (Command::Withdraw { reason }, _) => {
            return withdraw::withdraw(change, &at, programme.id, &rows, reason).await;
        }
        (command, draft) => {
            let Some(draft) = draft.filter(|one| one.number == at.number) else {
                return gone_draft(&command, at.number, &rows);
            };
            (command, draft)
        }
    };
    let (command, draft) = draft;
    let drafting = Drafting {
        draft,
        before,
        drafted: load_programme_version(&change.tx, programme.id, draft.number).await?,
        present: load_programme_version(&change.tx, programme.id, before.number).await?,
    };
    match command {
        Command::Begin | Command::Withdraw { .. } => Ok(()),
        Command::Save { key, milestone, requirement } => {
            save(change, &drafting, at.version, key, &milestone, *requirement).await
        }
        Command::Retire { key } => {
            if drafting.drafted.requirement(&key).is_none() {
                return if drafting.present.requirement(&key).is_some() {
                    Ok(())
                } else {
                    Err(AppError::NotFound)
                };
            }
            fresh(&drafting, at.version, "requirement", None)?;
            store::raise_draft(change, draft, at.version).await?;
            store::delete_requirement(change, draft, &key).await
        }
        Command::Restore { key } => {
            if drafting.drafted.requirement(&key).is_some() {
                return Ok(());
            }
            fresh(&drafting, at.version, "requirement", None)?;
            let (milestone, one) = drafting.present.requirement(&key).ok_or(AppError::NotFound)?;
            // Others may have been taken out or turned round meanwhile.
            let after = one.after.iter().filter(|other| drafting.drafted.requirement(other).is_some());
            let one = Requirement { after: after.cloned().collect(), ..one.clone() };
            let restored = with(&drafting.drafted.checklist, &milestone.key, one.clone());
            check_order(&restored.ok_or(AppError::NotFound)?)
                .map_err(|rule| AppError::invalid("requirement", rule))?;
            store::raise_draft(change, draft, at.version).await?;
            store::copy_requirement(change, draft, before, &key).await?;
            store::save_requirement(change, programme.id, draft, &milestone.key, &one).await?;
            restore_order(change, &drafting, &key).await
        }
        Command::AddCondition { name } => add_condition(change, &drafting, at.version, name).await,
        Command::RemoveCondition { key } => remove_condition(change, &drafting, at.version, &key).await,
        Command::Discard => {
            fresh(&drafting, at.version, "programme", Some(drafted_text(&drafting)))?;
            store::delete_draft(change, draft).await
        }
        Command::Publish { holds_from, reason } => {
            publish(change, &drafting, at.version, holds_from, reason).await
        }
    }
}

async fn save(
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
        in_milestone.key == milestone && Requirement { holds_since: None, ..one.clone() } == requirement
    }) {
        let stale = draft.version != seen;
        return if stale { Ok(()) } else { Err(AppError::invalid("name_bg", Rule::Unchanged)) };
    }
    // Sent twice, a new one is there once.
    if draft.version != seen && is_there(drafted, milestone, &requirement) {
        return Ok(());
    }
    fresh(drafting, seen, "name_bg", recorded.map(|(_, one)| one.name.clone()))?;
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
            holds_since: now.holds_since,
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

async fn add_condition(
    change: &Change,
    drafting: &Drafting,
    seen: Version,
    name: Bilingual,
) -> Result<(), AppError> {
    let Drafting { draft, drafted, .. } = drafting;
    let stale = draft.version != seen;
    for (known, field) in [(Lang::Bg, "condition_bg"), (Lang::En, "condition_en")] {
        if drafted.conditions.values().any(|one| one.get(known) == name.get(known)) {
            // Sent twice, it is there once.
            let sent_twice = stale && drafted.conditions.values().any(|one| *one == name);
            return if sent_twice { Ok(()) } else { Err(AppError::invalid(field, Rule::ExistsAlready)) };
        }
    }
    fresh(drafting, seen, "condition_bg", Some(drafted_text(drafting)))?;
    let key = new_key(&name, "condition", &drafted.conditions.keys().cloned().collect());
    store::raise_draft(change, *draft, seen).await?;
    store::create_condition(change, drafted.id, &key, name).await
}

async fn remove_condition(
    change: &Change,
    drafting: &Drafting,
    seen: Version,
    key: &str,
) -> Result<(), AppError> {
    let Drafting { draft, drafted, .. } = drafting;
    if !drafted.conditions.contains_key(key) {
        return Ok(());
    }
    if store::list_used_conditions(&change.tx, drafted.id).await?.contains(key) {
        return Err(AppError::invalid("condition", Rule::InUse));
    }
    fresh(drafting, seen, "condition", Some(drafted_text(drafting)))?;
    store::raise_draft(change, *draft, seen).await?;
    store::delete_condition(change, drafted.id, key).await
}

async fn publish(
    change: &mut Change,
    drafting: &Drafting,
    seen: Version,
    holds_from: NaiveDate,
    reason: Option<String>,
) -> Result<(), AppError> {
    let Drafting { draft, before, drafted, present } = drafting;
    fresh(drafting, seen, "holds_from", Some(drafted_text(drafting)))?;
    if holds_from < before.holds_from {
        let (number, holds_from) = (before.number, before.holds_from.to_string());
        return Err(AppError::invalid("holds_from", Rule::BeforeVersion { number, holds_from }));
    }
    check_publication(&present.checklist, &drafted.checklist, holds_from, before.holds_from, change.today)
        .map_err(|rule| AppError::invalid("holds_from", rule))?;
    store::publish(change, *draft, seen, holds_from).await?;
    let publication = store::publication(&drafted.checklist, holds_from);
    let today = change.today;
    change
        .append(Entry {
            programme: &drafted.key,
            district: "",
            item: Item::Checklist(draft.number),
            operation: "publish_version",
            old: None,
            new: Some(&publication),
            reason: reason.as_deref(),
            // That it was published is so from today; from when it holds is in it.
            effective_on: Some(today),
        })
        .await
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
                && Requirement { holds_since: None, ..one.clone() }
                    == Requirement { key: one.key.clone(), ..requirement.clone() }
        })
    })
}

/// Refuses what was filled in on top of another version of the draft, with what
/// is recorded now.
fn fresh(
    drafting: &Drafting,
    seen: Version,
    field: &str,
    present: Option<Bilingual>,
) -> Result<(), AppError> {
    if drafting.draft.version == seen {
        Ok(())
    } else {
        Err(AppError::invalid(field, Rule::TextChangedMeanwhile { present }))
    }
}

/// What is said to who comes when the draft is no more: a colleague has published
/// it or thrown it away.
fn gone_draft(command: &Command, number: i32, rows: &[VersionRow]) -> Result<(), AppError> {
    let is_published = rows.iter().any(|one| one.number == number);
    if matches!(command, Command::Discard) && !is_published {
        return Ok(());
    }
    let field = match command {
        Command::Save { .. } => "name_bg",
        Command::AddCondition { .. } => "condition_bg",
        Command::Publish { .. } => "holds_from",
        Command::Retire { .. } | Command::Restore { .. } => "requirement",
        Command::RemoveCondition { .. } => "condition",
        Command::Begin | Command::Discard | Command::Withdraw { .. } => "programme",
    };
    let rule = if is_published { Rule::PublishedMeanwhile { number } } else { Rule::DiscardedMeanwhile };
    Err(AppError::invalid(field, rule))
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

fn drafted_text(drafting: &Drafting) -> Bilingual {
    let changes = Changes::between(&drafting.present.checklist, &drafting.drafted.checklist);
    Bilingual { bg: changes_text(Lang::Bg, &changes), en: changes_text(Lang::En, &changes) }
}
