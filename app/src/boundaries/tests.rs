//! Invented squares, and everything that can be wrong with a file.

mod rings;
mod whose;

use geo::{Area as _, unary_union};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::check::{check, place, project};
use super::model::{Area, MAX_BYTES, MAX_POINTS, Place, Refusal, count_points, prepare};
use super::read::{folded, read};
use super::simplify::simplify;

const COLUMNS: usize = 6;
const SIDE: f64 = 0.05;

/// 24 places on a grid.
fn places() -> Vec<Place> {
    (0..24)
        .map(|number| Place {
            slug: format!("pole-{}", number + 1),
            code: format!("T{:02}", number + 1),
            name_bg: format!("Поле {}", number + 1),
            name_en: format!("Field {}", number + 1),
            longitude: 23.0 + (column(number) as f64 + 0.5) * SIDE,
            latitude: 42.5 + (row(number) as f64 + 0.5) * SIDE,
            area_km2: 22.7,
            neighbours: (0..24)
                .filter(|other| {
                    column(*other).abs_diff(column(number)) + row(*other).abs_diff(row(number)) == 1
                })
                .map(|other| format!("T{:02}", other + 1))
                .collect(),
        })
        .collect()
}

fn column(number: usize) -> usize {
    number % COLUMNS
}

fn row(number: usize) -> usize {
    number / COLUMNS
}

/// A corner of the grid.
fn corner(column: usize, row: usize) -> [f64; 2] {
    [23.0 + column as f64 * SIDE, 42.5 + row as f64 * SIDE]
}

/// The square of a place, closed, counter-clockwise.
fn square(number: usize) -> Vec<[f64; 2]> {
    let (x, y) = (column(number), row(number));
    [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)].map(|(x, y)| corner(x, y)).to_vec()
}

