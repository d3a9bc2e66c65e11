//! A requirement's record in one onboarding.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "requirement_state")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub onboarding_id: i64,
    /// The same in all versions of a checklist.
    pub requirement_key: String,
    pub version: i64,
    pub state: String,
    pub holder: String,
    pub holder_since: Date,
    pub evidence_kind: Option<String>,
    pub evidence_body: Option<String>,
    pub valid_until: Option<Date>,
    pub return_reasons: String,
    pub note: Option<String>,
    pub renewal_kind: Option<String>,
    pub renewal_body: Option<String>,
    pub renewal_since: Option<Date>,
    pub renewal_valid_until: Option<Date>,
    pub renewal_return_reasons: Option<String>,
    pub renewal_note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
