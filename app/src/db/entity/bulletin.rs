//! A month's bulletin, published or not.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bulletin")]
pub struct Model {
    /// `2026-10`
    #[sea_orm(primary_key, auto_increment = false)]
    pub month: String,
    pub version: i64,
    pub text_bg: String,
    pub text_en: String,
    pub written_at: i64,
    pub published_at: Option<i64>,
    /// The account's user name; never shown to the public.
    pub published_by: Option<String>,
    /// The instant of the last entry of the ledger then.
    pub known_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
