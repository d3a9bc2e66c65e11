//! The ledger only grows, and what is done to it behind the program's back
//! shows.

mod tampering;
mod transactions;

use app::ledger::model::GENESIS;
use app::ledger::store::hash;

use crate::onboarding::requirements::submission;
use crate::support::database::Kind;
use crate::support::{World, on_both_databases};

async fn it_begins_with_what_public_sources_report(world: World) {
    let ledger = world.ledger().await;
    assert_eq!(ledger.len(), 8);
    let mut previous = GENESIS.to_owned();
    for (seq, entry) in (1..).zip(ledger) {
        assert_eq!((entry.seq, &entry.previous_hash), (seq, &previous));
        assert_eq!(entry.operation, "report_milestone");
        assert_eq!((entry.role.as_str(), entry.account, entry.old.clone()), ("installation", None, None));
        assert!(entry.reason.as_ref().is_some_and(|source| source.contains(".bg")), "{:?}", entry.reason);
        assert_eq!(entry.effective_on.is_some(), entry.programme == "unified-model");
        assert_eq!(hash(&entry), entry.hash);
        previous = entry.hash;
    }
    assert_eq!(world.db.ledger_head().await.unwrap(), (8, previous));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn the_database_refuses_to_change_it(world: World) {
    submission().take(&world, "lyulin").await;
    let before = world.ledger().await;
    let columns = "programme, district, item, operation, old_value, new_value, reason, account_id, \
                   account_name, role, effective_on, recorded_at, previous_hash";
    let mut refused = vec![
        "UPDATE ledger_entry SET reason = 'x' WHERE seq = 3".to_owned(),
        "UPDATE ledger_entry SET reason = reason".to_owned(),
        "UPDATE ledger_entry SET seq = seq + 100".to_owned(),
        "DELETE FROM ledger_entry WHERE seq = 9".to_owned(),
        "DELETE FROM ledger_entry".to_owned(),
        format!(
            "INSERT INTO ledger_entry (seq, {columns}, hash) SELECT seq, {columns}, 'x' FROM ledger_entry \
             WHERE seq = 3 ON CONFLICT (seq) DO UPDATE SET reason = 'x'"
        ),
    ];
    refused.extend(match world.kind {
        Kind::Sqlite => vec![
            format!(
                "INSERT OR REPLACE INTO ledger_entry (seq, {columns}, hash) SELECT seq, {columns}, 'x' \
                 FROM ledger_entry WHERE seq = 3"
            ),
            format!(
                "REPLACE INTO ledger_entry (seq, {columns}, hash) SELECT 99, {columns}, hash \
                 FROM ledger_entry WHERE seq = 3"
            ),
            "UPDATE OR IGNORE ledger_entry SET reason = 'x'".to_owned(),
            "UPDATE OR REPLACE ledger_entry SET seq = 4 WHERE seq = 3".to_owned(),
        ],
        Kind::Postgres => vec![
            "TRUNCATE ledger_entry".to_owned(),
            "TRUNCATE ledger_entry CASCADE".to_owned(),
            "MERGE INTO ledger_entry USING district ON ledger_entry.seq = district.id \
             WHEN MATCHED THEN UPDATE SET reason = 'x'"
                .to_owned(),
        ],
    });
    for sql in refused {
        let error = world.execute(&sql).await.expect_err(&sql).to_string();
        assert!(error.contains("the ledger only grows"), "{sql}: {error}");
        assert_eq!(world.ledger().await, before, "{sql}");
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn readers_cannot_write(world: World) {
    use sea_orm::ConnectionTrait;
    if world.kind == Kind::Sqlite {
        let result = world.db.read().execute_unprepared("DELETE FROM session").await;
        assert!(result.is_err(), "the readers' pool is query_only");
    }
}

on_both_databases![
    it_begins_with_what_public_sources_report,
    the_database_refuses_to_change_it,
    readers_cannot_write,
];
