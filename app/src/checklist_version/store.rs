//! Reading versions and writing drafts.

mod condition;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder,
};

use super::model::{Publication, canonical};
use crate::clock::Moment;
use crate::db::entity::{checklist_version, milestone, programme, requirement};
use crate::db::{Change, internal};
use crate::error::AppError;
use crate::id::{ProgrammeId, Version};
use crate::ledger::store::hash_text;
use crate::programme::model::{Checklist, Requirement};
use crate::programme::store::load_programme_version;

pub use condition::{create_condition, delete_condition, list_used_conditions};

/// Where the versions of a draft begin, at most; far from the end of what a browser
/// counts exactly.
const FIRST_VERSIONS: i64 = 1 << 50;

/// A version, but for what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionRow {
    /// 1, 2, …
    pub number: i32,
    /// Its first day; of a draft the day it was begun.
    pub holds_from: NaiveDate,
    /// `None` for a draft; the installation's own has no known instant.
    pub published_at: Option<Moment>,
    /// Of a draft: rises with each change.
    pub version: Version,
    id: i64,
}

impl VersionRow {
    /// Whether it is still being drafted.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.published_at.is_none()
    }

    /// When it was published, where that is known.
    #[must_use]
    pub fn published(&self) -> Option<Moment> {
        self.published_at.filter(|at| at.0 != 0)
    }
}

/// All versions of a programme in order; a draft comes last.
///
/// # Errors
/// When the database does not answer.
pub async fn list_version_rows(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Vec<VersionRow>, AppError> {
    let rows = checklist_version::Entity::find()
        .filter(checklist_version::Column::ProgrammeId.eq(programme.0))
        .order_by_asc(checklist_version::Column::Number)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| VersionRow {
            number: row.number,
            holds_from: row.holds_from,
            published_at: row.published_at.map(Moment),
            version: Version(row.version),
            id: row.id,
        })
        .collect())
}

/// Every publication the ledger knows of, as the tables say.
///
/// # Errors
/// When the database does not answer.
pub async fn list_publications(
    connection: &impl ConnectionTrait,
) -> Result<Vec<(String, i32, Publication)>, AppError> {
    let programmes: HashMap<i64, String> =
        programme::Entity::find().all(connection).await?.into_iter().map(|row| (row.id, row.key)).collect();
    let rows = checklist_version::Entity::find()
        .filter(checklist_version::Column::PublishedAt.gt(0))
        .order_by_asc(checklist_version::Column::Id)
        .all(connection)
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let one = load_programme_version(connection, ProgrammeId(row.programme_id), row.number).await?;
        let key = programmes.get(&row.programme_id).cloned().unwrap_or_default();
        found.push((key, row.number, publication(&one.checklist, row.holds_from)));
    }
    Ok(found)
}

/// What the ledger keeps of the publication of a checklist.
#[must_use]
pub fn publication(checklist: &Checklist, holds_from: NaiveDate) -> Publication {
    Publication {
        holds_from,
        requirements: checklist.requirements().count(),
        sha256: hash_text(canonical(checklist).as_bytes()),
    }
}

/// Every key that a requirement of a programme has or had.
///
/// # Errors
/// When the database does not answer.
pub async fn list_keys(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<BTreeSet<String>, AppError> {
    let versions: Vec<i64> =
        list_version_rows(connection, programme).await?.into_iter().map(|one| one.id).collect();
    let rows = requirement::Entity::find()
        .filter(requirement::Column::ChecklistVersionId.is_in(versions))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.key).collect())
}

/// Begins a draft with all that `from` asks for.
///
/// # Errors
/// When the database does not answer.
pub async fn create_draft(
    change: &Change,
    programme: ProgrammeId,
    from: VersionRow,
) -> Result<i32, AppError> {
    let number = from.number + 1;
    let row =
        checklist_version::Entity::find_by_id(from.id).one(&change.tx).await?.ok_or(AppError::NotFound)?;
    let row = checklist_version::ActiveModel {
        programme_id: Set(programme.0),
        number: Set(number),
        holds_from: Set(change.today),
        note_bg: Set(row.note_bg),
        note_en: Set(row.note_en),
        published_at: Set(None),
        // Anywhere, so that who saw another draft of this number has not seen this one.
        version: Set(rand::random_range(1..FIRST_VERSIONS)),
        ..Default::default()
    };
    let draft = checklist_version::Entity::insert(row).exec(&change.tx).await?.last_insert_id;
    for row in rows_of(&change.tx, from.id).await? {
        copy_into(change, row, draft).await?;
    }
    Ok(number)
}

