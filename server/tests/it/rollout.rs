//! The public map, its table and its figures; and the main job, from evidence
//! to the map.

mod colours;
mod figures;

use std::collections::BTreeMap;

use app::about::addresses::canonical;
use app::rollout::text::{NOT_KNOWN, TITLE};
use app::text::{Lang, UNKNOWN};
use http::{Request, header};

use crate::onboarding::operation::step;
use crate::onboarding::plans;
use crate::support::client::fields;
use crate::support::html::{Element, Page};
use crate::support::people::Who;
use crate::support::{TODAY, World, on_both_databases};

const PILOTS: [&str; 4] = ["bankya", "nadezhda", "serdika", "triaditsa"];

/// What the shapes (`a`) or rows (`tr`) of a page say of each district.
fn districts<'p>(page: &'p Page, name: &'static str) -> BTreeMap<&'p str, &'p Element> {
    page.having(name, "data-district").map(|one| (one.get("data-district").unwrap(), one)).collect()
}

async fn map_and_table_say_the_same(world: World) {
    let client = world.anonymous();
    for lang in Lang::ALL {
        for programme in ["unified-model", "moving"] {
            let page = client.page(&format!("/{}/?programme={programme}", lang.code())).await;
            assert_eq!(page.lang(), lang.code());
            assert_eq!(page.all("h1").next().unwrap().text, TITLE.get(lang));
            assert_eq!(page.having("a", "data-district").count(), 24);
            assert_eq!(page.having("tr", "data-district").count(), 24);
            let (shapes, rows) = (districts(&page, "a"), districts(&page, "tr"));
            assert_eq!((shapes.len(), rows.len()), (24, 24));
            for (slug, shape) in shapes {
                let row = rows[slug];
                assert_eq!(shape.data(), row.data());
                assert_eq!(shape.data().len(), 3);
                let path = format!("/{}/rayoni/{slug}?programme={programme}", lang.code());
                assert_eq!(shape.get("href"), Some(path.as_str()));
                let link = page.inside(row).find(|inner| inner.name == "a").unwrap();
                assert_eq!(link.get("href"), Some(path.as_str()));
                let name = shape.get("aria-label").unwrap();
                assert!(name.starts_with(&format!("{}: ", link.text)), "{name}");
                assert!(page.inside(shape).any(|inner| inner.name == "path"), "{slug} is drawn");
            }
        }
    }
}

async fn unknown_is_neither_zero_nor_done(world: World) {
    for lang in Lang::ALL {
        let page = world.anonymous().page(&format!("/{}/", lang.code())).await;
        let unknown: Vec<_> =
            districts(&page, "tr").into_iter().filter(|(slug, _)| !PILOTS.contains(slug)).collect();
        assert_eq!(unknown.len(), 20);
        for (slug, row) in unknown {
            assert_eq!(row.get("data-status"), Some("unknown"), "{slug}");
            assert_eq!(row.get("data-milestone"), Some("unknown"), "{slug}");
            assert!(row.text.contains(UNKNOWN.get(lang)), "{}", row.text);
            assert!(row.text.contains(NOT_KNOWN.get(lang)), "{}", row.text);
            assert!(!row.text.contains('0') && !row.text.contains('✓'), "{}", row.text);
        }
        assert!(page.with("data-milestone", "0").is_none());
    }
}

async fn the_pilots_are_live_by_report_with_the_source(world: World) {
    for (lang, words) in [(Lang::Bg, "по данни на"), (Lang::En, "as reported by")] {
        let page = world.anonymous().page(&format!("/{}/", lang.code())).await;
        let (shapes, rows) = (districts(&page, "a"), districts(&page, "tr"));
        let live: Vec<_> = rows
            .iter()
            .filter(|(_, row)| row.get("data-status") == Some("live"))
            .map(|(slug, _)| *slug)
            .collect();
        assert_eq!(live, PILOTS);
        for slug in PILOTS {
            assert_eq!(rows[slug].get("data-milestone"), Some("7"));
            for text in [&rows[slug].text, shapes[slug].get("aria-label").unwrap()] {
                assert!(text.contains(words) && text.contains("smartsofia.bg"), "{text}");
            }
            // Nothing is known of its requirements all the same.
            assert!(rows[slug].text.contains(NOT_KNOWN.get(lang)), "{}", rows[slug].text);
        }
    }
}

