//! The gate never opens early.

use super::*;
use crate::error::Rule;

/// Two milestones: an order and a team, then security tested once a year.
fn example() -> (Checklist, Progress) {
    let security = Requirement { valid_months: Some(12), ..requirement("security") };
    let checklist = checklist(vec![vec![requirement("mayor-order"), requirement("team")], vec![security]]);
    let mut progress = Progress::default();
    confirm_up_to(&mut progress, &checklist, 2);
    (checklist, progress)
}

fn missing_keys(gate: Result<(), Vec<Missing>>) -> Vec<String> {
    gate.err().unwrap_or_default().into_iter().map(|missing| missing.key).collect()
}

#[test]
fn all_confirmed_opens_the_gate() {
    let (checklist, progress) = example();
    assert_eq!(progress.gate(&checklist, 2, day("2026-03-01")), Ok(()));
}

#[test]
fn what_is_only_submitted_keeps_this_gate_and_later_ones_closed() {
    let (checklist, mut progress) = example();
    progress.records.get_mut("team").unwrap().state = State::Submitted;
    let team = vec![Missing { key: "team".to_owned(), name: words("team"), standing: Standing::Submitted }];
    assert_eq!(progress.gate(&checklist, 1, day("2026-03-01")), Err(team.clone()));
    assert_eq!(progress.gate(&checklist, 2, day("2026-03-01")), Err(team));
}

#[test]
fn evidence_is_good_through_its_last_day() {
    let (checklist, mut progress) = example();
    progress.records.get_mut("security").unwrap().valid_until = Some(day("2026-12-31"));
    assert!(progress.gate(&checklist, 2, day("2026-12-31")).is_ok());
    let gate = progress.gate(&checklist, 2, day("2027-01-01"));
    assert_eq!(gate.unwrap_err().first().unwrap().standing, Standing::Expired);
    assert!(progress.gate(&checklist, 1, day("2027-01-01")).is_ok(), "the gate before does not need it");
}

#[test]
fn an_unknown_checklist_opens_no_gate_though_the_milestone_is_reported() {
    let (checklist, _) = example();
    let marks = vec![mark(2, MarkKind::Reported)];
    let progress = Progress { marks, ..Progress::default() };
    let gate = progress.gate(&checklist, 1, day("2026-03-01")).unwrap_err();
    assert!(gate.iter().all(|missing| missing.standing == Standing::Unknown));
    assert_eq!(gate.len(), 2);
}

#[test]
fn what_is_not_known_of_a_district_excuses_nothing() {
    let regix = Requirement { applies_when: Some(CONDITIONS[0].to_owned()), ..requirement("regix") };
    let checklist = checklist(vec![vec![regix]]);
    let mut progress = Progress { opened_on: Some(day("2026-01-01")), ..Progress::default() };
    assert!(progress.gate(&checklist, 1, day("2026-03-01")).is_err());
    progress.conditions.insert(CONDITIONS[0].to_owned(), Circumstance { holds: true, since: None });
    assert!(progress.gate(&checklist, 1, day("2026-03-01")).is_err());
    progress.conditions.insert(CONDITIONS[0].to_owned(), Circumstance { holds: false, since: None });
    assert!(progress.gate(&checklist, 1, day("2026-03-01")).is_ok());
}

proptest! {
    #[test]
    fn it_is_open_exactly_when_all_that_applies_up_to_it_is_good(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        for milestone in &checklist.milestones {
            let missing: Vec<String> = up_to(&checklist, milestone.position)
                .into_iter()
                .filter(|requirement| !is_good(&progress, requirement, today))
                .map(|requirement| requirement.key.clone())
                .collect();
            let gate = progress.gate(&checklist, milestone.position, today);
            prop_assert_eq!(gate.is_ok(), missing.is_empty());
            prop_assert_eq!(missing_keys(gate), missing);
        }
    }

    #[test]
    fn an_open_gate_means_that_every_lower_one_is_open(
        (checklist, mut progress) in any_onboarding(), done in 0..6, today in any_day(),
    ) {
        confirm_up_to(&mut progress, &checklist, done);
        let open = |position: i32| progress.gate(&checklist, position, today).is_ok();
        prop_assert!((1..=done.min(checklist.length())).all(open));
        let highest = (1..=checklist.length()).filter(|position| open(*position)).max().unwrap_or(0);
        prop_assert!((1..=highest).all(open));
    }

    #[test]
    fn one_more_unmet_requirement_closes_its_gate_and_those_after_it(
        (mut checklist, mut progress) in any_onboarding(),
        place: Index,
        record in option::of(any_record()),
        today in any_day(),
    ) {
        let last = checklist.length();
        confirm_up_to(&mut progress, &checklist, last);
        prop_assert!(progress.gate(&checklist, last, today).is_ok());
        let milestone = place.get_mut(&mut checklist.milestones);
        let position = milestone.position;
        milestone.requirements.push(requirement("one-more"));
        let record = record.filter(|record| !record.standing(today).satisfies());
        progress.records.extend(record.map(|record| ("one-more".to_owned(), record)));
        for other in 1..=last {
            let missing = missing_keys(progress.gate(&checklist, other, today));
            prop_assert_eq!(missing, if other < position { vec![] } else { vec!["one-more".to_owned()] });
        }
    }

    #[test]
    fn expiry_closes_it_on_the_day_after_the_last_good_one_and_not_before(
        (mut checklist, mut progress) in any_onboarding(), last_good in any_day(), days in 0u64..600,
    ) {
        let last = checklist.length();
        checklist.milestones[0].requirements.push(requirement("for-a-time"));
        confirm_up_to(&mut progress, &checklist, last);
        progress.records.get_mut("for-a-time").unwrap().valid_until = Some(last_good);
        let gate = |today| missing_keys(progress.gate(&checklist, last, today));
        let closed = vec!["for-a-time".to_owned()];
        prop_assert_eq!(gate(last_good - Days::new(days)), Vec::<String>::new());
        prop_assert_eq!(gate(later(last_good, 1)), closed.clone());
        prop_assert_eq!(gate(later(last_good, 1 + days)), closed);
    }

    #[test]
    fn neither_marks_nor_a_suspension_move_it(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let bare = Progress { marks: Vec::new(), suspension: None, ..progress.clone() };
        for position in 1..=checklist.length() {
            let gate = progress.gate(&checklist, position, today);
            prop_assert_eq!(bare.gate(&checklist, position, today), gate);
        }
    }
}

/// A later milestone is not reached before an earlier one.
#[test]
fn marks_stand_in_the_order_of_milestones() {
    let reached =
        |position, on: &str| Mark { reached_on: Some(day(on)), ..mark(position, MarkKind::Confirmed) };
    let progress =
        Progress { marks: vec![reached(1, "2026-02-02"), reached(3, "2026-05-05")], ..Progress::default() };
    let check = |position, on: &str| progress.check_order(position, day(on));
    assert_eq!(check(2, "2026-02-02"), Ok(()));
    assert_eq!(check(2, "2026-05-05"), Ok(()));
    assert_eq!(check(2, "2026-02-01"), Err(Rule::NotBefore { earliest: "2026-02-02".to_owned() }));
    assert_eq!(check(2, "2026-05-06"), Err(Rule::NotAfter { latest: "2026-05-05".to_owned() }));
    assert_eq!(check(4, "2026-05-04"), Err(Rule::NotBefore { earliest: "2026-05-05".to_owned() }));
}
