//! Accounts and sessions in the database.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, TransactionTrait,
};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};

use super::actor::Actor;
use super::model::Role;
use super::session::ACCOUNT;
use crate::clock::Moment;
use crate::db::entity::{account, account_district, district, session};
use crate::db::{Db, internal};
use crate::error::AppError;
use crate::id::{AccountId, DistrictId};
use crate::ledger::store::hex;

/// An account as lists show it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Row number.
    pub id: AccountId,
    /// User name.
    pub user_name: String,
    /// Role.
    pub role: Role,
    /// Slugs of its districts.
    pub districts: Vec<String>,
    /// Whether it may no longer sign in.
    pub disabled: bool,
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// User name, in any case; see [`fold`].
    pub user_name: String,
    /// The hash of its password.
    pub password_hash: String,
    /// Role.
    pub role: Role,
    /// Slugs of its districts; only for district staff.
    pub districts: Vec<String>,
    /// Whether it belongs to the demonstration.
    pub demonstration: bool,
}

/// Why an account was not made or found.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The user name is taken.
    #[error("the user name {0} is taken")]
    Taken(String),
    /// No such account.
    #[error("there is no account {0}")]
    Unknown(String),
    /// No such district.
    #[error("there is no district {0}")]
    UnknownDistrict(String),
    /// The database does not answer.
    #[error("the database failed: {0}")]
    Database(#[from] sea_orm::DbErr),
}

/// User names are the same in any case and without white space around them.
#[must_use]
pub fn fold(user_name: &str) -> String {
    user_name.trim().to_lowercase()
}

/// The account that is signed in, unless it has been disabled.
///
/// # Errors
/// When the database does not answer.
pub async fn find_actor(db: &Db, id: AccountId) -> Result<Option<Actor>, AppError> {
    let row = account::Entity::find_by_id(id.0).one(db.read()).await?;
    match row.filter(|row| !row.disabled) {
        Some(row) => Ok(Some(read_actor(db.read(), row).await?)),
        None => Ok(None),
    }
}

/// The account of this user name with its password's hash.
///
/// # Errors
/// When the database does not answer.
pub async fn find_credentials(db: &Db, user_name: &str) -> Result<Option<(AccountId, String)>, AppError> {
    let row = account::Entity::find()
        .filter(account::Column::UserName.eq(fold(user_name)))
        .filter(account::Column::Disabled.eq(false))
        .one(db.read())
        .await?;
    Ok(row.map(|row| (AccountId(row.id), row.password_hash)))
}

/// The hash of an account's password.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn find_password_hash(db: &Db, id: AccountId) -> Result<String, AppError> {
    let row = account::Entity::find_by_id(id.0).one(db.read()).await?.ok_or(AppError::NotFound)?;
    Ok(row.password_hash)
}

/// Makes an account.
///
/// # Errors
/// [`AccountError`].
pub async fn create_account(db: &Db, new: NewAccount, now: Moment) -> Result<AccountId, AccountError> {
    let tx = db.write().begin().await?;
    let id = insert_account(&tx, new, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Makes an account in an open transaction.
///
/// # Errors
/// [`AccountError`].
pub async fn insert_account(
    connection: &impl ConnectionTrait,
    new: NewAccount,
    now: Moment,
) -> Result<AccountId, AccountError> {
    let user_name = fold(&new.user_name);
    if find_by_name(connection, &user_name).await?.is_some() {
        return Err(AccountError::Taken(user_name));
    }
    let row = account::ActiveModel {
        user_name: Set(user_name),
        password_hash: Set(new.password_hash),
        role: Set(new.role.key().to_owned()),
        disabled: Set(false),
        demonstration: Set(new.demonstration),
        created_at: Set(now.0),
        password_changed_at: Set(now.0),
        ..Default::default()
    };
    let id = account::Entity::insert(row).exec(connection).await?.last_insert_id;
    for slug in new.districts {
        let found = district::Entity::find()
            .filter(district::Column::Slug.eq(&slug))
            .one(connection)
            .await?
            .ok_or(AccountError::UnknownDistrict(slug))?;
        let row = account_district::ActiveModel { account_id: Set(id), district_id: Set(found.id) };
        account_district::Entity::insert(row).exec_without_returning(connection).await?;
    }
    Ok(AccountId(id))
}

/// All accounts by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_accounts(db: &Db) -> Result<Vec<Account>, AccountError> {
    let accounts = account::Entity::find().order_by_asc(account::Column::UserName).all(db.read()).await?;
    let slugs: HashMap<i64, String> =
        district::Entity::find().all(db.read()).await?.into_iter().map(|row| (row.id, row.slug)).collect();
    let mut districts: HashMap<i64, Vec<String>> = HashMap::new();
    for row in account_district::Entity::find().all(db.read()).await? {
        if let Some(slug) = slugs.get(&row.district_id) {
            districts.entry(row.account_id).or_default().push(slug.clone());
        }
    }
    Ok(accounts
        .into_iter()
        .map(|row| Account {
            id: AccountId(row.id),
            role: Role::from_key(&row.role).unwrap_or(Role::Reader),
            districts: districts.remove(&row.id).unwrap_or_default(),
            disabled: row.disabled,
            user_name: row.user_name,
        })
        .collect())
}

/// How many accounts there are.
///
/// # Errors
/// When the database does not answer.
pub async fn count_accounts(db: &Db) -> Result<u64, AccountError> {
    Ok(account::Entity::find().count(db.read()).await?)
}

/// Lets an account sign in no longer and ends its sessions.
///
/// # Errors
/// [`AccountError`].
pub async fn disable_account(db: &Db, user_name: &str) -> Result<(), AccountError> {
    let name = fold(user_name);
    let row = find_by_name(db.read(), &name).await?.ok_or(AccountError::Unknown(name))?;
    let tx = db.write().begin().await?;
    let disabled = account::ActiveModel { id: Set(row.id), disabled: Set(true), ..Default::default() };
    account::Entity::update(disabled).exec(&tx).await?;
    delete_sessions_in(&tx, AccountId(row.id)).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets another password and ends the account's sessions.
///
/// # Errors
/// When the database does not answer.
pub async fn save_password(
    db: &Db,
    id: AccountId,
    password_hash: String,
    now: Moment,
) -> Result<(), AppError> {
    let tx = db.write().begin().await?;
    let row = account::ActiveModel {
        id: Set(id.0),
        password_hash: Set(password_hash),
        password_changed_at: Set(now.0),
        ..Default::default()
    };
    account::Entity::update(row).exec(&tx).await?;
    delete_sessions_in(&tx, id).await?;
    tx.commit().await?;
    Ok(())
}

/// The account of this user name, also a disabled one.
///
/// # Errors
/// [`AccountError`].
pub async fn find_account(db: &Db, user_name: &str) -> Result<AccountId, AccountError> {
    let name = fold(user_name);
    let row = find_by_name(db.read(), &name).await?.ok_or(AccountError::Unknown(name))?;
    Ok(AccountId(row.id))
}

/// Ends all sessions of an account.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_sessions_of(db: &Db, id: AccountId) -> Result<(), AppError> {
    Ok(delete_sessions_in(db.write(), id).await?)
}

/// Forgets the sessions that have run out.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_expired_sessions(db: &Db, now: Moment) -> Result<(), AppError> {
    session::Entity::delete_many().filter(session::Column::ExpiresAt.lte(now.0)).exec(db.write()).await?;
    Ok(())
}

