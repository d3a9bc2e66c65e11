//! Somebody with the database in their hands: whatever they change, `verify`
//! finds it.

use app::db::entity::ledger_entry;
use sea_orm::{ColumnTrait, ColumnType, IdenStatic, Iterable};

use crate::onboarding::operation::Operation;
use crate::onboarding::{plans, requirements};
use crate::support::database::Kind;
use crate::support::{World, on_both_databases};

/// A ledger in which every field has a value somewhere, open to change.
async fn opened(world: &World) {
    for operation in [requirements::send_back(), plans::take_back(), plans::set_dates(), plans::suspend()] {
        operation.prepare(world).await;
        done(world, &operation).await;
    }
    let mark = plans::mark();
    done(world, &mark).await;
    assert_eq!(world.faults().await, Vec::<String>::new());
    let open: &[&str] = match world.kind {
        Kind::Sqlite => &[
            // These hundreds of changes need not survive a power cut.
            "PRAGMA synchronous = OFF",
            "DROP TRIGGER ledger_entry_no_update",
            "DROP TRIGGER ledger_entry_no_delete",
            "DROP TRIGGER ledger_entry_no_replace",
        ],
        Kind::Postgres => &["ALTER TABLE ledger_entry DISABLE TRIGGER USER"],
    };
    for sql in open {
        world.execute(sql).await.unwrap();
    }
    for table in ["ledger_entry", "onboarding", "requirement_state", "milestone_mark"] {
        world.execute(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await.unwrap();
    }
}

async fn done(world: &World, operation: &Operation) {
    let client = world.sign_in(operation.who).await;
    let form = operation.form(world, app::text::Lang::Bg).await;
    let answer = client.json(operation.name, &form).await;
    assert_eq!(answer.status, 200, "{}: {}", operation.name, answer.text());
}

/// Makes a change, which must be found, and undoes it.
async fn is_found(world: &World, table: &str, changes: &[&str]) {
    for sql in changes {
        let changed = world.execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        assert!(changed > 0, "{sql} changes nothing");
    }
    assert!(!world.faults().await.is_empty(), "not found: {changes:?}");
    world.execute(&format!("DELETE FROM {table}")).await.unwrap();
    world.execute(&format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await.unwrap();
}

/// What a value of a column can be changed to, the first for every entry.
fn changes(column: ledger_entry::Column) -> Vec<String> {
    let values: &[&str] = match column.def().get_column_type() {
        ColumnType::Date => &["'2001-01-01'", "NULL"],
        ColumnType::String(_) | ColumnType::Text => {
            &["COALESCE({}, '') || 'x'", "''", "'null'", "UPPER({})", "NULL"]
        }
        _ => &["COALESCE({}, 0) + 1000", "NULL"],
    };
    let possible = values.iter().filter(|value| **value != "NULL" || column.def().is_null());
    possible.map(|value| value.replace("{}", column.as_str())).collect()
}

async fn any_field_of_any_entry(world: World) {
    opened(&world).await;
    let length = world.ledger().await.len();
    for column in ledger_entry::Column::iter() {
        let name = column.as_str();
        for (place, value) in changes(column).into_iter().enumerate() {
            let entries = if place == 0 { (1..=length).collect() } else { vec![1, length / 2, length] };
            for seq in entries {
                let entry = format!("ledger_entry WHERE seq = {seq}");
                // What makes no difference cannot be found.
                let both = [name, &value].map(|one| format!("COALESCE(CAST({one} AS TEXT), '∅')"));
                let differs = format!("SELECT seq FROM {entry} AND {} <> {}", both[0], both[1]);
                if !world.rows(&differs).await.is_empty() {
                    let sql = format!("UPDATE ledger_entry SET {name} = {value} WHERE seq = {seq}");
                    is_found(&world, "ledger_entry", &[&sql]).await;
                }
            }
        }
    }
    assert_eq!(world.faults().await, Vec::<String>::new(), "all is undone");
}

async fn entries_left_out_added_or_exchanged(world: World) {
    opened(&world).await;
    let length = world.ledger().await.len();
    let table = "ledger_entry";
    for seq in 1..=length {
        is_found(&world, table, &[&format!("DELETE FROM ledger_entry WHERE seq = {seq}")]).await;
    }
    let close_up = [
        "DELETE FROM ledger_entry WHERE seq = 5".to_owned(),
        "UPDATE ledger_entry SET seq = -seq WHERE seq > 5".to_owned(),
        "UPDATE ledger_entry SET seq = -seq - 1 WHERE seq < 0".to_owned(),
    ];
    is_found(&world, table, &close_up.each_ref().map(String::as_str)).await;
    let exchange = [
        "UPDATE ledger_entry SET seq = -6 WHERE seq = 5",
        "UPDATE ledger_entry SET seq = 5 WHERE seq = 6",
        "UPDATE ledger_entry SET seq = 6 WHERE seq = -6",
    ];
    is_found(&world, table, &exchange).await;
    let repeat = format!(
        "INSERT INTO ledger_entry SELECT {length} + 1, programme, district, item, operation, old_value, \
         new_value, reason, account_id, account_name, role, effective_on, recorded_at, previous_hash, 'x' \
         FROM ledger_entry WHERE seq = 5"
    );
    is_found(&world, table, &[&repeat]).await;
    is_found(&world, table, &["DELETE FROM ledger_entry"]).await;
}

async fn a_shorter_ledger_with_a_fitting_head(world: World) {
    opened(&world).await;
    let ledger = world.ledger().await;
    let [.., before, last] = ledger.as_slice() else { panic!("entries") };
    world.execute(&format!("DELETE FROM ledger_entry WHERE seq = {}", last.seq)).await.unwrap();
    let head = format!("ledger_length = {}, ledger_hash = '{}'", before.seq, before.hash);
    world.execute(&format!("UPDATE installation SET {head}")).await.unwrap();
    let faults = world.faults().await;
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].contains("differs from the replayed ledger"), "{faults:?}");
}

