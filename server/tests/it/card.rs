//! Image cards, and what a page tells those who show a link to it.

use crate::onboarding::requirements::submission;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn pages_name_a_picture_that_is_there(world: World) {
    let client = world.anonymous();
    for path in [
        "/bg/",
        "/en/?color=waiting&as-of=2026-10-31",
        "/bg/rayoni/bankya",
        "/en/rayoni/lyulin?programme=moving",
    ] {
        let page = client.page(path).await;
        let said = |name: &str| page.with("property", name).unwrap().get("content").unwrap().to_owned();
        let image = said("og:image").replace("&amp;", "&");
        let local = image.strip_prefix(&world.config.public_url).unwrap();
        assert!(!said("og:title").is_empty() && said("og:description").contains("2026"), "{path}");
        let picture = client.get(local).await;
        assert_eq!((picture.status, picture.header("content-type")), (200, Some("image/png")), "{local}");
        assert_eq!(&picture.body[..8], b"\x89PNG\r\n\x1a\n");
        // Width and height, as the page says.
        assert_eq!(picture.body[16..24], [0, 0, 0x04, 0xb0, 0, 0, 0x02, 0x76]);
        for (name, value) in [("og:image:width", "1200"), ("og:image:height", "630")] {
            assert_eq!(said(name), value);
        }
    }
}

async fn a_picture_changes_with_what_it_shows(world: World) {
    let client = world.anonymous();
    let path = "/bg/rayoni/lyulin/karta.png";
    let first = client.get(path).await;
    let tag = first.header("etag").unwrap();
    assert_eq!(first.header("content-encoding"), None);
    // The same for everybody, signed in or not, and made once.
    let again = world.sign_in(Who::Coordinator).await.get(path).await;
    assert_eq!((again.header("etag"), again.header("x-cache")), (Some(tag), Some("hit")));
    assert_eq!(again.header("set-cookie"), None);
    submission().take(&world, "lyulin").await;
    let changed = client.get(path).await;
    assert_eq!(changed.header("x-cache"), Some("miss"));
    assert_ne!(changed.header("etag"), Some(tag));
}

async fn what_is_not_there_has_no_picture(world: World) {
    for path in [
        "/bg/rayoni/atlantida/karta.png",
        "/bg/karta.png?programme=x",
        "/en/karta.png?color=x",
        "/de/karta.png",
    ] {
        assert_eq!(world.anonymous().get(path).await.status, 404, "{path}");
    }
    for path in ["/bg/karta.png?as-of=2026-02-30", "/bg/karta.png?as-of=2030-01-01", "/bg/karta.png?known=x"]
    {
        assert_eq!(world.anonymous().get(path).await.status, 400, "{path}");
    }
}

on_both_databases![
    pages_name_a_picture_that_is_there,
    a_picture_changes_with_what_it_shows,
    what_is_not_there_has_no_picture,
];
