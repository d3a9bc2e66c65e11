//! The marks that stand, for whoever asks for nothing else.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{milestone_positions, read_mark};
use crate::db::entity::{district, milestone_mark, onboarding};
use crate::error::AppError;
use crate::id::ProgrammeId;
use crate::onboarding::model::Progress;

/// The districts' slugs with the positions of the milestones that are shown as
/// reached there in a programme.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_marked(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Vec<(String, Vec<i32>)>, AppError> {
    let positions = milestone_positions(connection, programme.0).await?;
    let of_programme = onboarding::Column::ProgrammeId.eq(programme.0);
    let onboardings = onboarding::Entity::find().filter(of_programme).all(connection).await?;
    let districts = district::Entity::find().all(connection).await?;
    let slugs: HashMap<i64, String> = districts.into_iter().map(|row| (row.id, row.slug)).collect();
    let ids: Vec<i64> = onboardings.iter().map(|row| row.id).collect();
    let mut progress: HashMap<i64, Progress> = HashMap::new();
    let of_these = milestone_mark::Column::OnboardingId.is_in(ids);
    for mark in milestone_mark::Entity::find().filter(of_these).all(connection).await? {
        let position = positions.get(&mark.milestone_id).map_or(0, |(position, _)| *position);
        progress.entry(mark.onboarding_id).or_default().put_mark(read_mark(mark, position)?);
    }
    Ok(onboardings
        .into_iter()
        .filter_map(|row| {
            let standing = progress.get(&row.id)?.standing_marks().map(|mark| mark.position).collect();
            Some((slugs.get(&row.district_id)?.clone(), standing))
        })
        .collect())
}
