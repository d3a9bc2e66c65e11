//! Totals of what waits, counted from the rows that are listed.

use chrono::NaiveDate;

use crate::onboarding::model::{Stance, Wait, What};
use crate::programme::model::Holder;
use crate::rollout::model::{Row, median_twice};

/// What waits for one holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderTotal {
    /// Who.
    pub holder: Holder,
    /// Open requirements that can be done now.
    pub requirements: u64,
    /// New evidence to decide on or to correct, for what is still met.
    pub renewals: u64,
    /// Milestones to be marked.
    pub marks: u64,
    /// In how many districts anything of this waits.
    pub districts: u64,
    /// Since when the oldest of it waits.
    pub oldest: Option<NaiveDate>,
    /// Twice the median age of it in days, so that a half stays whole.
    pub median_age_twice: Option<i64>,
}

/// What waits for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// For each holder, also for those nothing waits for.
    pub holders: Vec<HolderTotal>,
    /// Districts whose checklist is known.
    pub known: u64,
    /// Districts left out: nothing is known of their checklists.
    pub unknown: u64,
    /// Known districts that wait for others and have nothing to do themselves.
    pub waiting: u64,
}

/// One thing that waits, in its district.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item<'a> {
    /// The district's row.
    pub row: &'a Row,
    /// What, by whom, since when.
    pub wait: &'a Wait,
}

impl Totals {
    /// Counted from these rows.
    #[must_use]
    pub fn of(rows: &[Row], today: NaiveDate) -> Self {
        let count = |wanted: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count() as u64;
        let unknown = count(&|row| row.tally.is_none());
        Self {
            holders: Holder::ALL.into_iter().map(|holder| HolderTotal::of(rows, holder, today)).collect(),
            known: rows.len() as u64 - unknown,
            unknown,
            waiting: count(&|row| matches!(row.stance, Stance::Waiting(_))),
        }
    }
}

impl HolderTotal {
    /// All that waits.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.requirements + self.renewals + self.marks
    }

    fn of(rows: &[Row], holder: Holder, today: NaiveDate) -> Self {
        let held: Vec<Item<'_>> = items(rows, Some(holder));
        let count =
            |wanted: fn(&What) -> bool| held.iter().filter(|item| wanted(&item.wait.what)).count() as u64;
        let mut ages: Vec<i64> = held.iter().map(|item| item.wait.age(today)).collect();
        ages.sort_unstable();
        let mut districts: Vec<&str> = held.iter().map(|item| item.row.slug.as_str()).collect();
        districts.sort_unstable();
        districts.dedup();
        Self {
            holder,
            requirements: count(|what| matches!(what, What::Requirement(_))),
            renewals: count(|what| matches!(what, What::Renewal(_))),
            marks: count(|what| *what == What::Mark),
            districts: districts.len() as u64,
            oldest: held.iter().map(|item| item.wait.since).min(),
            median_age_twice: (!ages.is_empty()).then(|| median_twice(&ages)),
        }
    }
}

/// Everything that waits, for this holder or for all, the oldest first and then
/// in the order of the rows.
#[must_use]
pub fn items(rows: &[Row], holder: Option<Holder>) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = rows
        .iter()
        .flat_map(|row| row.waits.iter().map(move |wait| Item { row, wait }))
        .filter(|item| holder.is_none_or(|holder| item.wait.holder == holder))
        .collect();
    items.sort_by_key(|item| item.wait.since);
    items
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use chrono::Days;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::onboarding::model::{Status, Tally, Timeliness};
    use crate::text::Bilingual;

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    fn row(number: i32, waits: Option<Vec<Wait>>) -> Row {
        Row {
            number,
            slug: format!("district-{number:02}"),
            name: Bilingual::default(),
            residents: 1,
            status: Status::Unknown,
            highest: None,
            readiness: None,
            tally: waits.as_ref().map(|_| Tally { met: 0, of: 1 }),
            turn: None,
            agreed: None,
            timeliness: Timeliness::NoDate,
            to_do: 0,
            submitted: 0,
            returned: 0,
            expired: 0,
            to_mark: 0,
            stance: waits.as_ref().map_or(Stance::Unknown, |waits| Stance::of(waits)),
            carried: None,
            still_to_do: (0, None),
            waits: waits.unwrap_or_default(),
            expiring: Vec::new(),
            flags: Vec::new(),
            suspension: None,
            services: None,
        }
    }

    fn any_wait() -> impl Strategy<Value = Wait> {
        let what = select(vec![
            What::Requirement("order".to_owned()),
            What::Requirement("team".to_owned()),
            What::Renewal("security".to_owned()),
            What::Mark,
        ]);
        (what, select(Holder::ALL.to_vec()), 0u64..400).prop_map(|(what, holder, days)| Wait {
            what,
            milestone: 1,
            holder,
            since: today() - Days::new(days),
        })
    }

    fn any_rows() -> impl Strategy<Value = Vec<Row>> {
        vec(proptest::option::weighted(0.8, vec(any_wait(), 0..6)), 0..25)
            .prop_map(|drawn| (1..).zip(drawn).map(|(number, waits)| row(number, waits)).collect())
    }

    proptest! {
        #[test]
        fn totals_are_those_of_the_rows_that_are_listed(rows in any_rows()) {
            let totals = Totals::of(&rows, today());
            prop_assert_eq!(totals.known + totals.unknown, rows.len() as u64);
            let listed = items(&rows, None);
            prop_assert!(listed.windows(2).all(|pair| pair[0].wait.since <= pair[1].wait.since));
            let counted: u64 = totals.holders.iter().map(|one| one.all()).sum();
            prop_assert_eq!(counted, listed.len() as u64);
            for one in &totals.holders {
                let held = items(&rows, Some(one.holder));
                prop_assert!(held.iter().all(|item| item.wait.holder == one.holder));
                let districts: BTreeSet<&str> = held.iter().map(|item| item.row.slug.as_str()).collect();
                prop_assert_eq!(one.districts, districts.len() as u64);
                prop_assert!(one.districts <= totals.known);
                prop_assert_eq!(one.oldest.is_none(), one.all() == 0);
                prop_assert_eq!(one.median_age_twice.is_none(), one.all() == 0);
                if let (Some(oldest), Some(median)) = (one.oldest, one.median_age_twice) {
                    let eldest = today().signed_duration_since(oldest).num_days();
                    prop_assert!((0..=2 * eldest).contains(&median));
                }
            }
        }

        #[test]
        fn who_waits_for_others_is_not_waited_for(rows in any_rows()) {
            let own: BTreeSet<&str> =
                items(&rows, Some(Holder::District)).iter().map(|item| item.row.slug.as_str()).collect();
            let waiting = rows
                .iter()
                .filter(|row| !own.contains(row.slug.as_str()) && !row.waits.is_empty())
                .count();
            prop_assert_eq!(Totals::of(&rows, today()).waiting, waiting as u64);
        }
    }
}
