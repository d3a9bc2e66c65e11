//! How a requirement moves: only along product.md's arrows, and what is refused
//! changes nothing.

use chrono::Months;

use super::*;
use crate::error::Rule;

/// What can be done to a record.
#[derive(Clone, Debug)]
enum Act {
    Submit { valid_for: Option<u64> },
    Confirm,
    SendBack,
    SetAside,
    Reopen,
    HandTo { holder: Holder, days_ago: u64 },
}

/// One act of a history: what was, what was tried, what came of it.
#[derive(Clone, Debug)]
struct Step {
    today: NaiveDate,
    before: Record,
    act: Act,
    result: Result<Record, Rule>,
}

impl Act {
    fn perform(&self, record: &Record, requirement: &Requirement, today: NaiveDate) -> Result<Record, Rule> {
        match self {
            Self::Submit { valid_for } => {
                record.submit(a_link(), valid_for.map(|days| later(today, days)), today)
            }
            Self::Confirm => record.confirm(requirement.valid_months, today),
            Self::SendBack => record.send_back(vec![ReturnReason::NotSigned], Some("sign".to_owned()), today),
            Self::SetAside => record.set_aside("no register".to_owned(), today),
            Self::Reopen => record.reopen(requirement, "by mistake".to_owned(), today),
            Self::HandTo { holder, days_ago } => {
                record.hand_to(*holder, today - Days::new(*days_ago), held(record, requirement, today), today)
            }
        }
    }

    /// The arrows of product.md: from which standings the act is possible, and
    /// what a renewal adds to them.
    fn is_possible_for(&self, record: &Record, today: NaiveDate) -> bool {
        use Standing::{Confirmed, Expired, NotApplicable, Open, Returned, Submitted};
        let standing = record.standing(today);
        let about_to_expire = record.valid_until.is_some_and(|last| last <= later(today, 60));
        let renewal_waits = record.renewal.as_ref().is_some_and(|one| one.return_reasons.is_empty());
        match self {
            Self::Submit { .. } => {
                let renewable = standing == Confirmed && about_to_expire;
                matches!(standing, Open | Submitted | Returned | Expired) || renewable
            }
            Self::SetAside => matches!(standing, Open | Submitted | Returned | Expired),
            Self::Confirm | Self::SendBack => standing == Submitted || renewal_waits,
            Self::Reopen => matches!(standing, Confirmed | Expired | NotApplicable),
            // What was submitted is decided on, not handed back to the district.
            Self::HandTo { holder: Holder::District, .. } => matches!(standing, Open | Returned | Expired),
            Self::HandTo { .. } => matches!(standing, Open | Submitted | Returned | Expired),
        }
    }
}

/// Who has the requirement on this day.
fn held(record: &Record, requirement: &Requirement, today: NaiveDate) -> Option<(Holder, NaiveDate)> {
    let records = BTreeMap::from([(requirement.key.clone(), record.clone())]);
    let progress = Progress { opened_on: Some(day("2026-01-01")), records, ..Progress::default() };
    progress.holder(requirement, today)
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => option::of(0u64..400).prop_map(|valid_for| Act::Submit { valid_for }),
        4 => Just(Act::Confirm),
        2 => Just(Act::SendBack),
        1 => Just(Act::SetAside),
        1 => Just(Act::Reopen),
        1 => (any_holder(), 0u64..40).prop_map(|(holder, days_ago)| Act::HandTo { holder, days_ago }),
    ]
}

/// A requirement and what people do to it in the course of some years.
fn any_history() -> impl Strategy<Value = (Requirement, Vec<Step>)> {
    let acts = vec((0u64..120, any_act()), 1..30);
    (any_holder(), option::of(1u32..25), acts).prop_map(|(holder, valid_months, acts)| {
        let requirement = Requirement { holder, valid_months, ..requirement("security") };
        let mut today = day("2026-01-01");
        let mut record = Record::untouched(&requirement, today);
        let mut steps = Vec::new();
        for (days, act) in acts {
            today = later(today, days);
            let before = record.clone();
            let result = act.perform(&record, &requirement, today);
            if let Ok(after) = &result {
                record = after.clone();
            }
            steps.push(Step { today, before, act, result });
        }
        (requirement, steps)
    })
}

