//! A signed-in browser, under the hash of its token.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub account_id: Option<i64>,
    pub data: String,
    pub expires_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
