//! The agreed date a mark is measured by: a plan that was moved after the day on
//! which the milestone was reached made a late one look in time.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &["ALTER TABLE milestone_mark ADD COLUMN agreed_on DATE"];

const DOWN: &[&str] = &["ALTER TABLE milestone_mark DROP COLUMN agreed_on"];
