//! Which addresses are asked, how that went, and who asks at present.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::form::Check;
use super::model::{Outcome, Streak};
use crate::auth::policy::{Granted, RecordObservations};
use crate::clock::Moment;
use crate::db::Db;
use crate::db::entity::observer_check::{ActiveModel, Column, Entity, Model};
use crate::db::entity::{district, observer_lease};
use crate::error::{AppError, Rule};
use crate::id::DistrictId;
use crate::service::model::Observed;
use crate::service::store::{load_place, load_service};

/// How long one process may ask without saying that it still does, in seconds:
/// longer than a question and the pause before it.
pub const LEASE: i64 = 120;

/// A check and how it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The district.
    pub district_id: DistrictId,
    /// Its slug.
    pub district: String,
    /// The service's number.
    pub service: i64,
    /// The page that is asked.
    pub address: String,
    /// Its host with its port.
    pub host: String,
    /// What should be found there.
    pub phrase: String,
    /// When it was asked last, and what came of it.
    pub last: Option<(Moment, Outcome)>,
    /// What was seen in a row.
    pub streak: Streak,
    /// How often in a row asking led to nothing.
    pub in_vain: u32,
    /// When it is asked next.
    pub next_at: Moment,
}

/// How asking went, and when to ask again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Moment,
    /// What came of it.
    pub outcome: Outcome,
    /// What was seen in a row, this included.
    pub streak: Streak,
    /// How often in a row asking led to nothing, this included.
    pub in_vain: u32,
    /// When it is asked next.
    pub next_at: Moment,
    /// Until when the host wants to be left alone.
    pub not_before: Moment,
    /// Whether it holds for all pages of the host.
    pub of_host: bool,
}

/// All checks, by district and service.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_checks(connection: &impl ConnectionTrait) -> Result<Vec<Kept>, AppError> {
    let rows = Entity::find().order_by_asc(Column::DistrictId).order_by_asc(Column::ServiceNumber);
    read_all(connection, rows.all(connection).await?).await
}

/// The one that is to be asked by now and has been due for longest.
///
/// # Errors
/// When the database does not answer or the row cannot be read.
pub async fn find_due(connection: &impl ConnectionTrait, now: Moment) -> Result<Option<Kept>, AppError> {
    let row = Entity::find()
        .filter(Column::NextAt.lte(now.0))
        .order_by_asc(Column::NextAt)
        .order_by_asc(Column::DistrictId)
        .order_by_asc(Column::ServiceNumber)
        .one(connection)
        .await?;
    Ok(read_all(connection, row.into_iter().collect()).await?.pop())
}

/// When a page of this host was asked last.
///
/// # Errors
/// When the database does not answer.
pub async fn last_asked(connection: &impl ConnectionTrait, host: &str) -> Result<Option<Moment>, AppError> {
    let latest: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::CheckedAt.max(), "latest")
        .filter(Column::Host.eq(host))
        .into_tuple()
        .one(connection)
        .await?;
    Ok(latest.flatten().map(Moment))
}

/// Has an address asked from now on.
///
/// # Errors
/// [`AppError::Invalid`] when there is no such service or district, or one is
/// asked for it already.
pub async fn add_check(
    db: &Db,
    _: &Granted<RecordObservations>,
    check: Check,
    now: Moment,
) -> Result<(), AppError> {
    let unknown = |field: &'static str| {
        move |error: AppError| match error {
            AppError::NotFound => AppError::invalid(field, Rule::NotOffered),
            other => other,
        }
    };
    load_service(db.read(), check.service).await.map_err(unknown("check_service"))?;
    let place = load_place(db.read(), &check.district).await.map_err(unknown("check_district"))?;
    let host = super::address::host_of(&check.address);
    let not_before = wished_by(db.read(), &host).await?;
    let row = ActiveModel {
        district_id: Set(place.id.0),
        service_number: Set(check.service),
        address: Set(check.address.to_string()),
        host: Set(host),
        phrase: Set(check.phrase),
        checked_at: Set(None),
        outcome: Set(None),
        seen: Set(None),
        times: Set(0),
        in_vain: Set(0),
        next_at: Set(now.0.max(not_before)),
        not_before: Set(not_before),
    };
    let pair = [Column::DistrictId, Column::ServiceNumber];
    let added = Entity::insert(row)
        .on_conflict(OnConflict::columns(pair).do_nothing().to_owned())
        .exec_without_returning(db.write())
        .await?;
    if added == 1 { Ok(()) } else { Err(AppError::invalid("check_service", Rule::ExistsAlready)) }
}

/// Has it asked no longer; one that is gone already stays gone.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such district.
pub async fn remove_check(
    db: &Db,
    _: &Granted<RecordObservations>,
    service: i64,
    district: &str,
) -> Result<(), AppError> {
    let place = load_place(db.read(), district).await?;
    Entity::delete_by_id((place.id.0, service)).exec(db.write()).await?;
    Ok(())
}

