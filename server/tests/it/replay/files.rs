//! The data files: their form, their bytes, how they are kept.

use std::io::Read;

use http::{Method, Request};

use super::marked_late;
use crate::support::client::{Answer, Client};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn ask(client: &Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(Method::GET).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request.body(Default::default()).unwrap()).await
}

/// A line for each element, so that a change is seen where it is.
fn in_lines(text: &str) -> String {
    text.replace("[{", "[\n{").replace("},{", "},\n{").replace("}],", "}\n],")
}

/// Whoever changes one of these breaks a promise: the files of the past are the
/// same bytes for good. A new form needs a new number in `format`.
async fn their_form_is_fixed(world: World) {
    marked_late(&world).await;
    world.pass_days(1);
    let clocks = "as-of=2026-11-24&known=2026-11-28T12:01Z";
    let client = world.anonymous();
    let rollout = ask(&client, &format!("/data/rollout.json?programme=unified-model&{clocks}"), &[]).await;
    let district =
        ask(&client, &format!("/data/district.json?programme=unified-model&district=lyulin&{clocks}"), &[])
            .await;
    insta::assert_snapshot!("rollout.json", in_lines(&rollout.text()));
    insta::assert_snapshot!("district.json", in_lines(&district.text()));
    for text in [rollout.text(), district.text()] {
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
        assert!(text.ends_with("}\n"));
    }
}

async fn what_is_settled_is_kept_for_good(world: World) {
    marked_late(&world).await;
    let client = world.anonymous();
    let settled = "/data/rollout.json?programme=unified-model&as-of=2026-11-24&known=2026-11-28T11:58Z";
    let first = ask(&client, settled, &[]).await;
    assert_eq!((first.status, first.header("x-cache")), (200, Some("miss")));
    assert_eq!(first.header("content-type"), Some("application/json"));
    assert_eq!(first.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(first.header("vary"), Some("accept-encoding"));
    let packed = ask(&client, settled, &[("accept-encoding", "br")]).await;
    assert_eq!((packed.header("x-cache"), packed.header("content-encoding")), (Some("hit"), Some("br")));
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(&packed.body[..], 4096).read_to_end(&mut unpacked).unwrap();
    assert!(unpacked == first.body);
    let tag = first.header("etag").unwrap().to_owned();
    assert_eq!(ask(&client, settled, &[("if-none-match", &tag)]).await.status, 304);
    let page = "/bg/?as-of=2026-11-24&known=2026-11-28T11:58Z";
    assert_eq!(ask(&client, page, &[]).await.header("cache-control"), Some("no-cache"));
    let present = "/data/rollout.json?programme=unified-model&as-of=2026-11-24";
    let before = ask(&client, present, &[]).await;
    assert_eq!(before.header("cache-control"), Some("no-cache"));
    // Neither a change nor a new day makes them anew.
    super::take_back("2026-11-23").take(&world, "lyulin").await;
    world.pass_days(1);
    for path in [settled, page] {
        assert_eq!(ask(&client, path, &[]).await.header("x-cache"), Some("hit"), "{path}");
    }
    let after = ask(&client, present, &[]).await;
    assert_eq!(after.header("x-cache"), Some("miss"));
    assert!(after.body != before.body, "what is known now has changed");
    // Whoever is signed in gets the same file from the same place.
    let coordinator = world.sign_in(Who::Coordinator).await;
    let own = ask(&coordinator, settled, &[]).await;
    assert_eq!(
        (own.header("x-cache"), own.header("cache-control")),
        (Some("hit"), first.header("cache-control"))
    );
    assert!(own.body == first.body);
    assert!(coordinator.page(page).await.text().contains("(coordinator)"));
}

/// Until then a change under way may still be written at that instant.
async fn the_last_minute_is_not_settled(world: World) {
    let client = world.anonymous();
    let path = "/data/district.json?programme=unified-model&district=lyulin&as-of=2026-11-21&known=2026-11-21T12:00Z";
    let before = ask(&client, path, &[]).await;
    assert_eq!((before.status, before.header("cache-control")), (200, Some("no-cache")));
    crate::onboarding::requirements::submission().take(&world, "lyulin").await;
    let after = ask(&client, path, &[]).await;
    assert_eq!(after.header("x-cache"), Some("miss"));
    assert!(after.body != before.body, "it was written in that very millisecond");
}

/// The present leads to the address at which it stays as it is.
async fn the_present_has_a_permanent_file(world: World) {
    marked_late(&world).await;
    let client = world.anonymous();
    let cases = [
        ("/bg/", "/data/rollout.json?programme=unified-model"),
        ("/en/rayoni/lyulin", "/data/district.json?programme=unified-model&district=lyulin"),
        ("/bg/rayoni/vrabnitsa?programme=moving", "/data/district.json?programme=moving&district=vrabnitsa"),
    ];
    let mut files = Vec::new();
    for (path, plain) in cases {
        let page = client.page(path).await;
        let tools = page.by_class("another-day").unwrap();
        let links: Vec<_> = page.inside(tools).filter_map(|one| one.get("href")).map(str::to_owned).collect();
        let [permanent, data] = &links[..] else { panic!("{links:?}") };
        assert!(data.starts_with(plain) && data.contains("&as-of=2026-11-28&known="), "{data}");
        assert_eq!(client.get(plain).await.location(), data, "and the file without a day leads there");
        let (page, file) = (client.get(permanent).await, client.get(data).await);
        assert_eq!((page.status, file.status), (200, 200));
        let state = |page: crate::support::html::Page| {
            page.having("tr", "data-district").map(|row| row.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(state(page.page()), state(client.page(path).await));
        files.push((data.clone(), file));
    }
    // The next change comes in the same millisecond of this clock.
    super::take_back("2026-11-24").take(&world, "lyulin").await;
    let other = world.another_process(world.config.clone()).await;
    other.pass_days(30);
    for (path, before) in files {
        let after = other.anonymous().get(&path).await;
        assert!(after.body == before.body, "{path}");
    }
}

on_both_databases![
    their_form_is_fixed,
    what_is_settled_is_kept_for_good,
    the_last_minute_is_not_settled,
    the_present_has_a_permanent_file,
];
