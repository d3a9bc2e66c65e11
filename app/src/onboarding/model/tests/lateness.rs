//! What an agreed date that has passed means.

use chrono::NaiveDate;
use proptest::option;
use proptest::prelude::*;

use super::{any_day, any_onboarding, checklist, confirmed, day, mark, requirement};
use crate::clock::working_day::working_days_between;
use crate::onboarding::model::{Mark, MarkKind, Progress, Timeliness, timeliness};
use crate::programme::model::{Asked, Holder, Requirement};

proptest! {
    /// Nobody is late before the date, nor on it, nor before a working day has
    /// passed since, and never for a step that somebody else holds.
    #[test]
    fn lateness_is_never_said_too_early(
        (checklist, progress) in any_onboarding(),
        agreed in option::of(any_day()),
        today in any_day(),
    ) {
        let go_live = checklist.go_live;
        match timeliness(&progress, &checklist, go_live, agreed, today) {
            Timeliness::NoDate => prop_assert_eq!(agreed, None),
            Timeliness::Unknown => prop_assert!(
                progress.opened_on.is_none()
                    || progress.mark(go_live).is_some_and(|mark| mark.reached_on.is_none())
            ),
            Timeliness::Ahead { working_days } => {
                prop_assert!(agreed >= Some(today));
                prop_assert_eq!(Some(working_days), agreed.map(|agreed| working_days_between(today, agreed)));
            }
            Timeliness::DueNow => prop_assert_eq!(passed(agreed, today), 0),
            Timeliness::Late { after, working_days } => {
                prop_assert!(working_days > 0);
                prop_assert_eq!((Some(after), working_days), (agreed, passed(agreed, today)));
                let waits = progress.waits(&checklist, today);
                prop_assert!(waits.iter().any(|wait| wait.holder == Holder::District));
            }
            Timeliness::Extended { until, working_days } => {
                prop_assert!(today <= until);
                prop_assert_eq!(working_days, passed(agreed, today));
            }
            Timeliness::Waiting { holder, working_days, .. } => {
                prop_assert_ne!(holder, Holder::District);
                prop_assert_eq!(working_days, passed(agreed, today));
            }
            Timeliness::Ended { .. } => prop_assert_eq!(agreed, None),
            Timeliness::InTime { reached_on, agreed: then } => {
                prop_assert!(progress.is_measured_by(go_live, then, agreed));
                prop_assert_eq!(working_days_between(then, reached_on), 0);
            }
            Timeliness::ReachedLate { reached_on, agreed: then, working_days } => {
                prop_assert!(progress.is_measured_by(go_live, then, agreed));
                prop_assert!(working_days > 0);
                prop_assert_eq!(working_days, working_days_between(then, reached_on));
            }
        }
    }
}

impl Progress {
    /// Whether this is the day that the mark brought with it or, without one, the
    /// one that is agreed now.
    fn is_measured_by(&self, position: i32, then: NaiveDate, now: Option<NaiveDate>) -> bool {
        let of_mark = self.mark(position).and_then(|mark| mark.agreed_on);
        if of_mark.is_some() { of_mark == Some(then) } else { now == Some(then) }
    }
}

fn passed(agreed: Option<NaiveDate>, on: NaiveDate) -> u32 {
    agreed.map_or(0, |agreed| working_days_between(agreed, on))
}

/// Reached in November, entered in December after the plan had been moved there:
/// late all the same.
#[test]
fn a_plan_moved_afterwards_makes_nothing_in_time() {
    let checklist = checklist(vec![vec![requirement("order")]]);
    let (reached, first, moved) = (day("2026-11-20"), day("2026-11-10"), day("2026-12-10"));
    let reached_by = |agreed_on| Progress {
        marks: vec![Mark { reached_on: Some(reached), agreed_on, ..mark(1, MarkKind::Confirmed) }],
        ..Progress::default()
    };
    let said = |agreed_on| timeliness(&reached_by(agreed_on), &checklist, 1, Some(moved), day("2026-12-01"));
    let late = Timeliness::ReachedLate { reached_on: reached, agreed: first, working_days: 8 };
    assert_eq!(said(Some(first)), late);
    assert_eq!(said(None), Timeliness::InTime { reached_on: reached, agreed: moved });
}

/// Agreed for Friday: on Saturday, Sunday and Monday's holiday nobody is late.
#[test]
fn days_off_do_not_count() {
    let checklist = checklist(vec![vec![requirement("order")]]);
    let progress = Progress { opened_on: Some(day("2026-01-05")), ..Progress::default() };
    let agreed = Some(day("2027-02-26"));
    let on = |today: &str| timeliness(&progress, &checklist, 1, agreed, day(today));
    assert_eq!(on("2027-02-26"), Timeliness::Ahead { working_days: 0 });
    assert_eq!(on("2027-02-28"), Timeliness::DueNow);
    assert_eq!(on("2027-03-01"), Timeliness::Late { after: day("2027-02-26"), working_days: 1 });
    assert_eq!(on("2027-03-03"), Timeliness::Late { after: day("2027-02-26"), working_days: 2 });
}

/// What a newer version brings is not late before it was asked for, and not at all
/// while there is time for it; whoever waited before still waits.
#[test]
fn what_a_newer_version_brings_makes_nobody_late_at_once() {
    let new = |must_be_met_by: Option<NaiveDate>| Requirement {
        asked: Asked { since: Some(day("2026-10-01")), ..Asked::default() },
        since_version: 2,
        must_be_met_by,
        ..requirement("deputy")
    };
    let eauth = Requirement { holder: Holder::State, ..requirement("eauth") };
    let mut progress = Progress { opened_on: Some(day("2026-01-05")), ..Progress::default() };
    let said = |progress: &Progress, new: Requirement, today: &str| {
        let checklist = checklist(vec![vec![eauth.clone(), new]]);
        timeliness(progress, &checklist, 1, Some(day("2026-02-27")), day(today))
    };
    let due = Some(day("2026-12-31"));
    assert!(matches!(
        said(&progress, new(due), "2026-10-02"),
        Timeliness::Waiting { holder: Holder::State, since, time_until, .. }
            if since == day("2026-01-05") && time_until == due
    ));
    assert_eq!(said(&progress, new(None), "2026-10-01"), Timeliness::DueNow);
    assert_eq!(
        said(&progress, new(None), "2026-10-05"),
        Timeliness::Late { after: day("2026-10-01"), working_days: 2 }
    );
    progress.records.insert("eauth".to_owned(), confirmed("2026-03-02"));
    assert!(matches!(
        said(&progress, new(due), "2026-10-02"),
        Timeliness::Extended { until, .. } if until == day("2026-12-31")
    ));
    assert!(matches!(said(&progress, new(due), "2027-01-04"), Timeliness::Late { .. }));
}

/// What was reported by a public source was not planned here, so a plan made later
/// does not find it in time.
#[test]
fn a_reported_mark_meets_no_plan() {
    let checklist = checklist(vec![vec![requirement("order")]]);
    let reported = Mark { reached_on: Some(day("2020-06-11")), ..mark(1, MarkKind::Reported) };
    let mut progress = Progress { marks: vec![reported], ..Progress::default() };
    let on = |progress: &Progress, today: &str| {
        timeliness(progress, &checklist, 1, Some(day("2026-02-27")), day(today))
    };
    assert_eq!(on(&progress, "2026-02-27"), Timeliness::Ahead { working_days: 0 });
    assert_eq!(on(&progress, "2026-03-02"), Timeliness::Unknown);
    progress.opened_on = Some(day("2026-01-05"));
    assert!(matches!(on(&progress, "2026-03-02"), Timeliness::Late { .. }));
}
