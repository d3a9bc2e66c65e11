//! Many observations at once, from a table: read whole, shown before it is
//! saved, and saved whole or not at all.

mod table;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use self::table::{COLUMNS, Table, find_table};
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

/// The most rows of a table: every service in every district, and room for more.
pub const MAX_ROWS: u32 = 1_000;

/// How many of the problems are said at once; whoever mends them finds the rest.
const MAX_PROBLEMS: usize = 50;

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
    let Some(Table { columns, records }) = find_table(raw) else {
        let columns = COLUMNS.join(", ");
        return Err(AppError::invalid("rows", Rule::Offer(OfferRule::NotATable { columns })));
    };
    if records.len() > MAX_ROWS as usize {
        return Err(AppError::invalid("rows", Rule::Offer(OfferRule::TooManyRows { max: MAX_ROWS })));
    }
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<(String, i64), u32> = BTreeMap::new();
    for (number, record) in records {
        let cells =
            columns.map(|column| column.and_then(|column| record.get(column)).unwrap_or_default().trim());
        let [service, district, state, observed_on, source, link] = cells;
        // A list of all services in all districts has rows that nobody looked at.
        if [state, observed_on, source, link].iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let known = find_service(service, services).ok_or("service");
        let place = find_place(district, places).ok_or("district");
        let raw = RawObservation {
            state: state_key(state),
            observed_on: observed_on.to_owned(),
            source: source.to_owned(),
            link: link.to_owned(),
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
    if problems.is_empty() { Ok(rows) } else { Err(refused(problems)) }
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
    if problems.is_empty() { Ok(planned) } else { Err(refused(problems)) }
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

/// All that is wrong, or the first of very many.
fn refused(mut problems: Vec<Problem>) -> AppError {
    if let Some(more) = problems.len().checked_sub(MAX_PROBLEMS).filter(|more| *more > 0) {
        problems.truncate(MAX_PROBLEMS);
        let more = u32::try_from(more).unwrap_or(u32::MAX);
        problems.push(Problem { field: "rows".to_owned(), rule: Rule::Offer(OfferRule::MoreWrong { more }) });
    }
    AppError::Invalid { problems }
}

fn in_row(row: u32, column: &str, rule: Rule) -> Problem {
    let rule = Rule::Offer(OfferRule::InRow { row, column: column.to_owned(), rule: Box::new(rule) });
    Problem { field: "rows".to_owned(), rule }
}

/// By its number or its name.
fn find_service(text: &str, services: &[Service]) -> Option<i64> {
    let number: Option<i64> = text.parse().ok();
    let folded = text.to_lowercase();
    services
        .iter()
        .find(|one| {
            Some(one.number) == number
                || Lang::ALL.into_iter().any(|lang| one.name.get(lang).to_lowercase() == folded)
        })
        .map(|one| one.number)
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
fn state_key(said: &str) -> String {
    let folded = said.to_lowercase();
    let named = Observed::ALL.into_iter().find(|one| {
        let words = observed_text(*one);
        Lang::ALL.into_iter().any(|lang| words.get(lang) == folded)
    });
    // Nothing is taken back by a table.
    named.map_or_else(|| folded.replace(super::form::WITHDRAW, "?"), |one| one.key().to_owned())
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
