//! Since which day a district's condition is as it is recorded.

crate::dialect::step!(UP, DOWN);

// What is there already was recorded without a day, in the ledger too.
const UP: &[&str] = &["ALTER TABLE onboarding_condition ADD COLUMN since DATE"];

const DOWN: &[&str] = &["ALTER TABLE onboarding_condition DROP COLUMN since"];
