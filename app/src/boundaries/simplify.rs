//! Fewer corners. A border that two districts share is simplified once, so that
//! they still share it; where three meet stays where it is.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, LineString, MultiPolygon, Polygon, SimplifyIdx};

use super::check::check;
use super::model::{Area, Refusal};

/// By how many metres a border may move: less than a screen shows of a map that
/// is as wide as the city.
const TOLERANCE: f64 = 25.0;

/// A corner by its bits, so that equal ones are found.
type Key = (u64, u64);

/// What leads from one place where borders part to the next, by its corners.
type Arc = Vec<Key>;

/// The same projected areas with fewer corners, and by how much borders moved at
/// most. Where simplifying would make borders cross or part, they move less.
///
/// # Errors
/// [`Refusal::Entangled`].
pub fn simplify(areas: &[Area]) -> Result<(Vec<Area>, f64), Refusal> {
    let mut tolerance = TOLERANCE;
    while tolerance > 1.0 {
        let simple = simplify_by(areas, tolerance);
        match check(&simple) {
            Ok(()) => return Ok((simple, tolerance)),
            Err(Refusal::Entangled) => return Err(Refusal::Entangled),
            Err(_) => tolerance /= 2.0,
        }
    }
    Ok((areas.to_vec(), 0.0))
}

fn simplify_by(areas: &[Area], tolerance: f64) -> Vec<Area> {
    let junctions = junctions(areas);
    let mut known = BTreeMap::new();
    areas
        .iter()
        .map(|area| {
            let polygons = area.polygons.0.iter().map(|polygon| {
                let mut ring = |ring: &LineString| simplify_ring(ring, &junctions, tolerance, &mut known);
                let exterior = ring(polygon.exterior());
                Polygon::new(exterior, polygon.interiors().iter().map(ring).collect())
            });
            Area { polygons: MultiPolygon(polygons.collect()), ..area.clone() }
        })
        .collect()
}

/// Corners with more than two neighbours in all rings together.
fn junctions(areas: &[Area]) -> BTreeSet<Key> {
    let mut neighbours: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    for ring in areas.iter().flat_map(|area| area.polygons.0.iter()).flat_map(super::model::rings) {
        for line in ring.lines() {
            let (start, end) = (key(line.start), key(line.end));
            neighbours.entry(start).or_default().insert(end);
            neighbours.entry(end).or_default().insert(start);
        }
    }
    neighbours.into_iter().filter(|(_, of)| of.len() > 2).map(|(corner, _)| corner).collect()
}

fn simplify_ring(
    ring: &LineString,
    junctions: &BTreeSet<Key>,
    tolerance: f64,
    known: &mut BTreeMap<Arc, Arc>,
) -> LineString {
    let mut corners: Vec<Key> = ring.0.iter().map(|corner| key(*corner)).collect();
    corners.pop();
    // A ring with no junction begins at its least corner, in both districts.
    let starts = |corner: &Key| junctions.contains(corner);
    let begin = corners
        .iter()
        .position(starts)
        .or_else(|| corners.iter().enumerate().min_by_key(|(_, corner)| **corner).map(|(place, _)| place))
        .unwrap_or_default();
    corners.rotate_left(begin);
    corners.extend(corners.first().copied());
    let mut simple: Vec<Key> = Vec::new();
    let mut from = 0;
    for to in 1..corners.len() {
        let last = to + 1 == corners.len();
        let Some(corner) = corners.get(to) else { break };
        if last || starts(corner) {
            let arc = corners.get(from..=to).unwrap_or_default();
            simple.extend(simplify_arc(arc, tolerance, known).iter().skip(usize::from(!simple.is_empty())));
            from = to;
        }
    }
    // What would fall flat stays as it was.
    if simple.len() < 4 {
        return ring.clone();
    }
    LineString(simple.into_iter().map(corner).collect())
}

/// The arc in the direction it was asked for; simplified in one direction only.
fn simplify_arc(arc: &[Key], tolerance: f64, known: &mut BTreeMap<Arc, Arc>) -> Arc {
    let backward: Arc = arc.iter().rev().copied().collect();
    let turned = backward.as_slice() < arc;
    let canonical = if turned { backward } else { arc.to_vec() };
    let mut simple = known.entry(canonical).or_insert_with_key(|arc| reduce(arc, tolerance)).clone();
    if turned {
        simple.reverse();
    }
    simple
}

fn reduce(arc: &Arc, tolerance: f64) -> Arc {
    let line = |part: &[Key]| LineString(part.iter().map(|one| corner(*one)).collect());
    let kept = |part: &[Key]| -> Arc {
        line(part).simplify_idx(tolerance).into_iter().filter_map(|at| part.get(at).copied()).collect()
    };
    // A closed arc has no chord to measure from: its two halves have.
    if arc.first() == arc.last() {
        let (first, second) = (arc.get(..=arc.len() / 2), arc.get(arc.len() / 2..));
        let mut simple = kept(first.unwrap_or_default());
        simple.extend(kept(second.unwrap_or_default()).into_iter().skip(1));
        return simple;
    }
    kept(arc)
}

fn key(corner: Coord) -> Key {
    // Adding zero turns `-0` into `0`.
    ((corner.x + 0.0).to_bits(), (corner.y + 0.0).to_bits())
}

fn corner((x, y): Key) -> Coord {
    Coord { x: f64::from_bits(x), y: f64::from_bits(y) }
}
