//! Passwords: argon2id, off the async threads, two at a time, so that a flood
//! of sign-ins cannot take the server's memory (19 MiB each).

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::db::internal;
use crate::error::AppError;

/// The fewest characters of a password.
pub const MIN_LENGTH: u32 = 12;
/// The most characters of a password.
pub const MAX_LENGTH: u32 = 256;

/// Hashes and checks passwords.
#[derive(Clone, Debug)]
pub struct Passwords {
    places: Arc<Semaphore>,
    /// Checked when there is no such account, so that both take the same time.
    decoy: Arc<str>,
}

/// The password could not be hashed.
#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct HashError(String);

impl Passwords {
    /// A checker of passwords.
    ///
    /// # Errors
    /// [`HashError`] when there is no randomness to be had.
    pub fn new() -> Result<Self, HashError> {
        let decoy = hash_now("no account has this password")?;
        Ok(Self { places: Arc::new(Semaphore::new(2)), decoy: decoy.into() })
    }

    /// The hash to keep of a password.
    ///
    /// # Errors
    /// [`AppError::Internal`].
    pub async fn hash(&self, password: String) -> Result<String, AppError> {
        let _place = self.places.acquire().await.map_err(|error| internal(&error))?;
        tokio::task::spawn_blocking(move || hash_now(&password))
            .await
            .map_err(|error| internal(&error))?
            .map_err(|error| internal(&error))
    }

    /// Whether the password is the one of this hash; `None` stands for an
    /// account that does not exist and takes as long.
    ///
    /// # Errors
    /// [`AppError::Internal`].
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, AppError> {
        let _place = self.places.acquire().await.map_err(|error| internal(&error))?;
        let exists = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.decoy.to_string());
        tokio::task::spawn_blocking(move || {
            let parsed = PasswordHash::new(&hash);
            parsed.is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
        })
        .await
        .map(|matches| matches && exists)
        .map_err(|error| internal(&error))
    }
}

/// The hash to keep of a password, computed here and now (command line).
///
/// # Errors
/// [`HashError`] when there is no randomness to be had.
pub fn hash_now(password: &str) -> Result<String, HashError> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| HashError(error.to_string()))
}
