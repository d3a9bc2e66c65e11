//! A public address that is asked for a service in a district.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "observer_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub district_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_number: i64,
    pub address: String,
    /// What is found there when the service is.
    pub phrase: String,
    pub checked_at: Option<i64>,
    pub outcome: Option<String>,
    /// In a row.
    pub failures: i64,
    pub next_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
