//! The clock and the ways of a dispute.

use chrono::Days;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::clock::working_day::is_working_day;

fn day(number: u64) -> NaiveDate {
    "2026-01-01".parse::<NaiveDate>().unwrap() + Days::new(number)
}

fn received(on: u64) -> Dispute {
    Dispute {
        district: "lyulin".to_owned(),
        subject: Subject::Service(2079),
        text: Some("не работи".to_owned()),
        received_on: day(on),
        state: State::Received,
        answer: None,
        answered_on: None,
    }
}

fn decision() -> impl Strategy<Value = Decision> {
    let close = select(State::ALL.to_vec())
        .prop_map(|outcome| Decision::Close { outcome, answer: "Проверихме.".to_owned() });
    prop_oneof![Just(Decision::Examine), close]
}

#[test]
fn ten_working_days_pass_over_holidays() {
    // 22 December 2026, a Tuesday: the 24th to 28th and 1 January are days off.
    let dispute = Dispute { received_on: "2026-12-22".parse().unwrap(), ..received(0) };
    assert_eq!(dispute.due_on().to_string(), "2027-01-11");
    assert_eq!(dispute.clock("2027-01-08".parse().unwrap()), Clock::Left(1));
    assert_eq!(dispute.clock("2027-01-12".parse().unwrap()), Clock::Overdue(1));
}

#[test]
fn subjects_are_read_back() {
    let milestone = Subject::Milestone { programme: "moving".to_owned(), key: "launch".to_owned() };
    for subject in [milestone, Subject::Service(2079)] {
        assert_eq!(Subject::from_key(&subject.key()), Some(subject));
    }
    for bad in ["", "launch", "service:", "service:x"] {
        assert_eq!(Subject::from_key(bad), None, "{bad}");
    }
}

proptest! {
    /// The last day is the tenth working day, and the clock turns the day after.
    #[test]
    fn it_is_overdue_from_the_day_after_the_tenth(on in 0u64..700, later in 0u64..60) {
        let dispute = received(on);
        let (due, today) = (dispute.due_on(), day(on + later));
        prop_assert!(is_working_day(due));
        prop_assert_eq!(working_days_between(dispute.received_on, due), DAYS);
        match dispute.clock(today) {
            Clock::Left(left) => {
                prop_assert!(today <= due);
                prop_assert_eq!(working_days_between(dispute.received_on, today) + left, DAYS);
            }
            Clock::Overdue(over) => {
                prop_assert!(today > due);
                prop_assert_eq!(over, working_days_between(due, today));
            }
            answered => prop_assert!(false, "{answered:?} without an answer"),
        }
    }

    /// Whatever is decided in whatever order: what is answered stays so, an
    /// answer always has its day and its words, nothing refused keeps its text,
    /// and nothing is shown that no coordinator has accepted.
    #[test]
    fn an_answer_is_for_good(decisions in prop::collection::vec(decision(), 0..8)) {
        let mut dispute = received(0);
        let mut accepted = false;
        for (number, decision) in (1..).zip(decisions) {
            let before = dispute.clone();
            match before.decide(&decision, day(number)) {
                Ok(after) => {
                    prop_assert!(before.state.is_open());
                    prop_assert!(before.state.next().contains(&after.state));
                    dispute = after;
                }
                Err(rule) => prop_assert_eq!(rule, Rule::WrongState),
            }
            accepted |= dispute.state == State::Examined;
            prop_assert_eq!(dispute.answer.is_some(), !dispute.state.is_open());
            prop_assert_eq!(dispute.answered_on.is_some(), !dispute.state.is_open());
            prop_assert_eq!(dispute.text.is_none(), dispute.state == State::Refused);
            prop_assert!(!dispute.is_shown() || accepted);
            prop_assert_eq!(dispute.received_on, day(0), "the clock is not put back");
        }
    }
}
