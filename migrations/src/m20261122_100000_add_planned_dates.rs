//! Dates with a version and a reason of their own, dates of single milestones,
//! and how many districts may go live in a week.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    // A colleague's mark is no conflict with a change of dates.
    "ALTER TABLE onboarding ADD COLUMN dates_version BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE onboarding ADD COLUMN dates_reason TEXT",
    "CREATE TABLE milestone_dates (
       id {id},
       onboarding_id BIGINT NOT NULL REFERENCES onboarding(id),
       milestone_id BIGINT NOT NULL REFERENCES milestone(id),
       version BIGINT NOT NULL,
       window_from DATE,
       window_to DATE,
       preferred_on DATE,
       agreed_on DATE,
       reason TEXT,
       UNIQUE (onboarding_id, milestone_id),
       CHECK ((window_from IS NULL) = (window_to IS NULL)),
       CHECK (window_to >= window_from)
     )",
    // `week` is an ISO week such as 2027-W05, or empty for every week that has
    // no row of its own.
    "CREATE TABLE capacity (
       id {id},
       programme_id BIGINT NOT NULL REFERENCES programme(id),
       week TEXT NOT NULL,
       version BIGINT NOT NULL,
       places INTEGER CHECK (places >= 0),
       UNIQUE (programme_id, week)
     )",
];

const DOWN: &[&str] = &[
    "DROP TABLE capacity",
    "DROP TABLE milestone_dates",
    "ALTER TABLE onboarding DROP COLUMN dates_reason",
    "ALTER TABLE onboarding DROP COLUMN dates_version",
];
