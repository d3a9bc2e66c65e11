//! The texts about the site, and what pages say of themselves to programs.

use std::collections::BTreeSet;

use serde_json::Value;
use server::config::Config;

use crate::service::observation;
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const PAGES: [&str; 5] = ["dostapnost", "poveritelnost", "kak-e-smetnato", "rechnik", "karta-na-sayta"];

async fn every_page_leads_to_the_texts_about_the_site(world: World) {
    for lang in ["bg", "en"] {
        let foot = world.anonymous().page(&format!("/{lang}/")).await;
        for name in PAGES {
            let path = format!("/{lang}/{name}");
            assert!(foot.with("href", &path).is_some(), "{path} is at the foot");
            let page = world.anonymous().page(&path).await;
            assert_eq!(page.all("h1").count(), 1, "{path}");
            assert!(page.all("h2").count() > 0, "{path}");
        }
    }
}

async fn an_installation_that_says_nothing_of_itself_is_not_invented(world: World) {
    let statement = world.anonymous().page("/bg/dostapnost").await;
    assert!(statement.text().contains("не е посочил кой я поддържа"));
    assert!(statement.text().contains("не е посочил адрес за връзка"));
    assert!(!statement.having("a", "href").any(|link| link.get("href").unwrap().starts_with("mailto:")));

    let config = Config {
        operator_bg: "Община Пример".to_owned(),
        operator_en: "Example Municipality".to_owned(),
        contact_email: "redom@example.org".to_owned(),
        ..world.config.clone()
    };
    let said = world.another_process(config).await;
    for (path, name) in [
        ("/bg/dostapnost", "Община Пример се ангажира"),
        ("/en/dostapnost", "Example Municipality is committed"),
        ("/en/poveritelnost", "run by Example Municipality"),
    ] {
        let page = said.anonymous().page(path).await;
        assert!(page.text().contains(name), "{path}: {}", page.text());
        assert!(page.with("href", "mailto:redom@example.org").is_some(), "{path}");
    }
}

async fn the_address_book_for_search_engines_is_whole_and_true(world: World) {
    let answer = world.anonymous().get("/sitemap.xml").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/xml; charset=utf-8")));
    let xml = answer.text();
    let origin = &world.config.public_url;
    let places: Vec<String> = xml
        .split("<loc>")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap().replace("&amp;", "&"))
        .collect();
    let once: BTreeSet<&String> = places.iter().collect();
    assert_eq!(once.len(), places.len(), "each page once");
    // Two programmes of 24 districts in two languages, and what else there is.
    assert!(places.len() > 2 * 2 * 24, "{}", places.len());
    assert_eq!(xml.matches("hreflang=\"x-default\"").count(), places.len());
    for place in places.iter().step_by(7) {
        let path = place.strip_prefix(origin.as_str()).unwrap();
        let answer = world.anonymous().get(path).await;
        assert!(!answer.text().contains("<!>"), "{place} has marks that only islands need");
        let page = answer.page();
        let canonical = page.with("rel", "canonical").unwrap().get("href").unwrap();
        assert_eq!(canonical.replace("&amp;", "&"), *place);
        let said = page.all("meta").find(|meta| meta.get("name") == Some("description")).unwrap();
        assert!(said.get("content").unwrap().len() > 40, "{place}");
    }
    let robots = world.anonymous().get("/robots.txt").await.text();
    assert!(robots.contains(&format!("Sitemap: {origin}/sitemap.xml")));
    assert!(robots.contains("Disallow: /bg/tablo\n") && robots.contains("Disallow: /en/vhod\n"));
}

/// A title is text: what marks places in views would be read in it.
async fn no_title_has_marks_in_it(world: World) {
    let staff = world.sign_in(Who::Staff).await;
    let html = staff.get("/bg/rayoni/lyulin/spisak").await.text();
    assert!(html.contains("<title>Контролен списък"), "{html}");
    assert!(html.contains("<!>"), "an island needs them");
    for path in ["/bg/", "/bg/rayoni/lyulin", "/bg/vhod", "/embed/unified-model?lang=bg", "/bg/nyama"] {
        let html = world.anonymous().get(path).await.text();
        let title = html.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
        assert!(!title.contains('<') && title.len() > 10, "{path}: {title}");
        assert!(!html.contains("<!>"), "{path}");
    }
}

