//! What fails for all districts at once, recorded once.

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
    // What is touched is read and written whole: requirements as
    // "programme:key", services by number.
    "CREATE TABLE outage (
       id {id},
       version BIGINT NOT NULL,
       title TEXT NOT NULL,
       holder TEXT NOT NULL CHECK (holder IN ('municipality', 'state', 'vendor')),
       begins_on DATE NOT NULL,
       ends_on DATE,
       requirements TEXT NOT NULL,
       services TEXT NOT NULL,
       CHECK (ends_on >= begins_on)
     )",
];

const DOWN: &[&str] = &["DROP TABLE outage"];
