//! `redom boundaries` and the second view of the map. The cells are invented.

mod kept;

use std::io::Write as _;

use app::boundaries::store::list_places;
use app::boundaries::text::{NO_SOURCE, TRUE_BOUNDARIES};
use app::text::Lang;

use super::{fail, succeed};
use crate::support::{World, on_both_databases};

const SOURCE: &str = "Измислени клетки, CC0 <проба>";
/// Where the invented map ends.
pub const EAST: f64 = 23.62;

/// For each district what is nearer to its middle than to any other, west of this
/// meridian: an invented map on which each is where it should be.
pub async fn cells(world: &World, east: f64) -> Vec<serde_json::Value> {
    let places = list_places(world.db.read()).await.unwrap();
    let middles: Vec<[f64; 2]> = places.iter().map(|place| [place.longitude, place.latitude]).collect();
    places
        .iter()
        .zip(&middles)
        .map(|(place, middle)| {
            let mut ring = vec![[23.06, 42.5], [east, 42.5], [east, 42.86], [23.06, 42.86]];
            for other in middles.iter().filter(|other| *other != middle) {
                ring = nearer(&ring, *middle, *other);
            }
            ring.push(ring[0]);
            serde_json::json!({
                "type": "Feature", "properties": {"name": place.name_bg},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            })
        })
        .collect()
}

/// The part of a convex ring that is nearer to the one than to the other.
fn nearer(ring: &[[f64; 2]], one: [f64; 2], other: [f64; 2]) -> Vec<[f64; 2]> {
    let square = |from: [f64; 2], to: [f64; 2]| (from[0] - to[0]).powi(2) + (from[1] - to[1]).powi(2);
    let depth = |at: [f64; 2]| square(at, other) - square(at, one);
    let mut kept = Vec::new();
    for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (here, there) = (depth(*from), depth(*to));
        if here >= 0.0 {
            kept.push(*from);
        }
        if (here >= 0.0) != (there >= 0.0) {
            let share = here / (here - there);
            kept.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
        }
    }
    kept
}

fn file(features: &[serde_json::Value]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let collection = serde_json::json!({"type": "FeatureCollection", "features": features});
    file.write_all(collection.to_string().as_bytes()).unwrap();
    file
}

/// A set of boundaries in the database.
pub async fn import_cells(world: &World) {
    let file = file(&cells(world, EAST).await);
    let said =
        succeed(&world.url, &["boundaries", "import", file.path().to_str().unwrap(), "--source", SOURCE]);
    assert!(said.contains("136 corners, "), "{said}");
    world.db.refresh_content_version().await.unwrap();
}

async fn the_second_view_is_there_while_boundaries_are(world: World) {
    let client = world.anonymous();
    let mosaic = "/bg/?programme=unified-model&color=readiness";
    let address = "/bg/?programme=unified-model&color=readiness&view=boundaries";
    assert_eq!(client.get(address).await.status, 404);
    assert!(!client.page(mosaic).await.text().contains(TRUE_BOUNDARIES.get(Lang::Bg)));
    assert!(succeed(&world.url, &["boundaries", "remove"]).contains("were not there"));

    import_cells(&world).await;
    let page = client.page(address).await;
    assert!(page.text().contains(SOURCE), "{}", page.text());
    // As somebody typed it, on an English page, too.
    let english = client.page(&address.replacen("/bg/", "/en/", 1)).await;
    assert!(english.having("span", "lang").any(|span| span.get("lang") == Some("bg") && span.text == SOURCE));
    let shapes: Vec<_> = page.having("a", "data-district").collect();
    assert_eq!((shapes.len(), page.having("tr", "data-district").count()), (24, 24));
    let drawn = |page: &crate::support::html::Page| -> Vec<String> {
        let shapes = page.having("a", "data-district");
        shapes
            .map(|shape| {
                page.inside(shape).find(|one| one.name == "path").unwrap().get("d").unwrap().to_owned()
            })
            .collect()
    };
    let other = client.page(mosaic).await;
    assert!(drawn(&page).iter().all(|path| path.starts_with('M') && !drawn(&other).contains(path)));
    // Each view leads to the other and keeps the colours.
    let leads =
        |page: &crate::support::html::Page, to: &str| page.all("a").any(|link| link.get("href") == Some(to));
    assert!(leads(&page, mosaic) && leads(&other, address));
    for lang in Lang::ALL {
        let path = address.replacen("bg", lang.code(), 1);
        assert_eq!(
            client.page(&format!("{path}&as-of=2026-10-31")).await.having("a", "data-district").count(),
            24
        );
    }
    // A second import takes the place of the first; removing brings back the mosaic.
    import_cells(&world).await;
    assert_eq!(client.get(address).await.status, 200);
    assert!(succeed(&world.url, &["boundaries", "remove"]).contains("are removed"));
    world.db.refresh_content_version().await.unwrap();
    assert_eq!(client.get(address).await.status, 404);
    assert!(succeed(&world.url, &["verify"]).contains("0 faults"));
}

