//! From hexagons to outlines. On the grid everything is counted in whole steps,
//! so rings close exactly; only drawing turns steps into lengths.

use std::collections::{BTreeMap, BTreeSet};

use super::{Hex, Point, tenths};

/// Half the width of a hexagon.
pub const STEP_X: f64 = 15.0;
/// Half the length of a side. A regular hexagon would have 8.66; with a whole
/// tenth, borders of the same form are the same text wherever they lie.
pub const STEP_Y: f64 = 8.7;

/// What is left free around the map.
pub const MARGIN: f64 = 6.0;
/// How often a border is drawn towards the middle of its own zigzag. Once leaves
/// waves beside which a long name has no room, three times loses the hexagons.
const SOFTENINGS: usize = 2;
/// Where three districts meet, this share of each side is rounded off: less than
/// elsewhere, for the page shows through what all three give up.
const JUNCTION_CUT: f64 = 0.25;

/// From the centre of a hexagon to its corners, clockwise from the top.
const CORNERS: [Node; 6] = [(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1)];
/// To the centre of the neighbour across the side that begins at each corner.
const NEIGHBOURS: [Node; 6] = [(1, -3), (2, 0), (1, 3), (-1, 3), (-2, 0), (-1, -3)];

/// A centre or corner of hexagons, in steps to the right and down.
pub type Node = (i64, i64);

/// The hexagons of one district, by their centres.
pub struct Region {
    centres: BTreeSet<Node>,
}

/// What an outline must know of the other districts.
pub struct Borders {
    /// Corners where three districts meet, or two and the open. They stay where
    /// they are, for there the lines on both sides of a border part.
    junctions: BTreeSet<Node>,
}

/// A drawn outline: closed rings, those around holes run the other way.
pub struct Outline {
    rings: Vec<Vec<Curve>>,
}

/// A rounded corner; straight lines join it to the corners before and after.
#[derive(Clone, Copy)]
struct Curve {
    from: Point,
    control: Point,
    to: Point,
}

impl Region {
    pub fn of(hexes: &[Hex]) -> Self {
        let centre = |hex: &Hex| {
            let row = i64::from(hex.row);
            (2 * i64::from(hex.column) + row.rem_euclid(2), 3 * row)
        };
        Self { centres: hexes.iter().map(centre).collect() }
    }

    pub fn centres(&self) -> Vec<Point> {
        self.centres.iter().map(|&node| place(node)).collect()
    }

    /// The corners of each ring, clockwise with the district on the right.
    /// At most two of the three hexagons around a corner are on one side, so
    /// only one side of a ring leaves it and following them cannot go astray.
    pub fn rings(&self) -> Vec<Vec<Node>> {
        let mut sides = BTreeMap::new();
        for &centre in &self.centres {
            let ends = CORNERS.iter().zip(CORNERS.iter().cycle().skip(1));
            for ((&from, &to), &neighbour) in ends.zip(&NEIGHBOURS) {
                if !self.centres.contains(&step(centre, neighbour)) {
                    sides.insert(step(centre, from), step(centre, to));
                }
            }
        }
        let mut rings = Vec::new();
        while let Some((first, mut corner)) = sides.pop_first() {
            let mut ring = vec![first];
            while let Some(next) = sides.remove(&corner) {
                ring.push(corner);
                corner = next;
            }
            rings.push(ring);
        }
        rings
    }

    pub fn outline(&self, borders: &Borders) -> Outline {
        Outline { rings: self.rings().iter().map(|ring| borders.draw(ring)).collect() }
    }
}

impl Borders {
    pub fn between(regions: &[Region]) -> Self {
        let mut owners: BTreeMap<Node, Vec<usize>> = BTreeMap::new();
        for (owner, region) in regions.iter().enumerate() {
            for &centre in &region.centres {
                for corner in CORNERS {
                    owners.entry(step(centre, corner)).or_default().push(owner);
                }
            }
        }
        owners.retain(|_, hexagons| {
            let open = usize::from(hexagons.len() < 3);
            hexagons.dedup();
            hexagons.len() + open >= 3
        });
        Self { junctions: owners.into_keys().collect() }
    }

    pub fn is_junction(&self, corner: &Node) -> bool {
        self.junctions.contains(corner)
    }

    /// Softens a ring and rounds its corners. What becomes of a corner depends
    /// on the corners before and after it in the same way, so the districts on
    /// both sides of a border, which run along it in opposite directions, get
    /// the same numbers to the last bit.
    fn draw(&self, ring: &[Node]) -> Vec<Curve> {
        let fixed: Vec<bool> = ring.iter().map(|corner| self.is_junction(corner)).collect();
        let mut corners: Vec<Point> = ring.iter().map(|&corner| place(corner)).collect();
        for _ in 0..SOFTENINGS {
            corners = with_both_neighbours(&corners)
                .zip(&fixed)
                .map(
                    |((before, corner, after), &fixed)| {
                        if fixed { corner } else { middle(corner, middle(before, after)) }
                    },
                )
                .collect();
        }
        with_both_neighbours(&corners)
            .zip(&fixed)
            .map(|((before, control, after), &fixed)| {
                let end = |neighbour| {
                    if fixed {
                        control * (1.0 - JUNCTION_CUT) + neighbour * JUNCTION_CUT
                    } else {
                        middle(control, neighbour)
                    }
                };
                Curve { from: end(before), control, to: end(after) }
            })
            .collect()
    }
}

