//! One district in one programme.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "onboarding")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub district_id: i64,
    pub programme_id: i64,
    pub checklist_version_id: i64,
    pub version: i64,
    pub opened_on: Option<Date>,
    pub window_from: Option<Date>,
    pub window_to: Option<Date>,
    pub preferred_on: Option<Date>,
    pub agreed_on: Option<Date>,
    pub suspended_on: Option<Date>,
    pub suspension_reason: Option<String>,
    pub expected_return_on: Option<Date>,
    pub dates_version: i64,
    pub dates_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