/// Has it asked as soon as its host lets us.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such check.
pub async fn hasten_check(
    db: &Db,
    _: &Granted<RecordObservations>,
    service: i64,
    district: &str,
    now: Moment,
) -> Result<(), AppError> {
    let place = load_place(db.read(), district).await?;
    let row = Entity::find_by_id((place.id.0, service)).one(db.read()).await?;
    let next_at = row.ok_or(AppError::NotFound)?.not_before.max(now.0);
    let updated = Entity::update_many()
        .col_expr(Column::NextAt, Expr::value(next_at))
        .filter(Column::DistrictId.eq(place.id.0))
        .filter(Column::ServiceNumber.eq(service))
        .exec(db.write())
        .await?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(AppError::NotFound) }
}

/// Until when this host wants to be left alone.
async fn wished_by(connection: &impl ConnectionTrait, host: &str) -> Result<i64, AppError> {
    let latest: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::NotBefore.max(), "latest")
        .filter(Column::Host.eq(host))
        .into_tuple()
        .one(connection)
        .await?;
    Ok(latest.flatten().unwrap_or_default())
}

/// Notes how asking went; whether it was still to be asked so, and nobody else has
/// asked it meanwhile. What the host does to one of its pages puts off the others.
///
/// # Errors
/// When the database does not answer.
pub async fn note_outcome(
    connection: &impl ConnectionTrait,
    check: &Kept,
    note: &Note,
) -> Result<bool, AppError> {
    let as_it_was = match check.last {
        Some((at, _)) => Column::CheckedAt.eq(at.0),
        None => Column::CheckedAt.is_null(),
    };
    let updated = Entity::update_many()
        .col_expr(Column::CheckedAt, Expr::value(Some(note.at.0)))
        .col_expr(Column::Outcome, Expr::value(Some(note.outcome.key())))
        .col_expr(Column::Seen, Expr::value(note.streak.seen.map(|seen| seen.key().to_owned())))
        .col_expr(Column::Times, Expr::value(i64::from(note.streak.times)))
        .col_expr(Column::InVain, Expr::value(i64::from(note.in_vain)))
        .col_expr(Column::NextAt, Expr::value(note.next_at.0))
        .col_expr(Column::NotBefore, Expr::value(note.not_before.0))
        .filter(Column::DistrictId.eq(check.district_id.0))
        .filter(Column::ServiceNumber.eq(check.service))
        .filter(Column::Address.eq(check.address.as_str()))
        .filter(Column::Phrase.eq(check.phrase.as_str()))
        .filter(as_it_was)
        .exec(connection)
        .await?;
    if note.of_host {
        let of_host = || Entity::update_many().filter(Column::Host.eq(check.host.as_str()));
        // Those that are due are told the same in this round; the others come later.
        of_host()
            .col_expr(Column::NextAt, Expr::value(note.next_at.0))
            .filter(Column::NextAt.gt(note.at.0))
            .filter(Column::NextAt.lt(note.next_at.0))
            .exec(connection)
            .await?;
        of_host()
            .col_expr(Column::NotBefore, Expr::value(note.not_before.0))
            .filter(Column::NotBefore.lt(note.not_before.0))
            .exec(connection)
            .await?;
    }
    Ok(updated.rows_affected == 1)
}

/// Takes or keeps the right to ask, so that two processes never ask at once.
///
/// # Errors
/// When the database does not answer.
pub async fn take_lease(db: &Db, holder: &str, now: Moment) -> Result<bool, AppError> {
    use observer_lease::Column::{Holder, Id, Until};
    let free = Condition::any().add(Holder.eq(holder)).add(Until.lt(now.0));
    let updated = observer_lease::Entity::update_many()
        .col_expr(Holder, Expr::value(holder))
        .col_expr(Until, Expr::value(now.plus_seconds(LEASE).0))
        .filter(Id.eq(1))
        .filter(free)
        .exec(db.write())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Gives it back.
///
/// # Errors
/// When the database does not answer.
pub async fn leave_lease(db: &Db, holder: &str) -> Result<(), AppError> {
    use observer_lease::Column::{Holder, Until};
    observer_lease::Entity::update_many()
        .col_expr(Until, Expr::value(0i64))
        .filter(Holder.eq(holder))
        .exec(db.write())
        .await?;
    Ok(())
}

async fn read_all(connection: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Kept>, AppError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let districts = district::Entity::find().all(connection).await?;
    let slugs: BTreeMap<i64, String> = districts.into_iter().map(|row| (row.id, row.slug)).collect();
    rows.into_iter().map(|row| Ok(read(row, &slugs)?)).collect()
}

fn read(row: Model, slugs: &BTreeMap<i64, String>) -> Result<Kept, DbErr> {
    let unknown = |what: &str, key: &str| DbErr::Type(format!("unknown {what} of a check: {key}"));
    let outcome =
        row.outcome.map(|key| Outcome::from_key(&key).ok_or_else(|| unknown("outcome", &key))).transpose()?;
    let seen =
        row.seen.map(|key| Observed::from_key(&key).ok_or_else(|| unknown("state", &key))).transpose()?;
    let count = |number: i64| u32::try_from(number).unwrap_or_default();
    Ok(Kept {
        district_id: DistrictId(row.district_id),
        district: slugs.get(&row.district_id).cloned().unwrap_or_default(),
        service: row.service_number,
        address: row.address,
        host: row.host,
        phrase: row.phrase,
        last: row.checked_at.map(Moment).zip(outcome),
        streak: Streak { seen, times: count(row.times) },
        in_vain: count(row.in_vain),
        next_at: Moment(row.next_at),
    })
}
