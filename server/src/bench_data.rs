//! `redom bench-data`: a long history of many administrations, for
//! `cargo xtask bench` alone. It multiplies the demonstration: its districts
//! side by side, its history one time after another, in one ledger that
//! `redom verify` finds no fault in.

use std::collections::HashMap;
use std::path::Path;

use app::clock::Moment;
use app::clock::source::{Clock, SystemClock, sofia_day};
use app::db::{Author, Change, ConnectError, Db};
use app::error::AppError;
use app::ledger::model::Entry;
use app::ledger::store::{hash, list_entries_after};
use chrono::{Days, Months, NaiveTime};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, Value};

/// How many rows are written with one statement.
const ROWS: usize = 200;

/// How many columns of the map lie between a district and its copy.
const APART: u32 = 100;

/// What is made.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// At least so many administrations.
    pub administrations: u32,
    /// Over so many years.
    pub years: u32,
    /// About so many entries of the ledger.
    pub entries: u32,
}

/// Why it was not made.
#[derive(Debug, thiserror::Error)]
pub enum BenchDataError {
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error("{0}")]
    App(#[from] AppError),
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
    /// It is written in SQLite's words.
    #[error("this is for SQLite only")]
    NotSqlite,
}

/// Fills a database that holds the facts and nothing else from one that holds
/// the demonstration; says how many entries it has then.
///
/// # Errors
/// [`BenchDataError`].
pub async fn load(db: &Db, demonstration: &Path, extent: Extent) -> Result<i64, BenchDataError> {
    if db.read().get_database_backend() != DbBackend::Sqlite {
        return Err(BenchDataError::NotSqlite);
    }
    let source = Db::connect(&format!("sqlite://{}", demonstration.display())).await?;
    let mut story = list_entries_after(source.read(), 0, u64::from(u32::MAX)).await?;
    source.close().await?;
    // A dispute has its number in the whole city, so it cannot be told of each copy.
    story.retain(|entry| !entry.item.starts_with("dispute:"));
    // The facts come first, whatever the instant at which they were loaded.
    story.sort_by_key(|entry| (!is_fact(entry), entry.recorded_at, entry.seq));
    // The writer is one connection, so what is attached stays with it.
    let file = demonstration.display().to_string().replace('\'', "''");
    db.write().execute_unprepared(&format!("ATTACH '{file}' AS demo")).await?;
    let now = SystemClock.now();
    db.change(Author::INSTALLATION, now, move |change| {
        Box::pin(async move { multiply(change, &story, extent).await })
    })
    .await?;
    Ok(db.ledger_head().await?.0)
}

async fn multiply(change: &mut Change, story: &[Entry], extent: Extent) -> Result<(), AppError> {
    let first_day = change.today.checked_sub_months(Months::new(12 * extent.years)).unwrap_or(change.today);
    let begin = first_day.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    let districts = count(change, "district").await?;
    let copies = i64::from(extent.administrations).div_euclid(districts.max(1)) + 1;
    change.set_demonstration().await?;
    copy_tables(change, copies, districts).await?;
    execute(change, &format!("UPDATE programme SET starts_on = '{first_day}'")).await?;

    let length = i64::try_from(story.len()).unwrap_or(i64::MAX);
    let times = (i64::from(extent.entries) / (length * copies).max(1)).max(1);
    // An hour before now, so that nothing lies in the future.
    let each = (change.now.0 - 3_600_000 - begin) / times;
    let invented = || story.iter().filter(|one| !is_fact(one)).map(|one| one.recorded_at.0);
    let from = invented().min().unwrap_or_default();
    let whole = (invented().max().unwrap_or_default() - from).max(1);
    let mut writer = Writer { change, values: HashMap::new(), rows: Vec::new() };
    for entry in list_entries_after(&writer.change.tx, 0, u64::from(u32::MAX)).await? {
        writer.remember(&entry);
    }
    for time in 0..times {
        for one in story {
            let fact = is_fact(one);
            let passed = if fact { 0 } else { one.recorded_at.0 - from };
            let share = i128::from(passed) * i128::from(each) / i128::from(whole);
            let instant = Moment(begin + time * each + i64::try_from(share).unwrap_or_default());
            let late = one.effective_on.map(|day| (sofia_day(one.recorded_at) - day).num_days().max(0));
            let moved = late.map(|days| {
                let days = Days::new(days.unsigned_abs());
                sofia_day(instant).checked_sub_days(days).unwrap_or(first_day).max(first_day)
            });
            let day = if fact { one.effective_on } else { moved };
            for copy in 0..copies {
                // The facts are there already, and a programme's own is there once.
                let facts_again = fact && (time > 0 || copy == 0);
                if facts_again || (one.district.is_empty() && copy > 0) {
                    continue;
                }
                let district = name(&one.district, copy);
                writer.append(Entry { district, effective_on: day, recorded_at: instant, ..one.clone() });
                if writer.rows.len() >= ROWS {
                    writer.flush().await?;
                }
            }
        }
    }
    writer.flush().await
}

/// Whether it came with the installation and not from the demonstration.
fn is_fact(entry: &Entry) -> bool {
    entry.role == Author::INSTALLATION.role
}

/// The name of a district's copy; the first is the district itself.
fn name(district: &str, copy: i64) -> String {
    if copy == 0 { district.to_owned() } else { format!("{district}-{copy}") }
}

/// The tables whose rows are an onboarding's.
const OF_ONBOARDINGS: [&str; 4] =
    ["requirement_state", "milestone_mark", "milestone_dates", "onboarding_condition"];

