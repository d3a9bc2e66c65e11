//! Other people's spreadsheets: a file becomes the text of a table, which is then
//! read as if it had been pasted.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, DataType, Reader, Xlsx, XlsxError};
use encoding_rs::{Encoding, WINDOWS_1251};
use zip::ZipArchive;

use super::import::MAX_ROWS;
use crate::error::{AppError, OfferRule, Rule};

/// The most bytes of a file.
pub const MAX_BYTES: usize = 1024 * 1024;

/// The most bytes to which a workbook may unpack. A file of a megabyte can hold a
/// thousand of them.
const MAX_UNPACKED: u64 = 32 * 1024 * 1024;

/// The columns that are looked at; what stands to their right is no table of ours.
const MAX_COLUMNS: u32 = 100;

/// The text of a table from a file: of the first sheet of a workbook (`.xlsx`)
/// that is not empty, as rows of tabs, or of a text file as UTF-8, UTF-16 or
/// Windows-1251. Rows keep their numbers.
///
/// # Errors
/// [`AppError::Invalid`] at `file`.
pub fn read_file(bytes: &[u8]) -> Result<String, AppError> {
    if bytes.is_empty() {
        return Err(refused(Rule::Required));
    }
    if bytes.len() > MAX_BYTES {
        return Err(refused(Rule::Offer(OfferRule::FileTooLarge)));
    }
    if bytes.starts_with(b"PK") { workbook(bytes) } else { text(bytes) }
}

fn refused(rule: Rule) -> AppError {
    AppError::invalid("file", rule)
}

fn not_a_sheet() -> AppError {
    refused(Rule::Offer(OfferRule::NotASheet))
}

/// Excel for Bulgarian Windows writes `.csv` in Windows-1251 and "Unicode text" in
/// UTF-16 with a mark.
fn text(bytes: &[u8]) -> Result<String, AppError> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => match str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned(),
        },
    };
    // A picture or a document decodes to something, too, but not to lines of text.
    if text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) {
        return Err(not_a_sheet());
    }
    Ok(text)
}

fn workbook(bytes: &[u8]) -> Result<String, AppError> {
    if !unpacks(bytes) {
        return Err(not_a_sheet());
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| not_a_sheet())?;
    for sheet in book.sheet_names() {
        let rows = rows(&mut book, &sheet).map_err(|_| not_a_sheet())?;
        let rows = rows.ok_or_else(|| refused(Rule::Offer(OfferRule::TooManyRows { max: MAX_ROWS })))?;
        if !rows.is_empty() {
            return write(&rows).map_err(|_| not_a_sheet());
        }
    }
    Err(refused(Rule::Required))
}

/// Whether all that is packed comes to a size that can be read.
fn unpacks(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut left = MAX_UNPACKED;
    (0..archive.len()).all(|index| {
        let Ok(entry) = archive.by_index(index) else { return false };
        match copy(&mut entry.take(left + 1), &mut sink()) {
            Ok(size) if size <= left => {
                left -= size;
                true
            }
            _ => false,
        }
    })
}

/// A sheet's rows from the first one on, blank ones in their places; `None` when
/// there are too many. Cells are taken one by one: a sheet with one cell in its
/// last corner would take gigabytes whole.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Option<Vec<Vec<String>>>, XlsxError> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cells = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let said = cell_text(cell.get_value());
        if said.is_empty() || column >= MAX_COLUMNS {
            continue;
        }
        // Titles above the table and blank rows within it are few.
        if row >= MAX_ROWS * 2 {
            return Ok(None);
        }
        let (row, column) = (row as usize, column as usize);
        if rows.len() <= row {
            rows.resize(row + 1, Vec::new());
        }
        let cells = &mut rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = said;
    }
    Ok(Some(rows))
}

