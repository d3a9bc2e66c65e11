//! Reading and writing outages.

use std::collections::BTreeMap;

use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::model::Outage;
use crate::db::entity::outage::{ActiveModel, Column, Entity, Model};
use crate::db::entity::service;
use crate::db::{Change, internal};
use crate::error::AppError;
use crate::id::{OutageId, Version};
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::ledger::store::list_values;
use crate::programme::model::Holder;
use crate::replay::model::Shown;
use crate::text::Bilingual;

/// An outage with its place in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Row number.
    pub id: OutageId,
    /// Rises with each change.
    pub version: Version,
    /// The outage.
    pub outage: Outage,
}

/// All outages, the latest begin first.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_outages(connection: &impl ConnectionTrait) -> Result<Vec<Recorded>, AppError> {
    let rows =
        Entity::find().order_by_desc(Column::BeginsOn).order_by_desc(Column::Id).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// The outages that touch anything of a programme, as they are known now, in the
/// order in which they were recorded.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_touching(
    connection: &impl ConnectionTrait,
    programme: &str,
) -> Result<Vec<Outage>, AppError> {
    let mut outages = list_in_order(connection).await?;
    outages.retain(|outage| of_programme(outage, programme));
    Ok(outages)
}

async fn list_in_order(connection: &impl ConnectionTrait) -> Result<Vec<Outage>, AppError> {
    let rows = Entity::find().order_by_asc(Column::Id).all(connection).await?;
    rows.into_iter().map(|row| read(row).map(|one| one.outage)).collect()
}

/// The same as the ledger tells of them at a point on both clocks.
///
/// # Errors
/// When the database does not answer or a value cannot be read.
pub async fn list_replayed(
    connection: &impl ConnectionTrait,
    programme: &str,
    clocks: Clocks,
) -> Result<Vec<Outage>, AppError> {
    let mut outages = list_all_replayed(connection, clocks).await?;
    outages.retain(|outage| of_programme(outage, programme));
    Ok(outages)
}

/// All of them, in the order in which they were recorded.
async fn list_all_replayed(
    connection: &impl ConnectionTrait,
    clocks: Clocks,
) -> Result<Vec<Outage>, AppError> {
    let mut outages = BTreeMap::new();
    for value in list_values(connection, "", Some(""), clocks).await? {
        if let Ok(Item::Outage(number)) = value.item.parse() {
            let outage: Outage = serde_json::from_str(&value.new_value).map_err(|error| internal(&error))?;
            outages.insert(number, outage);
        }
    }
    Ok(outages.into_values().collect())
}

/// The outages that touch services on the day shown.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_of_services(
    connection: &impl ConnectionTrait,
    shown: Shown,
) -> Result<Vec<Outage>, AppError> {
    let mut outages = match shown {
        Shown::Today(_) => list_in_order(connection).await?,
        Shown::Past(clocks) => list_all_replayed(connection, clocks).await?,
    };
    outages.retain(|one: &Outage| one.is_on(shown.day()) && !one.services.is_empty());
    Ok(outages)
}

/// The outage of this row number.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_outage(connection: &impl ConnectionTrait, id: OutageId) -> Result<Recorded, AppError> {
    read(Entity::find_by_id(id.0).one(connection).await?.ok_or(AppError::NotFound)?)
}

/// Writes a new outage.
///
/// # Errors
/// When the database does not answer.
pub async fn create_outage(change: &Change, outage: &Outage) -> Result<OutageId, AppError> {
    let inserted = Entity::insert(row(outage, Version(1))?).exec(&change.tx).await?;
    Ok(OutageId(inserted.last_insert_id))
}

/// Writes an outage anew, provided its version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn save_outage(
    change: &Change,
    id: OutageId,
    expected: Version,
    outage: &Outage,
) -> Result<(), AppError> {
    let updated = Entity::update_many()
        .set(row(outage, expected.next())?)
        .filter(Column::Id.eq(id.0))
        .filter(Column::Version.eq(expected.0))
        .exec(&change.tx)
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict { item: format!("outage:{id}"), conflict: None })
    }
}

/// Takes an outage away, provided its version is still `expected`; the ledger keeps
/// what it was.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn delete_outage(change: &Change, id: OutageId, expected: Version) -> Result<(), AppError> {
    let deleted = Entity::delete_many()
        .filter(Column::Id.eq(id.0))
        .filter(Column::Version.eq(expected.0))
        .exec(&change.tx)
        .await?;
    if deleted.rows_affected == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict { item: format!("outage:{id}"), conflict: None })
    }
}

/// The services that can be touched, by number.
///
/// # Errors
/// When the database does not answer.
pub async fn list_services(connection: &impl ConnectionTrait) -> Result<Vec<(i64, Bilingual)>, AppError> {
    let rows = service::Entity::find().order_by_asc(service::Column::Number).all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.number, Bilingual { bg: row.name_bg, en: row.name_en })).collect())
}

fn of_programme(outage: &Outage, programme: &str) -> bool {
    outage.requirements.iter().any(|one| one.split_once(':').is_some_and(|(of, _)| of == programme))
}

fn row(outage: &Outage, version: Version) -> Result<ActiveModel, AppError> {
    Ok(ActiveModel {
        version: Set(version.0),
        title: Set(outage.title.clone()),
        title_en: Set(outage.title_en.clone()),
        holder: Set(outage.holder.key().to_owned()),
        begins_on: Set(outage.begins_on),
        ends_on: Set(outage.ends_on),
        requirements: Set(serde_json::to_string(&outage.requirements).map_err(|error| internal(&error))?),
        services: Set(serde_json::to_string(&outage.services).map_err(|error| internal(&error))?),
        ..Default::default()
    })
}

fn read(row: Model) -> Result<Recorded, AppError> {
    let holder = Holder::from_key(&row.holder)
        .ok_or_else(|| DbErr::Type(format!("outage {}: unknown holder", row.id)))?;
    Ok(Recorded {
        id: OutageId(row.id),
        version: Version(row.version),
        outage: Outage {
            title: row.title,
            title_en: row.title_en,
            holder,
            begins_on: row.begins_on,
            ends_on: row.ends_on,
            requirements: serde_json::from_str(&row.requirements).map_err(|error| internal(&error))?,
            services: serde_json::from_str(&row.services).map_err(|error| internal(&error))?,
        },
    })
}