async fn each_language_leads_to_the_other(world: World) {
    let client = world.anonymous();
    let paths =
        ["/bg/", "/bg/?programme=moving&sort=met&dir=desc", "/bg/rayoni/lyulin?programme=moving", "/bg/vhod"];
    for path in paths {
        let page = client.page(path).await;
        let other = path.replacen("/bg/", "/en/", 1);
        let switch = page.all("a").find(|link| link.get("hreflang") == Some("en")).unwrap();
        assert_eq!(switch.get("href"), Some(other.as_str()));
        for (hreflang, path) in [("bg", path), ("en", &other)] {
            let alternate = page.all("link").find(|link| link.get("hreflang") == Some(hreflang)).unwrap();
            let url = format!("{}{}", world.config.public_url, canonical(path));
            assert_eq!(alternate.get("href"), Some(url.as_str()));
        }
        let there = client.page(&other).await;
        assert_eq!(there.lang(), "en");
        let back = there.all("a").find(|link| link.get("hreflang") == Some("bg")).unwrap();
        assert_eq!(back.get("href"), Some(path));
    }
}

async fn the_front_door_asks_the_browser(world: World) {
    let cases = [
        (None, "/bg/"),
        (Some("bg-BG,bg;q=0.9,en;q=0.8"), "/bg/"),
        (Some("en-GB,en;q=0.9"), "/en/"),
        (Some("de-DE,en;q=0.5,bg;q=0.4"), "/en/"),
        (Some("de"), "/bg/"),
        (Some("en;q=0, *"), "/bg/"),
    ];
    for (wanted, path) in cases {
        let mut request = Request::get("/");
        if let Some(wanted) = wanted {
            request = request.header(header::ACCEPT_LANGUAGE, wanted);
        }
        let answer = world.anonymous().send(request.body(Default::default()).unwrap()).await;
        assert_eq!((answer.status, answer.location()), (303, path), "{wanted:?}");
        assert_eq!(answer.header("vary"), Some("accept-language"));
    }
    for (path, with_slash) in [("/bg", "/bg/"), ("/en?programme=moving", "/en/?programme=moving")] {
        let answer = world.anonymous().get(path).await;
        assert_eq!((answer.status, answer.location()), (308, with_slash));
    }
}

/// The rows of the table in their order, for a column's values.
fn order(page: &Page) -> Vec<&str> {
    page.having("tr", "data-district").map(|row| row.get("data-district").unwrap()).collect()
}

