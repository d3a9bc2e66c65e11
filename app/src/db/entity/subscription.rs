//! An address that wants to be written to.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subscription")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub email: String,
    pub lang: String,
    pub confirmed_at: i64,
    pub suspended_at: Option<i64>,
    /// What the mail server said of it.
    pub bounced: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
