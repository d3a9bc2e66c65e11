//! The page cache: the same bytes until the content changes, and new ones at
//! once when it does.

use std::io::Read;

use app::text::Lang;
use http::{Method, Request};
use tokio::task::JoinSet;

use crate::onboarding::plans;
use crate::onboarding::requirements::submission;
use crate::support::client::{Answer, Client};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn get(client: &Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(client, Method::GET, path, headers).await
}

async fn ask(client: &Client, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request.body(Default::default()).unwrap()).await
}

fn how(answer: &Answer) -> Option<&str> {
    answer.header("x-cache")
}

const PAGES: [&str; 4] =
    ["/bg/", "/en/?programme=moving&sort=met", "/en/rayoni/lyulin", "/bg/rayoni/serdika?programme=moving"];

async fn a_page_is_made_once(world: World) {
    let client = world.anonymous();
    for path in PAGES {
        let first = get(&client, path, &[]).await;
        assert_eq!((first.status, how(&first)), (200, Some("miss")), "{path}");
        let second = get(&client, path, &[]).await;
        assert_eq!((second.status, how(&second)), (200, Some("hit")), "{path}");
        assert_eq!(second.body, first.body);
        assert_eq!(second.header("etag"), first.header("etag"));
        let length = second.header("content-length").unwrap();
        assert_eq!(length, second.body.len().to_string());
    }
}

/// What other sites put on their links makes no page of its own, nor an address.
async fn strange_parameters_are_the_same_page(world: World) {
    let client = world.anonymous();
    for (known, strange) in [
        ("/bg/", "/bg/?fbclid=abc&x=%3Cs%3E"),
        ("/bg/?sort=met", "/bg/?utm_source=a&sort=met"),
        ("/en/kakvo-moga?event=moving", "/en/kakvo-moga?event=moving&gclid=1"),
    ] {
        let page = get(&client, known, &[]).await;
        let again = get(&client, strange, &[]).await;
        assert_eq!((how(&page), how(&again)), (Some("miss"), Some("hit")), "{strange}");
        assert_eq!(again.body, page.body);
    }
    // A page that is made for one reader says its address as the others do.
    let page = world.sign_in(Who::Reader).await.page("/bg/?fbclid=abc&programme=moving").await;
    let canonical = page.with("rel", "canonical").unwrap().get("href").unwrap();
    assert_eq!(canonical, format!("{}/bg/?programme=moving", world.config.public_url));
    let og = page.with("property", "og:url").unwrap().get("content").unwrap();
    assert_eq!(og, canonical);
    // Where a page is not public, it gets what was sent.
    assert!(client.page("/bg/vhod?back=/bg/uslugi").await.with("value", "/bg/uslugi").is_some());
}

/// Two processes, two caches, one page.
async fn a_page_is_the_same_bytes_each_time(world: World) {
    submission().take(&world, "lyulin").await;
    let other = world.another_process(world.config.clone()).await;
    for path in PAGES {
        let (one, two) = (get(&world.anonymous(), path, &[]).await, get(&other.anonymous(), path, &[]).await);
        assert_eq!((how(&one), how(&two)), (Some("miss"), Some("miss")));
        assert!(one.body == two.body, "{path} differs between two renders");
        assert_eq!(one.header("etag"), two.header("etag"));
    }
    let coordinator = world.sign_in(Who::Coordinator).await;
    for path in ["/bg/tablo", "/bg/rayoni/lyulin/spisak", "/en/profil"] {
        assert!(coordinator.get(path).await.body == coordinator.get(path).await.body, "{path}");
    }
}

async fn what_the_reader_has_is_not_sent_again(world: World) {
    let client = world.anonymous();
    let page = get(&client, "/bg/", &[]).await;
    let tag = page.header("etag").unwrap();
    assert!(tag.starts_with('"') && tag.ends_with('"'), "a strong tag: {tag}");
    for has in [tag, &format!("W/{tag}"), &format!("\"other\", {tag}"), "*"] {
        let answer = get(&client, "/bg/", &[("if-none-match", has)]).await;
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{has}");
        assert_eq!(answer.header("etag"), Some(tag));
        assert_eq!(answer.header("content-length"), page.header("content-length"), "of what is not sent");
        assert_eq!(answer.header("vary"), page.header("vary"));
    }
    for has in ["\"other\"", "", &tag.replace('"', ""), &tag.to_uppercase()] {
        assert_eq!(get(&client, "/bg/", &[("if-none-match", has)]).await.status, 200, "{has}");
    }
    submission().take(&world, "lyulin").await;
    let changed = get(&client, "/bg/", &[("if-none-match", tag)]).await;
    assert_eq!(changed.status, 200);
    assert_ne!(changed.header("etag"), Some(tag));
}

