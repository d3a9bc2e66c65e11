//! What the three dates may be, and how they move.

use chrono::{Days, NaiveDate};
use proptest::option;
use proptest::prelude::*;

use crate::error::Rule;
use crate::onboarding::model::{
    Bounds, DateName, Dates, LONGEST_WINDOW, SlipReason, SlipTotals, UnusualDay, slips,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn bounds() -> Bounds {
    Bounds { starts_on: day("2020-06-11"), today: day("2026-11-21") }
}

prop_compose! {
    fn any_day()(offset in 0u64..4_000) -> NaiveDate {
        day("2020-01-01") + Days::new(offset)
    }
}

prop_compose! {
    fn any_dates()(
        window in option::of((any_day(), 0u64..60)),
        preferred in option::of(any_day()),
        agreed in option::of(any_day()),
        because in option::of(prop::sample::select(SlipReason::CHOSEN.to_vec())),
    ) -> Dates {
        Dates { window: window.map(|(from, days)| (from, from + Days::new(days))), preferred, agreed, because }
    }
}

fn rules(dates: Dates, unusual_day: UnusualDay) -> Vec<(String, Rule)> {
    let problems = dates.problems(&Dates::default(), bounds(), unusual_day);
    problems.into_iter().map(|problem| (problem.field, problem.rule)).collect()
}

#[test]
fn a_window_has_at_most_thirty_days() {
    let window = |to: &str| Dates { window: Some((day("2027-02-01"), day(to))), ..Dates::default() };
    assert_eq!(rules(window("2027-03-02"), UnusualDay::Ask), []);
    assert_eq!(
        rules(window("2027-03-03"), UnusualDay::Ask),
        [("window_to".to_owned(), Rule::WindowTooLong { days: 31, max: 30 })]
    );
}

#[test]
fn plans_lie_between_the_programmes_first_day_and_ten_years_ahead() {
    let agreed = |on: &str| Dates { agreed: Some(day(on)), ..Dates::default() };
    assert_eq!(rules(agreed("2036-11-21"), UnusualDay::Ask), []);
    let far = Rule::TooFar { latest: "2036-11-21".to_owned() };
    assert_eq!(rules(agreed("2036-11-24"), UnusualDay::Ask), [("agreed".to_owned(), far)]);
    let early = Rule::BeforeProgramme { starts_on: "2020-06-11".to_owned() };
    assert_eq!(rules(agreed("2020-06-10"), UnusualDay::Ask), [("agreed".to_owned(), early)]);
}

#[test]
fn the_agreed_date_lies_in_the_window() {
    let agreed = |on: &str| Dates {
        window: Some((day("2027-02-01"), day("2027-02-12"))),
        agreed: Some(day(on)),
        ..Dates::default()
    };
    let outside = Rule::OutsideWindow { from: "2027-02-01".to_owned(), to: "2027-02-12".to_owned() };
    assert_eq!(rules(agreed("2027-02-01"), UnusualDay::Ask), []);
    assert_eq!(rules(agreed("2027-02-12"), UnusualDay::Ask), []);
    assert_eq!(rules(agreed("2027-01-29"), UnusualDay::Ask), [("agreed".to_owned(), outside.clone())]);
    assert_eq!(rules(agreed("2027-02-15"), UnusualDay::Ask), [("agreed".to_owned(), outside)]);
}

#[test]
fn a_day_off_is_asked_about_and_may_be_meant() {
    let dates = Dates { agreed: Some(day("2027-03-03")), ..Dates::default() };
    let asked = Rule::NonWorkingDay { day: "2027-03-03".to_owned(), next: "2027-03-04".to_owned() };
    assert_eq!(rules(dates, UnusualDay::Ask), [("agreed".to_owned(), asked)]);
    assert_eq!(rules(dates, UnusualDay::Meant), []);
    // It was so before: a change of another date does not ask again.
    assert_eq!(dates.problems(&dates, bounds(), UnusualDay::Ask), []);
}

proptest! {
    #[test]
    fn what_is_accepted_keeps_every_rule(dates in any_dates()) {
        if rules(dates, UnusualDay::Ask).is_empty() {
            if let Some((from, to)) = dates.window {
                prop_assert!((to - from).num_days() < i64::from(LONGEST_WINDOW));
                prop_assert!(dates.agreed.is_none_or(|agreed| from <= agreed && agreed <= to));
            }
            for day in [dates.preferred, dates.agreed].into_iter().flatten() {
                prop_assert!(crate::clock::working_day::is_working_day(day));
                prop_assert!(day >= bounds().starts_on);
            }
        }
    }

    #[test]
    fn what_moved_is_exactly_what_differs(old in any_dates(), new in any_dates()) {
        let moved = slips(&old, &new);
        prop_assert_eq!(moved.is_empty(), old.same_days(&new));
        prop_assert_eq!(moved.iter().any(|slip| slip.name == DateName::Agreed), old.agreed != new.agreed);
        let back = slips(&new, &old);
        for (there, back) in moved.iter().zip(&back) {
            prop_assert_eq!(there.days(), back.days().map(|days| -days));
        }
    }

    /// While a date is always set, the net days are from the first to the last.
    #[test]
    fn net_days_add_up(agreed in prop::collection::vec(any_day(), 1..12)) {
        let states: Vec<Dates> =
            agreed.iter().map(|day| Dates { agreed: Some(*day), ..Dates::default() }).collect();
        let mut totals = SlipTotals::default();
        for pair in states.windows(2) {
            totals.add(&pair[0], &pair[1]);
        }
        prop_assert_eq!(totals.net_days, (agreed[agreed.len() - 1] - agreed[0]).num_days());
        prop_assert_eq!(totals.by_reason.values().map(|(times, _)| times).sum::<u32>(), totals.times);
        prop_assert_eq!(totals.by_reason.values().map(|(_, days)| days).sum::<i64>(), totals.net_days);
    }

    /// The ledger keeps old entries as they were written: a reason that is not
    /// there is not written.
    #[test]
    fn dates_are_read_back(dates in any_dates()) {
        let json = serde_json::to_string(&dates).unwrap();
        prop_assert_eq!(serde_json::from_str::<Dates>(&json).unwrap(), dates);
        prop_assert_eq!(json.contains("because"), dates.because.is_some());
    }
}
