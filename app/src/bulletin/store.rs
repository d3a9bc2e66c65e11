//! Reading and writing bulletins.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::model::{Issue, Month};
use crate::clock::Moment;
use crate::db::entity::bulletin::{ActiveModel, Column, Entity, Model};
use crate::error::AppError;
use crate::id::Version;
use crate::text::Bilingual;

/// Who published something, and when.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The account's user name.
    pub by: String,
    /// The instant.
    pub at: Moment,
    /// The instant of the last entry of the ledger.
    pub known_at: Moment,
}

/// All bulletins, the latest month first; drafts, too.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_issues(connection: &impl ConnectionTrait) -> Result<Vec<Issue>, AppError> {
    let rows = Entity::find().order_by_desc(Column::Month).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// The published ones.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_published(connection: &impl ConnectionTrait) -> Result<Vec<Issue>, AppError> {
    let rows = Entity::find()
        .filter(Column::PublishedAt.is_not_null())
        .order_by_desc(Column::Month)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The bulletin of a month.
///
/// # Errors
/// When the database does not answer or the row cannot be read.
pub async fn find_issue(connection: &impl ConnectionTrait, month: Month) -> Result<Option<Issue>, AppError> {
    Entity::find_by_id(month.to_string()).one(connection).await?.map(read).transpose()
}

/// Writes the first draft of a month, unless there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn create_draft(
    connection: &impl ConnectionTrait,
    month: Month,
    text: Bilingual,
    now: Moment,
) -> Result<(), AppError> {
    let new = ActiveModel {
        month: Set(month.to_string()),
        version: Set(1),
        text_bg: Set(text.bg),
        text_en: Set(text.en),
        written_at: Set(now.0),
        published_at: Set(None),
        published_by: Set(None),
        known_at: Set(None),
    };
    Entity::insert(new)
        .on_conflict(OnConflict::column(Column::Month).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Writes a draft anew, provided its version is still `expected`, and publishes it
/// where that is meant.
///
/// # Errors
/// [`AppError::Conflict`] when it is not, or when it is published.
pub async fn save_issue(
    connection: &impl ConnectionTrait,
    (month, expected): (Month, Version),
    text: Bilingual,
    publication: Option<Publication>,
    now: Moment,
) -> Result<(), AppError> {
    let row = ActiveModel {
        version: Set(expected.next().0),
        text_bg: Set(text.bg),
        text_en: Set(text.en),
        written_at: Set(now.0),
        published_at: Set(publication.as_ref().map(|one| one.at.0)),
        known_at: Set(publication.as_ref().map(|one| one.known_at.0)),
        published_by: Set(publication.map(|one| one.by)),
        ..Default::default()
    };
    let updated = Entity::update_many()
        .set(row)
        .filter(Column::Month.eq(month.to_string()))
        .filter(Column::Version.eq(expected.0))
        .filter(Column::PublishedAt.is_null())
        .exec(connection)
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict { item: format!("bulletin:{month}"), conflict: None })
    }
}

fn read(row: Model) -> Result<Issue, AppError> {
    let month = row.month.parse().map_err(|()| DbErr::Type(format!("bulletin {}: no month", row.month)))?;
    Ok(Issue {
        month,
        version: Version(row.version),
        text: Bilingual { bg: row.text_bg, en: row.text_en },
        published_at: row.published_at.map(Moment),
        known_at: row.known_at.map(Moment),
    })
}