/// Takes a requirement of another version over as it is there.
///
/// # Errors
/// [`AppError::NotFound`] when that version has none of this key.
pub async fn copy_requirement(
    change: &Change,
    draft: VersionRow,
    from: VersionRow,
    key: &str,
) -> Result<(), AppError> {
    let row = find_row(&change.tx, from, key).await?.ok_or(AppError::NotFound)?;
    copy_into(change, row, draft.id).await
}

/// Writes a requirement of a draft, new or in the place of the old.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such milestone.
pub async fn save_requirement(
    change: &Change,
    programme: ProgrammeId,
    draft: VersionRow,
    milestone: &str,
    one: &Requirement,
) -> Result<(), AppError> {
    let milestone = milestone::Entity::find()
        .filter(milestone::Column::ProgrammeId.eq(programme.0))
        .filter(milestone::Column::Key.eq(milestone))
        .one(&change.tx)
        .await?
        .ok_or(AppError::NotFound)?;
    let present = find_row(&change.tx, draft, &one.key).await?;
    let mut row = requirement::ActiveModel {
        checklist_version_id: Set(draft.id),
        milestone_id: Set(milestone.id),
        key: Set(one.key.clone()),
        name_bg: Set(one.name.bg.clone()),
        name_en: Set(one.name.en.clone()),
        basis_bg: Set(one.basis.as_ref().map(|basis| basis.bg.clone())),
        basis_en: Set(one.basis.as_ref().map(|basis| basis.en.clone())),
        source_bg: Set(one.source.bg.clone()),
        source_en: Set(one.source.en.clone()),
        next_bg: Set(one.next.bg.clone()),
        next_en: Set(one.next.en.clone()),
        evidence: Set(one.evidence.key().to_owned()),
        holder: Set(one.holder.key().to_owned()),
        evidence_valid_months: Set(one.valid_months.and_then(|months| i32::try_from(months).ok())),
        applies_when: Set(one.applies_when.clone()),
        after_keys: Set(json(&one.after)?),
        must_be_met_by: Set(one.must_be_met_by),
        since_version: Set(one.since_version),
        ..Default::default()
    };
    if let Some(present) = present {
        row.id = Set(present.id);
        row.update(&change.tx).await?;
    } else {
        row.position = Set(next_position(&change.tx, draft).await?);
        requirement::Entity::insert(row).exec_without_returning(&change.tx).await?;
    }
    Ok(())
}

/// Takes a requirement out of a draft, also where others wait for it.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_requirement(change: &Change, draft: VersionRow, key: &str) -> Result<(), AppError> {
    requirement::Entity::delete_many()
        .filter(requirement::Column::ChecklistVersionId.eq(draft.id))
        .filter(requirement::Column::Key.eq(key))
        .exec(&change.tx)
        .await?;
    for row in rows_of(&change.tx, draft.id).await? {
        let after: Vec<String> = serde_json::from_str(&row.after_keys).map_err(|error| internal(&error))?;
        if after.iter().any(|other| other == key) {
            let left: Vec<&String> = after.iter().filter(|other| *other != key).collect();
            let after_keys = json(&left)?;
            let row = requirement::ActiveModel { after_keys: Set(after_keys), ..row.into_active_model() };
            row.update(&change.tx).await?;
        }
    }
    Ok(())
}

