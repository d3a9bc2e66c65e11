//! Sessions, kept in our own database under the hash of their token, so that a
//! copy of the database lets nobody in.

use async_trait::async_trait;
use leptos::prelude::use_context;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Session, SessionStore};

use super::store;
use crate::db::Db;
use crate::error::AppError;

/// The session's entry that holds the account's number.
pub const ACCOUNT: &str = "account";

/// The store that tower-sessions asks.
#[derive(Clone, Debug)]
pub struct Sessions(pub Db);

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // A token is 128 random bits: one that is taken is drawn again.
        while store::find_session(&self.0, record.id).await.map_err(backend)?.is_some() {
            record.id = Id::default();
        }
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        store::save_session(&self.0, record).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        store::find_session(&self.0, *id).await.map_err(backend)
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        store::delete_session(&self.0, *id).await.map_err(backend)
    }
}

/// The session in a server function.
///
/// # Errors
/// [`AppError::Internal`] when the server forgot to provide it.
pub fn current() -> std::result::Result<Session, AppError> {
    use_context::<Session>()
        .ok_or_else(|| AppError::Internal { incident: "no session in the context".to_owned() })
}

fn backend(error: AppError) -> Error {
    Error::Backend(error.to_string())
}
