//! Which public addresses are asked about services, how that went, and which
//! process asks at present; and whether an observation is a program's.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    "CREATE TABLE observer_check (
       district_id BIGINT NOT NULL REFERENCES district(id),
       service_number BIGINT NOT NULL REFERENCES service(number),
       address TEXT NOT NULL,
       host TEXT NOT NULL,
       phrase TEXT NOT NULL,
       checked_at BIGINT,
       outcome TEXT,
       seen TEXT CHECK (seen IN ('online', 'not_working')),
       times BIGINT NOT NULL CHECK (times >= 0),
       in_vain BIGINT NOT NULL CHECK (in_vain >= 0),
       next_at BIGINT NOT NULL,
       not_before BIGINT NOT NULL,
       PRIMARY KEY (district_id, service_number),
       CHECK ((checked_at IS NULL) = (outcome IS NULL)),
       CHECK ((seen IS NULL) = (times = 0))
     )",
    // One row: whoever writes its name into it asks.
    "CREATE TABLE observer_lease (
       id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
       holder TEXT NOT NULL,
       until BIGINT NOT NULL
     )",
    "INSERT INTO observer_lease (id, holder, until) VALUES (1, '', 0)",
    "ALTER TABLE service_observation ADD COLUMN automatic BOOLEAN NOT NULL DEFAULT FALSE",
];

const DOWN: &[&str] = &[
    "ALTER TABLE service_observation DROP COLUMN automatic",
    "DROP TABLE observer_lease",
    "DROP TABLE observer_check",
];
