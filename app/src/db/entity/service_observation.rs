//! What was observed of a service in a district.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_observation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub district_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_number: i64,
    pub version: i64,
    pub state: Option<String>,
    pub observed_on: Option<Date>,
    pub source: Option<String>,
    pub link: Option<String>,
    /// Whether a program saw it.
    pub automatic: bool,
}

impl ActiveModelBehavior for ActiveModel {}
