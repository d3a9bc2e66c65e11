//! What a plain form leaves for the page it returns to: the input and what is
//! wrong with it, or that it was done. Kept in the session until that page is
//! shown, and shown once.

use tower_sessions::Session;

use crate::db::internal;
use crate::error::AppError;
use crate::ui::form::Answer;

const KEY: &str = "flash";

/// Keeps an answer for the next page.
///
/// # Errors
/// When the session cannot be kept.
pub async fn keep(session: &Session, answer: Answer) -> Result<(), AppError> {
    session.insert(KEY, answer).await.map_err(|error| internal(&error))
}

/// The answer to the form last sent, once.
///
/// # Errors
/// When the session cannot be read.
pub async fn take(session: &Session) -> Result<Option<Answer>, AppError> {
    // Looking first keeps a page without an answer from writing the session.
    let kept: Option<Answer> = session.get(KEY).await.map_err(|error| internal(&error))?;
    if kept.is_some() {
        session.remove_value(KEY).await.map_err(|error| internal(&error))?;
    }
    Ok(kept)
}
