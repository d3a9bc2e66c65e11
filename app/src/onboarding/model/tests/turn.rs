//! Whose move it is: named whenever something can be done, and nobody is late
//! for a step that somebody else holds.

use super::*;

/// An agreement follows an order, and the state connects what is agreed.
fn example() -> (Checklist, Progress) {
    let agreement = Requirement { after: vec!["order".to_owned()], ..requirement("agreement") };
    let eauth =
        Requirement { holder: Holder::State, after: vec!["agreement".to_owned()], ..requirement("eauth") };
    let checklist = checklist(vec![vec![requirement("order")], vec![agreement, eauth]]);
    (checklist, Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() })
}

fn confirm(progress: &mut Progress, key: &str, on: &str) {
    progress.records.insert(key.to_owned(), confirmed(on));
}

fn to_do(holder: Holder, since: &str, key: &str, milestone: i32) -> Option<Move> {
    Some(Move { holder, since: day(since), requirement: Some(key.to_owned()), milestone })
}

fn to_mark(since: &str, milestone: i32) -> Option<Move> {
    Some(Move { holder: Holder::Municipality, since: day(since), requirement: None, milestone })
}

#[test]
fn the_move_goes_from_hand_to_hand_and_nobody_is_late_for_what_was_blocked() {
    let (checklist, mut progress) = example();
    let today = day("2026-06-01");
    assert_eq!(Progress::default().whose_move(&checklist, today), None);
    assert_eq!(progress.whose_move(&checklist, today), to_do(Holder::District, "2026-01-12", "order", 1));
    confirm(&mut progress, "order", "2026-03-02");
    assert_eq!(progress.whose_move(&checklist, today), to_mark("2026-03-02", 1));
    progress.marks.push(mark(1, MarkKind::Confirmed));
    // Not since January: until March the agreement had to wait for the order.
    assert_eq!(progress.whose_move(&checklist, today), to_do(Holder::District, "2026-03-02", "agreement", 2));
    confirm(&mut progress, "agreement", "2026-04-01");
    assert_eq!(progress.whose_move(&checklist, today), to_do(Holder::State, "2026-04-01", "eauth", 2));
    confirm(&mut progress, "eauth", "2026-05-04");
    assert_eq!(progress.whose_move(&checklist, today), to_mark("2026-05-04", 2));
    progress.marks.push(mark(2, MarkKind::Confirmed));
    assert_eq!(progress.whose_move(&checklist, today), None);
}

/// A mark that had stood and was taken back is to be set again since then; one
/// that never was right took nothing off anybody's hands.
#[test]
fn a_mark_taken_back_is_to_be_set_again_since_then() {
    let (checklist, mut progress) = example();
    confirm(&mut progress, "order", "2026-03-02");
    let set = |from: Option<&str>| Mark {
        reached_on: Some(day("2026-03-16")),
        taken_back_on: from.map(day),
        ..mark(1, MarkKind::Confirmed)
    };
    let today = day("2026-06-01");
    for (from, since) in [("2026-05-04", "2026-05-04"), ("2026-03-16", "2026-03-02")] {
        progress.put_mark(set(None));
        assert!(progress.is_confirmed(1) && progress.taken_back(1).is_none());
        progress.put_mark(set(Some(from)));
        assert!(!progress.is_confirmed(1));
        assert_eq!(progress.whose_move(&checklist, today), to_mark(since, 1));
        let waits = progress.waits(&checklist, today);
        assert!(waits.iter().any(|wait| wait.what == What::Mark && wait.since == day(since)), "{waits:?}");
    }
}

#[test]
fn a_milestone_waits_to_be_marked_since_its_gate_opened_not_since_its_own_last_step() {
    let (checklist, mut progress) = example();
    confirm(&mut progress, "agreement", "2026-02-02");
    confirm(&mut progress, "eauth", "2026-02-03");
    confirm(&mut progress, "order", "2026-05-04");
    progress.marks.push(mark(1, MarkKind::Confirmed));
    assert_eq!(progress.whose_move(&checklist, day("2026-06-01")), to_mark("2026-05-04", 2));
}

