//! Shapes that are given as rings of corners, not as hexagons: true boundaries.

use super::labels::Ground;
use super::outline::{MARGIN, in_tenths, push_command, shares};
use super::{Mosaic, Point, Shape};

/// Half the side of the cells in which a place for a label is looked for.
const CELL: f64 = 12.0;
/// How far apart the points are that stand for a border.
const SPACING: f64 = 2.5;

/// Lays out districts given as closed rings, name and the widest status they may
/// show. A district with no room for its name and status has a label without lines.
pub fn lay_out_rings(districts: &[(Vec<Vec<Point>>, &str, &str)]) -> Mosaic {
    let shapes: Vec<Shape> = districts
        .iter()
        .map(|(rings, name, status)| {
            let ground = Ground::within(rings.iter().map(|ring| followed(ring)).collect(), cells(rings));
            let label = ground.fitting_label(name, status).unwrap_or_default();
            Shape { path: path(rings), label, compact: ground.deepest() }
        })
        .collect();
    let corners = districts.iter().flat_map(|(rings, ..)| rings.iter().flatten());
    let (low, high) = bounds(corners).unwrap_or_default();
    let view_box = (
        low.x.floor() - MARGIN,
        low.y.floor() - MARGIN,
        (high.x - low.x).ceil() + 2.0 * MARGIN,
        (high.y - low.y).ceil() + 2.0 * MARGIN,
    );
    Mosaic { view_box, shapes }
}

/// Path data in relative commands, in whole tenths.
fn path(rings: &[Vec<Point>]) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut pen = None;
        for to in ring.iter().map(|corner| in_tenths(*corner)) {
            match pen {
                None => push_command(&mut path, 'M', (0, 0), &[to]),
                Some(pen) if pen != to => push_command(&mut path, 'l', pen, &[to]),
                Some(_) => {}
            }
            pen = Some(to);
        }
        path.push('Z');
    }
    path
}

/// A ring as points that lie at most [`SPACING`] apart.
fn followed(ring: &[Point]) -> Vec<Point> {
    let sides = ring.iter().zip(ring.iter().cycle().skip(1));
    sides
        .flat_map(|(&from, &to)| {
            let along = move |share: f64| from * (1.0 - share) + to * share;
            shares(from.distance(to), SPACING).map(along)
        })
        .collect()
}

/// The middles of cells that together cover the rings.
fn cells(rings: &[Vec<Point>]) -> Vec<Point> {
    let Some((low, high)) = bounds(rings.iter().flatten()) else { return Vec::new() };
    let along = |from: f64, to: f64| {
        let count = ((to - from) / (2.0 * CELL)).ceil().clamp(1.0, 100.0) as u32;
        (0..count).map(move |place| from + (f64::from(place) + 0.5) * (to - from) / f64::from(count))
    };
    along(low.y, high.y).flat_map(|y| along(low.x, high.x).map(move |x| Point { x, y })).collect()
}

fn bounds<'a>(points: impl Iterator<Item = &'a Point>) -> Option<(Point, Point)> {
    points.fold(None, |whole, &point| {
        let (low, high) = whole.unwrap_or((point, point));
        let low = Point { x: low.x.min(point.x), y: low.y.min(point.y) };
        Some((low, Point { x: high.x.max(point.x), y: high.y.max(point.y) }))
    })
}
