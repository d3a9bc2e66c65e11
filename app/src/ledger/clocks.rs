//! The two clocks: the day from which something is true, and the instant at
//! which it was written down. A page of the past stands at a point on both.

use chrono::NaiveDate;

use super::model::{Entry, Replay};
use crate::clock::Moment;

/// A point on both clocks: what was so on a day, as it was known at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The day.
    pub as_of: NaiveDate,
    /// The instant; `None` takes everything recorded so far.
    pub known: Option<Moment>,
}

impl Clocks {
    /// A day as it is known now.
    #[must_use]
    pub fn on(day: NaiveDate) -> Self {
        Self { as_of: day, known: None }
    }

    /// Whether an entry counts here: it was true by the day and written by the
    /// instant. What names no day is taken as always true.
    #[must_use]
    pub fn admits(&self, entry: &Entry) -> bool {
        self.admit(entry.effective_on, entry.recorded_at)
    }

    /// The same, of an entry true from this day and written at this instant.
    #[must_use]
    pub fn admit(&self, effective_on: Option<NaiveDate>, recorded_at: Moment) -> bool {
        effective_on.is_none_or(|day| day <= self.as_of)
            && self.known.is_none_or(|known| recorded_at <= known)
    }
}

impl Replay {
    /// The fold: the value of each item after the last entry that counts. The
    /// present is the same fold over all entries.
    #[must_use]
    pub fn at<'e>(entries: impl IntoIterator<Item = &'e Entry>, clocks: Clocks) -> Self {
        let mut replay = Self::default();
        for entry in entries.into_iter().filter(|entry| clocks.admits(entry)) {
            replay.take(entry);
        }
        replay
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use chrono::Days;
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::model::GENESIS;

    /// A change as it is drawn: item, new value, days until it is true, whether
    /// it names that day, and how long after the one before it was written.
    type Drawn = (u8, Option<u8>, u64, bool, i64);

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 6, 11).unwrap() + Days::new(number)
    }

    fn entries(drawn: &[Drawn]) -> Vec<Entry> {
        let mut values: BTreeMap<u8, String> = BTreeMap::new();
        let mut recorded_at = Moment(0);
        let mut entries = Vec::new();
        for (seq, &(item, new, effective, dated, pause)) in (1..).zip(drawn) {
            recorded_at = Moment(recorded_at.0 + pause);
            let old = values.remove(&item);
            let new = new.map(|value| value.to_string());
            values.extend(new.clone().map(|value| (item, value)));
            entries.push(Entry {
                seq,
                programme: "unified-model".to_owned(),
                district: format!("district-{}", item % 3),
                item: format!("requirement:{item}"),
                operation: String::new(),
                old,
                new,
                reason: None,
                account: None,
                account_name: None,
                role: String::new(),
                effective_on: dated.then(|| day(effective)),
                recorded_at,
                previous_hash: GENESIS.to_owned(),
                hash: String::new(),
            });
        }
        entries
    }

    fn histories() -> impl Strategy<Value = Vec<Entry>> {
        let change = (0u8..6, proptest::option::of(0u8..4), 0u64..20, proptest::bool::weighted(0.8), 0i64..4);
        proptest::collection::vec(change, 0..60).prop_map(|drawn| entries(&drawn))
    }

    fn points() -> impl Strategy<Value = Clocks> {
        (0u64..21, proptest::option::of(0i64..120))
            .prop_map(|(number, known)| Clocks { as_of: day(number), known: known.map(Moment) })
    }

    /// The rule in other words: of each item the entry with the highest number.
    fn reference(entries: &[Entry], clocks: Clocks) -> Vec<(String, String, String)> {
        let mut items: Vec<(&str, &str)> =
            entries.iter().map(|entry| (entry.district.as_str(), entry.item.as_str())).collect();
        items.sort_unstable();
        items.dedup();
        let last = |(district, item): (&str, &str)| {
            let of_item = entries
                .iter()
                .filter(|entry| (entry.district.as_str(), entry.item.as_str()) == (district, item));
            let counts = of_item.filter(|entry| {
                let early = entry.effective_on.is_some_and(|day| day > clocks.as_of);
                let late = clocks.known.is_some_and(|known| entry.recorded_at > known);
                !early && !late
            });
            let new = counts.max_by_key(|entry| entry.seq)?.new.clone()?;
            Some((district.to_owned(), item.to_owned(), new))
        };
        items.into_iter().filter_map(last).collect()
    }

    fn values(replay: &Replay) -> Vec<(String, String, String)> {
        let owned = |(district, item, value): (&str, &str, &str)| {
            (district.to_owned(), item.to_owned(), value.to_owned())
        };
        replay.of("unified-model").map(owned).collect()
    }

    proptest! {
        #[test]
        fn the_last_entry_that_counts_says_the_value(history in histories(), clocks in points()) {
            prop_assert_eq!(values(&Replay::at(&history, clocks)), reference(&history, clocks));
        }

        #[test]
        fn all_entries_together_are_the_present(history in histories()) {
            let mut present = Replay::default();
            for entry in &history {
                prop_assert_eq!(present.apply(entry), Ok(()));
            }
            let today = Clocks { as_of: day(20), known: None };
            prop_assert_eq!(Replay::at(&history, today), present);
        }

        #[test]
        fn what_is_recorded_later_changes_nothing_that_was_known(
            history in histories(),
            clocks in points(),
            cut in 0usize..60,
        ) {
            let before = &history[..cut.min(history.len())];
            // Everything up to here was written by then, and everything else after.
            let known = before.last().map_or(Moment(-1), |entry| entry.recorded_at);
            prop_assume!(history.get(before.len()).is_none_or(|next| next.recorded_at > known));
            let then = Clocks { known: Some(known), ..clocks };
            prop_assert_eq!(Replay::at(&history, then), Replay::at(before, then));
            prop_assert_eq!(Replay::at(before, then), Replay::at(before, Clocks { known: None, ..clocks }));
        }
    }
}
