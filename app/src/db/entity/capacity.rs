//! How many districts may go live in a week.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "capacity")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub programme_id: i64,
    /// An ISO week; empty for every week without a row of its own.
    pub week: String,
    pub version: i64,
    /// `None` without a limit.
    pub places: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
