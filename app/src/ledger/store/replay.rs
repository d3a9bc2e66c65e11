//! Reading the ledger for a day of the past, or for many.

use chrono::NaiveDate;
use sea_orm::sea_query::{Cond, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use crate::clock::Moment;
use crate::db::entity::ledger_entry::{Column, Entity};
use crate::error::AppError;
use crate::ledger::clocks::Clocks;

/// What an item had come to.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ItemValue {
    /// The district's slug.
    pub district: String,
    /// The item, as the ledger names it.
    pub item: String,
    /// Its value as JSON.
    pub new_value: String,
}

/// An entry as far as a series over time needs it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Dated {
    /// Its number.
    pub seq: i64,
    /// The district's slug.
    pub district: String,
    /// The item, as the ledger names it.
    pub item: String,
    /// The value after it as JSON; `None` when nothing is left.
    pub new_value: Option<String>,
    /// The day from which it is true.
    pub effective_on: Option<NaiveDate>,
}

/// An entry as far as any replay needs it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Told {
    /// Its number.
    pub seq: i64,
    /// The programme's key.
    pub programme: String,
    /// The district's slug.
    pub district: String,
    /// The item, as the ledger names it.
    pub item: String,
    /// The value after it as JSON; `None` when nothing is left.
    pub new_value: Option<String>,
    /// The day from which it is true.
    pub effective_on: Option<NaiveDate>,
    /// When it was written, in milliseconds since 1970.
    pub recorded_at: i64,
}

/// From when to when the ledger was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The earliest instant.
    pub first: Moment,
    /// The latest.
    pub last: Moment,
}

/// From when to when the ledger was written; `None` while it is empty. A
/// demonstration records its past after the facts, so these are not the instants
/// of the first and the last entry.
///
/// # Errors
/// When the database does not answer.
pub async fn find_span(connection: &impl ConnectionTrait) -> Result<Option<Span>, AppError> {
    // Two queries, because SQLite looks only one end up in an index.
    let first = find_instant(connection, Column::RecordedAt.min()).await?;
    let last = find_instant(connection, Column::RecordedAt.max()).await?;
    Ok(first.zip(last).map(|(first, last)| Span { first, last }))
}

async fn find_instant(
    connection: &impl ConnectionTrait,
    which: SimpleExpr,
) -> Result<Option<Moment>, AppError> {
    let found: Option<Option<i64>> =
        Entity::find().select_only().expr(which).into_tuple().one(connection).await?;
    Ok(found.flatten().map(Moment))
}

/// The fold as one query: the value of each item in a programme, or of one of
/// its districts, after the last entry that counts, in no order. The same as
/// [`Replay::at`](crate::ledger::model::Replay::at) of all entries.
///
/// # Errors
/// When the database does not answer.
pub async fn list_values(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: Option<&str>,
    clocks: Clocks,
) -> Result<Vec<ItemValue>, AppError> {
    let last = Query::select()
        .expr(Column::Seq.max())
        .from(Entity)
        .cond_where(counts(programme, district, clocks))
        .group_by_col(Column::District)
        .group_by_col(Column::Item)
        .take();
    let values = Entity::find()
        .select_only()
        .columns([Column::District, Column::Item, Column::NewValue])
        .filter(Column::Seq.in_subquery(last))
        .filter(Column::NewValue.is_not_null())
        .into_model()
        .all(connection)
        .await?;
    Ok(values)
}

/// All entries of a programme, for a series over time.
///
/// # Errors
/// When the database does not answer.
pub async fn list_dated(connection: &impl ConnectionTrait, programme: &str) -> Result<Vec<Dated>, AppError> {
    let columns = [Column::Seq, Column::District, Column::Item, Column::NewValue, Column::EffectiveOn];
    let entries = Entity::find()
        .select_only()
        .columns(columns)
        .filter(Column::Programme.eq(programme))
        .into_model()
        .all(connection)
        .await?;
    Ok(entries)
}

/// The next entries after one, in their order, at most so many.
///
/// # Errors
/// When the database does not answer.
pub async fn list_told_after(
    connection: &impl ConnectionTrait,
    seq: i64,
    limit: u64,
) -> Result<Vec<Told>, AppError> {
    let columns = [Column::Seq, Column::Programme, Column::District, Column::Item, Column::NewValue];
    let told = Entity::find()
        .select_only()
        .columns(columns)
        .columns([Column::EffectiveOn, Column::RecordedAt])
        .filter(Column::Seq.gt(seq))
        .order_by_asc(Column::Seq)
        .limit(limit)
        .into_model()
        .all(connection)
        .await?;
    Ok(told)
}

/// [`Clocks::admits`] for the database.
pub(super) fn counts(programme: &str, district: Option<&str>, clocks: Clocks) -> Cond {
    let true_by_then =
        Cond::any().add(Column::EffectiveOn.is_null()).add(Column::EffectiveOn.lte(clocks.as_of));
    Cond::all()
        .add(Column::Programme.eq(programme))
        .add_option(district.map(|district| Column::District.eq(district)))
        .add(true_by_then)
        .add_option(clocks.known.map(|known| Column::RecordedAt.lte(known.0)))
}
