//! The rules of an onboarding, tried on checklists, progress and days that
//! nobody thought of. Here is what the properties draw from; they themselves
//! are with what they are about.

mod dates;
mod expiry;
mod gate;
mod lateness;
mod record;
mod renewal;
mod stance;
mod status;
mod suspension;
mod turn;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::outage::model::Outage;
use crate::programme::model::{Asked, Checklist, EvidenceAsked, Holder, Milestone, Requirement};
use crate::text::Bilingual;

const CONDITIONS: [&str; 2] = ["district.uses_regix", "district.has_own_forms"];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn later(day: NaiveDate, days: u64) -> NaiveDate {
    day + Days::new(days)
}

fn words(text: &str) -> Bilingual {
    Bilingual { bg: text.to_owned(), en: text.to_owned() }
}

fn a_link() -> Evidence {
    Evidence { kind: EvidenceKind::Link, body: "https://example.org/order.pdf".to_owned() }
}

/// A requirement of the district's, that always applies and waits for nothing.
fn requirement(key: &str) -> Requirement {
    Requirement {
        key: key.to_owned(),
        name: words(key),
        basis: None,
        source: words("source"),
        next: words("next"),
        evidence: EvidenceAsked::Document,
        holder: Holder::District,
        valid_months: None,
        applies_when: None,
        after: Vec::new(),
        must_be_met_by: None,
        since_version: 1,
        asked: Asked::default(),
    }
}

/// A checklist with these requirements in its milestones, live at the last.
fn checklist(milestones: Vec<Vec<Requirement>>) -> Checklist {
    let milestones: Vec<Milestone> = (1..)
        .zip(milestones)
        .map(|(position, requirements)| Milestone {
            key: format!("milestone-{position}"),
            position,
            name: words("milestone"),
            requirements,
            eased: Vec::new(),
        })
        .collect();
    Checklist { version: 1, go_live: i32::try_from(milestones.len()).unwrap(), milestones }
}

fn confirmed(since: &str) -> Record {
    Record {
        state: State::Confirmed,
        holder: Holder::Municipality,
        holder_since: day(since),
        evidence: Some(a_link()),
        valid_until: None,
        return_reasons: Vec::new(),
        note: None,
        renewal: None,
    }
}

/// New evidence since this day, waiting or sent back.
fn renewal(since: NaiveDate, waits: bool) -> Renewal {
    Renewal {
        evidence: Evidence { kind: EvidenceKind::Reference, body: "РД-2".to_owned() },
        valid_until: None,
        since,
        return_reasons: Vec::from_iter((!waits).then_some(ReturnReason::NotSigned)),
        note: None,
    }
}

fn mark(position: i32, kind: MarkKind) -> Mark {
    Mark { position, kind, reached_on: None, source: None, agreed_on: None, taken_back_on: None }
}

/// What a requirement stands for in the gate, said anew and not as the code does.
fn is_good(progress: &Progress, requirement: &Requirement, today: NaiveDate) -> bool {
    let excused = requirement
        .applies_when
        .as_ref()
        .is_some_and(|it| progress.conditions.get(it).is_some_and(|one| !one.holds));
    excused
        || progress.records.get(&requirement.key).is_some_and(|record| match record.state {
            State::NotApplicable => true,
            State::Confirmed => record.valid_until.is_none_or(|last| today <= last),
            State::Open | State::Submitted | State::Returned => false,
        })
}

/// The requirements of the milestones up to this position, in order.
fn up_to(checklist: &Checklist, position: i32) -> Vec<&Requirement> {
    let milestones = checklist.milestones.iter().filter(|milestone| milestone.position <= position);
    milestones.flat_map(|milestone| &milestone.requirements).collect()
}

/// Confirms for good whatever applies up to this position.
fn confirm_up_to(progress: &mut Progress, checklist: &Checklist, position: i32) {
    progress.opened_on.get_or_insert(day("2026-01-01"));
    for requirement in up_to(checklist, position) {
        progress.records.insert(requirement.key.clone(), confirmed("2026-02-01"));
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..1500).prop_map(|days| later(day("2026-01-01"), days))
}

fn any_holder() -> impl Strategy<Value = Holder> {
    select(Holder::ALL.to_vec())
}

/// One to five milestones with up to four requirements each, some on a
/// condition, some for a time, waiting for one another without a circle: each
/// only for some that were drawn before it in an order of their own, so that
/// now and then an early milestone waits for a late one.
fn any_checklist() -> impl Strategy<Value = Checklist> {
    let drawn = (
        any_holder(),
        option::weighted(0.3, 1u32..25),
        option::weighted(0.3, select(CONDITIONS.to_vec())),
        any::<u16>(),
        vec(any::<Index>(), 0..3),
    );
    (vec(vec(drawn, 0..5), 1..6), any::<Index>()).prop_map(|(drawn, go_live)| {
        let ranks: Vec<(u16, String)> = drawn
            .iter()
            .enumerate()
            .flat_map(|(at, milestone)| {
                milestone.iter().enumerate().map(move |(place, it)| (it.3, format!("r-{at}-{place}")))
            })
            .collect();
        let milestones = drawn.into_iter().enumerate().map(|(at, milestone)| {
            let requirements = milestone.into_iter().enumerate();
            requirements
                .map(|(place, (holder, valid_months, condition, rank, waits))| {
                    let own = (rank, format!("r-{at}-{place}"));
                    let earlier: Vec<&String> =
                        ranks.iter().filter(|other| **other < own).map(|(_, key)| key).collect();
                    let after = waits.iter().filter(|_| !earlier.is_empty());
                    Requirement {
                        holder,
                        valid_months,
                        applies_when: condition.map(str::to_owned),
                        after: after.map(|one| (*one.get(&earlier)).clone()).collect(),
                        ..requirement(&own.1)
                    }
                })
                .collect()
        });
        let mut checklist = checklist(milestones.collect());
        checklist.go_live = 1 + i32::try_from(go_live.index(checklist.milestones.len())).unwrap();
        checklist
    })
}

