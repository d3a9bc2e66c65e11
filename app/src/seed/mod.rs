//! The real facts: districts, programmes, services, life events, and of
//! progress only what a public source reports. `redom seed` loads them once.

pub mod data;
mod store;

use crate::clock::Moment;
use crate::db::{Author, Db, internal};
use crate::error::AppError;

/// What seeding did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeded {
    /// The facts were loaded.
    Now,
    /// They were there already; nothing was changed.
    Before,
}

/// Loads the facts into a migrated database that has none.
///
/// # Errors
/// When the files contradict themselves or the database does not answer.
pub async fn seed(db: &Db, now: Moment) -> Result<Seeded, AppError> {
    let facts = data::facts().map_err(|error| internal(&error))?;
    if store::is_seeded(db).await? {
        return Ok(Seeded::Before);
    }
    db.change(Author::INSTALLATION, now, move |change| {
        Box::pin(async move { store::insert(change, &facts).await })
    })
    .await?;
    Ok(Seeded::Now)
}
