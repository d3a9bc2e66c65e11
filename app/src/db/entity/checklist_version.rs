//! A version of a programme's checklist.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "checklist_version")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub programme_id: i64,
    pub number: i32,
    pub holds_from: Date,
    pub note_bg: String,
    pub note_en: String,
    /// In milliseconds; 0 for what came with the installation, `None` for a draft.
    pub published_at: Option<i64>,
    /// Of a draft: rises with each change.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
