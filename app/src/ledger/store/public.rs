//! The ledger as far as pages show it to everybody.

use sea_orm::sea_query::Cond;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::replay::counts;
use crate::db::entity::ledger_entry::{Column, Entity};
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Entry;

/// Which entries are asked for.
#[derive(Clone, Copy, Debug)]
pub struct PublicEntries<'a> {
    /// Of these programmes; an empty name is what belongs to none.
    pub programmes: &'a [String],
    /// Of one district or of all.
    pub district: Option<&'a str>,
    /// Of those that count at this point, when one is given.
    pub clocks: Option<Clocks>,
}

/// Entries in order, from an offset on, and how many there are. Places by week
/// are left out: no public page shows them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_public_entries(
    connection: &impl ConnectionTrait,
    asked: PublicEntries<'_>,
    offset: u64,
    limit: Option<u64>,
) -> Result<(Vec<Entry>, u64), AppError> {
    let of = |programme: &String| match asked.clocks {
        Some(clocks) => counts(programme, asked.district, clocks),
        None => Cond::all()
            .add(Column::Programme.eq(programme.as_str()))
            .add_option(asked.district.map(|district| Column::District.eq(district))),
    };
    let any = asked.programmes.iter().fold(Cond::any(), |any, programme| any.add(of(programme)));
    let found =
        Entity::find().filter(any).filter(Column::Item.not_like("capacity%")).order_by_asc(Column::Seq);
    let count = found.clone().count(connection).await?;
    // SQLite knows no offset without a limit.
    let limit = limit.unwrap_or(i64::MAX.unsigned_abs());
    let rows = found.offset(offset).limit(limit).all(connection).await?;
    Ok((rows.into_iter().map(Entry::from).collect(), count))
}
