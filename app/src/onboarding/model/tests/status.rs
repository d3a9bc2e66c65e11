//! Status, readiness and counts are derived, and never say more than is known.

use super::*;
use crate::error::Rule;
use crate::text::tenths;

/// Progress with these marks on a checklist somebody has opened.
fn marked(marks: Vec<Mark>) -> Progress {
    Progress { opened_on: Some(day("2026-01-01")), marks, ..Progress::default() }
}

/// Eight milestones, live at the seventh.
fn unified_model() -> Checklist {
    Checklist { go_live: 7, ..checklist(vec![Vec::new(); 8]) }
}

#[test]
fn a_district_goes_from_unknown_to_live_and_back() {
    let checklist = unified_model();
    let of = |marks| marked(marks).status(&checklist, day("2026-11-21"));
    assert_eq!(Progress::default().status(&checklist, day("2026-11-21")), Status::Unknown);
    assert_eq!(of(vec![]), Status::Milestone { reached: 0, kind: None });
    let third = mark(3, MarkKind::Confirmed);
    assert_eq!(of(vec![third]), Status::Milestone { reached: 3, kind: Some(MarkKind::Confirmed) });
    assert_eq!(of(vec![mark(6, MarkKind::Confirmed)]), Status::Ready { reached: 6 });
    let mut live = marked(vec![mark(6, MarkKind::Confirmed), mark(7, MarkKind::Confirmed)]);
    assert_eq!(
        live.status(&checklist, day("2026-11-21")),
        Status::Live { reached: 7, kind: MarkKind::Confirmed }
    );
    live.suspension = Some(Suspension {
        since: day("2026-11-02"),
        reason: "the signing service is down".to_owned(),
        expected_return: day("2026-11-20"),
    });
    assert_eq!(
        live.status(&checklist, day("2026-11-21")),
        Status::Suspended { reached: 7, kind: MarkKind::Confirmed }
    );
}

#[test]
fn a_pilot_of_2020_is_live_by_report_with_its_readiness_unknown() {
    let progress = Progress { marks: vec![mark(7, MarkKind::Reported)], ..Progress::default() };
    let status = progress.status(&unified_model(), day("2026-11-21"));
    assert_eq!(status, Status::Live { reached: 7, kind: MarkKind::Reported });
    assert!(status.is_live() && status.is_reported());
    assert_eq!(progress.confirmed_readiness(), None);
    assert_eq!(progress.tally(&unified_model().milestones, day("2026-03-01")), None);
}

/// A report says that something began; who takes a confirmed mark back says that it
/// has ended.
#[test]
fn a_report_does_not_outlive_the_mark_that_confirmed_it() {
    let checklist = unified_model();
    let today = day("2026-11-21");
    let reported = Mark { reached_on: Some(day("2020-09-06")), ..mark(7, MarkKind::Reported) };
    let with = |reached: &str, ended: &str| {
        let mut progress = marked(vec![reported.clone(), mark(6, MarkKind::Confirmed)]);
        let (reached_on, taken_back_on) = (Some(day(reached)), Some(day(ended)));
        progress.put_mark(Mark { reached_on, taken_back_on, ..mark(7, MarkKind::Confirmed) });
        progress
    };
    let ended = with("2021-07-12", "2026-11-16");
    assert_eq!(ended.status(&checklist, today), Status::Ready { reached: 6 });
    assert_eq!((ended.mark(7), ended.live_since(&checklist)), (None, None));
    let late = |progress: &Progress| timeliness(progress, &checklist, 7, None, today);
    let spent = Timeliness::Ended { reached_on: day("2021-07-12"), ended_on: day("2026-11-16") };
    assert_eq!(late(&ended), spent);
    // What never was right says nothing of the report, nor of its end.
    let wrong = with("2021-07-12", "2021-07-12");
    assert!(wrong.status(&checklist, today).is_reported());
    assert!(!matches!(late(&wrong), Timeliness::Ended { .. }));
    // A report of a later day tells of a new beginning.
    let mut again = with("2021-07-12", "2026-11-02");
    again.marks.retain(|mark| mark.kind == MarkKind::Confirmed);
    again.marks.push(Mark { reached_on: Some(day("2026-11-09")), ..reported.clone() });
    assert!(again.status(&checklist, today).is_live());
}

