//! The true boundaries of the districts: none, or one set of them.

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
    // Read and written whole; a new import takes the place of the one before.
    "CREATE TABLE boundaries (
       id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
       imported_at BIGINT NOT NULL,
       source TEXT NOT NULL CHECK (source <> ''),
       areas TEXT NOT NULL
     )",
];

const DOWN: &[&str] = &["DROP TABLE boundaries"];
