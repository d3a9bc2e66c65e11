//! Who needs which service where, counted by week; and for today alone what
//! tells one press from the next.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    // One row: the salt of today, the same for all servers on this database.
    "CREATE TABLE demand_salt (
       day DATE PRIMARY KEY NOT NULL,
       value TEXT NOT NULL
     )",
    // Which hash is of what is not kept; both tables are emptied after the day.
    "CREATE TABLE demand_mark (
       day DATE NOT NULL,
       hash TEXT NOT NULL,
       PRIMARY KEY (day, hash)
     )",
    "CREATE TABLE demand_count (
       service_number BIGINT NOT NULL REFERENCES service(number),
       district_id BIGINT NOT NULL REFERENCES district(id),
       week DATE NOT NULL,
       count BIGINT NOT NULL CHECK (count > 0),
       PRIMARY KEY (week, service_number, district_id)
     )",
];

const DOWN: &[&str] = &["DROP TABLE demand_count", "DROP TABLE demand_mark", "DROP TABLE demand_salt"];
