//! Open data: the same facts as on the pages, for programs, and nothing more.

mod catalogue;
mod files;
mod secrets;

use app::open_data::datasets::Set;
use app::open_data::model::Filter;
use app::open_data::query::{Pairs, load_asked};
use app::open_data::table::{Window, load};
use app::text::{Lang, n_of_m};
use http::{Method, Request};
use serde_json::Value;

use crate::onboarding::requirements::submission;
use crate::support::client::{Answer, Client};
use crate::support::{TODAY, World, noon, on_both_databases};

/// A demonstration up to today, where everything there is occurs.
pub async fn demonstration(world: &World) {
    use sea_orm::ConnectionTrait;
    world.db.write().execute_unprepared("DELETE FROM account").await.unwrap();
    app::demo::load_demo(&world.db, noon(TODAY), Some(TODAY.parse().unwrap())).await.unwrap();
}

async fn ask(client: &Client, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request.body(Default::default()).unwrap()).await
}

pub async fn get(client: &Client, path: &str) -> Answer {
    ask(client, Method::GET, path, &[]).await
}

/// What pages of this world are made from.
fn site(world: &World) -> app::site::Site {
    server::serve::site(world.db.clone(), world.clock.clone(), app::site::Assets::default(), &world.config)
        .unwrap()
}

fn path(set: Set) -> String {
    format!("/api/v1/{}", set.dataset().key)
}

/// Every value is one that the dictionary admits, and every list is whole.
async fn every_value_is_what_the_dictionary_says(world: World) {
    demonstration(&world).await;
    let client = world.anonymous();
    for set in Set::ALL {
        let dataset = set.dataset();
        let list: Value = get(&client, &format!("{}?limit=500", path(set))).await.read();
        assert_eq!(list["demonstration"], Value::Bool(true));
        let rows = list["data"].as_array().unwrap();
        assert_eq!(rows.len() as u64, list["total"].as_u64().unwrap().min(500), "{}", dataset.key);
        assert!(!rows.is_empty(), "{}", dataset.key);
        let site = site(&world);
        let pairs = Pairs::read(&path(set).parse().unwrap(), &[]).unwrap();
        let (_, asked) = load_asked(&site, set, &pairs).await.unwrap();
        let part = load(&site, set, &asked, Window::ALL).await.unwrap();
        assert_eq!(part.total, part.rows.len() as u64);
        for row in &part.rows {
            assert_eq!(row.len(), dataset.columns.len(), "{}", dataset.key);
            for (column, cell) in dataset.columns.iter().zip(row) {
                assert!(column.admits(cell), "{} {}: {cell:?}", dataset.key, column.name);
            }
        }
        let first: &serde_json::Map<String, Value> = rows[0].as_object().unwrap();
        assert!(dataset.columns.iter().all(|column| first.contains_key(column.name)));
        assert_eq!(first.len(), dataset.columns.len());
    }
}

/// The map, its data file and the API say the same number.
async fn the_pages_say_the_same(world: World) {
    demonstration(&world).await;
    let client = world.anonymous();
    for programme in ["unified-model", "moving"] {
        for clocks in ["", "&as-of=2024-05-01", "&as-of=2023-03-01&known=2023-02-01T10:00Z"] {
            let figures: Value =
                get(&client, &format!("/api/v1/figures?programme={programme}{clocks}")).await.read();
            let figure = |name: &str| {
                let rows = figures["data"].as_array().unwrap();
                rows.iter().find(|row| row["figure"] == name).unwrap().clone()
            };
            let file = format!("/data/rollout.json?programme={programme}{clocks}");
            let mut answer = get(&client, &file).await;
            if answer.status == 303 {
                answer = get(&client, answer.location()).await;
            }
            let rollout: Value = answer.read();
            let coverage = &rollout["coverage"];
            assert_eq!(figure("all")["value"], coverage["live"], "{programme}{clocks}");
            assert_eq!(figure("all")["of"], coverage["districts"]);
            assert_eq!(figure("residents")["value"], coverage["residents_live"]);
            assert_eq!(figure("unknown")["value"], coverage["unknown"]);
            assert_eq!(figure("reported")["value"], coverage["reported"]);
            let equal = &rollout["equal_readiness"];
            assert_eq!(figure("lowest")["value"], equal["lowest"]);
            assert_eq!(figure("highest")["value"], equal["highest"]);
            assert_eq!(
                figure("median")["value"].as_f64().map(|one| one * 2.0),
                equal["median_twice"].as_f64()
            );
            assert_eq!(figure("only-reported")["value"], equal["reported"]);

            let page = client.page(&format!("/bg/?programme={programme}{clocks}")).await;
            let live = figure("all");
            let said = n_of_m(Lang::Bg, live["value"].as_u64().unwrap(), live["of"].as_u64().unwrap());
            assert!(page.text().contains(&said), "{said}");

            let list: Value =
                get(&client, &format!("/api/v1/onboardings?programme={programme}{clocks}")).await.read();
            let rows = list["data"].as_array().unwrap();
            let districts = rollout["districts"].as_array().unwrap();
            assert_eq!(rows.len(), districts.len());
            for (row, district) in rows.iter().zip(districts) {
                for name in ["district", "status", "milestone", "is_reported", "met", "of", "residents"] {
                    assert_eq!(row[name], district[name], "{name}");
                }
                assert_eq!(row["confirmed_milestone"], district["readiness"]);
                assert_eq!(row["agreed_on"], district["agreed"]);
                let turn = &district["turn"];
                assert_eq!(row["holder"], turn["holder"]);
                assert_eq!(row["holder_since"], turn["since"]);
                let slug = row["district"].as_str().unwrap();
                let file = format!("/data/district.json?programme={programme}&district={slug}{clocks}");
                if !clocks.is_empty() && slug == "lyulin" {
                    the_district_is_the_same(
                        &client,
                        programme,
                        slug,
                        clocks,
                        &get(&client, &file).await.read(),
                    )
                    .await;
                }
            }
        }
    }
}

