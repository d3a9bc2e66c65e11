//! The figures are those of the rows, and what is unknown is neither much nor
//! little.

mod beside;

use std::collections::BTreeSet;

use chrono::Days;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::measure::{Class, DAYS, Level, SERVICES, SHARES};
use super::*;
use crate::onboarding::model::{MarkKind, Timeliness};
use crate::programme::model::Holder;
use crate::service::model::State;
use crate::text::tenths;

const UNKNOWN: (Status, Option<i32>) = (Status::Unknown, None);
const REPORTED_LIVE: (Status, Option<i32>) = (Status::Live { reached: 7, kind: MarkKind::Reported }, None);
const LIVE: (Status, Option<i32>) = (Status::Live { reached: 7, kind: MarkKind::Confirmed }, Some(7));

/// A row of a district that has come so far, with its confirmed readiness.
fn row(slug: &str, residents: i64, (status, readiness): (Status, Option<i32>)) -> Row {
    Row {
        number: 1,
        slug: slug.to_owned(),
        name: Bilingual { bg: slug.to_owned(), en: slug.to_owned() },
        residents,
        status,
        highest: None,
        readiness,
        tally: None,
        turn: None,
        agreed: None,
        timeliness: Timeliness::NoDate,
        submitted: 0,
        to_do: 0,
        returned: 0,
        expired: 0,
        to_mark: 0,
        waits: Vec::new(),
        stance: Stance::Unknown,
        carried: None,
        still_to_do: (0, None),
        expiring: Vec::new(),
        flags: Vec::new(),
        suspension: None,
        services: None,
    }
}

fn at(milestone: i32) -> (Status, Option<i32>) {
    (Status::Milestone { reached: milestone, kind: Some(MarkKind::Confirmed) }, Some(milestone))
}

fn slugs(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.slug.as_str()).collect()
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::default() + Days::new(number)
}

fn any_status() -> impl Strategy<Value = (Status, Option<i32>)> {
    prop_oneof![
        2 => Just(UNKNOWN),
        1 => Just(REPORTED_LIVE),
        1 => Just(LIVE),
        1 => (1..8).prop_map(|reached| (Status::Milestone { reached, kind: Some(MarkKind::Reported) }, None)),
        3 => (0..6).prop_map(at),
        1 => Just((Status::Ready { reached: 6 }, Some(6))),
        1 => (7..9).prop_map(|reached| (Status::Suspended { reached, kind: MarkKind::Confirmed }, Some(reached))),
        1 => (0..6).prop_map(|milestone| (REPORTED_LIVE.0, Some(milestone))),
    ]
}

fn any_row() -> impl Strategy<Value = Row> {
    let tally = option::of((0u32..30, 1u32..30)).prop_map(|tally| {
        let (met, of) = tally?;
        Some(Tally { met: met.min(of), of })
    });
    let turn = option::of(0u64..50).prop_map(|since| {
        let (holder, requirement) = (Holder::District, None);
        Some(Move { holder, since: day(since?), requirement, milestone: 1 })
    });
    let agreed = option::of(0u64..50).prop_map(|number| Some(day(number?)));
    let states = vec(proptest::sample::select(&State::ALL), 0..25);
    let services = option::of(states).prop_map(|states| Some(states?.into_iter().collect()));
    (1i64..120_000, any_status(), tally, turn, agreed, services).prop_map(
        |(residents, status, tally, turn, agreed, services)| Row {
            tally,
            turn,
            agreed,
            services,
            ..row("", residents, status)
        },
    )
}

/// Up to 24 rows in the order of their names.
fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    vec(any_row(), 0..25).prop_map(|mut rows| {
        for (number, row) in (1..).zip(&mut rows) {
            row.number = number;
            row.slug = format!("district-{number:02}");
        }
        rows
    })
}

