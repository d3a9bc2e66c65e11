//! Any day replayed: as now known, and as known then, which never changes.

mod bounds;
mod files;
mod ledger;

use std::collections::BTreeMap;

use app::text::Lang;

use crate::onboarding::operation::{Step, step};
use crate::onboarding::plans::set_aside_first_milestone;
use crate::support::client::Client;
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const FIRST: Option<(&str, &str)> = Some(("milestone", "preparation"));

/// The first milestone's requirements on 21 November, its mark a week later and
/// said to be reached on the 23rd.
async fn marked_late(world: &World) {
    for step in set_aside_first_milestone() {
        step.take(world, "lyulin").await;
    }
    world.pass_days(7);
    mark("2026-11-23").take(world, "lyulin").await;
}

fn mark(reached_on: &str) -> Step {
    step(Who::Coordinator, "mark_milestone", FIRST, [("reached_on", reached_on)])
}

fn take_back(from: &str) -> Step {
    let filled_in = [("from", from), ("reason", "Сбъркано доказателство")];
    step(Who::Coordinator, "take_back_mark", FIRST, filled_in)
}

/// How far lyulin has come on the map and on its own page, which agree.
async fn reached(client: &Client, query: &str) -> String {
    let map = client.page(&format!("/bg/?{query}")).await;
    let row = map.having("tr", "data-district").find(|row| row.get("data-district") == Some("lyulin"));
    let shape = map.having("a", "data-district").find(|one| one.get("data-district") == Some("lyulin"));
    let on_map = row.unwrap().get("data-milestone").unwrap();
    assert_eq!(shape.unwrap().get("data-milestone"), Some(on_map));
    let own = client.page(&format!("/en/rayoni/lyulin?{query}")).await;
    assert_eq!(own.by_class("state").unwrap().get("data-milestone"), Some(on_map), "{query}");
    on_map.to_owned()
}

async fn a_late_mark_changes_what_is_known_now_and_not_what_was(world: World) {
    let client = world.anonymous();
    for step in set_aside_first_milestone() {
        step.take(&world, "lyulin").await;
    }
    world.pass_days(4);
    let then = "as-of=2026-11-24&known=2026-11-24T18:00Z";
    assert_eq!(reached(&client, then).await, "0");
    assert_eq!(reached(&client, "as-of=2026-11-24").await, "0");
    let paths = [
        format!("/bg/?{then}"),
        format!("/en/?{then}&programme=moving&sort=met&dir=desc"),
        format!("/en/rayoni/lyulin?{then}"),
        format!("/data/rollout.json?programme=unified-model&{then}"),
        format!("/data/district.json?programme=unified-model&district=lyulin&{then}"),
    ];
    let mut before = Vec::new();
    for path in &paths {
        before.push(client.get(path).await);
    }
    world.pass_days(3);
    mark("2026-11-23").take(&world, "lyulin").await;
    assert_eq!(reached(&client, "as-of=2026-11-24").await, "1");
    assert_eq!(reached(&client, "as-of=2026-11-23").await, "1");
    assert_eq!(reached(&client, "as-of=2026-11-22").await, "0");
    assert_eq!(reached(&client, then).await, "0");
    // A process that has never shown them makes the very same bytes.
    let other = world.another_process(world.config.clone()).await;
    other.pass_days(400);
    for (path, before) in paths.iter().zip(before) {
        assert_eq!(before.status, 200, "{path}");
        let after = other.anonymous().get(path).await;
        assert!(after.body == before.body, "{path} is not what it was");
        assert_eq!(after.header("etag"), before.header("etag"));
    }
}

