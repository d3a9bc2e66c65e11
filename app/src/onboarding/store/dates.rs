//! Reading and writing the three dates.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{Onboarding, milestone_row, one_row};
use crate::db::Change;
use crate::db::entity::{milestone_dates, onboarding};
use crate::error::AppError;
use crate::id::Version;
use crate::ledger::model::Item;
use crate::onboarding::model::{Dates, SlipReason};

impl Onboarding {
    /// The dates of a milestone, or of going live, and their version.
    #[must_use]
    pub fn dates_of(&self, milestone: Option<&str>) -> (Version, Dates) {
        match milestone {
            None => (self.dates_version, self.dates),
            Some(key) => self.milestone_dates.get(key).copied().unwrap_or((Version(0), Dates::default())),
        }
    }

    /// Takes over what was saved.
    pub fn set_dates_of(&mut self, milestone: Option<String>, version: Version, dates: Dates) {
        match milestone {
            None => (self.dates_version, self.dates) = (version, dates),
            Some(key) => {
                self.milestone_dates.insert(key, (version, dates));
            }
        }
    }
}

/// Writes the three dates of a milestone, or of going live, provided their
/// version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn save_dates(
    change: &Change,
    onboarding: &Onboarding,
    milestone: Option<&str>,
    expected: Version,
    dates: &Dates,
) -> Result<(), AppError> {
    let (from, to) = dates.window.unzip();
    let reason = dates.because.map(|because| because.key().to_owned());
    let Some(key) = milestone else {
        let row = onboarding::ActiveModel {
            dates_version: Set(expected.next().0),
            window_from: Set(from),
            window_to: Set(to),
            preferred_on: Set(dates.preferred),
            agreed_on: Set(dates.agreed),
            dates_reason: Set(reason),
            ..Default::default()
        };
        let updated = onboarding::Entity::update_many()
            .set(row)
            .filter(onboarding::Column::Id.eq(onboarding.id.0))
            .filter(onboarding::Column::DatesVersion.eq(expected.0))
            .exec(&change.tx)
            .await?;
        return one_row(updated.rows_affected, || Item::Dates.to_string());
    };
    use milestone_dates::{ActiveModel, Column, Entity};
    let milestone = onboarding.programme.milestone(key).ok_or(AppError::NotFound)?;
    let milestone = milestone_row(change, onboarding, milestone.position).await?;
    let row = ActiveModel {
        onboarding_id: Set(onboarding.id.0),
        milestone_id: Set(milestone),
        version: Set(expected.next().0),
        window_from: Set(from),
        window_to: Set(to),
        preferred_on: Set(dates.preferred),
        agreed_on: Set(dates.agreed),
        reason: Set(reason),
        ..Default::default()
    };
    if expected == Version(0) {
        Entity::insert(row).exec_without_returning(&change.tx).await?;
        return Ok(());
    }
    let updated = Entity::update_many()
        .set(row)
        .filter(Column::OnboardingId.eq(onboarding.id.0))
        .filter(Column::MilestoneId.eq(milestone))
        .filter(Column::Version.eq(expected.0))
        .exec(&change.tx)
        .await?;
    one_row(updated.rows_affected, || format!("dates:{key}"))
}

/// The three dates from their row.
#[must_use]
pub fn read_dates(row: &onboarding::Model) -> Dates {
    Dates {
        window: row.window_from.zip(row.window_to),
        preferred: row.preferred_on,
        agreed: row.agreed_on,
        because: row.dates_reason.as_deref().and_then(SlipReason::from_key),
    }
}

/// The same of a milestone.
#[must_use]
pub fn read_milestone_dates(row: &milestone_dates::Model) -> Dates {
    Dates {
        window: row.window_from.zip(row.window_to),
        preferred: row.preferred_on,
        agreed: row.agreed_on,
        because: row.reason.as_deref().and_then(SlipReason::from_key),
    }
}
