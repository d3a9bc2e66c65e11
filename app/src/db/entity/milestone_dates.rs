//! The dates of one milestone in one district.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone_dates")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub onboarding_id: i64,
    pub milestone_id: i64,
    pub version: i64,
    pub window_from: Option<Date>,
    pub window_to: Option<Date>,
    pub preferred_on: Option<Date>,
    pub agreed_on: Option<Date>,
    pub reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
