//! Many observations at once, from a table: read whole, shown before it is
//! saved, and saved whole or not at all.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord, Trim};
use sea_orm::ConnectionTrait;

use super::form::{RawObservation, observation};
use super::model::{Observation, Observed};
use super::operation::{Observing, apply_observing, check_observed};
use super::store::{Place, Service, list_places, list_services, load_observation};
use super::text::observed_text;
use crate::auth::policy::{Granted, RecordObservations};
use crate::clock::Moment;
use crate::db::{Change, Db};
use crate::error::{AppError, OfferRule, Problem, Rule};
use crate::id::Version;
use crate::text::Lang;

/// The columns of the table, in any order; the last may be left out.
pub const COLUMNS: [&str; 6] = ["service", "district", "state", "observed_on", "source", "link"];

/// A row of the table, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its line, counted with the one that names the columns.
    pub row: u32,
    /// Where.
    pub district: Place,
    /// Which service, by number.
    pub service: i64,
    /// What was seen.
    pub observation: Observation,
}

/// A row beside what is recorded now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The row.
    pub row: Row,
    /// What it would take the place of.
    pub old: Option<Observation>,
    /// How often that has changed.
    pub version: Version,
}

impl Planned {
    /// Whether saving it changes anything.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.old.as_ref() != Some(&self.row.observation)
    }
}

/// The table, read; everything wrong is found at once, row by row.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn read(raw: &str, services: &[Service], places: &[Place]) -> Result<Vec<Row>, AppError> {
    if raw.trim().is_empty() {
        return Err(AppError::invalid("rows", Rule::Required));
    }
    let first = raw.trim_start().lines().next().unwrap_or_default();
    let separator = [b';', b'\t'].into_iter().find(|one| first.as_bytes().contains(one)).unwrap_or(b',');
    let mut table = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(raw.trim_start().as_bytes());
    let not_a_table =
        || AppError::invalid("rows", Rule::Offer(OfferRule::NotATable { columns: COLUMNS.join(", ") }));
    let head = table.headers().map_err(|_| not_a_table())?.clone();
    let column = |name: &str| head.iter().position(|one| one.eq_ignore_ascii_case(name));
    let [Some(service), Some(district), Some(state), Some(observed_on), Some(source), link] =
        COLUMNS.map(column)
    else {
        return Err(not_a_table());
    };
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<(String, i64), u32> = BTreeMap::new();
    for (number, record) in (2..).zip(table.records()) {
        let record = record.map_err(|_| not_a_table())?;
        let cell = |column: usize| record.get(column).unwrap_or_default().to_owned();
        if record.iter().all(str::is_empty) {
            continue;
        }
        let known = find_service(&cell(service), services).ok_or("service");
        let place = find_place(&cell(district), places).ok_or("district");
        let raw = RawObservation {
            state: state_key(&record, state),
            observed_on: cell(observed_on),
            source: cell(source),
            link: link.map(cell).unwrap_or_default(),
            reason: String::new(),
        };
        let observed = observation(&raw);
        for field in [known.as_ref().err(), place.as_ref().err()].into_iter().flatten() {
            problems.push(in_row(number, field, Rule::NotOffered));
        }
        if let Err(AppError::Invalid { problems: wrong }) = &observed {
            problems.extend(wrong.iter().map(|one| in_row(number, &one.field, one.rule.clone())));
        }
        let (Ok(service), Ok(district), Ok((Some(observation), _))) = (known, place, observed) else {
            continue;
        };
        if let Some(row) = seen.insert((district.slug.clone(), service), number) {
            problems.push(in_row(number, "", Rule::Offer(OfferRule::RowRepeated { row })));
        }
        rows.push(Row { row: number, district: district.clone(), service, observation });
    }
    if rows.is_empty() && problems.is_empty() {
        return Err(AppError::invalid("rows", Rule::Required));
    }
    if problems.is_empty() { Ok(rows) } else { Err(AppError::Invalid { problems }) }
}

/// Each row beside what is recorded now.
///
/// # Errors
/// [`AppError::Invalid`] with the rows that cannot follow what is recorded.
pub async fn plan(
    connection: &impl ConnectionTrait,
    rows: Vec<Row>,
    today: NaiveDate,
) -> Result<Vec<Planned>, AppError> {
    let (mut planned, mut problems) = (Vec::new(), Vec::new());
    for row in rows {
        let (old, version) = load_observation(connection, row.district.id, row.service).await?;
        match check_observed(old.as_ref(), Some(&row.observation), today) {
            Err(AppError::Invalid { problems: wrong }) => {
                problems.extend(wrong.into_iter().map(|one| in_row(row.row, &one.field, one.rule)));
            }
            other => other?,
        }
        planned.push(Planned { row, old, version });
    }
    if problems.is_empty() { Ok(planned) } else { Err(AppError::Invalid { problems }) }
}

/// What stands for all that the rows would take the place of: whoever saves says
/// what they saw.
#[must_use]
pub fn seen(planned: &[Planned]) -> String {
    planned.iter().map(|one| one.version.to_string()).collect::<Vec<_>>().join(",")
}

/// A coordinator saves a whole table, on top of what they were shown.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn import(
    db: &Db,
    granted: &Granted<RecordObservations>,
    rows: Vec<Row>,
    shown: String,
    now: Moment,
) -> Result<(), AppError> {
    db.change(granted.actor().author(), now, move |change| {
        Box::pin(async move { apply(change, rows, &shown).await })
    })
    .await
}

