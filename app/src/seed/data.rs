//! The facts Redom starts from: districts, programmes, services, life events
//! and what is known of the real roll-out.
//!
//! The files under `data/` are compiled in, read into strict types (an unknown
//! field is an error) and checked. Nothing here touches a database, a clock or
//! the network, and nothing is demonstration data. Every fact, or group of
//! facts, names a key of the `sources` table of its own file.

mod check;
mod district;
mod history;
mod life_event;
mod programme;
mod service;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::DeserializeOwned;

pub use crate::text::Bilingual as Text;
pub use check::{Fault, Problem};
pub use district::{District, Districts, FieldSources, Hex, Municipality, Point};
pub use history::{Extent, HistoricalFact, History, PlannedServices, ReportedMark};
pub use life_event::{Design, Integration, Kind, LifeEvent, LifeEvents, Month, PhaseSpan, Step};
pub use programme::{Condition, HolderBody, Milestone, Owner, PilotWave, Programme, Requirement, StartsOn};
pub use service::{Everyday, Service, Services};

const DISTRICTS: &str = "districts.json";
const UNIFIED_MODEL: &str = "programmes/unified-model.json";
const MOVING: &str = "programmes/moving.json";
const SERVICES: &str = "services.json";
const LIFE_EVENTS: &str = "life-events.json";
const HISTORY: &str = "history.json";

/// Where facts come from: source key → how the source is named to a reader.
pub type Sources = BTreeMap<String, Text>;

/// A key of this project with the name a reader sees.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub key: String,
    pub name: Text,
}

/// Every file, checked each by itself and against the others.
#[derive(Clone, Debug)]
pub struct Facts {
    pub districts: Districts,
    /// `unified-model` first, then `moving`.
    pub programmes: Vec<Programme>,
    pub services: Services,
    pub life_events: LifeEvents,
    pub history: History,
}

/// Why a file of facts cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    #[error("reading {file}: {source}")]
    Form { file: &'static str, source: serde_json::Error },
    #[error("checking the facts: {0}")]
    Faulty(Faults),
}

/// All that a check found wrong; never empty inside a [`DataError`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, fault) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

/// Everything, checked across files too. Seeding goes through this one.
pub fn facts() -> Result<Facts, DataError> {
    let facts = Facts {
        districts: districts()?,
        programmes: programmes()?,
        services: services()?,
        life_events: life_events()?,
        history: history()?,
    };
    let faults = check::facts(&facts);
    sound(facts, faults)
}

/// The 24 districts of Sofia Municipality, by number.
pub fn districts() -> Result<Districts, DataError> {
    let value = read(DISTRICTS, include_str!("data/districts.json"))?;
    let faults = check::districts(&value);
    sound(value, faults)
}

/// Both programmes with their checklists: `unified-model`, then `moving`.
pub fn programmes() -> Result<Vec<Programme>, DataError> {
    let files = [
        (UNIFIED_MODEL, include_str!("data/programmes/unified-model.json")),
        (MOVING, include_str!("data/programmes/moving.json")),
    ];
    files
        .into_iter()
        .map(|(file, text)| {
            let value = read(file, text)?;
            let faults = check::programme(file, &value);
            sound(value, faults)
        })
        .collect()
}

/// The services whose register number is known.
pub fn services() -> Result<Services, DataError> {
    let value = read(SERVICES, include_str!("data/services.json"))?;
    let faults = check::services(&value);
    sound(value, faults)
}

/// The life events and how their designs progressed.
pub fn life_events() -> Result<LifeEvents, DataError> {
    let value = read(LIFE_EVENTS, include_str!("data/life-events.json"))?;
    let faults = check::life_events(&value);
    sound(value, faults)
}

/// What is known of the real roll-out.
pub fn history() -> Result<History, DataError> {
    let value = read(HISTORY, include_str!("data/history.json"))?;
    let faults = check::history(&value);
    sound(value, faults)
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, DataError> {
    serde_json::from_str(text).map_err(|source| DataError::Form { file, source })
}

fn sound<T>(value: T, faults: Vec<Fault>) -> Result<T, DataError> {
    if faults.is_empty() { Ok(value) } else { Err(DataError::Faulty(Faults(faults))) }
}
