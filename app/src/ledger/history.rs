//! The ledger in memory, as far as replaying a whole programme needs it.
//!
//! An entry never changes and none comes before another, so what was read once
//! stays right: before each use only what was appended since is read.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use tokio::sync::RwLock;

use super::clocks::Clocks;
use super::store::{ItemValue, Told, list_told_after, list_values};
use crate::clock::Moment;
use crate::error::AppError;

/// Of a longer ledger the values stay in the database, which then folds it: some
/// 300 bytes an entry, and no more than a small server can spare.
const LONGEST: i64 = 200_000;

/// The programme of what is recorded for all of them: outages, services.
const CITY: &str = "";

/// So many entries are read at once.
const READ_AT_ONCE: u64 = 1_000;

/// The ledger as it was read so far.
#[derive(Debug, Default)]
pub struct History(RwLock<Known>);

#[derive(Debug, Default)]
struct Known {
    /// The number of the last entry that was read.
    last: i64,
    programmes: HashMap<String, Programme>,
}

/// What is known of one programme.
#[derive(Debug, Default)]
struct Programme {
    /// District and item, by number.
    items: Vec<(String, String)>,
    numbers: HashMap<(String, String), usize>,
    /// In the order of the ledger.
    entries: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    seq: i64,
    item: usize,
    effective_on: Option<NaiveDate>,
    recorded_at: Moment,
    new_value: Option<Box<str>>,
}

impl History {
    /// The value of each item in a programme after the last entry that counts, in
    /// no order: the same as [`list_values`] of the database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn list_values(
        &self,
        connection: &impl ConnectionTrait,
        programme: &str,
        clocks: Clocks,
    ) -> Result<Vec<ItemValue>, AppError> {
        if !self.read_on(connection).await? {
            return list_values(connection, programme, None, clocks).await;
        }
        let known = self.0.read().await;
        Ok(known.programmes.get(programme).map(|of| of.fold(clocks)).unwrap_or_default())
    }

    /// The number of the last entry that counts for a programme, also among those
    /// of the city, 0 where none does; as long as it is the same, so is all that is
    /// replayed. `None` while the ledger is not in memory.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_last_told(
        &self,
        connection: &impl ConnectionTrait,
        programme: &str,
        clocks: Clocks,
    ) -> Result<Option<i64>, AppError> {
        if !self.read_on(connection).await? {
            return Ok(None);
        }
        let known = self.0.read().await;
        let of = |key: &str| known.programmes.get(key).and_then(|one| one.last_told(clocks)).unwrap_or(0);
        Ok(Some(of(programme).max(of(CITY))))
    }

    /// Reads what was appended since; says whether all of it is in memory.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_on(&self, connection: &impl ConnectionTrait) -> Result<bool, AppError> {
        let last = self.0.read().await.last;
        if last > LONGEST {
            return Ok(false);
        }
        let mut appended = list_told_after(connection, last, READ_AT_ONCE).await?;
        if appended.is_empty() {
            return Ok(true);
        }
        let mut known = self.0.write().await;
        while !appended.is_empty() {
            for one in appended {
                known.take(one);
            }
            if known.last > LONGEST {
                known.programmes = HashMap::new();
                return Ok(false);
            }
            appended = list_told_after(connection, known.last, READ_AT_ONCE).await?;
        }
        Ok(true)
    }
}

impl Known {
    fn take(&mut self, one: Told) {
        // Somebody else may have read on while this waited.
        if one.seq <= self.last {
            return;
        }
        self.last = one.seq;
        let programme = self.programmes.entry(one.programme).or_default();
        let next = programme.items.len();
        let name = (one.district, one.item);
        let item = *programme.numbers.entry(name.clone()).or_insert(next);
        if item == next {
            programme.items.push(name);
        }
        programme.entries.push(Line {
            seq: one.seq,
            item,
            effective_on: one.effective_on,
            recorded_at: Moment(one.recorded_at),
            new_value: one.new_value.map(String::into_boxed_str),
        });
    }
}

impl Programme {
    fn last_told(&self, clocks: Clocks) -> Option<i64> {
        let counts = |one: &&Line| clocks.admit(one.effective_on, one.recorded_at);
        self.entries.iter().rfind(counts).map(|one| one.seq)
    }

    fn fold(&self, clocks: Clocks) -> Vec<ItemValue> {
        let mut last: Vec<Option<&str>> = vec![None; self.items.len()];
        for entry in self.entries.iter().filter(|one| clocks.admit(one.effective_on, one.recorded_at)) {
            if let Some(value) = last.get_mut(entry.item) {
                *value = entry.new_value.as_deref();
            }
        }
        let values = self.items.iter().zip(last);
        values
            .filter_map(|((district, item), value)| {
                Some(ItemValue {
                    district: district.clone(),
                    item: item.clone(),
                    new_value: value?.to_owned(),
                })
            })
            .collect()
    }
}
