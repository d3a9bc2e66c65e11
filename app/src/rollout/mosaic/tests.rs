use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::letters::{hyphenated_lines, two_lines, width};
use super::*;

/// What a label keeps from the outline at least.
const CLEAR: f64 = 3.0;

/// A district's name in Bulgarian and in English, and its hexagons by column and row.
type District = (&'static str, &'static str, &'static [(i32, i32)]);

/// The 24 districts of Sofia.
#[rustfmt::skip]
const DISTRICTS: [District; 24] = [
    ("Средец", "Sredets", &[(10, 11), (10, 12), (10, 13), (11, 10), (11, 11), (11, 12), (11, 13), (12, 11), (12, 12)]),
    ("Красно село", "Krasno selo", &[(6, 11), (6, 12), (6, 13), (6, 14), (6, 15), (7, 11), (7, 12), (7, 13), (7, 14)]),
    ("Възраждане", "Vazrazhdane", &[(8, 9), (8, 10), (9, 7), (9, 8), (9, 9), (9, 10), (10, 8), (10, 9), (10, 10)]),
    ("Оборище", "Oborishte", &[(10, 7), (11, 7), (11, 8), (11, 9), (12, 7), (12, 8), (12, 9), (12, 10), (13, 10)]),
    ("Сердика", "Serdika", &[(10, 5), (10, 6), (11, 5), (11, 6), (12, 4), (12, 5), (12, 6), (13, 5), (13, 6), (14, 6), (15, 6)]),
    ("Подуяне", "Poduyane", &[(13, 7), (13, 8), (13, 9), (14, 7), (14, 8), (14, 9), (15, 7), (15, 8), (15, 9), (16, 8)]),
    ("Слатина", "Slatina", &[(13, 11), (14, 10), (14, 11), (15, 10), (15, 11), (15, 12), (15, 13), (15, 14), (16, 10), (16, 12)]),
    ("Изгрев", "Izgrev", &[(12, 13), (12, 14), (13, 12), (13, 13), (13, 14), (14, 12), (14, 13), (14, 14)]),
    ("Лозенец", "Lozenets", &[(9, 15), (9, 16), (9, 17), (10, 14), (10, 15), (10, 16), (10, 17), (11, 14), (11, 15), (11, 16)]),
    ("Триадица", "Triaditsa", &[(7, 15), (8, 11), (8, 12), (8, 13), (8, 14), (8, 15), (9, 11), (9, 12), (9, 13), (9, 14)]),
    ("Красна поляна", "Krasna polyana", &[(5, 9), (5, 10), (5, 11), (6, 8), (6, 9), (6, 10), (7, 8), (7, 9), (7, 10), (8, 8)]),
    ("Илинден", "Ilinden", &[(6, 5), (6, 7), (7, 5), (7, 6), (7, 7), (8, 5), (8, 6), (8, 7), (9, 6)]),
    ("Надежда", "Nadezhda", &[(8, 3), (8, 4), (9, 3), (9, 4), (9, 5), (10, 2), (10, 3), (10, 4), (11, 2), (11, 3), (11, 4)]),
    ("Искър", "Iskar", &[(16, 11), (16, 13), (16, 14), (16, 15), (17, 11), (17, 12), (17, 13), (17, 14), (17, 15), (18, 12), (18, 13), (18, 14)]),
    ("Младост", "Mladost", &[(13, 17), (13, 18), (13, 19), (14, 15), (14, 16), (14, 17), (14, 18), (15, 15), (15, 16), (16, 16)]),
    ("Студентски", "Studentski", &[(11, 17), (11, 18), (11, 19), (12, 15), (12, 16), (12, 17), (12, 18), (12, 19), (13, 15), (13, 16)]),
    ("Витоша", "Vitosha", &[(7, 16), (7, 17), (8, 16), (8, 17), (8, 18), (8, 19), (8, 20), (9, 18), (9, 19), (9, 20), (10, 18), (10, 19), (10, 20), (11, 20), (12, 20), (13, 20)]),
    ("Овча купел", "Ovcha kupel", &[(3, 11), (3, 12), (3, 13), (4, 10), (4, 11), (4, 12), (4, 13), (4, 14), (5, 12), (5, 13), (5, 14), (5, 15), (6, 16)]),
    ("Люлин", "Lyulin", &[(3, 7), (4, 5), (4, 6), (4, 7), (4, 8), (4, 9), (5, 5), (5, 6), (5, 7), (5, 8), (6, 6)]),
    ("Връбница", "Vrabnitsa", &[(6, 3), (6, 4), (7, 1), (7, 2), (7, 3), (7, 4), (8, 0), (8, 1), (8, 2), (9, 0), (9, 1), (9, 2), (10, 1)]),
    ("Нови Искър", "Novi Iskar", &[(11, 1), (12, 1), (12, 2), (12, 3), (13, 1), (13, 2), (13, 3), (13, 4), (14, 1), (14, 2), (14, 3), (14, 4), (14, 5), (15, 2), (15, 3), (15, 4), (15, 5), (16, 4)]),
    ("Кремиковци", "Kremikovtsi", &[(16, 6), (16, 7), (16, 9), (17, 7), (17, 8), (17, 9), (17, 10), (18, 7), (18, 8), (18, 9), (18, 10), (18, 11), (19, 8), (19, 9), (19, 10), (19, 11), (19, 12), (19, 13), (20, 10)]),
    ("Панчарево", "Pancharevo", &[(14, 19), (14, 20), (15, 17), (15, 18), (15, 19), (15, 20), (16, 17), (16, 18), (16, 19), (16, 20), (17, 16), (17, 17), (17, 18), (17, 19), (17, 20), (18, 15), (18, 16), (18, 18), (19, 14)]),
    ("Банкя", "Bankya", &[(0, 9), (1, 7), (1, 8), (1, 9), (1, 10), (1, 11), (2, 7), (2, 8), (2, 9), (2, 10), (2, 11), (3, 8), (3, 9), (3, 10)]),
];

#[derive(Clone, Copy)]
enum Language {
    Bulgarian,
    English,
}

/// Hexagons, name and widest status as a property test makes them up.
type Given = (Vec<(i32, i32)>, String, String);

/// A curve as it is read back from path data: from, control, to.
type Read = [Point; 3];

#[test]
fn outlines_are_closed_rings_around_all_hexagons() {
    for (region, shape) in regions().iter().zip(sofia(Language::Bulgarian).shapes) {
        assert_encloses(region);
        assert_eq!(read(&shape.path).len(), region.rings().len());
    }
}

#[test]
fn neighbours_follow_the_same_line() {
    let regions = regions();
    let borders = Borders::between(&regions);
    let corners: Vec<BTreeSet<_>> =
        regions.iter().map(|region| region.rings().into_iter().flatten().collect()).collect();
    let curves: Vec<BTreeSet<String>> = sofia(Language::Bulgarian)
        .shapes
        .iter()
        .map(|shape| read(&shape.path).concat().iter().map(unordered).collect())
        .collect();
    let mut neighbours = 0;
    for one in 0..regions.len() {
        for other in 0..one {
            let shared: Vec<_> = corners[one].intersection(&corners[other]).collect();
            let along = shared.iter().filter(|corner| !borders.is_junction(corner)).count();
            assert_eq!(curves[one].intersection(&curves[other]).count(), along);
            neighbours += usize::from(shared.len() > 1);
        }
    }
    // The 60 borders, and Izgrev and Mladost, which in truth touch at a point.
    assert_eq!(neighbours, 61);
}

#[test]
fn labels_stand_clear_of_the_outline() {
    for language in [Language::Bulgarian, Language::English] {
        for shape in sofia(language).shapes {
            let Label { x, lines, .. } = &shape.label;
            let (size, status_size) = (shape.label.font_size, shape.label.status_size);
            assert!((10..=15).contains(&size) && status_size >= 10);
            assert!((1..=2).contains(&lines.len()));
            assert_eq!(lines.len(), shape.label.baselines.len());
            let names = lines.iter().map(|line| (line.as_str(), size));
            let texts = names.chain([(language.widest_status(), status_size)]);
            let baselines = shape.label.baselines.iter();
            let baselines = baselines.chain([&shape.label.status_baseline]);
            for ((text, size), baseline) in texts.zip(baselines) {
                let size = f64::from(size);
                let half_width = width(text) * size / 2.0;
                let (top, bottom) = (baseline - 0.8 * size, baseline + 0.2 * size);
                let nearest = sampled(&shape.path)
                    .iter()
                    .flatten()
                    .map(|border| {
                        let beside = ((border.x - x).abs() - half_width).max(0.0);
                        let over = (top - border.y).max(border.y - bottom).max(0.0);
                        beside.hypot(over)
                    })
                    .fold(f64::INFINITY, f64::min);
                assert!(nearest >= CLEAR, "{text}: {nearest}");
                assert!(contains(&shape.path, *x, (top + bottom) / 2.0), "{text}");
            }
        }
    }
}

#[test]
fn only_a_name_that_fits_in_no_other_way_is_hyphenated() {
    let hyphenated = |language| -> Vec<String> {
        let shapes = sofia(language).shapes.into_iter();
        let lines = shapes.flat_map(|shape| shape.label.lines);
        lines.filter(|line| line.ends_with('-')).collect()
    };
    assert_eq!(hyphenated(Language::Bulgarian), ["Сту-"]);
    assert!(hyphenated(Language::English).is_empty());
}

#[test]
fn every_shape_has_room_for_a_large_mark() {
    for shape in sofia(Language::Bulgarian).shapes {
        let Point { x, y } = shape.compact;
        let points = sampled(&shape.path);
        let depth = points
            .iter()
            .flatten()
            .map(|border| border.distance(shape.compact))
            .fold(f64::INFINITY, f64::min);
        assert!(contains(&shape.path, x, y) && depth > 20.0, "{depth}");
    }
}

#[test]
fn shapes_are_the_same_in_every_language() {
    let (bulgarian, english) = (sofia(Language::Bulgarian), sofia(Language::English));
    assert_eq!(bulgarian.view_box, english.view_box);
    for (one, other) in bulgarian.shapes.iter().zip(&english.shapes) {
        assert_eq!((&one.path, one.compact), (&other.path, other.compact));
    }
}

#[test]
fn the_view_box_holds_every_point() {
    let mosaic = sofia(Language::Bulgarian);
    let (left, top, width, height) = mosaic.view_box;
    assert!((610.0..622.0).contains(&width), "{width}");
    for point in mosaic.shapes.iter().flat_map(|shape| sampled(&shape.path).concat()) {
        assert!((left + 5.0..left + width - 5.0).contains(&point.x));
        assert!((top + 5.0..top + height - 5.0).contains(&point.y));
    }
}

#[test]
fn a_hole_is_a_ring_of_its_own() {
    let around: Vec<Hex> =
        [(0, 0), (1, 0), (-1, 1), (1, 1), (0, 2), (1, 2)].map(|(column, row)| Hex { column, row }).to_vec();
    assert_encloses(&Region::of(&around));
    let mosaic = lay_out(&[(around, "Обръч", "")]);
    let shape = &mosaic.shapes[0];
    assert_eq!(read(&shape.path).len(), 2);
    assert!(contains(&shape.path, shape.compact.x, shape.compact.y));
}

#[test]
fn nothing_is_drawn_of_nothing() {
    assert_eq!(lay_out(&[]), Mosaic::default());
    let empty = lay_out(&[(Vec::new(), "Средец", "няма данни")]);
    assert_eq!(empty.shapes, [Shape::default()]);
}

#[test]
fn names_break_where_the_language_allows() {
    assert_eq!(two_lines("Красно село"), [["Красно", "село"]]);
    assert_eq!(two_lines("Изток-Запад"), [["Изток-", "Запад"]]);
    assert!(two_lines("Средец").is_empty() && two_lines(" - ").is_empty());
    assert_eq!(hyphenated_lines("Студентски"), [["Сту-", "дентски"], ["Студентс-", "ки"]]);
    assert_eq!(hyphenated_lines("Оборище"), [["Обо-", "рище"], ["Обори-", "ще"]]);
    assert_eq!(hyphenated_lines("Kremikovtsi"), [["Kre-", "mikovtsi"], ["Kremi-", "kovtsi"]]);
    assert!(hyphenated_lines("Vitosha").iter().all(|lines| lines[0] != "Vitos-"));
}

#[test]
fn widths_are_those_of_the_font() {
    assert_eq!(width(""), 0.0);
    assert_eq!(width("Аz -"), 0.579 + 0.470 + 0.205 + 0.487);
    assert_eq!(width("€"), 0.910);
}

proptest! {
    // Looking in vain for room takes longest, and most of these names have none.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_hexagons_are_drawn(
        districts in vec((vec((-4..5, -4..5), 0..16), ".{0,16}", ".{0,10}"), 0..4),
    ) {
        assert_drawn(&districts);
    }

    #[test]
    fn hexagons_may_lie_anywhere(
        hexagons in vec((any::<i32>(), any::<i32>()), 0..8),
        edge in prop::sample::select(vec![i32::MIN, i32::MAX]),
    ) {
        let ends = vec![(edge, edge), (0, 0), (!edge, edge)];
        assert_drawn(&[(hexagons, "Далече".into(), "?".into()), (ends, "Край".into(), "".into())]);
    }
}

