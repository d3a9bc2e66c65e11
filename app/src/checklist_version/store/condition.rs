//! What districts are asked of their circumstances.

use std::collections::BTreeSet;

use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::db::Change;
use crate::db::entity::{
    checklist_version, onboarding, onboarding_condition, programme_condition, requirement,
};
use crate::error::AppError;
use crate::id::ProgrammeId;
use crate::text::Bilingual;

/// Asks it of every district in the programme.
///
/// # Errors
/// When the database does not answer.
pub async fn create_condition(
    change: &Change,
    programme: ProgrammeId,
    key: &str,
    name: Bilingual,
) -> Result<(), AppError> {
    let row = programme_condition::ActiveModel {
        programme_id: Set(programme.0),
        key: Set(key.to_owned()),
        name_bg: Set(name.bg),
        name_en: Set(name.en),
        ..Default::default()
    };
    programme_condition::Entity::insert(row).exec_without_returning(&change.tx).await?;
    Ok(())
}

/// Asks it no more.
///
/// # Errors
/// When the database does not answer.
pub async fn delete_condition(change: &Change, programme: ProgrammeId, key: &str) -> Result<(), AppError> {
    programme_condition::Entity::delete_many()
        .filter(programme_condition::Column::ProgrammeId.eq(programme.0))
        .filter(programme_condition::Column::Key.eq(key))
        .exec(&change.tx)
        .await?;
    Ok(())
}

/// The conditions that a requirement of any version depends on or that were ever
/// answered for a district.
///
/// # Errors
/// When the database does not answer.
pub async fn list_used_conditions(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<BTreeSet<String>, AppError> {
    let versions = Query::select()
        .column(checklist_version::Column::Id)
        .from(checklist_version::Entity)
        .and_where(checklist_version::Column::ProgrammeId.eq(programme.0))
        .take();
    let onboardings = Query::select()
        .column(onboarding::Column::Id)
        .from(onboarding::Entity)
        .and_where(onboarding::Column::ProgrammeId.eq(programme.0))
        .take();
    let asked: Vec<Option<String>> = requirement::Entity::find()
        .select_only()
        .column(requirement::Column::AppliesWhen)
        .distinct()
        .filter(requirement::Column::ChecklistVersionId.in_subquery(versions))
        .into_tuple()
        .all(connection)
        .await?;
    let answered: Vec<String> = onboarding_condition::Entity::find()
        .select_only()
        .column(onboarding_condition::Column::Key)
        .distinct()
        .filter(onboarding_condition::Column::OnboardingId.in_subquery(onboardings))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(asked.into_iter().flatten().chain(answered).collect())
}
