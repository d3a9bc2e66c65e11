//! Sending what is in the outbox, and `redom mail`.
//!
//! A letter is taken under a lease, sent, and then noted as sent. Whatever happens
//! to the server in between, it is either still in the outbox or was taken by the
//! mail server; only if both happen, it goes out once more under the same
//! Message-ID.

pub mod smtp;

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use app::clock::source::{Clock, SystemClock};
use app::db::Db;
use app::error::AppError;
use app::mail::bounce::read_report;
use app::mail::model::{Letter, Verdict, next_attempt, verdict};
use app::mail::store::{
    count_letters, note_bounced, note_dead, note_failure, note_sent, take_bounce, take_due,
};
use app::site::Site;
use app::subscription::store::count_subscriptions;
use app::text::moment::moment_iso;
use tokio::sync::watch;

use crate::cli::MailCommand;
use smtp::{Connection, Failure, Smtp};

/// How often the outbox is looked into while it has nothing due.
const LOOK: Duration = Duration::from_secs(2);
/// How long a mail server that does not answer is left alone.
const REST: Duration = Duration::from_secs(30);
/// How often what the mail server took is noted before that is left to chance.
const NOTES: u32 = 5;
/// The most bytes of a report that are read.
const REPORT: u64 = 1024 * 1024;

/// Why a command about letters was not done.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The report cannot be read.
    #[error("cannot read {0}: {1}")]
    Read(String, std::io::Error),
    /// It is something else.
    #[error("this is no report of a mail server about a letter (RFC 3464); nothing was changed")]
    NoReport,
    /// The database failed.
    #[error("{0}")]
    App(#[from] AppError),
}

/// What one look into the outbox came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing is due.
    Idle,
    /// The mail server took a letter.
    Sent,
    /// It refused one.
    Refused,
    /// It could not be talked to.
    Down,
}

/// The worker: sends what is due until told to stop, and then finishes the letter
/// it has in hand.
pub async fn deliver(site: Site, smtp: Smtp, mut stop: watch::Receiver<bool>) {
    let mut connection = None;
    while !*stop.borrow() {
        let step = deliver_next(&site, &smtp, &mut connection).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the outbox could not be read");
            Step::Down
        });
        let pause = match step {
            Step::Sent | Step::Refused => continue,
            Step::Idle => LOOK,
            Step::Down => REST,
        };
        if step == Step::Idle
            && let Some(open) = connection.take()
        {
            Connection::close(open).await;
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
    if let Some(open) = connection {
        Connection::close(open).await;
    }
}

/// Sends one letter that is due, over the connection that is open or a new one.
///
/// # Errors
/// When the database does not answer.
pub async fn deliver_next(
    site: &Site,
    smtp: &Smtp,
    connection: &mut Option<Connection>,
) -> Result<Step, AppError> {
    let Some(letter) = take_due(&site.db, site.clock.now()).await? else { return Ok(Step::Idle) };
    let failure = match send(smtp, connection, &letter).await {
        Ok(()) => {
            note(site, &letter).await?;
            return Ok(Step::Sent);
        }
        Err(failure) => failure,
    };
    // Who knows in which state the conversation is.
    if let Some(broken) = connection.take() {
        Connection::close(broken).await;
    }
    let now = site.clock.now();
    let said = failure.to_string();
    tracing::warn!(letter = letter.id.0, attempt = letter.attempts, %failure, "a letter was not taken");
    let next = next_attempt(letter.attempts, letter.queued_at, now, rand::random::<f64>());
    match (verdict(failure.stage, failure.code, &failure.said), next) {
        (Verdict::Again, Some(next)) => note_failure(&site.db, letter.id, next, &said).await?,
        (Verdict::Again, None) | (Verdict::Dead, _) => note_dead(&site.db, letter.id, &said, now).await?,
        (Verdict::Bounced, _) => note_bounced(&site.db, letter.id, &said, now).await?,
    }
    Ok(if failure.is_down() { Step::Down } else { Step::Refused })
}

async fn send(smtp: &Smtp, connection: &mut Option<Connection>, letter: &Letter) -> Result<(), Failure> {
    let message = smtp.compose(letter)?;
    let open = match connection.take() {
        Some(open) => open,
        None => smtp.connect().await?,
    };
    connection.insert(open).send(&message).await
}

/// Notes that a letter was taken. A database that fails just now is asked again:
/// otherwise the letter would go out twice.
async fn note(site: &Site, letter: &Letter) -> Result<(), AppError> {
    let mut tries = 1;
    loop {
        match note_sent(&site.db, letter.id, site.clock.now()).await {
            Err(_) if tries < NOTES => tries += 1,
            noted => return noted,
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// `redom mail …`
///
/// # Errors
/// [`MailError`].
pub async fn obey(db: &Db, command: MailCommand) -> Result<(), MailError> {
    match command {
        MailCommand::Status => status(db).await,
        MailCommand::Bounce { file } => bounce(db, &file).await,
    }
}

async fn status(db: &Db) -> Result<(), MailError> {
    let letters = count_letters(db).await?;
    let addresses = count_subscriptions(db).await?;
    println!("queued     {}", letters.queued);
    println!("  tried    {}", letters.tried);
    if let Some(oldest) = letters.oldest {
        println!("  oldest   {}", moment_iso(oldest));
    }
    println!("sent       {}", letters.sent);
    println!("dead       {}", letters.dead);
    println!("subscribed {}", addresses.subscribed);
    println!("  stopped  {}", addresses.suspended);
    println!("asked      {}", addresses.asked);
    Ok(())
}

async fn bounce(db: &Db, file: &Path) -> Result<(), MailError> {
    let failed = |error| MailError::Read(file.display().to_string(), error);
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().lock().take(REPORT).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        std::fs::File::open(file).map_err(failed)?.take(REPORT).read_to_end(&mut bytes).map_err(failed)?;
    }
    let report = read_report(&String::from_utf8_lossy(&bytes)).ok_or(MailError::NoReport)?;
    if !report.is_lasting {
        println!(
            "The report is of a delay or a refusal that may pass ({}); nothing was changed.",
            report.said
        );
        return Ok(());
    }
    match take_bounce(db, report.message_ids, report.said, SystemClock.now()).await? {
        0 => println!("The report names no letter of ours; nothing was changed."),
        _ => println!("The address is written to no longer."),
    }
    Ok(())
}