async fn columns_sort_by_links(world: World) {
    for one in plans::set_aside_first_milestone() {
        one.take(&world, "lyulin").await;
    }
    let dates = [("agreed", "2027-02-16"), ("because", "vendor")];
    step(Who::Coordinator, "set_dates", None, dates).take(&world, "vitosha").await;
    let earlier = [("agreed", "2027-01-15"), ("because", "vendor")];
    step(Who::Coordinator, "set_dates", None, earlier).take(&world, "iskar").await;
    let client = world.anonymous();
    for lang in Lang::ALL {
        let start = client.page(&format!("/{}/", lang.code())).await;
        let heads: Vec<String> = start
            .having("th", "aria-sort")
            .map(|head| start.inside(head).find(|inner| inner.name == "a").unwrap())
            .map(|link| link.get("href").unwrap().to_owned())
            .collect();
        assert_eq!(heads.len(), 5);
        for (column, href) in heads.iter().enumerate() {
            let up = client.page(href).await;
            let sorted: Vec<_> =
                up.having("th", "aria-sort").map(|head| head.get("aria-sort").unwrap()).collect();
            // The first column is sorted already; its link turns it around.
            let direction = if column == 0 { "descending" } else { "ascending" };
            assert_eq!(sorted.iter().filter(|one| **one != "none").collect::<Vec<_>>(), [&direction]);
            assert_eq!(sorted[column], direction);
            let head = up.having("th", "aria-sort").nth(column).unwrap();
            let other = up.inside(head).find(|inner| inner.name == "a").unwrap().get("href").unwrap();
            let turned = client.page(other).await;
            let (mut one, mut two) = (order(&up), order(&turned));
            match column {
                0 => assert_eq!(one, two.iter().rev().copied().collect::<Vec<_>>()),
                // Those of whom it is known come first either way.
                1 => assert!(one[..5].contains(&"lyulin") && two[..5].contains(&"lyulin")),
                2 | 3 => assert_eq!((one[0], two[0]), ("lyulin", "lyulin")),
                _ => assert_eq!(
                    ((one[0], one[1]), (two[0], two[1])),
                    (("iskar", "vitosha"), ("vitosha", "iskar"))
                ),
            }
            one.sort_unstable();
            two.sort_unstable();
            assert_eq!(one, two, "the same districts");
        }
    }
    assert_eq!(order(&client.page("/bg/").await)[0], "bankya");
}

async fn what_is_asked_for_must_exist(world: World) {
    for path in
        ["/bg/?programme=nothing", "/en/?programme=unified-model%20", "/bg/?sort=colour", "/en/?sort=Name"]
    {
        let answer = world.anonymous().get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.page().lang(), &path[1..3]);
    }
    for path in ["/bg/?programme=", "/bg/?sort=&dir=sideways", "/bg/?unknown=1", "/bg/?"] {
        assert_eq!(world.anonymous().get(path).await.status, 200, "{path}");
    }
}

/// Evidence, decision, mark: the map changes for everybody, in both languages.
async fn from_evidence_to_the_map(world: World) {
    let anyone = world.anonymous();
    let staff = world.sign_in(Who::Staff).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    for key in ["mayor-order", "team", "service-inventory", "demand-analysis"] {
        let mut form = world.seen("lyulin", Some(("requirement", key))).await;
        form.extend(fields([("evidence_kind", "reference"), ("evidence", "РД-09-100"), ("lang", "bg")]));
        let sent = staff.form("submit_requirement", &form).await;
        assert_eq!(sent.status, 303, "{}", sent.text());
        let form = world.seen("lyulin", Some(("requirement", key))).await;
        assert_eq!(coordinator.form("confirm_requirement", &form).await.status, 303);
        let list = staff.page("/bg/rayoni/lyulin/spisak").await;
        assert_eq!(list.by_id(&format!("req-{key}")).unwrap().get("data-standing"), Some("confirmed"));
    }
    let before = anyone.page("/bg/").await;
    assert_eq!(districts(&before, "tr")["lyulin"].get("data-milestone"), Some("0"));
    let mut form = world.seen("lyulin", Some(("milestone", "preparation"))).await;
    form.extend(fields([("reached_on", TODAY)]));
    assert_eq!(coordinator.form("mark_milestone", &form).await.status, 303);
    for lang in Lang::ALL {
        let after = anyone.page(&format!("/{}/", lang.code())).await;
        for name in ["a", "tr"] {
            let lyulin = districts(&after, name)["lyulin"];
            assert_eq!(lyulin.get("data-status"), Some("milestone"));
            assert_eq!(lyulin.get("data-milestone"), Some("1"));
        }
    }
}

on_both_databases![
    map_and_table_say_the_same,
    unknown_is_neither_zero_nor_done,
    the_pilots_are_live_by_report_with_the_source,
    each_language_leads_to_the_other,
    the_front_door_asks_the_browser,
    columns_sort_by_links,
    what_is_asked_for_must_exist,
    from_evidence_to_the_map,
];
