//! `redom verify`: the chain is whole, and the present is what it says.

use sea_orm::{AccessMode, DatabaseTransaction, DbBackend, IsolationLevel, TransactionTrait};

use super::model::{Fault, GENESIS, Replay};
use super::store::{hash, list_entries_after};
use crate::clock::Moment;
use crate::db::{Author, Db, is_demonstration, ledger_head};
use crate::error::AppError;
use crate::onboarding::store::load_present;

/// How many entries are held in memory at a time.
const BATCH: u64 = 10_000;

/// What a verification found.
#[derive(Debug)]
pub struct Verification {
    /// Entries read.
    pub entries: i64,
    /// Items whose present state was compared.
    pub items: usize,
    /// The last entry's hash.
    pub head: String,
    /// Everything wrong, in the order of the ledger.
    pub faults: Vec<Fault>,
}

/// Reads the whole ledger, checks its numbers, chain, hashes and old values,
/// and compares the replay with the present state. All is read from one
/// snapshot, so a change made meanwhile is not mistaken for a fault.
///
/// # Errors
/// When the database does not answer; faults are a result, not an error.
pub async fn verify(db: &Db) -> Result<Verification, AppError> {
    let snapshot = begin_snapshot(db).await?;
    let found = compare(&snapshot).await;
    snapshot.rollback().await?;
    found
}

/// A transaction that sees one state of the database throughout: SQLite's do by
/// themselves, PostgreSQL's when they are asked to.
async fn begin_snapshot(db: &Db) -> Result<DatabaseTransaction, AppError> {
    let reader = db.read();
    Ok(match reader.get_database_backend() {
        DbBackend::Postgres => {
            reader.begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)).await?
        }
        _ => reader.begin().await?,
    })
}

async fn compare(snapshot: &DatabaseTransaction) -> Result<Verification, AppError> {
    let (head_length, head_hash) = ledger_head(snapshot).await?;
    let demonstration = is_demonstration(snapshot).await?;
    let present = load_present(snapshot).await?;
    let mut faults = Vec::new();
    let mut replay = Replay::default();
    let (mut last, mut last_hash) = (0, GENESIS.to_owned());
    let mut last_instant = Moment(i64::MIN);
    loop {
        let batch = list_entries_after(snapshot, last, BATCH).await?;
        if batch.is_empty() {
            break;
        }
        for entry in batch {
            if entry.seq != last + 1 {
                faults.push(Fault::Sequence { expected: last + 1, found: entry.seq });
            }
            if entry.previous_hash != last_hash {
                faults.push(Fault::Chain { seq: entry.seq });
            }
            if hash(&entry) != entry.hash {
                faults.push(Fault::Hash { seq: entry.seq });
            }
            if let Err(fault) = replay.apply(&entry) {
                faults.push(fault);
            }
            if entry.recorded_at < last_instant {
                faults.push(Fault::Instant { seq: entry.seq });
            }
            // A demonstration invents its past after the facts were loaded.
            if !(demonstration && entry.role == Author::INSTALLATION.role) {
                last_instant = last_instant.max(entry.recorded_at);
            }
            last = entry.seq;
            last_hash = entry.hash;
        }
    }
    if (last, &last_hash) != (head_length, &head_hash) {
        faults.push(Fault::Head { length: last, head: head_length });
    }
    faults.extend(replay.differences(&present));
    Ok(Verification { entries: last, items: present.len(), head: last_hash, faults })
}