/// A day as in the forms; all else as it is shown, on one line.
fn cell_text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) => {
            value.as_date().map(|day| day.to_string()).unwrap_or_default()
        }
        DataRef::Bool(is) => is.to_string(),
        DataRef::Error(error) => error.to_string(),
        other => other.as_string().unwrap_or_default(),
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(rows: &[Vec<String>]) -> Result<String, csv::Error> {
    let mut table = csv::WriterBuilder::new().delimiter(b'\t').flexible(true).from_writer(Vec::new());
    for row in rows {
        if row.is_empty() { table.write_record([""])? } else { table.write_record(row)? }
    }
    let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use chrono::NaiveDate;
    use proptest::prelude::*;
    use rust_xlsxwriter::{Format, Workbook, XlsxError as WriteError};

    use super::*;

    fn rule(bytes: &[u8]) -> Rule {
        match read_file(bytes) {
            Err(AppError::Invalid { problems }) => {
                assert_eq!(problems[0].field, "file");
                problems[0].rule.clone()
            }
            other => panic!("{other:?}"),
        }
    }

    fn book() -> Result<Vec<u8>, WriteError> {
        let mut book = Workbook::new();
        book.add_worksheet();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Проверка на портала")?;
        for (column, name) in (0..).zip(["Услуга", "Район", "Ден"]) {
            sheet.write(2, column, name)?;
        }
        let day = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write(3, 0, 2079)?;
        sheet.write(3, 1, "\"Люлин\"\nзапад")?;
        sheet.write_with_format(3, 2, &NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(), &day)?;
        sheet.write_formula(4, 0, rust_xlsxwriter::Formula::new("=2000+107").set_result("2107"))?;
        book.save_to_buffer()
    }

    #[test]
    fn a_workbook_becomes_rows_that_keep_their_numbers() {
        let text = read_file(&book().unwrap()).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], "Проверка на портала");
        assert_eq!(lines[2], "Услуга\tРайон\tДен");
        assert_eq!(lines[3], "2079\t\"\"\"Люлин\"\" запад\"\t2026-11-20");
        assert_eq!(lines[4], "2107");
        assert_eq!(lines.len(), 5);
    }

    #[test]
    fn a_text_file_may_be_in_any_encoding_of_ours() {
        let said = "услуга;район\r\n2079;Люлин\r\n";
        let utf16: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            said.as_bytes().to_vec(),
            ["\u{feff}", said].concat().into_bytes(),
            [&[0xff, 0xfe], &utf16[..]].concat(),
            WINDOWS_1251.encode(said).0.into_owned(),
        ] {
            assert_eq!(read_file(&bytes).unwrap(), said);
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let not_a_sheet = Rule::Offer(OfferRule::NotASheet);
        assert_eq!(rule(b""), Rule::Required);
        assert_eq!(rule(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), not_a_sheet);
        assert_eq!(rule(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), not_a_sheet, "an old workbook");
        assert_eq!(rule(b"PK\x03\x04 and no more"), not_a_sheet);
        assert_eq!(rule(&vec![b'a'; MAX_BYTES + 1]), Rule::Offer(OfferRule::FileTooLarge));
        assert_eq!(rule(&Workbook::new().save_to_buffer().unwrap()), Rule::Required);
        let whole = book().unwrap();
        for cut in (0..whole.len()).step_by(97).skip(1) {
            assert_eq!(rule(&whole[..cut]), not_a_sheet, "cut at {cut}");
        }
    }

    #[test]
    fn what_would_fill_the_memory_is_refused() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
        for _ in 0..64 {
            archive.write_all(&vec![b' '; 1024 * 1024]).unwrap();
        }
        let bomb = archive.finish().unwrap().into_inner();
        assert!(bomb.len() < MAX_BYTES, "{}", bomb.len());
        assert_eq!(rule(&bomb), Rule::Offer(OfferRule::NotASheet));

        let mut book = Workbook::new();
        book.add_worksheet().write(1_048_575, 0, "последният ред").unwrap();
        let last_row = book.save_to_buffer().unwrap();
        assert_eq!(rule(&last_row), Rule::Offer(OfferRule::TooManyRows { max: MAX_ROWS }));

        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "а").unwrap().write(0, 16_383, "последната колона").unwrap();
        assert_eq!(read_file(&book.save_to_buffer().unwrap()).unwrap(), "а\n");
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_file(&bytes);
            let _ = read_file(&[b"PK\x03\x04", &bytes[..]].concat());
        }
    }
}
