//! What boundaries are, and why a file of them is refused.

use geo::{Area as _, Coord, MultiPolygon};

use super::check::{check, project, unproject};
use super::known::{check_middles, check_neighbours};
use super::read::read;
use super::simplify::simplify;

/// A larger file is not read. The boundaries of 24 districts with every bend
/// have about a third of this.
pub const MAX_BYTES: u64 = 8 * 1024 * 1024;
/// More corners are not looked at.
pub const MAX_POINTS: usize = 100_000;
/// What two districts may overlap by, and what may lie between them, in square
/// metres: borders drawn twice by hand differ by so much.
pub const TOLERANCE: f64 = 50_000.0;

/// A district of the register, as far as a file is compared with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Name in addresses.
    pub slug: String,
    /// Code in the national register.
    pub code: String,
    pub name_bg: String,
    pub name_en: String,
    /// Its middle, in degrees.
    pub longitude: f64,
    pub latitude: f64,
    /// As registered.
    pub area_km2: f64,
    /// The codes of those it borders on.
    pub neighbours: Vec<String>,
}

/// A district's area: its polygons in degrees, or projected to metres.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Name in addresses.
    pub slug: String,
    /// As the refusals name it.
    pub name: String,
    pub polygons: MultiPolygon,
}

/// A place on the earth, in degrees, for a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct At(pub Coord);

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    #[error("the file has more than {} MiB", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    #[error("the file is no GeoJSON: {0}")]
    NotGeoJson(String),
    #[error("the file is no FeatureCollection")]
    NotACollection,
    #[error("the file has more than {MAX_POINTS} corners; simplify it first")]
    TooManyPoints,
    #[error("feature {number} is none of the districts by code or name: {said}")]
    UnknownFeature { number: usize, said: String },
    #[error("feature {number} is {one} by one property and {other} by another")]
    Ambiguous { number: usize, one: String, other: String },
    #[error("{name} is there more than once")]
    Twice { name: String },
    #[error("these districts are missing: {}", .0.join(", "))]
    Missing(Vec<String>),
    #[error("{name} has no Polygon or MultiPolygon")]
    NotAnArea { name: String },
    #[error("{name} has a corner without two numbers")]
    NotAPosition { name: String },
    #[error(
        "{name} has a corner at {longitude}, {latitude}; longitudes go from -180 to 180 and latitudes from -90 to 90 (WGS 84, RFC 7946)"
    )]
    OutOfRange { name: String, longitude: f64, latitude: f64 },
    #[error("{name} has a ring that does not end where it begins, at {at}")]
    NotClosed { name: String, at: At },
    #[error("{name} has a ring of fewer than three corners, at {at}")]
    TooFewCorners { name: String, at: At },
    #[error(
        "{name} lies at {at}, far from the district; are longitude and latitude in order, and code and name its own?"
    )]
    Elsewhere { name: String, at: At },
    #[error("the border of {name} crosses or touches itself at {at}")]
    SelfCrossing { name: String, at: At },
    #[error("rings of {name} lie inside one another, or a hole outside its ring: {km2:.2} km² are in doubt")]
    Nested { name: String, km2: f64 },
    #[error("the borders lie in one another's way too often to be checked")]
    Entangled,
    #[error("{one} and {other} overlap by {km2:.2} km² at {at}")]
    Overlap { one: String, other: String, km2: f64, at: At },
    #[error("between the districts {km2:.2} km² belong to nobody at {at}, beside {name}")]
    Gap { name: String, km2: f64, at: At },
    #[error("the middle of {name}, {at}, lies in {found}; are codes or names exchanged?")]
    Exchanged { name: String, at: At, found: String },
    #[error("the middle of {name}, {at}, does not lie in it")]
    NotAround { name: String, at: At },
    #[error(
        "{found} of the {known} known borders between districts are in the file; {} and {} do not touch",
        .apart.0,
        .apart.1
    )]
    Apart { found: usize, known: usize, apart: (String, String) },
    #[error("the file could not be checked; this is our fault")]
    Failed,
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.5}, {:.5} (longitude, latitude)", self.0.x, self.0.y)
    }
}

/// What was brought in, for whoever did it.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub points_before: usize,
    pub points_after: usize,
    /// By how many metres a border was allowed to move.
    pub tolerance: f64,
    /// The most a district's area changed by simplifying, in percent, and whose.
    pub changed: (f64, String),
    /// The most an area differs from the registered one, in percent, and whose.
    pub registered: (f64, String),
}

/// What a file holds, ready to be kept: areas in degrees with no more corners
/// than can be seen.
///
/// # Errors
/// [`Refusal`].
pub fn prepare(bytes: &[u8], places: &[Place]) -> Result<(Vec<Area>, Report), Refusal> {
    let areas = read(bytes, places)?;
    let exact: Vec<Area> = areas.iter().map(project).collect();
    check(&exact)?;
    check_middles(&areas, places)?;
    let (simple, tolerance) = simplify(&exact)?;
    check_neighbours(&simple, places)?;
    let size = |area: &Area| area.polygons.unsigned_area() / 1e6;
    let differs = |one: f64, other: f64| 100.0 * (one - other).abs() / other.max(f64::EPSILON);
    let most = |pairs: &mut dyn Iterator<Item = (f64, String)>| {
        pairs.max_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or_default()
    };
    let names = || exact.iter().map(|area| area.name.clone());
    let before: Vec<f64> = exact.iter().map(size).collect();
    let changed = simple.iter().zip(&before).map(|(area, before)| differs(size(area), *before));
    let registered = before.iter().zip(places).map(|(size, place)| differs(*size, place.area_km2));
    let report = Report {
        points_before: count_points(&exact),
        points_after: count_points(&simple),
        tolerance,
        changed: most(&mut changed.zip(names())),
        registered: most(&mut registered.zip(names())),
    };
    Ok((simple.iter().map(unproject).collect(), report))
}

/// How many corners these have, the one at which a ring closes counted once.
#[must_use]
pub fn count_points(areas: &[Area]) -> usize {
    let rings = areas.iter().flat_map(|area| area.polygons.0.iter()).flat_map(rings);
    rings.map(|ring| ring.0.len().saturating_sub(1)).sum()
}

/// The outer ring and the holes of a polygon.
pub fn rings(polygon: &geo::Polygon) -> impl Iterator<Item = &geo::LineString> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}