/// Whether the row has what the table is ordered by.
fn is_known(order: Order, row: &Row) -> bool {
    match order {
        Order::Name => true,
        Order::Status => row.status != Status::Unknown,
        Order::Met => row.tally.is_some(),
        Order::Turn => row.turn.is_some(),
        Order::Agreed => row.agreed.is_some(),
        Order::Services => row.services_online().is_some(),
    }
}

/// Whether the first row comes before the second in this order, going up.
fn is_less(order: Order, one: &Row, other: &Row) -> bool {
    match order {
        Order::Name => one.number < other.number,
        Order::Status => {
            (one.status.reached(), one.status.is_live()) < (other.status.reached(), other.status.is_live())
        }
        Order::Met => {
            let (one, other) = (one.tally.unwrap(), other.tally.unwrap());
            one.met * other.of < other.met * one.of
        }
        Order::Turn => one.turn.as_ref().unwrap().since < other.turn.as_ref().unwrap().since,
        Order::Agreed => one.agreed < other.agreed,
        Order::Services => one.services_online() < other.services_online(),
    }
}

#[test]
fn coverage_has_all_three_rules_and_says_what_is_unknown() {
    let rows = [
        row("iskar", 63_000, REPORTED_LIVE),
        row("lozenets", 53_000, LIVE),
        row("mladost", 102_000, at(3)),
        row("pancharevo", 28_000, UNKNOWN),
    ];
    let expected = Coverage {
        live: 2,
        districts: 4,
        residents_live: 116_000,
        residents: 246_000,
        unknown: 1,
        reported: 1,
    };
    assert_eq!(Coverage::of(&rows), expected);
}

#[test]
fn what_is_suspended_serves_nobody_today() {
    let suspended =
        row("iskar", 63_000, (Status::Suspended { reached: 7, kind: MarkKind::Confirmed }, Some(7)));
    let coverage = Coverage::of(&[suspended]);
    assert_eq!((coverage.live, coverage.residents_live, coverage.unknown), (0, 0, 0));
}

#[test]
fn equal_readiness_names_the_lowest_and_keeps_half_a_milestone_in_the_median() {
    let rows = [
        row("iskar", 1, at(2)),
        row("lozenets", 1, at(5)),
        row("mladost", 1, at(1)),
        row("nadezhda", 1, at(1)),
        row("pancharevo", 1, UNKNOWN),
        row("sredets", 1, at(4)),
        row("studentski", 1, REPORTED_LIVE),
        row("vitosha", 1, at(5)),
    ];
    let spread = Spread {
        lowest: 1,
        median_twice: 6,
        highest: 5,
        lowest_districts: vec!["mladost".to_owned(), "nadezhda".to_owned()],
        values: vec![1, 1, 2, 4, 5, 5],
    };
    let expected = EqualReadiness { spread: Some(spread), unknown: 1, reported: 1 };
    assert_eq!(EqualReadiness::of(&rows), expected);
}

#[test]
fn a_report_is_no_readiness() {
    let rows = [row("iskar", 1, REPORTED_LIVE), row("pancharevo", 1, UNKNOWN)];
    assert_eq!(EqualReadiness::of(&rows), EqualReadiness { spread: None, unknown: 1, reported: 1 });
}

#[test]
fn what_is_unknown_is_listed_last_either_way() {
    let sorted = |descending| {
        let mut rows = [row("a", 1, UNKNOWN), row("b", 1, at(2)), row("c", 1, LIVE), row("d", 1, at(2))];
        Order::Status.sort(&mut rows, descending);
        rows.map(|row| row.slug).concat()
    };
    assert_eq!(sorted(false), "bdca");
    assert_eq!(sorted(true), "cbda");
}

#[test]
fn orders_are_read_back() {
    assert!(Order::ALL.into_iter().all(|order| Order::from_key(order.key()) == Some(order)));
    assert_eq!(Order::from_key("size"), None);
}

