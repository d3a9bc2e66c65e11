//! What the colours of the map can stand for, and the map in time.

use app::onboarding::timing::days_text;
use app::text::{Lang, UNKNOWN};

use super::districts;
use crate::onboarding::plans;
use crate::support::{World, on_both_databases};

const COLOURS: [&str; 4] = ["milestone", "status", "readiness", "waiting"];

async fn every_colour_says_the_same_in_map_and_table(world: World) {
    for one in plans::set_aside_first_milestone() {
        one.take(&world, "lyulin").await;
    }
    let client = world.anonymous();
    for lang in Lang::ALL {
        for colour in COLOURS {
            for more in ["", "&as-of=2026-11-20", "&sort=met&dir=desc"] {
                let path = format!("/{}/?color={colour}{more}", lang.code());
                let page = client.page(&path).await;
                let (shapes, rows) = (districts(&page, "a"), districts(&page, "tr"));
                assert_eq!((shapes.len(), rows.len()), (24, 24), "{path}");
                for (slug, shape) in shapes {
                    let row = rows[slug];
                    assert_eq!(shape.data(), row.data(), "{path} {slug}");
                    // Where nothing is known, every colour is hatched and says so.
                    let drawn = page.inside(shape).find(|inner| inner.name == "path").unwrap();
                    if shape.get("data-status") == Some("unknown") {
                        assert_eq!(drawn.get("class"), Some("shape status-unknown"), "{path} {slug}");
                        assert!(page.inside(shape).any(|inner| inner.text == UNKNOWN.get(lang)));
                    }
                    assert!(page.inside(shape).any(|inner| inner.name == "text" && !inner.text.is_empty()));
                }
                // Links of the page keep the choice.
                let sort = page.having("th", "aria-sort").next().unwrap();
                let sort = page.inside(sort).find(|inner| inner.name == "a").unwrap().get("href").unwrap();
                assert_eq!(sort.contains(&format!("color={colour}")), colour != "milestone", "{sort}");
                let chosen: Vec<_> = page.having("a", "aria-current").map(|link| &link.text).collect();
                assert!(chosen.len() >= 3, "programme, colour and month: {chosen:?}");
            }
        }
        let readiness = client.page(&format!("/{}/?color=readiness", lang.code())).await;
        let lyulin = districts(&readiness, "tr")["lyulin"];
        let share: u32 = lyulin.get("data-value").unwrap().parse().unwrap();
        assert!(lyulin.text.contains(&format!("{share}%")), "{}", lyulin.text);
        // What the colours stand for comes first.
        let first = |page: &crate::support::html::Page| {
            page.inside(districts(page, "tr")["lyulin"]).find(|cell| cell.name == "td").unwrap().text.clone()
        };
        assert!(first(&readiness).contains(&format!("{share}%")));
        let waiting = client.page(&format!("/{}/?color=waiting", lang.code())).await;
        let days: i64 = districts(&waiting, "tr")["lyulin"].get("data-value").unwrap().parse().unwrap();
        assert!(first(&waiting).contains(&days_text(lang, days)), "{}", first(&waiting));
    }
}

async fn what_is_not_offered_is_not_found(world: World) {
    for path in ["/bg/?color=blue", "/en/?color=Status", "/bg/?view=globe", "/bg/?view=boundaries"] {
        assert_eq!(world.anonymous().get(path).await.status, 404, "{path}");
    }
    for path in ["/bg/?color=", "/bg/?view=", "/bg/?view=mosaic&color=milestone"] {
        assert_eq!(world.anonymous().get(path).await.status, 200, "{path}");
    }
}

async fn every_month_since_the_programme_began_is_a_link(world: World) {
    let client = world.anonymous();
    let page = client.page("/bg/?color=status").await;
    let months: Vec<_> = page.having("a", "data-month").map(|link| link.get("href").unwrap()).collect();
    // June 2020 to November 2026.
    assert_eq!(months.len(), 78);
    assert!(months.iter().all(|href| href.contains("color=status")));
    assert_eq!(months.last(), Some(&"/bg/?programme=unified-model&color=status"));
    for href in [months[0], months[40], months[77]] {
        let there = client.page(href).await;
        let current: Vec<_> =
            there.having("a", "data-month").filter(|link| link.get("aria-current").is_some()).collect();
        assert_eq!(current.len(), 1);
        assert_eq!(current[0].get("href"), Some(href));
    }
    // A day within a month stands between two of them, and what was known stays.
    let within = client.page("/bg/?as-of=2026-10-15&known=2026-11-21T10:00Z").await;
    let steps: Vec<_> = within.all("a").filter(|link| link.get("rel").is_some()).collect();
    let hrefs: Vec<_> =
        steps.iter().filter_map(|step| step.get("href")).filter(|href| href.contains("as-of")).collect();
    assert!(hrefs[0].contains("as-of=2026-09-30&known=2026-11-21"), "{hrefs:?}");
    assert!(hrefs[1].contains("as-of=2026-10-31&known=2026-11-21"), "{hrefs:?}");
    // The ends of six years, small.
    assert_eq!(page.all("use").count(), 6 * 24);
}

on_both_databases![
    every_colour_says_the_same_in_map_and_table,
    what_is_not_offered_is_not_found,
    every_month_since_the_programme_began_is_a_link,
];
