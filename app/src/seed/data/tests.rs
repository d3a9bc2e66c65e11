use crate::programme::model::Holder;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use super::*;

const FILES: [(&str, &str); 6] = [
    (DISTRICTS, include_str!("districts.json")),
    (UNIFIED_MODEL, include_str!("programmes/unified-model.json")),
    (MOVING, include_str!("programmes/moving.json")),
    (SERVICES, include_str!("services.json")),
    (LIFE_EVENTS, include_str!("life-events.json")),
    (HISTORY, include_str!("history.json")),
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn all() -> Facts {
    facts().unwrap_or_else(|error| panic!("{error}"))
}

fn messages(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn the_districts_are_the_24_of_sofia() {
    let file = all().districts;
    assert_eq!(file.districts.len(), 24);
    let borders: usize = file.districts.iter().map(|d| d.neighbours.len()).sum();
    assert_eq!(borders, 2 * 60);
    let residents: u32 = file.districts.iter().map(|d| d.population_2011).sum();
    assert_eq!(residents, 1_291_591);
    assert_eq!(residents, file.municipality.population_2011);
    assert_eq!(file.find("bankya").map(|d| d.number), Some(24));
    assert!(file.districts.is_sorted_by_key(|d| d.number));
}

#[test]
fn the_checklists_have_their_known_size() {
    let size = |p: &Programme| (p.milestones.len(), p.requirements().count());
    let programmes = all().programmes;
    let sizes: Vec<_> = programmes.iter().map(|p| (p.key.as_str(), size(p))).collect();
    assert_eq!(sizes, [("unified-model", (8, 26)), ("moving", (5, 13))]);
    assert!(programmes.iter().all(|p| p.go_live_milestone == "launch"));
}

#[test]
fn the_owner_and_the_state_holder_change_in_2022() {
    let programmes = all().programmes;
    let model = &programmes[0];
    let bodies = |on| {
        let owner = model.owner_on(day(on)).unwrap();
        let state = model.holder_on(Holder::State, day(on)).unwrap();
        (owner.body.en.as_str(), state.name.en.as_str())
    };
    let (agency, ministry) = ("State e-Government Agency", "Ministry of Electronic Governance");
    assert_eq!(bodies("2022-02-21"), (agency, agency));
    assert_eq!(bodies("2022-02-22"), (ministry, ministry));
}

#[test]
fn services_and_life_events_have_their_known_size() {
    let facts = all();
    assert_eq!(facts.services.services.len(), 15);
    assert_eq!(facts.life_events.life_events.len(), 6);
    let steps = facts.life_events.life_events.iter().flat_map(|e| &e.steps);
    let two_ended: Vec<_> = steps.filter(|s| s.two_ended).map(|s| s.service).collect();
    assert_eq!(two_ended, [2107, 2079]);
    let phases = &facts.life_events.designs[0].history;
    assert_eq!(phases[0].from.first_day(), day("2020-03-01"));
    assert!(phases[2].from_at_latest && phases[2].until.is_none());
}

#[test]
fn what_is_reported_is_what_the_sources_say() {
    let facts = all();
    let marks: Vec<_> = facts
        .history
        .reported
        .iter()
        .map(|m| (m.milestone.as_str(), m.extent, m.effective_on, m.districts.len()))
        .collect();
    assert_eq!(
        marks,
        [
            ("launch", Extent::Reached, Some(day("2020-09-06")), 4),
            ("pilot", Extent::TakingPart, None, 1),
            ("pilot", Extent::Announced, None, 3),
        ]
    );
    for programme in &facts.programmes {
        let pilots: BTreeSet<_> = programme.pilots.iter().flat_map(|p| &p.districts).collect();
        let of_programme = |m: &&ReportedMark| m.programme == programme.key;
        let marks = facts.history.reported.iter().filter(of_programme);
        assert!(marks.clone().all(|m| m.effective_on.is_none_or(|d| d >= programme.starts_on.date)));
        assert_eq!(marks.flat_map(|m| &m.districts).collect::<BTreeSet<_>>(), pilots);
    }
    assert!(facts.history.facts.is_sorted_by_key(|fact| fact.date));
}

/// The BULSTAT rule: weighted sum modulo 11, second weights when it gives 10.
fn check_digit(digits: &[u32], first: &[u32], second: &[u32]) -> u32 {
    let remainder = |weights: &[u32]| {
        let products = digits.iter().zip(weights).map(|(digit, weight)| digit * weight);
        products.sum::<u32>() % 11
    };
    match remainder(first) {
        10 => remainder(second) % 10,
        digit => digit,
    }
}

#[test]
fn every_eik_passes_both_check_digits() {
    for district in all().districts.districts {
        let digits: Vec<u32> = district.eik.chars().filter_map(|c| c.to_digit(10)).collect();
        let ninth = check_digit(&digits[..8], &[1, 2, 3, 4, 5, 6, 7, 8], &[3, 4, 5, 6, 7, 8, 9, 10]);
        let last = check_digit(&digits[8..12], &[2, 7, 3, 5], &[4, 9, 5, 7]);
        assert_eq!((digits[8], digits[12]), (ninth, last), "{}", district.slug);
    }
}

#[test]
fn every_field_of_a_district_names_its_source() {
    let file: Value = serde_json::from_str(FILES[0].1).unwrap();
    let groups = all().districts.field_sources;
    let covered: Vec<String> = groups.into_iter().flat_map(|group| group.fields).collect();
    let named = |field: &str| covered.iter().any(|c| c.split(".bg").next() == Some(field));
    for field in file["districts"][0].as_object().unwrap().keys() {
        assert!(named(field), "{field}");
    }
    for field in file["municipality"].as_object().unwrap().keys() {
        assert!(named(&format!("municipality.{field}")), "{field}");
    }
    assert!(covered.iter().any(|field| field == "name.en"));
}

fn walk(value: &Value, path: &str, seen: &mut dyn FnMut(&str, &Value)) {
    seen(path, value);
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| walk(inner, &format!("{path}.{key}"), seen)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, inner)| walk(inner, &format!("{path}[{n}]"), seen))
        }
        _ => {}
    }
}

