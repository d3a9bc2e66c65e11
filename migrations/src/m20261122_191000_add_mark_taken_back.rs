//! From when on a mark stands no longer: until then it was deleted, and the
//! municipality seemed to have had the milestone before it since its gate opened.

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

const UP: &[&str] = &["ALTER TABLE milestone_mark ADD COLUMN taken_back_on DATE"];

const DOWN: &[&str] = &[
    "DELETE FROM milestone_mark WHERE taken_back_on IS NOT NULL",
    "ALTER TABLE milestone_mark DROP COLUMN taken_back_on",
];
