//! What an address wants to hear of.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subscription_scope")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub subscription_id: i64,
    /// The district's slug; empty for the whole city.
    #[sea_orm(primary_key, auto_increment = false)]
    pub district: String,
}

impl ActiveModelBehavior for ActiveModel {}
