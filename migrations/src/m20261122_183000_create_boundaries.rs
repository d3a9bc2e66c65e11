//! The true boundaries of the districts: none, or one set of them.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    // Read and written whole; a new import takes the place of the one before.
    "CREATE TABLE boundaries (
       id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
       imported_at BIGINT NOT NULL,
       source TEXT NOT NULL CHECK (source <> ''),
       areas TEXT NOT NULL
     )",
];

const DOWN: &[&str] = &["DROP TABLE boundaries"];
