//! A district waits only when nothing that can be done is its own.

use super::*;

/// An order of the district's, then the state's connection; a table apart.
fn example() -> (Checklist, Progress) {
    let eauth =
        Requirement { holder: Holder::State, after: vec!["order".to_owned()], ..requirement("eauth") };
    let checklist = checklist(vec![vec![requirement("order"), eauth], vec![requirement("table")]]);
    (checklist, Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() })
}

#[test]
fn a_district_acts_then_waits_then_is_done() {
    let (checklist, mut progress) = example();
    let today = day("2026-06-01");
    assert_eq!(Progress::default().stance(&checklist, today), Stance::Unknown);
    assert_eq!(progress.stance(&checklist, today), Stance::Acting);
    progress.records.insert("order".to_owned(), confirmed("2026-03-02"));
    assert_eq!(progress.stance(&checklist, today), Stance::Acting, "the table is its own");
    let submitted = Record { state: State::Submitted, ..confirmed("2026-02-02") };
    progress.records.insert("table".to_owned(), submitted);
    let others = vec![(Holder::Municipality, day("2026-02-02")), (Holder::State, day("2026-03-02"))];
    assert_eq!(progress.stance(&checklist, today), Stance::Waiting(others));
    progress.records.insert("table".to_owned(), confirmed("2026-04-01"));
    progress.records.insert("eauth".to_owned(), confirmed("2026-05-04"));
    let marks = vec![(Holder::Municipality, day("2026-05-04"))];
    assert_eq!(progress.stance(&checklist, today), Stance::Waiting(marks));
    progress.marks = vec![mark(1, MarkKind::Confirmed), mark(2, MarkKind::Confirmed)];
    assert_eq!(progress.stance(&checklist, today), Stance::Done);
}

#[test]
fn a_renewal_waits_for_the_coordinators_and_sent_back_for_the_district() {
    let checklist = checklist(vec![vec![requirement("security")]]);
    let record = Record { valid_until: Some(day("2027-03-01")), ..confirmed("2026-02-02") };
    let with = |waits| Progress {
        opened_on: Some(day("2026-01-12")),
        marks: vec![mark(1, MarkKind::Confirmed)],
        records: BTreeMap::from([(
            "security".to_owned(),
            Record { renewal: Some(renewal(day("2027-02-01"), waits)), ..record.clone() },
        )]),
        ..Progress::default()
    };
    let today = day("2027-02-10");
    let waiting = Stance::Waiting(vec![(Holder::Municipality, day("2027-02-01"))]);
    assert_eq!(with(true).stance(&checklist, today), waiting);
    assert_eq!(with(false).stance(&checklist, today), Stance::Acting);
    assert_eq!(with(true).waits(&checklist, today)[0].what, What::Renewal("security".to_owned()));
}

proptest! {
    /// What the district is told to do is all that waits for it, and nothing else.
    #[test]
    fn a_task_is_there_for_all_that_waits_for_the_district(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let waits = progress.waits(&checklist, today);
        for requirement in checklist.requirements() {
            let own = waits.iter().any(|wait| {
                let key = match &wait.what {
                    What::Requirement(key) | What::Renewal(key) => Some(key),
                    What::Mark => None,
                };
                wait.holder == Holder::District && key == Some(&requirement.key)
            });
            let task = progress.task(&checklist, requirement, today);
            prop_assert_eq!(task.is_some(), own, "{}", requirement.key);
            match progress.standing(requirement, today) {
                Standing::Open => prop_assert!(task.is_none_or(|task| task == Task::New)),
                Standing::Expired => prop_assert!(task.is_none_or(|task| task == Task::Expired)),
                Standing::Returned | Standing::Confirmed => {
                    prop_assert!(task.is_none_or(|task| task == Task::Returned));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn what_waits_is_what_can_be_done_now_each_with_its_holder(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let waits = progress.waits(&checklist, today);
        for requirement in checklist.requirements() {
            let listed: Vec<&Wait> = waits
                .iter()
                .filter(|wait| wait.what == What::Requirement(requirement.key.clone()))
                .collect();
            let earlier: Vec<_> =
                checklist.requirements().filter(|one| requirement.after.contains(&one.key)).collect();
            // What somebody has acted on waits for its holder in any case.
            let acted_on = matches!(
                progress.standing(requirement, today),
                Standing::Submitted | Standing::Returned | Standing::Expired
            );
            let can_be_done = progress.opened_on.is_some()
                && !is_good(&progress, requirement, today)
                && (acted_on || earlier.iter().all(|one| is_good(&progress, one, today)));
            prop_assert_eq!(listed.len(), usize::from(can_be_done), "{}", requirement.key);
            for wait in listed {
                prop_assert_eq!(Some((wait.holder, wait.since)), progress.holder(requirement, today));
                prop_assert!(wait.age(today) >= 0);
            }
        }
    }

    #[test]
    fn a_district_waits_only_when_all_that_can_be_done_is_with_others(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let waits = progress.waits(&checklist, today);
        let own = waits.iter().any(|wait| wait.holder == Holder::District);
        match progress.stance(&checklist, today) {
            Stance::Unknown => prop_assert!(progress.opened_on.is_none() || waits.is_empty()),
            Stance::Acting => prop_assert!(own),
            Stance::Waiting(others) => {
                prop_assert!(!own && !others.is_empty());
                prop_assert!(others.windows(2).all(|pair| pair[0].1 <= pair[1].1));
                for wait in &waits {
                    let since = others.iter().find(|(holder, _)| *holder == wait.holder).map(|(_, since)| *since);
                    prop_assert!(since.is_some_and(|since| since <= wait.since));
                }
            }
            Stance::Done => {
                prop_assert!(waits.is_empty());
                prop_assert!(checklist.requirements().all(|one| is_good(&progress, one, today)));
            }
        }
    }

    #[test]
    fn whoever_is_named_as_to_move_is_among_those_who_are_waited_for(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        if let Some(turn) = progress.whose_move(&checklist, today) {
            let waits = progress.waits(&checklist, today);
            let named =
                waits.iter().any(|wait| (wait.holder, wait.since) == (turn.holder, turn.since));
            prop_assert!(named, "{turn:?} {waits:?}");
        }
    }
}
