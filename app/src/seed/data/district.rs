//! The districts and the mosaic they are drawn with.

use serde::Deserialize;

use super::{Sources, Text};

/// `districts.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Districts {
    pub sources: Sources,
    /// Which source each field of the municipality and of a district rests on.
    pub field_sources: Vec<FieldSources>,
    /// How a mosaic cell becomes a point on the page.
    pub mosaic_grid: Text,
    pub municipality: Municipality,
    pub districts: Vec<District>,
}

impl Districts {
    #[must_use]
    pub fn find(&self, slug: &str) -> Option<&District> {
        self.districts.iter().find(|district| district.slug.as_str() == slug)
    }
}

/// Fields that share their sources. A field of the municipality is written
/// `municipality.…`; the two languages of a name are `name.bg` and `name.en`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldSources {
    pub fields: Vec<String>,
    pub sources: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    pub name: Text,
    /// EKATTE code of the municipality.
    pub code: String,
    /// NUTS level 3 region.
    pub nuts3: String,
    /// Residents, census of 1.2.2011.
    pub population_2011: u32,
    /// Residents, census of 7.9.2021.
    pub population_2021: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct District {
    /// Official number, 1 to 24.
    pub number: u8,
    /// EKATTE code, `68134-NN` with the number as NN.
    pub code: String,
    /// Latin name in addresses: lower-case letters and hyphens.
    pub slug: String,
    /// Bare name, without „район“.
    pub name: Text,
    /// ЕИК (BULSTAT) of the district administration: 13 digits, zeros in front.
    pub eik: String,
    /// Residents, census of 1.2.2011; known for all 24.
    pub population_2011: u32,
    /// Residents, census of 7.9.2021; only where a figure was found.
    pub population_2021: Option<u32>,
    /// Geodesic area in square kilometres.
    pub area_km2: f64,
    /// Where a label sits best on a geographic map.
    pub label_point: Point,
    /// Codes of the districts it shares at least 100 m of border with.
    pub neighbours: Vec<String>,
    /// The cells of the hexagon mosaic; the area is only suggested by their number.
    pub mosaic: Vec<Hex>,
}

/// WGS 84, decimal degrees.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
}

/// One cell, written `[column, row]`; pointy-top hexagons, odd rows half a cell
/// to the right.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[serde(from = "[i32; 2]")]
pub struct Hex {
    pub column: i32,
    pub row: i32,
}

impl From<[i32; 2]> for Hex {
    fn from([column, row]: [i32; 2]) -> Self {
        Self { column, row }
    }
}