proptest! {
    #[test]
    fn coverage_counts_the_rows_that_are_listed(rows in any_rows()) {
        let (mut live, mut residents_live, mut unknown, mut reported) = (0, 0, 0, 0);
        for row in &rows {
            match row.status {
                Status::Unknown => unknown += 1,
                Status::Live { kind, .. } => {
                    live += 1;
                    residents_live += u64::try_from(row.residents).unwrap();
                    reported += u64::from(kind == MarkKind::Reported);
                }
                Status::Milestone { .. } | Status::Ready { .. } | Status::Suspended { .. } => {}
            }
        }
        let residents = rows.iter().map(|row| u64::try_from(row.residents).unwrap()).sum();
        let districts = rows.len() as u64;
        let expected = Coverage { live, districts, residents_live, residents, unknown, reported };
        prop_assert_eq!(Coverage::of(&rows), expected);
    }

    #[test]
    fn coverage_is_a_hundred_percent_by_either_rule_only_with_all_districts(rows in any_rows()) {
        let coverage = Coverage::of(&rows);
        let all = !rows.is_empty() && rows.iter().all(|row| row.status.is_live());
        prop_assert_eq!(tenths(coverage.live, coverage.districts) == Some(1000), all);
        prop_assert_eq!(tenths(coverage.residents_live, coverage.residents) == Some(1000), all);
    }

    #[test]
    fn each_row_is_in_the_spread_or_counted_as_left_out(rows in any_rows()) {
        let EqualReadiness { spread, unknown, reported } = EqualReadiness::of(&rows);
        let known = spread.map_or(0, |spread| spread.values.len());
        prop_assert_eq!(known as u64 + unknown + reported, rows.len() as u64);
        prop_assert_eq!(unknown, Coverage::of(&rows).unknown);
    }

    #[test]
    fn the_median_lies_in_the_middle_and_the_lowest_are_named(rows in any_rows()) {
        let mut values: Vec<i32> = rows.iter().filter_map(|row| row.readiness).collect();
        values.sort_unstable();
        let spread = EqualReadiness::of(&rows).spread;
        prop_assert_eq!(spread.is_some(), !values.is_empty());
        let Some(spread) = spread else { return Ok(()) };
        prop_assert_eq!(&spread.values, &values);
        prop_assert_eq!(Some(&spread.lowest), values.iter().min());
        prop_assert_eq!(Some(&spread.highest), values.iter().max());
        prop_assert!(2 * spread.lowest <= spread.median_twice && spread.median_twice <= 2 * spread.highest);
        let not_above = values.iter().filter(|value| **value * 2 <= spread.median_twice).count();
        let not_below = values.iter().filter(|value| **value * 2 >= spread.median_twice).count();
        prop_assert!(2 * not_above >= values.len() && 2 * not_below >= values.len());
        let lowest: Vec<&str> = rows
            .iter()
            .filter(|row| row.readiness == Some(spread.lowest))
            .map(|row| row.slug.as_str())
            .collect();
        prop_assert_eq!(spread.lowest_districts, lowest);
    }

    #[test]
    fn one_more_unknown_district_changes_only_what_is_left_out(mut rows in any_rows()) {
        let (coverage, readiness) = (Coverage::of(&rows), EqualReadiness::of(&rows));
        rows.push(row("one-more", 5_000, UNKNOWN));
        let (districts, unknown) = (coverage.districts + 1, coverage.unknown + 1);
        let residents = coverage.residents + 5_000;
        prop_assert_eq!(Coverage::of(&rows), Coverage { districts, unknown, residents, ..coverage });
        prop_assert_eq!(EqualReadiness::of(&rows), EqualReadiness { unknown, ..readiness });
    }

    #[test]
    fn the_figures_do_not_depend_on_how_the_table_is_sorted(rows in any_rows(), descending: bool) {
        for order in Order::ALL {
            let mut sorted = rows.clone();
            order.sort(&mut sorted, descending);
            prop_assert_eq!(Coverage::of(&sorted), Coverage::of(&rows));
            prop_assert_eq!(EqualReadiness::of(&sorted), EqualReadiness::of(&rows));
        }
    }

    #[test]
    fn sorting_keeps_every_row_and_puts_the_unknown_last(rows in any_rows(), descending: bool) {
        for order in Order::ALL {
            let mut sorted = rows.clone();
            order.sort(&mut sorted, descending);
            prop_assert_eq!(sorted.len(), rows.len());
            let kept = BTreeSet::from_iter(slugs(&sorted));
            prop_assert_eq!(kept, BTreeSet::from_iter(slugs(&rows)));
            prop_assert!(sorted.is_sorted_by_key(|row| !is_known(order, row)), "{order:?}");
        }
    }

    #[test]
    fn sorting_goes_up_or_down_and_lists_the_equal_by_name(rows in any_rows(), descending: bool) {
        for order in Order::ALL {
            let mut sorted = rows.clone();
            order.sort(&mut sorted, descending);
            for pair in sorted.windows(2) {
                let [one, other] = pair else { continue };
                let known = is_known(order, one) && is_known(order, other);
                let (before, after) = if descending { (other, one) } else { (one, other) };
                prop_assert!(!known || !is_less(order, after, before), "{order:?}");
                let both_unknown = !is_known(order, one) && !is_known(order, other);
                let equal = both_unknown || known && !is_less(order, before, after);
                prop_assert!(!equal || one.number < other.number, "{order:?}");
            }
        }
    }
}

