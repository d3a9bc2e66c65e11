//! A database for each test, copied from one that was migrated and seeded once
//! for this build: nextest runs each test in a process of its own.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::UNIX_EPOCH;

use app::db::Db;
use app::seed::{Seeded, seed};
use sea_orm::{ConnectionTrait, Database as Connector, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;

use super::noon;
use super::people::add_people;

/// Under this number a PostgreSQL template is made by one process at a time.
const LOCK: i64 = 0x7265_646f_6d00_00ff;

/// On what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// A database of a test's own.
pub struct Database {
    pub url: String,
    place: Place,
}

enum Place {
    /// Removed when dropped.
    Folder(TempDir),
    /// By this name on the server.
    Server(String),
}

impl Database {
    /// One with the schema, the facts and the accounts.
    pub async fn copy(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => {
                let (database, file) = new_file();
                copy_template(&file).await;
                database
            }
            Kind::Postgres => {
                let template = postgres_template().await;
                create_on_server(&format!(" TEMPLATE {template}")).await
            }
        }
    }

    /// One with nothing in it.
    pub async fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => new_file().0,
            Kind::Postgres => create_on_server("").await,
        }
    }

    /// Leaves nothing behind.
    pub async fn remove(self) {
        match self.place {
            Place::Folder(folder) => folder.close().unwrap(),
            Place::Server(name) => {
                let server = server().await;
                execute(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
                server.close().await.unwrap();
            }
        }
    }
}

/// The server that tests may make databases on.
pub fn postgres_url() -> Option<String> {
    std::env::var("REDOM_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

fn new_file() -> (Database, PathBuf) {
    let folder = tempfile::Builder::new().prefix("redom-it-").tempdir().unwrap();
    let file = folder.path().join("redom.sqlite");
    (Database { url: url_of(&file), place: Place::Folder(folder) }, file)
}

fn url_of(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// Tells this build of the tests, and with it its migrations and facts, from
/// every other.
fn build() -> String {
    let program = std::env::current_exe().unwrap().metadata().unwrap();
    let made = program.modified().unwrap().duration_since(UNIX_EPOCH).unwrap();
    format!("{:x}_{:x}", made.as_nanos(), program.len())
}

async fn fill(db: &Db) {
    server::schema::migrate(db, None).await.unwrap();
    assert_eq!(seed(db, noon("2026-11-20")).await.unwrap(), Seeded::Now);
    add_people(db).await;
}

async fn copy_template(to: &Path) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (template, made_by) = (folder.join("it-template.sqlite"), folder.join("it-template.build"));
    // Held until the file is copied: another build's tests may want theirs.
    let lock = File::create(folder.join("it-template.lock")).unwrap();
    lock.lock().unwrap();
    if std::fs::read_to_string(&made_by).unwrap_or_default() != build() {
        let _ = std::fs::remove_file(&made_by);
        let _ = std::fs::remove_file(&template);
        let db = Db::connect(&url_of(&template)).await.unwrap();
        fill(&db).await;
        db.close().await.unwrap();
        std::fs::write(&made_by, build()).unwrap();
    }
    std::fs::copy(&template, to).unwrap();
}

async fn server() -> DatabaseConnection {
    Connector::connect(postgres_url().unwrap()).await.unwrap()
}

async fn execute(server: &DatabaseConnection, sql: &str) {
    server.execute_unprepared(sql).await.unwrap();
}

async fn create_on_server(options: &str) -> Database {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let name = format!("redom_it_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    let server = server().await;
    // A process of the same number may have been killed in the middle.
    execute(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    execute(&server, &format!("CREATE DATABASE {name}{options}")).await;
    server.close().await.unwrap();
    Database { url: on_server(&name), place: Place::Server(name) }
}

/// The server's URL with another database in it.
fn on_server(name: &str) -> String {
    let url = postgres_url().unwrap();
    let (base, query) = url.split_once('?').map_or((url.as_str(), ""), |(base, query)| (base, query));
    let (authority, _) = base.rsplit_once('/').unwrap();
    format!("{authority}/{name}?{query}")
}

async fn postgres_template() -> String {
    let name = format!("redom_template_{}", build());
    let mut options = sea_orm::ConnectOptions::new(postgres_url().unwrap());
    // One connection, which holds the lock until it is closed.
    options.max_connections(1).sqlx_logging(false);
    let server = Connector::connect(options).await.unwrap();
    if templates(&server).await.contains(&name) {
        server.close().await.unwrap();
        return name;
    }
    execute(&server, &format!("SELECT pg_advisory_lock({LOCK})")).await;
    let there = templates(&server).await;
    if !there.contains(&name) {
        for old in there {
            execute(&server, &format!("DROP DATABASE {old} WITH (FORCE)")).await;
        }
        execute(&server, "DROP DATABASE IF EXISTS redom_unfinished WITH (FORCE)").await;
        execute(&server, "CREATE DATABASE redom_unfinished").await;
        let db = Db::connect(&on_server("redom_unfinished")).await.unwrap();
        fill(&db).await;
        db.close().await.unwrap();
        execute(&server, &format!("ALTER DATABASE redom_unfinished RENAME TO {name}")).await;
    }
    server.close().await.unwrap();
    name
}

async fn templates(server: &DatabaseConnection) -> Vec<String> {
    let sql = "SELECT datname FROM pg_database WHERE datname LIKE 'redom_template_%'";
    let rows = server.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "datname").unwrap()).collect()
}
