//! The last mark of a milestone, with the agreed day it is measured by and the day
//! from which it stands no longer.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone_mark")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub onboarding_id: i64,
    pub milestone_id: i64,
    pub kind: String,
    pub reached_on: Option<Date>,
    pub source_bg: Option<String>,
    pub source_en: Option<String>,
    pub taken_back_on: Option<Date>,
    pub agreed_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
