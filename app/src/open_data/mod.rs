//! Open data: the facts of the pages for programs, as an API under `/api/v1`, as
//! files with a permanent address per day, as catalogues of data sets and of
//! services, and as a map and badges for other sites. Everybody may read it, and
//! nobody sees more in it than on the pages.
//!
//! One table of columns ([`datasets`]) is behind the API's answers, the files,
//! their dictionary and the OpenAPI description, so that they cannot differ.

pub mod api;
pub mod catalogue;
pub mod datasets;
pub mod embed;
pub mod files;
pub mod limits;
pub mod model;
pub mod page;
pub mod problem;
pub mod query;
pub mod table;
pub mod text;
pub mod write;

use axum::Router;
use chrono::NaiveDate;

use crate::clock::Moment;
use crate::clock::source::sofia_day_end;
use crate::site::Site;
use crate::text::read_iso;

/// What may be done with the data: CC BY 4.0, by its name in the authority table
/// of the Publications Office of the European Union.
pub const LICENCE: &str = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0";

/// The page about all of it, after the language.
pub const PAGE: &str = "/otvoreni-danni";

/// The first day of version 1.
pub const ISSUED: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 22) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// What stands below these is open data: anybody's program may read it from
/// anywhere.
const OPEN: [&str; 6] = ["/api/v1/", "/data/v1/", "/catalogue.", "/services.", "/embed/", "/badge/"];

/// What any site may show in a frame.
pub const FRAMED: &str = "/embed/";

/// Every address.
pub fn routes() -> Router<Site> {
    Router::new()
        .merge(api::routes())
        .merge(files::routes())
        .merge(catalogue::routes())
        .merge(embed::routes())
}

/// Whether an address belongs to open data.
#[must_use]
pub fn is_open(path: &str) -> bool {
    path == api::BASE || OPEN.iter().any(|start| path.starts_with(start))
}

/// The instant up to which what is recorded decides what stands at an address, where
/// its path names one: that of the files of a day.
#[must_use]
pub fn settles_at(path: &str) -> Option<Moment> {
    let (day, _) = path.strip_prefix("/data/v1/")?.split_once('/')?;
    read_iso(day).map(sofia_day_end)
}