/// A record as the transitions can leave it, more often good than not.
fn any_record() -> impl Strategy<Value = Record> {
    let state = prop_oneof![
        1 => Just(State::Open),
        1 => Just(State::Submitted),
        1 => Just(State::Returned),
        7 => Just(State::Confirmed),
        2 => Just(State::NotApplicable),
    ];
    let renewed = option::weighted(0.3, (0u64..60, any::<bool>()));
    (state, any_holder(), any_day(), option::weighted(0.3, 0u64..600), renewed).prop_map(
        |(state, holder, holder_since, valid_for, renewed)| {
            let valid_until =
                valid_for.filter(|_| state != State::Open).map(|days| later(holder_since, days));
            let renewed = renewed.filter(|_| state == State::Confirmed).zip(valid_until);
            Record {
                state,
                holder,
                holder_since,
                evidence: (state != State::Open).then(a_link),
                valid_until,
                return_reasons: Vec::from_iter(
                    (state == State::Returned).then_some(ReturnReason::Incomplete),
                ),
                note: None,
                renewal: renewed.map(|((days, waits), last)| renewal(last - Days::new(days), waits)),
            }
        },
    )
}

fn any_mark(length: i32) -> impl Strategy<Value = Mark> {
    let kind = select(vec![MarkKind::Reported, MarkKind::Confirmed]);
    (1..=length, kind, option::of(any_day()), option::of(any_day())).prop_map(
        |(position, kind, reached_on, agreed_on)| {
            let agreed_on = agreed_on.filter(|_| kind == MarkKind::Confirmed);
            Mark { reached_on, agreed_on, ..mark(position, kind) }
        },
    )
}

fn any_suspension() -> impl Strategy<Value = Suspension> {
    (any_day(), 0u64..90).prop_map(|(since, days)| Suspension {
        since,
        reason: "a flood".to_owned(),
        expected_return: later(since, days),
    })
}

/// Outages that touch some of these requirements of the programme `p`.
fn any_outages(keys: Vec<String>) -> impl Strategy<Value = Vec<Outage>> {
    let touched = vec(any::<bool>(), keys.len());
    let outage = (any_day(), option::of(0u64..60), touched).prop_map(move |(begins_on, days, touched)| {
        let of = keys.iter().zip(touched).filter(|(_, touched)| *touched);
        Outage {
            title: "register".to_owned(),
            title_en: None,
            holder: Holder::State,
            begins_on,
            ends_on: days.map(|days| later(begins_on, days)),
            requirements: of.map(|(key, _)| format!("p:{key}")).collect(),
            services: Vec::new(),
        }
    });
    vec(outage, 0..2)
}

fn any_circumstance() -> impl Strategy<Value = Circumstance> {
    (any::<bool>(), option::of(any_day())).prop_map(|(holds, since)| Circumstance { holds, since })
}

/// Progress on the checklist: marks or none, and either nothing known of the
/// requirements or anything of each.
fn any_progress(checklist: &Checklist) -> impl Strategy<Value = Progress> + use<> {
    let keys: Vec<String> = checklist.requirements().map(|one| one.key.clone()).collect();
    let conditions = vec(option::of(any_circumstance()), CONDITIONS.len());
    let records = vec(option::weighted(0.9, any_record()), keys.len());
    let marks = vec(any_mark(checklist.length()), 0..4);
    let suspension = option::weighted(0.3, any_suspension());
    let outages = any_outages(keys.clone());
    (option::weighted(0.8, any_day()), records, marks, suspension, conditions, outages).prop_map(
        move |(opened_on, records, marks, suspension, conditions, outages)| {
            let known = CONDITIONS.iter().zip(conditions);
            let records: BTreeMap<String, Record> = keys
                .iter()
                .zip(records)
                .filter(|_| opened_on.is_some())
                .filter_map(|(key, record)| Some((key.clone(), record?)))
                .collect();
            Progress {
                opened_on,
                records,
                marks,
                taken_back: Vec::new(),
                suspension,
                conditions: known.filter_map(|(key, holds)| Some(((*key).to_owned(), holds?))).collect(),
                outages,
                programme: "p".to_owned(),
            }
        },
    )
}

/// A checklist and progress on it.
fn any_onboarding() -> impl Strategy<Value = (Checklist, Progress)> {
    any_checklist().prop_flat_map(|checklist| {
        let progress = any_progress(&checklist);
        (Just(checklist), progress)
    })
}
