//! The rows of a data set, from what the pages compute. No rule is here: every
//! value is one that a page shows, too.

mod city;
mod progress;

use super::datasets::Set;
use super::model::{Cell, Row};
use super::query::Asked;
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Entry;
use crate::ledger::store::{PublicEntries, list_public_entries};
use crate::ledger::text::{Reader, reason_for};
use crate::programme::store::load_programme;
use crate::replay::model::Shown;
use crate::rollout::store::{Rollout, load_progress, load_replayed_rollout, load_rollout};
use crate::site::Site;
use crate::text::Lang;
use crate::text::moment::moment_iso;

/// Some rows and how many there are in all.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// In the order of the data set.
    pub rows: Vec<Row>,
    /// Of all parts.
    pub total: u64,
}

/// From which row on, and at most how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub offset: u64,
    /// `None`: all that follow.
    pub limit: Option<u64>,
}

impl Window {
    /// Every row.
    pub const ALL: Self = Self { offset: 0, limit: None };

    fn cut(self, rows: Vec<Row>) -> Part {
        let total = rows.len() as u64;
        let place = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        let rows = rows.into_iter().skip(place(self.offset)).take(self.limit.map_or(usize::MAX, place));
        Part { rows: rows.collect(), total }
    }
}

/// The rows that were asked for.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme, or when the database
/// does not answer.
pub async fn load(site: &Site, set: Set, asked: &Asked, window: Window) -> Result<Part, AppError> {
    let demonstration = site.db.is_demonstration().await?;
    let mut part = load_part(site, set, asked, window).await?;
    for row in &mut part.rows {
        row.push(demonstration.into());
    }
    Ok(part)
}

async fn load_part(site: &Site, set: Set, asked: &Asked, window: Window) -> Result<Part, AppError> {
    let rows = match set {
        Set::Ledger => return ledger(site, asked, window).await,
        Set::Districts => city::districts(site, asked).await?,
        Set::Services => city::services(site, asked).await?,
        Set::Offers => city::offers(site, asked).await?,
        Set::Programmes | Set::Checklist => {
            let mut rows = Vec::new();
            for programme in &asked.programmes {
                let programme = load_programme(site.db.read(), programme, clocks(asked.shown)).await?;
                match set {
                    Set::Programmes => rows.push(progress::programme_row(&programme)),
                    _ => rows.extend(progress::checklist_rows(&programme)),
                }
            }
            rows
        }
        Set::Requirements | Set::Marks => {
            let mut rows = Vec::new();
            for programme in &asked.programmes {
                let (programme, known) = load_progress(site, programme, asked.shown).await?;
                for (district, of) in known.iter().filter(|(slug, _)| asked.wants_district(slug)) {
                    match set {
                        Set::Marks => rows.extend(progress::mark_rows(&programme, district, of)),
                        _ => rows.extend(progress::requirement_rows(&programme, district, of, asked.shown)),
                    }
                }
            }
            rows
        }
        Set::Onboardings | Set::Figures => {
            let mut rows = Vec::new();
            for programme in &asked.programmes {
                let rollout = rollout(site, programme, asked.shown).await?;
                match set {
                    Set::Figures => rows.extend(progress::figure_rows(&rollout, asked.shown)),
                    _ => rows.extend(progress::onboarding_rows(&rollout, asked)),
                }
            }
            rows
        }
    };
    Ok(window.cut(rows))
}

/// The same roll-out that the map shows, by number of district.
async fn rollout(site: &Site, programme: &str, shown: Shown) -> Result<Rollout, AppError> {
    let mut rollout = match shown {
        Shown::Today(today) => load_rollout(&site.db, programme, Lang::Bg, today).await?,
        Shown::Past(clocks) => load_replayed_rollout(site, programme, Lang::Bg, clocks).await?,
    };
    rollout.rows.sort_by_key(|row| row.number);
    Ok(rollout)
}

fn clocks(shown: Shown) -> Clocks {
    shown.clocks().unwrap_or(Clocks::on(shown.day()))
}

async fn ledger(site: &Site, asked: &Asked, window: Window) -> Result<Part, AppError> {
    let mut programmes = asked.programmes.clone();
    programmes.push(String::new());
    let entries = PublicEntries {
        programmes: &programmes,
        district: asked.district.as_deref(),
        clocks: asked.shown.clocks(),
    };
    let (entries, total) = list_public_entries(site.db.read(), entries, window.offset, window.limit).await?;
    Ok(Part { rows: entries.iter().map(ledger_row).collect(), total })
}

fn ledger_row(entry: &Entry) -> Row {
    let named = |text: &str| Cell::from((!text.is_empty()).then_some(text));
    vec![
        entry.seq.into(),
        named(&entry.programme),
        named(&entry.district),
        entry.item.as_str().into(),
        entry.operation.as_str().into(),
        entry.role.as_str().into(),
        reason_for(Reader::Public, entry).into(),
        entry.effective_on.into(),
        moment_iso(entry.recorded_at).into(),
    ]
}
