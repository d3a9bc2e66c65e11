//! `redom boundaries` and the second view of the map. The squares are invented.

use std::io::Write as _;

use app::boundaries::store::list_places;
use app::boundaries::text::TRUE_BOUNDARIES;
use app::text::Lang;

use super::{fail, succeed};
use crate::support::{World, on_both_databases};

const SOURCE: &str = "Измислени квадрати, CC0 <проба>";

/// 24 squares on a grid over Sofia, one a district.
async fn squares(world: &World) -> Vec<serde_json::Value> {
    let places = list_places(world.db.read()).await.unwrap();
    places
        .iter()
        .enumerate()
        .map(|(number, place)| {
            let (column, row) = (number % 6, number / 6);
            let corner =
                |x: usize, y: usize| [23.2 + (column + x) as f64 * 0.05, 42.6 + (row + y) as f64 * 0.05];
            let ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)];
            serde_json::json!({
                "type": "Feature", "properties": {"name": place.name_bg},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            })
        })
        .collect()
}

fn file(features: &[serde_json::Value]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    let collection = serde_json::json!({"type": "FeatureCollection", "features": features});
    file.write_all(collection.to_string().as_bytes()).unwrap();
    file
}

/// A set of boundaries in the database.
pub async fn import_squares(world: &World) {
    let file = file(&squares(world).await);
    let said =
        succeed(&world.url, &["boundaries", "import", file.path().to_str().unwrap(), "--source", SOURCE]);
    assert!(said.contains("96 corners, 96 kept"), "{said}");
    world.db.refresh_content_version().await.unwrap();
}

async fn the_second_view_is_there_while_boundaries_are(world: World) {
    let client = world.anonymous();
    let mosaic = "/bg/?programme=unified-model&color=readiness";
    let address = "/bg/?programme=unified-model&color=readiness&view=boundaries";
    assert_eq!(client.get(address).await.status, 404);
    assert!(!client.page(mosaic).await.text().contains(TRUE_BOUNDARIES.get(Lang::Bg)));
    assert!(succeed(&world.url, &["boundaries", "remove"]).contains("were not there"));

    import_squares(&world).await;
    let page = client.page(address).await;
    assert!(page.text().contains("Измислени квадрати, CC0 <проба>"), "{}", page.text());
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
    import_squares(&world).await;
    assert_eq!(client.get(address).await.status, 200);
    assert!(succeed(&world.url, &["boundaries", "remove"]).contains("are removed"));
    world.db.refresh_content_version().await.unwrap();
    assert_eq!(client.get(address).await.status, 404);
    assert!(succeed(&world.url, &["verify"]).contains("0 faults"));
}

async fn what_is_refused_changes_nothing(world: World) {
    import_squares(&world).await;
    let before = world.anonymous().get("/bg/?view=boundaries").await.body;
    let import = |features: &[serde_json::Value], source: &str| {
        let file = file(features);
        let said =
            fail(&world.url, &["boundaries", "import", file.path().to_str().unwrap(), "--source", source]);
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
        said
    };
    let mut features = squares(&world).await;
    features[4]["geometry"]["coordinates"][0].as_array_mut().unwrap().swap(1, 2);
    let name = features[4]["properties"]["name"].as_str().unwrap().to_owned();
    let said = import(&features, SOURCE);
    assert!(said.contains(&format!("the border of {name} crosses or touches itself at 23.4")), "{said}");
    features.truncate(20);
    assert!(import(&features, SOURCE).contains("these districts are missing"));
    let whole = squares(&world).await;
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

on_both_databases![the_second_view_is_there_while_boundaries_are, what_is_refused_changes_nothing];
