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
    /// Its host with its port: what is left in peace together.
    pub host: String,
    /// What is found there when the service is.
    pub phrase: String,
    pub checked_at: Option<i64>,
    pub outcome: Option<String>,
    /// The same, so many times in a row.
    pub seen: Option<String>,
    pub times: i64,
    /// How often in a row asking led to nothing.
    pub in_vain: i64,
    pub next_at: i64,
    /// Until when the host wants to be left alone.
    pub not_before: i64,
}

impl ActiveModelBehavior for ActiveModel {}
