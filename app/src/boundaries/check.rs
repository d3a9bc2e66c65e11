//! Whether areas make a map: no border crosses itself, no two districts overlap,
//! nothing between them belongs to nobody.

use std::f64::consts::PI;

use geo::{
    Area as _, BooleanOps, BoundingRect, Centroid, Coord, Intersects, Line, LineIntersection, MapCoords,
    MultiPolygon, Polygon, line_intersection::line_intersection, unary_union,
};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::model::{Area, At, Refusal, TOLERANCE, rings};

/// The mean radius of the earth, in metres.
const EARTH: f64 = 6_371_008.8;
/// The parallel on which the projection is true: through the middle of Sofia.
const TRUE_AT: f64 = 42.7;
/// So many pairs of sides are compared at most.
const MOST_PAIRS: usize = 5_000_000;

/// A side of a ring: of which district, of which ring, where in it.
type Side = GeomWithData<Rectangle<[f64; 2]>, (usize, usize, usize)>;

/// From degrees to metres by Lambert's cylindrical equal-area projection, true
/// at Sofia: areas are kept, and distances nearly.
#[must_use]
pub fn project(area: &Area) -> Area {
    let scale = TRUE_AT.to_radians().cos();
    let polygons = area.polygons.map_coords(|Coord { x, y }| Coord {
        x: EARTH * x * PI / 180.0 * scale,
        y: EARTH * y.to_radians().sin() / scale,
    });
    Area { polygons, ..area.clone() }
}

/// The place of a projected point, in degrees.
#[must_use]
pub fn place(point: Coord) -> At {
    let scale = TRUE_AT.to_radians().cos();
    let latitude = (point.y * scale / EARTH).clamp(-1.0, 1.0).asin().to_degrees();
    At(Coord { x: (point.x / EARTH / scale).to_degrees(), y: latitude })
}

/// Back from metres to degrees, to a millionth of one.
#[must_use]
pub fn unproject(area: &Area) -> Area {
    let millionths = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let polygons = area.polygons.map_coords(|point| {
        let At(Coord { x, y }) = place(point);
        Coord { x: millionths(x), y: millionths(y) }
    });
    Area { polygons, ..area.clone() }
}

/// Checks projected areas.
///
/// # Errors
/// [`Refusal`] with the districts and the place.
pub fn check(areas: &[Area]) -> Result<(), Refusal> {
    check_crossings(areas)?;
    check_nesting(areas)?;
    check_overlaps(areas)?;
    check_gaps(areas)
}

/// No border crosses or touches itself but where its sides follow one another.
///
/// # Errors
/// [`Refusal::SelfCrossing`], [`Refusal::Entangled`].
pub fn check_crossings(areas: &[Area]) -> Result<(), Refusal> {
    let mut pairs = 0;
    for area in areas {
        let outline: Vec<Vec<Line>> =
            area.polygons.0.iter().flat_map(rings).map(|ring| ring.lines().collect()).collect();
        let sides: Vec<Side> = outline
            .iter()
            .enumerate()
            .flat_map(|(ring, lines)| {
                lines.iter().enumerate().map(move |(at, line)| {
                    let corners = ([line.start.x, line.start.y], [line.end.x, line.end.y]);
                    Side::new(Rectangle::from_corners(corners.0, corners.1), (0, ring, at))
                })
            })
            .collect();
        let tree = RTree::bulk_load(sides);
        for (ring, lines) in outline.iter().enumerate() {
            for (at, line) in lines.iter().enumerate() {
                let box_of = AABB::from_corners([line.start.x, line.start.y], [line.end.x, line.end.y]);
                for side in tree.locate_in_envelope_intersecting(&box_of) {
                    let (_, other_ring, other_at) = side.data;
                    if (other_ring, other_at) <= (ring, at) {
                        continue;
                    }
                    pairs += 1;
                    if pairs > MOST_PAIRS {
                        return Err(Refusal::Entangled);
                    }
                    let Some(other) = outline.get(other_ring).and_then(|lines| lines.get(other_at)) else {
                        continue;
                    };
                    let follow = ring == other_ring
                        && (other_at == at + 1 || (at == 0 && other_at + 1 == lines.len()));
                    if let Some(met) = meet(*line, *other, follow) {
                        return Err(Refusal::SelfCrossing { name: area.name.clone(), at: place(met) });
                    }
                }
            }
        }
    }
    Ok(())
}

/// Where two sides of one district meet that should not. Those that follow one
/// another share a corner and no more.
fn meet(one: Line, other: Line, follow: bool) -> Option<Coord> {
    match line_intersection(one, other)? {
        LineIntersection::SinglePoint { intersection, .. } => (!follow).then_some(intersection),
        LineIntersection::Collinear { intersection } => Some(intersection.start),
    }
}

/// Holes lie inside their outer rings and beside one another, parts lie apart: then
/// a district is as large as its rings say.
fn check_nesting(areas: &[Area]) -> Result<(), Refusal> {
    for area in areas {
        let covered = unary_union(&area.polygons.0).unsigned_area();
        let metres = (covered - area.polygons.unsigned_area()).abs();
        if metres > TOLERANCE {
            return Err(Refusal::Nested { name: area.name.clone(), km2: metres / 1e6 });
        }
    }
    Ok(())
}

fn check_overlaps(areas: &[Area]) -> Result<(), Refusal> {
    for (number, one) in areas.iter().enumerate() {
        for other in areas.iter().skip(number + 1) {
            let (Some(first), Some(second)) = (one.polygons.bounding_rect(), other.polygons.bounding_rect())
            else {
                continue;
            };
            if !first.intersects(&second) {
                continue;
            }
            let shared = one.polygons.intersection(&other.polygons);
            if let Some((km2, at)) = largest(&shared) {
                let (one, other) = (one.name.clone(), other.name.clone());
                return Err(Refusal::Overlap { one, other, km2, at });
            }
        }
    }
    Ok(())
}

fn check_gaps(areas: &[Area]) -> Result<(), Refusal> {
    let whole = unary_union(areas.iter().map(|area| &area.polygons));
    let holes = whole.0.iter().flat_map(Polygon::interiors);
    let holes = MultiPolygon(holes.map(|ring| Polygon::new(ring.clone(), Vec::new())).collect());
    // A hole of one district that another fills is none of the whole.
    let Some((km2, at)) = largest(&holes) else { return Ok(()) };
    let beside = areas.iter().find(|area| holes.0.iter().any(|hole| hole.intersects(&area.polygons)));
    Err(Refusal::Gap { name: beside.map(|area| area.name.clone()).unwrap_or_default(), km2, at })
}

/// The largest part, in square kilometres, with its place; nothing where all
/// parts together are within the tolerance.
fn largest(parts: &MultiPolygon) -> Option<(f64, At)> {
    if parts.unsigned_area() <= TOLERANCE {
        return None;
    }
    let part = parts.0.iter().max_by(|one, other| one.unsigned_area().total_cmp(&other.unsigned_area()))?;
    Some((parts.unsigned_area() / 1e6, place(part.centroid()?.into())))
}