/// What follows going live waits for its mark since the district is live, whenever
/// its gate opened.
#[test]
fn what_follows_going_live_waits_since_then() {
    let checklist = Checklist { go_live: 1, ..checklist(vec![vec![requirement("order")], vec![]]) };
    let mut progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    confirm(&mut progress, "order", "2026-02-02");
    assert_eq!(progress.whose_move(&checklist, day("2026-06-01")), to_mark("2026-02-02", 1));
    progress.marks.push(Mark { reached_on: Some(day("2026-05-04")), ..mark(1, MarkKind::Confirmed) });
    assert_eq!(progress.whose_move(&checklist, day("2026-06-01")), to_mark("2026-05-04", 2));
}

/// What was submitted before what must come first is met is nobody's before that,
/// also while an outage touches it.
#[test]
fn an_outage_holds_nothing_before_it_was_submitted() {
    let (checklist, mut progress) = example();
    let submitted = Record { state: State::Submitted, holder: Holder::Vendor, ..confirmed("2026-03-10") };
    progress.records.insert("agreement".to_owned(), submitted);
    progress.programme = "p".to_owned();
    progress.outages = vec![Outage {
        title: "register".to_owned(),
        title_en: None,
        holder: Holder::State,
        begins_on: day("2026-02-16"),
        ends_on: None,
        requirements: vec!["p:agreement".to_owned()],
        services: Vec::new(),
    }];
    let agreement = checklist.requirements().find(|one| one.key == "agreement").unwrap();
    let held = progress.holder(agreement, day("2026-06-01"));
    assert_eq!(held, Some((Holder::State, day("2026-03-10"))));
    // Once it could have been done, the state's clock is that of the outage.
    confirm(&mut progress, "order", "2026-01-19");
    let held = progress.holder(agreement, day("2026-06-01"));
    assert_eq!(held, Some((Holder::State, day("2026-02-16"))));
}

/// An outage of three days takes three days off a wait, and none off that of who has to
/// decide on what was submitted.
#[test]
fn a_wait_goes_on_after_an_outage() {
    let (_, mut progress) = example();
    progress.programme = "p".to_owned();
    progress.outages = vec![Outage {
        title: "register".to_owned(),
        title_en: None,
        holder: Holder::State,
        begins_on: day("2026-05-04"),
        ends_on: Some(day("2026-05-06")),
        requirements: vec!["p:contract".to_owned(), "p:agreement".to_owned()],
        services: Vec::new(),
    }];
    let contract = requirement("contract");
    let opened = day("2026-01-12");
    let on = |progress: &Progress, today: &str| progress.holder(&contract, day(today));
    assert_eq!(on(&progress, "2026-05-03"), Some((Holder::District, opened)));
    assert_eq!(on(&progress, "2026-05-05"), Some((Holder::State, day("2026-05-04"))));
    assert_eq!(on(&progress, "2026-05-07"), Some((Holder::District, later(opened, 3))));
    assert!(progress.has_left_out(&contract, day("2026-05-07")));
    assert!(!progress.has_left_out(&contract, day("2026-05-05")));
    let submitted =
        Record { state: State::Submitted, holder: Holder::Municipality, ..confirmed("2026-03-10") };
    progress.records.insert("agreement".to_owned(), submitted);
    let agreement = requirement("agreement");
    for today in ["2026-05-03", "2026-05-05", "2026-05-07"] {
        let held = progress.holder(&agreement, day(today));
        assert_eq!(held, Some((Holder::Municipality, day("2026-03-10"))), "{today}");
        assert!(progress.is_to_decide(&agreement, day(today)), "{today}");
    }
}

