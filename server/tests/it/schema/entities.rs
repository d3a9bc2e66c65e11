//! Entities are what the migrations make: the same tables with the same
//! columns, and what is in them can be read.

use std::collections::BTreeMap;

use app::db::Db;
use app::db::entity;
use sea_orm::{
    ColumnTrait, ColumnType, ConnectionTrait, DbBackend, EntityTrait, IdenStatic, Iterable,
    PrimaryKeyToColumn, Statement,
};

use crate::onboarding::{plans, requirements};
use crate::support::{World, on_both_databases};

/// A column, as far as both databases tell it alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    kind: &'static str,
    nullable: bool,
    key: bool,
}

/// Tables by name, their columns by name.
pub type Tables = BTreeMap<String, BTreeMap<String, Column>>;

/// Calls a macro with the name of every entity's module.
macro_rules! every_entity {
    ($each:ident!($($context:tt)*)) => {
        $each!(
            ($($context)*)
            account account_district boundaries bulletin capacity checklist_version conflict demand_count demand_mark demand_salt dispute district form_key installation known_fact ledger_entry
            life_event life_event_step milestone milestone_dates milestone_mark observer_check observer_lease onboarding
            onboarding_condition outage outbox programme programme_condition requirement
            requirement_state service service_declaration service_observation session
            subscription subscription_request subscription_scope
        )
    };
}

macro_rules! add_columns {
    (($tables:ident) $($module:ident)+) => {$(
        $tables.insert(stringify!($module).to_owned(), columns::<entity::$module::Entity>(stringify!($module)));
    )+};
}

macro_rules! read_all {
    (($db:expr) $($module:ident)+) => {$(
        let rows = entity::$module::Entity::find().all($db).await;
        let rows = rows.unwrap_or_else(|error| panic!("{}: {error}", stringify!($module)));
        assert!(!rows.is_empty(), "{} has no row to read", stringify!($module));
    )+};
}

fn columns<E: EntityTrait>(table: &str) -> BTreeMap<String, Column> {
    assert_eq!(E::default().table_name(), table, "an entity's module is named as its table");
    let keys: Vec<&str> = E::PrimaryKey::iter().map(|key| key.into_column().as_str()).collect();
    E::Column::iter()
        .map(|column| {
            let (name, def) = (column.as_str(), column.def());
            let column = Column {
                kind: kind_of(def.get_column_type()),
                nullable: def.is_null(),
                key: keys.contains(&name),
            };
            (name.to_owned(), column)
        })
        .collect()
}

fn kind_of(column: &ColumnType) -> &'static str {
    match column {
        ColumnType::BigInteger => "long",
        ColumnType::Integer => "int",
        ColumnType::String(_) | ColumnType::Text => "text",
        ColumnType::Date => "date",
        ColumnType::Boolean => "bool",
        ColumnType::Double => "double",
        other => panic!("a kind of column no migration makes: {other:?}"),
    }
}

/// What the database has.
pub async fn actual(db: &Db) -> Tables {
    let connection = db.write();
    let backend = connection.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT c.table_name AS t, c.column_name AS c, c.data_type AS kind, c.is_nullable = 'YES' AS nullable, \
             EXISTS (SELECT 1 FROM information_schema.key_column_usage k \
               JOIN information_schema.table_constraints p USING (constraint_name, table_name) \
               WHERE p.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name \
               AND k.column_name = c.column_name) AS key \
             FROM information_schema.columns c WHERE c.table_schema = 'public'"
        }
        _ => {
            "SELECT m.name AS t, c.name AS c, c.type AS kind, NOT c.\"notnull\" AS nullable, c.pk AS key \
             FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' \
             AND m.name NOT LIKE 'sqlite_%'"
        }
    };
    let rows = connection.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
    let mut tables = Tables::new();
    for row in rows {
        let text = |name: &str| -> String { row.try_get("", name).unwrap() };
        let is = |name: &str| match backend {
            DbBackend::Postgres => row.try_get::<bool>("", name).unwrap(),
            _ => row.try_get::<i32>("", name).unwrap() != 0,
        };
        let kind = match text("kind").to_lowercase().as_str() {
            "bigint" => "long",
            // SQLite's row number is an INTEGER and has room for a long.
            "integer" if backend == DbBackend::Sqlite && text("c") == "id" && text("t") != "installation" => {
                "long"
            }
            "integer" => "int",
            "text" => "text",
            "date" => "date",
            "boolean" => "bool",
            "double" | "double precision" => "double",
            _ => "other",
        };
        let column = Column { kind, nullable: is("nullable"), key: is("key") };
        tables.entry(text("t")).or_default().insert(text("c"), column);
    }
    tables.remove("seaql_migrations");
    tables
}

async fn entities_are_what_migrations_make(world: World) {
    let mut expected = Tables::new();
    every_entity!(add_columns!(expected));
    let actual = actual(&world.db).await;
    assert_eq!(actual.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (table, columns) in &expected {
        assert_eq!(&actual[table], columns, "{table}");
    }
}

async fn every_table_can_be_read(world: World) {
    // What the facts leave empty: states, sessions, a conflict.
    crate::conflict::both_choices(world.clone(), requirements::confirm()).await;
    plans::set_milestone_dates().take(&world).await;
    crate::capacity::set_one_place(&world).await;
    crate::outage::record_one(&world).await;
    crate::dispute::file_one(&world).await;
    crate::demand::ask_once(&world).await;
    crate::observer::add_one(&world).await;
    crate::commands::boundaries::import_cells(&world).await;
    crate::checklist_version::set_a_condition(&world).await;
    crate::service::contradict(&world).await;
    crate::bulletin::write_one(&world).await;
    crate::subscription::have_two_addresses(&world).await;
    every_entity!(read_all!(world.db.read()));
}

on_both_databases![entities_are_what_migrations_make, every_table_can_be_read];