async fn each_encoding_is_the_same_page(world: World) {
    let client = world.anonymous();
    for path in PAGES {
        let plain = get(&client, path, &[]).await;
        assert_eq!(plain.header("content-encoding"), None);
        let mut tags = vec![plain.header("etag").unwrap().to_owned()];
        for (accepted, encoding) in
            [("br", "br"), ("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("gzip, br;q=0", "gzip")]
        {
            let packed = get(&client, path, &[("accept-encoding", accepted)]).await;
            assert_eq!(packed.header("content-encoding"), Some(encoding), "{accepted}");
            assert!(packed.header("vary").unwrap().contains("accept-encoding"));
            assert_eq!(packed.header("content-length").unwrap(), packed.body.len().to_string());
            assert!(packed.body.len() < plain.body.len() / 2, "{accepted}");
            let mut unpacked = Vec::new();
            match encoding {
                "br" => brotli::BrotliDecompress(&mut &packed.body[..], &mut unpacked).unwrap(),
                _ => drop(flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap()),
            }
            assert!(unpacked == plain.body, "{path} {accepted}");
            tags.push(packed.header("etag").unwrap().to_owned());
            let tag = packed.header("etag").unwrap();
            let again = get(&client, path, &[("accept-encoding", accepted), ("if-none-match", tag)]).await;
            assert_eq!(again.status, 304, "{accepted}");
        }
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), 3, "each encoding has its own tag");
        for refused in ["identity", "deflate", "br;q=0, gzip;q=0", "*;q=0.1", ""] {
            let answer = get(&client, path, &[("accept-encoding", refused)]).await;
            assert_eq!(answer.header("content-encoding"), None, "{refused}");
        }
    }
}

async fn a_change_is_seen_at_once(world: World) {
    let client = world.anonymous();
    let mut before = Vec::new();
    for path in PAGES {
        before.push(get(&client, path, &[]).await);
    }
    let operation = plans::suspend();
    let coordinator = world.sign_in(operation.who).await;
    let form = operation.form(&world, Lang::Bg).await;
    assert_eq!(coordinator.json(operation.name, &form).await.status, 200);
    for (path, before) in PAGES.into_iter().zip(before) {
        let after = get(&client, path, &[]).await;
        assert_eq!(how(&after), Some("miss"), "{path}");
        // Each shows other districts too, and links to all that is known now.
        assert!(after.body != before.body, "{path}");
        assert_eq!(how(&get(&client, path, &[]).await), Some("hit"));
    }
    // What was refused makes nobody wait.
    assert_eq!(coordinator.json("return_onboarding", &form).await.status, 422);
    assert_eq!(how(&get(&client, "/bg/", &[]).await), Some("hit"));
}

/// An instant in the address settles a page that tells of that instant, and no other.
async fn what_tells_of_today_is_settled_by_no_instant(world: World) {
    let client = world.anonymous();
    world.pass_days(1);
    for path in ["/bg/ravna-podgotvenost", "/bg/osporvaniya", "/bg/epizodi/moving", "/bg/byuletin"] {
        let path = format!("{path}?known=2026-11-21T12:00Z");
        for _ in 0..2 {
            let answer = get(&client, &path, &[]).await;
            assert_eq!((answer.status, how(&answer)), (200, None), "{path}");
        }
    }
}

async fn another_process_s_change_is_seen_once_looked_for(world: World) {
    let other = world.another_process(world.config.clone()).await;
    let client = world.anonymous();
    let before = get(&client, "/bg/rayoni/lyulin", &[]).await;
    submission().take(&other, "lyulin").await;
    let cached = get(&client, "/bg/rayoni/lyulin", &[]).await;
    assert_eq!((how(&cached), cached.body == before.body), (Some("hit"), true));
    // The server does this four times a second, and so does `/health/ready`.
    assert_eq!(client.get("/health/ready").await.status, 200);
    let after = get(&client, "/bg/rayoni/lyulin", &[]).await;
    assert_eq!(how(&after), Some("miss"));
    assert!(after.text().contains("Подадено: "));
    assert!(after.body == get(&other.anonymous(), "/bg/rayoni/lyulin", &[]).await.body);
}

