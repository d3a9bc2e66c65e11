//! The data sets as files, with a permanent address per day: what was so on that
//! day as it was known at its end. Its bytes never change.

pub mod describe;
pub mod geo;
mod sums;

use axum::Router;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::NaiveDate;
use http::{HeaderValue, header};

use super::api::DEMONSTRATION;
use super::datasets::Set;
use super::model::Form;
use super::query::{Asked, Pairs, refuse};
use super::table::{Window, load};
use super::write::{csv, json_lines};
use crate::clock::source::sofia_day_end;
use crate::error::{AppError, Rule};
use crate::ledger::clocks::Clocks;
use crate::ledger::store::find_span;
use crate::programme::store::list_programmes;
use crate::replay::model::{Shown, is_settled};
use crate::shell::of_any_day;
use crate::site::Site;
use crate::text::moment::moment_iso;
use crate::text::read_iso;

pub use sums::{Sum, Sums, compute, find_sums};

/// Where they are.
pub const BASE: &str = "/data/v1";
/// The address of what is so today, which changes with it.
pub const LATEST: &str = "latest";
/// The file with the checksums of all others.
pub const CHECKSUMS: &str = "SHA256SUMS";
/// How the boundaries' files are called, before a programme's name.
pub const BOUNDARIES: &str = "boundaries-";
/// How the description of a file is called, after the file's name.
pub const METADATA: &str = "-metadata.json";

/// Which facts a file is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// All that has begun by then.
    pub asked: Asked,
    /// As addresses name it.
    pub name: String,
}

/// The addresses.
pub fn routes() -> Router<Site> {
    Router::new().route("/data/v1/{day}/{file}", of_any_day(get(show)))
}

/// `/data/v1/{latest|2026-11-20}/{file}`
async fn show(
    State(site): State<Site>,
    Path((day, file)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, AppError> {
    Pairs::read(&uri, &[])?;
    let edition = edition(&site, &day).await?;
    let demonstration = site.db.is_demonstration().await?;
    let (media_type, bytes) = if file == CHECKSUMS {
        ("text/plain; charset=utf-8", sums::text(&compute(&site, &edition).await?).into_bytes())
    } else if let Some(described) = file.strip_suffix(METADATA) {
        let (set, form) =
            read_name(described).filter(|(_, form)| *form == Form::Csv).ok_or(AppError::NotFound)?;
        ("application/csvm+json", describe::metadata(&site, set, form, demonstration)?)
    } else if let Some(programme) = boundaries_of(&file) {
        (Form::GeoJson.media_type(), geo::collection(&site, programme, &edition).await?)
    } else {
        let (set, form) = read_name(&file).ok_or(AppError::NotFound)?;
        (form.media_type(), write(&site, set, form, &edition).await?)
    };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(DEMONSTRATION, HeaderValue::from_static(if demonstration { "true" } else { "false" }));
    // What is saved says whose it is and of which day.
    let mark = if demonstration { "redom-demonstration" } else { "redom" };
    let saved = format!("inline; filename=\"{mark}-{}-{file}\"", edition.name);
    headers.extend(HeaderValue::from_str(&saved).ok().map(|saved| (header::CONTENT_DISPOSITION, saved)));
    if file.ends_with(".csv") {
        let link = format!("<{file}{METADATA}>; rel=\"describedby\"; type=\"application/csvm+json\"");
        headers.extend(HeaderValue::from_str(&link).ok().map(|link| (header::LINK, link)));
    }
    Ok(response)
}

/// A data set as a file.
///
/// # Errors
/// When the database does not answer.
pub async fn write(site: &Site, set: Set, form: Form, edition: &Edition) -> Result<Vec<u8>, AppError> {
    let rows = load(site, set, &edition.asked, Window::ALL).await?.rows;
    let columns = set.dataset().columns;
    match form {
        Form::Csv => csv(columns, &rows),
        Form::JsonLines | Form::GeoJson => json_lines(columns, &rows),
    }
}

/// The facts that an address asks for.
///
/// # Errors
/// [`AppError::Parameter`] for what is no day, is not over or is before the first
/// record.
pub async fn edition(site: &Site, day: &str) -> Result<Edition, AppError> {
    let reader = site.db.read();
    let span = find_span(reader).await?;
    let shown = if day == LATEST {
        Shown::Today(site.today())
    } else {
        let no = |rule: Rule| refuse("day", day, rule);
        let as_of = read_iso(day).ok_or_else(|| no(Rule::NotADate))?;
        if as_of > site.today() {
            return Err(no(Rule::InFuture));
        }
        let known = sofia_day_end(as_of);
        if !is_settled(known, site.clock.now()) {
            return Err(no(Rule::DayNotOver));
        }
        let first = span.map(|span| span.first).ok_or(AppError::NotFound)?;
        if known < first {
            return Err(no(Rule::BeforeRecords { first: moment_iso(first) }));
        }
        Shown::Past(Clocks { as_of, known: Some(known) })
    };
    let mut programmes = list_programmes(reader).await?;
    programmes.retain(|one| one.starts_on <= shown.day());
    let programmes = programmes.into_iter().map(|one| one.key).collect();
    Ok(Edition { asked: Asked { programmes, district: None, service: None, shown }, name: day.to_owned() })
}

/// The last day whose files are there; `None` before the first.
///
/// # Errors
/// When the database does not answer.
pub async fn find_last_day(site: &Site) -> Result<Option<NaiveDate>, AppError> {
    let Some(day) = site.today().pred_opt() else { return Ok(None) };
    match edition(site, &day.to_string()).await {
        Ok(_) => Ok(Some(day)),
        Err(AppError::Parameter { .. } | AppError::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

/// The address of a file.
#[must_use]
pub fn path(day: &str, file: &str) -> String {
    format!("{BASE}/{day}/{file}")
}

/// A data set's file by its name.
#[must_use]
pub fn name(set: Set, form: Form) -> String {
    format!("{}.{}", set.dataset().key, form.extension())
}

fn read_name(file: &str) -> Option<(Set, Form)> {
    let (key, extension) = file.split_once('.')?;
    let form = Form::OF_TABLES.into_iter().find(|form| form.extension() == extension)?;
    Some((Set::from_key(key)?, form))
}

fn boundaries_of(file: &str) -> Option<&str> {
    file.strip_prefix(BOUNDARIES)?.strip_suffix(".geojson")
}
