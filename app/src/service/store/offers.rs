//! Both sides of each service in each district.

use std::collections::BTreeMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use serde::de::DeserializeOwned;

use super::{Offers, Recorded};
use crate::db::entity::{district, service_declaration as declared, service_observation as observed};
use crate::db::{Change, internal};
use crate::error::AppError;
use crate::id::{DistrictId, Version};
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::replay::model::Shown;
use crate::service::model::{Declaration, Declared, Observation, Observed, Source};
use crate::site::Site;
use crate::text::Bilingual;

/// What is known of all services in all districts, today or at a point of the
/// past.
///
/// # Errors
/// When the database does not answer or a value cannot be read.
pub async fn load_offers(site: &Site, shown: Shown) -> Result<Offers, AppError> {
    match shown {
        Shown::Today(_) => list_present(site.db.read()).await,
        Shown::Past(clocks) => list_replayed(site, clocks).await,
    }
}

/// The same as the tables say.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_present(connection: &impl ConnectionTrait) -> Result<Offers, AppError> {
    let slugs: BTreeMap<i64, String> =
        district::Entity::find().all(connection).await?.into_iter().map(|row| (row.id, row.slug)).collect();
    let slug = |id: i64| slugs.get(&id).cloned().unwrap_or_default();
    let mut offers = Offers::default();
    for row in declared::Entity::find().all(connection).await? {
        let one = offers.0.entry((slug(row.district_id), row.service_number)).or_default();
        one.declared_version = Version(row.version);
        one.offer.declared = read_declaration(row)?;
    }
    for row in observed::Entity::find().all(connection).await? {
        let one = offers.0.entry((slug(row.district_id), row.service_number)).or_default();
        one.observed_version = Version(row.version);
        one.offer.observed = read_observation(row)?;
    }
    Ok(offers)
}

/// The same as the ledger tells of a point on both clocks.
async fn list_replayed(site: &Site, clocks: Clocks) -> Result<Offers, AppError> {
    let mut offers: BTreeMap<(String, i64), Recorded> = BTreeMap::new();
    for value in site.history.list_values(site.db.read(), "", clocks).await? {
        match value.item.parse() {
            Ok(Item::Declared(service)) => {
                let one = offers.entry((value.district, service)).or_default();
                one.offer.declared = Some(json(&value.new_value)?);
            }
            Ok(Item::Observed(service)) => {
                let one = offers.entry((value.district, service)).or_default();
                one.offer.observed = Some(json(&value.new_value)?);
            }
            _ => {}
        }
    }
    Ok(Offers(offers))
}

/// What is declared of a service in a district, and how often that has changed.
///
/// # Errors
/// When the database does not answer or the row cannot be read.
pub async fn load_declaration(
    connection: &impl ConnectionTrait,
    district: DistrictId,
    service: i64,
) -> Result<(Option<Declaration>, Version), AppError> {
    match declared::Entity::find_by_id((district.0, service)).one(connection).await? {
        Some(row) => {
            let version = Version(row.version);
            Ok((read_declaration(row)?, version))
        }
        None => Ok((None, Version::default())),
    }
}

/// What was observed of a service in a district, and how often that has changed.
///
/// # Errors
/// When the database does not answer or the row cannot be read.
pub async fn load_observation(
    connection: &impl ConnectionTrait,
    district: DistrictId,
    service: i64,
) -> Result<(Option<Observation>, Version), AppError> {
    match observed::Entity::find_by_id((district.0, service)).one(connection).await? {
        Some(row) => {
            let version = Version(row.version);
            Ok((read_observation(row)?, version))
        }
        None => Ok((None, Version::default())),
    }
}

/// Writes what is declared, provided its version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn save_declaration(
    change: &Change,
    district: DistrictId,
    service: i64,
    expected: Version,
    declaration: Option<&Declaration>,
) -> Result<(), AppError> {
    let source = declaration.and_then(|one| one.source.as_ref());
    let part = declaration.map(|one| one.part.clone()).unwrap_or_default();
    let row = declared::ActiveModel {
        district_id: Set(district.0),
        service_number: Set(service),
        version: Set(expected.next().0),
        state: Set(declaration.map(|one| one.state.key().to_owned())),
        part_bg: Set(part.bg),
        part_en: Set(part.en),
        since: Set(declaration.map(|one| one.since)),
        source: Set(source.map(|one| one.text.clone())),
        link: Set(source.and_then(|one| one.link.clone())),
    };
    let saved = if expected == Version::default() {
        // Changes come one after another, so nobody else inserts it meanwhile.
        declared::Entity::insert(row).exec_without_returning(&change.tx).await? == 1
    } else {
        let updated = declared::Entity::update_many()
            .set(row)
            .filter(declared::Column::DistrictId.eq(district.0))
            .filter(declared::Column::ServiceNumber.eq(service))
            .filter(declared::Column::Version.eq(expected.0))
            .exec(&change.tx)
            .await?;
        updated.rows_affected == 1
    };
    found(saved, &Item::Declared(service))
}

/// Writes what was observed, provided its version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn save_observation(
    change: &Change,
    district: DistrictId,
    service: i64,
    expected: Version,
    observation: Option<&Observation>,
) -> Result<(), AppError> {
    let row = observed::ActiveModel {
        district_id: Set(district.0),
        service_number: Set(service),
        version: Set(expected.next().0),
        state: Set(observation.map(|one| one.state.key().to_owned())),
        observed_on: Set(observation.map(|one| one.on)),
        source: Set(observation.map(|one| one.source.text.clone())),
        link: Set(observation.and_then(|one| one.source.link.clone())),
        automatic: Set(observation.is_some_and(|one| one.automatic)),
    };
    let saved = if expected == Version::default() {
        // Changes come one after another, so nobody else inserts it meanwhile.
        observed::Entity::insert(row).exec_without_returning(&change.tx).await? == 1
    } else {
        let updated = observed::Entity::update_many()
            .set(row)
            .filter(observed::Column::DistrictId.eq(district.0))
            .filter(observed::Column::ServiceNumber.eq(service))
            .filter(observed::Column::Version.eq(expected.0))
            .exec(&change.tx)
            .await?;
        updated.rows_affected == 1
    };
    found(saved, &Item::Observed(service))
}

fn found(saved: bool, item: &Item) -> Result<(), AppError> {
    if saved { Ok(()) } else { Err(AppError::Conflict { item: item.to_string(), conflict: None }) }
}

fn read_declaration(row: declared::Model) -> Result<Option<Declaration>, AppError> {
    let Some((state, since)) = row.state.zip(row.since) else { return Ok(None) };
    let state = Declared::from_key(&state).ok_or_else(|| unknown(&state))?;
    let source = row.source.map(|text| Source { text, link: row.link });
    let part = Bilingual { bg: row.part_bg, en: row.part_en };
    Ok(Some(Declaration { state, part, since, source }))
}

fn read_observation(row: observed::Model) -> Result<Option<Observation>, AppError> {
    let Some(((state, on), text)) = row.state.zip(row.observed_on).zip(row.source) else { return Ok(None) };
    let state = Observed::from_key(&state).ok_or_else(|| unknown(&state))?;
    let source = Source { text, link: row.link };
    Ok(Some(Observation { state, on, source, automatic: row.automatic }))
}

fn unknown(state: &str) -> DbErr {
    DbErr::Type(format!("unknown state of a service: {state}"))
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, AppError> {
    serde_json::from_str(text).map_err(|error| internal(&error))
}