#[test]
fn every_text_is_in_its_own_language() {
    let cyrillic = |text: &str| text.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    for (file, text) in FILES {
        let value: Value = serde_json::from_str(text).unwrap();
        walk(&value, file, &mut |path, value| {
            if let Some(bg) = value.get("bg").and_then(Value::as_str) {
                assert!(cyrillic(bg), "{path}: {bg}");
                let en = value["en"].as_str().unwrap();
                assert!(!en.trim().is_empty() && !cyrillic(en), "{path}: {en}");
                assert!([bg, en].iter().all(|t| t.trim() == *t), "{path}");
            }
        });
    }
}

#[test]
fn every_source_is_used_and_every_next_step_is_one_sentence() {
    for (file, text) in FILES {
        let value: Value = serde_json::from_str(text).unwrap();
        let mut used = BTreeSet::new();
        walk(&value, "", &mut |path, value| {
            if let (true, Some(key)) = (path.contains(".source"), value.as_str()) {
                used.insert(key.to_owned());
            }
        });
        for key in value["sources"].as_object().unwrap().keys() {
            assert!(used.contains(key), "{file}: {key}");
        }
    }
    for requirement in all().programmes.iter().flat_map(Programme::requirements) {
        for sentence in [&requirement.next.bg, &requirement.next.en] {
            let ends = sentence.matches(". ").count() + usize::from(sentence.ends_with('.'));
            assert_eq!(ends, 1, "{sentence}");
        }
    }
}

#[test]
fn faults_name_the_file_and_the_key() {
    let mut facts = all();
    let list = &mut facts.districts.districts;
    list[0].slug = "Sredets".into();
    list[0].neighbours.remove(0);
    list[1].mosaic = list[2].mosaic[..1].to_vec();
    list.pop();
    let found = messages(&check::districts(&facts.districts));
    for expected in [
        "districts.json, districts: expected 24, found 23",
        "districts.json, Sredets slug: “Sredets” is not lower-case Latin letters and hyphens",
        "districts.json, vazrazhdane neighbours: “68134-01” does not name it in turn",
        "districts.json, vazrazhdane mosaic [8, 9]: appears more than once",
        "districts.json, lyulin neighbours: there is no district “68134-24”",
    ] {
        assert!(found.iter().any(|f| f == expected), "{expected}\n{found:#?}");
    }
    let found = messages(&check::facts(&facts));
    let expected = "history.json, reported moving pilot: there is no district “sredets”";
    assert!(found.iter().any(|f| f == expected), "{found:#?}");
}

#[test]
fn a_requirement_that_waits_for_itself_is_found() {
    let mut programme = all().programmes.remove(1);
    programme.go_live_milestone = "gone".into();
    programme.owners[0].until = Some(day("2022-01-01"));
    programme.milestones[1].requirements[0].after = vec!["variants".into()];
    programme.milestones[0].requirements[0].after = vec!["announced".into()];
    programme.milestones[3].requirements[0].after = vec!["nowhere".into()];
    let found = messages(&check::programme(MOVING, &programme));
    for expected in [
        "owners: the periods leave a gap or overlap",
        "go_live_milestone: there is no milestone “gone”",
        "requirement process-mapped: it waits for itself",
        "requirement mayor-order: it waits for “announced” of a later milestone",
        "requirement staff-trained: there is no requirement “nowhere”",
    ] {
        let expected = format!("programmes/moving.json, {expected}");
        assert!(found.contains(&expected), "{expected}\n{found:#?}");
    }
}

#[test]
fn an_unknown_field_is_an_error() {
    let text = r#"{ "bg": "а", "en": "a", "de": "a" }"#;
    let error = read::<Text>(SERVICES, text).unwrap_err().to_string();
    assert!(error.starts_with("reading services.json: unknown field `de`"), "{error}");
    assert!(serde_json::from_str::<Month>("\"2020-3\"").is_err());
}
