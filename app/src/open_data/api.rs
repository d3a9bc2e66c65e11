//! `/api/v1`: the data sets as lists, read-only.

pub mod openapi;

use axum::Router;
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::NaiveDate;
use http::{HeaderName, HeaderValue, Uri, header};
use serde::Serialize;

use super::datasets::Set;
use super::model::Row;
use super::query::{Asked, MAX_SERVICE, Pairs, is_name, load_asked, parameters};
use super::table::{Part, Window, load};
use super::write::Object;
use crate::db::internal;
use crate::district::store::load_district;
use crate::error::AppError;
use crate::replay::model::{AS_OF, KNOWN, Limits, Shown, tail};
use crate::service::store::load_service;
use crate::shell::of_any_day;
use crate::site::Site;
use crate::text::Bilingual;
use crate::text::moment::moment_iso;

/// Where it is.
pub const BASE: &str = "/api/v1";
/// Says of every answer whether the progress is invented.
pub const DEMONSTRATION: HeaderName = HeaderName::from_static("redom-demonstration");
/// The data sets whose rows have addresses of their own, and by what.
pub const SINGLE: [(Set, &str); 3] =
    [(Set::Programmes, "programme"), (Set::Districts, "district"), (Set::Services, "service")];

/// A list, or a part of it.
#[derive(Debug, Serialize)]
struct List<'a> {
    #[serde(flatten)]
    heading: Heading,
    total: u64,
    offset: u64,
    limit: u64,
    data: Vec<Object<'a>>,
}

/// One row.
#[derive(Debug, Serialize)]
struct Single<'a> {
    #[serde(flatten)]
    heading: Heading,
    data: Object<'a>,
}

/// What every answer begins with.
#[derive(Debug, Serialize)]
struct Heading {
    dataset: &'static str,
    /// Whether the progress is invented.
    demonstration: bool,
    as_of: NaiveDate,
    /// `null`: everything recorded so far.
    known: Option<String>,
    /// Where the same facts are for good; `null` while nothing is recorded.
    permanent: Option<String>,
}

/// What is here.
#[derive(Debug, Serialize)]
struct Index {
    version: &'static str,
    demonstration: bool,
    description: String,
    licence: &'static str,
    datasets: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    dataset: &'static str,
    name: Bilingual,
    url: String,
}

/// The addresses.
pub fn routes() -> Router<Site> {
    Router::new()
        .route("/api/v1", get(index))
        .route("/api/v1/openapi.json", get(openapi::show))
        .route("/api/v1/{set}", of_any_day(get(list)))
        .route("/api/v1/{set}/{key}", of_any_day(get(single)))
}

/// `/api/v1`
async fn index(State(site): State<Site>, OriginalUri(uri): OriginalUri) -> Result<Response, AppError> {
    Pairs::read(&uri, &[])?;
    let demonstration = site.db.is_demonstration().await?;
    let url = |path: &str| site.installation.url(path);
    let entry = |set: Set| {
        let dataset = set.dataset();
        let name = Bilingual { bg: dataset.name.bg.to_owned(), en: dataset.name.en.to_owned() };
        Entry { dataset: dataset.key, name, url: url(&path_of(set)) }
    };
    let index = Index {
        version: "1",
        demonstration,
        description: url(&format!("{BASE}/openapi.json")),
        licence: super::LICENCE,
        datasets: Set::ALL.into_iter().map(entry).collect(),
    };
    json(&index, demonstration, None)
}

