//! New evidence for what is confirmed, beside the old while that is still good.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    "ALTER TABLE requirement_state ADD COLUMN renewal_kind TEXT
       CHECK (renewal_kind IN ('link', 'reference', 'text'))
       CHECK (renewal_kind IS NULL OR state = 'confirmed')",
    "ALTER TABLE requirement_state ADD COLUMN renewal_body TEXT
       CHECK ((renewal_body IS NULL) = (renewal_kind IS NULL))",
    "ALTER TABLE requirement_state ADD COLUMN renewal_since DATE
       CHECK ((renewal_since IS NULL) = (renewal_kind IS NULL))",
    "ALTER TABLE requirement_state ADD COLUMN renewal_valid_until DATE",
    "ALTER TABLE requirement_state ADD COLUMN renewal_return_reasons TEXT
       CHECK ((renewal_return_reasons IS NULL) = (renewal_kind IS NULL))",
    "ALTER TABLE requirement_state ADD COLUMN renewal_note TEXT",
];

// SQLite drops a column only when no other column's CHECK names it.
const DOWN: &[&str] = &[
    "ALTER TABLE requirement_state DROP COLUMN renewal_note",
    "ALTER TABLE requirement_state DROP COLUMN renewal_return_reasons",
    "ALTER TABLE requirement_state DROP COLUMN renewal_valid_until",
    "ALTER TABLE requirement_state DROP COLUMN renewal_since",
    "ALTER TABLE requirement_state DROP COLUMN renewal_body",
    "ALTER TABLE requirement_state DROP COLUMN renewal_kind",
];
