//! A data set: its columns with their meaning, and its rows.

use chrono::NaiveDate;

use crate::text::Text;

/// A data set as readers know it.
#[derive(Debug)]
pub struct Dataset {
    /// Name in addresses.
    pub key: &'static str,
    /// Its name.
    pub name: Text,
    /// What a row is.
    pub about: Text,
    /// In the order of the files. Columns are only ever added, at the end.
    pub columns: &'static [Column],
    /// What its rows can be chosen by.
    pub filters: &'static [Filter],
    /// How often its facts change, as far as that is known beforehand.
    pub changes: Changes,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Name in headers and objects.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether a value may be missing, because it is not known or there is none.
    pub may_lack: bool,
    /// What it means.
    pub meaning: Text,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words of the project, the register or the checklist.
    Text,
    /// Words that people typed in.
    Words,
    /// A name in addresses and files.
    Name,
    /// One of these.
    Key(&'static [&'static str]),
    /// A whole number, of these.
    Whole(Option<Unit>),
    /// A number with decimals, of these.
    Decimal(Option<Unit>),
    /// A day of the calendar in Sofia.
    Day,
    /// An instant in UTC.
    Instant,
    /// True or false.
    Flag,
    /// An address.
    Link,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Residents,
    Requirements,
    Milestones,
    Months,
    SquareKilometres,
}

/// What rows can be chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// A programme; where none is named, the one the pages show first.
    Programme,
    /// A district by its name in addresses.
    District,
    /// A service by its number.
    Service,
}

/// How often something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changes {
    /// With the register.
    Seldom,
    /// On any day.
    Daily,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    None,
    Text(String),
    Whole(i64),
    Decimal(f64),
    Day(NaiveDate),
    Flag(bool),
}

/// A row, in the order of the columns.
pub type Row = Vec<Cell>;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Csv,
    JsonLines,
    GeoJson,
}

impl Column {
    /// One that always has a value.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind, meaning: Text) -> Self {
        Self { name, kind, may_lack: false, meaning }
    }

    /// One that may have none.
    #[must_use]
    pub const fn maybe(name: &'static str, kind: Kind, meaning: Text) -> Self {
        Self { name, kind, may_lack: true, meaning }
    }

    /// Whether this is a value of the column.
    #[must_use]
    pub fn admits(&self, cell: &Cell) -> bool {
        match (cell, self.kind) {
            (Cell::None, _) => self.may_lack,
            (Cell::Text(key), Kind::Key(keys)) => keys.contains(&key.as_str()),
            (Cell::Text(_), Kind::Text | Kind::Words | Kind::Name | Kind::Instant | Kind::Link)
            | (Cell::Whole(_), Kind::Whole(_))
            | (Cell::Decimal(_), Kind::Decimal(_))
            | (Cell::Day(_), Kind::Day)
            | (Cell::Flag(_), Kind::Flag) => true,
            _ => false,
        }
    }
}

impl Form {
    /// The forms of every data set.
    pub const OF_TABLES: [Self; 2] = [Self::Csv, Self::JsonLines];

    /// How the file's name ends.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::GeoJson => "geojson",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::JsonLines => "application/jsonl; charset=utf-8",
            Self::GeoJson => "application/geo+json",
        }
    }

    /// Its name for readers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::JsonLines => "JSON Lines",
            Self::GeoJson => "GeoJSON",
        }
    }
}

impl Filter {
    /// The parameter's name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::District => "district",
            Self::Service => "service",
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Decimal(number)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Whole(number.into())
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Whole(number.into())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}