/// `/api/v1/{set}?programme=&district=&service=&as-of=&known=&limit=&offset=`
async fn list(
    State(site): State<Site>,
    Path(set): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, AppError> {
    let set = Set::from_key(&set).ok_or(AppError::NotFound)?;
    let pairs = Pairs::read(&uri, &parameters(set))?;
    let window = pairs.window()?;
    let (limits, asked) = load_asked(&site, set, &pairs).await?;
    exists(&site, &asked).await?;
    let part = load(&site, set, &asked, window).await?;
    let demonstration = site.db.is_demonstration().await?;
    let columns = set.dataset().columns;
    let limit = window.limit.unwrap_or_default();
    let list = List {
        heading: heading(&site, set, &uri, demonstration, (limits, asked.shown)),
        total: part.total,
        offset: window.offset,
        limit,
        data: part.rows.iter().map(|row| Object { columns, row }).collect(),
    };
    json(&list, demonstration, links(set, &pairs, &part, window.offset, limit))
}

/// `/api/v1/{programmes|districts|services}/{key}?as-of=&known=`
async fn single(
    State(site): State<Site>,
    Path((set, key)): Path<(String, String)>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, AppError> {
    let set = Set::from_key(&set).ok_or(AppError::NotFound)?;
    if !SINGLE.iter().any(|(one, _)| *one == set) || !is_name(&key) {
        return Err(AppError::NotFound);
    }
    let pairs = Pairs::read(&uri, &[AS_OF, KNOWN])?;
    let (limits, mut asked) = load_asked(&site, set, &pairs).await?;
    match set {
        Set::Programmes => asked.programmes.retain(|one| *one == key),
        Set::Services => {
            let number = key.parse::<u32>().ok().filter(|number| *number <= MAX_SERVICE);
            asked.service = Some(number.ok_or(AppError::NotFound)?.into());
        }
        _ => asked.district = Some(key),
    }
    let rows: Vec<Row> = load(&site, set, &asked, Window::ALL).await?.rows;
    let row = rows.first().ok_or(AppError::NotFound)?;
    let demonstration = site.db.is_demonstration().await?;
    let single = Single {
        heading: heading(&site, set, &uri, demonstration, (limits, asked.shown)),
        data: Object { columns: set.dataset().columns, row },
    };
    json(&single, demonstration, None)
}

/// Nothing is listed of what does not exist.
async fn exists(site: &Site, asked: &Asked) -> Result<(), AppError> {
    if let Some(district) = &asked.district {
        load_district(site.db.read(), district).await?;
    }
    if let Some(service) = asked.service {
        load_service(site.db.read(), service).await?;
    }
    Ok(())
}

fn heading(
    site: &Site,
    set: Set,
    uri: &Uri,
    demonstration: bool,
    (limits, shown): (Limits, Shown),
) -> Heading {
    let mut clocks = crate::ledger::clocks::Clocks {
        as_of: shown.day(),
        known: shown.clocks().and_then(|clocks| clocks.known),
    };
    let known = clocks.known.map(moment_iso);
    clocks.known = clocks.known.or(limits.span.map(|span| span.last));
    let permanent = clocks.known.map(|_| {
        let query = uri.query().unwrap_or_default();
        let kept =
            url::form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != AS_OF && name != KNOWN);
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        let query = query.extend_pairs(kept).finish();
        let query = format!("{query}{}", tail(clocks));
        site.installation.url(&format!("{}?{}", uri.path(), query.trim_start_matches('&')))
    });
    Heading { dataset: set.dataset().key, demonstration, as_of: clocks.as_of, known, permanent }
}

/// Where the other parts are (RFC 8288).
fn links(set: Set, pairs: &Pairs, part: &Part, offset: u64, limit: u64) -> Option<String> {
    let link = |to: u64, rel: &str| format!("<{}?{}>; rel=\"{rel}\"", path_of(set), pairs.at(to));
    let previous = (offset > 0).then(|| link(offset.saturating_sub(limit), "prev"));
    let next = (offset.saturating_add(limit) < part.total).then(|| link(offset + limit, "next"));
    let links: Vec<String> = previous.into_iter().chain(next).collect();
    (!links.is_empty()).then(|| links.join(", "))
}

/// The address of a data set's list.
#[must_use]
pub fn path_of(set: Set) -> String {
    format!("{BASE}/{}", set.dataset().key)
}

fn json(body: &impl Serialize, demonstration: bool, link: Option<String>) -> Result<Response, AppError> {
    let mut text = serde_json::to_vec(body).map_err(|error| internal(&error))?;
    text.push(b'\n');
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(DEMONSTRATION, HeaderValue::from_static(if demonstration { "true" } else { "false" }));
    if let Some(link) = link.and_then(|link| HeaderValue::from_str(&link).ok()) {
        headers.insert(header::LINK, link);
    }
    Ok(response)
}
