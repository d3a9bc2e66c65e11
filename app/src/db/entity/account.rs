//! Who may sign in.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub user_name: String,
    pub password_hash: String,
    pub role: String,
    pub disabled: bool,
    pub demonstration: bool,
    pub created_at: i64,
    pub password_changed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
