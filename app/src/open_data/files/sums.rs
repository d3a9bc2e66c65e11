//! The checksums of an edition's files.

use std::sync::Arc;

use chrono::NaiveDate;
use tokio::sync::RwLock;

use super::{Edition, edition, find_last_day, geo, name, path, write};
use crate::error::AppError;
use crate::ledger::store::hash_text;
use crate::open_data::datasets::Set;
use crate::open_data::model::Form;
use crate::site::Site;

/// A file with what it can be checked by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// What it is of; `None` of boundaries.
    pub set: Option<Set>,
    /// What kind of file it is.
    pub form: Form,
    /// Its name.
    pub file: String,
    /// Its address.
    pub path: String,
    /// How many bytes it has.
    pub bytes: usize,
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// The checksums of the last day, computed when they are first asked for.
#[derive(Debug, Default)]
pub struct Sums(RwLock<Option<(NaiveDate, Arc<Vec<Sum>>)>>);

/// The checksums of the last day whose files are there, with that day; `None`
/// before the first.
///
/// # Errors
/// When the database does not answer.
pub async fn find_sums(site: &Site) -> Result<Option<(NaiveDate, Arc<Vec<Sum>>)>, AppError> {
    let Some(day) = find_last_day(site).await? else { return Ok(None) };
    let kept = site.open_sums.0.read().await.clone();
    if let Some(kept) = kept.filter(|(of, _)| *of == day) {
        return Ok(Some(kept));
    }
    let mut slot = site.open_sums.0.write().await;
    if let Some(kept) = slot.clone().filter(|(of, _)| *of == day) {
        return Ok(Some(kept));
    }
    let edition = edition(site, &day.to_string()).await?;
    let mut sums = Vec::new();
    for set in Set::ALL {
        sums.extend(of_set(site, set, &edition).await?);
    }
    let found = (day, Arc::new(sums));
    *slot = Some(found.clone());
    Ok(Some(found))
}

/// The checksums of every file of an edition, boundaries too where there are any.
///
/// # Errors
/// When the database does not answer.
pub async fn compute(site: &Site, edition: &Edition) -> Result<Vec<Sum>, AppError> {
    let mut sums = Vec::new();
    for set in Set::ALL {
        sums.extend(of_set(site, set, edition).await?);
    }
    for programme in &edition.asked.programmes {
        match geo::collection(site, programme, edition).await {
            Ok(bytes) => {
                let file = format!("{}{programme}.{}", super::BOUNDARIES, Form::GeoJson.extension());
                sums.push(sum(None, Form::GeoJson, file, &bytes, edition));
            }
            Err(AppError::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(sums)
}

/// As `sha256sum --check` reads it.
pub fn text(sums: &[Sum]) -> String {
    sums.iter().map(|sum| format!("{}  {}\n", sum.sha256, sum.file)).collect()
}

async fn of_set(site: &Site, set: Set, edition: &Edition) -> Result<Vec<Sum>, AppError> {
    let mut sums = Vec::new();
    for form in Form::OF_TABLES {
        let bytes = write(site, set, form, edition).await?;
        sums.push(sum(Some(set), form, name(set, form), &bytes, edition));
    }
    Ok(sums)
}

fn sum(set: Option<Set>, form: Form, file: String, bytes: &[u8], edition: &Edition) -> Sum {
    let path = path(&edition.name, &file);
    Sum { set, form, file, path, bytes: bytes.len(), sha256: hash_text(bytes) }
}
