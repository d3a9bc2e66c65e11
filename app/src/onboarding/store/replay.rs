//! An onboarding as the ledger tells it at a point on both clocks.

use sea_orm::ConnectionTrait;

use super::{Onboarding, load_onboarding_of};
use crate::db::internal;
use crate::error::AppError;
use crate::id::Version;
use crate::ledger::clocks::Clocks;
use crate::ledger::store::list_values;
use crate::onboarding::model::Progress;
use crate::onboarding::model::replayed::Replayed;
use crate::outage::store::list_replayed;

/// The onboarding of a district in a programme as it was; its versions are the
/// present ones, for nothing can be changed in the past.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_replayed_onboarding(
    connection: &impl ConnectionTrait,
    slug: &str,
    programme: &str,
    clocks: Clocks,
) -> Result<Onboarding, AppError> {
    let present = load_onboarding_of(connection, slug, programme, clocks).await?;
    let mut replayed = Replayed::default();
    for one in list_values(connection, programme, Some(slug), clocks).await? {
        replayed.set(&one.item, &one.new_value).map_err(|error| internal(&error))?;
    }
    let Replayed { progress, dates, milestone_dates } = replayed;
    let milestone_dates =
        milestone_dates.into_iter().map(|(key, dates)| (key, (Version(0), dates))).collect();
    let outages = list_replayed(connection, programme, clocks).await?;
    let progress = Progress { outages, programme: programme.to_owned(), ..progress };
    Ok(Onboarding { progress, dates, milestone_dates, ..present })
}
