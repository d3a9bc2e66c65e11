//! `redom serve`

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::auth::limits::SignInLimits;
use app::auth::password::{HashError, Passwords};
use app::auth::store::delete_expired_sessions;
use app::boundaries::store::Kept;
use app::bulletin::operation::write_due_draft;
use app::clock::source::{Clock, SystemClock};
use app::db::Db;
use app::demand::limits::demand_limits;
use app::demand::store::forget_past;
use app::dispute::limits::DisputeLimits;
use app::ledger::history::History;
use app::open_data::files::Sums;
use app::open_data::limits::OpenLimits;
use app::rollout::small::SmallMaps;
use app::site::{Assets, Parts, Site};
use app::subscription::limits::SubscriptionLimits;
use app::subscription::store::delete_unconfirmed;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{OnceCell, watch};

use crate::config::Config;
use crate::listen::listen;
use crate::mail::deliver;
use crate::observe::{Asker, ObserveError, keep_asking};
use crate::router::{RouterError, router};

/// How long requests in flight may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(20);
/// How often the version of the content is looked up, for changes by other
/// processes.
const LOOK: Duration = Duration::from_millis(250);
/// How often what has run out is forgotten.
const TIDY: Duration = Duration::from_secs(600);

/// Why the server cannot serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or none.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: String,
        /// Why.
        source: std::io::Error,
    },
    /// There are no built files.
    #[error("there are no built files in {0}; build them with `cargo xtask run`, or set site_dir")]
    NoSite(String),
    /// Serving failed.
    #[error("serving failed: {0}")]
    Io(#[from] std::io::Error),
    /// There is no randomness.
    #[error(transparent)]
    Passwords(#[from] HashError),
    /// The settings do not make a router.
    #[error(transparent)]
    Router(#[from] RouterError),
    /// The database does not answer.
    #[error("the database failed: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// The observer cannot ask.
    #[error(transparent)]
    Observe(#[from] ObserveError),
    /// There are no facts.
    #[error("the database has no facts yet; run `redom seed` first")]
    NotSeeded,
}

/// What pages and functions need, on this database.
///
/// # Errors
/// [`ServeError::Passwords`].
pub fn site(db: Db, clock: Arc<dyn Clock>, assets: Assets, config: &Config) -> Result<Site, ServeError> {
    Ok(Site::new(Parts {
        db,
        clock,
        passwords: Passwords::new()?,
        sign_in_limits: SignInLimits::new(),
        dispute_limits: DisputeLimits::new(),
        demand_limits: demand_limits(),
        open_limits: OpenLimits::new(config.open_data_per_minute),
        open_sums: Sums::default(),
        subscription_limits: SubscriptionLimits::new(),
        form_key: OnceCell::new(),
        assets,
        observer: config.observer(),
        installation: config.installation(),
        history: History::default(),
        maps: OnceCell::new(),
        small_maps: SmallMaps::default(),
        boundaries: Kept::default(),
    }))
}

/// The addresses of the built files.
///
/// # Errors
/// [`ServeError::NoSite`].
pub fn read_assets(folder: &Path) -> Result<Assets, ServeError> {
    let missing = || ServeError::NoSite(folder.display().to_string());
    let manifest = std::fs::read(folder.join("manifest.json")).map_err(|_| missing())?;
    let names: BTreeMap<String, String> = serde_json::from_slice(&manifest).map_err(|_| missing())?;
    Ok(Assets(names))
}

/// Serves until told to stop; requests in flight are finished.
///
/// # Errors
/// [`ServeError`].
pub async fn serve(config: &Config, db: Db) -> Result<(), ServeError> {
    db.refresh_content_version().await?;
    let (length, _) = db.ledger_head().await?;
    if length == 0 {
        return Err(ServeError::NotSeeded);
    }
    let site = site(db.clone(), Arc::new(SystemClock), read_assets(&config.site_dir)?, config)?;
    let app = router(site.clone(), config)?;
    let listener = TcpListener::bind(&config.listen)
        .await
        .map_err(|source| ServeError::Listen { address: config.listen.clone(), source })?;
    tokio::spawn(keep_fresh(site.clone()));
    tokio::spawn(tidy(site.clone()));
    let (tell, told) = watch::channel(false);
    let asker = config.observer_enabled.then(|| Asker::new(config)).transpose()?;
    let observer = asker.map(|asker| tokio::spawn(keep_asking(asker, db.clone(), told.clone())));
    let worker = config.smtp().map(|smtp| tokio::spawn(deliver(site, smtp, told)));
    let asked_to_stop = told_to_stop();
    println!("redom listens on http://{}", listener.local_addr()?);
    let stop = async {
        asked_to_stop.await;
        tracing::info!("stopping: requests in flight are finished, and the letter in hand");
        tell.send_replace(true);
    };
    listen(listener, app, stop, GRACE).await;
    if let Some(worker) = worker
        && tokio::time::timeout(GRACE, worker).await.is_err()
    {
        tracing::warn!("a letter did not end in time; it is sent again after its lease");
    }
    if let Some(observer) = observer
        && tokio::time::timeout(GRACE, observer).await.is_err()
    {
        tracing::warn!("the observer did not end in time; what it asked is asked again");
    }
    db.close().await?;
    Ok(())
}

/// Ends when the process is told to stop. From the call on, not from when it is first
/// waited for: until somebody listens, the system ends a process that is told to stop.
fn told_to_stop() -> impl Future<Output = ()> {
    let signals = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
    async move {
        let (Ok(mut terminate), Ok(mut interrupt)) = signals else {
            tracing::error!("cannot listen for signals; stop the process by force");
            return std::future::pending().await;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

/// Notices what other processes (the command line, another server on the same
/// database) have changed, and has the ledger ready for replays.
async fn keep_fresh(site: Site) {
    let mut every = tokio::time::interval(LOOK);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut seen = None;
    loop {
        every.tick().await;
        match site.db.refresh_content_version().await {
            Ok(version) if seen == Some(version) => {}
            Ok(version) => match site.history.read_on(site.db.read()).await {
                Ok(_) => seen = Some(version),
                Err(error) => tracing::warn!(%error, "the ledger could not be read on"),
            },
            Err(error) => tracing::warn!(%error, "the content's version could not be looked up"),
        }
    }
}

async fn tidy(site: Site) {
    let mut every = tokio::time::interval(TIDY);
    loop {
        every.tick().await;
        site.sign_in_limits.forget_old();
        site.dispute_limits.forget_old();
        site.demand_limits.forget_old();
        if let Err(error) = forget_past(&site.db, site.today()).await {
            tracing::warn!(%error, "the hashes of a day that is over could not be deleted");
        }
        site.open_limits.forget_old();
        site.subscription_limits.forget_old();
        if let Err(error) = delete_expired_sessions(&site.db, site.clock.now()).await {
            tracing::warn!(%error, "expired sessions could not be forgotten");
        }
        if let Err(error) = write_due_draft(&site).await {
            tracing::warn!(%error, "the month's bulletin could not be drafted");
        }
        if let Err(error) = delete_unconfirmed(&site.db, site.clock.now()).await {
            tracing::warn!(%error, "subscriptions nobody confirmed could not be forgotten");
        }
    }
}