impl Outline {
    /// Path data in relative commands. They lead in whole tenths from one rounded
    /// point to the next, so no error adds up along the way.
    pub fn to_path(&self) -> String {
        let mut path = String::new();
        for ring in &self.rings {
            let mut pen = None;
            for &Curve { from, control, to } in ring {
                let [from, control, to] = [from, control, to].map(in_tenths);
                match pen {
                    None => push_command(&mut path, 'M', (0, 0), &[from]),
                    Some(pen) if pen != from => push_command(&mut path, 'l', pen, &[from]),
                    Some(_) => {}
                }
                push_command(&mut path, 'q', from, &[control, to]);
                pen = Some(to);
            }
            path.push('Z');
        }
        path
    }

    /// The rings as points that lie at most `spacing` apart.
    pub fn points(&self, spacing: f64) -> Vec<Vec<Point>> {
        let sample = |ring: &Vec<Curve>| {
            let followed = ring.iter().zip(ring.iter().cycle().skip(1));
            followed
                .flat_map(|(curve, next)| {
                    let Curve { from, control, to } = *curve;
                    let bend = move |share| {
                        let (first, second) = (between(from, control, share), between(control, to, share));
                        between(first, second, share)
                    };
                    let line = move |share| between(to, next.from, share);
                    let length = from.distance(control) + control.distance(to);
                    shares(length, spacing).map(bend).chain(shares(to.distance(next.from), spacing).map(line))
                })
                .collect()
        };
        self.rings.iter().map(sample).collect()
    }
}

/// The rectangle around all outlines, widened to whole units.
pub fn view_box(outlines: &[Outline]) -> (f64, f64, f64, f64) {
    let mut points = outlines.iter().flat_map(|outline| outline.points(STEP_X).into_iter().flatten());
    let Some(first) = points.next() else {
        return (0.0, 0.0, 0.0, 0.0);
    };
    let (low, high) = points.fold((first, first), |(low, high), point| {
        (
            Point { x: low.x.min(point.x), y: low.y.min(point.y) },
            Point { x: high.x.max(point.x), y: high.y.max(point.y) },
        )
    });
    let (left, top) = ((low.x - MARGIN).floor(), (low.y - MARGIN).floor());
    let (right, bottom) = ((high.x + MARGIN).ceil(), (high.y + MARGIN).ceil());
    // Adding zero turns `-0` into `0`.
    (left + 0.0, top + 0.0, right - left, bottom - top)
}

fn step(node: Node, (right, down): Node) -> Node {
    (node.0 + right, node.1 + down)
}

fn place((right, down): Node) -> Point {
    Point { x: right as f64 * STEP_X, y: down as f64 * STEP_Y }
}

/// Each member of a ring between the one before and the one after it.
fn with_both_neighbours(ring: &[Point]) -> impl Iterator<Item = (Point, Point, Point)> {
    let before = ring.iter().cycle().skip(ring.len().saturating_sub(1));
    let after = ring.iter().cycle().skip(1);
    before.zip(ring).zip(after).map(|((&before, &point), &after)| (before, point, after))
}

/// Written as a sum so that it is the same number from both ends.
fn middle(one: Point, other: Point) -> Point {
    (one + other) * 0.5
}

fn between(start: Point, end: Point, share: f64) -> Point {
    start * (1.0 - share) + end * share
}

/// From 0 to just below 1 in equal parts, none of which is longer than `spacing`.
pub fn shares(length: f64, spacing: f64) -> impl Iterator<Item = f64> + use<> {
    let parts = (length / spacing).ceil() as u32;
    (0..parts).map(move |part| f64::from(part) / f64::from(parts))
}

pub fn in_tenths(point: Point) -> (i64, i64) {
    (tenths(point.x) as i64, tenths(point.y) as i64)
}

/// Appends a path command whose coordinates count from `origin`, with no more
/// separators than the path grammar asks for.
pub fn push_command(path: &mut String, command: char, origin: (i64, i64), points: &[(i64, i64)]) {
    path.push(command);
    let lengths = points.iter().flat_map(|point| [point.0 - origin.0, point.1 - origin.1]);
    for (index, length) in lengths.enumerate() {
        if length < 0 {
            path.push('-');
        } else if index > 0 {
            path.push(' ');
        }
        let (whole, tenth) = (length.unsigned_abs() / 10, length.unsigned_abs() % 10);
        if whole > 0 || tenth == 0 {
            path.push_str(&whole.to_string());
        }
        if tenth > 0 {
            path.push('.');
            path.push_str(&tenth.to_string());
        }
    }
}
