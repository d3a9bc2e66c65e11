//! The installation's one row: content version, head of the ledger, and whether
//! the data are a demonstration.

use std::sync::atomic::Ordering;

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect,
    TransactionTrait,
};

use super::entity::installation::{Column, Entity, Model};
use super::{Author, Change, Db};
use crate::clock::Moment;
use crate::clock::source::sofia_day;
use crate::error::AppError;

impl Db {
    /// Begins a transaction whose first statement takes the write lock.
    ///
    /// `now` was taken before that lock, by somebody who may have waited for it.
    /// The change is therefore dated after everything that is recorded: what was
    /// known at an instant up to the last entry's stays as it is for good.
    pub(super) async fn begin(&self, author: Author, now: Moment) -> Result<Change, AppError> {
        let tx = self.write.begin().await?;
        Entity::update_many()
            .col_expr(Column::ContentVersion, Expr::col(Column::ContentVersion).add(1))
            .filter(Column::Id.eq(1))
            .exec(&tx)
            .await?;
        let head = head(&tx).await?;
        let now = now.max(next_instant(&tx).await?);
        Ok(Change {
            tx,
            now,
            today: sofia_day(now),
            author,
            ledger_length: head.ledger_length,
            ledger_hash: head.ledger_hash,
            appended: Vec::new(),
            letterhead: self.letterhead.clone(),
            content_version: head.content_version,
        })
    }

    /// Begins a transaction that takes the same lock and leaves the content's
    /// version as it is.
    pub(super) async fn begin_quietly(&self) -> Result<DatabaseTransaction, AppError> {
        let tx = self.write.begin().await?;
        Entity::update_many()
            .col_expr(Column::ContentVersion, Expr::col(Column::ContentVersion))
            .filter(Column::Id.eq(1))
            .exec(&tx)
            .await?;
        Ok(tx)
    }

    /// Looks up how often what people see has changed, also by other processes.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn refresh_content_version(&self) -> Result<i64, DbErr> {
        let head = head(&self.read).await?;
        self.content_version.fetch_max(head.content_version, Ordering::AcqRel);
        Ok(head.content_version)
    }

    /// Whether the demonstration data set is loaded.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_demonstration(&self) -> Result<bool, DbErr> {
        is_demonstration(&self.read).await
    }

    /// The ledger's length and last hash as its head knows them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ledger_head(&self) -> Result<(i64, String), DbErr> {
        ledger_head(&self.read).await
    }
}

impl Change {
    /// Marks the whole installation as a demonstration.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_demonstration(&self) -> Result<(), AppError> {
        Entity::update_many().col_expr(Column::Demonstration, Expr::value(true)).exec(&self.tx).await?;
        Ok(())
    }

    pub(super) async fn commit(self) -> Result<(), AppError> {
        Entity::update_many()
            .col_expr(Column::LedgerLength, Expr::value(self.ledger_length))
            .col_expr(Column::LedgerHash, Expr::value(self.ledger_hash))
            .filter(Column::Id.eq(1))
            .exec(&self.tx)
            .await?;
        self.tx.commit().await?;
        Ok(())
    }
}

/// The ledger's length and last hash as its head knows them.
///
/// # Errors
/// When the database does not answer.
pub async fn ledger_head(connection: &impl ConnectionTrait) -> Result<(i64, String), DbErr> {
    let head = head(connection).await?;
    Ok((head.ledger_length, head.ledger_hash))
}

/// Whether the demonstration data set is loaded.
///
/// # Errors
/// When the database does not answer.
pub async fn is_demonstration(connection: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(head(connection).await?.demonstration)
}

/// The earliest instant that is later than all recorded ones.
async fn next_instant(connection: &impl ConnectionTrait) -> Result<Moment, DbErr> {
    use super::entity::ledger_entry::{Column, Entity};
    let last: Option<Option<i64>> =
        Entity::find().select_only().expr(Column::RecordedAt.max()).into_tuple().one(connection).await?;
    Ok(last.flatten().map_or(Moment(i64::MIN), |last| Moment(last.saturating_add(1))))
}

async fn head(connection: &impl ConnectionTrait) -> Result<Model, DbErr> {
    Entity::find_by_id(1)
        .one(connection)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("the installation's row".to_owned()))
}
