//! What a plain form leaves for the page it returns to: the input and what is
//! wrong with it, or that it was done. Kept in the session until that page is
//! shown, and shown once.

use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use crate::db::internal;
use crate::error::AppError;
use crate::ui::form::Answer;

const KEY: &str = "flash";

/// An answer and the page it is for.
#[derive(Serialize, Deserialize)]
struct Kept {
    page: String,
    answer: Answer,
}

/// Keeps an answer for the next view of `page`, its path and query.
///
/// # Errors
/// When the session cannot be kept.
pub async fn keep(session: &Session, page: &str, answer: Answer) -> Result<(), AppError> {
    let kept = Kept { page: page.to_owned(), answer };
    session.insert(KEY, kept).await.map_err(|error| internal(&error))
}

/// The answer to the form last sent from `page`, once. Another page that is
/// opened meanwhile neither shows it nor takes it away: what somebody typed for
/// one district is not put before them as another's.
///
/// # Errors
/// When the session cannot be read.
pub async fn take(session: &Session, page: &str) -> Result<Option<Answer>, AppError> {
    // Looking first keeps a page without an answer from writing the session.
    let kept: Option<Kept> = session.get(KEY).await.map_err(|error| internal(&error))?;
    let Some(kept) = kept.filter(|kept| kept.page == page) else { return Ok(None) };
    session.remove_value(KEY).await.map_err(|error| internal(&error))?;
    Ok(Some(kept.answer))
}
