//! What a district says of a service, and what was observed of it, apart.

crate::dialect::step!(UP, DOWN);

// What was withdrawn keeps its row and its version, without a state.
const UP: &[&str] = &[
    "CREATE TABLE service_declaration (
       district_id BIGINT NOT NULL REFERENCES district(id),
       service_number BIGINT NOT NULL REFERENCES service(number),
       version BIGINT NOT NULL,
       state TEXT CHECK (state IN ('online', 'part_online', 'at_desk', 'not_offered')),
       part_bg TEXT NOT NULL,
       part_en TEXT NOT NULL,
       since DATE,
       source TEXT,
       link TEXT,
       PRIMARY KEY (district_id, service_number),
       CHECK ((state IS NULL) = (since IS NULL)),
       CHECK (state IS NOT NULL OR source IS NULL),
       CHECK (source IS NOT NULL OR link IS NULL),
       CHECK ((state = 'part_online') = (part_bg <> '' OR part_en <> ''))
     )",
    "CREATE TABLE service_observation (
       district_id BIGINT NOT NULL REFERENCES district(id),
       service_number BIGINT NOT NULL REFERENCES service(number),
       version BIGINT NOT NULL,
       state TEXT CHECK (state IN ('online', 'part_online', 'at_desk', 'not_working')),
       observed_on DATE,
       source TEXT,
       link TEXT,
       PRIMARY KEY (district_id, service_number),
       CHECK ((state IS NULL) = (observed_on IS NULL)),
       CHECK ((state IS NULL) = (source IS NULL)),
       CHECK (source IS NOT NULL OR link IS NULL)
     )",
];

const DOWN: &[&str] = &["DROP TABLE service_observation", "DROP TABLE service_declaration"];
