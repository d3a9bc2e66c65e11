//! From when on a mark stands no longer: until then it was deleted, and the
//! municipality seemed to have had the milestone before it since its gate opened.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &["ALTER TABLE milestone_mark ADD COLUMN taken_back_on DATE"];

const DOWN: &[&str] = &[
    "DELETE FROM milestone_mark WHERE taken_back_on IS NOT NULL",
    "ALTER TABLE milestone_mark DROP COLUMN taken_back_on",
];
