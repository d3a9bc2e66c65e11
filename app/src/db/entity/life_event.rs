//! Ordered steps, each a service.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "life_event")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub key: String,
    pub position: i32,
    pub kind: String,
    pub name_bg: String,
    pub name_en: String,
    pub design: String,
}

impl ActiveModelBehavior for ActiveModel {}
