//! Appending to the ledger and reading it.

mod public;
mod replay;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::sea_query::Cond;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::clocks::Clocks;
use super::model::{Entry, Item};
use crate::clock::Moment;
use crate::db::entity::ledger_entry::{ActiveModel, Column, Entity, Model};
use crate::db::{Change, Db};
use crate::error::AppError;

pub use public::{PublicEntries, list_public_entries};
use replay::counts;
pub use replay::{Dated, ItemValue, Span, Told, find_span, list_dated, list_told_after, list_values};

/// How many last changes of a district are shown.
pub const CHANGES_SHOWN: u64 = 12;

/// A change about to be written down.
#[derive(Debug)]
pub struct Draft<'a, V> {
    /// The programme's key.
    pub programme: &'a str,
    /// The district's slug.
    pub district: &'a str,
    /// What changes.
    pub item: Item,
    /// By which operation.
    pub operation: &'a str,
    /// Its value before.
    pub old: Option<&'a V>,
    /// Its value after.
    pub new: Option<&'a V>,
    /// Why.
    pub reason: Option<&'a str>,
    /// The day from which it is true.
    pub effective_on: Option<NaiveDate>,
}

impl Change {
    /// Appends an entry in this change's transaction.
    ///
    /// # Errors
    /// When the value cannot be written as JSON or the database does not answer.
    pub async fn append<V: Serialize + Sync>(&mut self, draft: Draft<'_, V>) -> Result<(), AppError> {
        let mut entry = Entry {
            seq: self.ledger_length + 1,
            programme: draft.programme.to_owned(),
            district: draft.district.to_owned(),
            item: draft.item.to_string(),
            operation: draft.operation.to_owned(),
            old: draft.old.map(json).transpose()?,
            new: draft.new.map(json).transpose()?,
            reason: draft.reason.map(str::to_owned),
            account: self.author.account.map(|account| account.0),
            account_name: self.author.name.clone(),
            role: self.author.role.to_owned(),
            effective_on: draft.effective_on,
            recorded_at: self.now,
            previous_hash: self.ledger_hash.clone(),
            hash: String::new(),
        };
        entry.hash = hash(&entry);
        self.ledger_length = entry.seq;
        self.ledger_hash.clone_from(&entry.hash);
        // Only subscribers are told of it before the end.
        if self.letterhead.is_some() {
            self.appended.push(entry.clone());
        }
        Entity::insert(ActiveModel::from(entry)).exec_without_returning(&self.tx).await?;
        Ok(())
    }
}

/// The instant of the last entry, which is how fresh the public pages are.
///
/// # Errors
/// When the database does not answer.
pub async fn find_last_instant(db: &Db) -> Result<Option<Moment>, AppError> {
    let last: Option<i64> = Entity::find()
        .select_only()
        .column(Column::RecordedAt)
        .order_by_desc(Column::Seq)
        .limit(1)
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(last.map(Moment))
}

/// The last entries of a district in a programme, the newest first; of those
/// that count at this point, when one is given.
///
/// # Errors
/// When the database does not answer.
pub async fn list_last_entries(
    db: &Db,
    programme: &str,
    district: &str,
    clocks: Option<Clocks>,
    limit: u64,
) -> Result<Vec<Entry>, AppError> {
    let of_district = Cond::all().add(Column::Programme.eq(programme)).add(Column::District.eq(district));
    let rows = Entity::find()
        .filter(clocks.map_or(of_district, |clocks| counts(programme, Some(district), clocks)))
        .order_by_desc(Column::Seq)
        .limit(limit)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// When each operation was last recorded of a district in a programme; of the
/// entries that count at this point, when one is given.
///
/// # Errors
/// When the database does not answer.
pub async fn list_last_by_operation(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: &str,
    clocks: Option<Clocks>,
) -> Result<BTreeMap<String, Moment>, AppError> {
    let of_district = Cond::all().add(Column::Programme.eq(programme)).add(Column::District.eq(district));
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::Operation)
        .column_as(Column::RecordedAt.max(), "last")
        .filter(clocks.map_or(of_district, |clocks| counts(programme, Some(district), clocks)))
        .group_by(Column::Operation)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(operation, at)| (operation, Moment(at))).collect())
}

