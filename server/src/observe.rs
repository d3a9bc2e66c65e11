//! Asking public addresses about services beside the server, and `redom observe`.
//!
//! An address is asked under a lease, and what came of it is noted in one
//! transaction with what becomes known. Whatever happens to the server in between,
//! the address is still due, and is asked once more.

use std::time::Duration;

use app::clock::source::SystemClock;
use app::db::Db;
use app::error::AppError;
use app::observer::fetch::{Agent, Fetcher, PATIENCE, system_lookup};
use app::observer::run::{Observer, Round, Settings, Step};
use tokio::sync::watch;

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
    pub fn new(config: &Config) -> Result<Self, ObserveError> {
        let settings = config.observer();
        let fetcher = Fetcher::new(&agent(config), settings.allowed.clone(), system_lookup(), PATIENCE)
            .map_err(|error| ObserveError::Client(error.to_string()))?;
        Ok(Self { fetcher, settings, holder: format!("{:016x}", rand::random::<u64>()) })
    }

    fn observer<'o>(&'o self, db: &'o Db) -> Observer<'o> {
        let (fetcher, settings, holder) = (&self.fetcher, &self.settings, self.holder.as_str());
        Observer { db, clock: &SystemClock, fetcher, settings, holder, chance }
    }
}

/// The worker: asks what is due until told to stop. The question in hand is then
/// dropped: nobody waits for it, and it is asked again.
pub async fn keep_asking(asker: Asker, db: Db, mut stop: watch::Receiver<bool>) {
    let observer = asker.observer(&db);
    let mut round = Round::default();
    while !*stop.borrow() {
        let step = tokio::select! {
            step = observer.step(&mut round) => step,
            _ = stop.changed() => break,
        };
        match step {
            Ok(Step::Asked) => continue,
            Ok(Step::Idle) => leave(&observer).await,
            Ok(Step::Elsewhere) => {}
            Err(error) => tracing::warn!(%error, "the observer could not ask"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            _ = stop.changed() => {}
        }
    }
    leave(&observer).await;
}

async fn leave(observer: &Observer<'_>) {
    if let Err(error) = observer.leave().await {
        tracing::warn!(%error, "the observer's lease runs out by itself");
    }
}

/// `redom observe --once`
///
/// # Errors
/// [`ObserveError`].
pub async fn observe_once(config: &Config, db: &Db) -> Result<(), ObserveError> {
    let asker = Asker::new(config)?;
    let observer = asker.observer(db);
    let mut round = Round::default();
    let mut asked = 0u32;
    let last = loop {
        match observer.step(&mut round).await? {
            Step::Asked => asked += 1,
            last => break last,
        }
    };
    observer.leave().await?;
    println!("{asked} addresses asked.");
    if last == Step::Elsewhere {
        println!("Another process asks at present.");
    }
    Ok(())
}

/// Who asks, and where that is explained.
fn agent(config: &Config) -> Agent {
    let installation = config.installation();
    let about = format!("{}/bg/kak-e-smetnato#observer", installation.public_url);
    Agent {
        name: format!("Redom/{} (+{about})", env!("CARGO_PKG_VERSION")),
        contact: installation.contact_email,
    }
}

fn chance() -> u32 {
    rand::random_range(0..=1_000)
}
