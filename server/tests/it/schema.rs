//! The migrations: what they make is what the entities say, they go back, and
//! nothing is served on another schema.

mod entities;

use std::collections::BTreeSet;

use app::db::Db;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{FromQueryResult, JsonValue, Statement};
use server::config::Config;
use server::schema::{SchemaError, check, migrate};
use server::serve::{ServeError, serve};

use crate::support::database::Kind;
use crate::support::{Contents, World, on_both_databases};

/// The names of all tables but the migrations' own.
async fn tables(db: &Db) -> BTreeSet<String> {
    let connection = db.read();
    let backend = connection.get_database_backend();
    let sql = match backend {
        sea_orm::DbBackend::Postgres => {
            "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    };
    let rows =
        JsonValue::find_by_statement(Statement::from_string(backend, sql)).all(connection).await.unwrap();
    let names = rows.iter().map(|row| row["name"].as_str().unwrap().to_owned());
    names.filter(|name| name != "seaql_migrations").collect()
}

fn steps() -> usize {
    Migrator::migrations().len()
}

async fn they_go_down_and_up_again(world: World) {
    for contents in [Contents::Nothing, Contents::Facts] {
        let db = Db::connect(&world.another_database(contents).await).await.unwrap();
        migrate(&db, None).await.unwrap();
        check(&db).await.unwrap();
        let made = tables(&db).await;
        let shape = entities::actual(&db).await;
        for step in 1..=steps() {
            migrate(&db, Some(1)).await.unwrap();
            assert!(matches!(check(&db).await, Err(SchemaError::Behind(missing)) if missing == step));
        }
        assert_eq!(tables(&db).await, BTreeSet::new(), "nothing is left");
        migrate(&db, None).await.unwrap();
        check(&db).await.unwrap();
        assert_eq!(tables(&db).await, made);
        assert_eq!(entities::actual(&db).await, shape);
        migrate(&db, None).await.unwrap();
        let all = u32::try_from(steps()).unwrap();
        migrate(&db, Some(all)).await.unwrap();
        assert_eq!(tables(&db).await, BTreeSet::new());
    }
}

/// Records are kept by row in the old schema and by key in the new.
async fn records_survive_the_way_back_and_forth(world: World) {
    for step in crate::onboarding::plans::set_aside_first_milestone() {
        step.take(&world, "lyulin").await;
    }
    let before = world.onboarding("unified-model", "lyulin").await;
    let since = "SELECT version FROM seaql_migrations WHERE version >= 'm20261122_160000'";
    let back = u32::try_from(world.rows(since).await.len()).unwrap();
    migrate(&world.db, Some(back)).await.unwrap();
    migrate(&world.db, None).await.unwrap();
    // Another process, for a connection remembers the tables it has read.
    let world = world.another_process(world.config.clone()).await;
    let after = world.onboarding("unified-model", "lyulin").await;
    assert_eq!((after.progress, after.versions), (before.progress, before.versions));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn processes_that_migrate_at_once_make_one_schema(world: World) {
    let url = world.another_database(Contents::Nothing).await;
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..3 {
        let db = Db::connect(&url).await.unwrap();
        running.spawn(async move { migrate(&db, None).await.map_err(|error| error.to_string()) });
    }
    let results = running.join_all().await;
    match world.kind {
        Kind::Postgres => assert!(results.iter().all(Result::is_ok), "one waits for the other: {results:?}"),
        // Nothing makes them wait; who comes second fails, and nothing is half done.
        Kind::Sqlite => assert!(results.iter().any(Result::is_ok), "{results:?}"),
    }
    let db = Db::connect(&url).await.unwrap();
    check(&db).await.unwrap();
    assert_eq!(entities::actual(&db).await, entities::actual(&world.db).await);
}

async fn another_schema_is_not_served(world: World) {
    let empty = Db::connect(&world.another_database(Contents::Nothing).await).await.unwrap();
    let error = check(&empty).await.unwrap_err();
    assert!(matches!(error, SchemaError::Behind(missing) if missing == steps()));
    assert!(error.to_string().contains("redom migrate"), "it says what to run: {error}");
    check(&world.db).await.unwrap();
    let newer =
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20990101_000000_from_later', 0)";
    world.execute(newer).await.unwrap();
    let error = check(&world.db).await.unwrap_err();
    assert!(matches!(&error, SchemaError::Ahead(step) if step == "m20990101_000000_from_later"));
    assert!(error.to_string().contains("newer redom"), "{error}");
    world.execute("DELETE FROM seaql_migrations WHERE version LIKE 'm2026%accounts'").await.unwrap();
    assert!(matches!(check(&world.db).await, Err(SchemaError::Ahead(_))));
    world.execute("DELETE FROM seaql_migrations WHERE version LIKE 'm2099%'").await.unwrap();
    assert!(matches!(check(&world.db).await, Err(SchemaError::Behind(1))));
}

async fn without_facts_nothing_is_served(world: World) {
    let db = Db::connect(&world.another_database(Contents::Nothing).await).await.unwrap();
    migrate(&db, None).await.unwrap();
    let error = serve(&Config::default(), db).await.unwrap_err();
    assert!(matches!(error, ServeError::NotSeeded));
    assert!(error.to_string().contains("redom seed"), "{error}");
}

on_both_databases![
    they_go_down_and_up_again,
    records_survive_the_way_back_and_forth,
    processes_that_migrate_at_once_make_one_schema,
    another_schema_is_not_served,
    without_facts_nothing_is_served,
];