async fn the_district_is_the_same(client: &Client, programme: &str, slug: &str, clocks: &str, file: &Value) {
    let of = |set: &str| format!("/api/v1/{set}?programme={programme}&district={slug}&limit=500{clocks}");
    let marks: Value = get(client, &of("marks")).await.read();
    let reached = file["reached"].as_array().unwrap();
    assert_eq!(marks["data"].as_array().unwrap().len(), reached.len());
    for (row, mark) in marks["data"].as_array().unwrap().iter().zip(reached) {
        for name in ["milestone", "position", "kind", "reached_on"] {
            assert_eq!(row[name], mark[name]);
        }
    }
    let requirements: Value = get(client, &of("requirements")).await.read();
    for (row, one) in
        requirements["data"].as_array().unwrap().iter().zip(file["requirements"].as_array().unwrap())
    {
        for name in ["requirement", "milestone", "standing", "holder"] {
            assert_eq!(row[name], one[name]);
        }
        assert_eq!(row["holder_since"], one["since"]);
    }
}

async fn parts_follow_one_another(world: World) {
    demonstration(&world).await;
    let client = world.anonymous();
    let whole: Value = get(&client, "/api/v1/requirements?limit=500").await.read();
    let mut address = "/api/v1/requirements?limit=77".to_owned();
    let mut rows = Vec::new();
    loop {
        let answer = get(&client, &address).await;
        rows.extend(answer.read::<Value>()["data"].as_array().unwrap().clone());
        let next = answer.header("link").and_then(|links| {
            links
                .split(", ")
                .find(|link| link.ends_with("rel=\"next\""))
                .map(|link| link.split(['<', '>']).nth(1).unwrap().to_owned())
        });
        let Some(next) = next.filter(|_| rows.len() < 500) else { break };
        address = next;
    }
    let all = whole["data"].as_array().unwrap();
    assert_eq!(rows[..all.len().min(rows.len())], all[..all.len().min(rows.len())]);
    assert!(rows.len() >= all.len());
    let beyond: Value = get(&client, "/api/v1/marks?offset=9999999").await.read();
    assert_eq!(beyond["data"], Value::Array(Vec::new()));
    // The permanent address says the same, and is kept for good.
    let today: Value = get(&client, "/api/v1/figures").await.read();
    let permanent = today["permanent"].as_str().unwrap();
    let permanent = permanent.strip_prefix(&world.config.public_url).unwrap();
    world.pass_days(1);
    let answer = get(&client, permanent).await;
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.read::<Value>()["data"], today["data"]);
}

async fn what_cannot_be_answered_is_refused_in_words(world: World) {
    submission().take(&world, "lyulin").await;
    let client = world.anonymous();
    let long = "x".repeat(3_000);
    let cases = [
        ("limit=0", 400),
        ("limit=-1", 400),
        ("limit=501", 400),
        ("limit=", 400),
        ("limit=9999999999999999999999", 400),
        ("limit=1&limit=2", 400),
        ("offset=-1", 400),
        ("offset=x", 400),
        ("as_of=2026-11-20", 400),
        ("as-of=2025-02-29", 400),
        ("as-of=20.11.2026", 400),
        ("as-of=%ff%fe", 400),
        ("as-of=%00", 400),
        ("known=yesterday", 400),
        ("known=2026-11-20T12:00%2B02:00", 400),
        ("as-of=2026-11-22", 404),
        ("as-of=9999-12-31", 404),
        ("as-of=2020-06-10", 404),
        ("known=2026-11-20T11:59Z", 404),
        ("known=2026-11-21T12:01Z", 404),
        ("programme=nope", 404),
        ("district=nope", 404),
        ("district=Лозенец", 400),
        ("district=%27%3B--", 400),
        (long.as_str(), 400),
    ];
    for (query, status) in cases {
        for lang in Lang::ALL {
            let query: String = query
                .chars()
                .flat_map(|one| if one.is_ascii() { vec![one] } else { "%D0%9B".chars().collect() })
                .collect();
            let address = format!("/api/v1/marks?{query}");
            let answer = ask(&client, Method::GET, &address, &[("accept-language", lang.code())]).await;
            assert_eq!(answer.status, status, "{query}: {}", answer.text());
            assert_eq!(answer.header("content-type"), Some("application/problem+json"));
            assert_eq!(answer.header("content-language"), Some(lang.code()));
            let problem: Value = answer.read();
            assert_eq!(problem["status"], status);
            for name in ["type", "title", "detail"] {
                assert!(!problem[name].as_str().unwrap().is_empty(), "{name}");
            }
            let cyrillic =
                problem["title"].as_str().unwrap().contains(|one: char| ('а'..='я').contains(&one));
            assert_eq!(cyrillic, lang == Lang::Bg);
        }
    }
    for address in [
        "/api/v1/nope",
        "/api/v1/districts/nope",
        "/api/v1/marks/1",
        "/api/v1/services/99999999999",
        "/api/v1/",
    ] {
        let answer = get(&client, address).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (404, Some("application/problem+json")),
            "{address}"
        );
    }
}

