//! Counting, forgetting, and reading what may be said.

use std::collections::BTreeMap;
use std::net::IpAddr;

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait,
    QueryFilter, TransactionTrait,
};

use super::form::Wish;
use super::model::{Count, Table, last_ended};
use super::salt::Salt;
use crate::capacity::model::Week;
use crate::db::entity::{demand_count, demand_mark, demand_salt, district};
use crate::db::{Change, Db, internal};
use crate::error::AppError;
use crate::ledger::store::hex;

/// What may be said of these weeks, from the first to the last of them, those
/// that have not ended by this day left out. Pages, the bulletin and open data
/// all read this.
///
/// # Errors
/// When the database does not answer.
pub async fn load_published(
    connection: &impl ConnectionTrait,
    weeks: &[Week],
    today: NaiveDate,
) -> Result<Table, AppError> {
    let mut ended: Vec<Week> = weeks.iter().copied().filter(|week| *week <= last_ended(today)).collect();
    ended.sort_unstable();
    let mondays = ended.iter().map(|week| week.monday());
    let found = demand_count::Entity::find()
        .filter(demand_count::Column::Week.is_in(mondays))
        .all(connection)
        .await?;
    let slugs: BTreeMap<i64, String> =
        district::Entity::find().all(connection).await?.into_iter().map(|row| (row.id, row.slug)).collect();
    let counts = found.into_iter().filter_map(|row| {
        Some(Count {
            service: row.service_number,
            district: slugs.get(&row.district_id)?.clone(),
            week: Week::of(row.week),
            count: u32::try_from(row.count).unwrap_or(u32::MAX),
        })
    });
    Ok(Table::of(ended, counts))
}

/// The first week with a count.
///
/// # Errors
/// When the database does not answer.
pub async fn find_first_week(connection: &impl ConnectionTrait) -> Result<Option<Week>, AppError> {
    use sea_orm::QuerySelect;
    let first: Option<Option<NaiveDate>> = demand_count::Entity::find()
        .select_only()
        .expr(demand_count::Column::Week.min())
        .into_tuple()
        .one(connection)
        .await?;
    Ok(first.flatten().map(Week::of))
}

/// Counts a wish, once a day for a network. What people see does not change
/// before the week is over, so no page is made anew; and nothing is in the
/// ledger, which keeps everything.
///
/// In a task of its own: a client that hangs up cannot leave it half done.
///
/// # Errors
/// When the database does not answer.
pub async fn count_wish(
    db: &Db,
    wish: Wish,
    network: Option<IpAddr>,
    today: NaiveDate,
) -> Result<(), AppError> {
    let of_task = db.clone();
    let task = tokio::spawn(async move {
        let tx = of_task.write().begin().await?;
        // The first statement writes: on both databases it waits for its turn.
        let forgotten = forget(&tx, today).await?;
        let salt = salt_of(&tx, today).await?;
        if is_new(&tx, today, salt.hash(network, &wish)).await? {
            add(&tx, &wish, today).await?;
        }
        tx.commit().await?;
        if forgotten { erase(&of_task).await } else { Ok(()) }
    });
    let done: Result<(), DbErr> = task.await.map_err(|error| internal(&error))?;
    Ok(done?)
}

/// Deletes the salts and hashes of days that are over, where there are any.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_past(db: &Db, today: NaiveDate) -> Result<(), AppError> {
    let tx = db.write().begin().await?;
    let forgotten = forget(&tx, today).await?;
    tx.commit().await?;
    if forgotten {
        erase(db).await?;
    }
    Ok(())
}

/// Writes counts that were invented for the demonstration.
///
/// # Errors
/// When the database does not answer.
pub async fn put_counts(change: &Change, counts: Vec<Count>) -> Result<(), AppError> {
    let rows = district::Entity::find().all(&change.tx).await?;
    let ids: BTreeMap<String, i64> = rows.into_iter().map(|row| (row.slug, row.id)).collect();
    let rows: Vec<_> = counts
        .into_iter()
        .filter_map(|one| Some(row(*ids.get(&one.district)?, one.service, one.week, i64::from(one.count))))
        .collect();
    if !rows.is_empty() {
        demand_count::Entity::insert_many(rows).exec_without_returning(&change.tx).await?;
    }
    Ok(())
}

async fn forget(tx: &DatabaseTransaction, today: NaiveDate) -> Result<bool, DbErr> {
    let salts =
        demand_salt::Entity::delete_many().filter(demand_salt::Column::Day.lt(today)).exec(tx).await?;
    let marks =
        demand_mark::Entity::delete_many().filter(demand_mark::Column::Day.lt(today)).exec(tx).await?;
    Ok(salts.rows_affected + marks.rows_affected > 0)
}

/// Leaves nothing of what was deleted in SQLite's files: deleted rows are
/// overwritten (`secure_delete`), and the log that still has them is emptied. A
/// reader in the middle of something keeps it until the next time.
async fn erase(db: &Db) -> Result<(), DbErr> {
    if db.write().get_database_backend() == DbBackend::Sqlite {
        db.write().execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    }
    Ok(())
}

/// Today's salt, drawn at its first use and the same for all servers.
async fn salt_of(tx: &DatabaseTransaction, today: NaiveDate) -> Result<Salt, DbErr> {
    let find = async || demand_salt::Entity::find_by_id(today).one(tx).await;
    if let Some(row) = find().await? {
        return Ok(Salt::new(row.value));
    }
    let drawn: [u8; 32] = rand::random();
    let new = demand_salt::ActiveModel { day: Set(today), value: Set(hex(&drawn)) };
    // Of two servers that draw at once, the first one's stays.
    demand_salt::Entity::insert(new)
        .on_conflict(OnConflict::column(demand_salt::Column::Day).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    let row = find().await?.ok_or_else(|| DbErr::RecordNotFound("the day's salt".to_owned()))?;
    Ok(Salt::new(row.value))
}

async fn is_new(tx: &DatabaseTransaction, day: NaiveDate, hash: String) -> Result<bool, DbErr> {
    let columns = [demand_mark::Column::Day, demand_mark::Column::Hash];
    let inserted = demand_mark::Entity::insert(demand_mark::ActiveModel { day: Set(day), hash: Set(hash) })
        .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(inserted == 1)
}

async fn add(tx: &DatabaseTransaction, wish: &Wish, today: NaiveDate) -> Result<(), DbErr> {
    use demand_count::Column::{Count, DistrictId, ServiceNumber, Week as WeekColumn};
    let place = district::Entity::find().filter(district::Column::Slug.eq(wish.district.as_str()));
    let Some(place) = place.one(tx).await? else { return Ok(()) };
    let one_more = Expr::col((demand_count::Entity, Count)).add(1);
    let again =
        OnConflict::columns([WeekColumn, ServiceNumber, DistrictId]).value(Count, one_more).to_owned();
    demand_count::Entity::insert(row(place.id, wish.service, Week::of(today), 1))
        .on_conflict(again)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

fn row(district: i64, service: i64, week: Week, count: i64) -> demand_count::ActiveModel {
    demand_count::ActiveModel {
        week: Set(week.monday()),
        service_number: Set(service),
        district_id: Set(district),
        count: Set(count),
    }
}
