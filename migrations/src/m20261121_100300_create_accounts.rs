//! Accounts with a role and their districts, and sessions.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    "CREATE TABLE account (
       id {id},
       user_name TEXT NOT NULL UNIQUE,
       password_hash TEXT NOT NULL,
       role TEXT NOT NULL CHECK (role IN ('administrator', 'coordinator', 'district_staff', 'reader')),
       disabled BOOLEAN NOT NULL,
       demonstration BOOLEAN NOT NULL,
       created_at BIGINT NOT NULL,
       password_changed_at BIGINT NOT NULL
     )",
    "CREATE TABLE account_district (
       account_id BIGINT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
       district_id BIGINT NOT NULL REFERENCES district(id),
       PRIMARY KEY (account_id, district_id)
     )",
    "CREATE TABLE session (
       token_hash TEXT NOT NULL PRIMARY KEY,
       account_id BIGINT REFERENCES account(id) ON DELETE CASCADE,
       data TEXT NOT NULL,
       expires_at BIGINT NOT NULL
     )",
    "CREATE INDEX session_by_account ON session (account_id)",
    "CREATE INDEX session_by_expiry ON session (expires_at)",
];

const DOWN: &[&str] = &["DROP TABLE session", "DROP TABLE account_district", "DROP TABLE account"];