#[test]
fn evidence_is_submitted_returned_submitted_again_and_confirmed() {
    let open = Record::untouched(&requirement("mayor-order"), day("2026-01-12"));
    let submitted = open.submit(a_link(), None, day("2026-02-02")).unwrap();
    assert_eq!((submitted.state, submitted.holder), (State::Submitted, Holder::Municipality));
    assert_eq!(submitted.holder_since, day("2026-02-02"));
    let returned = submitted.send_back(vec![ReturnReason::NotSigned], None, day("2026-02-09")).unwrap();
    assert_eq!((returned.state, returned.holder), (State::Returned, Holder::District));
    assert_eq!(returned.holder_since, day("2026-02-09"));
    let again = returned.submit(a_link(), None, day("2026-02-10")).unwrap();
    assert_eq!(again.return_reasons, []);
    let confirmed = again.confirm(None, day("2026-02-12")).unwrap();
    assert_eq!((confirmed.state, confirmed.valid_until), (State::Confirmed, None));
    assert_eq!(confirmed.submit(a_link(), None, day("2026-02-13")), Err(Rule::WrongState));
}

#[test]
fn evidence_is_good_until_the_earlier_of_what_is_named_and_what_is_allowed() {
    let open = Record::untouched(&requirement("security"), day("2026-01-12"));
    let until = |named: Option<&str>, months| {
        let submitted = open.submit(a_link(), named.map(day), day("2026-02-02")).unwrap();
        submitted.confirm(months, day("2026-02-28")).map(|record| record.valid_until)
    };
    assert_eq!(until(None, None), Ok(None));
    assert_eq!(until(None, Some(12)), Ok(Some(day("2027-02-28"))));
    assert_eq!(until(Some("2026-09-30"), Some(12)), Ok(Some(day("2026-09-30"))));
    assert_eq!(until(Some("2028-09-30"), Some(12)), Ok(Some(day("2027-02-28"))));
    assert_eq!(until(Some("2026-02-28"), None), Ok(Some(day("2026-02-28"))));
    assert_eq!(until(Some("2026-02-27"), None), Err(Rule::InPast));
}

#[test]
fn a_decision_is_taken_back_to_where_it_was_taken() {
    let needed = requirement("regix");
    let reason = || "by mistake".to_owned();
    let reopened = confirmed("2026-02-02").reopen(&needed, reason(), day("2026-03-02")).unwrap();
    assert_eq!((reopened.state, reopened.evidence), (State::Submitted, Some(a_link())));
    let open = Record::untouched(&needed, day("2026-01-12"));
    let aside = open.set_aside("no register".to_owned(), day("2026-02-02")).unwrap();
    let reopened = aside.reopen(&needed, reason(), day("2026-03-02")).unwrap();
    assert_eq!((reopened.state, reopened.holder), (State::Open, Holder::District));
    assert_eq!(reopened.holder_since, day("2026-03-02"));
}

#[test]
fn better_evidence_does_not_start_the_coordinators_time_anew() {
    let open = Record::untouched(&requirement("team"), day("2026-01-12"));
    let submitted = open.submit(a_link(), None, day("2026-02-02")).unwrap();
    let better = submitted.submit(a_link(), None, day("2026-02-20")).unwrap();
    assert_eq!(better.holder_since, day("2026-02-02"));
}

#[test]
fn the_coordinators_are_not_late_for_the_days_evidence_was_with_somebody_else() {
    let open = Record::untouched(&requirement("team"), day("2026-01-12"));
    let submitted = open.submit(a_link(), None, day("2026-02-02")).unwrap();
    let at = day("2026-02-03");
    let hand = |holder| submitted.hand_to(holder, at, held(&submitted, &requirement("team"), at), at);
    assert_eq!(hand(Holder::District), Err(Rule::ReturnInstead));
    let handed = hand(Holder::Vendor).unwrap();
    let better = handed.submit(a_link(), None, day("2026-05-04")).unwrap();
    assert_eq!((better.holder, better.holder_since), (Holder::Municipality, day("2026-05-04")));
}

