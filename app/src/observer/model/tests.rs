use proptest::prelude::*;

use super::*;
use crate::service::model::Source;

fn any_outcome() -> impl Strategy<Value = Outcome> {
    let failure = prop_oneof![
        (100u16..600).prop_map(Failure::Status),
        proptest::sample::select(vec![
            Failure::TimedOut,
            Failure::Unreachable,
            Failure::Broken,
            Failure::Redirects,
            Failure::NotText,
        ]),
    ];
    prop_oneof![
        Just(Outcome::Offers),
        Just(Outcome::Lacks),
        Just(Outcome::Robots),
        Just(Outcome::NoRules),
        Just(Outcome::Busy),
        (100u16..600).prop_map(Outcome::Denied),
        proptest::sample::select(ObserverRule::ALL.to_vec()).prop_map(Outcome::Refused),
        failure.prop_map(Outcome::Failed),
    ]
}

fn observation(state: Observed, on: NaiveDate, automatic: bool) -> Observation {
    let source = Source { text: "x".to_owned(), link: None };
    Observation { state, on, source, automatic }
}

proptest! {
    #[test]
    fn an_outcome_has_a_name_of_its_own(outcome in any_outcome()) {
        prop_assert_eq!(Outcome::from_key(&outcome.key()), Some(outcome));
    }

    /// Whatever happens: a service is called broken only after three failures with
    /// no answer between them, and online only after two answers with no failure
    /// and no page without the words between them.
    #[test]
    fn no_single_answer_is_believed(outcomes in proptest::collection::vec(any_outcome(), 0..30)) {
        let mut streak = Streak::default();
        let mut telling = Vec::new();
        for outcome in outcomes {
            streak = streak.after(outcome, 900);
            if matches!(outcome, Outcome::Offers | Outcome::Lacks | Outcome::Failed(_)) {
                telling.push(outcome);
            }
            let in_a_row = |is: fn(&Outcome) -> bool| telling.iter().rev().take_while(|one| is(one)).count();
            let known = if in_a_row(|one| *one == Outcome::Offers) >= 2 {
                Some(Observed::Online)
            } else if in_a_row(|one| matches!(one, Outcome::Failed(_))) >= 3 {
                Some(Observed::NotWorking)
            } else {
                None
            };
            prop_assert_eq!(streak.known(), known);
            prop_assert_eq!(streak.seen.is_none(), streak.times == 0);
        }
    }

    /// However often somebody has it asked, what comes within a quarter of an hour
    /// is no second answer.
    #[test]
    fn what_comes_too_soon_does_not_count(outcome in any_outcome(), often in 1usize..20, apart in 0i64..900) {
        let streak = (0..often).fold(Streak::default(), |streak, _| streak.after(outcome, apart));
        prop_assert!(streak.times <= 1);
        prop_assert_eq!(streak.known(), None);
    }

    /// We never come sooner than a host wants, nor than a quarter of an hour; we
    /// wait longer with each time in vain, and never longer than usual or wanted.
    #[test]
    fn waits_are_polite(
        outcome in any_outcome(),
        times in 0u32..5,
        in_vain in 1u32..100,
        asked in proptest::option::of(0u32..600_000),
        hours in 1u32..200,
        chance in 0u32..=1_000,
    ) {
        let streak = Streak { seen: outcome.seen(), times };
        let wait = |in_vain: u32| outcome.wait(streak, in_vain, asked, hours, chance);
        prop_assert!(wait(in_vain) >= i64::from(asked.unwrap_or_default()));
        prop_assert!(wait(in_vain) >= 15 * 60);
        prop_assert!(wait(in_vain + 1) >= wait(in_vain));
        let most = (i64::from(hours) * 3_600).max(i64::from(asked.unwrap_or_default()));
        prop_assert!(wait(in_vain) <= most + most / 10);
    }

    /// What a person saw today stands, and the same is not said every day.
    #[test]
    fn a_persons_word_of_the_day_stands(
        state in proptest::sample::select(&Observed::ALL),
        seen in proptest::sample::select(&Observed::ALL),
        age in 0u64..90,
        automatic: bool,
    ) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let present = observation(state, today - chrono::Days::new(age), automatic);
        let record = is_to_record(Some(&present), seen, today);
        if age == 0 && !automatic {
            prop_assert!(!record);
        }
        if state == seen {
            prop_assert_eq!(record, age >= 30);
        } else if age > 0 {
            prop_assert!(record);
        }
        prop_assert!(is_to_record(None, seen, today));
    }
}

#[test]
fn what_cannot_be_asked_is_put_off_ever_longer() {
    let waits: Vec<i64> =
        (1..=8).map(|in_vain| Outcome::Busy.wait(Streak::default(), in_vain, None, 24, 0) / 60).collect();
    assert_eq!(waits, [15, 30, 60, 120, 240, 480, 960, 1_440]);
    let once = Streak { seen: Some(Observed::Online), times: 1 };
    assert_eq!(Outcome::Offers.wait(once, 0, None, 24, 0), 15 * 60, "the second answer is asked for soon");
    let twice = Streak { times: 2, ..once };
    assert_eq!(Outcome::Offers.wait(twice, 0, None, 24, 0), 86_400);
    assert_eq!(patience(Some(u32::MAX)), 7 * 86_400, "nobody is forgotten");
}
