//! Closing a conflict by leaving the other's value.

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use crate::error::AppError;
use crate::id::ConflictId;

/// The author leaves the colleague's value; their own stays in the record.
///
/// # Errors
/// [`AppError::NotFound`] unless it is their own open conflict.
#[server(endpoint = "keep_theirs", input = PostUrl, output = Json)]
pub async fn keep_theirs(conflict: ConflictId) -> Result<(), AppError> {
    use super::store::{Outcome, close_conflict};
    let actor = crate::auth::actor::Actor::current().await?;
    let site = crate::site::Site::current()?;
    close_conflict(&site.db, conflict, actor.account, Outcome::KeptTheirs, site.clock.now()).await
}