#[test]
fn classes_follow_one_another_without_gap() {
    for classes in [SHARES, DAYS, SERVICES] {
        assert_eq!(classes[0].from, 0);
        for pair in classes.windows(2) {
            assert_eq!(pair[0].to.map(|to| to + 1), Some(pair[1].from));
            assert!(pair[0].ramp < pair[1].ramp);
        }
    }
    assert_eq!(SHARES[4], Class { from: 100, to: Some(100), ramp: 7 });
    assert_eq!((DAYS[4].to, SERVICES[4].to), (None, None));
}

proptest! {
    #[test]
    fn a_value_lies_in_its_class(row in any_row(), today in 0u64..400) {
        let today = day(today);
        match row.readiness_level() {
            Level::Class(class) => {
                let share = row.percent_met().unwrap();
                prop_assert!(SHARES[class].from <= share && SHARES[class].to.is_none_or(|to| share <= to));
                let tally = row.tally.unwrap();
                prop_assert_eq!(class == 4, tally.met == tally.of);
            }
            level => {
                prop_assert_eq!(level, Level::Unknown);
                prop_assert!(row.tally.is_none());
            }
        }
        match row.waiting_level(today) {
            Level::Class(class) => {
                let days = row.days_waiting(today).unwrap();
                prop_assert!(DAYS[class].from <= days && DAYS[class].to.is_none_or(|to| days <= to));
            }
            Level::Nothing => prop_assert!(row.turn.is_none() && row.tally.is_some()),
            Level::Unknown => prop_assert!(row.turn.is_none() && row.tally.is_none()),
        }
        match row.services_level() {
            Level::Class(class) => {
                let online = i64::try_from(row.services_online().unwrap()).unwrap();
                prop_assert!(SERVICES[class].from <= online && SERVICES[class].to.is_none_or(|to| online <= to));
                prop_assert!(row.services_online() <= row.services_certain());
            }
            level => {
                prop_assert_eq!(level, Level::Unknown, "what is not certain is neither few nor many");
                let certain = row.services.map(|one| one.total() - one.uncertain());
                prop_assert!(certain.is_none_or(|certain| certain == 0));
            }
        }
    }

    #[test]
    fn every_column_stays_whatever_the_colours_stand_for(colour in prop::sample::select(Colour::ALL.to_vec())) {
        let columns = Order::columns(colour);
        prop_assert_eq!(columns[0], Order::Name);
        let all = Order::ALL.iter().filter(|one| **one != Order::Services || colour == Colour::Services);
        prop_assert!(all.clone().all(|one| columns.contains(one)) && columns.len() == all.count());
        prop_assert_eq!(Colour::from_key(colour.key()), Some(colour));
    }
}
