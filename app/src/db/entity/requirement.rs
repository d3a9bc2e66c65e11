//! What a milestone needs, in one checklist version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "requirement")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub checklist_version_id: i64,
    pub milestone_id: i64,
    pub key: String,
    pub position: i32,
    pub name_bg: String,
    pub name_en: String,
    pub basis_bg: Option<String>,
    pub basis_en: Option<String>,
    pub source_bg: String,
    pub source_en: String,
    pub next_bg: String,
    pub next_en: String,
    pub evidence: String,
    pub holder: String,
    pub evidence_valid_months: Option<i32>,
    pub applies_when: Option<String>,
    pub after_keys: String,
    pub must_be_met_by: Option<Date>,
    /// The number of the version it came with.
    pub since_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
