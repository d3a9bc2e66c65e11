//! From the bytes of a GeoJSON file to the areas of the districts.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use geo::orient::{Direction, Orient};
use geo::{Coord, LineString, MultiPolygon, Polygon};
use geojson::{Feature, GeoJson, GeometryValue, Position};
use serde_json::Value;

use super::model::{Area, At, MAX_BYTES, MAX_POINTS, Place, Refusal};

/// Nothing of the municipality lies outside, in degrees: the districts of Sofiaplan's
/// data set 350 (state of 2017-01-01) lie between 23.0512 and 23.6787 east and between
/// 42.4124 and 42.8966 north; about five kilometres are left on each side.
const EAST: RangeInclusive<f64> = 22.99..=23.74;
const NORTH: RangeInclusive<f64> = 42.36..=42.95;
/// No corner is farther from its district's middle than so many times the square root
/// of its area: there, 1.23 times is the most (Pancharevo) …
const REACH: f64 = 3.5;
/// … and never farther than so many kilometres: there, 24.9 is the most.
const FARTHEST: f64 = 30.0;
/// A degree of latitude, in kilometres.
const DEGREE: f64 = 111.2;
/// Some programs begin a file so.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The area of each district, in the order of the register.
///
/// # Errors
/// [`Refusal`]: the first thing found wrong, with its district and place.
pub fn read(bytes: &[u8], places: &[Place]) -> Result<Vec<Area>, Refusal> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Refusal::NotGeoJson(error.to_string()))?;
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let file: GeoJson =
        text.parse().map_err(|error: geojson::Error| Refusal::NotGeoJson(shortened(&error)))?;
    let GeoJson::FeatureCollection(collection) = file else { return Err(Refusal::NotACollection) };
    let mut found: BTreeMap<usize, Area> = BTreeMap::new();
    let mut points = 0;
    for (number, feature) in (1..).zip(&collection.features) {
        let place = find(number, feature, places)?;
        let Some(of) = places.get(place) else { continue };
        let area = area(feature, of, &mut points)?;
        if found.insert(place, area).is_some() {
            return Err(Refusal::Twice { name: of.name_bg.clone() });
        }
    }
    let missing = places.iter().enumerate().filter(|(place, _)| !found.contains_key(place));
    let missing: Vec<String> = missing.map(|(_, place)| place.name_bg.clone()).collect();
    if missing.is_empty() { Ok(found.into_values().collect()) } else { Err(Refusal::Missing(missing)) }
}

/// The district that any property of the feature names by code or name.
fn find(number: usize, feature: &Feature, places: &[Place]) -> Result<usize, Refusal> {
    let said: Vec<String> =
        feature.properties.iter().flat_map(|of| of.values()).filter_map(text_of).collect();
    let mut found: Option<usize> = None;
    for word in said.iter().map(|word| folded(word)).filter(|word| !word.is_empty()) {
        let place = places.iter().position(|place| {
            [&place.code, &place.slug, &place.name_bg, &place.name_en]
                .into_iter()
                .any(|name| folded(name) == word)
        });
        match (found, place) {
            (Some(one), Some(other)) if one != other => {
                let name = |at: usize| places.get(at).map(|place| place.name_bg.clone()).unwrap_or_default();
                return Err(Refusal::Ambiguous { number, one: name(one), other: name(other) });
            }
            (_, Some(_)) => found = place,
            (_, None) => {}
        }
    }
    found.ok_or_else(|| {
        let said = said.join(", ").chars().filter(|letter| !letter.is_control()).take(80).collect();
        Refusal::UnknownFeature { number, said }
    })
}

/// A property's words; some write a code as a number.
fn text_of(property: &Value) -> Option<String> {
    match property {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A name as it is compared: in lower case, in Latin letters (as the law on
/// transliteration writes them), without spaces, marks and the word “district”.
#[must_use]
pub fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let kept = words.filter(|word| !matches!(*word, "район" | "р" | "н" | "rayon" | "district"));
    kept.flat_map(str::chars).map(latin).collect()
}

fn latin(letter: char) -> String {
    let latin = match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sht",
        'ъ' => "a",
        'ь' => "y",
        'ю' => "yu",
        'я' => "ya",
        other => return other.to_string(),
    };
    latin.to_owned()
}

fn area(feature: &Feature, place: &Place, points: &mut usize) -> Result<Area, Refusal> {
    let name = place.name_bg.clone();
    let polygons = match feature.geometry.as_ref().map(|geometry| &geometry.value) {
        Some(GeometryValue::Polygon { coordinates }) => std::slice::from_ref(coordinates),
        Some(GeometryValue::MultiPolygon { coordinates }) => coordinates.as_slice(),
        _ => return Err(Refusal::NotAnArea { name }),
    };
    let mut made = Vec::with_capacity(polygons.len());
    for polygon in polygons {
        let mut rings = Vec::with_capacity(polygon.len());
        for ring in polygon {
            *points += ring.len();
            if *points > MAX_POINTS {
                return Err(Refusal::TooManyPoints);
            }
            rings.push(read_ring(ring, place)?);
        }
        if rings.is_empty() {
            return Err(Refusal::NotAnArea { name });
        }
        let exterior = rings.remove(0);
        made.push(Polygon::new(exterior, rings));
    }
    if made.is_empty() {
        return Err(Refusal::NotAnArea { name });
    }
    // RFC 7946: outer rings against the clock, holes with it, and who reads does not
    // refuse what is otherwise. What is computed from here on relies on it.
    let polygons = MultiPolygon(made).orient(Direction::Default);
    Ok(Area { slug: place.slug.clone(), name, polygons })
}

fn read_ring(ring: &[Position], place: &Place) -> Result<LineString, Refusal> {
    let name = || place.name_bg.clone();
    let mut corners: Vec<Coord> = Vec::with_capacity(ring.len());
    for position in ring {
        let &[longitude, latitude, ..] = position.as_slice() else {
            return Err(Refusal::NotAPosition { name: name() });
        };
        let within = (-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude);
        if !within {
            return Err(Refusal::OutOfRange { name: name(), longitude, latitude });
        }
        let corner = rounded(Coord { x: longitude, y: latitude });
        if !EAST.contains(&longitude) || !NORTH.contains(&latitude) || !reaches(place, corner) {
            return Err(Refusal::Elsewhere { name: name(), at: At(corner) });
        }
        // The same corner twice in a row is one corner.
        if corners.last() != Some(&corner) {
            corners.push(corner);
        }
    }
    let at = At(corners.first().copied().unwrap_or_default());
    if corners.len() > 1 && corners.first() != corners.last() {
        return Err(Refusal::NotClosed { name: name(), at });
    }
    // Three corners, and the first again.
    if corners.len() < 4 {
        return Err(Refusal::TooFewCorners { name: name(), at });
    }
    Ok(LineString(corners))
}

/// Whether a corner may be one of this district's, by its size.
fn reaches(place: &Place, corner: Coord) -> bool {
    let north = (corner.y - place.latitude) * DEGREE;
    let east = (corner.x - place.longitude) * DEGREE * place.latitude.to_radians().cos();
    north.hypot(east) <= (REACH * place.area_km2.sqrt()).min(FARTHEST)
}

/// To a millionth of a degree, a tenth of a metre: corners that are meant to be
/// the same are the same then.
fn rounded(corner: Coord) -> Coord {
    let millionths = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Coord { x: millionths(corner.x), y: millionths(corner.y) }
}

fn shortened(error: &geojson::Error) -> String {
    error.to_string().chars().filter(|letter| !letter.is_control()).take(160).collect()
}
