//! Administrative services by their number in the Administrative Register.

use serde::Deserialize;

use super::{Named, Sources, Text};

/// `services.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Services {
    /// What was left out, and why.
    pub note: Text,
    pub sources: Sources,
    /// In the order they are listed.
    pub groups: Vec<Named>,
    pub services: Vec<Service>,
}

impl Services {
    #[must_use]
    pub fn find(&self, number: u32) -> Option<&Service> {
        self.services.iter().find(|service| service.number == number)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Number in the Administrative Register.
    pub number: u32,
    /// The Bulgarian name as in the register; the English one is this project's.
    pub name: Text,
    /// Key of a group.
    pub group: String,
    /// Where number and name were found together.
    pub sources: Vec<String>,
    pub everyday: Everyday,
}

/// What people call a service; composed by this project.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Everyday {
    pub bg: Vec<String>,
    pub en: Vec<String>,
}

impl Everyday {
    /// All of them as one text.
    #[must_use]
    pub fn joined(&self) -> Text {
        Text { bg: self.bg.join(", "), en: self.en.join(", ") }
    }
}
