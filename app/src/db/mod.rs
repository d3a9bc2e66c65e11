//! The database: two handles (one that writes, one that reads) and the one way
//! to change what people see.
//!
//! SQLite: one writer connection and a pool of `query_only` readers, because a
//! pool of writers spends its time refusing itself. PostgreSQL: the same two
//! handles as pools.

mod connect;
pub mod entity;
mod store;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::NaiveDate;
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr};

use crate::clock::Moment;
use crate::error::AppError;
use crate::id::AccountId;
use crate::ledger::model::Entry;
use crate::ledger::model::OBSERVER;
use crate::mail::model::Letterhead;
use crate::subscription::notice::tell_subscribers;

pub use connect::ConnectError;
pub use store::{is_demonstration, ledger_head};

/// The database's two handles.
#[derive(Clone, Debug)]
pub struct Db {
    write: DatabaseConnection,
    read: DatabaseConnection,
    content_version: Arc<AtomicI64>,
    letterhead: Option<Arc<Letterhead>>,
}

/// Who makes a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The account; `None` for what comes with the installation.
    pub account: Option<AccountId>,
    /// Its user name.
    pub name: Option<String>,
    /// The role it acts in, by its key.
    pub role: &'static str,
}

/// An open transaction that holds the write lock, with what every change needs.
#[derive(Debug)]
pub struct Change {
    /// The transaction.
    pub tx: DatabaseTransaction,
    /// The instant of the change, later than every recorded one.
    pub now: Moment,
    /// The day in Sofia.
    pub today: NaiveDate,
    /// Who makes it.
    pub author: Author,
    /// Entries in the ledger so far.
    pub ledger_length: i64,
    /// The last entry's hash.
    pub ledger_hash: String,
    /// What it has appended to the ledger so far, where there is a mail server.
    pub appended: Vec<Entry>,
    /// In whose name it writes to people, where there is a mail server.
    pub letterhead: Option<Arc<Letterhead>>,
    content_version: i64,
}

/// The future of a change's work.
pub type Work<'w, T> = Pin<Box<dyn Future<Output = Result<T, AppError>> + Send + 'w>>;

impl Author {
    /// What comes with the installation, from public sources.
    pub const INSTALLATION: Self = Self { account: None, name: None, role: "installation" };

    /// The program that asks public addresses.
    pub const OBSERVER: Self = Self { account: None, name: None, role: OBSERVER };

    /// Somebody without an account.
    pub const PUBLIC: Self = Self { account: None, name: None, role: "public" };
}

impl Db {
    /// The handle for reading.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The handle for single statements that change nothing people see
    /// (sessions, accounts). What people see goes through [`Db::change`].
    #[must_use]
    pub fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// The same database with letters: changes that concern subscribers put them
    /// into the outbox.
    #[must_use]
    pub fn with_letterhead(self, letterhead: Letterhead) -> Self {
        Self { letterhead: Some(Arc::new(letterhead)), ..self }
    }

    /// In whose name letters go out; `None` where there is no mail server.
    #[must_use]
    pub fn letterhead(&self) -> Option<&Letterhead> {
        self.letterhead.as_deref()
    }

    /// How often what people see has changed, as far as this process knows.
    #[must_use]
    pub fn content_version(&self) -> i64 {
        self.content_version.load(Ordering::Acquire)
    }

    /// Runs `work` in a transaction that raises the content version and heads
    /// the ledger; commits when it succeeds, undoes everything when it does not.
    ///
    /// The transaction begins with a write, which takes the database's write
    /// lock, so that changes come strictly one after another on both databases.
    /// It runs in a task of its own: a client that hangs up cannot leave it half
    /// done.
    ///
    /// # Errors
    /// What `work` returns, or [`AppError::Internal`] when the database fails.
    pub async fn change<T, F>(&self, author: Author, now: Moment, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: for<'w> FnOnce(&'w mut Change) -> Work<'w, T> + Send + 'static,
    {
        let db = self.clone();
        let task = tokio::spawn(async move {
            let mut change = db.begin(author, now).await?;
            let mut result = work(&mut change).await;
            if result.is_ok() {
                result = tell_subscribers(&change).await.and(result);
            }
            match result {
                Ok(value) => {
                    let version = change.content_version;
                    change.commit().await?;
                    db.content_version.fetch_max(version, Ordering::AcqRel);
                    Ok(value)
                }
                Err(error) => {
                    change.tx.rollback().await?;
                    Err(error)
                }
            }
        });
        task.await.map_err(|error| internal(&error))?
    }

    /// Runs `work` in a transaction that changes nothing people see: who is to be
    /// written to, and what became of letters. In a task of its own, too, and with
    /// the same lock from its first statement on.
    ///
    /// # Errors
    /// What `work` returns, or [`AppError::Internal`] when the database fails.
    pub async fn transact<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: for<'w> FnOnce(&'w DatabaseTransaction) -> Work<'w, T> + Send + 'static,
    {
        let db = self.clone();
        let task = tokio::spawn(async move {
            let tx = db.begin_quietly().await?;
            match work(&tx).await {
                Ok(value) => {
                    tx.commit().await?;
                    Ok(value)
                }
                Err(error) => {
                    tx.rollback().await?;
                    Err(error)
                }
            }
        });
        task.await.map_err(|error| internal(&error))?
    }
}

/// Logs a cause under a new number and gives the error that carries the number.
/// The only place where what the database said is written down.
pub fn internal(cause: &dyn std::error::Error) -> AppError {
    let incident = format!("{:08x}", rand::random::<u32>());
    let mut chain = cause.to_string();
    let mut next = cause.source();
    while let Some(inner) = next {
        chain.push_str(": ");
        chain.push_str(&inner.to_string());
        next = inner.source();
    }
    tracing::error!(incident, cause = chain, "internal error");
    AppError::Internal { incident }
}

impl From<DbErr> for AppError {
    fn from(error: DbErr) -> Self {
        internal(&error)
    }
}
