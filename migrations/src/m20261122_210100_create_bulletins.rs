//! The monthly bulletins. What is published stays as it is.

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
        let triggers = &["DROP TRIGGER bulletin_stays ON bulletin", "DROP FUNCTION refuse_bulletin_change"];
        dialect::run_on(manager, DbBackend::Postgres, triggers).await?;
        dialect::run(manager, DOWN).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &[&str] = &["CREATE TABLE bulletin (
       month TEXT PRIMARY KEY NOT NULL,
       version BIGINT NOT NULL,
       text_bg TEXT NOT NULL,
       text_en TEXT NOT NULL,
       written_at BIGINT NOT NULL,
       published_at BIGINT,
       published_by TEXT,
       known_at BIGINT,
       CHECK ((published_at IS NULL) = (published_by IS NULL)),
       CHECK ((published_at IS NULL) = (known_at IS NULL))
     )"];

const DOWN: &[&str] = &["DROP TABLE bulletin"];

const SQLITE_TRIGGERS: &[&str] = &[
    "CREATE TRIGGER bulletin_no_update BEFORE UPDATE ON bulletin WHEN OLD.published_at IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'a published bulletin stays: UPDATE refused'); END",
    "CREATE TRIGGER bulletin_no_delete BEFORE DELETE ON bulletin WHEN OLD.published_at IS NOT NULL
     BEGIN SELECT RAISE(ABORT, 'a published bulletin stays: DELETE refused'); END",
    "CREATE TRIGGER bulletin_no_replace BEFORE INSERT ON bulletin
     WHEN EXISTS (SELECT 1 FROM bulletin WHERE month = NEW.month AND published_at IS NOT NULL)
     BEGIN SELECT RAISE(ABORT, 'a published bulletin stays: REPLACE refused'); END",
];

const POSTGRES_TRIGGERS: &[&str] = &[
    "CREATE FUNCTION refuse_bulletin_change() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN RAISE EXCEPTION 'a published bulletin stays: % refused', TG_OP; END $$",
    "CREATE TRIGGER bulletin_stays BEFORE UPDATE OR DELETE ON bulletin
     FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_bulletin_change()",
];
