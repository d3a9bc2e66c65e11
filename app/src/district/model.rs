//! What is known of a district apart from its progress.

use std::collections::BTreeMap;

use crate::id::DistrictId;
use crate::text::Bilingual;

/// A district administration, with the source of each fact.
#[derive(Clone, Debug, PartialEq)]
pub struct District {
    /// Row number.
    pub id: DistrictId,
    /// 1 to 24, as in the national register.
    pub number: i32,
    /// Code in the national register of districts (EKATTE).
    pub code: String,
    /// Name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Bilingual,
    /// ЕИК, the number in the BULSTAT register.
    pub eik: String,
    /// Residents at the census of 1.2.2011.
    pub population_2011: i64,
    /// Residents at the census of 7.9.2021, where a figure was found.
    pub population_2021: Option<i64>,
    /// Area in square kilometres.
    pub area_km2: f64,
    /// Codes of the districts it borders on.
    pub neighbours: Vec<String>,
    /// The source of each field, by its name.
    pub sources: BTreeMap<String, Bilingual>,
}

impl District {
    /// The source of a field.
    #[must_use]
    pub fn source(&self, field: &str) -> Bilingual {
        self.sources.get(field).cloned().unwrap_or_default()
    }
}
