//! Reading and writing subscriptions.

use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use super::form::Wish;
use super::model::CONFIRM_WITHIN_SECONDS;
use crate::clock::Moment;
use crate::db::Db;
use crate::db::entity::{subscription, subscription_request, subscription_scope};
use crate::error::AppError;
use crate::id::{RequestId, SubscriptionId};
use crate::mail::store::token_hash;
use crate::text::Lang;

/// Somebody to write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscriber {
    /// The row.
    pub id: SubscriptionId,
    /// The address.
    pub email: String,
    /// The language to write in.
    pub lang: Lang,
}

/// What somebody asked for and has yet to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The row.
    pub id: RequestId,
    /// The address.
    pub email: String,
    /// The district's slug; empty for the whole city.
    pub district: String,
    /// The language to write in.
    pub lang: Lang,
}

/// How many addresses there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Confirmed.
    pub subscribed: u64,
    /// Of these, not written to, because letters came back.
    pub suspended: u64,
    /// Not confirmed yet.
    pub asked: u64,
}

/// Writes down that somebody asked.
///
/// # Errors
/// When the database does not answer.
pub async fn create_request(
    connection: &impl ConnectionTrait,
    wish: &Wish,
    lang: Lang,
    token_hash: String,
    now: Moment,
) -> Result<RequestId, AppError> {
    let new = subscription_request::ActiveModel {
        token_hash: Set(token_hash),
        email: Set(wish.email.as_str().to_owned()),
        lang: Set(lang.code().to_owned()),
        district: Set(wish.district.clone()),
        requested_at: Set(now.0),
        ..Default::default()
    };
    Ok(RequestId(subscription_request::Entity::insert(new).exec(connection).await?.last_insert_id))
}

/// What this secret confirms, unless it has waited too long.
///
/// # Errors
/// When the database does not answer.
pub async fn find_request(
    connection: &impl ConnectionTrait,
    token: &str,
    now: Moment,
) -> Result<Option<Request>, AppError> {
    use subscription_request::Column::{RequestedAt, TokenHash};
    let row = subscription_request::Entity::find()
        .filter(TokenHash.eq(token_hash(token)))
        .filter(RequestedAt.gt(now.plus_seconds(-CONFIRM_WITHIN_SECONDS).0))
        .one(connection)
        .await?;
    Ok(row.map(|row| Request {
        id: RequestId(row.id),
        email: row.email,
        district: row.district,
        lang: Lang::from_code(&row.lang).unwrap_or_default(),
    }))
}

/// Makes a subscription of what was asked for, or adds to the one there is.
///
/// # Errors
/// When the database does not answer.
pub async fn confirm_request(
    connection: &impl ConnectionTrait,
    request: Request,
    now: Moment,
) -> Result<(), AppError> {
    use subscription::Column::{Bounced, ConfirmedAt, Email, Lang as Language, SuspendedAt};
    let new = subscription::ActiveModel {
        // One mailbox, however it is written.
        email: Set(request.email.to_lowercase()),
        lang: Set(request.lang.code().to_owned()),
        confirmed_at: Set(now.0),
        suspended_at: Set(None),
        bounced: Set(None),
        ..Default::default()
    };
    // Who confirms has read a letter: it arrives again.
    let known =
        OnConflict::column(Email).update_columns([Language, ConfirmedAt, SuspendedAt, Bounced]).to_owned();
    subscription::Entity::insert(new).on_conflict(known).exec_without_returning(connection).await?;
    let row =
        subscription::Entity::find().filter(Email.eq(request.email.to_lowercase())).one(connection).await?;
    let row = row.ok_or(AppError::NotFound)?;
    let scope =
        subscription_scope::ActiveModel { subscription_id: Set(row.id), district: Set(request.district) };
    let columns = [subscription_scope::Column::SubscriptionId, subscription_scope::Column::District];
    subscription_scope::Entity::insert(scope)
        .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
        .exec_without_returning(connection)
        .await?;
    subscription_request::Entity::delete_by_id(request.id.0).exec(connection).await?;
    Ok(())
}

/// Everybody who wants to hear of a district, each once.
///
/// # Errors
/// When the database does not answer.
pub async fn list_subscribers_of(
    connection: &impl ConnectionTrait,
    district: &str,
) -> Result<Vec<Subscriber>, AppError> {
    let scopes = subscription_scope::Entity::find()
        .filter(subscription_scope::Column::District.is_in(["", district]))
        .all(connection)
        .await?;
    let mut wanted: Vec<i64> = scopes.into_iter().map(|scope| scope.subscription_id).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut all = list_subscribers(connection).await?;
    all.retain(|one| wanted.binary_search(&one.id.0).is_ok());
    Ok(all)
}

/// Everybody who is written to.
///
/// # Errors
/// When the database does not answer.
pub async fn list_subscribers(connection: &impl ConnectionTrait) -> Result<Vec<Subscriber>, AppError> {
    let rows = subscription::Entity::find()
        .filter(subscription::Column::SuspendedAt.is_null())
        .order_by_asc(subscription::Column::Id)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| Subscriber {
            id: SubscriptionId(row.id),
            lang: Lang::from_code(&row.lang).unwrap_or_default(),
            email: row.email,
        })
        .collect())
}

/// Forgets an address with all that was to be sent to it.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_subscription(
    connection: &impl ConnectionTrait,
    id: SubscriptionId,
) -> Result<(), AppError> {
    subscription::Entity::delete_by_id(id.0).exec(connection).await?;
    Ok(())
}

/// Writes to it no more, because letters come back.
///
/// # Errors
/// When the database does not answer.
pub async fn suspend_subscription(
    connection: &impl ConnectionTrait,
    id: SubscriptionId,
    said: &str,
    now: Moment,
) -> Result<(), AppError> {
    subscription::Entity::update_many()
        .col_expr(subscription::Column::SuspendedAt, Expr::value(now.0))
        .col_expr(subscription::Column::Bounced, Expr::value(said))
        .filter(subscription::Column::Id.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Writes to it again.
///
/// # Errors
/// When the database does not answer.
pub async fn lift_suspension(connection: &impl ConnectionTrait, id: SubscriptionId) -> Result<(), AppError> {
    subscription::Entity::update_many()
        .col_expr(subscription::Column::SuspendedAt, Expr::value(None::<i64>))
        .col_expr(subscription::Column::Bounced, Expr::value(None::<String>))
        .filter(subscription::Column::Id.eq(id.0))
        .exec(connection)
        .await?;
    Ok(())
}

/// Forgets what nobody confirmed in time.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_unconfirmed(db: &Db, now: Moment) -> Result<(), AppError> {
    subscription_request::Entity::delete_many()
        .filter(subscription_request::Column::RequestedAt.lte(now.plus_seconds(-CONFIRM_WITHIN_SECONDS).0))
        .exec(db.write())
        .await?;
    Ok(())
}

/// How many addresses there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count_subscriptions(db: &Db) -> Result<Counts, AppError> {
    let suspended = subscription::Entity::find().filter(subscription::Column::SuspendedAt.is_not_null());
    Ok(Counts {
        subscribed: subscription::Entity::find().count(db.read()).await?,
        suspended: suspended.count(db.read()).await?,
        asked: subscription_request::Entity::find().count(db.read()).await?,
    })
}
