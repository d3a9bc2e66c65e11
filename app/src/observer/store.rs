//! Which addresses are asked, how that went, and who asks at present.

use std::collections::BTreeMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::form::Check;
use super::model::Outcome;
use crate::auth::policy::{Granted, RecordObservations};
use crate::clock::Moment;
use crate::db::Db;
use crate::db::entity::observer_check::{ActiveModel, Column, Entity, Model};
use crate::db::entity::{district, observer_lease};
use crate::error::{AppError, Rule};
use crate::id::DistrictId;
use crate::service::store::{load_place, load_service};

/// How long one process may ask without saying that it still does, in seconds.
const LEASE: i64 = 120;

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
    /// What should be found there.
    pub phrase: String,
    /// When it was asked last, and what came of it.
    pub last: Option<(Moment, Outcome)>,
    /// How often in a row it has failed.
    pub failures: u32,
    /// When it is asked next.
    pub next_at: Moment,
}

/// All checks, by district and service.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_checks(connection: &impl ConnectionTrait) -> Result<Vec<Kept>, AppError> {
    let rows = Entity::find().order_by_asc(Column::DistrictId).order_by_asc(Column::ServiceNumber);
    read_all(connection, rows.all(connection).await?).await
}

/// Those that are to be asked by now, the longest due first.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_due(connection: &impl ConnectionTrait, now: Moment) -> Result<Vec<Kept>, AppError> {
    let rows = Entity::find().filter(Column::NextAt.lte(now.0)).order_by_asc(Column::NextAt);
    read_all(connection, rows.all(connection).await?).await
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
    let row = ActiveModel {
        district_id: Set(place.id.0),
        service_number: Set(check.service),
        address: Set(check.address.to_string()),
        phrase: Set(check.phrase),
        checked_at: Set(None),
        outcome: Set(None),
        failures: Set(0),
        next_at: Set(now.0),
    };
    let pair = [Column::DistrictId, Column::ServiceNumber];
    let added = Entity::insert(row)
        .on_conflict(sea_orm::sea_query::OnConflict::columns(pair).do_nothing().to_owned())
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

/// Has it asked in the next round.
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
    let updated = Entity::update_many()
        .col_expr(Column::NextAt, Expr::value(now.0))
        .filter(Column::DistrictId.eq(place.id.0))
        .filter(Column::ServiceNumber.eq(service))
        .exec(db.write())
        .await?;
    if updated.rows_affected == 1 { Ok(()) } else { Err(AppError::NotFound) }
}

/// Notes how asking went; nothing, when it was removed or changed meanwhile.
///
/// # Errors
/// When the database does not answer.
pub async fn note_outcome(
    db: &Db,
    check: &Kept,
    (at, outcome): (Moment, Outcome),
    failures: u32,
    next_at: Moment,
) -> Result<(), AppError> {
    Entity::update_many()
        .col_expr(Column::CheckedAt, Expr::value(Some(at.0)))
        .col_expr(Column::Outcome, Expr::value(Some(outcome.key())))
        .col_expr(Column::Failures, Expr::value(i64::from(failures)))
        .col_expr(Column::NextAt, Expr::value(next_at.0))
        .filter(Column::DistrictId.eq(check.district_id.0))
        .filter(Column::ServiceNumber.eq(check.service))
        .filter(Column::Address.eq(check.address.as_str()))
        .exec(db.write())
        .await?;
    Ok(())
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
    let districts = district::Entity::find().all(connection).await?;
    let slugs: BTreeMap<i64, String> = districts.into_iter().map(|row| (row.id, row.slug)).collect();
    rows.into_iter().map(|row| Ok(read(row, &slugs)?)).collect()
}

fn read(row: Model, slugs: &BTreeMap<i64, String>) -> Result<Kept, DbErr> {
    let outcome = row
        .outcome
        .map(|key| {
            Outcome::from_key(&key).ok_or_else(|| DbErr::Type(format!("unknown outcome of a check: {key}")))
        })
        .transpose()?;
    Ok(Kept {
        district_id: DistrictId(row.district_id),
        district: slugs.get(&row.district_id).cloned().unwrap_or_default(),
        service: row.service_number,
        address: row.address,
        phrase: row.phrase,
        last: row.checked_at.map(Moment).zip(outcome),
        failures: u32::try_from(row.failures).unwrap_or_default(),
        next_at: Moment(row.next_at),
    })
}