#[test]
fn expired_evidence_is_handed_over_from_the_day_it_expired_at_the_earliest() {
    let record = Record { valid_until: Some(day("2026-12-31")), ..confirmed("2026-02-02") };
    let today = day("2027-02-01");
    let hand = |since| {
        record.hand_to(Holder::Vendor, day(since), held(&record, &requirement("security"), today), today)
    };
    assert_eq!(hand("2026-12-31"), Err(Rule::NotBefore { earliest: "2027-01-01".to_owned() }));
    assert_eq!(hand("2027-01-01").map(|record| record.holder), Ok(Holder::Vendor));
    let good = record.hand_to(Holder::Vendor, day("2026-12-31"), None, day("2026-12-31"));
    assert_eq!(good, Err(Rule::WrongState));
}

#[test]
fn nobody_is_given_a_day_on_which_it_was_somebody_elses_move_nor_one_to_come() {
    let security = requirement("security");
    let open = Record::untouched(&security, day("2026-01-12"));
    let today = day("2026-02-02");
    let hand = |since| open.hand_to(Holder::Vendor, day(since), held(&open, &security, today), today);
    assert_eq!(hand("2026-01-11"), Err(Rule::NotBefore { earliest: "2026-01-12".to_owned() }));
    assert_eq!(hand("2026-02-03"), Err(Rule::InFuture));
    assert_eq!(hand("2026-01-12").map(|record| record.holder), Ok(Holder::Vendor));
    // Of what nobody has worked on, it is not known who had it.
    let unknown = open.hand_to(Holder::Vendor, day("2025-12-01"), None, today);
    assert_eq!(unknown.map(|record| record.holder_since), Ok(day("2025-12-01")));
}

#[test]
fn names_are_read_back() {
    assert!(State::ALL.into_iter().all(|one| State::from_key(one.key()) == Some(one)));
    assert!(EvidenceKind::ALL.into_iter().all(|one| EvidenceKind::from_key(one.key()) == Some(one)));
    assert!(ReturnReason::ALL.into_iter().all(|one| ReturnReason::from_key(one.key()) == Some(one)));
    assert_eq!(State::from_key("hoped"), None);
}

