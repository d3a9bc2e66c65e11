//! Where the answer to a dispute is sent, as long as there is none; and letters that
//! belong to a dispute.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::dialect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UP).await?;
        dialect::run_on(manager, DbBackend::Sqlite, SQLITE_UP).await?;
        dialect::run_on(manager, DbBackend::Postgres, POSTGRES_UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run_on(manager, DbBackend::Sqlite, SQLITE_DOWN).await?;
        dialect::run_on(manager, DbBackend::Postgres, POSTGRES_DOWN).await?;
        dialect::run(manager, DOWN).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

const UP: &[&str] = &[
    // Gone with the decision: the database keeps no address that nobody needs.
    "ALTER TABLE dispute ADD COLUMN reply_email TEXT
       CHECK (reply_email IS NULL OR state IN ('received', 'examined'))",
    "ALTER TABLE dispute ADD COLUMN reply_lang TEXT
       CHECK ((reply_lang IS NULL) = (reply_email IS NULL) AND (reply_lang IS NULL OR reply_lang IN ('bg', 'en')))",
];

const DOWN: &[&str] =
    &["ALTER TABLE dispute DROP COLUMN reply_lang", "ALTER TABLE dispute DROP COLUMN reply_email"];

// Whom a letter belongs to is one of three now. PostgreSQL named the constraint so.
const POSTGRES_UP: &[&str] = &[
    "ALTER TABLE outbox ADD COLUMN dispute_id BIGINT REFERENCES dispute (id) ON DELETE CASCADE",
    "ALTER TABLE outbox DROP CONSTRAINT outbox_check",
    "ALTER TABLE outbox ADD CONSTRAINT outbox_check
       CHECK (num_nonnulls(subscription_id, request_id, dispute_id) = 1)",
];

const POSTGRES_DOWN: &[&str] = &[
    "DELETE FROM outbox WHERE dispute_id IS NOT NULL",
    "ALTER TABLE outbox DROP CONSTRAINT outbox_check",
    "ALTER TABLE outbox ADD CONSTRAINT outbox_check
       CHECK ((subscription_id IS NULL) <> (request_id IS NULL))",
    "ALTER TABLE outbox DROP COLUMN dispute_id",
];

// SQLite changes no constraint: the table is made anew and filled.
const SQLITE_UP: &[&str] = &[
    "CREATE TABLE outbox_anew (
       id {id},
       cause TEXT NOT NULL,
       message_id TEXT NOT NULL UNIQUE,
       subscription_id BIGINT REFERENCES subscription (id) ON DELETE CASCADE,
       request_id BIGINT REFERENCES subscription_request (id) ON DELETE CASCADE,
       dispute_id BIGINT REFERENCES dispute (id) ON DELETE CASCADE,
       token_hash TEXT UNIQUE,
       lang TEXT NOT NULL CHECK (lang IN ('bg', 'en')),
       recipient TEXT NOT NULL,
       subject TEXT NOT NULL,
       plain TEXT NOT NULL,
       html TEXT NOT NULL,
       unsubscribe TEXT,
       state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'dead')),
       queued_at BIGINT NOT NULL,
       next_at BIGINT NOT NULL,
       leased_until BIGINT,
       attempts BIGINT NOT NULL,
       failure TEXT,
       ended_at BIGINT,
       CHECK ((subscription_id IS NOT NULL) + (request_id IS NOT NULL) + (dispute_id IS NOT NULL) = 1),
       CHECK ((state = 'queued') = (ended_at IS NULL)),
       CHECK (state <> 'sent' OR (recipient = '' AND plain = '' AND html = '' AND unsubscribe IS NULL))
     )",
    "INSERT INTO outbox_anew (id, cause, message_id, subscription_id, request_id, token_hash, lang,
       recipient, subject, plain, html, unsubscribe, state, queued_at, next_at, leased_until, attempts,
       failure, ended_at)
     SELECT id, cause, message_id, subscription_id, request_id, token_hash, lang, recipient, subject,
       plain, html, unsubscribe, state, queued_at, next_at, leased_until, attempts, failure, ended_at
     FROM outbox",
    "DROP TABLE outbox",
    "ALTER TABLE outbox_anew RENAME TO outbox",
    "CREATE UNIQUE INDEX outbox_once ON outbox (cause, subscription_id)",
    "CREATE INDEX outbox_due ON outbox (state, next_at)",
    "CREATE INDEX outbox_by_subscription ON outbox (subscription_id)",
];

const SQLITE_DOWN: &[&str] = &[
    "CREATE TABLE outbox_anew (
       id {id},
       cause TEXT NOT NULL,
       message_id TEXT NOT NULL UNIQUE,
       subscription_id BIGINT REFERENCES subscription (id) ON DELETE CASCADE,
       request_id BIGINT REFERENCES subscription_request (id) ON DELETE CASCADE,
       token_hash TEXT UNIQUE,
       lang TEXT NOT NULL CHECK (lang IN ('bg', 'en')),
       recipient TEXT NOT NULL,
       subject TEXT NOT NULL,
       plain TEXT NOT NULL,
       html TEXT NOT NULL,
       unsubscribe TEXT,
       state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'dead')),
       queued_at BIGINT NOT NULL,
       next_at BIGINT NOT NULL,
       leased_until BIGINT,
       attempts BIGINT NOT NULL,
       failure TEXT,
       ended_at BIGINT,
       CHECK ((subscription_id IS NULL) <> (request_id IS NULL)),
       CHECK ((state = 'queued') = (ended_at IS NULL)),
       CHECK (state <> 'sent' OR (recipient = '' AND plain = '' AND html = '' AND unsubscribe IS NULL))
     )",
    "INSERT INTO outbox_anew (id, cause, message_id, subscription_id, request_id, token_hash, lang,
       recipient, subject, plain, html, unsubscribe, state, queued_at, next_at, leased_until, attempts,
       failure, ended_at)
     SELECT id, cause, message_id, subscription_id, request_id, token_hash, lang, recipient, subject,
       plain, html, unsubscribe, state, queued_at, next_at, leased_until, attempts, failure, ended_at
     FROM outbox WHERE dispute_id IS NULL",
    "DROP TABLE outbox",
    "ALTER TABLE outbox_anew RENAME TO outbox",
    "CREATE UNIQUE INDEX outbox_once ON outbox (cause, subscription_id)",
    "CREATE INDEX outbox_due ON outbox (state, next_at)",
    "CREATE INDEX outbox_by_subscription ON outbox (subscription_id)",
];