/// What was met before it stopped mattering kept no gate closed.
#[test]
fn a_circumstance_closes_no_gate_that_was_open() {
    let mut regix = requirement("regix");
    regix.applies_when = Some("uses-regix".to_owned());
    let checklist = checklist(vec![vec![requirement("order"), regix]]);
    let mut progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    confirm(&mut progress, "order", "2026-02-02");
    let without = Circumstance { holds: false, since: Some(day("2026-05-04")) };
    progress.conditions.insert("uses-regix".to_owned(), without);
    let gate = |progress: &Progress| progress.gate_since(&checklist, 1);
    assert_eq!(gate(&progress), Some(day("2026-05-04")), "until then it was missing");
    confirm(&mut progress, "regix", "2026-03-02");
    assert_eq!(gate(&progress), Some(day("2026-03-02")));
}

/// A newer version that gives a step to somebody else starts their clock, and takes
/// nothing from the days of whoever had it.
#[test]
fn who_is_given_a_step_by_a_version_has_it_since_then() {
    let mut regix = requirement("regix");
    regix.asked.held = vec![(Holder::State, day("2026-04-01"))];
    let progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    let held = progress.holder(&regix, day("2026-06-01"));
    assert_eq!(held, Some((Holder::District, day("2026-04-01"))));
    assert_eq!(regix.holder_on(day("2026-03-31")), Holder::State);
    assert_eq!(regix.holder_on(day("2026-04-01")), Holder::District);
}

#[test]
fn what_a_circumstance_excuses_or_asks_for_counts_from_its_day() {
    let regix = Requirement { applies_when: Some(CONDITIONS[0].to_owned()), ..requirement("regix") };
    let checklist = checklist(vec![vec![requirement("order"), regix]]);
    let mut progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    confirm(&mut progress, "order", "2026-02-02");
    let today = day("2026-06-01");
    let mut said = |holds, on| {
        let known = progress.conditions.get(CONDITIONS[0]).copied();
        let said = Circumstance::said(known, holds, day(on));
        progress.conditions.insert(CONDITIONS[0].to_owned(), said);
        progress.whose_move(&checklist, today)
    };
    assert_eq!(said(true, "2026-03-02"), to_do(Holder::District, "2026-01-12", "regix", 1));
    assert_eq!(said(false, "2026-04-01"), to_mark("2026-04-01", 1));
    assert_eq!(said(true, "2026-05-04"), to_do(Holder::District, "2026-05-04", "regix", 1));
}

#[test]
fn of_several_things_to_do_the_one_held_longest_is_named() {
    let checklist = checklist(vec![vec![requirement("team"), requirement("order")]]);
    let mut progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    let submitted = Record { state: State::Submitted, ..confirmed("2026-02-02") };
    progress.records.insert("team".to_owned(), submitted);
    let turn = progress.whose_move(&checklist, day("2026-06-01"));
    assert_eq!(turn, to_do(Holder::District, "2026-01-12", "order", 1));
    let returned = Record { state: State::Returned, holder: Holder::District, ..confirmed("2026-03-02") };
    progress.records.insert("order".to_owned(), returned);
    let turn = progress.whose_move(&checklist, day("2026-06-01"));
    assert_eq!(turn, to_do(Holder::Municipality, "2026-02-02", "team", 1));
}

#[test]
fn expired_evidence_falls_to_its_first_holder_until_somebody_is_named() {
    let security = Requirement { holder: Holder::Vendor, ..requirement("security") };
    let mut progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    let record = Record { valid_until: Some(day("2026-12-31")), ..confirmed("2026-02-02") };
    progress.records.insert("security".to_owned(), record.clone());
    let today = day("2027-01-15");
    assert_eq!(progress.holder(&security, day("2026-12-31")), None);
    assert_eq!(progress.holder(&security, today), Some((Holder::Vendor, day("2027-01-01"))));
    let held = progress.holder(&security, today);
    let handed = record.hand_to(Holder::State, day("2027-01-10"), held, today).unwrap();
    progress.records.insert("security".to_owned(), handed);
    assert_eq!(progress.holder(&security, today), Some((Holder::State, day("2027-01-10"))));
}

