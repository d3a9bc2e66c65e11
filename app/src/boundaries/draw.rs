//! From areas to shapes of the map.

use std::collections::BTreeMap;

use geo::{BoundingRect, Coord};

use super::check::project;
use super::model::{Area, rings};
use crate::rollout::mosaic::{Mosaic, Point, lay_out_rings};
use crate::rollout::store::Map;
use crate::text::{Bilingual, Lang, Text};

/// How wide the map is, in the units of the mosaic.
const WIDTH: f64 = 604.0;
/// The widest a status may be, as on the mosaic.
const WIDEST: Text = Text { bg: "4 по данни", en: "4 reported" };

/// The map of areas in degrees, with names in this language.
#[must_use]
pub fn draw(areas: &[Area], names: &BTreeMap<String, Bilingual>, lang: Lang) -> Map {
    let projected: Vec<Area> = areas.iter().map(project).collect();
    let boxes = projected.iter().filter_map(|area| area.polygons.bounding_rect());
    let whole = boxes.fold(None, |whole: Option<(Coord, Coord)>, one| {
        let (low, high) = whole.unwrap_or((one.min(), one.max()));
        let least = Coord { x: low.x.min(one.min().x), y: low.y.min(one.min().y) };
        Some((least, Coord { x: high.x.max(one.max().x), y: high.y.max(one.max().y) }))
    });
    let (low, high) = whole.unwrap_or_default();
    let scale = WIDTH / (high.x - low.x).max(1.0);
    // North is up, where the screen begins.
    let place = |corner: &Coord| Point { x: (corner.x - low.x) * scale, y: (high.y - corner.y) * scale };
    let shapes: Vec<(Vec<Vec<Point>>, &str, &str)> = projected
        .iter()
        .map(|area| {
            let rings = area.polygons.0.iter().flat_map(rings);
            let rings = rings.map(|ring| ring.0.iter().skip(1).map(place).collect()).collect();
            let name = names.get(&area.slug).map_or("", |name| name.get(lang));
            (rings, name, WIDEST.get(lang))
        })
        .collect();
    let mosaic: Mosaic = lay_out_rings(&shapes);
    Map { slugs: areas.iter().map(|area| area.slug.clone()).collect(), mosaic }
}
