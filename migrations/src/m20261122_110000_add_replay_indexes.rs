//! What replaying a day asks of the ledger, answered from indexes alone: the
//! last entry of each item below two limits, and the first and the last instant.

crate::dialect::step!(UP, DOWN);

const UP: &[&str] = &[
    "CREATE INDEX ledger_entry_by_item ON ledger_entry
       (programme, district, item, seq, effective_on, recorded_at)",
    "CREATE INDEX ledger_entry_by_instant ON ledger_entry (recorded_at)",
];

const DOWN: &[&str] = &["DROP INDEX ledger_entry_by_instant", "DROP INDEX ledger_entry_by_item"];
