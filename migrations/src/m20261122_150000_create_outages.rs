//! What fails for all districts at once, recorded once.

crate::dialect::step!(UP, DOWN);

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
