//! The old evidence stays good until its last day, whatever happens to the new.

use super::*;
use crate::error::Rule;

fn good_until(last: &str) -> Record {
    Record { valid_until: Some(day(last)), ..confirmed("2026-02-02") }
}

fn newer() -> Evidence {
    renewal(day("2026-01-01"), true).evidence
}

#[test]
fn new_evidence_waits_beside_the_old_and_takes_its_place_when_confirmed() {
    let record = good_until("2027-03-01");
    assert_eq!(record.submit(newer(), None, day("2026-12-30")), Err(Rule::WrongState));
    let renewed = record.submit(newer(), Some(day("2028-02-01")), day("2026-12-31")).unwrap();
    assert_eq!((renewed.state, &renewed.evidence), (State::Confirmed, &Some(a_link())));
    assert_eq!(renewed.standing(day("2027-03-01")), Standing::Confirmed);
    assert_eq!(renewed.standing(day("2027-03-02")), Standing::Expired);
    let done = renewed.confirm(Some(24), day("2027-01-11")).unwrap();
    assert_eq!((done.evidence, done.valid_until), (Some(newer()), Some(day("2028-02-01"))));
    assert_eq!(done.holder_since, day("2026-02-02"), "it was met without a break");
    assert_eq!(done.renewal, None);
    let late = renewed.confirm(Some(24), day("2027-03-10")).unwrap();
    assert_eq!(
        (late.standing(day("2027-03-10")), late.holder_since),
        (Standing::Confirmed, day("2027-03-10"))
    );
}

#[test]
fn what_follows_must_be_good_for_longer() {
    let record = good_until("2027-03-01");
    let submit = |last| record.submit(newer(), Some(day(last)), day("2027-02-01"));
    assert_eq!(submit("2027-03-01"), Err(Rule::NotBefore { earliest: "2027-03-02".to_owned() }));
    assert!(submit("2027-03-02").is_ok());
}

#[test]
fn a_renewal_sent_back_tells_the_district_why_and_can_be_submitted_again() {
    let renewed = good_until("2027-03-01").submit(newer(), None, day("2027-01-04")).unwrap();
    let reasons = vec![ReturnReason::NotSigned];
    let back = renewed.send_back(reasons.clone(), Some("sign".to_owned()), day("2027-01-11")).unwrap();
    assert_eq!(back.standing(day("2027-01-11")), Standing::Confirmed);
    let returned = back.renewal.clone().unwrap();
    assert_eq!((returned.return_reasons, returned.since), (reasons, day("2027-01-11")));
    assert_eq!(back.confirm(None, day("2027-01-12")), Err(Rule::WrongState));
    let again = back.submit(newer(), None, day("2027-01-18")).unwrap().renewal.unwrap();
    assert!(again.waits());
    assert_eq!(again.since, day("2027-01-18"));
}

#[test]
fn the_district_that_renewed_in_time_is_not_to_move_when_the_old_expires() {
    let security = requirement("security");
    let mut progress = Progress { opened_on: Some(day("2026-01-12")), ..Progress::default() };
    let renewed = good_until("2027-03-01").submit(newer(), None, day("2027-02-15")).unwrap();
    progress.records.insert("security".to_owned(), renewed.clone());
    let today = day("2027-03-10");
    assert_eq!(progress.standing(&security, today), Standing::Expired);
    assert_eq!(progress.holder(&security, today), Some((Holder::Municipality, day("2027-02-15"))));
    let back = renewed.send_back(vec![ReturnReason::Outdated], None, day("2027-02-22")).unwrap();
    progress.records.insert("security".to_owned(), back);
    assert_eq!(progress.holder(&security, today), Some((Holder::District, day("2027-03-02"))));
    // What is submitted after the last day replaces what is no longer good, and
    // keeps the coordinators' time.
    let submitted = renewed.submit(newer(), None, today).unwrap();
    assert_eq!((submitted.state, submitted.holder_since), (State::Submitted, day("2027-02-15")));
}

#[test]
fn taking_the_old_decision_back_leaves_the_newer_evidence_to_decide_on() {
    let renewed = good_until("2027-03-01").submit(newer(), None, day("2027-02-15")).unwrap();
    let reopened = renewed.reopen(&requirement("security"), "forged".to_owned(), day("2027-02-16")).unwrap();
    assert_eq!((reopened.state, reopened.evidence), (State::Submitted, Some(newer())));
    assert_eq!((reopened.valid_until, reopened.renewal), (None, None));
}

#[test]
fn records_from_before_there_were_renewals_are_written_as_they_were() {
    let json = r#"{"state":"confirmed","holder":"municipality","holder_since":"2026-02-02","evidence":{"kind":"link","body":"https://example.org/order.pdf"},"valid_until":null,"return_reasons":[],"note":null}"#;
    let record: Record = serde_json::from_str(json).unwrap();
    assert_eq!(record, confirmed("2026-02-02"));
    assert_eq!(serde_json::to_string(&record).unwrap(), json);
    let renewed = Record { renewal: Some(renewal(day("2026-03-02"), true)), ..record };
    let json = serde_json::to_string(&renewed).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), renewed);
}

proptest! {
    #[test]
    fn a_renewal_never_changes_where_a_requirement_stands_until_it_is_confirmed(
        waits in option::of(any::<bool>()), today in any_day(), left in 0u64..61,
        on in any_day(), valid_for in option::of(0u64..900),
    ) {
        let record = Record {
            valid_until: Some(later(today, left)),
            renewal: waits.map(|waits| renewal(today, waits)),
            ..confirmed("2025-12-01")
        };
        prop_assert!(record.can_be_renewed(today));
        let last = valid_for.map(|days| later(today, days));
        let Ok(renewed) = record.submit(newer(), last, today) else {
            prop_assert!(last.is_some_and(|last| Some(last) <= record.valid_until));
            return Ok(());
        };
        prop_assert_eq!(renewed.standing(on), record.standing(on));
        let back = renewed.send_back(vec![ReturnReason::Other], None, today).unwrap();
        prop_assert_eq!(back.standing(on), record.standing(on));
        let confirmed = renewed.confirm(None, today).unwrap();
        prop_assert!(record.standing(on) != Standing::Confirmed || confirmed.standing(on) == Standing::Confirmed);
    }

    #[test]
    fn evidence_can_be_renewed_from_the_first_warning_to_the_last_day(
        record in any_record(), today in any_day(), left in option::of(-20i64..90),
    ) {
        let drawn = left.map(|left| today + chrono::TimeDelta::days(left));
        let record = Record { valid_until: drawn.or(record.valid_until), ..record };
        let last = record.valid_until.filter(|_| record.state == State::Confirmed);
        let in_time = last.is_some_and(|last| (renewable_from(last)..=last).contains(&today));
        prop_assert_eq!(record.can_be_renewed(today), in_time);
    }
}