async fn head_is_get_without_the_body(world: World) {
    let client = world.anonymous();
    for path in PAGES {
        for encoding in ["identity", "br"] {
            let headers = [("accept-encoding", encoding)];
            let head = ask(&client, Method::HEAD, path, &headers).await;
            let get = get(&client, path, &headers).await;
            assert_eq!((head.status, head.body.len(), how(&get)), (200, 0, Some("hit")));
            for name in ["etag", "content-type", "content-length", "content-encoding", "vary"] {
                assert_eq!(head.header(name), get.header(name), "{path} {name}");
            }
            let has = [("accept-encoding", encoding), ("if-none-match", get.header("etag").unwrap())];
            assert_eq!(ask(&client, Method::HEAD, path, &has).await.status, 304);
        }
    }
    let missing = ask(&client, Method::HEAD, "/bg/nothing", &[]).await;
    assert_eq!((missing.status, missing.body.len()), (404, 0));
}

async fn what_is_for_one_person_is_kept_by_nobody(world: World) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    for path in PAGES {
        let own = get(&coordinator, path, &[]).await;
        assert_eq!((how(&own), own.header("cache-control")), (None, Some("no-store")));
        assert!(own.page().text().contains("(coordinator)"), "their name is in the header");
        let public = get(&world.anonymous(), path, &[]).await;
        assert_eq!(how(&public), Some("miss"), "the private page was not kept");
        assert!(!public.page().text().contains("(coordinator)"));
    }
    // A cookie that is not ours makes nobody private.
    let other = get(&world.anonymous(), "/bg/", &[("cookie", "theme=dark; redomx=1")]).await;
    assert_eq!(how(&other), Some("hit"));
}

async fn only_whole_pages_are_kept(world: World) {
    let client = world.anonymous();
    for (path, status) in
        [("/bg/nothing", 404), ("/en/?sort=x", 404), ("/bg/tablo", 303), ("/bg/konflikti/1", 303), ("/", 303)]
    {
        for _ in 0..2 {
            let answer = get(&client, path, &[]).await;
            assert_eq!((answer.status, how(&answer)), (status, None), "{path}");
        }
    }
}

async fn a_new_day_is_a_new_page(world: World) {
    submission().take(&world, "lyulin").await;
    let item = Some(("requirement", "mayor-order"));
    crate::onboarding::operation::step(Who::Coordinator, "confirm_requirement", item, [])
        .take(&world, "lyulin")
        .await;
    let client = world.anonymous();
    let before = get(&client, "/bg/rayoni/lyulin", &[]).await;
    // The evidence is good until 1 March.
    world.pass_days(100);
    let last_day = get(&client, "/bg/rayoni/lyulin", &[]).await;
    assert_eq!(how(&last_day), Some("miss"));
    // But for the description for others and the permanent links, which name the day.
    let without_links = |answer: &Answer| {
        let text = answer.text();
        let main = text.split("<main").nth(1).unwrap().split("another-day").next().unwrap().to_owned();
        // How long somebody has had the move grows by the day.
        let (before, beside) = main.split_once("beside-title").unwrap();
        format!("{before}{}", beside.split_once("</section>").unwrap().1)
    };
    assert!(without_links(&last_day) == without_links(&before), "nothing has changed yet");
    world.pass_days(1);
    let expired = get(&client, "/bg/rayoni/lyulin", &[]).await;
    assert_eq!(how(&expired), Some("miss"));
    assert!(expired.text().contains("data-standing=\"expired\""));
}

async fn many_who_ask_at_once_wait_for_one(world: World) {
    let mut readers = JoinSet::new();
    for reader in 0..40 {
        let world = world.clone();
        readers.spawn(async move {
            let encoding = ["identity", "br", "gzip"][reader % 3];
            get(&world.anonymous(), "/bg/", &[("accept-encoding", encoding)]).await
        });
    }
    let answers = readers.join_all().await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    let tags: std::collections::BTreeSet<_> =
        answers.iter().map(|answer| answer.header("etag").unwrap().to_owned()).collect();
    assert_eq!(tags.len(), 3, "one page in three encodings");
}

on_both_databases![
    strange_parameters_are_the_same_page,
    a_page_is_made_once,
    a_page_is_the_same_bytes_each_time,
    what_the_reader_has_is_not_sent_again,
    each_encoding_is_the_same_page,
    a_change_is_seen_at_once,
    what_tells_of_today_is_settled_by_no_instant,
    another_process_s_change_is_seen_once_looked_for,
    head_is_get_without_the_body,
    what_is_for_one_person_is_kept_by_nobody,
    only_whole_pages_are_kept,
    a_new_day_is_a_new_page,
    many_who_ask_at_once_wait_for_one,
];