async fn it_can_be_read_from_anywhere_and_only_read(world: World) {
    let client = world.anonymous();
    let origin = [("origin", "https://elsewhere.example")];
    let first = ask(&client, Method::GET, "/api/v1/districts", &origin).await;
    assert_eq!(first.header("access-control-allow-origin"), Some("*"));
    assert_eq!(first.header("access-control-allow-credentials"), None);
    assert_eq!(first.header("redom-demonstration"), Some("false"));
    assert_eq!(first.header("set-cookie"), None);
    let tag = first.header("etag").unwrap().to_owned();
    let again = ask(&client, Method::GET, "/api/v1/districts", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(again.header("access-control-allow-origin"), Some("*"));
    let head = ask(&client, Method::HEAD, "/api/v1/districts", &[]).await;
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), first.header("content-length"));
    let options = ask(&client, Method::OPTIONS, "/api/v1/districts", &origin).await;
    assert_eq!((options.status, options.header("allow")), (204, Some("GET, HEAD, OPTIONS")));
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
        for address in ["/api/v1", "/api/v1/districts", "/api/v1/openapi.json", "/data/v1/latest/marks.csv"] {
            let answer = ask(&client, method.clone(), address, &[]).await;
            assert_eq!(
                (answer.status, answer.header("allow")),
                (405, Some("GET, HEAD, OPTIONS")),
                "{method} {address}"
            );
        }
    }
    // A change is seen at once.
    let before = get(&client, "/api/v1/requirements?district=lyulin").await;
    submission().take(&world, "lyulin").await;
    assert_ne!(get(&client, "/api/v1/requirements?district=lyulin").await.body, before.body);
    // Pages are not opened with it.
    assert_eq!(ask(&client, Method::GET, "/bg/", &origin).await.header("access-control-allow-origin"), None);
}

async fn an_address_that_asks_too_often_waits(world: World) {
    use std::net::SocketAddr;
    let client = world.anonymous();
    let from = |host: u8| {
        let mut request = Request::get("/api/v1/districts").body(axum::body::Body::empty()).unwrap();
        let peer: SocketAddr = ([192, 0, 2, host], 4000).into();
        request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
        request
    };
    let mut refused = None;
    for _ in 0..700 {
        let answer = client.send(from(1)).await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("nobody is held back");
    assert!(refused.header("retry-after").unwrap().parse::<u32>().unwrap() >= 1);
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    assert_eq!(client.send(from(2)).await.status, 200);
    assert_eq!(get(&client, "/bg/").await.status, 200);
}

/// Whoever changes this changes a promise: within version 1 members are only
/// added.
async fn the_description_is_known(world: World) {
    let answer = get(&world.anonymous(), "/api/v1/openapi.json").await;
    let description: Value = answer.read();
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    for set in Set::ALL {
        let operation = &paths[&path(set)]["get"];
        let parameters = operation["parameters"].as_array().unwrap();
        let named = |name: &str| parameters.iter().any(|one| one["name"] == name);
        assert!(["as-of", "known", "limit", "offset"].iter().all(|name| named(name)));
        assert_eq!(named("programme"), set.dataset().filters.contains(&Filter::Programme));
        for status in ["200", "304", "400", "404", "405", "429", "500"] {
            assert!(operation["responses"].get(status).is_some(), "{} {status}", path(set));
        }
    }
    insta::assert_snapshot!("openapi.json", serde_json::to_string_pretty(&description).unwrap());
}

on_both_databases![
    every_value_is_what_the_dictionary_says,
    the_pages_say_the_same,
    parts_follow_one_another,
    what_cannot_be_answered_is_refused_in_words,
    it_can_be_read_from_anywhere_and_only_read,
    an_address_that_asks_too_often_waits,
    the_description_is_known,
];
