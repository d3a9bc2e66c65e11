//! Refused second saves.

use std::collections::BTreeMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::clock::Moment;
use crate::db::entity::conflict::{ActiveModel, Column, Entity, Model};
use crate::db::entity::{district, onboarding};
use crate::db::{Db, internal};
use crate::error::AppError;
use crate::id::{AccountId, ConflictId, OnboardingId};
use crate::text::Bilingual;

/// A change that came second.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Row number.
    pub id: ConflictId,
    /// The server function it was sent to.
    pub operation: String,
    /// The onboarding it was for.
    pub onboarding: OnboardingId,
    /// The name of its district.
    pub district_name: Bilingual,
    /// The item both changed, as the ledger names it.
    pub item: String,
    /// All it said.
    pub fields: Vec<(String, String)>,
    /// The page it was sent from.
    pub back: String,
    /// When.
    pub recorded_at: Moment,
    /// What its author chose, if they have.
    pub outcome: Option<String>,
}

/// A refused change to keep.
#[derive(Clone, Debug)]
pub struct NewRefused {
    /// The server function.
    pub operation: String,
    /// The onboarding.
    pub onboarding: OnboardingId,
    /// The item.
    pub item: String,
    /// All it said.
    pub fields: Vec<(String, String)>,
    /// The page it was sent from.
    pub back: String,
}

/// What an author chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The colleague's value stays.
    KeptTheirs,
    /// Their own was saved on top of it.
    KeptMine,
}

/// Keeps a refused change for its author.
///
/// # Errors
/// When the database does not answer.
pub async fn create_conflict(
    db: &Db,
    account: AccountId,
    new: NewRefused,
    now: Moment,
) -> Result<ConflictId, AppError> {
    let row = ActiveModel {
        account_id: Set(account.0),
        operation: Set(new.operation),
        onboarding_id: Set(new.onboarding.0),
        item: Set(new.item),
        fields: Set(serde_json::to_string(&new.fields).map_err(|error| internal(&error))?),
        back: Set(new.back),
        recorded_at: Set(now.0),
        outcome: Set(None),
        closed_at: Set(None),
        ..Default::default()
    };
    let inserted = Entity::insert(row).exec(db.write()).await?;
    Ok(ConflictId(inserted.last_insert_id))
}

/// An author's own refused change.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_conflict(db: &Db, id: ConflictId, account: AccountId) -> Result<Refused, AppError> {
    let row = Entity::find_by_id(id.0)
        .filter(Column::AccountId.eq(account.0))
        .one(db.read())
        .await?
        .ok_or(AppError::NotFound)?;
    let names = district_names(db).await?;
    read(row, &names)
}

/// An author's refused changes that wait for a choice.
///
/// # Errors
/// When the database does not answer.
pub async fn list_open_conflicts(db: &Db, account: AccountId) -> Result<Vec<Refused>, AppError> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Outcome.is_null())
        .order_by_asc(Column::Id)
        .all(db.read())
        .await?;
    let names = if rows.is_empty() { BTreeMap::new() } else { district_names(db).await? };
    rows.into_iter().map(|row| read(row, &names)).collect()
}

/// Writes down what the author chose.
///
/// # Errors
/// [`AppError::NotFound`] unless it is their own and open.
pub async fn close_conflict(
    db: &Db,
    id: ConflictId,
    account: AccountId,
    outcome: Outcome,
    now: Moment,
) -> Result<(), AppError> {
    let own = Entity::find_by_id(id.0).filter(Column::AccountId.eq(account.0));
    if own.count(db.read()).await? == 0 {
        return Err(AppError::NotFound);
    }
    let row = ActiveModel {
        outcome: Set(Some(outcome.key().to_owned())),
        closed_at: Set(Some(now.0)),
        ..Default::default()
    };
    // Choosing twice changes nothing.
    Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.0))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Outcome.is_null())
        .exec(db.write())
        .await?;
    Ok(())
}

impl Outcome {
    /// The name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::KeptTheirs => "kept_theirs",
            Self::KeptMine => "kept_mine",
        }
    }
}

/// The names of districts by the row numbers of their onboardings.
async fn district_names(db: &Db) -> Result<BTreeMap<i64, Bilingual>, AppError> {
    let districts: BTreeMap<i64, Bilingual> = district::Entity::find()
        .all(db.read())
        .await?
        .into_iter()
        .map(|row| (row.id, Bilingual { bg: row.name_bg, en: row.name_en }))
        .collect();
    let onboardings = onboarding::Entity::find().all(db.read()).await?;
    Ok(onboardings
        .into_iter()
        .filter_map(|row| Some((row.id, districts.get(&row.district_id)?.clone())))
        .collect())
}

fn read(row: Model, names: &BTreeMap<i64, Bilingual>) -> Result<Refused, AppError> {
    Ok(Refused {
        id: ConflictId(row.id),
        operation: row.operation,
        onboarding: OnboardingId(row.onboarding_id),
        district_name: names.get(&row.onboarding_id).cloned().unwrap_or_default(),
        item: row.item,
        fields: serde_json::from_str(&row.fields).map_err(|error| internal(&error))?,
        back: row.back,
        recorded_at: Moment(row.recorded_at),
        outcome: row.outcome,
    })
}
