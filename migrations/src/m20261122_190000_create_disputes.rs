//! What the public contests, with its clock and its outcome; and the key that
//! signs its form.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    // A milestone of a programme or a service. What is refused keeps no text.
    "CREATE TABLE dispute (
       id {id},
       version BIGINT NOT NULL,
       district TEXT NOT NULL,
       programme TEXT NOT NULL,
       milestone TEXT,
       service BIGINT,
       text TEXT,
       received_on DATE NOT NULL,
       state TEXT NOT NULL CHECK (state IN
         ('received', 'examined', 'upheld', 'rejected', 'withdrawn', 'duplicate', 'refused')),
       answer TEXT,
       answered_on DATE,
       CHECK ((milestone IS NULL) <> (service IS NULL)),
       CHECK ((state IN ('received', 'examined')) = (answered_on IS NULL)),
       CHECK ((answer IS NULL) = (answered_on IS NULL)),
       CHECK ((state = 'refused') = (text IS NULL))
     )",
    "CREATE INDEX dispute_by_state ON dispute (state, received_on)",
    // One row: all servers on this database sign and check with it.
    "CREATE TABLE form_key (
       id BIGINT PRIMARY KEY NOT NULL CHECK (id = 1),
       value TEXT NOT NULL
     )",
];

const DOWN: &[&str] = &["DROP TABLE form_key", "DROP TABLE dispute"];
