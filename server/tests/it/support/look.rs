//! Looking behind the pages: what the database holds.

use std::collections::BTreeMap;

use app::clock::source::{Clock, sofia_day};
use app::ledger::clocks::Clocks;
use app::ledger::model::Entry;
use app::ledger::store::list_entries_after;
use app::ledger::verify::verify;
use app::onboarding::store::{Onboarding, load_onboarding_of};
use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue, Statement};

use super::World;
use super::client::Fields;

/// What people see and what proves it; sessions and conflicts come and go.
const CONTENT: [&str; 17] = [
    "dispute",
    "onboarding",
    "milestone_dates",
    "capacity",
    "outage",
    "service_declaration",
    "service_observation",
    "checklist_version",
    "requirement",
    "programme_condition",
    "onboarding_condition",
    "requirement_state",
    "milestone_mark",
    "ledger_entry",
    "installation",
    "account",
    "account_district",
];

impl World {
    /// All rows of the tables that a refused request must leave as they are.
    pub async fn content(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut content = BTreeMap::new();
        for table in CONTENT {
            let rows = self.rows(&format!("SELECT * FROM {table} ORDER BY 1, 2")).await;
            content.insert(table, rows.iter().map(JsonValue::to_string).collect());
        }
        content
    }

    /// The rows of a query.
    pub async fn rows(&self, sql: &str) -> Vec<JsonValue> {
        let connection = self.db.read();
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        JsonValue::find_by_statement(statement).all(connection).await.unwrap()
    }

    /// Changes the database behind the program's back.
    pub async fn execute(&self, sql: &str) -> Result<u64, sea_orm::DbErr> {
        Ok(self.db.write().execute_unprepared(sql).await?.rows_affected())
    }

    pub async fn onboarding(&self, programme: &str, district: &str) -> Onboarding {
        load_onboarding_of(self.db.read(), district, programme, Clocks::on(sofia_day(self.clock.now())))
            .await
            .unwrap()
    }

    /// The whole ledger.
    pub async fn ledger(&self) -> Vec<Entry> {
        list_entries_after(self.db.read(), 0, 100_000).await.unwrap()
    }

    /// What `redom verify` finds wrong.
    pub async fn faults(&self) -> Vec<String> {
        let found = verify(&self.db).await.unwrap();
        found.faults.iter().map(ToString::to_string).collect()
    }

    /// The fields that say on top of what a form was filled in: the onboarding
    /// and, for this item, the version it has now.
    pub async fn seen(&self, district: &str, item: Option<(&str, &str)>) -> Fields {
        self.seen_for("", district, item).await
    }

    /// The same for a form of this server function: dates have a version of
    /// their own.
    pub async fn seen_for(&self, name: &str, district: &str, item: Option<(&str, &str)>) -> Fields {
        let onboarding = self.onboarding("unified-model", district).await;
        let version = match item {
            Some(("requirement", key)) => onboarding.requirement_version(key),
            item if name == "set_dates" => onboarding.dates_of(item.map(|(_, key)| key)).0,
            _ => onboarding.version,
        };
        let mut fields = vec![
            ("onboarding".to_owned(), onboarding.id.to_string()),
            ("version".to_owned(), version.to_string()),
        ];
        fields.extend(item.map(|(name, key)| (name.to_owned(), key.to_owned())));
        fields
    }
}
