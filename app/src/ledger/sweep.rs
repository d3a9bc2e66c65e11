//! The fold for day after day in one pass: what changes from one day to the
//! next, as now known.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::store::Dated;

/// Entries that wait for their day.
#[derive(Debug)]
pub struct Sweep {
    /// The next one last.
    due: Vec<Dated>,
    /// The number of the entry that says each item's value.
    said_by: HashMap<(String, String), i64>,
}

impl Sweep {
    /// At the beginning of time, before anything is known.
    #[must_use]
    pub fn new(mut entries: Vec<Dated>) -> Self {
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.effective_on, entry.seq)));
        Self { due: entries, said_by: HashMap::new() }
    }

    /// Goes on to the end of a day and hands out each change of a value by then.
    pub fn advance(&mut self, day: NaiveDate, mut change: impl FnMut(Dated)) {
        while let Some(entry) = self.due.pop_if(|next| next.effective_on.is_none_or(|from| from <= day)) {
            let said_by =
                self.said_by.entry((entry.district.clone(), entry.item.clone())).or_insert(entry.seq);
            // What was written later stands, though it speaks of an earlier day.
            if entry.seq >= *said_by {
                *said_by = entry.seq;
                change(entry);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 6, 11).unwrap() + chrono::Days::new(number)
    }

    /// Of each item the last entry by its number among those of the day or before.
    fn reference(entries: &[Dated], day: NaiveDate) -> BTreeMap<(String, String), String> {
        let mut values = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.effective_on.is_none_or(|from| from <= day)) {
            let key = (entry.district.clone(), entry.item.clone());
            match &entry.new_value {
                Some(value) => values.insert(key, value.clone()),
                None => values.remove(&key),
            };
        }
        values
    }

    proptest! {
        #[test]
        fn each_day_is_the_fold_of_that_day(
            drawn in proptest::collection::vec((0u8..5, proptest::option::of(0u8..4), proptest::option::of(0u64..20)), 0..60),
            steps in proptest::collection::vec(0u64..6, 1..8),
        ) {
            let entries: Vec<Dated> = (1..)
                .zip(&drawn)
                .map(|(seq, (item, new, effective))| Dated {
                    seq,
                    district: format!("district-{}", item % 2),
                    item: item.to_string(),
                    new_value: new.map(|value| value.to_string()),
                    effective_on: effective.map(day),
                })
                .collect();
            let mut sweep = Sweep::new(entries.clone());
            let mut values = BTreeMap::new();
            let mut today = day(0);
            for step in steps {
                today = today + chrono::Days::new(step);
                sweep.advance(today, |entry| {
                    let key = (entry.district, entry.item);
                    match entry.new_value {
                        Some(value) => values.insert(key, value),
                        None => values.remove(&key),
                    };
                });
                prop_assert_eq!(&values, &reference(&entries, today));
            }
        }
    }
}
