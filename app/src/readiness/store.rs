//! Reading what the series is made of.

use chrono::NaiveDate;
use sea_orm::{EntityTrait, QueryOrder};

use super::model::{Point, days, series};
use crate::db::entity::district::{Column, Entity};
use crate::db::{Db, internal};
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::ledger::store::list_dated;
use crate::onboarding::model::Progress;
use crate::outage::store::list_touching;
use crate::programme::model::Programme;
use crate::programme::store::{list_published, load_programme};
use crate::text::Bilingual;

/// A programme's series.
#[derive(Clone, Debug)]
pub struct Series {
    /// The programme.
    pub programme: Programme,
    /// Slugs and names of the districts.
    pub names: Vec<(String, Bilingual)>,
    /// In the order of time; empty while nothing dated is known.
    pub points: Vec<Point>,
}

/// The series of a programme up to today, from its first dated record on.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme.
pub async fn load_series(db: &Db, key: &str, today: NaiveDate) -> Result<Series, AppError> {
    let reader = db.read();
    let programme = load_programme(reader, key, Clocks::on(today)).await?;
    let outages = list_touching(reader, key).await?;
    let common = Progress { outages, programme: key.to_owned(), ..Progress::default() };
    let checklists = list_published(reader, key).await?.into_iter();
    let checklists: Vec<_> = checklists.map(|(from, programme)| (from, programme.checklist)).collect();
    let mut places = Vec::new();
    let mut names = Vec::new();
    for row in Entity::find().order_by_asc(Column::Number).all(reader).await? {
        places.push(row.slug.clone());
        names.push((row.slug, Bilingual { bg: row.name_bg, en: row.name_en }));
    }
    let entries = list_dated(reader, key).await?;
    let first = entries.iter().filter_map(|entry| entry.effective_on).min();
    let days = first.map(|first| days(first, today)).unwrap_or_default();
    let points = series(&checklists, &places, &common, entries, &days).map_err(|error| internal(&error))?;
    Ok(Series { programme, names, points })
}
