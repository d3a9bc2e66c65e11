//! A letter and what has become of it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub cause: String,
    pub message_id: String,
    pub subscription_id: Option<i64>,
    pub request_id: Option<i64>,
    pub dispute_id: Option<i64>,
    pub token_hash: Option<String>,
    pub lang: String,
    pub recipient: String,
    pub subject: String,
    pub plain: String,
    pub html: String,
    pub unsubscribe: Option<String>,
    pub state: String,
    pub queued_at: i64,
    pub next_at: i64,
    pub leased_until: Option<i64>,
    pub attempts: i64,
    pub failure: Option<String>,
    pub ended_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