async fn a_present_state_nobody_wrote_down(world: World) {
    opened(&world).await;
    let own = "WHERE onboarding_id = (SELECT MIN(onboarding_id) FROM requirement_state)";
    let states = [
        "state = 'open'",
        "holder = 'vendor'",
        "holder_since = '2026-11-01'",
        "evidence_kind = 'text', evidence_body = 'x'",
        "valid_until = '2030-01-01'",
        "return_reasons = '[\"other\"]'",
        "note = COALESCE(note, '') || 'x'",
    ];
    for state in states {
        let sql = format!("UPDATE requirement_state SET {state} {own}");
        is_found(&world, "requirement_state", &[&sql]).await;
    }
    is_found(&world, "requirement_state", &["DELETE FROM requirement_state"]).await;
    let marks = [
        "reached_on = '2026-11-01' WHERE kind = 'confirmed'",
        "reached_on = NULL WHERE kind = 'reported' AND reached_on IS NOT NULL",
        "kind = 'confirmed', reached_on = '2020-09-06' WHERE kind = 'reported'",
        "source_bg = 'x' WHERE kind = 'reported'",
        "source_en = 'x' WHERE kind = 'reported'",
        "milestone_id = milestone_id + 1 WHERE kind = 'confirmed'",
        "onboarding_id = onboarding_id + 1 WHERE kind = 'confirmed'",
    ];
    for mark in marks {
        is_found(&world, "milestone_mark", &[&format!("UPDATE milestone_mark SET {mark}")]).await;
    }
    is_found(&world, "milestone_mark", &["DELETE FROM milestone_mark WHERE kind = 'reported'"]).await;
    let added = "INSERT INTO milestone_mark (id, onboarding_id, milestone_id, kind, reached_on) \
                 SELECT 999, MIN(onboarding.id), MIN(milestone.id), 'confirmed', '2026-11-01' \
                 FROM onboarding, milestone";
    is_found(&world, "milestone_mark", &[added]).await;
    let onboardings = [
        ("opened_on = '2026-01-01'", "opened_on IS NOT NULL"),
        ("opened_on = '2026-01-01'", "opened_on IS NULL"),
        ("window_from = '2027-01-01'", "window_from IS NOT NULL"),
        ("window_to = '2028-01-01'", "window_to IS NOT NULL"),
        ("window_from = NULL, window_to = NULL", "window_to IS NOT NULL"),
        ("preferred_on = NULL", "preferred_on IS NOT NULL"),
        ("agreed_on = '2027-01-01'", "agreed_on IS NULL"),
        ("suspended_on = '2026-01-01'", "suspended_on IS NOT NULL"),
        ("suspension_reason = 'x'", "suspended_on IS NOT NULL"),
        ("expected_return_on = '2028-01-01'", "suspended_on IS NOT NULL"),
        (
            "suspended_on = NULL, suspension_reason = NULL, expected_return_on = NULL",
            "suspended_on IS NOT NULL",
        ),
    ];
    for (change, rows) in onboardings {
        // Rows that others refer to cannot be put back by deleting them first.
        let changed = world.execute(&format!("UPDATE onboarding SET {change} WHERE {rows}")).await.unwrap();
        assert!(changed > 0, "{change}");
        assert!(!world.faults().await.is_empty(), "not found: {change}");
        let columns = [
            "opened_on",
            "window_from",
            "window_to",
            "preferred_on",
            "agreed_on",
            "suspended_on",
            "suspension_reason",
            "expected_return_on",
        ];
        let back: Vec<String> = columns
            .iter()
            .map(|name| {
                format!("{name} = (SELECT {name} FROM kept_onboarding AS k WHERE k.id = onboarding.id)")
            })
            .collect();
        world.execute(&format!("UPDATE onboarding SET {}", back.join(", "))).await.unwrap();
        assert_eq!(world.faults().await, Vec::<String>::new());
    }
}

on_both_databases![
    any_field_of_any_entry,
    entries_left_out_added_or_exchanged,
    a_shorter_ledger_with_a_fitting_head,
    a_present_state_nobody_wrote_down,
];
