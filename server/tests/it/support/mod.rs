//! What every case stands on: a database of its own, the real router over it,
//! and people who use it.

pub mod client;
pub mod database;
pub mod html;
pub mod look;
pub mod people;
pub mod smtp;

use std::future::Future;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use app::clock::Moment;
use app::clock::source::{Clock, FixedClock};
use app::db::Db;
use app::site::{Assets, Site};
use axum::Router;
use axum::body::Body;
use chrono::{Days, NaiveDate};
use http::Request;
use http_body_util::BodyExt;
use server::config::Config;
use server::router::router;
use server::serve::site;
use tower::ServiceExt;

use client::{Answer, Client};
use database::{Database, Kind};
use people::Who;

/// Makes a test on each database of each case named.
macro_rules! on_both_databases {
    ($($case:ident),+ $(,)?) => {$(
        mod $case {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                crate::support::on_sqlite(super::$case).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                crate::support::on_postgres(super::$case).await;
            }
        }
    )+};
}
pub(crate) use on_both_databases;

/// The day on which all cases happen unless they say otherwise.
pub const TODAY: &str = "2026-11-21";

/// A server process, as far as a test needs one. Clones are the same process.
#[derive(Clone)]
pub struct World(Arc<Parts>);

pub struct Parts {
    pub kind: Kind,
    pub url: String,
    pub db: Db,
    pub clock: Arc<FixedClock>,
    pub config: Config,
    pub site: Site,
    router: Router,
    /// Removed when the case is over.
    databases: Arc<Mutex<Vec<Database>>>,
}

impl World {
    async fn open(kind: Kind, url: String, config: Config, databases: Arc<Mutex<Vec<Database>>>) -> Self {
        let mut db = Db::connect(&url).await.unwrap();
        if let Some(letterhead) = config.letterhead() {
            db = db.with_letterhead(letterhead);
        }
        db.refresh_content_version().await.unwrap();
        let clock = Arc::new(FixedClock::new(noon(TODAY)));
        let site = site(db.clone(), clock.clone(), Assets::default(), &config).unwrap();
        let router = router(site.clone(), &config).unwrap();
        Self(Arc::new(Parts { kind, url, db, clock, config, site, router, databases }))
    }

    /// Another process on the same database, with these settings.
    pub async fn another_process(&self, config: Config) -> Self {
        Self::open(self.kind, self.url.clone(), config, self.databases.clone()).await
    }

    /// The address of another database: a copy of the template, or an empty one.
    pub async fn another_database(&self, contents: Contents) -> String {
        let database = match contents {
            Contents::Facts => Database::copy(self.kind).await,
            Contents::Nothing => Database::empty(self.kind).await,
        };
        let url = database.url.clone();
        self.databases.lock().unwrap_or_else(PoisonError::into_inner).push(database);
        url
    }

    /// Somebody without an account.
    pub fn anonymous(&self) -> Client {
        Client::new(self.clone())
    }

    /// Somebody who has just signed in.
    pub async fn sign_in(&self, who: Who) -> Client {
        let client = self.anonymous();
        let answer = client.try_sign_in(who.user_name(), people::PASSWORD).await;
        assert_eq!(answer.status, 200, "{who:?} cannot sign in: {}", answer.text());
        client
    }

    /// The router's answer.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// Moves the clock on.
    pub fn pass_days(&self, days: u64) {
        self.clock.set(Moment(self.clock.now().0 + i64::try_from(days * 86_400_000).unwrap()));
    }
}

/// What another database begins with.
#[derive(Clone, Copy)]
pub enum Contents {
    /// Schema, facts and accounts.
    Facts,
    /// Not even a schema.
    Nothing,
}

impl Deref for World {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// Noon in UTC on a day.
pub fn noon(day: &str) -> Moment {
    let day: NaiveDate = day.parse().unwrap();
    Moment(day.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis())
}

/// The day this many days after [`TODAY`], as forms send it.
pub fn in_days(days: u64) -> String {
    (today() + Days::new(days)).to_string()
}

/// [`TODAY`].
pub fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

/// Runs a case on SQLite.
pub async fn on_sqlite<F>(case: impl FnOnce(World) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    run(Kind::Sqlite, case).await;
}

/// Runs a case on PostgreSQL, where there is one.
pub async fn on_postgres<F>(case: impl FnOnce(World) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    if database::postgres_url().is_some() {
        run(Kind::Postgres, case).await;
    } else {
        let in_ci = std::env::var_os("CI").is_some();
        assert!(!in_ci, "REDOM_TEST_POSTGRES is not set; `cargo xtask test` starts a server and sets it");
        println!("skipped: REDOM_TEST_POSTGRES not set");
    }
}

async fn run<F>(kind: Kind, case: impl FnOnce(World) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let database = Database::copy(kind).await;
    let url = database.url.clone();
    let databases = Arc::new(Mutex::new(vec![database]));
    let world = World::open(kind, url, Config::default(), databases.clone()).await;
    // In a task, so that the databases are removed also when the case fails.
    let result = tokio::spawn(case(world)).await;
    let databases = std::mem::take(&mut *databases.lock().unwrap_or_else(PoisonError::into_inner));
    for database in databases {
        database.remove().await;
    }
    if let Err(error) = result {
        std::panic::resume_unwind(error.into_panic());
    }
}