async fn apply(change: &mut Change, rows: Vec<Row>, shown: &str) -> Result<(), AppError> {
    let planned = plan(&change.tx, rows, change.today).await?;
    if !planned.iter().any(Planned::is_new) {
        return Err(AppError::invalid("rows", Rule::Unchanged));
    }
    if seen(&planned) != shown {
        return Err(AppError::invalid("rows", Rule::ChangedByColleague));
    }
    for one in planned.into_iter().filter(Planned::is_new) {
        let Planned { row, version, .. } = one;
        let observation = Some(row.observation);
        let observing =
            Observing { district: row.district, service: row.service, version, observation, reason: None };
        apply_observing(change, observing).await?;
    }
    Ok(())
}

/// All services and districts, which rows name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_known(connection: &impl ConnectionTrait) -> Result<(Vec<Service>, Vec<Place>), AppError> {
    Ok((list_services(connection).await?, list_places(connection, Lang::Bg).await?))
}

fn in_row(row: u32, column: &str, rule: Rule) -> Problem {
    let rule = Rule::Offer(OfferRule::InRow { row, column: column.to_owned(), rule: Box::new(rule) });
    Problem { field: "rows".to_owned(), rule }
}

fn find_service(text: &str, services: &[Service]) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    services.iter().any(|one| one.number == number).then_some(number)
}

/// By its code, its number, the name in addresses, or its name.
fn find_place<'p>(text: &str, places: &'p [Place]) -> Option<&'p Place> {
    let folded = text.to_lowercase();
    places.iter().find(|one| {
        one.code.to_lowercase() == folded
            || one.number.to_string() == folded
            || one.slug == folded
            || one.name.bg.to_lowercase() == folded
            || one.name.en.to_lowercase() == folded
    })
}

/// A state by its key, or by its words in either language.
fn state_key(record: &StringRecord, column: usize) -> String {
    let said = record.get(column).unwrap_or_default();
    let named = Observed::ALL.into_iter().find(|one| {
        let words = observed_text(*one);
        Lang::ALL.into_iter().any(|lang| words.get(lang) == said.to_lowercase())
    });
    // Nothing is taken back by a table.
    named.map_or_else(|| said.replace(super::form::WITHDRAW, "?"), |one| one.key().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::DistrictId;
    use crate::text::Bilingual;

    fn services() -> Vec<Service> {
        let text = Bilingual::default();
        [2079, 2107]
            .map(|number| Service {
                number,
                name: text.clone(),
                group_key: String::new(),
                group: text.clone(),
                source: text.clone(),
            })
            .to_vec()
    }

    fn places() -> Vec<Place> {
        vec![Place {
            id: DistrictId(1),
            number: 19,
            code: "68134-19".to_owned(),
            slug: "lyulin".to_owned(),
            name: Bilingual { bg: "Люлин".to_owned(), en: "Lyulin".to_owned() },
            residents: 1,
        }]
    }

    fn table(raw: &str) -> Result<Vec<Row>, AppError> {
        read(raw, &services(), &places())
    }

    fn rules(raw: &str) -> Vec<Rule> {
        match table(raw) {
            Err(AppError::Invalid { problems }) => problems.into_iter().map(|one| one.rule).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_table_may_come_from_anywhere() {
        let comma =
            "service,district,state,observed_on,source,link\n2079,Люлин,не работи,2026-11-20,портал,\n";
        let tabs =
            "district\tservice\tsource\tstate\tobserved_on\nlyulin\t2079\tпортал\tnot_working\t2026-11-20";
        let semicolons = "Service;District;State;Observed_on;Source\r\n2079;68134-19;does not work;2026-11-20;\"портал\"\r\n\r\n";
        let read = table(comma).unwrap();
        assert_eq!((read.len(), read[0].row, read[0].service), (1, 2, 2079));
        assert_eq!(read[0].observation.state, Observed::NotWorking);
        assert_eq!(table(tabs).unwrap(), read);
        assert_eq!(table(semicolons).unwrap(), read);
    }

    #[test]
    fn all_that_is_wrong_is_said_by_row() {
        let head = "service,district,state,observed_on,source,link";
        let row = |number: u32, column: &str, rule: Rule| {
            Rule::Offer(OfferRule::InRow { row: number, column: column.to_owned(), rule: Box::new(rule) })
        };
        let wrong =
            rules(&format!("{head}\n1,Атлантида,online,вчера,,egov.bg\n2079,19,withdraw,2026-11-20,x,"));
        assert_eq!(
            wrong,
            [
                row(2, "service", Rule::NotOffered),
                row(2, "district", Rule::NotOffered),
                row(2, "observed_on", Rule::NotADate),
                row(2, "link", Rule::NotALink),
                row(2, "source", Rule::Required),
                row(3, "state", Rule::NotOffered),
            ]
        );
        let twice = "2079,19,online,2026-11-20,x,";
        let wrong = rules(&format!("{head}\n{twice}\n{twice}"));
        assert_eq!(wrong, [row(3, "", Rule::Offer(OfferRule::RowRepeated { row: 2 }))]);
        assert!(matches!(rules("2079,19,online")[0], Rule::Offer(OfferRule::NotATable { .. })));
        for nothing in ["", " \n", head] {
            assert_eq!(rules(nothing), [Rule::Required], "{nothing}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(raw in "(?s).{0,200}") {
            let _ = table(&raw);
            let _ = table(&format!("service,district,state,observed_on,source\n{raw}"));
        }
    }
}