proptest! {
    #[test]
    fn only_the_arrows_of_the_rules_can_be_gone((_, steps) in any_history()) {
        for Step { today, before, act, result } in steps {
            let possible = act.is_possible_for(&before, today);
            match result {
                Ok(_) => prop_assert!(possible, "{act:?} from {:?}", before.standing(today)),
                Err(Rule::WrongState | Rule::ReturnInstead) => {
                    prop_assert!(!possible, "{act:?} from {:?}", before.standing(today));
                }
                Err(Rule::InPast) => prop_assert!(matches!(act, Act::Confirm)),
                Err(Rule::NotBefore { .. }) => {
                    let renewed = matches!(act, Act::Submit { .. }) && before.can_be_renewed(today);
                    let handed = matches!(act, Act::HandTo { .. });
                    prop_assert!(renewed || handed);
                }
                Err(Rule::Unchanged) => {
                    let handed = matches!(act, Act::HandTo { .. });
                    prop_assert!(handed);
                }
                Err(rule) => prop_assert!(false, "{act:?} refused with {rule:?}"),
            }
        }
    }

    #[test]
    fn what_is_refused_changes_nothing((_, steps) in any_history()) {
        for pair in steps.windows(2) {
            let [step, next] = pair else { continue };
            prop_assert_eq!(&next.before, step.result.as_ref().unwrap_or(&step.before));
        }
    }

    #[test]
    fn nothing_is_confirmed_but_from_submitted_and_with_evidence((_, steps) in any_history()) {
        for Step { today, before, act, result } in steps {
            let Ok(after) = result else { continue };
            if after.state != State::Open && after.state != State::NotApplicable {
                prop_assert!(after.evidence.is_some());
            }
            if after.standing(today) == Standing::Confirmed && before.standing(today) != Standing::Confirmed {
                prop_assert!(matches!(act, Act::Confirm));
                let submitted = before.state == State::Submitted;
                let given = before.renewal.as_ref().map(|one| one.evidence.clone());
                prop_assert_eq!(after.evidence, if submitted { before.evidence } else { given });
            }
            if before.state != State::Submitted && after.state == State::Submitted {
                let reopened = before.state == State::Confirmed && matches!(act, Act::Reopen);
                let submitted = matches!(act, Act::Submit { .. });
                prop_assert!(reopened || submitted);
            }
        }
    }

    #[test]
    fn reasons_stand_only_while_something_is_returned((_, steps) in any_history()) {
        for after in steps.into_iter().filter_map(|step| step.result.ok()) {
            prop_assert_eq!(after.return_reasons.is_empty(), after.state != State::Returned);
            prop_assert!(after.state != State::NotApplicable || after.note.is_some());
        }
    }

    #[test]
    fn each_act_says_what_comes_next_and_whose_move_it_is_since_when((requirement, steps) in any_history()) {
        for Step { today, before, act, result } in steps {
            let Ok(after) = result else { continue };
            let waited = (before.state, before.holder) == (State::Submitted, Holder::Municipality);
            let good = before.standing(today) == Standing::Confirmed;
            let renewed_since = before.waiting_renewal().map(|renewal| renewal.since);
            let as_before = (before.state, before.holder, before.holder_since);
            let expected = match act {
                // A renewal leaves what it follows as it is.
                Act::Submit { .. } | Act::SendBack if good => as_before,
                Act::Confirm if good => (State::Confirmed, Holder::Municipality, before.holder_since),
                Act::Submit { .. } if waited => as_before,
                Act::Submit { .. } => {
                    (State::Submitted, Holder::Municipality, renewed_since.unwrap_or(today))
                }
                Act::Confirm if before.state == State::Confirmed => {
                    (State::Confirmed, Holder::Municipality, today)
                }
                Act::Confirm => (State::Confirmed, before.holder, today),
                Act::SendBack if before.state == State::Confirmed => {
                    (State::Confirmed, Holder::District, today)
                }
                Act::SendBack => (State::Returned, Holder::District, today),
                Act::SetAside => (State::NotApplicable, Holder::Municipality, today),
                Act::Reopen if before.state == State::NotApplicable => {
                    (State::Open, requirement.holder, today)
                }
                Act::Reopen => (State::Submitted, Holder::Municipality, today),
                Act::HandTo { holder, days_ago } => (before.state, holder, today - Days::new(days_ago)),
            };
            prop_assert_eq!((after.state, after.holder, after.holder_since), expected);
        }
    }

    #[test]
    fn evidence_is_never_good_for_longer_than_named_or_allowed((requirement, steps) in any_history()) {
        let mut named = None;
        for Step { today, before, act, result } in steps {
            let Ok(after) = result else { continue };
            match act {
                Act::Submit { valid_for } => {
                    named = valid_for.map(|days| later(today, days));
                    match &after.renewal {
                        Some(renewal) => {
                            prop_assert_eq!(renewal.valid_until, named);
                            prop_assert_eq!(after.valid_until, before.valid_until);
                        }
                        None => prop_assert_eq!(after.valid_until, named),
                    }
                }
                Act::Confirm => {
                    let allowed = requirement.valid_months.map(|months| today + Months::new(months));
                    for bound in [named, allowed].into_iter().flatten() {
                        prop_assert!(after.valid_until.is_some_and(|last| last <= bound));
                    }
                    prop_assert!(after.valid_until.is_none_or(|last| today <= last));
                }
                Act::SendBack | Act::SetAside | Act::HandTo { .. } => {}
                Act::Reopen => named = after.valid_until,
            }
        }
    }

    #[test]
    fn handing_over_moves_the_holder_and_nothing_else((_, steps) in any_history()) {
        for Step { before, act, result, .. } in steps {
            let (Act::HandTo { .. }, Ok(after)) = (act, result) else { continue };
            let (holder, holder_since) = (before.holder, before.holder_since);
            prop_assert_eq!(Record { holder, holder_since, ..after }, before);
        }
    }
}
