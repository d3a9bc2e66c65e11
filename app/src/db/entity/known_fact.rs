//! A known fact of the roll-out's history.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_fact")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub happened_on: Date,
    pub text_bg: String,
    pub text_en: String,
    pub source_bg: String,
    pub source_en: String,
}

impl ActiveModelBehavior for ActiveModel {}
