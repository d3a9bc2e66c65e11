//! The districts as a mosaic: each is given as hexagons of one grid and becomes
//! one softly drawn shape with a place for its name and status. Pure geometry,
//! computed once when the server starts. All lengths are SVG user units.

mod labels;
mod letters;
mod outline;
mod rings;
#[cfg(test)]
mod tests;

use std::ops::{Add, Mul};

use labels::Ground;
pub use letters::width as text_width;
use outline::{Borders, Outline, Region};
pub use rings::lay_out_rings;

/// One hexagon of the grid: pointed at the top, odd rows half a hexagon to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex {
    pub column: i32,
    pub row: i32,
}

/// A place on the map; `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// Where a district's name is written and, below it, its status: every line is
/// centred on `x`, the name in weight 650, the status in that or a lighter one.
/// A district without hexagons has no place, and its label no lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Label {
    pub x: f64,
    /// The name on one or two lines.
    pub lines: Vec<String>,
    /// The baseline of each of those lines.
    pub baselines: Vec<f64>,
    pub status_baseline: f64,
    /// The size of the name, 10 to 14.
    pub font_size: u8,
    /// The size of the status, 10 to 12.
    pub status_size: u8,
}

/// One district as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    /// The outline as SVG path data, one closed subpath for each ring. Districts
    /// that touch follow the very same line, so a stroke in the colour of the
    /// page separates them evenly.
    pub path: String,
    pub label: Label,
    /// The point deepest inside: the middle of the one large digit or mark that
    /// is drawn where the map is too small for words.
    pub compact: Point,
}

/// The whole map, its districts in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mosaic {
    /// Left, top, width and height, with a margin around the shapes; the 24
    /// districts of Sofia are about 616 wide. All zero if there is nothing to draw.
    pub view_box: (f64, f64, f64, f64),
    pub shapes: Vec<Shape>,
}

/// Lays out districts given as hexagons, name and the widest status they may show.
///
/// Shapes depend on the hexagons alone, labels on the words as well: the same
/// map serves every language. Any input gives an answer; a name too long for its
/// district is set at the smallest size where it sticks out least.
pub fn lay_out(districts: &[(Vec<Hex>, &str, &str)]) -> Mosaic {
    let regions: Vec<Region> = districts.iter().map(|(hexes, ..)| Region::of(hexes)).collect();
    let borders = Borders::between(&regions);
    let outlines: Vec<Outline> = regions.iter().map(|region| region.outline(&borders)).collect();
    let shapes = districts
        .iter()
        .zip(regions.iter().zip(&outlines))
        .map(|((_, name, status), (region, outline))| {
            let ground = Ground::of(outline, region.centres());
            Shape { path: outline.to_path(), label: ground.label(name, status), compact: ground.deepest() }
        })
        .collect();
    Mosaic { view_box: outline::view_box(&outlines), shapes }
}

impl Point {
    fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// To the nearest tenth.
    fn rounded(self) -> Self {
        Self { x: tenths(self.x) / 10.0, y: tenths(self.y) / 10.0 }
    }
}

impl Add for Point {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Mul<f64> for Point {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self { x: self.x * factor, y: self.y * factor }
    }
}

/// A length in whole tenths, finer than a screen shows; adding zero turns `-0` into `0`.
fn tenths(length: f64) -> f64 {
    (length * 10.0).round() + 0.0
}
