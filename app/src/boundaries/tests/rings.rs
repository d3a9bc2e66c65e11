//! Rings may be written in either direction; what they enclose does not depend on it.

use geo::Winding;
use serde_json::{Value, json};

use super::super::model::{Refusal, prepare};
use super::super::read::read;
use super::{feature, file, places, refused, ring, square, squares};

/// A square inside the first one, against the clock.
fn inner() -> Vec<[f64; 2]> {
    vec![[23.01, 42.51], [23.02, 42.51], [23.02, 42.52], [23.01, 42.52], [23.01, 42.51]]
}

fn turned(mut ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    ring.reverse();
    ring
}

fn turn(feature: &mut Value) {
    ring(feature).as_array_mut().unwrap().reverse();
}

#[test]
fn one_or_all_districts_may_be_written_with_the_clock() {
    let (as_written, _) = prepare(&file(&squares()), &places()).unwrap();
    // The eighth has neighbours on all sides.
    let mut one = squares();
    turn(&mut one[7]);
    let mut all = squares();
    all.iter_mut().for_each(turn);
    for features in [one, all] {
        let areas = read(&file(&features), &places()).unwrap();
        assert!(areas.iter().all(|area| area.polygons.0[0].exterior().is_ccw()));
        let (areas, report) = prepare(&file(&features), &places()).unwrap();
        assert_eq!((areas.len(), report.points_after), (as_written.len(), 96));
    }
}

#[test]
fn a_hole_is_a_hole_in_either_direction() {
    for hole in [inner(), turned(inner())] {
        // Filled by a part of another district it is none of the whole …
        let mut features = squares();
        let with_hole = json!([[square(0), hole.clone()]]);
        features[0]["geometry"] = json!({"type": "MultiPolygon", "coordinates": with_hole.clone()});
        let parts = json!([[square(1)], [turned(inner())]]);
        features[1]["geometry"] = json!({"type": "MultiPolygon", "coordinates": parts});
        prepare(&file(&features), &places()).unwrap();
        // … and filled by none, it belongs to nobody.
        let gap = refused(|of| of[0]["geometry"] = json!({"type": "MultiPolygon", "coordinates": with_hole}));
        assert!(matches!(&gap, Refusal::Gap { km2, .. } if (0.8..1.0).contains(km2)), "{gap}");
    }
}

#[test]
fn holes_outside_and_parts_inside_are_refused() {
    let nested = |coordinates: Value| {
        let why =
            refused(|of| of[0]["geometry"] = json!({"type": "MultiPolygon", "coordinates": coordinates}));
        assert!(matches!(&why, Refusal::Nested { name, .. } if name == "Поле 1"), "{why}");
    };
    let outside: Vec<_> = inner().into_iter().map(|[x, y]| [x + 0.1, y]).collect();
    nested(json!([[square(0), outside]]));
    nested(json!([[square(0)], [inner()]]));
    nested(json!([
        [square(0)],
        [square(0)
            .iter()
            .map(|[x, y]| [x - 0.002 * (x - 23.025), y - 0.002 * (y - 42.525)])
            .collect::<Vec<_>>()]
    ]));
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let with_mark = [b"\xef\xbb\xbf", file(&squares()).as_slice()].concat();
    assert_eq!(prepare(&with_mark, &places()), prepare(&file(&squares()), &places()));
}

#[test]
fn parts_far_away_are_refused() {
    let piece = |x: f64, y: f64| {
        let corners = [(0.0, 0.0), (0.001, 0.0), (0.001, 0.001), (0.0, 0.001), (0.0, 0.0)];
        corners.map(|(right, up)| [x + right, y + up])
    };
    let with = |x: f64, y: f64| {
        let parts = json!([[square(0)], [piece(x, y)]]);
        let mut features = squares();
        features[0] = feature(json!({"code": "T01"}), square(0));
        features[0]["geometry"] = json!({"type": "MultiPolygon", "coordinates": parts});
        prepare(&file(&features), &places()).map(|_| ())
    };
    assert_eq!(with(23.1, 42.48), Ok(()));
    // 43 km to the east, 39 to the north; six to the west, but outside of the municipality.
    for (x, y) in [(23.55, 42.525), (23.025, 42.88), (22.95, 42.525)] {
        assert!(matches!(with(x, y), Err(Refusal::Elsewhere { .. })), "{x}, {y}");
    }
}
