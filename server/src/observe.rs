//! `redom observe`, and the same beside the server: rounds of the observer.

use std::time::Duration;

use app::clock::source::SystemClock;
use app::db::Db;
use app::error::AppError;
use app::observer::fetch::{Fetcher, PATIENCE, system_lookup};
use app::observer::run::{Observer, Settings};
use rand::RngExt;

use crate::config::Config;

/// How often it is looked whether an address is to be asked.
const LOOK: Duration = Duration::from_secs(60);

/// Why nothing is asked.
#[derive(Debug, thiserror::Error)]
pub enum ObserveError {
    /// There is no TLS.
    #[error("the observer cannot connect to anybody: {0}")]
    Client(String),
    /// A round failed.
    #[error("{0}")]
    App(#[from] AppError),
}

/// What asks, as the settings have it.
#[derive(Debug)]
pub struct Asker {
    fetcher: Fetcher,
    settings: Settings,
    holder: String,
}

impl Asker {
    /// As the settings have it.
    ///
    /// # Errors
    /// [`ObserveError::Client`].
    #[expect(clippy::disallowed_methods, reason = "processes are told apart by the system's randomness")]
    pub fn new(config: &Config) -> Result<Self, ObserveError> {
        let settings = config.observer();
        let fetcher = Fetcher::new(&agent(config), settings.allowed.clone(), system_lookup(), PATIENCE)
            .map_err(|error| ObserveError::Client(error.to_string()))?;
        let holder = format!("{:016x}", rand::rng().random::<u64>());
        Ok(Self { fetcher, settings, holder })
    }

    /// Asks what is due; how many were asked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn round(&self, db: &Db) -> Result<u32, AppError> {
        let (fetcher, settings, holder) = (&self.fetcher, &self.settings, self.holder.as_str());
        Observer { db, clock: &SystemClock, fetcher, settings, holder, chance }.round().await
    }

    /// Round after round, for as long as the server runs.
    pub async fn keep_asking(self, db: Db) {
        let mut every = tokio::time::interval(LOOK);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            match self.round(&db).await {
                Ok(0) => {}
                Ok(asked) => tracing::info!(asked, "the observer has asked"),
                Err(error) => tracing::warn!(%error, "the observer's round failed"),
            }
        }
    }
}

/// Who asks, and where that is explained.
fn agent(config: &Config) -> String {
    let about = format!("{}/bg/kak-e-smetnato#observer", config.public_url.trim_end_matches('/'));
    format!("Redom/{} (+{about})", env!("CARGO_PKG_VERSION"))
}

#[expect(clippy::disallowed_methods, reason = "what falls together is spread by the system's randomness")]
fn chance() -> u32 {
    rand::rng().random_range(0..=1_000)
}