/// Raises a draft's version, provided it is still `expected` and not published.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn raise_draft(change: &Change, draft: VersionRow, expected: Version) -> Result<(), AppError> {
    let updated = checklist_version::Entity::update_many()
        .col_expr(checklist_version::Column::Version, Expr::value(expected.next().0))
        .filter(checklist_version::Column::Id.eq(draft.id))
        .filter(checklist_version::Column::Version.eq(expected.0))
        .filter(checklist_version::Column::PublishedAt.is_null())
        .exec(&change.tx)
        .await?;
    one_row(updated.rows_affected, draft)
}

/// Publishes a draft, provided its version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn publish(
    change: &Change,
    draft: VersionRow,
    expected: Version,
    holds_from: NaiveDate,
) -> Result<(), AppError> {
    raise_draft(change, draft, expected).await?;
    let updated = checklist_version::Entity::update_many()
        .col_expr(checklist_version::Column::HoldsFrom, Expr::value(holds_from))
        .col_expr(checklist_version::Column::PublishedAt, Expr::value(change.now.0))
        .filter(checklist_version::Column::Id.eq(draft.id))
        .exec(&change.tx)
        .await?;
    one_row(updated.rows_affected, draft)
}

/// Makes a published version a draft again.
///
/// # Errors
/// [`AppError::Conflict`] when it is none.
pub async fn withdraw(change: &Change, row: VersionRow) -> Result<(), AppError> {
    let updated = checklist_version::Entity::update_many()
        .col_expr(checklist_version::Column::PublishedAt, Expr::value(Option::<i64>::None))
        .col_expr(checklist_version::Column::Version, Expr::value(row.version.next().0))
        .filter(checklist_version::Column::Id.eq(row.id))
        .filter(checklist_version::Column::PublishedAt.is_not_null())
        .exec(&change.tx)
        .await?;
    one_row(updated.rows_affected, row)
}

/// Throws a draft away.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_draft(change: &Change, draft: VersionRow) -> Result<(), AppError> {
    requirement::Entity::delete_many()
        .filter(requirement::Column::ChecklistVersionId.eq(draft.id))
        .exec(&change.tx)
        .await?;
    let deleted = checklist_version::Entity::delete_many()
        .filter(checklist_version::Column::Id.eq(draft.id))
        .filter(checklist_version::Column::PublishedAt.is_null())
        .exec(&change.tx)
        .await?;
    one_row(deleted.rows_affected, draft)
}

async fn copy_into(change: &Change, row: requirement::Model, draft: i64) -> Result<(), AppError> {
    let mut row = row.into_active_model().reset_all();
    row.id = sea_orm::ActiveValue::NotSet;
    row.checklist_version_id = Set(draft);
    requirement::Entity::insert(row).exec_without_returning(&change.tx).await?;
    Ok(())
}

async fn rows_of(
    connection: &impl ConnectionTrait,
    version: i64,
) -> Result<Vec<requirement::Model>, AppError> {
    let rows = requirement::Entity::find()
        .filter(requirement::Column::ChecklistVersionId.eq(version))
        .order_by_asc(requirement::Column::Position)
        .all(connection)
        .await?;
    Ok(rows)
}

async fn find_row(
    connection: &impl ConnectionTrait,
    version: VersionRow,
    key: &str,
) -> Result<Option<requirement::Model>, AppError> {
    let row = requirement::Entity::find()
        .filter(requirement::Column::ChecklistVersionId.eq(version.id))
        .filter(requirement::Column::Key.eq(key))
        .one(connection)
        .await?;
    Ok(row)
}

async fn next_position(connection: &impl ConnectionTrait, version: VersionRow) -> Result<i32, AppError> {
    let last = requirement::Entity::find()
        .filter(requirement::Column::ChecklistVersionId.eq(version.id))
        .order_by_desc(requirement::Column::Position)
        .paginate(connection, 1)
        .fetch_page(0)
        .await?;
    Ok(last.first().map_or(1, |row| row.position + 1))
}

fn one_row(affected: u64, draft: VersionRow) -> Result<(), AppError> {
    let item = || format!("checklist:{}", draft.number);
    if affected == 1 { Ok(()) } else { Err(AppError::Conflict { item: item(), conflict: None }) }
}

fn json(value: &impl serde::Serialize) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|error| internal(&error))
}