async fn what_is_refused_changes_nothing(world: World) {
    import_cells(&world).await;
    let before = world.anonymous().get("/bg/?view=boundaries").await.body;
    let import = |features: &[serde_json::Value], source: &str| {
        let file = file(features);
        let said =
            fail(&world.url, &["boundaries", "import", file.path().to_str().unwrap(), "--source", source]);
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        said
    };
    let mut features = cells(&world, EAST).await;
    features[4]["geometry"]["coordinates"][0].as_array_mut().unwrap().swap(1, 2);
    let name = features[4]["properties"]["name"].as_str().unwrap().to_owned();
    let said = import(&features, SOURCE);
    assert!(said.contains(&format!("the border of {name} crosses or touches itself at 23.")), "{said}");
    features.truncate(20);
    assert!(import(&features, SOURCE).contains("these districts are missing"));
    let whole = cells(&world, EAST).await;
    for source in ["", "  ", "a\nb", &"a".repeat(301)] {
        assert!(import(&whole, source).contains("--source"), "{source}");
    }
    let nowhere = fail(&world.url, &["boundaries", "import", "/nowhere.geojson", "--source", SOURCE]);
    assert!(nowhere.contains("cannot read /nowhere.geojson"), "{nowhere}");
    // 100 MB of nothing are not read to their end.
    let huge = tempfile::NamedTempFile::new().unwrap();
    huge.as_file().set_len(100_000_000).unwrap();
    let said = fail(&world.url, &["boundaries", "import", huge.path().to_str().unwrap(), "--source", SOURCE]);
    assert!(said.contains("more than 8 MiB"), "{said}");
    world.db.refresh_content_version().await.unwrap();
    assert!(world.anonymous().get("/bg/?view=boundaries").await.body == before);
}

async fn a_source_may_be_left_out(world: World) {
    let file = file(&cells(&world, EAST).await);
    succeed(&world.url, &["boundaries", "import", file.path().to_str().unwrap()]);
    world.db.refresh_content_version().await.unwrap();
    let client = world.anonymous();
    for lang in Lang::ALL {
        let page = client.page(&format!("/{}/?view=boundaries", lang.code())).await;
        assert!(page.text().contains(NO_SOURCE.get(lang)), "{}", page.text());
    }
    let data = client.get("/data/v1/latest/boundaries-unified-model.geojson").await.text();
    assert!(data.contains("\"source\":null"), "{data}");
}

/// Names exchanged, as somebody does who sorts one column of a table.
async fn exchanged_districts_are_refused(world: World) {
    let mut features = cells(&world, EAST).await;
    let sredets = features[0]["properties"].take();
    features[0]["properties"] = features[3]["properties"].take();
    features[3]["properties"] = sredets;
    let file = file(&features);
    let said = fail(&world.url, &["boundaries", "import", file.path().to_str().unwrap()]);
    let expected = "the middle of Средец, 23.33565, 42.68759 (longitude, latitude), lies in Оборище";
    assert!(said.contains(expected), "{said}");
}

on_both_databases![
    the_second_view_is_there_while_boundaries_are,
    what_is_refused_changes_nothing,
    a_source_may_be_left_out,
    exchanged_districts_are_refused,
];