#[test]
fn a_report_of_the_step_before_going_live_is_not_ready() {
    let status = marked(vec![mark(6, MarkKind::Reported)]).status(&unified_model(), day("2026-11-21"));
    assert_eq!(status, Status::Milestone { reached: 6, kind: Some(MarkKind::Reported) });
}

#[test]
fn things_happen_neither_tomorrow_nor_before_the_programme() {
    let check = |text| check_reached_on(day(text), day("2020-06-01"), day("2026-11-21"));
    assert_eq!(check("2026-11-21"), Ok(()));
    assert_eq!(check("2020-06-01"), Ok(()));
    assert_eq!(check("2026-11-22"), Err(Rule::InFuture));
    assert_eq!(check("2020-05-31"), Err(Rule::BeforeProgramme { starts_on: "2020-06-01".to_owned() }));
}

proptest! {
    #[test]
    fn the_status_follows_from_marks_opening_and_suspension(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let status = progress.status(&checklist, today);
        let go_live = checklist.go_live;
        let stands = |wanted: &dyn Fn(&Mark) -> bool| progress.marks.iter().any(wanted);
        let nothing_known = progress.marks.is_empty() && progress.opened_on.is_none();
        prop_assert_eq!(status == Status::Unknown, nothing_known);
        let highest = progress.marks.iter().map(|mark| mark.position).max().unwrap_or(0);
        prop_assert_eq!(status.reached(), (!nothing_known).then_some(highest));

        let went_live = stands(&|mark| mark.position >= go_live);
        prop_assert_eq!(status.is_live(), went_live && progress.suspension.is_none());
        let suspended = matches!(status, Status::Suspended { .. });
        prop_assert_eq!(suspended, went_live && progress.suspension.is_some());
        let by_coordinator = |mark: &Mark| mark.position >= go_live && mark.kind == MarkKind::Confirmed;
        if let Status::Live { kind, .. } | Status::Suspended { kind, .. } = status {
            prop_assert_eq!(kind == MarkKind::Confirmed, stands(&by_coordinator));
        }
        let step_before = mark(go_live - 1, MarkKind::Confirmed);
        let ready = stands(&|mark| (mark.position, mark.kind) == (step_before.position, step_before.kind));
        let still_good = progress.gate(&checklist, go_live - 1, today).is_ok();
        prop_assert_eq!(matches!(status, Status::Ready { .. }), ready && still_good && !went_live);
    }

    #[test]
    fn evidence_moves_no_milestone((checklist, progress) in any_onboarding(), today in any_day()) {
        let bare = Progress { records: BTreeMap::new(), ..progress.clone() };
        prop_assert_eq!(bare.status(&checklist, today).reached(), progress.status(&checklist, today).reached());
        prop_assert_eq!(bare.confirmed_readiness(), progress.confirmed_readiness());
    }

    #[test]
    fn reported_marks_never_count_as_confirmed_readiness(
        (_, mut progress) in any_onboarding(), reported in vec(1..6, 1..4),
    ) {
        let before = progress.confirmed_readiness();
        progress.marks.extend(reported.into_iter().map(|position| mark(position, MarkKind::Reported)));
        prop_assert_eq!(progress.confirmed_readiness(), before);
        progress.marks.retain(|mark| mark.kind == MarkKind::Reported);
        prop_assert_eq!(progress.confirmed_readiness(), progress.opened_on.map(|_| 0));
    }

    #[test]
    fn a_coordinators_mark_stands_before_a_reported_one((checklist, mut progress) in any_onboarding()) {
        let position = checklist.length();
        progress.marks.push(mark(position, MarkKind::Confirmed));
        progress.marks.push(mark(position, MarkKind::Reported));
        prop_assert!(progress.is_confirmed(position));
        prop_assert_eq!(progress.highest().map(|mark| mark.kind), Some(MarkKind::Confirmed));
        prop_assert_eq!(progress.confirmed_readiness(), Some(position));
    }

    #[test]
    fn a_suspension_keeps_the_highest_milestone_and_its_end_restores_the_status(
        (checklist, mut progress) in any_onboarding(), suspension in any_suspension(), today in any_day(),
    ) {
        progress.suspension = None;
        let before = progress.status(&checklist, today);
        let readiness = progress.confirmed_readiness();
        progress.suspension = Some(suspension);
        let during = progress.status(&checklist, today);
        prop_assert_eq!(during.reached(), before.reached());
        prop_assert_eq!(progress.confirmed_readiness(), readiness);
        prop_assert!(!during.is_live());
        prop_assert_eq!(during != before, before.is_live());
        // Whose word it was is not forgotten.
        prop_assert_eq!(during.is_reported(), before.is_reported());
        progress.suspension = None;
        prop_assert_eq!(progress.status(&checklist, today), before);
    }

    #[test]
    fn the_tally_counts_what_applies_and_is_good(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let applies = |one: &&Requirement| progress.standing(one, today) != Standing::NotApplicable;
        let listed: Vec<&Requirement> = checklist.requirements().filter(applies).collect();
        let good = listed.iter().filter(|one| is_good(&progress, one, today)).count();
        let tally = progress.tally(&checklist.milestones, today);
        prop_assert_eq!(tally.is_some(), progress.opened_on.is_some());
        if let Some(tally) = tally {
            prop_assert_eq!((tally.met as usize, tally.of as usize), (good, listed.len()));
            let one_by_one = checklist.milestones.iter().filter_map(|one| progress.tally([one], today));
            let (met, of) = one_by_one.fold((0, 0), |(met, of), part| (met + part.met, of + part.of));
            prop_assert_eq!(tally, Tally { met, of });
        }
    }

    #[test]
    fn a_hundred_percent_means_that_every_gate_is_open(
        (checklist, mut progress) in any_onboarding(), done in 0..6, today in any_day(),
    ) {
        confirm_up_to(&mut progress, &checklist, done);
        let tally = progress.tally(&checklist.milestones, today).unwrap();
        let complete = progress.gate(&checklist, checklist.length(), today).is_ok();
        prop_assert_eq!(tally.met == tally.of, complete);
        let shown = tenths(tally.met.into(), tally.of.into());
        prop_assert_eq!(shown.is_none(), tally.of == 0);
        prop_assert_eq!(shown == Some(1000), complete && tally.of > 0);
    }

    #[test]
    fn standing_follows_from_the_record_the_conditions_and_the_day_alone(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        for requirement in checklist.requirements() {
            let alone = Progress {
                opened_on: progress.opened_on.map(|_| day("2019-01-01")),
                records: progress
                    .records
                    .get(&requirement.key)
                    .map(|record| (requirement.key.clone(), record.clone()))
                    .into_iter()
                    .collect(),
                conditions: progress.conditions.clone(),
                ..Progress::default()
            };
            prop_assert_eq!(alone.standing(requirement, today), progress.standing(requirement, today));
        }
    }

    #[test]
    fn time_alone_only_lets_evidence_expire(
        (checklist, progress) in any_onboarding(), today in any_day(), days in 0u64..900,
    ) {
        for requirement in checklist.requirements() {
            let now = progress.standing(requirement, today);
            let then = progress.standing(requirement, later(today, days));
            prop_assert!(now == then || (now, then) == (Standing::Confirmed, Standing::Expired));
        }
    }
}
