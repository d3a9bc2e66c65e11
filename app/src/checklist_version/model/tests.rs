//! Properties of drafts and of their effect.

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::onboarding::model::{
    Circumstance, Evidence, EvidenceKind, Mark, MarkKind, Progress, Record, State,
};
use crate::programme::model::{Asked, EvidenceAsked, Holder, Milestone};

const MILESTONES: i32 = 4;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn words(text: &str) -> Bilingual {
    Bilingual { bg: text.to_owned(), en: text.to_owned() }
}

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

/// A checklist of the requirements `r-0`, `r-1`, … in these milestones (1 to 4).
fn checklist(drawn: &[(i32, bool)]) -> Checklist {
    let milestones = (1..=MILESTONES).map(|position| {
        let own = drawn.iter().enumerate().filter(|(_, (at, _))| *at == position);
        let requirements = own.map(|(number, (_, conditional))| Requirement {
            applies_when: conditional.then(|| "uses_regix".to_owned()),
            ..requirement(&format!("r-{number}"))
        });
        let requirements = requirements.collect();
        Milestone {
            key: format!("m-{position}"),
            position,
            name: words("m"),
            requirements,
            eased: Vec::new(),
        }
    });
    Checklist { version: 1, go_live: MILESTONES, milestones: milestones.collect() }
}

fn any_checklist() -> impl Strategy<Value = Checklist> {
    proptest::collection::vec((1..=MILESTONES, proptest::bool::weighted(0.2)), 1..12)
        .prop_map(|drawn| checklist(&drawn))
}

fn record(state: State, valid_for: Option<u64>) -> Record {
    Record {
        state,
        holder: Holder::Municipality,
        holder_since: today(),
        evidence: Some(Evidence { kind: EvidenceKind::Text, body: "e".to_owned() }),
        valid_until: valid_for.map(|days| today() - Days::new(5) + Days::new(days)),
        return_reasons: Vec::new(),
        note: Some("n".to_owned()),
        renewal: None,
    }
}

/// A district with records of `r-0` to `r-11`, mostly confirmed.
fn any_progress() -> impl Strategy<Value = Progress> {
    let state = prop_oneof![
        6 => Just(State::Confirmed),
        1 => Just(State::NotApplicable),
        1 => Just(State::Submitted),
        1 => Just(State::Open),
    ];
    let records = proptest::collection::vec(
        proptest::option::weighted(0.9, (state, proptest::option::weighted(0.2, 0u64..10))),
        12,
    );
    (records, 0..=MILESTONES, proptest::option::of(any::<bool>()), proptest::bool::weighted(0.9)).prop_map(
        |(records, marked, condition, opened)| Progress {
            opened_on: opened.then(today),
            records: records
                .into_iter()
                .enumerate()
                .filter_map(|(number, one)| {
                    one.map(|(state, days)| (format!("r-{number}"), record(state, days)))
                })
                .collect(),
            marks: (1..=marked)
                .map(|position| Mark {
                    position,
                    kind: MarkKind::Confirmed,
                    reached_on: Some(today()),
                    source: None,
                    agreed_on: None,
                    taken_back_on: None,
                })
                .collect(),
            conditions: condition
                .map(|holds| ("uses_regix".to_owned(), Circumstance { holds, since: None }))
                .into_iter()
                .collect(),
            ..Progress::default()
        },
    )
}

fn place(progress: Progress) -> Place {
    Place { slug: "a".to_owned(), name: words("a"), progress }
}

fn of_one(present: &Checklist, draft: &Checklist, progress: &Progress) -> PlaceEffect {
    effect(present, draft, &[place(progress.clone())], today()).places.remove(0)
}

fn without(checklist: &Checklist, key: &str) -> Checklist {
    let mut drafted = checklist.clone();
    for milestone in &mut drafted.milestones {
        milestone.requirements.retain(|one| one.key != key);
    }
    drafted
}