#[test]
fn evidence_confirmed_on_its_last_day_is_expired_on_the_next() {
    let mut progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    let record = Record { valid_until: Some(day("2026-02-02")), ..confirmed("2026-02-02") };
    progress.records.insert("order".to_owned(), record);
    let held = progress.holder(&requirement("order"), day("2026-02-10"));
    assert_eq!(held, Some((Holder::District, day("2026-02-03"))));
}

/// Of two outages at once the first to begin is shown; whoever mends the other has
/// it from the day after, so that no day has two holders.
#[test]
fn overlapping_outages_follow_one_another() {
    let outage = |holder, begins: &str, ends: Option<&str>| Outage {
        title: "register".to_owned(),
        title_en: None,
        holder,
        begins_on: day(begins),
        ends_on: ends.map(day),
        requirements: vec!["p:order".to_owned()],
        services: Vec::new(),
    };
    let vendor = outage(Holder::Vendor, "2026-10-01", Some("2026-10-20"));
    let town = outage(Holder::Municipality, "2026-10-10", None);
    let with = |outages| Progress {
        opened_on: Some(day("2026-01-12")),
        programme: "p".to_owned(),
        outages,
        ..Progress::default()
    };
    let order = requirement("order");
    for outages in [vec![vendor.clone(), town.clone()], vec![town.clone(), vendor.clone()]] {
        let progress = with(outages);
        let mut before: Option<(Holder, NaiveDate)> = None;
        for today in (0..60).map(|days| later(day("2026-09-15"), days)) {
            let (holder, since) = progress.holder(&order, today).unwrap();
            // Whoever has it had it on every day since.
            let unbroken = before.is_none_or(|(was, _)| was == holder || since == today);
            assert!(unbroken, "on {today} {holder:?} has it since {since}");
            before = Some((holder, since));
        }
        let on = |today: &str| progress.holder(&order, day(today));
        assert_eq!(on("2026-10-15"), Some((Holder::Vendor, day("2026-10-01"))));
        assert_eq!(on("2026-10-25"), Some((Holder::Municipality, day("2026-10-21"))));
    }
    // Of two that begin together the one recorded first is shown.
    let both = with(vec![vendor.clone(), Outage { begins_on: vendor.begins_on, ..town }]);
    assert_eq!(both.outage_of(&order, day("2026-10-05")), Some(&vendor));
}

#[test]
fn a_requirement_the_checklist_no_longer_has_holds_nothing_up() {
    let order = Requirement { after: vec!["from-version-1".to_owned()], ..requirement("order") };
    let checklist = checklist(vec![vec![order.clone()]]);
    let progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    assert!(progress.can_be_done_now(&checklist, &order, day("2026-06-01")));
}

/// New evidence for a requirement that applies.
fn renewal<'p>(progress: &'p Progress, requirement: &Requirement) -> Option<&'p Renewal> {
    let record = progress.records.get(&requirement.key).filter(|_| progress.applies(requirement));
    record?.renewal.as_ref()
}

