//! Each area is that of the district it is called by.

use serde_json::{Value, json};

use super::super::model::{Refusal, prepare};
use super::{feature, file, places, refused, square};

fn exchange(features: &mut [Value], one: usize, other: usize) {
    let properties = features[one]["properties"].take();
    features[one]["properties"] = features[other]["properties"].take();
    features[other]["properties"] = properties;
}

#[test]
fn exchanged_names_are_refused() {
    // Neighbours, and three in a circle.
    for pairs in [vec![(7, 8)], vec![(2, 9), (9, 8)]] {
        let why = refused(|of| pairs.iter().for_each(|(one, other)| exchange(of, *one, *other)));
        assert!(matches!(why, Refusal::Exchanged { .. }), "{why}");
    }
    let why = refused(|of| exchange(of, 7, 8));
    assert!(matches!(&why, Refusal::Exchanged { name, found, .. } if name == "Поле 8" && found == "Поле 9"));
    // From one end to the other.
    let why = refused(|of| exchange(of, 0, 23));
    assert!(matches!(why, Refusal::Elsewhere { .. }), "{why}");
}

#[test]
fn a_code_and_a_name_of_different_districts_are_refused() {
    let mut of = places();
    for (number, place) in of.iter_mut().enumerate() {
        place.code = format!("68134-{:02}", number + 1);
    }
    let refused = |properties: Value| {
        let mut features: Vec<Value> =
            of.iter().enumerate().map(|(at, one)| feature(json!({"code": one.code}), square(at))).collect();
        features[2]["properties"] = properties;
        prepare(&file(&features), &of).map(|_| ())
    };
    let name = "Поле 3";
    assert_eq!(refused(json!({"code": "68134-03", "name": name})), Ok(()));
    assert_eq!(refused(json!({"code": 6_813_403, "id": 9, "name": name})), Ok(()));
    for code in [json!("68134-09"), json!("6813409"), json!(6_813_409)] {
        let why = refused(json!({"code": code, "name": name})).unwrap_err();
        assert!(matches!(why, Refusal::Ambiguous { number: 3, .. }), "{why}");
    }
}

#[test]
fn a_district_lies_around_its_middle() {
    // Its eastern edge alone; what is left belongs to the one on its left.
    let why = refused(|of| {
        let west = [[23.0, 42.55], [23.09, 42.55], [23.09, 42.6], [23.0, 42.6], [23.0, 42.55]];
        let east = [[23.09, 42.55], [23.1, 42.55], [23.1, 42.6], [23.09, 42.6], [23.09, 42.55]];
        of[6]["geometry"]["coordinates"] = json!([west]);
        of[7]["geometry"]["coordinates"] = json!([east]);
    });
    assert!(matches!(&why, Refusal::Exchanged { name, .. } if name == "Поле 8"), "{why}");
    // The edge of the map: what is left belongs to nobody.
    let why = refused(|of| {
        of[0]["geometry"]["coordinates"] =
            json!([[[23.04, 42.5], [23.05, 42.5], [23.05, 42.55], [23.04, 42.55], [23.04, 42.5]]]);
    });
    assert!(matches!(&why, Refusal::NotAround { name, .. } if name == "Поле 1"), "{why}");
}

#[test]
fn islands_are_no_map() {
    // Each square half as wide, so that none touches another and nothing is enclosed.
    let why = refused(|of| {
        for (number, place) in places().iter().enumerate() {
            let half = |[x, y]: [f64; 2]| [(x + place.longitude) / 2.0, (y + place.latitude) / 2.0];
            let small: Vec<_> = square(number).into_iter().map(half).collect();
            of[number]["geometry"]["coordinates"] = json!([small]);
        }
    });
    assert!(matches!(why, Refusal::Apart { found: 0, known: 38, .. }), "{why}");
    // One island among 24 districts may be right.
    let mut features = super::squares();
    let away = [[23.005, 42.505], [23.045, 42.505], [23.045, 42.545], [23.005, 42.545], [23.005, 42.505]];
    features[0]["geometry"]["coordinates"] = json!([away]);
    assert!(prepare(&file(&features), &places()).is_ok());
}
