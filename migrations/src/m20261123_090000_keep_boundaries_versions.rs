//! Boundaries have versions: each import is kept, and so is that they were removed,
//! so that what was shown of an instant of the past can be shown again.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    // Rows are only added. One without areas says that from then on there are none.
    "CREATE TABLE boundaries_kept (
       id {id},
       recorded_at BIGINT NOT NULL UNIQUE,
       source TEXT CHECK (source <> ''),
       areas TEXT,
       CHECK (areas IS NOT NULL OR source IS NULL)
     )",
    "INSERT INTO boundaries_kept (recorded_at, source, areas) SELECT imported_at, source, areas FROM boundaries",
    "DROP TABLE boundaries",
    "ALTER TABLE boundaries_kept RENAME TO boundaries",
];

const DOWN: &[&str] = &[
    "CREATE TABLE boundaries_once (
       id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
       imported_at BIGINT NOT NULL,
       source TEXT NOT NULL CHECK (source <> ''),
       areas TEXT NOT NULL
     )",
    // There is room for those in force alone, and no word for an unknown source.
    "INSERT INTO boundaries_once (id, imported_at, source, areas)
     SELECT 1, recorded_at, COALESCE(source, '-'), areas FROM boundaries
     WHERE id = (SELECT MAX(id) FROM boundaries) AND areas IS NOT NULL",
    "DROP TABLE boundaries",
    "ALTER TABLE boundaries_once RENAME TO boundaries",
];
