//! The boundaries with where their districts have come to, as RFC 7946 has it:
//! longitude and latitude in WGS 84, outer rings against the clock, no `crs`.

use geo::orient::{Direction, Orient};
use geo::{LineString, MultiPolygon, Polygon};
use geojson::{Feature, FeatureCollection, Geometry, GeometryValue, JsonObject, Position, feature::Id};
use serde_json::Value;

use super::Edition;
use crate::boundaries::model::rings;
use crate::boundaries::store::find_imported;
use crate::db::internal;
use crate::error::AppError;
use crate::open_data::datasets::Set;
use crate::open_data::query::Asked;
use crate::open_data::table::{Window, load};
use crate::open_data::write::Object;
use crate::site::Site;

/// One unit of the last digit is about ten centimetres.
const DIGITS: f64 = 1e6;

/// The collection of a programme, with the boundaries in force at the end of an
/// edition's day. Those imported or removed later change nothing of it.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme or no boundaries.
pub async fn collection(site: &Site, programme: &str, edition: &Edition) -> Result<Vec<u8>, AppError> {
    let asked = Asked { programmes: vec![programme.to_owned()], ..edition.asked.clone() };
    if !edition.asked.programmes.contains(&asked.programmes[0]) {
        return Err(AppError::NotFound);
    }
    let known = asked.shown.clocks().and_then(|clocks| clocks.known);
    let imported = find_imported(site.db.read(), known).await?.ok_or(AppError::NotFound)?;
    let columns = Set::Onboardings.dataset().columns;
    let mut features = Vec::new();
    for row in load(site, Set::Onboardings, &asked, Window::ALL).await?.rows {
        let object = serde_json::to_value(Object { columns, row: &row }).map_err(|error| internal(&error))?;
        let Value::Object(properties) = object else { continue };
        let slug = properties.get("district").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some(area) = imported.areas.iter().find(|area| area.slug == slug) else { continue };
        features.push(Feature {
            bbox: None,
            geometry: Some(geometry(&area.polygons)),
            id: Some(Id::String(slug)),
            properties: Some(properties),
            foreign_members: None,
        });
    }
    let mut said = JsonObject::new();
    said.insert("source".to_owned(), imported.source.map_or(Value::Null, Value::String));
    said.insert("as_of".to_owned(), Value::String(asked.shown.day().to_string()));
    said.insert("demonstration".to_owned(), Value::Bool(site.db.is_demonstration().await?));
    let collection = FeatureCollection { bbox: None, features, foreign_members: Some(said) };
    let mut text = serde_json::to_vec(&collection).map_err(|error| internal(&error))?;
    text.push(b'\n');
    Ok(text)
}

fn geometry(polygons: &MultiPolygon) -> Geometry {
    let position = |corner: &geo::Coord| {
        let short = |degrees: f64| (degrees * DIGITS).round() / DIGITS;
        Position::from([short(corner.x), short(corner.y)])
    };
    let ring = |ring: &LineString| ring.0.iter().map(position).collect::<Vec<_>>();
    let polygon = |polygon: &Polygon| rings(polygon).map(ring).collect::<Vec<_>>();
    let turned = polygons.orient(Direction::Default);
    let mut coordinates: Vec<_> = turned.0.iter().map(polygon).collect();
    Geometry::new(match coordinates.len() {
        1 => GeometryValue::Polygon { coordinates: coordinates.remove(0) },
        _ => GeometryValue::MultiPolygon { coordinates },
    })
}

#[cfg(test)]
mod tests {
    use geo::polygon;
    use geo::winding_order::Winding;

    use super::*;

    /// The same library reads it back, with the rings the right way round.
    #[test]
    fn rings_are_turned_as_the_standard_says() {
        let clockwise = polygon!(
            exterior: [(x: 23.0, y: 42.0), (x: 23.0, y: 43.0), (x: 24.0, y: 43.0), (x: 24.0, y: 42.0)],
            interiors: [[(x: 23.4, y: 42.4), (x: 23.6, y: 42.4), (x: 23.6, y: 42.6), (x: 23.4, y: 42.6)]],
        );
        let text = serde_json::to_string(&geometry(&MultiPolygon(vec![clockwise]))).unwrap();
        let read: Geometry = serde_json::from_str(&text).unwrap();
        let GeometryValue::Polygon { coordinates } = read.value else { panic!("{text}") };
        let line = |ring: &Vec<Position>| {
            LineString(ring.iter().map(|corner| geo::Coord { x: corner[0], y: corner[1] }).collect())
        };
        assert!(line(&coordinates[0]).is_ccw() && line(&coordinates[1]).is_cw());
        assert!(coordinates.iter().all(|ring| ring.first() == ring.last()));
    }
}