fn data(page: &Page) -> Vec<Value> {
    page.all("script")
        .filter(|script| script.get("type") == Some("application/ld+json"))
        .map(|script| serde_json::from_str(&script.text).unwrap())
        .collect()
}

async fn pages_describe_themselves_to_programs(world: World) {
    let map = data(&world.anonymous().page("/en/?programme=moving").await);
    let kinds: Vec<&str> = map.iter().map(|one| one["@type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["WebSite", "Dataset"]);
    assert!(map[0].get("publisher").is_none(), "nobody has said who runs it");
    let file = map[1]["distribution"]["contentUrl"].as_str().unwrap();
    let file = file.strip_prefix(world.config.public_url.as_str()).unwrap();
    let answer = world.anonymous().get(file).await;
    assert_eq!(answer.status, 303, "the file of the present leads to the one it has for good");
    let district = data(&world.anonymous().page("/bg/rayoni/lyulin").await).remove(0);
    let [area, office] = district["@graph"].as_array().unwrap().as_slice() else { panic!("{district}") };
    assert_eq!(
        (&area["@type"], &office["@type"]),
        (&"AdministrativeArea".into(), &"GovernmentOffice".into())
    );
    assert_eq!(area["name"], "Район „Люлин“");
    assert_eq!(office["areaServed"]["@id"], area["@id"]);
}

async fn a_page_that_is_not_there_helps_to_find_what_is(world: World) {
    let answer = world.anonymous().get("/bg/rayoni/liulin").await;
    assert_eq!(answer.status, 404);
    let page = answer.page();
    let meant = page.by_class("meant").unwrap();
    assert!(page.inside(meant).any(|one| one.get("href") == Some("/bg/rayoni/lyulin")));
    assert!(page.with("href", "/bg/karta-na-sayta").is_some());
    assert_eq!(
        page.having("a", "href").filter(|a| a.get("href").unwrap().contains("/rayoni/")).count(),
        26,
        "24, the one meant, the switch"
    );
    assert!(page.with("content", "noindex").is_some());
    assert!(page.with("rel", "canonical").is_none());
    assert!(world.anonymous().get("/en/xyzzy").await.page().by_class("meant").is_none());
}

/// What people wrote stays in its language, and an English page says which.
async fn bulgarian_words_on_english_pages_are_marked(world: World) {
    crate::outage::record_one(&world).await;
    let client = world.sign_in(Who::Reader).await;
    for (path, marked) in [("/en/prekasvaniya", true), ("/en/", true), ("/bg/prekasvaniya", false)] {
        let page = client.page(path).await;
        let found = page.having("span", "lang").any(|span| span.text == "ССЕВ не приема съобщения");
        assert_eq!(found, marked, "{path}");
    }
    // So is what was observed, and the reason given for it.
    let source = "проверка в портала за електронни услуги";
    let mut form = observation("0", "online", "2026-11-16");
    form.iter_mut().find(|(name, _)| name == "source").unwrap().1 = source.to_owned();
    let answer = world.sign_in(Who::Coordinator).await.json("observe_offer", &form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    for path in [
        "/en/kakvo-moga?event=moving&from=lyulin&to=lyulin",
        "/en/rayoni/lyulin/uslugi",
        "/en/uslugi/2079",
        "/bg/uslugi/2079",
    ] {
        let page = client.page(path).await;
        assert!(page.text().contains(source), "{path}");
        let marked = page.having("span", "lang").any(|span| span.text == source);
        assert_eq!(marked, path.starts_with("/en/"), "{path}");
    }
    let district = client.page("/bg/rayoni/lyulin").await;
    let explained: Vec<&str> = district.all("abbr").map(|one| one.text.as_str()).collect();
    let once: BTreeSet<&str> = explained.iter().copied().collect();
    assert_eq!(once.len(), explained.len(), "each at its first use");
    assert!(once.contains("ССЕВ") && once.contains("RegiX") && once.contains("ЕИК"), "{once:?}");
}

on_both_databases![
    every_page_leads_to_the_texts_about_the_site,
    an_installation_that_says_nothing_of_itself_is_not_invented,
    the_address_book_for_search_engines_is_whole_and_true,
    no_title_has_marks_in_it,
    pages_describe_themselves_to_programs,
    a_page_that_is_not_there_helps_to_find_what_is,
    bulgarian_words_on_english_pages_are_marked,
];
