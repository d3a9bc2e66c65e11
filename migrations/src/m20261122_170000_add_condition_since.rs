//! Since which day a district's condition is as it is recorded.

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

// What is there already was recorded without a day, in the ledger too.
const UP: &[&str] = &["ALTER TABLE onboarding_condition ADD COLUMN since DATE"];

const DOWN: &[&str] = &["ALTER TABLE onboarding_condition DROP COLUMN since"];
