//! Which version of a checklist holds when.

use chrono::NaiveDate;

use crate::clock::Moment;
use crate::ledger::clocks::Clocks;

/// A published version, as far as it says when it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// 1, 2, …
    pub number: i32,
    /// Its first day.
    pub holds_from: NaiveDate,
    /// When it was published.
    pub at: Moment,
}

impl Published {
    /// The version that holds at a point on both clocks: the highest of those
    /// that hold by the day and were published by the instant. Before any does,
    /// the first: a checklist was never without one.
    #[must_use]
    pub fn holding(versions: &[Self], clocks: Clocks) -> Option<Self> {
        let counts =
            |one: &&Self| one.holds_from <= clocks.as_of && clocks.known.is_none_or(|known| one.at <= known);
        let highest = versions.iter().filter(counts).max_by_key(|one| one.number);
        highest.or_else(|| versions.iter().min_by_key(|one| one.number)).copied()
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 6, 11).unwrap() + Days::new(number)
    }

    /// Versions as they are published: each holds from the day of its
    /// publication or later, and not before the one before it.
    fn histories() -> impl Strategy<Value = Vec<Published>> {
        proptest::collection::vec((0u64..20, 0u64..20), 1..6).prop_map(|drawn| {
            let mut versions = vec![Published { number: 1, holds_from: day(0), at: Moment(0) }];
            let (mut published, mut from) = (0, 0);
            for (number, (pause, ahead)) in (2..).zip(drawn) {
                published += pause;
                from = from.max(published + ahead);
                let at = Moment(i64::try_from(published).unwrap() * 10);
                versions.push(Published { number, holds_from: day(from), at });
            }
            versions
        })
    }

    proptest! {
        #[test]
        fn some_version_always_holds_and_none_before_its_day(versions in histories(), on in 0u64..150, known in proptest::option::of(0i64..1_000)) {
            let clocks = Clocks { as_of: day(on), known: known.map(Moment) };
            let holding = Published::holding(&versions, clocks).unwrap();
            prop_assert!(holding.holds_from <= clocks.as_of);
            prop_assert!(clocks.known.is_none_or(|known| holding.at <= known));
        }

        #[test]
        fn what_is_published_later_changes_no_day_before_it(versions in histories(), on in 0u64..150) {
            let (last, before) = versions.split_last().unwrap();
            let clocks = Clocks::on(day(on));
            if day(on) < last.holds_from {
                prop_assert_eq!(Published::holding(&versions, clocks), Published::holding(before, clocks));
            } else {
                prop_assert_eq!(Published::holding(&versions, clocks), Some(*last));
            }
            // As known before its publication, it never was.
            let known = Clocks { known: Some(Moment(last.at.0 - 1)), ..clocks };
            prop_assert_eq!(
                Published::holding(&versions, known),
                Published::holding(before, known)
            );
        }
    }
}
