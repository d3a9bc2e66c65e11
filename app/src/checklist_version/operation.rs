//! Drafting a version and publishing it. A draft is nobody's record: only its
//! publication is in the ledger.

mod condition;
mod publication;
mod requirement;

use super::model::Changes;
use super::store::{self, VersionRow, list_version_rows};
use super::text::changes_text;
use crate::auth::policy::{DraftChecklists, Granted};
use crate::clock::Moment;
use crate::db::{Change, Db};
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::clocks::Clocks;
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
            return publication::withdraw(change, &at, programme.id, &rows, reason).await;
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
            requirement::save(change, &drafting, at.version, key, &milestone, *requirement).await
        }
        Command::Retire { key } => requirement::retire(change, &drafting, at.version, &key).await,
        Command::Restore { key } => requirement::restore(change, &drafting, at.version, &key).await,
        Command::AddCondition { name } => condition::add(change, &drafting, at.version, name).await,
        Command::RemoveCondition { key } => condition::remove(change, &drafting, at.version, &key).await,
        Command::Discard => {
            fresh(&drafting, at.version, "programme", Some(drafted_text(&drafting)))?;
            store::delete_draft(change, draft).await
        }
        Command::Publish { holds_from, reason } => {
            publication::publish(change, &drafting, at.version, holds_from, reason).await
        }
    }
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

fn drafted_text(drafting: &Drafting) -> Bilingual {
    let changes = Changes::between(&drafting.present.checklist, &drafting.drafted.checklist);
    Bilingual { bg: changes_text(Lang::Bg, &changes), en: changes_text(Lang::En, &changes) }
}