fn feature(properties: Value, ring: Vec<[f64; 2]>) -> Value {
    json!({"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}})
}

fn squares() -> Vec<Value> {
    let names = places().into_iter().map(|place| json!({"name": place.name_bg}));
    names.enumerate().map(|(number, name)| feature(name, square(number))).collect()
}

fn file(features: &[Value]) -> Vec<u8> {
    json!({"type": "FeatureCollection", "features": features}).to_string().into_bytes()
}

/// Why the squares are refused after a change to them.
fn refused(change: impl FnOnce(&mut Vec<Value>)) -> Refusal {
    let mut features = squares();
    change(&mut features);
    prepare(&file(&features), &places()).map(|(_, report)| report).unwrap_err()
}

fn ring(feature: &mut Value) -> &mut Value {
    &mut feature["geometry"]["coordinates"][0]
}

#[test]
fn squares_are_a_map() {
    let (areas, report) = prepare(&file(&squares()), &places()).unwrap();
    assert_eq!((areas.len(), report.points_before, report.points_after), (24, 96, 96));
    assert!(report.changed.0 < 1e-6, "{report:?}");
    // 0.05° by 0.05° at Sofia: 4.1 km by 5.56 km.
    assert!(report.registered.0 < 1.0, "{report:?}");
    for (area, place) in areas.iter().zip(places()) {
        assert_eq!((&area.slug, &area.name), (&place.slug, &place.name_bg));
    }
    assert_eq!(count_points(&areas), 96);
}

#[test]
fn districts_are_found_by_code_or_name_in_either_script() {
    for said in [
        "T07",
        "t07",
        "Поле 7",
        "ПОЛЕ  7",
        "район „Поле 7“",
        "pole 7",
        "Field 7",
        "Field 7 district",
        "pole-7",
    ] {
        let mut features = squares();
        features[6]["properties"] = json!({"id": 12, "note": "square", "title": said});
        let areas = read(&file(&features), &places()).unwrap();
        assert_eq!(areas[6].slug, "pole-7", "{said}");
    }
    assert_eq!(folded("Район „Овча купел“"), folded("Ovcha Kupel"));
    assert_eq!(folded("Връбница"), "vrabnitsa");
}

#[test]
fn what_is_wrong_is_named_with_district_and_place() {
    use Refusal as R;
    let name = |number: usize| format!("Поле {number}");
    let swapped = refused(|of| {
        let turned: Vec<_> = square(4).into_iter().map(|[x, y]| [y, x]).collect();
        *ring(&mut of[4]) = json!(turned);
    });
    assert!(matches!(&swapped, R::Elsewhere { name: of, .. } if *of == name(5)), "{swapped}");
    let metres = refused(|of| *ring(&mut of[4]) = json!([[320_000.0, 4_730_000.0], [1, 1], [2, 2], [0, 0]]));
    assert!(matches!(metres, R::OutOfRange { .. }), "{metres}");
    let open = refused(|of| drop(ring(&mut of[4]).as_array_mut().unwrap().pop()));
    assert!(matches!(open, R::NotClosed { .. }), "{open}");
    let flat = refused(|of| *ring(&mut of[4]) = json!([[23.2, 42.5], [23.25, 42.5], [23.2, 42.5]]));
    assert!(matches!(flat, R::TooFewCorners { .. }), "{flat}");
    let bow = refused(|of| ring(&mut of[7]).as_array_mut().unwrap().swap(1, 2));
    assert!(
        matches!(&bow, R::SelfCrossing { name: of, at } if *of == name(8) && (at.0.x - 23.075).abs() < 0.001),
        "{bow}"
    );
    let spike = refused(|of| ring(&mut of[7]).as_array_mut().unwrap().insert(1, json!([23.2, 42.55])));
    assert!(matches!(spike, R::SelfCrossing { .. }), "{spike}");
    let twice_round = refused(|of| {
        let mut round = square(7);
        round.extend(square(7).into_iter().skip(1));
        *ring(&mut of[7]) = json!(round);
    });
    assert!(matches!(twice_round, R::SelfCrossing { .. }), "{twice_round}");
    let overlap = refused(|of| ring(&mut of[7])[1][0] = json!(23.12));
    assert!(
        matches!(&overlap, R::Overlap { one, other, .. } if (one, other) == (&name(8), &name(9))),
        "{overlap}"
    );
    let gap = refused(|of| {
        for at in [0, 4] {
            ring(&mut of[7])[at] = json!([23.06, 42.56]);
        }
    });
    assert!(matches!(&gap, R::Gap { at, .. } if (at.0.x - 23.055).abs() < 0.01), "{gap}");
    assert_eq!(refused(|of| drop(of.remove(11))), R::Missing(vec![name(12)]));
    assert_eq!(refused(|of| of.push(feature(json!({"n": "T03"}), square(2)))), R::Twice { name: name(3) });
    let unknown = refused(|of| of[2]["properties"] = json!({"name": "Атлантида"}));
    assert_eq!(unknown, R::UnknownFeature { number: 3, said: "Атлантида".into() });
    let both = refused(|of| of[2]["properties"] = json!({"name": "Поле 3", "code": "T09"}));
    assert!(matches!(both, R::Ambiguous { number: 3, .. }), "{both}");
    let point = refused(|of| of[2]["geometry"] = json!({"type": "Point", "coordinates": [23, 42]}));
    assert_eq!(point, R::NotAnArea { name: name(3) });
    let none = refused(|of| of[2]["geometry"] = Value::Null);
    assert_eq!(none, R::NotAnArea { name: name(3) });
    let empty = refused(|of| of[2]["geometry"]["coordinates"] = json!([]));
    assert_eq!(empty, R::NotAnArea { name: name(3) });
    let numberless = refused(|of| ring(&mut of[2])[1] = json!([23.1]));
    assert!(matches!(numberless, R::NotAPosition { .. } | R::NotGeoJson(_)), "{numberless}");
}

#[test]
fn hostile_files_are_refused() {
    let refused = |bytes: &[u8]| prepare(bytes, &places()).map(|(_, report)| report).unwrap_err();
    for text in [
        "",
        "{",
        "null",
        "[]",
        "\u{feff}",
        "{\"type\":\"Feature\"}",
        "NaN",
        "\0",
        "{\"type\":\"FeatureCollection\"}",
    ] {
        let why = refused(text.as_bytes());
        assert!(matches!(why, Refusal::NotGeoJson(_) | Refusal::NotACollection), "{text}");
    }
    assert!(matches!(refused(b"\xff\xfe"), Refusal::NotGeoJson(_)));
    let nested = "[".repeat(1_000_000);
    assert!(matches!(refused(nested.as_bytes()), Refusal::NotGeoJson(_)));
    let deep = format!("{{\"type\":\"FeatureCollection\",\"features\":{nested}");
    assert!(matches!(refused(deep.as_bytes()), Refusal::NotGeoJson(_)));
    assert_eq!(refused(&vec![b' '; MAX_BYTES as usize + 1]), Refusal::TooLarge);
    for number in ["NaN", "1e999", "-1e999", "Infinity"] {
        let text = String::from_utf8(file(&squares())).unwrap().replacen("23.0", number, 1);
        assert!(matches!(refused(text.as_bytes()), Refusal::NotGeoJson(_)), "{number}");
    }
    let mut many = squares();
    let long: Vec<[f64; 2]> =
        (0..=MAX_POINTS).map(|at| [23.0 + at as f64 * 1e-7, 42.5]).chain([[23.0, 42.5]]).collect();
    *ring(&mut many[0]) = json!(long);
    assert_eq!(refused(&file(&many)), Refusal::TooManyPoints);
    // Thousands of sides across one another end at the first crossing.
    let mut star: Vec<[f64; 2]> = (0..20_000)
        .map(|at| {
            let angle = f64::from(at) * 2.4;
            [23.025 + 0.02 * angle.cos(), 42.525 + 0.02 * angle.sin()]
        })
        .collect();
    star.push(star[0]);
    *ring(&mut many[0]) = json!(star);
    assert!(matches!(refused(&file(&many)), Refusal::SelfCrossing { .. }));
}

/// The squares with bends along their sides, the same from both sides.
fn bent(bends: usize, by: f64) -> Vec<Area> {
    let side = |from: [f64; 2], to: [f64; 2]| -> Vec<[f64; 2]> {
        let turned = from > to;
        let (low, high) = if turned { (to, from) } else { (from, to) };
        let mut points: Vec<[f64; 2]> = (1..=bends)
            .map(|at| {
                let share = at as f64 / (bends + 1) as f64;
                let away = if at % 2 == 0 { by } else { -by };
                let [x, y] = [low[0] + (high[0] - low[0]) * share, low[1] + (high[1] - low[1]) * share];
                if low[0] == high[0] { [x + away, y] } else { [x, y + away] }
            })
            .collect();
        if turned {
            points.reverse();
        }
        points.insert(0, from);
        points
    };
    let features: Vec<Value> = places()
        .into_iter()
        .enumerate()
        .map(|(number, place)| {
            let square = square(number);
            let mut ring: Vec<[f64; 2]> = square.windows(2).flat_map(|pair| side(pair[0], pair[1])).collect();
            ring.push(square[0]);
            feature(json!({"code": place.code}), ring)
        })
        .collect();
    read(&file(&features), &places()).unwrap().iter().map(project).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn neighbours_share_their_border_after_simplifying(bends in 0usize..20, by in 0.0..0.0008) {
        let before = bent(bends, by);
        check(&before).unwrap();
        let (after, moved) = simplify(&before).unwrap();
        prop_assert!(count_points(&after) <= count_points(&before));
        // A bend of 0.0001° is 8 or 11 metres.
        if by < 0.0001 {
            prop_assert_eq!(count_points(&after), 96);
        }
        prop_assert!(moved > 0.0);
        // No sliver overlaps or belongs to nobody: the parts are the whole.
        let parts: f64 = after.iter().map(|area| area.polygons.unsigned_area()).sum();
        let whole = unary_union(after.iter().map(|area| &area.polygons));
        prop_assert!((parts - whole.unsigned_area()).abs() < 100.0, "{} {}", parts, whole.unsigned_area());
        prop_assert!(whole.0.iter().all(|part| part.interiors().is_empty()));
    }

    #[test]
    fn metres_lead_back_to_degrees(x in 23.0..23.6, y in 42.4..42.8) {
        let ring = vec![[x, y], [x + 0.1, y], [x, y + 0.1], [x, y]];
        let at = Place { longitude: x, latitude: y, ..places().remove(0) };
        let areas = read(&file(&[feature(json!({"code": "T01"}), ring)]), &[at]).unwrap();
        let back = place(project(&areas[0]).polygons.0[0].exterior().0[0]);
        prop_assert!((back.0.x - x).abs() < 1e-6 && (back.0.y - y).abs() < 1e-6);
    }

    #[test]
    fn no_bytes_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(prepare(&bytes, &places()).is_err());
    }

    #[test]
    fn no_corners_fail(corners in prop::collection::vec((22.9..23.4, 42.4..42.8), 0..40)) {
        let mut features = squares();
        let mut corners: Vec<[f64; 2]> = corners.into_iter().map(|(x, y)| [x, y]).collect();
        corners.extend(corners.first().copied());
        *ring(&mut features[0]) = json!(corners);
        // Refused or not, but answered.
        let _ = prepare(&file(&features), &places());
    }
}