/// Writes a session down.
///
/// # Errors
/// When the database does not answer.
pub async fn save_session(db: &Db, record: &Record) -> Result<(), AppError> {
    let account = record.data.get(ACCOUNT).and_then(serde_json::Value::as_i64);
    let row = session::ActiveModel {
        token_hash: Set(token_hash(record.id)),
        account_id: Set(account),
        data: Set(serde_json::to_string(&record.data).map_err(|error| internal(&error))?),
        expires_at: Set(record.expiry_date.unix_timestamp() * 1000),
    };
    let replace = OnConflict::column(session::Column::TokenHash)
        .update_columns([session::Column::AccountId, session::Column::Data, session::Column::ExpiresAt])
        .to_owned();
    session::Entity::insert(row).on_conflict(replace).exec_without_returning(db.write()).await?;
    Ok(())
}

/// The session of this token, unless it has run out.
///
/// # Errors
/// When the database does not answer.
pub async fn find_session(db: &Db, id: Id) -> Result<Option<Record>, AppError> {
    let Some(row) = session::Entity::find_by_id(token_hash(id)).one(db.read()).await? else {
        return Ok(None);
    };
    let expiry_date =
        OffsetDateTime::from_unix_timestamp(row.expires_at / 1000).map_err(|error| internal(&error))?;
    if expiry_date <= OffsetDateTime::now_utc() {
        return Ok(None);
    }
    let data = serde_json::from_str(&row.data).map_err(|error| internal(&error))?;
    Ok(Some(Record { id, data, expiry_date }))
}

/// Ends a session.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_session(db: &Db, id: Id) -> Result<(), AppError> {
    session::Entity::delete_by_id(token_hash(id)).exec(db.write()).await?;
    Ok(())
}

async fn delete_sessions_in(connection: &impl ConnectionTrait, id: AccountId) -> Result<(), sea_orm::DbErr> {
    session::Entity::delete_many().filter(session::Column::AccountId.eq(id.0)).exec(connection).await?;
    Ok(())
}

async fn find_by_name(
    connection: &impl ConnectionTrait,
    folded: &str,
) -> Result<Option<account::Model>, sea_orm::DbErr> {
    account::Entity::find().filter(account::Column::UserName.eq(folded)).one(connection).await
}

async fn read_actor(connection: &DatabaseConnection, row: account::Model) -> Result<Actor, AppError> {
    let role = Role::from_key(&row.role)
        .ok_or_else(|| sea_orm::DbErr::Type(format!("account {}: unknown role", row.id)))?;
    let districts = account_district::Entity::find()
        .filter(account_district::Column::AccountId.eq(row.id))
        .all(connection)
        .await?;
    Ok(Actor {
        account: AccountId(row.id),
        name: row.user_name,
        role,
        districts: districts.into_iter().map(|row| DistrictId(row.district_id)).collect(),
    })
}

fn token_hash(id: Id) -> String {
    hex(&Sha256::digest(id.0.to_le_bytes()))
}
