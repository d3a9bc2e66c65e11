//! The letters as administrators see them: how many are where, and what becomes of
//! those that were given up.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{DEAD, QUEUED, SENT};
use crate::clock::Moment;
use crate::db::Db;
use crate::db::entity::outbox::{Column, Entity};
use crate::error::AppError;
use crate::id::{LetterId, SubscriptionId};
use crate::subscription::store::lift_suspension;

/// How many letters are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Waiting to be sent.
    pub queued: u64,
    /// Of these, tried without success.
    pub tried: u64,
    /// When the oldest of them was written.
    pub oldest: Option<Moment>,
    /// Taken by the mail server.
    pub sent: u64,
    /// Given up.
    pub dead: u64,
}

/// A letter that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// Its row.
    pub id: LetterId,
    /// The address.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What the mail server said last.
    pub failure: String,
    /// When it was given up.
    pub ended_at: Moment,
}

/// How many letters are where.
///
/// # Errors
/// When the database does not answer.
pub async fn count_letters(db: &Db) -> Result<Counts, AppError> {
    let count = |state: &'static str| Entity::find().filter(Column::State.eq(state)).count(db.read());
    let tried = Entity::find().filter(Column::State.eq(QUEUED)).filter(Column::Failure.is_not_null());
    let oldest: Option<Option<i64>> = Entity::find()
        .select_only()
        .expr(Column::QueuedAt.min())
        .filter(Column::State.eq(QUEUED))
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(Counts {
        queued: count(QUEUED).await?,
        tried: tried.count(db.read()).await?,
        oldest: oldest.flatten().map(Moment),
        sent: count(SENT).await?,
        dead: count(DEAD).await?,
    })
}

/// The letters that were given up, the last first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_dead(db: &Db, limit: u64) -> Result<Vec<DeadLetter>, AppError> {
    let rows = Entity::find()
        .filter(Column::State.eq(DEAD))
        .order_by_desc(Column::EndedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db.read())
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| DeadLetter {
            id: LetterId(row.id),
            recipient: row.recipient,
            subject: row.subject,
            attempts: row.attempts,
            failure: row.failure.unwrap_or_default(),
            ended_at: Moment(row.ended_at.unwrap_or_default()),
        })
        .collect())
}

/// Tries a letter that was given up anew, and with it its subscriber. One that is
/// under way again, or gone, is left as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn requeue(db: &Db, id: LetterId, now: Moment) -> Result<(), AppError> {
    db.transact(move |tx| {
        Box::pin(async move {
            let found = Entity::find_by_id(id.0).filter(Column::State.eq(DEAD)).one(tx).await?;
            let Some(row) = found else { return Ok(()) };
            if let Some(subscription) = row.subscription_id {
                lift_suspension(tx, SubscriptionId(subscription)).await?;
            }
            Entity::update_many()
                .col_expr(Column::State, Expr::value(QUEUED))
                .col_expr(Column::QueuedAt, Expr::value(now.0))
                .col_expr(Column::NextAt, Expr::value(now.0))
                .col_expr(Column::Attempts, Expr::value(0))
                .col_expr(Column::LeasedUntil, Expr::value(None::<i64>))
                .col_expr(Column::EndedAt, Expr::value(None::<i64>))
                .filter(Column::Id.eq(id.0))
                .exec(tx)
                .await?;
            Ok(())
        })
    })
    .await
}

/// Throws a letter away that was given up.
///
/// # Errors
/// When the database does not answer.
pub async fn discard(db: &Db, id: LetterId) -> Result<(), AppError> {
    Entity::delete_many().filter(Column::Id.eq(id.0)).filter(Column::State.eq(DEAD)).exec(db.write()).await?;
    Ok(())
}
