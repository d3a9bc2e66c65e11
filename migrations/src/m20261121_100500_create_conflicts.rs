//! Changes that came second and were refused: kept until their author chooses.

use sea_orm_migration::prelude::*;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, DOWN).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &[&str] = &[
    "CREATE TABLE conflict (
       id {id},
       account_id BIGINT NOT NULL REFERENCES account(id),
       operation TEXT NOT NULL,
       onboarding_id BIGINT NOT NULL REFERENCES onboarding(id),
       item TEXT NOT NULL,
       fields TEXT NOT NULL,
       back TEXT NOT NULL,
       recorded_at BIGINT NOT NULL,
       outcome TEXT CHECK (outcome IN ('kept_theirs', 'kept_mine')),
       closed_at BIGINT,
       CHECK ((outcome IS NULL) = (closed_at IS NULL))
     )",
    "CREATE INDEX conflict_by_account ON conflict (account_id, closed_at)",
];

const DOWN: &[&str] = &["DROP TABLE conflict"];
