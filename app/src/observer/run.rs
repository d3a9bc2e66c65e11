//! A round: what is due is asked, one address after another, and what is seen is
//! recorded.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;

use super::address::{Allowed, read};
use super::fetch::{Asked, Fetcher, Rules};
use super::model::{Outcome, is_to_record, patience};
use super::store::{Kept, Note, find_due, last_asked, leave_lease, note_outcome, take_lease};
use super::text::seen_text;
use crate::clock::source::{Clock, sofia_day};
use crate::db::{Author, Db};
use crate::error::AppError;
use crate::service::model::{Observation, Observed, Source};
use crate::service::operation::{Observing, apply_observing};
use crate::service::store::{load_observation, load_place};

/// For how long is believed what a host asks of programs. A day would be right
/// (RFC 9309, 2.4); an hour costs little.
const BELIEVED: Duration = Duration::from_secs(3_600);

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

/// What one look at what is due came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing is due.
    Idle,
    /// Another process asks.
    Elsewhere,
    /// An address was asked, or its host had been just before.
    Asked,
}

/// What is known of hosts while there is something due.
#[derive(Debug)]
pub struct Round {
    rules: Rules,
    /// Hosts that are not asked again in this round, and what they did.
    resting: BTreeMap<String, Asked>,
    begun: Instant,
}

impl Default for Round {
    fn default() -> Self {
        Self { rules: Rules::new(), resting: BTreeMap::new(), begun: Instant::now() }
    }
}

impl Observer<'_> {
    /// Asks one address that is due. May be dropped at any time: what was not
    /// noted is asked again.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn step(&self, round: &mut Round) -> Result<Step, AppError> {
        if round.begun.elapsed() > BELIEVED {
            *round = Round::default();
        }
        if find_due(self.db.read(), self.clock.now()).await?.is_none() {
            *round = Round::default();
            return Ok(Step::Idle);
        }
        if !take_lease(self.db, self.holder, self.clock.now()).await? {
            return Ok(Step::Elsewhere);
        }
        // Whoever had the lease may have asked it meanwhile.
        let Some(check) = find_due(self.db.read(), self.clock.now()).await? else { return Ok(Step::Idle) };
        let asked = match (read(&check.address, &self.settings.allowed), round.resting.get(&check.host)) {
            (_, Some(asked)) => *asked,
            // What may be asked can have changed since it was typed.
            (Err(rule), None) => Outcome::Refused(rule).into(),
            (Ok(url), None) => {
                self.wait_for(&check.host).await?;
                self.fetcher.ask(&url, &check.phrase, &mut round.rules).await
            }
        };
        if asked.of_host {
            round.resting.insert(check.host.clone(), asked);
        }
        self.take_in(check, asked).await?;
        Ok(Step::Asked)
    }

    /// Lets another process ask.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn leave(&self) -> Result<(), AppError> {
        leave_lease(self.db, self.holder).await
    }

    /// Leaves a host in peace for a while, whoever asked it last.
    async fn wait_for(&self, host: &str) -> Result<(), AppError> {
        if let Some(last) = last_asked(self.db.read(), host).await? {
            let since = u64::try_from(self.clock.now().0.saturating_sub(last.0)).unwrap_or_default();
            tokio::time::sleep(self.settings.pause.saturating_sub(Duration::from_millis(since))).await;
        }
        Ok(())
    }

    /// Notes what came of it and, in the same transaction, records what is believed
    /// now.
    async fn take_in(&self, check: Kept, asked: Asked) -> Result<(), AppError> {
        let Asked { outcome, wait, of_host } = asked;
        let at = self.clock.now();
        let apart = check.last.map_or(i64::MAX, |(last, _)| at.0.saturating_sub(last.0) / 1_000);
        let (streak, in_vain) = (check.streak.after(outcome, apart), outcome.in_vain(check.in_vain));
        let seconds = outcome.wait(streak, in_vain, wait, self.settings.hours, (self.chance)());
        let note = Note {
            at,
            outcome,
            streak,
            in_vain,
            next_at: at.plus_seconds(seconds),
            not_before: at.plus_seconds(patience(wait).into()),
            of_host,
        };
        // Only an answer that counts can make something known.
        match streak.known().filter(|_| outcome.seen().is_some()) {
            Some(seen) if self.is_news(&check, seen).await? => self.record(check, note, seen).await,
            _ => {
                let noting = self
                    .db
                    .transact(move |tx| Box::pin(async move { note_outcome(tx, &check, &note).await }));
                noting.await.map(drop)
            }
        }
    }

    async fn is_news(&self, check: &Kept, seen: Observed) -> Result<bool, AppError> {
        let (present, _) = load_observation(self.db.read(), check.district_id, check.service).await?;
        Ok(is_to_record(present.as_ref(), seen, sofia_day(self.clock.now())))
    }

    async fn record(&self, check: Kept, note: Note, seen: Observed) -> Result<(), AppError> {
        self.db
            .change(Author::OBSERVER, note.at, move |change| {
                Box::pin(async move {
                    if !note_outcome(&change.tx, &check, &note).await? {
                        return Ok(());
                    }
                    let place = load_place(&change.tx, &check.district).await?;
                    let (present, version) = load_observation(&change.tx, place.id, check.service).await?;
                    if !is_to_record(present.as_ref(), seen, change.today) {
                        return Ok(());
                    }
                    let source = Source {
                        text: seen_text(&check.host, &check.phrase, note.outcome, note.streak.times),
                        link: Some(check.address),
                    };
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
