//! The ledger, which only grows, and the one row that heads it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        dialect::run_on(manager, DbBackend::Sqlite, SQLITE_TRIGGERS).await?;
        dialect::run_on(manager, DbBackend::Postgres, POSTGRES_TRIGGERS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run_on(
            manager,
            DbBackend::Postgres,
            &[
                "DROP TRIGGER ledger_entry_only_grows ON ledger_entry",
                "DROP TRIGGER ledger_entry_keeps_all ON ledger_entry",
                "DROP FUNCTION refuse_ledger_change",
            ],
        )
        .await?;
        dialect::run(manager, DOWN).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &[&str] = &[
    "CREATE TABLE ledger_entry (
       seq BIGINT NOT NULL PRIMARY KEY,
       programme TEXT NOT NULL,
       district TEXT NOT NULL,
       item TEXT NOT NULL,
       operation TEXT NOT NULL,
       old_value TEXT,
       new_value TEXT,
       reason TEXT,
       account_id BIGINT,
       account_name TEXT,
       role TEXT NOT NULL,
       effective_on DATE,
       recorded_at BIGINT NOT NULL,
       previous_hash TEXT NOT NULL,
       hash TEXT NOT NULL UNIQUE
     )",
    "CREATE INDEX ledger_entry_by_onboarding ON ledger_entry (programme, district, seq)",
    "CREATE TABLE installation (
       id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
       content_version BIGINT NOT NULL,
       ledger_length BIGINT NOT NULL,
       ledger_hash TEXT NOT NULL,
       demonstration BOOLEAN NOT NULL
     )",
    "INSERT INTO installation (id, content_version, ledger_length, ledger_hash, demonstration) VALUES (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000', FALSE)",
];

const DOWN: &[&str] = &["DROP TABLE installation", "DROP TABLE ledger_entry"];

const SQLITE_TRIGGERS: &[&str] = &[
    "CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
     BEGIN SELECT RAISE(ABORT, 'the ledger only grows: UPDATE refused'); END",
    "CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
     BEGIN SELECT RAISE(ABORT, 'the ledger only grows: DELETE refused'); END",
    // INSERT OR REPLACE deletes without firing the delete trigger (unless
    // recursive triggers are on), so a taken number is refused by itself.
    "CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
     WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE seq = NEW.seq OR hash = NEW.hash)
     BEGIN SELECT RAISE(ABORT, 'the ledger only grows: REPLACE refused'); END",
];

const POSTGRES_TRIGGERS: &[&str] = &[
    "CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'the ledger only grows: % refused', TG_OP; END $$",
    "CREATE TRIGGER ledger_entry_only_grows BEFORE UPDATE OR DELETE ON ledger_entry
     FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()",
    "CREATE TRIGGER ledger_entry_keeps_all BEFORE TRUNCATE ON ledger_entry
     FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()",
];
