//! Warnings begin on their day, and nothing is expired before the day after the
//! last good one.

use super::*;

const ALL: [Warning; 4] = [Warning::Days60, Warning::Days30, Warning::Days7, Warning::Expired];

/// Live at the only milestone, with evidence good until this day.
fn live_until(last: &str) -> (Checklist, Progress) {
    let checklist = checklist(vec![vec![requirement("security")]]);
    let record = Record { valid_until: Some(day(last)), ..confirmed("2026-02-02") };
    let progress = Progress {
        opened_on: Some(day("2026-01-12")),
        records: BTreeMap::from([("security".to_owned(), record)]),
        marks: vec![mark(1, MarkKind::Confirmed)],
        ..Progress::default()
    };
    (checklist, progress)
}

#[test]
fn each_warning_begins_on_its_day_and_expiry_on_the_day_after() {
    let (checklist, progress) = live_until("2027-03-01");
    let on =
        |text: &str| progress.expiring(&checklist, day(text)).first().map(|one| (one.warning, one.days_left));
    assert_eq!(on("2026-12-30"), None);
    assert_eq!(on("2026-12-31"), Some((Warning::Days60, 60)));
    assert_eq!(on("2027-01-29"), Some((Warning::Days60, 31)));
    assert_eq!(on("2027-01-30"), Some((Warning::Days30, 30)));
    assert_eq!(on("2027-02-21"), Some((Warning::Days30, 8)));
    assert_eq!(on("2027-02-22"), Some((Warning::Days7, 7)));
    assert_eq!(on("2027-03-01"), Some((Warning::Days7, 0)));
    assert_eq!(on("2027-03-02"), Some((Warning::Expired, -1)));
}

#[test]
fn a_live_onboarding_is_flagged_and_stays_live() {
    let (checklist, mut progress) = live_until("2027-03-01");
    assert_eq!(progress.flags(&checklist, day("2027-03-01")), []);
    let today = day("2027-03-02");
    assert_eq!(progress.flags(&checklist, today).len(), 1);
    assert_eq!(progress.status(&checklist, today), Status::Live { reached: 1, kind: MarkKind::Confirmed });
    assert!(progress.gate(&checklist, 1, today).is_err());
    progress.suspension =
        Some(Suspension { since: today, reason: "expired".to_owned(), expected_return: day("2027-04-01") });
    assert_eq!(progress.flags(&checklist, today), [], "what is suspended is not live with it");
}

proptest! {
    #[test]
    fn warnings_follow_one_another_and_never_go_back(days_left in -900i64..900) {
        let (now, tomorrow) = (Warning::at(days_left), Warning::at(days_left - 1));
        prop_assert!(now <= tomorrow);
        prop_assert_eq!(now == Some(Warning::Expired), days_left < 0);
        prop_assert_eq!(now.is_none(), days_left > 60);
        for warning in ALL {
            let begins = i64::try_from(warning.days()).unwrap() - i64::from(warning == Warning::Expired);
            prop_assert_eq!(Warning::at(begins), Some(warning));
            prop_assert!(Warning::at(begins + 1) < Some(warning));
        }
    }

    #[test]
    fn what_is_listed_as_expired_stands_as_expired_and_in_order(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let listed = progress.expiring(&checklist, today);
        prop_assert!(listed.windows(2).all(|pair| pair[0].last <= pair[1].last));
        for requirement in checklist.requirements() {
            let one = listed.iter().find(|one| one.requirement == requirement.key);
            let expired = one.is_some_and(|one| one.warning == Warning::Expired);
            prop_assert_eq!(progress.standing(requirement, today) == Standing::Expired, expired);
            if let Some(one) = one {
                prop_assert_eq!(later(today, 1000) + chrono::TimeDelta::days(one.days_left), later(one.last, 1000));
            }
        }
    }

    #[test]
    fn only_what_is_live_is_flagged_and_a_flag_changes_no_status(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let flags = progress.flags(&checklist, today);
        let status = progress.status(&checklist, today);
        if !flags.is_empty() {
            prop_assert!(status.is_live());
            let bare = Progress { records: BTreeMap::new(), ..progress };
            prop_assert_eq!(bare.status(&checklist, today), status);
        }
    }
}