/// The tables whose rows are a district's.
const OF_DISTRICTS: [&str; 2] = ["service_declaration", "service_observation"];

/// What the demonstration has come to, with its accounts, for each copy of its districts.
async fn copy_tables(change: &Change, copies: i64, districts: i64) -> Result<(), AppError> {
    for table in ["capacity", "onboarding"].iter().chain(&OF_ONBOARDINGS).chain(&OF_DISTRICTS).rev() {
        execute(change, &format!("DELETE FROM {table}")).await?;
    }
    let onboardings = count(change, "demo.onboarding").await?;
    for copy in 0..copies {
        let (district, onboarding) = (copy * districts, copy * onboardings);
        let renamed = |column: &str| match column {
            "id" | "number" => format!("{column} + {district}"),
            "code" | "slug" => format!("{column} || '-{copy}'"),
            "eik" | "name_bg" | "name_en" => format!("{column} || ' {copy}'"),
            // Beside the others: the map is not made for districts on one another.
            "mosaic" => format!(
                "(SELECT json_group_array(json_array(json_extract(value, '$[0]') + {APART} * {copy}, \
                 json_extract(value, '$[1]'))) FROM json_each(mosaic))"
            ),
            other => other.to_owned(),
        };
        if copy > 0 {
            copy_rows(change, "district", renamed).await?;
        }
        copy_rows(change, "onboarding", |column| match column {
            "id" => format!("id + {onboarding}"),
            "district_id" => format!("district_id + {district}"),
            other => other.to_owned(),
        })
        .await?;
        for table in OF_DISTRICTS {
            copy_rows(change, table, |column| match column {
                "district_id" => format!("district_id + {district}"),
                other => other.to_owned(),
            })
            .await?;
        }
        for table in OF_ONBOARDINGS {
            let rows = count(change, &format!("demo.{table}")).await? * copy;
            copy_rows(change, table, |column| match column {
                "id" => format!("id + {rows}"),
                "onboarding_id" => format!("onboarding_id + {onboarding}"),
                other => other.to_owned(),
            })
            .await?;
        }
    }
    for table in ["capacity", "account", "account_district"] {
        copy_rows(change, table, str::to_owned).await?;
    }
    Ok(())
}

async fn copy_rows(change: &Change, table: &str, column: impl Fn(&str) -> String) -> Result<(), AppError> {
    let sql = format!("SELECT name FROM pragma_table_info('{table}')");
    let rows = change.tx.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
    let names = rows.iter().map(|row| row.try_get("", "name")).collect::<Result<Vec<String>, _>>()?;
    let values: Vec<String> = names.iter().map(|name| column(name)).collect();
    let (names, values) = (names.join(", "), values.join(", "));
    execute(change, &format!("INSERT INTO {table} ({names}) SELECT {values} FROM demo.{table}")).await
}

async fn execute(change: &Change, sql: &str) -> Result<(), AppError> {
    change.tx.execute_unprepared(sql).await?;
    Ok(())
}

async fn count(change: &Change, table: &str) -> Result<i64, AppError> {
    let sql = format!("SELECT COALESCE(MAX(id), 0) AS rows FROM {table}");
    let row = change.tx.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
    Ok(row.map(|row| row.try_get("", "rows")).transpose()?.unwrap_or_default())
}

/// Appends to the chain many rows at a time.
struct Writer<'c> {
    change: &'c mut Change,
    /// What each item has, which is what its next entry changes.
    values: HashMap<(String, String, String), String>,
    rows: Vec<Entry>,
}

impl Writer<'_> {
    fn append(&mut self, entry: Entry) {
        let key = (entry.programme.clone(), entry.district.clone(), entry.item.clone());
        let mut entry = Entry {
            seq: self.change.ledger_length + 1,
            old: self.values.get(&key).cloned(),
            previous_hash: self.change.ledger_hash.clone(),
            hash: String::new(),
            ..entry
        };
        entry.hash = hash(&entry);
        self.change.ledger_length = entry.seq;
        self.change.ledger_hash.clone_from(&entry.hash);
        self.remember(&entry);
        self.rows.push(entry);
    }

    fn remember(&mut self, entry: &Entry) {
        let key = (entry.programme.clone(), entry.district.clone(), entry.item.clone());
        match &entry.new {
            Some(new) => self.values.insert(key, new.clone()),
            None => self.values.remove(&key),
        };
    }

    async fn flush(&mut self) -> Result<(), AppError> {
        let rows = std::mem::take(&mut self.rows);
        if rows.is_empty() {
            return Ok(());
        }
        let places = vec!["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"; rows.len()].join(", ");
        let sql = format!(
            "INSERT INTO ledger_entry (seq, programme, district, item, operation, old_value, new_value, \
             reason, account_id, account_name, role, effective_on, recorded_at, previous_hash, hash) \
             VALUES {places}"
        );
        let values = rows.into_iter().flat_map(|one| -> [Value; 15] {
            [
                one.seq.into(),
                one.programme.into(),
                one.district.into(),
                one.item.into(),
                one.operation.into(),
                one.old.into(),
                one.new.into(),
                one.reason.into(),
                one.account.into(),
                one.account_name.into(),
                one.role.into(),
                one.effective_on.into(),
                one.recorded_at.0.into(),
                one.previous_hash.into(),
                one.hash.into(),
            ]
        });
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, values);
        self.change.tx.execute_raw(statement).await?;
        Ok(())
    }
}
