//! Whether areas are those of the districts: what the register knows of each place
//! must be so on the map, too.

use geo::{Coord, Intersects, Line};
use rstar::RTree;

use super::model::{Area, At, Place, Refusal, rings};

/// Districts border on one another where they come as near as this, in metres: their
/// borders may have been drawn apart, and simplifying moves each by 25.
const NEAR: f64 = 100.0;
/// So many of the known borders must be there, in parts of three. Not all: districts
/// that just touch may be drawn not to.
const MOST_BORDERS: usize = 2;

/// The middle of each district, which the register has from another source, lies in
/// that district. Areas do not overlap, so this tells any two apart. Areas are in
/// degrees, in the order of the places.
///
/// # Errors
/// [`Refusal::Exchanged`], [`Refusal::NotAround`].
pub fn check_middles(areas: &[Area], places: &[Place]) -> Result<(), Refusal> {
    for (area, place) in areas.iter().zip(places) {
        let middle = Coord { x: place.longitude, y: place.latitude };
        if area.polygons.intersects(&middle) {
            continue;
        }
        let (name, at) = (area.name.clone(), At(middle));
        let found = areas.iter().find(|other| other.polygons.intersects(&middle));
        return Err(match found {
            Some(found) => Refusal::Exchanged { name, at, found: found.name.clone() },
            None => Refusal::NotAround { name, at },
        });
    }
    Ok(())
}

/// Districts that are known to border on one another mostly do. Areas are projected,
/// in the order of the places.
///
/// # Errors
/// [`Refusal::Apart`].
pub fn check_neighbours(areas: &[Area], places: &[Place]) -> Result<(), Refusal> {
    let borders: Vec<RTree<Line>> =
        areas.iter().map(|area| RTree::bulk_load(lines(area).collect())).collect();
    let (mut known, mut found, mut apart) = (0, 0, None);
    for (one, place) in places.iter().enumerate() {
        for (other, beside) in places.iter().enumerate().skip(one + 1) {
            let (Some(first), Some(second)) = (areas.get(one), areas.get(other)) else { continue };
            if !place.neighbours.contains(&beside.code) {
                continue;
            }
            known += 1;
            let near = |area: &Area, of: usize| borders.get(of).is_some_and(|of| comes_near(area, of));
            if near(first, other) || near(second, one) {
                found += 1;
            } else if apart.is_none() {
                apart = Some((first.name.clone(), second.name.clone()));
            }
        }
    }
    match apart {
        Some(apart) if 3 * found < MOST_BORDERS * known => Err(Refusal::Apart { found, known, apart }),
        _ => Ok(()),
    }
}

fn comes_near(area: &Area, border: &RTree<Line>) -> bool {
    lines(area).any(|line| border.locate_within_distance(line.start_point(), NEAR * NEAR).next().is_some())
}

fn lines(area: &Area) -> impl Iterator<Item = Line> {
    area.polygons.0.iter().flat_map(rings).flat_map(|ring| ring.lines())
}
