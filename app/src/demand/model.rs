//! What may be said of counts: nothing below the floor, and nothing that could
//! be subtracted from something else to give what is below it.
//!
//! The rule that makes this so: whatever is published is computed from amounts
//! that have gone through [`Amount::of`], never from counts. A count below the
//! floor, nought included, is one and the same amount, so no total, no order and
//! no row can depend on it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::capacity::model::Week;

/// The least number that is said.
pub const FLOOR: u32 = 5;
/// How many weeks are shown and weighed at once.
pub const WEEKS: usize = 4;

/// How often something was needed, as far as it may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// Below the floor; perhaps never.
    Few,
    /// So often.
    Said(u32),
}

/// A count as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The service's number.
    pub service: i64,
    /// The district's slug.
    pub district: String,
    /// The week.
    pub week: Week,
    /// How often.
    pub count: u32,
}

/// What may be said of some weeks, by service and district.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The weeks, the earliest first.
    pub weeks: Vec<Week>,
    /// Those with something to say, by service and district.
    pub rows: Vec<Row>,
}

/// A service in a district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The service's number.
    pub service: i64,
    /// The district's slug.
    pub district: String,
    /// In each of the table's weeks.
    pub amounts: Vec<Amount>,
}

/// In which order rows are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What was needed most often first.
    #[default]
    Total,
    /// By the service's number.
    Service,
    /// By the district's name.
    District,
    /// By the last week alone.
    Last,
}

/// How much something is needed beside the rest, in words to order by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// As often as the most needed.
    Most,
    /// At least half as often.
    Much,
    /// Less often.
    Some,
}

impl Amount {
    /// What may be said of a count.
    #[must_use]
    pub fn of(count: u32) -> Self {
        if count < FLOOR { Self::Few } else { Self::Said(count) }
    }

    /// What it adds to a total of what is said.
    #[must_use]
    pub fn at_least(self) -> u32 {
        match self {
            Self::Few => 0,
            Self::Said(count) => count,
        }
    }
}

impl Row {
    /// How often at least: the sum of what is said, and of nothing else.
    #[must_use]
    pub fn at_least(&self) -> u32 {
        self.amounts.iter().fold(0, |sum, one| sum.saturating_add(one.at_least()))
    }

    fn last(&self) -> Option<Amount> {
        self.amounts.last().copied()
    }
}

impl Table {
    /// What may be said of these weeks. A service in a district of which nothing
    /// may be said in any of them has no row.
    #[must_use]
    pub fn of(weeks: Vec<Week>, counts: impl IntoIterator<Item = Count>) -> Self {
        let mut rows: BTreeMap<(i64, String), Vec<Amount>> = BTreeMap::new();
        for Count { service, district, week, count } in counts {
            let amount = Amount::of(count);
            let place = weeks.iter().position(|one| *one == week);
            let Some(place) = place.filter(|_| amount != Amount::Few) else { continue };
            let amounts = rows.entry((service, district)).or_insert_with(|| vec![Amount::Few; weeks.len()]);
            if let Some(slot) = amounts.get_mut(place) {
                *slot = amount;
            }
        }
        let rows = rows.into_iter().map(|((service, district), amounts)| Row { service, district, amounts });
        Self { weeks, rows: rows.collect() }
    }

    /// The rows in this order; `names` gives the districts' places by name. What
    /// is equal stays by service and district.
    #[must_use]
    pub fn sorted(&self, order: Order, descending: bool, names: &[String]) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        let place = |row: &Row| names.iter().position(|one| *one == row.district);
        rows.sort_by_key(|row| (row.service, place(row)));
        match (order, descending) {
            (Order::Total, true) => rows.sort_by_key(|row| Reverse(row.at_least())),
            (Order::Total, false) => rows.sort_by_key(|row| row.at_least()),
            (Order::Service, true) => rows.sort_by_key(|row| Reverse(row.service)),
            (Order::Service, false) => {}
            (Order::District, true) => rows.sort_by_key(|row| Reverse(place(row))),
            (Order::District, false) => rows.sort_by_key(|row| place(row)),
            (Order::Last, true) => rows.sort_by_key(|row| Reverse(row.last())),
            (Order::Last, false) => rows.sort_by_key(|row| row.last()),
        }
        rows
    }
}

impl Order {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Total, Self::Service, Self::District, Self::Last];

    /// The name in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Service => "service",
            Self::District => "district",
            Self::Last => "last",
        }
    }

    /// The order of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.key() == key)
    }

    /// Whether it begins with the most.
    #[must_use]
    pub fn is_descending_first(self) -> bool {
        matches!(self, Self::Total | Self::Last)
    }
}

impl Rank {
    /// How much `amount` is beside the `most` there is.
    #[must_use]
    pub fn of(amount: u32, most: u32) -> Self {
        match amount {
            amount if amount >= most => Self::Most,
            amount if amount.saturating_mul(2) >= most => Self::Much,
            _ => Self::Some,
        }
    }
}

/// So many weeks up to this one, the earliest first.
#[must_use]
pub fn weeks_up_to(last: Week, count: usize) -> Vec<Week> {
    let mut weeks: Vec<Week> =
        std::iter::successors(Some(last), |week| Some(week.previous())).take(count).collect();
    weeks.reverse();
    weeks
}

/// The last week that has ended by this day; what is said of a week is said once
/// and for good.
#[must_use]
pub fn last_ended(today: NaiveDate) -> Week {
    Week::of(today).previous()
}

#[cfg(test)]
mod tests;
