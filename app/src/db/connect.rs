//! Opening the database.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Duration;

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use super::Db;

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// The URL is of no database we know.
    #[error("the database URL must begin with sqlite:// or postgres://")]
    UnknownKind,
    /// The folder of an SQLite file cannot be made.
    #[error("cannot make the folder {folder}: {source}")]
    Folder {
        /// The folder.
        folder: String,
        /// Why.
        source: std::io::Error,
    },
    /// The database refuses.
    #[error("cannot open the database: {0}")]
    Open(#[from] DbErr),
}

impl Db {
    /// Opens the database at `url`: `sqlite:///path/file.sqlite` (made when it is
    /// not there) or `postgres://…`.
    ///
    /// # Errors
    /// [`ConnectError`].
    pub async fn connect(url: &str) -> Result<Self, ConnectError> {
        let (write, read) = if let Some(path) = url.strip_prefix("sqlite://") {
            make_folder(path)?;
            (sqlite(url, 1, false).await?, sqlite(url, 4, true).await?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            (postgres(url, 4).await?, postgres(url, 8).await?)
        } else {
            return Err(ConnectError::UnknownKind);
        };
        Ok(Self { write, read, content_version: Arc::new(AtomicI64::new(0)), letterhead: None })
    }

    /// Closes both handles once what they are doing is done.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

fn make_folder(path: &str) -> Result<(), ConnectError> {
    let file = path.split('?').next().unwrap_or(path);
    match Path::new(file).parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .map_err(|source| ConnectError::Folder { folder: folder.display().to_string(), source }),
        _ => Ok(()),
    }
}

async fn sqlite(url: &str, connections: u32, query_only: bool) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url.to_owned());
    // A file does not go away as a server's connection does, so nobody asks first.
    options.max_connections(connections).min_connections(1).test_before_acquire(false).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |options| {
        let options = options
            .create_if_missing(true)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("journal_mode", "WAL")
            // FULL: an acknowledged change survives a power cut.
            .pragma("synchronous", "FULL")
            // What is deleted is overwritten, so that no file keeps it.
            .pragma("secure_delete", "ON");
        if query_only { options.pragma("query_only", "ON") } else { options }
    });
    Database::connect(options).await
}

async fn postgres(url: &str, connections: u32) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(connections).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
    Database::connect(options).await
}