proptest! {
    #[test]
    fn an_identical_draft_has_no_effect(checklist in any_checklist(), progress in any_progress()) {
        prop_assert!(Changes::between(&checklist, &checklist).is_empty());
        prop_assert!(!of_one(&checklist, &checklist, &progress).is_any());
    }

    #[test]
    fn retiring_closes_no_gate_and_opens_nothing(checklist in any_checklist(), progress in any_progress(), which in 0usize..12) {
        let draft = without(&checklist, &format!("r-{which}"));
        let found = of_one(&checklist, &draft, &progress);
        prop_assert_eq!((found.opens, found.closes), (Vec::new(), Vec::new()));
    }

    #[test]
    fn adding_opens_no_gate_and_closes_those_it_says(checklist in any_checklist(), progress in any_progress(), milestone in 1..=MILESTONES) {
        let draft = with(&checklist, &format!("m-{milestone}"), requirement("new")).unwrap();
        let found = of_one(&checklist, &draft, &progress);
        for position in 1..=MILESTONES {
            let now = progress.gate(&checklist, position, today()).is_ok();
            let then = progress.gate(&draft, position, today()).is_ok();
            prop_assert!(now || !then);
            let closes = progress.opened_on.is_some() && now && !then;
            prop_assert_eq!(found.closes.contains(&position), closes);
            prop_assert_eq!(found.unmarked.contains(&position), closes && !progress.is_confirmed(position));
        }
        if progress.opened_on.is_some() {
            prop_assert_eq!(found.opens, [("new".to_owned(), None)]);
            // What was met stays met: one more is counted, none fewer is done.
            let (before, after) = (found.before.unwrap(), found.after.unwrap());
            prop_assert_eq!((after.met, after.of), (before.met, before.of + 1));
        }
    }

    #[test]
    fn records_carry_over_by_key(checklist in any_checklist(), progress in any_progress(), which in 0usize..12, to in 1..=MILESTONES) {
        let key = format!("r-{which}");
        let Some(old) = checklist.requirements().find(|one| one.key == key).cloned() else { return Ok(()) };
        // Another name in another milestone: the same requirement.
        let changed = Requirement { name: words("other"), ..old };
        let draft = with(&checklist, &format!("m-{to}"), changed.clone()).unwrap();
        prop_assert_eq!(draft.requirements().count(), checklist.requirements().count());
        let found = of_one(&checklist, &draft, &progress);
        prop_assert_eq!(found.opens, Vec::new());
        prop_assert_eq!(found.before, found.after);
    }

    #[test]
    fn no_draft_takes_a_mark_away(present in any_checklist(), draft in any_checklist(), progress in any_progress()) {
        let (before, after) = (progress.status(&present, today()), progress.status(&draft, today()));
        prop_assert_eq!(before.reached(), after.reached());
        prop_assert_eq!(before.is_live(), after.is_live());
    }

    #[test]
    fn a_cycle_is_found_exactly_when_there_is_one(waits in proptest::collection::vec(proptest::collection::vec(0usize..6, 0..3), 6)) {
        let mut drafted = checklist(&[(1, false); 6]);
        for (one, waits) in drafted.milestones[0].requirements.iter_mut().zip(&waits) {
            one.after = waits.iter().map(|other| format!("r-{other}")).collect();
        }
        // Reference: what can be reached from itself.
        let reaches = |from: usize| {
            let mut seen = BTreeSet::new();
            let mut next = waits[from].clone();
            while let Some(one) = next.pop() {
                if seen.insert(one) {
                    next.extend(&waits[one]);
                }
            }
            seen.contains(&from)
        };
        let cycle = find_cycle(&drafted);
        prop_assert_eq!(cycle.is_some(), (0..6).any(reaches));
        if let Some(path) = cycle {
            prop_assert!(path.len() >= 2);
            prop_assert_eq!(&path[0].key, &path.last().unwrap().key);
            for pair in path.windows(2) {
                prop_assert!(pair[0].after.contains(&pair[1].key));
            }
        }
    }

    #[test]
    fn a_key_is_good_and_new(name in "\\PC{0,60}", taken in proptest::collection::btree_set("[a-c]{1,2}", 0..5)) {
        let key = new_key(&words(&name), "requirement", &taken);
        prop_assert!(!taken.contains(&key) && !key.is_empty() && key.len() <= 50);
        prop_assert!(key.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-'));
    }
}

#[test]
fn the_circle_is_shown_by_its_names() {
    let mut drafted = checklist(&[(1, false), (1, false), (2, false)]);
    drafted.milestones[0].requirements[0].after = vec!["r-1".to_owned()];
    drafted.milestones[0].requirements[1].after = vec!["r-0".to_owned()];
    let path = ["r-0", "r-1", "r-0"].map(words).to_vec();
    assert_eq!(check_order(&drafted), Err(Rule::Cycle { path }));
    drafted.milestones[0].requirements[1].after = vec!["r-2".to_owned()];
    assert_eq!(check_order(&drafted), Err(Rule::WaitsForLater { requirement: words("r-2") }));
    drafted.milestones[0].requirements[1].after = Vec::new();
    assert_eq!(check_order(&drafted), Ok(()));
}

#[test]
fn the_effect_on_300_administrations_is_there_at_once() {
    let drawn: Vec<(i32, bool)> = (0..30).map(|number| (1 + number % MILESTONES, number % 7 == 0)).collect();
    let present = checklist(&drawn);
    let draft = with(&present, "m-2", requirement("new")).unwrap();
    let records = (0..30).map(|number| (format!("r-{number}"), record(State::Confirmed, None))).collect();
    let progress = Progress { opened_on: Some(today()), records, ..Progress::default() };
    let places = vec![place(progress); 300];
    let found = effect(&present, &draft, &places, today());
    assert_eq!(found.places.len(), 300);
    assert_eq!(found.closes, BTreeMap::from([(2, 300), (3, 300), (4, 300)]));
}

proptest! {
    /// For one district counts what applies to it, and nothing else.
    #[test]
    fn what_changes_for_a_district_applies_to_it(
        present in any_checklist(),
        next in any_checklist(),
        progress in any_progress(),
    ) {
        let found = Changes::for_district(&present, &next, |one| progress.applies(one));
        let all = Changes::between(&present, &next);
        let applying = |checklist: &Checklist| -> BTreeSet<String> {
            checklist.requirements().filter(|one| progress.applies(one)).map(|one| one.key.clone()).collect()
        };
        let (before, after) = (applying(&present), applying(&next));
        prop_assert_eq!(&found.added, &(&after - &before));
        prop_assert_eq!(&found.retired, &(&before - &after));
        let both: BTreeSet<String> = &before & &after;
        prop_assert_eq!(&found.changed, &(&all.changed & &both));
        // Whatever is called changed differs in something that can be named.
        for key in &all.changed {
            prop_assert!(!aspects(&present, &next, key).is_empty(), "{}", key);
        }
        for one in present.requirements().filter(|one| !all.changed.contains(&one.key)) {
            prop_assert_eq!(aspects(&present, &next, &one.key), []);
        }
    }
}

#[test]
fn each_aspect_is_told_by_itself() {
    let present = checklist(&[(1, false)]);
    let told = |change: &dyn Fn(&mut Requirement)| {
        let mut next = present.clone();
        change(&mut next.milestones[0].requirements[0]);
        aspects(&present, &next, "r-0")
    };
    assert_eq!(told(&|_| {}), []);
    assert_eq!(told(&|one| one.name = words("other")), [Aspect::Name]);
    assert_eq!(told(&|one| one.evidence = EvidenceAsked::Link), [Aspect::Evidence]);
    assert_eq!(told(&|one| one.holder = Holder::State), [Aspect::Holder]);
    assert_eq!(told(&|one| one.valid_months = Some(12)), [Aspect::Validity]);
    assert_eq!(told(&|one| one.applies_when = Some("x".to_owned())), [Aspect::Condition]);
    assert_eq!(told(&|one| one.after = vec!["r-1".to_owned()]), [Aspect::After]);
    assert_eq!(told(&|one| one.must_be_met_by = Some(today())), [Aspect::Due]);
    assert_eq!(told(&|one| one.next = words("other")), [Aspect::Explanation]);
    assert_eq!(aspects(&present, &checklist(&[(2, false)]), "r-0"), [Aspect::Milestone]);
    assert_eq!(aspects(&present, &present, "nowhere"), []);
}