proptest! {
    #[test]
    fn nobody_is_named_while_nothing_is_known(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let progress = Progress { opened_on: None, records: BTreeMap::new(), ..progress };
        prop_assert_eq!(progress.whose_move(&checklist, today), None);
    }

    #[test]
    fn somebody_is_named_whenever_something_that_applies_can_be_done(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        prop_assume!(progress.opened_on.is_some());
        let good = |one: &Requirement| is_good(&progress, one, today);
        let can_be_done = checklist.requirements().any(|one| {
            let earlier = checklist.requirements().filter(|other| one.after.contains(&other.key));
            !good(one) && earlier.into_iter().all(good)
        });
        let turn = progress.whose_move(&checklist, today);
        prop_assert!(turn.is_some() || !can_be_done);
        // Without circles something can always be done until nothing is left.
        let marked = (1..=checklist.length()).all(|position| progress.is_confirmed(position));
        let to_mark = !marked && progress.suspension.is_none();
        let renewed = checklist.requirements().any(|one| renewal(&progress, one).is_some());
        prop_assert_eq!(turn.is_none(), !to_mark && !renewed && checklist.requirements().all(good));
    }

    #[test]
    fn what_is_named_can_be_done_now_and_nobody_there_has_waited_longer(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let Some(turn) = progress.whose_move(&checklist, today) else { return Ok(()) };
        let doable = |one: &&Requirement| {
            !is_good(&progress, one, today) && progress.is_somebodys(&checklist, one, today)
        };
        // Up to the first milestone that is not reached and has anything to do.
        let last = checklist.length();
        let end = (1..=last)
            .filter(|at| !progress.is_confirmed(*at))
            .find(|at| {
                let needed = up_to(&checklist, *at);
                let waits = needed.iter().all(|one| is_good(&progress, one, today));
                needed.iter().any(doable) || waits && progress.suspension.is_none()
            })
            .unwrap_or(last);
        prop_assert!(turn.milestone <= end);
        let held: Vec<_> = up_to(&checklist, end)
            .into_iter()
            .filter(doable)
            .map(|one| (Some(one.key.clone()), progress.holder(one, today).unwrap()))
            .collect();
        match &turn.requirement {
            // Where nothing is open, new evidence may wait.
            Some(key) if checklist.requirements().all(|one| is_good(&progress, one, today)) => {
                let renewals: Vec<_> =
                    checklist.requirements().filter_map(|one| Some((one, renewal(&progress, one)?))).collect();
                let since = renewals.iter().map(|(_, one)| one.since).min();
                prop_assert_eq!(Some(turn.since), since);
                prop_assert!(renewals.iter().any(|(one, _)| &one.key == key));
            }
            Some(_) => {
                prop_assert!(held.contains(&(turn.requirement.clone(), (turn.holder, turn.since))));
                prop_assert!(held.iter().all(|(_, (_, since))| turn.since <= *since));
            }
            None => {
                prop_assert_eq!(held, vec![]);
                prop_assert_eq!(turn.holder, Holder::Municipality);
                prop_assert!(progress.gate(&checklist, turn.milestone, today).is_ok());
                prop_assert!(!progress.is_confirmed(turn.milestone));
                let needed = up_to(&checklist, turn.milestone).into_iter();
                let since = |one: &Requirement| {
                    let said = one.applies_when.as_ref().and_then(|key| progress.conditions.get(key));
                    match said {
                        Some(said) if !said.holds => said.since,
                        _ => progress.records.get(&one.key).map(|record| record.holder_since),
                    }
                };
                let live = progress.mark(checklist.go_live).filter(|_| turn.milestone > checklist.go_live);
                let live_on = live.and_then(|mark| mark.reached_on);
                let last = needed.filter_map(since).chain(progress.opened_on).chain(live_on).max();
                prop_assert_eq!(Some(turn.since), last);
            }
        }
    }

    #[test]
    fn nobody_holds_an_untouched_step_before_what_it_waits_for_was_decided(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        let untouched = |one: &&Requirement| !progress.records.contains_key(&one.key);
        for requirement in checklist.requirements().filter(untouched) {
            let Some((holder, since)) = progress.holder(requirement, today) else { continue };
            let mends = progress.outage_of(requirement, today).map(|outage| outage.holder);
            prop_assert_eq!(holder, mends.unwrap_or(requirement.holder));
            prop_assert!(progress.opened_on <= Some(since));
            let earlier = requirement.after.iter().filter_map(|key| progress.records.get(key));
            for earlier in earlier.filter(|record| record.standing(today).satisfies()) {
                prop_assert!(earlier.holder_since <= since);
            }
        }
    }

    #[test]
    fn everything_open_has_a_holder_and_nothing_else_does(
        (checklist, progress) in any_onboarding(), today in any_day(),
    ) {
        for requirement in checklist.requirements() {
            let to_do = progress.opened_on.is_some() && !is_good(&progress, requirement, today);
            prop_assert_eq!(progress.holder(requirement, today).is_some(), to_do);
        }
    }
}
