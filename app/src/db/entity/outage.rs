//! What fails for all districts at once.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outage")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub version: i64,
    pub title: String,
    /// The same in English, where somebody has said it.
    pub title_en: Option<String>,
    pub holder: String,
    pub begins_on: Date,
    pub ends_on: Option<Date>,
    /// JSON, `["unified-model:eauth"]`.
    pub requirements: String,
    /// JSON, numbers.
    pub services: String,
}

impl ActiveModelBehavior for ActiveModel {}
