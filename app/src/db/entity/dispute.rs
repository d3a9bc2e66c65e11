//! What the public contests.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dispute")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub version: i64,
    /// The district's slug.
    pub district: String,
    /// The programme's key; empty for a service.
    pub programme: String,
    pub milestone: Option<String>,
    pub service: Option<i64>,
    /// None once it was refused.
    pub text: Option<String>,
    pub received_on: Date,
    pub state: String,
    pub answer: Option<String>,
    pub answered_on: Option<Date>,
    /// Where the answer is sent; gone with the decision.
    pub reply_email: Option<String>,
    pub reply_lang: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
