//! The files: their forms, their checksums, the days they are of.

use app::ledger::store::hash_text;
use app::open_data::datasets::Set;
use app::open_data::model::Kind;
use geojson::{FeatureCollection, GeometryValue};
use serde_json::Value;

use super::{demonstration, get};
use crate::commands::boundaries::import_cells;
use crate::onboarding::requirements::submission;
use crate::support::client::fields;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn a_day_s_files_never_change(world: World) {
    demonstration(&world).await;
    let client = world.anonymous();
    let sums = get(&client, "/data/v1/2026-11-20/SHA256SUMS").await;
    assert_eq!(sums.header("cache-control"), Some("public, max-age=31536000, immutable"));
    let mut listed = 0;
    for line in sums.text().lines() {
        let (sum, file) = line.split_once("  ").unwrap();
        let answer = get(&client, &format!("/data/v1/2026-11-20/{file}")).await;
        assert_eq!(answer.status, 200, "{file}");
        assert_eq!(hash_text(&answer.body), sum, "{file}");
        assert_eq!(answer.header("redom-demonstration"), Some("true"));
        assert!(answer.header("content-disposition").unwrap().contains("redom-demonstration-2026-11-20-"));
        listed += 1;
    }
    assert_eq!(listed, 2 * Set::ALL.len());
    // Whatever is written later.
    world.pass_days(3);
    let other = world.another_process(world.config.clone()).await;
    assert_eq!(get(&other.anonymous(), "/data/v1/2026-11-20/SHA256SUMS").await.body, sums.body);
    // The same rows in both forms, and as the API gives them.
    let lines = get(&client, "/data/v1/2026-11-20/marks.jsonl").await.text();
    let table = get(&client, "/data/v1/2026-11-20/marks.csv").await;
    let columns = Set::Marks.dataset().columns;
    let mut read = csv::Reader::from_reader(&table.body[..]);
    assert!(read.headers().unwrap().iter().eq(columns.iter().map(|column| column.name)));
    let records: Vec<_> = read.records().map(Result::unwrap).collect();
    assert_eq!(records.len(), lines.lines().count());
    for (record, line) in records.iter().zip(lines.lines()) {
        let object: Value = serde_json::from_str(line).unwrap();
        for (column, field) in columns.iter().zip(record) {
            let same = match &object[column.name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(field, same, "{}", column.name);
        }
    }
    let known = "as-of=2026-11-20&known=2026-11-20T21:59:59.999Z";
    let list: Value =
        get(&client, &format!("/api/v1/marks?programme=unified-model&limit=500&{known}")).await.read();
    let of_programme = lines.lines().filter(|line| line.contains("\"programme\":\"unified-model\""));
    let of_programme: Vec<Value> = of_programme.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(list["data"], Value::Array(of_programme));
}

async fn each_table_is_described_beside_it(world: World) {
    submission().take(&world, "lyulin").await;
    world.pass_days(2);
    let client = world.anonymous();
    for set in Set::ALL {
        let dataset = set.dataset();
        let file = format!("/data/v1/latest/{}.csv", dataset.key);
        let described = get(&client, &format!("{file}-metadata.json")).await;
        assert_eq!(described.header("content-type"), Some("application/csvm+json"));
        let described: Value = described.read();
        let columns = described["tableSchema"]["columns"].as_array().unwrap();
        assert_eq!(columns.len(), dataset.columns.len());
        for (column, one) in dataset.columns.iter().zip(columns) {
            assert_eq!(one["name"], column.name);
            assert_eq!(one["required"], !column.may_lack);
            assert_eq!(one["dc:description"].as_array().unwrap().len(), 2);
            assert!(
                one["datatype"].is_string()
                    != matches!(column.kind, Kind::Key(_) | Kind::Day | Kind::Instant | Kind::Flag)
            );
        }
        let table = get(&client, &file).await;
        assert!(table.header("link").unwrap().contains("rel=\"describedby\""));
        assert!(table.text().ends_with("\r\n"));
    }
}

async fn days_without_files_say_why(world: World) {
    let client = world.anonymous();
    for (address, status) in [
        ("/data/v1/2026-11-21/marks.csv", 404),
        ("/data/v1/2026-11-22/marks.csv", 404),
        ("/data/v1/2026-11-19/marks.csv", 404),
        ("/data/v1/2020-01-01/marks.csv", 404),
        ("/data/v1/2026-02-30/marks.csv", 400),
        ("/data/v1/yesterday/marks.csv", 400),
        ("/data/v1/2026-11-20/marks.xlsx", 404),
        ("/data/v1/2026-11-20/nope.csv", 404),
        ("/data/v1/2026-11-20/marks.csv?x=1", 400),
        ("/data/v1/2026-11-20/marks.jsonl-metadata.json", 404),
        ("/data/v1/2026-11-20/boundaries-unified-model.geojson", 404),
        ("/data/v1/latest/boundaries-nope.geojson", 404),
        ("/data/v1/2026-11-20/..%2f..%2fetc%2fpasswd", 404),
    ] {
        let answer = get(&client, address).await;
        assert_eq!(answer.status, status, "{address}: {}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{address}");
    }
    assert_eq!(get(&client, "/data/v1/2026-11-20/marks.csv").await.status, 200);
}

/// The library that others read GeoJSON with reads it, too.
async fn boundaries_are_read_by_another_program(world: World) {
    import_cells(&world).await;
    let client = world.anonymous();
    let answer = get(&client, "/data/v1/latest/boundaries-unified-model.geojson").await;
    assert_eq!(answer.header("content-type"), Some("application/geo+json"));
    let text = answer.text();
    assert!(!text.contains("\"crs\""));
    let read: FeatureCollection = text.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
    assert_eq!(read.features.len(), 24);
    for feature in &read.features {
        let properties = feature.properties.as_ref().unwrap();
        assert!(properties["status"].is_string() && properties["name_bg"].is_string());
        let GeometryValue::Polygon { coordinates } = &feature.geometry.as_ref().unwrap().value else {
            panic!()
        };
        let area: f64 =
            coordinates[0].windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum();
        assert!(area > 0.0, "outer rings go against the clock");
        assert!(
            coordinates[0]
                .iter()
                .all(|corner| (23.0..24.0).contains(&corner[0]) && (42.0..43.0).contains(&corner[1]))
        );
    }
    // Of a day before they were imported there are none; of later days there are.
    assert_eq!(get(&client, "/data/v1/2026-11-20/boundaries-unified-model.geojson").await.status, 404);
}

/// What somebody types cannot become a formula, and is not lost.
async fn a_formula_stays_text(world: World) {
    let formula = "=HYPERLINK(\"http://evil.example\";\"Натисни\")";
    let coordinator = world.sign_in(Who::Coordinator).await;
    let typed = fields([
        ("lang", "bg"),
        ("back", "/bg/rayoni/lyulin/uslugi"),
        ("district", "lyulin"),
        ("service", "2079"),
        ("version", "0"),
        ("state", "online"),
        ("observed_on", "2026-11-20"),
        ("source", formula),
    ]);
    let answer = coordinator.json("observe_offer", &typed).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let client = world.anonymous();
    let table = get(&client, "/data/v1/latest/offers.csv").await.text();
    let mut read = csv::Reader::from_reader(table.as_bytes());
    let kept: Vec<String> = read
        .records()
        .flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(kept.contains(&format!("'{formula}")));
    assert!(kept.iter().all(|field| !field.starts_with('=')));
    let list: Value = get(&client, "/api/v1/offers?district=lyulin&service=2079").await.read();
    assert_eq!(list["data"][0]["observed_source"], formula);
}

on_both_databases![
    a_day_s_files_never_change,
    each_table_is_described_beside_it,
    days_without_files_say_why,
    boundaries_are_read_by_another_program,
    a_formula_stays_text,
];
