//! Changes that came second and were refused: kept until their author chooses.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    "CREATE TABLE conflict (
       id {id},
       account_id BIGINT NOT NULL REFERENCES account(id),
       operation TEXT NOT NULL,
       onboarding_id BIGINT NOT NULL REFERENCES onboarding(id),
       item TEXT NOT NULL,
       fields TEXT NOT NULL,
       back TEXT NOT NULL,
       recorded_at BIGINT NOT NULL,
       outcome TEXT CHECK (outcome IN ('kept_theirs', 'kept_mine')),
       closed_at BIGINT,
       CHECK ((outcome IS NULL) = (closed_at IS NULL))
     )",
    "CREATE INDEX conflict_by_account ON conflict (account_id, closed_at)",
];

const DOWN: &[&str] = &["DROP TABLE conflict"];
