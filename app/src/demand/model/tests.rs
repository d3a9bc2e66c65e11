use proptest::prelude::*;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn weeks() -> Vec<Week> {
    weeks_up_to(last_ended(day("2026-11-22")), WEEKS)
}

/// How often each of three services was needed in each of three districts in
/// each of the weeks.
fn all_counts() -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(prop_oneof![0u32..8, 0u32..400], 3 * 3 * WEEKS)
}

/// As they are kept: what is nought has no row.
fn kept(counts: &[u32]) -> Vec<Count> {
    let weeks = weeks();
    let mut kept = Vec::new();
    for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (pair, week) = (place / WEEKS, place % WEEKS);
        kept.push(Count {
            service: [1997, 2079, 2107][pair / 3],
            district: ["bankya", "lyulin", "vitosha"][pair % 3].to_owned(),
            week: weeks[week],
            count: *count,
        });
    }
    kept
}

fn table(counts: &[u32]) -> Table {
    Table::of(weeks(), kept(counts))
}

/// Rows as they are listed: service, district and total.
type Listed = Vec<(i64, String, u32)>;

/// Everything the pages are made from: the table, it in every order, the ranks.
fn published(counts: &[u32]) -> (Table, Vec<Listed>, Vec<Rank>) {
    let table = table(counts);
    let names = ["bankya", "vitosha", "lyulin"].map(str::to_owned);
    let orders = Order::ALL.into_iter().flat_map(|order| [(order, false), (order, true)]);
    let listed = orders
        .map(|(order, descending)| {
            let rows = table.sorted(order, descending, &names);
            rows.into_iter().map(|row| (row.service, row.district.clone(), row.at_least())).collect()
        })
        .collect();
    let most = table.rows.iter().map(Row::at_least).max().unwrap_or_default();
    let ranks = table.rows.iter().map(|row| Rank::of(row.at_least(), most)).collect();
    (table, listed, ranks)
}

proptest! {
    /// Whatever the counts below the floor are, what is published is the same:
    /// no total, order, rank or missing row tells them apart, so nothing can be
    /// subtracted to find them.
    #[test]
    fn what_is_below_the_floor_changes_nothing(counts in all_counts(), others in proptest::collection::vec(0..FLOOR, 3 * 3 * WEEKS)) {
        let other: Vec<u32> = counts
            .iter()
            .zip(others)
            .map(|(count, other)| if *count < FLOOR { other } else { *count })
            .collect();
        prop_assert_eq!(published(&counts), published(&other));
    }

    /// The same holds between two spans of weeks that differ by one: they say the
    /// same of the weeks they share.
    #[test]
    fn two_spans_say_the_same_of_the_weeks_they_share(counts in all_counts()) {
        let whole = table(&counts);
        let shorter = Table::of(weeks()[1..].to_vec(), kept(&counts));
        for row in &shorter.rows {
            let same = whole.rows.iter().find(|one| (one.service, &one.district) == (row.service, &row.district));
            prop_assert_eq!(&same.unwrap().amounts[1..], row.amounts.as_slice());
        }
    }

    /// No number below the floor is said, no row says nothing, and a total is
    /// what its row says.
    #[test]
    fn every_number_is_at_least_the_floor(counts in all_counts()) {
        let table = table(&counts);
        for row in &table.rows {
            prop_assert_eq!(row.amounts.len(), table.weeks.len());
            let said: Vec<u32> = row.amounts.iter().filter(|one| **one != Amount::Few).map(|one| one.at_least()).collect();
            prop_assert!(!said.is_empty());
            prop_assert!(said.iter().all(|one| *one >= FLOOR));
            prop_assert_eq!(row.at_least(), said.iter().sum::<u32>());
        }
        let at_least_five = counts.iter().filter(|one| **one >= FLOOR).count();
        let said = table.rows.iter().flat_map(|row| &row.amounts).filter(|one| **one != Amount::Few).count();
        prop_assert_eq!(said, at_least_five, "and what may be said is said");
    }

    /// Sorting loses no row and adds none.
    #[test]
    fn every_order_lists_the_same_rows(counts in all_counts()) {
        let (table, listed, _) = published(&counts);
        for mut rows in listed {
            rows.sort();
            let mut all: Vec<_> = table.rows.iter().map(|row| (row.service, row.district.clone(), row.at_least())).collect();
            all.sort();
            prop_assert_eq!(rows, all);
        }
    }

    /// More is never ranked lower.
    #[test]
    fn ranks_follow_the_amounts(one in 0u32..500, more in 0u32..500, most in 1u32..500) {
        prop_assert!(Rank::of(one.saturating_add(more), most) <= Rank::of(one, most));
        prop_assert_eq!(Rank::of(most, most), Rank::Most);
    }

    /// A week is said only once its last day is over, on every day of the next.
    #[test]
    fn only_weeks_that_have_ended_are_said(offset in 0u64..4_000) {
        let today = day("2020-01-01") + chrono::Days::new(offset);
        let last = last_ended(today);
        prop_assert!(last.next().monday() <= today);
        prop_assert!(last.next().next().monday() > today);
        let weeks = weeks_up_to(last, WEEKS);
        prop_assert_eq!(weeks.len(), WEEKS);
        prop_assert!(weeks.windows(2).all(|pair| pair[0].next() == pair[1]));
        prop_assert_eq!(weeks.last(), Some(&last));
    }
}

#[test]
fn the_floor_is_five() {
    let said: Vec<Amount> = (3..=6).map(Amount::of).collect();
    assert_eq!(said, [Amount::Few, Amount::Few, Amount::Said(5), Amount::Said(6)]);
}
