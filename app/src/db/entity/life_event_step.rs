//! A step of a life event.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "life_event_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub life_event_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub service_number: i64,
    pub two_ended: bool,
}

impl ActiveModelBehavior for ActiveModel {}
