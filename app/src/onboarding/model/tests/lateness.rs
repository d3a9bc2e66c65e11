//! What an agreed date that has passed means.

use chrono::NaiveDate;
use proptest::option;
use proptest::prelude::*;

use super::{any_day, any_onboarding, checklist, day, requirement};
use crate::clock::working_day::working_days_between;
use crate::onboarding::model::{Progress, Timeliness, timeliness};
use crate::programme::model::Holder;

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
            Timeliness::Late { working_days } => {
                prop_assert!(working_days > 0);
                prop_assert_eq!(working_days, passed(agreed, today));
                prop_assert_eq!(progress.held_by_others(&checklist, go_live, today), None);
            }
            Timeliness::Waiting { holder, working_days, .. } => {
                prop_assert_ne!(holder, Holder::District);
                prop_assert_eq!(working_days, passed(agreed, today));
            }
            Timeliness::InTime { reached_on } => {
                prop_assert_eq!(passed(agreed, reached_on), 0);
            }
            Timeliness::ReachedLate { reached_on, working_days } => {
                prop_assert!(working_days > 0);
                prop_assert_eq!(working_days, passed(agreed, reached_on));
            }
        }
    }
}

fn passed(agreed: Option<NaiveDate>, on: NaiveDate) -> u32 {
    agreed.map_or(0, |agreed| working_days_between(agreed, on))
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
    assert_eq!(on("2027-03-01"), Timeliness::Late { working_days: 1 });
    assert_eq!(on("2027-03-03"), Timeliness::Late { working_days: 2 });
}
