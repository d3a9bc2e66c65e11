//! What the colours of the map can stand for, and the map in time.

use app::onboarding::timing::days_text;
use app::text::{Lang, UNKNOWN};

use super::districts;
use crate::onboarding::plans;
use crate::support::client::fields;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const COLOURS: [&str; 5] = ["milestone", "status", "readiness", "waiting", "services"];

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
                    let unknown = match colour {
                        "services" => shape.get("data-value") == Some("unknown"),
                        _ => shape.get("data-status") == Some("unknown"),
                    };
                    if unknown {
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

/// The small maps of past years are drawn anew when the ledger tells something else
/// of their days, and only then.
async fn a_year_is_drawn_as_it_is_known_now(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let drawn = async || -> Vec<String> {
        let page = world.anonymous().page("/bg/?color=status").await;
        let of_district = page.all("use").filter(|one| one.get("href") == Some("#o-serdika"));
        of_district.map(|one| one.get("class").unwrap().to_owned()).collect()
    };
    let before = drawn().await;
    assert_eq!(before, ["shape status-live"; 6]);
    let suspended = plans::suspend();
    let mut form = suspended.form(&world, Lang::Bg).await;
    form.retain(|(name, _)| name != "since");
    form.extend(fields([("since", "2024-12-16")]));
    assert_eq!(client.json("suspend_onboarding", &form).await.status, 200);
    let after = drawn().await;
    assert_eq!(after[..4], before[..4]);
    assert!(after[4..].iter().all(|class| class.contains("status-suspended")), "{after:?}");
}

/// How many of the services of which something certain is known; a contradiction
/// and what nobody said are in neither number, and a day before all that is not
/// coloured at all.
async fn services_online_are_counted_of_those_known(world: World) {
    let client = world.anonymous();
    let page = client.page("/bg/?color=services").await;
    assert_eq!(districts(&page, "tr")["lyulin"].get("data-value"), Some("unknown"));
    declare_all(&world).await;
    let text = |page: &crate::support::html::Page| districts(page, "tr")["lyulin"].text.clone();
    for path in ["/bg/?color=services&sort=services&dir=desc", "/bg/?programme=moving&color=services"] {
        let page = client.page(path).await;
        assert_eq!(districts(&page, "a")["lyulin"].get("data-value"), Some("1"), "{path}");
        assert!(
            districts(&page, "a")["lyulin"].get("aria-label").unwrap().contains("електронни услуги 1 от 2")
        );
        let row = text(&page);
        assert!(row.contains("1 от 2") && row.contains("за 12 няма данни; за 1 има разминаване"), "{row}");
        let unknown: Vec<_> = districts(&page, "tr")
            .into_values()
            .filter(|one| one.get("data-value") == Some("unknown"))
            .collect();
        assert_eq!(unknown.len(), 23);
        assert!(page.text().contains("10 и повече услуги"));
    }
    // What is listed first is what there is most of; what is unknown comes last.
    let sorted = client.page("/bg/?color=services&sort=services&dir=desc").await;
    let first = sorted.having("tr", "data-district").next().unwrap();
    assert_eq!(first.get("data-district"), Some("lyulin"));
    // The number leads to its rows, on the same day.
    let past = client.page("/bg/?color=services&as-of=2026-11-20").await;
    assert_eq!(districts(&past, "tr")["lyulin"].get("data-value"), Some("1"));
    let row = districts(&past, "tr")["lyulin"];
    let links: Vec<_> = past.inside(row).filter_map(|one| one.get("href")).collect();
    assert!(links.contains(&"/bg/rayoni/lyulin/uslugi?as-of=2026-11-20"), "{links:?}");
    let before = client.page("/bg/?color=services&as-of=2026-11-01").await;
    assert_eq!(districts(&before, "tr")["lyulin"].get("data-value"), Some("unknown"));
    assert_eq!(client.get("/bg/karta.png?color=services").await.status, 200);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// The list of all services shows the day that is asked for, as a search does.
async fn the_list_of_services_shows_any_day(world: World) {
    declare_all(&world).await;
    let client = world.anonymous();
    let tally = |page: &crate::support::html::Page| {
        let row =
            page.having("tr", "data-service").find(|one| one.get("data-service") == Some("2107")).unwrap();
        row.text.clone()
    };
    assert!(tally(&client.page("/bg/uslugi").await).contains("1 от 24"));
    assert!(tally(&client.page("/bg/uslugi?as-of=2026-11-20").await).contains("1 от 24"));
    let before = client.page("/bg/uslugi?as-of=2026-11-01&q=2107").await;
    assert!(!tally(&before).contains("1 от 24"), "{}", tally(&before));
    let hidden: Vec<_> =
        before.having("input", "name").map(|one| (one.get("name"), one.get("value"))).collect();
    assert!(hidden.contains(&(Some("as-of"), Some("2026-11-01"))), "a search stays on its day");
    assert!(hidden.contains(&(Some("q"), Some("2107"))), "and a day keeps its search");
    assert!(
        before.having("a", "href").any(|one| one.get("href") == Some("/bg/uslugi/2107?as-of=2026-11-01"))
    );
    assert_eq!(client.get("/bg/uslugi?as-of=utre").await.status, 400);
    let odd = client.page("/bg/uslugi?as-of=2026-11-01&q=%26known%3Dx%22%3C").await;
    assert!(odd.having("a", "href").all(|one| !one.get("href").unwrap().contains("&known=x")));
}

/// Lyulin says three things, and one of them is contradicted.
async fn declare_all(world: &World) {
    let staff = world.sign_in(Who::Staff).await;
    for (service, state) in [("2107", "online"), ("2079", "at_desk"), ("1997", "online")] {
        let form = fields([
            ("lang", "bg"),
            ("district", "lyulin"),
            ("service", service),
            ("version", "0"),
            ("state", state),
            ("since", "2026-11-10"),
        ]);
        assert_eq!(staff.json("declare_offer", &form).await.status, 200);
    }
    let form = fields([
        ("lang", "bg"),
        ("district", "lyulin"),
        ("service", "1997"),
        ("version", "0"),
        ("state", "not_working"),
        ("observed_on", "2026-11-15"),
        ("source", "проверка"),
    ]);
    let coordinator = world.sign_in(Who::Coordinator).await;
    assert_eq!(coordinator.json("observe_offer", &form).await.status, 200);
}

on_both_databases![
    services_online_are_counted_of_those_known,
    the_list_of_services_shows_any_day,
    every_colour_says_the_same_in_map_and_table,
    what_is_not_offered_is_not_found,
    every_month_since_the_programme_began_is_a_link,
    a_year_is_drawn_as_it_is_known_now,
];
