//! Rows as JSON, as CSV and as JSON Lines.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::model::{Cell, Column, Kind, Row};
use crate::db::internal;
use crate::error::AppError;

/// A row as an object, its columns in their order.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a> {
    pub columns: &'a [Column],
    pub row: &'a Row,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for (column, cell) in self.columns.iter().zip(self.row) {
            map.serialize_entry(column.name, cell)?;
        }
        map.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Whole(number) => serializer.serialize_i64(*number),
            // A whole one is written without decimals, as in CSV.
            Self::Decimal(number) => match whole(*number) {
                Some(whole) => serializer.serialize_i64(whole),
                None => serializer.serialize_f64(*number),
            },
            Self::Day(day) => day.serialize(serializer),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

/// A line for each row.
///
/// # Errors
/// When a value cannot be written.
pub fn json_lines(columns: &[Column], rows: &[Row]) -> Result<Vec<u8>, AppError> {
    let mut lines = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut lines, &Object { columns, row }).map_err(|error| internal(&error))?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// RFC 4180: a header, lines ended by CRLF, in UTF-8.
///
/// # Errors
/// When a value cannot be written.
pub fn csv(columns: &[Column], rows: &[Row]) -> Result<Vec<u8>, AppError> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let write = |error: csv::Error| internal(&error);
    table.write_record(columns.iter().map(|column| column.name)).map_err(write)?;
    for row in rows {
        table
            .write_record(columns.iter().zip(row).map(|(column, cell)| field(column, cell)))
            .map_err(write)?;
    }
    table.into_inner().map_err(|error| internal(error.error()))
}

fn whole(number: f64) -> Option<i64> {
    format!("{number}").parse().ok()
}

fn field(column: &Column, cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Text(text) if column.kind == Kind::Words || column.kind == Kind::Link => no_formula(text),
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) => number.to_string(),
        Cell::Decimal(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// What people typed in gets an apostrophe before it where a spreadsheet would
/// take it for a formula, and where it has one already, so that taking one away
/// gives back exactly what was typed.
fn no_formula(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠') => {
            format!("'{text}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::open_data::datasets::Set;

    const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

    fn reason() -> (&'static [Column], usize) {
        let columns = Set::Ledger.dataset().columns;
        (columns, columns.iter().position(|column| column.name == "reason").unwrap())
    }

    proptest! {
        /// Whatever people type is read back by another reader, and no
        /// spreadsheet takes it for a formula.
        #[test]
        fn what_people_typed_is_kept_and_harmless(typed in any::<String>()) {
            let (columns, place) = reason();
            let mut row = vec![Cell::None; columns.len()];
            row[place] = Cell::Text(typed.clone());
            let bytes = csv(columns, &[row.clone()]).unwrap();
            let mut read = csv::Reader::from_reader(&bytes[..]);
            let record = read.records().next().unwrap().unwrap();
            let field = record.get(place).unwrap();
            prop_assert!(!field.starts_with(FORMULA));
            prop_assert_eq!(field.strip_prefix('\'').unwrap_or(field), &typed);
            let lines = json_lines(columns, &[row]).unwrap();
            prop_assert_eq!(lines.iter().filter(|byte| **byte == b'\n').count(), 1);
            let value: serde_json::Value = serde_json::from_slice(&lines).unwrap();
            prop_assert_eq!(value["reason"].as_str(), Some(typed.as_str()));
        }
    }

    #[test]
    fn lines_end_as_the_standard_says() {
        let columns = Set::Marks.dataset().columns;
        let bytes = csv(columns, &[]).unwrap();
        let header =
            "programme,district,milestone,position,kind,reached_on,source_bg,source_en,demonstration\r\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), header);
    }
}
