//! A round: what is due is asked, one address after another, and what is seen is
//! recorded.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::address::{Allowed, read};
use super::fetch::{Asked, Fetcher, Rules};
use super::model::{FAILURES, Failure, Outcome, is_to_record};
use super::store::{Kept, leave_lease, list_due, note_outcome, take_lease};
use crate::clock::Moment;
use crate::clock::source::Clock;
use crate::db::{Author, Db};
use crate::error::AppError;
use crate::service::model::{Observation, Observed, Source};
use crate::service::operation::{Observing, apply_observing};
use crate::service::store::{load_observation, load_place};

/// How the observer is set up.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether the server asks by itself.
    pub enabled: bool,
    /// In how many hours an address that answers is asked again.
    pub hours: u32,
    /// How long a host is left alone between two questions.
    pub pause: Duration,
    /// Internal hosts that are asked all the same.
    pub allowed: Allowed,
}

/// Who asks, with what.
pub struct Observer<'o> {
    pub db: &'o Db,
    pub clock: &'o dyn Clock,
    pub fetcher: &'o Fetcher,
    pub settings: &'o Settings,
    /// Tells this process from others.
    pub holder: &'o str,
    /// Of a thousand, to spread what would fall together.
    pub chance: fn() -> u32,
}

impl Observer<'_> {
    /// Asks what is due, unless another process does; how many were asked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn round(&self) -> Result<u32, AppError> {
        if !take_lease(self.db, self.holder, self.clock.now()).await? {
            return Ok(0);
        }
        let done = self.ask_due().await;
        leave_lease(self.db, self.holder).await?;
        done
    }

    async fn ask_due(&self) -> Result<u32, AppError> {
        let mut rules = Rules::new();
        let mut left: BTreeMap<String, Instant> = BTreeMap::new();
        let mut asked = 0;
        for check in list_due(self.db.read(), self.clock.now()).await? {
            if !take_lease(self.db, self.holder, self.clock.now()).await? {
                break;
            }
            let answer = match read(&check.address, &self.settings.allowed) {
                Ok(url) => {
                    let host = url.host_str().unwrap_or_default().to_owned();
                    if let Some(since) = left.get(&host) {
                        tokio::time::sleep_until(*since + self.settings.pause).await;
                    }
                    let answer = self.fetcher.ask(&url, &check.phrase, &mut rules).await;
                    left.insert(host, Instant::now());
                    answer
                }
                // What may be asked can have changed since it was typed.
                Err(rule) => Asked { outcome: Outcome::Refused(rule), wait: None },
            };
            self.take_in(&check, answer).await?;
            asked += 1;
        }
        Ok(asked)
    }

    async fn take_in(&self, check: &Kept, Asked { outcome, wait }: Asked) -> Result<(), AppError> {
        let now = self.clock.now();
        let failures = outcome.failures(check.failures);
        let seconds = outcome.wait(failures, wait, self.settings.hours, (self.chance)());
        note_outcome(self.db, check, (now, outcome), failures, now.plus_seconds(seconds)).await?;
        match outcome.seen(failures) {
            Some(seen) => self.record(check, seen, outcome, now).await,
            None => Ok(()),
        }
    }

    async fn record(
        &self,
        check: &Kept,
        seen: Observed,
        outcome: Outcome,
        now: Moment,
    ) -> Result<(), AppError> {
        let (check, source) = (check.clone(), source(check, outcome));
        self.db
            .change(Author::OBSERVER, now, move |change| {
                Box::pin(async move {
                    let place = load_place(&change.tx, &check.district).await?;
                    let (present, version) = load_observation(&change.tx, place.id, check.service).await?;
                    if !is_to_record(present.as_ref(), seen, change.today) {
                        return Ok(());
                    }
                    let observation = Observation { state: seen, on: change.today, source, automatic: true };
                    let observing = Observing {
                        district: place,
                        service: check.service,
                        version,
                        observation: Some(observation),
                        reason: None,
                    };
                    apply_observing(change, observing).await
                })
            })
            .await
    }
}

/// The technical reason, in the words of the protocol, and the page.
fn source(check: &Kept, outcome: Outcome) -> Source {
    let host = Url::parse(&check.address).ok().and_then(|url| url.host_str().map(str::to_owned));
    let what = match outcome {
        Outcome::Failed(Failure::Status(status)) => format!("HTTP {status} × {FAILURES}"),
        Outcome::Failed(Failure::TimedOut) => format!("timeout × {FAILURES}"),
        Outcome::Failed(_) => format!("{} × {FAILURES}", outcome.key()),
        _ => format!("„{}“", check.phrase),
    };
    Source { text: format!("{}: {what}", host.unwrap_or_default()), link: Some(check.address.clone()) }
}