impl Language {
    fn widest_status(self) -> &'static str {
        match self {
            Self::Bulgarian => "няма данни",
            Self::English => "no data",
        }
    }
}

fn sofia(language: Language) -> Mosaic {
    let districts: Vec<_> = DISTRICTS
        .iter()
        .map(|&(bulgarian, english, hexagons)| {
            let name = match language {
                Language::Bulgarian => bulgarian,
                Language::English => english,
            };
            (hexes(hexagons), name, language.widest_status())
        })
        .collect();
    lay_out(&districts)
}

fn regions() -> Vec<Region> {
    DISTRICTS.iter().map(|(.., hexagons)| Region::of(&hexes(hexagons))).collect()
}

fn hexes(hexagons: &[(i32, i32)]) -> Vec<Hex> {
    hexagons.iter().map(|&(column, row)| Hex { column, row }).collect()
}

fn assert_drawn(districts: &[Given]) {
    let districts: Vec<_> = districts
        .iter()
        .map(|(hexagons, name, status)| (hexes(hexagons), name.as_str(), status.as_str()))
        .collect();
    let mosaic = lay_out(&districts);
    assert_eq!(mosaic, lay_out(&districts));
    assert_eq!(mosaic.shapes.len(), districts.len());
    for (shape, (hexagons, ..)) in mosaic.shapes.iter().zip(&districts) {
        assert_encloses(&Region::of(hexagons));
        assert_eq!(read(&shape.path).is_empty(), hexagons.is_empty());
        assert_eq!(shape.label.lines.is_empty(), hexagons.is_empty());
    }
}

