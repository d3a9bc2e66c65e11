//! What was shown of a day that is over stays as it is, whatever is imported or
//! removed later.

use app::boundaries::model::prepare;
use app::boundaries::store::{find_imported, list_places, remove, save};
use app::boundaries::text::TRUE_BOUNDARIES;
use app::clock::Moment;
use app::clock::source::Clock;
use app::db::Db;
use app::ledger::store::hash_text;
use app::text::Lang;
use sea_orm::ConnectionTrait;

use super::{EAST, cells};
use crate::commands::succeed;
use crate::support::{Contents, World, noon, on_both_databases};

const FILE: &str = "boundaries-unified-model.geojson";
/// The end of each day in UTC; in Sofia it is midnight then.
const END: &str = "T21:59:59.999Z";

/// Imports a map that ends at this meridian, now by the world's clock.
async fn import(world: &World, source: &str, east: f64) {
    import_at(world, source, east, world.clock.now()).await;
}

async fn import_at(world: &World, source: &str, east: f64, now: Moment) {
    let collection = serde_json::json!({"type": "FeatureCollection", "features": cells(world, east).await});
    let places = list_places(world.db.read()).await.unwrap();
    let (areas, _) = prepare(collection.to_string().as_bytes(), &places).unwrap();
    save(&world.db, &areas, Some(source.to_owned()), now).await.unwrap();
}

/// All that is permanent of the days up to this one: status and bytes.
async fn permanent(world: &World, last: u32) -> Vec<(String, u16, Vec<u8>)> {
    let client = world.anonymous();
    let mut answers = Vec::new();
    for day in 20..=last {
        let day = format!("2026-11-{day}");
        for path in [
            format!("/data/v1/{day}/{FILE}"),
            format!("/data/v1/{day}/SHA256SUMS"),
            format!("/bg/?view=boundaries&as-of={day}&known={day}{END}"),
            format!("/en/?view=boundaries&color=status&as-of={day}&known={day}{END}"),
            format!("/bg/?as-of={day}&known={day}{END}"),
        ] {
            let answer = client.get(&path).await;
            answers.push((path, answer.status, answer.body.to_vec()));
        }
    }
    answers
}

/// What is said of these days now is what was said, by this process and by one that
/// has nothing in its memory.
async fn unchanged(world: &World, last: u32, before: &[(String, u16, Vec<u8>)]) {
    let other = world.another_process(world.config.clone()).await;
    other.clock.set(world.clock.now());
    for world in [world, &other] {
        for (now, then) in permanent(world, last).await.iter().zip(before) {
            assert_eq!((&now.0, now.1), (&then.0, then.1));
            assert!(now.2 == then.2, "{} is not what it was", now.0);
        }
    }
}

