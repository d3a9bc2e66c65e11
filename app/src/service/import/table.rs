//! A table in a text: which of its lines names the columns, in whose words, and what
//! separates them.

use csv::{ReaderBuilder, StringRecord};

/// The columns of the table, in any order; the last may be left out.
pub const COLUMNS: [&str; 6] = ["service", "district", "state", "observed_on", "source", "link"];

/// The rows above the one that names the columns: a title, a date, a blank line.
const ROWS_ABOVE: usize = 20;

/// What else people call the columns, the columns of our own open data first: of a
/// file of offers, `state` is what follows from both sides and not what was seen.
const NAMES: [&[&str]; 6] = [
    &["service", "услуга", "номер", "number", "номер на услугата"],
    &["district", "район"],
    &["observed", "наблюдавано", "state", "състояние"],
    &[
        "observed_on",
        "ден на наблюдението",
        "day of the observation",
        "наблюдавано на",
        "ден",
        "дата",
        "day",
        "date",
    ],
    &["observed_source", "кой и къде е гледал", "who looked, and where", "source", "източник"],
    &["observed_link", "link", "адрес на страница", "address of a page", "адрес", "address", "връзка"],
];

/// A table as it was found in a text.
pub struct Table {
    /// Where its columns stand, in the order of [`COLUMNS`].
    pub columns: [Option<usize>; 6],
    /// Its rows that are not blank, each with its line in the text.
    pub records: Vec<(u32, StringRecord)>,
}

/// The rows below the first that names the columns, whatever separates them.
pub fn find_table(raw: &str) -> Option<Table> {
    let text = format!("{}\n", raw.replace("\r\n", "\n").replace('\r', "\n").trim_end());
    [b'\t', b';', b','].into_iter().find_map(|separator| {
        let mut records = records(&text, separator)?;
        let (at, columns) = records
            .iter()
            .take(ROWS_ABOVE)
            .enumerate()
            .find_map(|(at, (_, record))| Some((at, find_columns(record)?)))?;
        records.drain(..=at);
        Some(Table { columns, records })
    })
}

/// The records of a text that are not blank, each with its first line.
fn records(text: &str, separator: u8) -> Option<Vec<(u32, StringRecord)>> {
    let mut table = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = Vec::new();
    let mut record = StringRecord::new();
    while table.read_record(&mut record).ok()? {
        // The reader stands behind the record, which may go over several lines; of
        // blank lines before it, it keeps no count.
        let within: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let behind = usize::try_from(table.position().line()).ok()?;
        if !record.iter().all(|cell| cell.trim().is_empty()) {
            records.push((u32::try_from(behind.checked_sub(within + 1)?).ok()?, record.clone()));
        }
    }
    Some(records)
}

fn find_columns(head: &StringRecord) -> Option<[Option<usize>; 6]> {
    let head: Vec<String> = head
        .iter()
        .map(|cell| cell.split('(').next().unwrap_or_default().trim_matches('\u{feff}').trim().to_lowercase())
        .collect();
    let columns = NAMES.map(|names| names.iter().find_map(|name| head.iter().position(|one| one == name)));
    let (_, required) = columns.split_last()?;
    required.iter().all(Option::is_some).then_some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of the rows below the head, with their first cell.
    fn lines(raw: &str) -> Vec<(u32, String)> {
        let records = find_table(raw).unwrap().records;
        records.into_iter().map(|(line, record)| (line, record[0].to_owned())).collect()
    }

    #[test]
    fn rows_keep_their_lines() {
        let raw = "sep=;\r\nПроверка, ноември\r\n\r\nУслуга;Район;Състояние;Ден;Източник\r\n\r\n\
                   2079;а;б;в;\"две\r\nлинии\"\r\n;;;;\r\n2107;а;б;в;г";
        assert_eq!(lines(raw), [(6, "2079".to_owned()), (9, "2107".to_owned())]);
        assert_eq!(lines(&raw.replace("\r\n", "\n")), lines(raw));
        assert_eq!(lines(&raw.replace("\r\n", "\r")), lines(raw));
    }

    #[test]
    fn columns_have_several_names() {
        for head in [
            "service,district,state,observed_on,source",
            "\u{feff}Услуга,Район,Състояние,Ден,Източник,Адрес на страница (може без)",
            "demonstration,state,district,service,observed,observed_on,observed_source,observed_link",
        ] {
            assert!(find_table(&format!("{head}\n")).is_some(), "{head}");
        }
        let offers = find_table("district,service,state,observed,observed_on,observed_source").unwrap();
        assert_eq!(offers.columns, [Some(1), Some(0), Some(3), Some(4), Some(5), None], "what was seen");
        assert!(find_table("service,district,state,source").is_none(), "a day is missing");
    }
}
