//! Services, life events and what is known of the roll-out's history.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    "CREATE TABLE service (
       number BIGINT NOT NULL PRIMARY KEY,
       name_bg TEXT NOT NULL,
       name_en TEXT NOT NULL,
       group_key TEXT NOT NULL,
       group_bg TEXT NOT NULL,
       group_en TEXT NOT NULL,
       source_bg TEXT NOT NULL,
       source_en TEXT NOT NULL
     )",
    "CREATE TABLE life_event (
       id {id},
       key TEXT NOT NULL UNIQUE,
       position INTEGER NOT NULL UNIQUE,
       kind TEXT NOT NULL CHECK (kind IN ('life', 'business')),
       name_bg TEXT NOT NULL,
       name_en TEXT NOT NULL,
       design TEXT NOT NULL
     )",
    "CREATE TABLE life_event_step (
       life_event_id BIGINT NOT NULL REFERENCES life_event(id),
       position INTEGER NOT NULL CHECK (position > 0),
       service_number BIGINT NOT NULL REFERENCES service(number),
       two_ended BOOLEAN NOT NULL,
       PRIMARY KEY (life_event_id, position)
     )",
    "CREATE TABLE known_fact (
       id {id},
       happened_on DATE NOT NULL,
       text_bg TEXT NOT NULL,
       text_en TEXT NOT NULL,
       source_bg TEXT NOT NULL,
       source_en TEXT NOT NULL,
       UNIQUE (happened_on, text_bg)
     )",
];

const DOWN: &[&str] =
    &["DROP TABLE known_fact", "DROP TABLE life_event_step", "DROP TABLE life_event", "DROP TABLE service"];
