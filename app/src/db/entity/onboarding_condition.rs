//! What is known of a district's circumstances in a programme.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "onboarding_condition")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub onboarding_id: i64,
    pub key: String,
    pub version: i64,
    /// `None` when it is not known any more.
    pub holds: Option<bool>,
    /// Since which day; `None` when that was not recorded.
    pub since: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