async fn a_mark_taken_back_held_or_never_held(world: World) {
    let client = world.anonymous();
    marked_late(&world).await;
    // It no longer holds from the 26th; the days before stay as they were.
    take_back("2026-11-26").take(&world, "lyulin").await;
    for (day, expected) in [("22", "0"), ("23", "1"), ("25", "1"), ("26", "0"), ("28", "0")] {
        assert_eq!(reached(&client, &format!("as-of=2026-11-{day}")).await, expected, "{day}");
    }
    // Once more, and this time it never held.
    mark("2026-11-27").take(&world, "lyulin").await;
    assert_eq!(reached(&client, "as-of=2026-11-27").await, "1");
    let when = app::text::moment::moment_iso(world.ledger().await.last().unwrap().recorded_at);
    take_back("2026-11-27").take(&world, "lyulin").await;
    assert_eq!(reached(&client, "as-of=2026-11-27").await, "0");
    assert_eq!(reached(&client, &format!("as-of=2026-11-27&known={when}")).await, "1");
    assert_eq!(reached(&client, "as-of=2026-11-24").await, "1");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// What a page says of its districts and in its figures.
fn facts(page: &Page) -> BTreeMap<String, String> {
    let rows = page.having("tr", "data-district").map(|row| {
        let data = row.data();
        (data["data-district"].to_owned(), format!("{data:?} {}", row.text))
    });
    let figures = page
        .having("div", "data-figure")
        .map(|figure| (figure.get("data-figure").unwrap().to_owned(), figure.text.clone()));
    rows.chain(figures).collect()
}

async fn today_replayed_is_today(world: World) {
    marked_late(&world).await;
    take_back("2026-11-26").take(&world, "lyulin").await;
    let elsewhere = Step { who: Who::StaffElsewhere, ..crate::onboarding::requirements::submission() };
    elsewhere.take(&world, "iskar").await;
    for step in crate::onboarding::plans::return_to_live().before {
        step.take(&world, "serdika").await;
    }
    let client = world.anonymous();
    let today = "2026-11-28";
    for programme in ["unified-model", "moving"] {
        let plain = client.page(&format!("/bg/?programme={programme}")).await;
        let replayed = client.page(&format!("/bg/?programme={programme}&as-of={today}")).await;
        assert!(facts(&plain).len() >= 27);
        assert_eq!(facts(&plain), facts(&replayed));
        for slug in ["lyulin", "iskar", "serdika", "studentski", "vrabnitsa"] {
            let path = format!("/bg/rayoni/{slug}?programme={programme}");
            let plain = client.page(&path).await;
            let replayed = client.page(&format!("{path}&as-of={today}")).await;
            for class in ["state", "columns"] {
                let [plain, replayed] = [&plain, &replayed].map(|page| &page.by_class(class).unwrap().text);
                assert_eq!(plain, replayed, "{path}");
            }
        }
    }
}

async fn a_replayed_page_says_so_and_stays_there(world: World) {
    marked_late(&world).await;
    let staff = world.sign_in(Who::Staff).await;
    let query = "as-of=2026-11-24&known=2026-11-25T08:00Z";
    let stays = "&as-of=2026-11-24&known=2026-11-25T08:00:00.000Z";
    for (lang, day, known) in [
        (Lang::Bg, "24 ноември 2026 г.", "25.11.2026 г., 10:00 ч."),
        (Lang::En, "24 November 2026", "25 Nov 2026, 10:00"),
    ] {
        let code = lang.code();
        for (path, others) in [
            (format!("/{code}/?programme=moving&sort=met&dir=desc&{query}"), 24 * 2 + 5),
            (format!("/{code}/rayoni/lyulin?programme=moving&{query}"), 1 + 4),
        ] {
            for client in [&world.anonymous(), &staff] {
                let page = client.page(&path).await;
                let banner = page.by_class("replayed").unwrap();
                assert!(banner.text.contains(day) && banner.text.contains(known), "{}", banner.text);
                let links: Vec<_> = page.inside(banner).filter_map(|one| one.get("href")).collect();
                let [as_known, today] = links[..] else { panic!("{links:?}") };
                assert!(as_known.ends_with("&as-of=2026-11-24"), "{as_known}");
                assert!(!today.contains("as-of") && today.contains("programme=moving"), "{today}");
                for link in links {
                    assert_eq!(client.get(link).await.status, 200, "{link}");
                }
                let hrefs: Vec<_> = page.all("a").filter_map(|link| link.get("href")).collect();
                let staying = hrefs.iter().filter(|href| href.split('#').next().unwrap().ends_with(stays));
                assert!(staying.count() >= others, "{hrefs:?}");
                let switch = page.inside(page.by_class("switch").unwrap());
                assert!(switch.filter_map(|one| one.get("href")).all(|href| href.ends_with(stays)));
                let other = format!("/{}/", lang.other().code());
                let same_day = hrefs.iter().find(|href| href.starts_with(&other)).unwrap();
                assert!(same_day.ends_with(query), "{same_day}");
                assert!(!hrefs.iter().any(|href| href.contains("/spisak")), "nothing is done in the past");
                let form = page.by_class("another-day").unwrap();
                let sent = page.sent(form);
                assert!(sent.contains(&("programme".to_owned(), "moving".to_owned())), "{sent:?}");
                assert!(sent.contains(&("as-of".to_owned(), "2026-11-24".to_owned())), "{sent:?}");
                assert!(!sent.iter().any(|(name, _)| name == "known"));
            }
        }
        let plain = staff.page(&format!("/{code}/rayoni/lyulin")).await;
        assert!(plain.by_class("replayed").is_none());
        assert!(plain.all("a").any(|link| link.get("href").is_some_and(|href| href.contains("/spisak"))));
    }
    // As published on a day is as known at its end.
    let page = world.anonymous().page("/bg/?as-of=2026-11-24").await;
    let banner = page.by_class("replayed").unwrap();
    let link = page.inside(banner).find_map(|one| one.get("href")).unwrap();
    assert_eq!(link, "/bg/?programme=unified-model&as-of=2026-11-24&known=2026-11-24T21:59:59.999Z");
    // Before the installation nothing was published.
    let page = world.anonymous().page("/en/?as-of=2020-09-06").await;
    let banner = page.by_class("replayed").unwrap();
    assert!(banner.text.contains("Nothing was published here yet"), "{}", banner.text);
    let live = page.having("tr", "data-status").filter(|row| row.get("data-status") == Some("live"));
    assert_eq!(live.count(), 4, "as now known, the pilots were live");
    let page = world.anonymous().page("/en/?as-of=2020-09-05").await;
    assert!(page.having("tr", "data-status").all(|row| row.get("data-status") == Some("unknown")));
}

async fn a_district_s_past_has_its_own_changes_dates_and_suspension(world: World) {
    for step in crate::onboarding::plans::return_to_live().before {
        step.take(&world, "serdika").await;
    }
    world.pass_days(5);
    let back = [("returned_on", "2026-11-24")];
    step(Who::Coordinator, "return_onboarding", None, back).take(&world, "serdika").await;
    let dates = [("preferred", "2027-05-05"), ("because", "vendor")];
    step(Who::Coordinator, "set_dates", None, dates).take(&world, "serdika").await;
    let client = world.anonymous();
    let shown = async |query: &str| client.page(&format!("/en/rayoni/serdika?{query}")).await;
    let changes = |page: &Page| {
        page.by_class("changes").map_or(0, |list| page.inside(list).filter(|one| one.name == "li").count())
    };
    let day = shown("as-of=2026-11-20").await;
    assert_eq!(day.by_class("state").unwrap().get("data-status"), Some("suspended"));
    assert_eq!(changes(&day), 2, "the report and the suspension");
    let day = shown("as-of=2026-11-15").await;
    assert_eq!((day.by_class("state").unwrap().get("data-status"), changes(&day)), (Some("live"), 1));
    let day = shown("as-of=2026-11-24").await;
    assert_eq!((day.by_class("state").unwrap().get("data-status"), changes(&day)), (Some("live"), 3));
    assert!(!day.text().contains("5 May 2027"));
    let day = shown("as-of=2026-11-24&known=2026-11-24T21:00Z").await;
    assert_eq!((day.by_class("state").unwrap().get("data-status"), changes(&day)), (Some("suspended"), 2));
    let day = shown("as-of=2026-11-26").await;
    assert!(day.text().contains("5 May 2027"));
}

/// Derived from the same entries, on the day asked for.
async fn evidence_is_as_good_as_it_was_on_the_day(world: World) {
    crate::onboarding::requirements::submission().take(&world, "lyulin").await;
    let item = Some(("requirement", "mayor-order"));
    step(Who::Coordinator, "confirm_requirement", item, []).take(&world, "lyulin").await;
    world.pass_days(200);
    let client = world.anonymous();
    for (query, expected) in [
        ("as-of=2026-11-20", "unknown"),
        ("as-of=2026-11-21", "confirmed"),
        ("as-of=2027-03-01", "confirmed"),
        ("as-of=2027-03-02", "expired"),
        ("as-of=2027-03-02&known=2026-11-21T11:00Z", "unknown"),
    ] {
        let page = client.page(&format!("/bg/rayoni/lyulin?{query}")).await;
        let row = page.with("data-requirement", "mayor-order").unwrap();
        assert_eq!(row.get("data-standing"), Some(expected), "{query}");
    }
}

on_both_databases![
    a_late_mark_changes_what_is_known_now_and_not_what_was,
    a_mark_taken_back_held_or_never_held,
    today_replayed_is_today,
    a_replayed_page_says_so_and_stays_there,
    a_district_s_past_has_its_own_changes_dates_and_suspension,
    evidence_is_as_good_as_it_was_on_the_day,
];
