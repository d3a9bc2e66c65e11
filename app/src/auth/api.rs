//! Signing in and out, and one's own password.

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use crate::error::AppError;

/// Signs in and rotates the session's token.
///
/// # Errors
/// [`AppError::Invalid`] with one message for a wrong name and a wrong
/// password; [`AppError::TooManyAttempts`].
#[server(endpoint = "sign_in", input = PostUrl, output = Json)]
pub async fn sign_in(user_name: String, password: String) -> Result<(), AppError> {
    super::sign_in::sign_in(user_name, password).await
}

/// Ends this session.
///
/// # Errors
/// [`AppError::NotSignedIn`].
#[server(endpoint = "sign_out", input = PostUrl, output = Json)]
pub async fn sign_out() -> Result<(), AppError> {
    super::sign_in::sign_out().await
}

/// Ends all sessions of the account.
///
/// # Errors
/// [`AppError::NotSignedIn`].
#[server(endpoint = "sign_out_everywhere", input = PostUrl, output = Json)]
pub async fn sign_out_everywhere() -> Result<(), AppError> {
    super::sign_in::sign_out_everywhere().await
}

/// Sets another password; other sessions of the account end.
///
/// # Errors
/// [`AppError::Invalid`]; nothing is changed then.
#[server(endpoint = "change_password", input = PostUrl, output = Json)]
pub async fn change_password(
    present_password: String,
    new_password: String,
    repeated_password: String,
) -> Result<(), AppError> {
    super::sign_in::change_password(present_password, new_password, repeated_password).await
}
