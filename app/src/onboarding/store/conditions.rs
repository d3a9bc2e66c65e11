//! What is known of a district's circumstances.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::one_row;
use crate::db::Change;
use crate::db::entity::onboarding_condition::{ActiveModel, Column, Entity, Model};
use crate::error::AppError;
use crate::id::{OnboardingId, Version};
use crate::ledger::model::Item;
use crate::onboarding::model::Circumstance;

/// What is known, and the version of each, by condition.
type Known = (BTreeMap<String, Circumstance>, BTreeMap<String, Version>);

/// What is known of the districts of these onboardings, by row number.
///
/// # Errors
/// When the database does not answer.
pub async fn list_conditions(
    connection: &impl ConnectionTrait,
    onboardings: Vec<i64>,
) -> Result<HashMap<i64, Known>, AppError> {
    let mut known: HashMap<i64, Known> = HashMap::new();
    for row in Entity::find().filter(Column::OnboardingId.is_in(onboardings)).all(connection).await? {
        let (holds, versions) = known.entry(row.onboarding_id).or_default();
        holds.extend(read_circumstance(&row).map(|one| (row.key.clone(), one)));
        versions.insert(row.key, Version(row.version));
    }
    Ok(known)
}

/// Writes whether a condition holds, provided its version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn save_condition(
    change: &Change,
    onboarding: OnboardingId,
    key: &str,
    expected: Version,
    said: Option<Circumstance>,
) -> Result<(), AppError> {
    let row = ActiveModel {
        onboarding_id: Set(onboarding.0),
        key: Set(key.to_owned()),
        version: Set(expected.next().0),
        holds: Set(said.map(|one| one.holds)),
        since: Set(said.and_then(|one| one.since)),
        ..Default::default()
    };
    if expected == Version(0) {
        Entity::insert(row).exec_without_returning(&change.tx).await?;
        return Ok(());
    }
    let updated = Entity::update_many()
        .set(row)
        .filter(Column::OnboardingId.eq(onboarding.0))
        .filter(Column::Key.eq(key))
        .filter(Column::Version.eq(expected.0))
        .exec(&change.tx)
        .await?;
    one_row(updated.rows_affected, || Item::Condition(key.to_owned()).to_string())
}

/// What a row says; nothing when it is not known any more.
pub(super) fn read_circumstance(row: &Model) -> Option<Circumstance> {
    Some(Circumstance { holds: row.holds?, since: row.since })
}
