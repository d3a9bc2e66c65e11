//! A suspension begins while something is live, and its return can be overdue.

use super::*;
use crate::error::Rule;

fn from(since: &str) -> Suspension {
    Suspension { since: day(since), reason: "a flood".to_owned(), expected_return: day("2027-01-11") }
}

fn reached(position: i32, kind: MarkKind, on: Option<&str>) -> Mark {
    Mark { reached_on: on.map(day), ..mark(position, kind) }
}

#[test]
fn it_begins_neither_before_going_live_nor_before_the_last_return() {
    let check = |since, live: Option<&str>, returned: Option<&str>| {
        from(since).check_since([live.map(day), returned.map(day), None])
    };
    let not_before = |text: &str| Err(Rule::NotBefore { earliest: text.to_owned() });
    assert_eq!(check("2026-03-01", Some("2026-03-02"), None), not_before("2026-03-02"));
    assert_eq!(check("2026-03-02", Some("2026-03-02"), None), Ok(()));
    assert_eq!(check("2026-03-02", Some("2026-03-02"), Some("2026-05-01")), not_before("2026-05-01"));
    assert_eq!(check("2026-05-01", Some("2026-03-02"), Some("2026-05-01")), Ok(()));
    assert_eq!(check("2026-03-02", None, None), Ok(()));
}

#[test]
fn the_day_of_going_live_is_the_earlier_of_what_its_marks_say() {
    let checklist = Checklist { go_live: 2, ..checklist(vec![Vec::new(); 3]) };
    let of = |marks| Progress { marks, ..Progress::default() }.live_since(&checklist);
    assert_eq!(of(vec![reached(1, MarkKind::Confirmed, Some("2026-01-01"))]), None);
    let reported = || reached(2, MarkKind::Reported, Some("2020-09-01"));
    let confirmed = || reached(2, MarkKind::Confirmed, Some("2026-02-01"));
    let later = || reached(3, MarkKind::Confirmed, Some("2026-03-01"));
    assert_eq!(of(vec![confirmed(), later()]), Some(day("2026-02-01")));
    assert_eq!(of(vec![confirmed(), reported()]), Some(day("2020-09-01")));
    assert_eq!(of(vec![reached(2, MarkKind::Reported, None), confirmed()]), None);
}

proptest! {
    #[test]
    fn a_return_is_overdue_from_the_day_after_it_was_expected(
        suspension in any_suspension(), days in 0u64..400,
    ) {
        let expected = suspension.expected_return;
        prop_assert_eq!(suspension.overdue_days(expected - Days::new(days)), None);
        let overdue = i64::try_from(days).ok().filter(|days| *days > 0);
        prop_assert_eq!(suspension.overdue_days(later(expected, days)), overdue);
    }

    #[test]
    fn whatever_is_accepted_begins_late_enough(
        suspension in any_suspension(), live in option::of(any_day()), back in option::of(any_day()),
    ) {
        let accepted = suspension.check_since([live, back, None]).is_ok();
        let late_enough = [live, back].into_iter().flatten().all(|day| day <= suspension.since);
        prop_assert_eq!(accepted, late_enough);
    }
}
