//! One of the district administrations.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "district")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub number: i32,
    pub code: String,
    pub slug: String,
    pub name_bg: String,
    pub name_en: String,
    pub sort_bg: String,
    pub sort_en: String,
    pub eik: String,
    pub population_2011: i64,
    pub population_2021: Option<i64>,
    pub area_km2: f64,
    pub latitude: f64,
    pub longitude: f64,
    pub neighbours: String,
    pub mosaic: String,
    pub sources: String,
}

impl ActiveModelBehavior for ActiveModel {}