/// Rings go from corner to neighbouring corner back to where they began, and
/// the area inside, holes taken off, is that of the hexagons: six steps each.
fn assert_encloses(region: &Region) {
    let mut doubled = 0_i128;
    for ring in region.rings() {
        for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (right, down) = (to.0 - from.0, to.1 - from.1);
            assert!(matches!((right.abs(), down.abs()), (0, 2) | (1, 1)));
            let [from, to] = [from, to].map(|&(x, y)| (i128::from(x), i128::from(y)));
            doubled += from.0 * to.1 - to.0 * from.1;
        }
    }
    assert_eq!(doubled, 12 * region.centres().len() as i128);
}

/// The curves of each subpath. Panics on anything that this module would not
/// write: other commands, an open subpath, a negative zero.
fn read(path: &str) -> Vec<Vec<Read>> {
    let subpaths = path.split_terminator('Z');
    assert_eq!(subpaths.clone().count(), path.matches('M').count());
    subpaths.map(read_ring).collect()
}

fn read_ring(subpath: &str) -> Vec<Read> {
    let mut pen = Point::default();
    let mut curves = Vec::new();
    for (start, command) in subpath.char_indices().filter(|(_, next)| next.is_alphabetic()) {
        let arguments = &subpath[start + 1..];
        let end = arguments.find(char::is_alphabetic).unwrap_or(arguments.len());
        let points = read_points(&arguments[..end], pen);
        match (command, points.as_slice()) {
            ('M', &[to]) if start == 0 => pen = to,
            ('l', &[to]) => pen = to,
            ('q', &[control, to]) => {
                curves.push([pen, control, to]);
                pen = to;
            }
            unknown => panic!("{unknown:?}"),
        }
    }
    curves
}

