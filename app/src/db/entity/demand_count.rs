//! How often a service was needed in a district in a week.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "demand_count")]
pub struct Model {
    /// Its Monday.
    #[sea_orm(primary_key, auto_increment = false)]
    pub week: Date,
    #[sea_orm(primary_key, auto_increment = false)]
    pub service_number: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub district_id: i64,
    pub count: i64,
}

impl ActiveModelBehavior for ActiveModel {}
