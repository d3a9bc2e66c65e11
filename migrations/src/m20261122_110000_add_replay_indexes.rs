//! What replaying a day asks of the ledger, answered from indexes alone: the
//! last entry of each item below two limits, and the first and the last instant.

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
    "CREATE INDEX ledger_entry_by_item ON ledger_entry
       (programme, district, item, seq, effective_on, recorded_at)",
    "CREATE INDEX ledger_entry_by_instant ON ledger_entry (recorded_at)",
];

const DOWN: &[&str] = &["DROP INDEX ledger_entry_by_instant", "DROP INDEX ledger_entry_by_item"];
