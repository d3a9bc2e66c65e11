//! Bringing the schema up to date, and refusing to serve one we do not know.

use app::db::Db;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, TransactionTrait};

/// The number under which PostgreSQL keeps two migrations from running at once.
const LOCK: i64 = 0x7265_646f_6d00_0001;

/// Why a schema cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// Steps are missing.
    #[error("the database's schema is {0} steps behind this program; run `redom migrate` first")]
    Behind(usize),
    /// Steps are there that this program does not know.
    #[error("the database's schema is newer than this program (it has {0}); run a newer redom")]
    Ahead(String),
    /// The database does not answer.
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
}

/// Runs what is missing, or takes `down` steps back.
///
/// # Errors
/// [`SchemaError`].
pub async fn migrate(db: &Db, down: Option<u32>) -> Result<(), SchemaError> {
    let connection = db.write();
    if connection.get_database_backend() == DbBackend::Postgres {
        // Held by a transaction of its own, so that it ends with the connection
        // whatever happens.
        let lock = connection.begin().await?;
        lock.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
        run(connection, down).await?;
        lock.commit().await?;
    } else {
        run(connection, down).await?;
    }
    Ok(())
}

/// Whether the schema is the one this program was made for.
///
/// # Errors
/// [`SchemaError::Behind`], [`SchemaError::Ahead`].
pub async fn check(db: &Db) -> Result<(), SchemaError> {
    let connection = db.write();
    let known: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let applied: Vec<String> = match Migrator::get_migration_models(connection).await {
        Ok(rows) => rows.into_iter().map(|row| row.version).collect(),
        // Without its table nothing has been applied yet.
        Err(_) => Vec::new(),
    };
    if let Some(unknown) = applied.iter().find(|step| !known.contains(step)) {
        return Err(SchemaError::Ahead(unknown.clone()));
    }
    let missing = known.iter().filter(|step| !applied.contains(step)).count();
    if missing > 0 { Err(SchemaError::Behind(missing)) } else { Ok(()) }
}

async fn run(connection: &DatabaseConnection, down: Option<u32>) -> Result<(), DbErr> {
    match down {
        Some(steps) => Migrator::down(connection, Some(steps)).await,
        None => Migrator::up(connection, None).await,
    }
}