fn read_points(arguments: &str, origin: Point) -> Vec<Point> {
    let lengths: Vec<f64> =
        arguments.replace('-', " -").split_whitespace().map(|length| length.parse().unwrap()).collect();
    assert!(lengths.iter().all(|length| *length != 0.0 || length.is_sign_positive()));
    assert_eq!(lengths.len() % 2, 0);
    lengths.chunks(2).map(|pair| (origin + Point { x: pair[0], y: pair[1] }).rounded()).collect()
}

/// The same text for a curve and for the same curve drawn from its other end.
fn unordered(&[from, control, to]: &Read) -> String {
    let [from, control, to] = [from, control, to].map(|Point { x, y }| format!("{x} {y}"));
    if from < to { format!("{from}, {control}, {to}") } else { format!("{to}, {control}, {from}") }
}

/// The outline as points at most half a unit apart.
fn sampled(path: &str) -> Vec<Vec<Point>> {
    let along = |from: Point, to: Point, share: f64| from * (1.0 - share) + to * share;
    let shares = || (0..40).map(|part| f64::from(part) / 40.0);
    let sample = |ring: Vec<Read>| {
        let mut points = Vec::new();
        for (index, &[from, control, to]) in ring.iter().enumerate() {
            let next = ring[(index + 1) % ring.len()][0];
            points.extend(
                shares().map(|share| along(along(from, control, share), along(control, to, share), share)),
            );
            points.extend(shares().map(|share| along(to, next, share)));
        }
        points
    };
    read(path).into_iter().map(sample).collect()
}

fn contains(path: &str, x: f64, y: f64) -> bool {
    let rings = sampled(path);
    let crossed = rings.iter().flat_map(|ring| {
        let sides = ring.iter().zip(ring.iter().cycle().skip(1));
        sides.filter(|(from, to)| (from.y > y) != (to.y > y) && from.x.min(to.x) > x)
    });
    crossed.count() % 2 == 1
}
