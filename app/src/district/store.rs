//! Reading districts.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::model::District;
use crate::db::entity::district::{Column, Entity, Model};
use crate::db::internal;
use crate::error::AppError;
use crate::id::DistrictId;
use crate::text::{Bilingual, Lang};

/// A district's name and the name of its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictName {
    /// Code in the national register.
    pub code: String,
    /// Name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Bilingual,
}

/// The district of this name in addresses.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_district(connection: &impl ConnectionTrait, slug: &str) -> Result<District, AppError> {
    let row =
        Entity::find().filter(Column::Slug.eq(slug)).one(connection).await?.ok_or(AppError::NotFound)?;
    read(row)
}

/// Every district, in the order of their numbers.
///
/// # Errors
/// When the database does not answer.
pub async fn list_districts(connection: &impl ConnectionTrait) -> Result<Vec<District>, AppError> {
    let rows = Entity::find().order_by_asc(Column::Number).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// The names of the districts with these codes, in the order of their numbers.
///
/// # Errors
/// When the database does not answer.
pub async fn list_names(
    connection: &impl ConnectionTrait,
    codes: &[String],
) -> Result<Vec<DistrictName>, AppError> {
    let rows =
        Entity::find().filter(Column::Code.is_in(codes)).order_by_asc(Column::Number).all(connection).await?;
    Ok(rows.into_iter().map(name).collect())
}

/// The names of all districts, in the order of their names in this language.
///
/// # Errors
/// When the database does not answer.
pub async fn list_all_names(
    connection: &impl ConnectionTrait,
    lang: Lang,
) -> Result<Vec<DistrictName>, AppError> {
    let by_name = lang.pick(Column::SortBg, Column::SortEn);
    let rows = Entity::find().order_by_asc(by_name).all(connection).await?;
    Ok(rows.into_iter().map(name).collect())
}

fn name(row: Model) -> DistrictName {
    DistrictName { code: row.code, slug: row.slug, name: Bilingual { bg: row.name_bg, en: row.name_en } }
}

fn read(row: Model) -> Result<District, AppError> {
    Ok(District {
        id: DistrictId(row.id),
        number: row.number,
        code: row.code,
        slug: row.slug,
        name: Bilingual { bg: row.name_bg, en: row.name_en },
        eik: row.eik,
        population_2011: row.population_2011,
        population_2021: row.population_2021,
        area_km2: row.area_km2,
        neighbours: serde_json::from_str(&row.neighbours).map_err(|error| internal(&error))?,
        sources: serde_json::from_str(&row.sources).map_err(|error| internal(&error))?,
    })
}