/// The changes of dates of a programme, of one district or of all, in order; of
/// those that count at this point, when one is given.
///
/// # Errors
/// When the database does not answer.
pub async fn list_changes_of_dates(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: Option<&str>,
    clocks: Option<Clocks>,
) -> Result<Vec<Entry>, AppError> {
    let all = Cond::all()
        .add(Column::Programme.eq(programme))
        .add_option(district.map(|district| Column::District.eq(district)));
    let rows = Entity::find()
        .filter(clocks.map_or(all, |clocks| counts(programme, district, clocks)))
        .filter(Column::Operation.eq("set_dates"))
        .order_by_asc(Column::Seq)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The last entry of one item.
///
/// # Errors
/// When the database does not answer.
pub async fn find_last_of_item(
    db: &Db,
    programme: &str,
    district: &str,
    item: &str,
) -> Result<Option<Entry>, AppError> {
    let row = Entity::find()
        .filter(Column::Programme.eq(programme))
        .filter(Column::District.eq(district))
        .filter(Column::Item.eq(item))
        .order_by_desc(Column::Seq)
        .limit(1)
        .one(db.read())
        .await?;
    Ok(row.map(Entry::from))
}

/// The last entries that belong to no programme, the newest first: of a district
/// or of all, of these items; of those that count at this point, when one is
/// given.
///
/// # Errors
/// When the database does not answer.
pub async fn list_last_of_items(
    connection: &impl ConnectionTrait,
    district: Option<&str>,
    items: &[Item],
    clocks: Option<Clocks>,
    limit: u64,
) -> Result<Vec<Entry>, AppError> {
    let all = Cond::all()
        .add(Column::Programme.eq(""))
        .add_option(district.map(|district| Column::District.eq(district)));
    let rows = Entity::find()
        .filter(clocks.map_or(all, |clocks| counts("", district, clocks)))
        .filter(Column::Item.is_in(items.iter().map(ToString::to_string)))
        .order_by_desc(Column::Seq)
        .limit(limit)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The day of a district's last return from a suspension; the tables keep only
/// what is so at present.
///
/// # Errors
/// When the database does not answer.
pub async fn find_last_return(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: &str,
) -> Result<Option<NaiveDate>, AppError> {
    let row = Entity::find()
        .filter(Column::Programme.eq(programme))
        .filter(Column::District.eq(district))
        .filter(Column::Operation.eq("return_onboarding"))
        .order_by_desc(Column::Seq)
        .limit(1)
        .one(connection)
        .await?;
    Ok(row.and_then(|row| row.effective_on))
}

/// The entries of all items whose name begins so, in order: of a programme's own,
/// or of those of no programme when its key is empty.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entries_of(
    connection: &impl ConnectionTrait,
    programme: &str,
    items: &str,
) -> Result<Vec<Entry>, AppError> {
    let rows = Entity::find()
        .filter(Column::Programme.eq(programme))
        .filter(Column::District.eq(""))
        .filter(Column::Item.starts_with(items))
        .order_by_asc(Column::Seq)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// A district's entries of one operation in a programme, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_operation(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: &str,
    operation: &str,
) -> Result<Vec<Entry>, AppError> {
    let rows = Entity::find()
        .filter(Column::Programme.eq(programme))
        .filter(Column::District.eq(district))
        .filter(Column::Operation.eq(operation))
        .order_by_asc(Column::Seq)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// One page of a district's entries in a programme, the newest first, and how
/// many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entries_page(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: &str,
    offset: u64,
    limit: u64,
) -> Result<(Vec<Entry>, u64), AppError> {
    let of_district =
        Entity::find().filter(Column::Programme.eq(programme)).filter(Column::District.eq(district));
    let count = of_district.clone().count(connection).await?;
    let rows = of_district.order_by_desc(Column::Seq).offset(offset).limit(limit).all(connection).await?;
    Ok((rows.into_iter().map(Entry::from).collect(), count))
}

/// The entries after number `after`, in order, at most `limit` of them.
///
/// # Errors
/// When the database does not answer.
pub async fn list_entries_after(
    connection: &impl ConnectionTrait,
    after: i64,
    limit: u64,
) -> Result<Vec<Entry>, AppError> {
    let rows = Entity::find()
        .filter(Column::Seq.gt(after))
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// The entry's SHA-256 over its canonical form, which holds the previous hash.
#[must_use]
pub fn hash(entry: &Entry) -> String {
    hex(&Sha256::digest(entry.canonical().as_bytes()))
}

/// The SHA-256 of any bytes, in hexadecimal digits.
#[must_use]
pub fn hash_text(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]).collect()
}

fn json(value: &impl Serialize) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|error| crate::db::internal(&error))
}

impl From<Entry> for ActiveModel {
    fn from(entry: Entry) -> Self {
        Self {
            seq: Set(entry.seq),
            programme: Set(entry.programme),
            district: Set(entry.district),
            item: Set(entry.item),
            operation: Set(entry.operation),
            old_value: Set(entry.old),
            new_value: Set(entry.new),
            reason: Set(entry.reason),
            account_id: Set(entry.account),
            account_name: Set(entry.account_name),
            role: Set(entry.role),
            effective_on: Set(entry.effective_on),
            recorded_at: Set(entry.recorded_at.0),
            previous_hash: Set(entry.previous_hash),
            hash: Set(entry.hash),
        }
    }
}

impl From<Model> for Entry {
    fn from(row: Model) -> Self {
        Self {
            seq: row.seq,
            programme: row.programme,
            district: row.district,
            item: row.item,
            operation: row.operation,
            old: row.old_value,
            new: row.new_value,
            reason: row.reason,
            account: row.account_id,
            account_name: row.account_name,
            role: row.role,
            effective_on: row.effective_on,
            recorded_at: Moment(row.recorded_at),
            previous_hash: row.previous_hash,
            hash: row.hash,
        }
    }
}