async fn what_is_permanent_outlives_imports_and_removal(world: World) {
    let client = world.anonymous();
    let file = |day: &str| format!("/data/v1/{day}/{FILE}");
    let then = |day: &str| format!("/bg/?view=boundaries&as-of={day}&known={day}{END}");
    let today = "/bg/?view=boundaries";
    import(&world, "Първи", EAST).await;
    assert!(client.page(today).await.text().contains("Първи"));
    world.pass_days(2);
    let first = permanent(&world, 22).await;
    // None on the 20th, the first from the 21st on.
    assert_eq!(client.get(&file("2026-11-20")).await.status, 404);
    assert_eq!(client.get(&then("2026-11-20")).await.status, 404);
    for day in ["2026-11-21", "2026-11-22"] {
        let answer = client.get(&file(day)).await;
        assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
        assert!(answer.text().contains("\"source\":\"Първи\""));
        let sums = client.get(&format!("/data/v1/{day}/SHA256SUMS")).await.text();
        assert!(sums.contains(&format!("{}  {FILE}", hash_text(&answer.body))), "{sums}");
        let page = client.page(&then(day)).await;
        assert!(page.text().contains("Първи") && page.having("a", "data-district").count() == 24);
    }

    // Noon of the 23rd: others.
    import(&world, "Втори", 23.6).await;
    let page = client.page(today).await;
    assert!(page.text().contains("Втори") && !page.text().contains("Първи"));
    let latest = client.get(&file("latest")).await.text();
    assert!(latest.contains("Втори"));
    unchanged(&world, 22, &first).await;
    world.pass_days(2);
    let second = permanent(&world, 24).await;
    assert!(client.get(&file("2026-11-23")).await.text().contains("\"source\":\"Втори\""));
    // At an instant of the 23rd before, the first were in force.
    let page = client.page("/bg/?view=boundaries&as-of=2026-11-23&known=2026-11-23T11:59:59Z").await;
    assert!(page.text().contains("Първи"));

    // Noon of the 25th: none.
    assert!(remove(&world.db, world.clock.now()).await.unwrap());
    assert!(!remove(&world.db, world.clock.now()).await.unwrap());
    for path in [today.to_owned(), file("latest")] {
        assert_eq!(client.get(&path).await.status, 404, "{path}");
    }
    assert!(!client.page("/bg/").await.text().contains(TRUE_BOUNDARIES.get(Lang::Bg)));
    unchanged(&world, 22, &first).await;
    unchanged(&world, 24, &second).await;
    world.pass_days(2);
    assert_eq!(client.get(&file("2026-11-25")).await.status, 404);
    assert_eq!(client.get(&then("2026-11-26")).await.status, 404);
    let third = permanent(&world, 26).await;

    // And again.
    import(&world, "Трети", EAST).await;
    assert!(client.page(today).await.text().contains("Трети"));
    unchanged(&world, 24, &second).await;
    unchanged(&world, 26, &third).await;
    assert!(succeed(&world.url, &["verify"]).contains("0 faults"));
}

/// A clock that goes back cannot change what was in force.
async fn versions_follow_one_another(world: World) {
    let now = world.clock.now();
    import(&world, "Първи", EAST).await;
    import_at(&world, "Втори", EAST, Moment(now.0 - 86_400_000)).await;
    let reader = world.db.read();
    let source =
        async |known: Option<Moment>| find_imported(reader, known).await.unwrap().and_then(|of| of.source);
    assert_eq!(source(Some(Moment(now.0 - 1))).await, None);
    assert_eq!(source(Some(now)).await.as_deref(), Some("Първи"));
    assert_eq!(source(None).await.as_deref(), Some("Втори"));
}

/// Whoever upgrades keeps what they imported, with its day.
async fn the_step_keeps_what_was_imported(world: World) {
    let url = world.another_database(Contents::Facts).await;
    let collection = cells(&world, EAST).await;
    let ring = collection[0]["geometry"]["coordinates"].clone();
    succeed(&url, &["migrate", "--down", "1"]);
    let imported_at = noon("2026-11-20");
    let db = Db::connect(&url).await.unwrap();
    let areas = serde_json::json!({"sredets": [ring]});
    let insert = format!(
        "INSERT INTO boundaries (id, imported_at, source, areas) VALUES (1, {}, 'Стари', '{areas}')",
        imported_at.0
    );
    db.write().execute_unprepared(&insert).await.unwrap();
    drop(db);
    let kept = async || {
        let db = Db::connect(&url).await.unwrap();
        let before = find_imported(db.read(), Some(Moment(imported_at.0 - 1))).await.unwrap();
        assert!(before.is_none());
        let kept = find_imported(db.read(), Some(imported_at)).await.unwrap().unwrap();
        assert_eq!((kept.imported_at, kept.source.as_deref()), (imported_at, Some("Стари")));
        assert_eq!((kept.areas.len(), kept.areas[0].slug.as_str()), (1, "sredets"));
        assert_eq!(kept.areas[0].polygons.0[0].exterior().0.len(), ring[0].as_array().unwrap().len());
    };
    succeed(&url, &["migrate"]);
    kept().await;
    succeed(&url, &["migrate", "--down", "1"]);
    succeed(&url, &["migrate"]);
    kept().await;
}

on_both_databases![
    what_is_permanent_outlives_imports_and_removal,
    versions_follow_one_another,
    the_step_keeps_what_was_imported,
];
