//! The one row that heads the ledger and counts content versions.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "installation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub content_version: i64,
    pub ledger_length: i64,
    pub ledger_hash: String,
    pub demonstration: bool,
}

impl ActiveModelBehavior for ActiveModel {}
