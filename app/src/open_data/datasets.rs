//! Every data set with its dictionary. A column's name, kind and meaning are a
//! promise of version 1: columns are added at the end, never taken away.

mod city;
mod programme;
mod progress;

use crate::text::Text;

use super::model::{Column, Dataset, Kind};

/// A data set by what it is about, in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Set {
    Programmes,
    Districts,
    Onboardings,
    Requirements,
    Checklist,
    Marks,
    Services,
    Offers,
    Figures,
    Ledger,
}

impl Set {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Programmes,
        Self::Districts,
        Self::Onboardings,
        Self::Requirements,
        Self::Checklist,
        Self::Marks,
        Self::Services,
        Self::Offers,
        Self::Figures,
        Self::Ledger,
    ];

    /// Its dictionary.
    #[must_use]
    pub fn dataset(self) -> &'static Dataset {
        match self {
            Self::Programmes => &programme::PROGRAMMES,
            Self::Districts => &city::DISTRICTS,
            Self::Onboardings => &progress::ONBOARDINGS,
            Self::Requirements => &progress::REQUIREMENTS,
            Self::Checklist => &programme::CHECKLIST,
            Self::Marks => &progress::MARKS,
            Self::Services => &city::SERVICES,
            Self::Offers => &city::OFFERS,
            Self::Figures => &progress::FIGURES,
            Self::Ledger => &programme::LEDGER,
        }
    }

    /// The data set of this name in addresses.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.dataset().key == key)
    }
}

const PROGRAMME: Column = Column::new(
    "programme",
    Kind::Name,
    Text {
        bg: "Програмата, по името ѝ в адресите.", en: "The programme, by its name in addresses."
    },
);
const DISTRICT: Column = Column::new(
    "district",
    Kind::Name,
    Text {
        bg: "Районът, по името му в адресите.", en: "The district, by its name in addresses."
    },
);
const NAME_BG: Column =
    Column::new("name_bg", Kind::Text, Text { bg: "Името на български.", en: "The name in Bulgarian." });
const NAME_EN: Column =
    Column::new("name_en", Kind::Text, Text { bg: "Името на английски.", en: "The name in English." });

const MILESTONE: Column = Column::new(
    "milestone",
    Kind::Name,
    Text {
        bg: "Етапът, по името му във файловете.", en: "The milestone, by its name in files."
    },
);
const POSITION: Column = Column::new(
    "position",
    Kind::Whole(None),
    Text {
        bg: "Кой поред е етапът; първият е 1.", en: "The milestone's place; the first is 1."
    },
);
const REQUIREMENT: Column = Column::new(
    "requirement",
    Kind::Name,
    Text {
        bg: "Изискването, по името му във файловете; то е едно и също във всички версии на списъка.",
        en: "The requirement, by its name in files, which is the same in all versions of the checklist.",
    },
);
const DEMONSTRATION: Column = Column::new(
    "demonstration",
    Kind::Flag,
    Text {
        bg: "Дали напредъкът е измислен (демонстрационни данни).",
        en: "Whether the progress is invented (demonstration data).",
    },
);

/// Whose move it can be.
const HOLDERS: &[&str] = &["district", "municipality", "state", "vendor"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_told_apart_and_read_back() {
        for set in Set::ALL {
            let dataset = set.dataset();
            assert_eq!(Set::from_key(dataset.key), Some(set));
            let names: BTreeSet<_> = dataset.columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), dataset.columns.len(), "{}", dataset.key);
            for name in names {
                let plain = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
                assert!(name.chars().all(plain) && name.starts_with(|one: char| one.is_ascii_lowercase()));
            }
        }
    }
}
