//! A subscription that its owner has not confirmed yet.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subscription_request")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub token_hash: String,
    pub email: String,
    pub lang: String,
    /// The district's slug; empty for the whole city.
    pub district: String,
    pub requested_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
