//! What a district says of a service.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_declaration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub district_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_number: i64,
    pub version: i64,
    pub state: Option<String>,
    pub part_bg: String,
    pub part_en: String,
    pub since: Option<Date>,
    pub source: Option<String>,
    pub link: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
