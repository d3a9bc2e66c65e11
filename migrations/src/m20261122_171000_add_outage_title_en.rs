//! What an outage is called in English, where somebody has said it.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &["ALTER TABLE outage ADD COLUMN title_en TEXT"];

const DOWN: &[&str] = &["ALTER TABLE outage DROP COLUMN title_en"];
