//! „Кого чакаме“: totals for everybody, details for those who may, and a
//! district that waits is not shown as late.

use app::clock::source::Clock;
use app::text::Lang;

use crate::onboarding::operation::step;
use crate::onboarding::plans;
use crate::onboarding::requirements::submission;
use crate::support::client::fields;
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const PATH: &str = "/en/kogo-chakame?programme=unified-model";

fn holder<'p>(page: &'p Page, holder: &str, count: &str) -> &'p str {
    let row = page.having("tr", "data-holder").find(|row| row.get("data-holder") == Some(holder)).unwrap();
    &page.inside(row).find(|one| one.get("data-count") == Some(count)).unwrap().text
}

fn waits(page: &Page) -> Vec<(&str, &str)> {
    page.having("tr", "data-wait")
        .map(|row| (row.get("data-wait").unwrap(), row.get("data-holder").unwrap()))
        .collect()
}

async fn nothing_is_known_at_first_and_says_so(world: World) {
    for lang in Lang::ALL {
        let page = world.anonymous().page(&format!("/{}/kogo-chakame", lang.code())).await;
        assert_eq!(page.lang(), lang.code());
        assert_eq!(page.having("tr", "data-holder").count(), 4);
        assert_eq!(waits(&page).len(), 0);
        let unknown = lang.pick("без данни: 24 района", "without data: 24 districts");
        assert!(page.text().contains(unknown), "{}", page.text());
    }
}

async fn totals_count_what_can_be_done_now_with_its_age(world: World) {
    submission().take(&world, "lyulin").await;
    submission_elsewhere(&world, "iskar").await;
    world.pass_days(5);
    let page = world.anonymous().page(PATH).await;
    assert_eq!(holder(&page, "municipality", "waits"), "2");
    assert_eq!(holder(&page, "municipality", "districts"), "2");
    assert_eq!(holder(&page, "municipality", "oldest"), "21 Nov 2026");
    assert_eq!(holder(&page, "municipality", "median"), "5 days");
    // What must come first is not yet met: it waits with nobody.
    let own: usize = holder(&page, "district", "waits").parse().unwrap();
    assert!(own >= 6, "{own}");
    assert!(page.text().contains("2 districts whose checklist is known"), "{}", page.text());
    assert!(page.text().contains("without data: 22 districts"));
    assert_eq!(waits(&page), [], "only totals are public");
    assert!(page.by_class("filter").is_none());
}

/// A day of the past shows what waited then, and the instant at which it was
/// published keeps that for good.
async fn a_day_of_the_past_shows_who_was_waited_for(world: World) {
    submission().take(&world, "lyulin").await;
    let known = app::text::moment::moment_iso(world.clock.now());
    world.pass_days(5);
    submission_elsewhere(&world, "iskar").await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    for then in ["&as-of=2026-11-22".to_owned(), format!("&as-of=2026-11-22&known={known}")] {
        let page = coordinator.page(&format!("{PATH}{then}")).await;
        assert_eq!(holder(&page, "municipality", "waits"), "1", "{then}");
        assert_eq!(waits(&page), [], "nothing can be done in the past");
        let links: Vec<_> = page.all("a").filter_map(|link| link.get("href")).collect();
        assert!(links.iter().any(|href| href.contains("kak-e-smetnato/waiting") && href.ends_with(&then)));
    }
    let bad = coordinator.get(&format!("{PATH}&as-of=2026-13-01")).await;
    assert_eq!(bad.status, 400);
}

async fn submission_elsewhere(world: &World, district: &str) {
    let item = Some(("requirement", "mayor-order"));
    let filled_in = [("evidence_kind", "reference"), ("evidence", "РД-1")];
    step(Who::StaffElsewhere, "submit_requirement", item, filled_in).take(world, district).await;
}

async fn details_are_for_whom_the_checklist_is(world: World) {
    submission().take(&world, "lyulin").await;
    world.pass_days(3);
    submission_elsewhere(&world, "iskar").await;
    for who in [Who::Coordinator, Who::Reader, Who::Administrator] {
        let page = world.sign_in(who).await.page(PATH).await;
        let listed = waits(&page);
        assert!(listed.contains(&("lyulin", "municipality")) && listed.contains(&("iskar", "municipality")));
        let filtered = world.sign_in(who).await.page(&format!("{PATH}&holder=municipality")).await;
        // The oldest first.
        assert_eq!(waits(&filtered), [("lyulin", "municipality"), ("iskar", "municipality")]);
        let row = filtered.having("tr", "data-wait").next().unwrap();
        assert!(row.text.contains("3 days") && row.text.contains("21 Nov 2026"), "{}", row.text);
        let link = filtered.inside(row).find_map(|inner| inner.get("href")).unwrap();
        assert_eq!(link, "/en/rayoni/lyulin/spisak?programme=unified-model#req-mayor-order");
        assert_eq!(filtered.all("tr").filter(|row| row.get("aria-current").is_some()).count(), 0);
    }
    let staff = world.sign_in(Who::Staff).await.page(PATH).await;
    assert!(waits(&staff).iter().all(|(district, _)| *district == "lyulin") && !waits(&staff).is_empty());
    // The totals stay those of all districts.
    assert_eq!(holder(&staff, "municipality", "districts"), "2");
    for bad in ["holder=moon", "programme=x"] {
        let answer = world.anonymous().get(&format!("/en/kogo-chakame?{bad}")).await;
        assert_eq!(answer.status, 404, "{bad}");
    }
}

async fn who_has_nothing_to_do_waits_and_is_not_late(world: World) {
    for one in plans::set_aside_first_milestone() {
        one.take(&world, "lyulin").await;
    }
    let stance = |page: &Page| page.by_class("state").unwrap().get("data-stance").unwrap().to_owned();
    let page = world.anonymous().page("/bg/rayoni/lyulin").await;
    assert_eq!(stance(&page), "acting");
    assert!(!page.text().contains("чака и не закъснява"));
    // All others of the checklist are with somebody else.
    let keys: Vec<String> = world
        .rows("SELECT DISTINCT requirement.key AS k FROM requirement")
        .await
        .iter()
        .map(|row| row["k"].as_str().unwrap().to_owned())
        .collect();
    let coordinator = world.sign_in(Who::Coordinator).await;
    for key in &keys {
        let list = coordinator.page("/en/rayoni/lyulin/spisak").await;
        let open = list.by_id(&format!("req-{key}")).and_then(|row| row.get("data-standing"));
        if open != Some("open") {
            continue;
        }
        let mut form = world.seen("lyulin", Some(("requirement", key))).await;
        form.extend(fields([("holder", "vendor"), ("since", "2026-11-21")]));
        let answer = coordinator.json("set_holder", &form).await;
        assert!(matches!(answer.status, 200 | 422), "{}", answer.text());
    }
    for (lang, words, short) in [
        (Lang::Bg, "Районът чака и не закъснява.", "чака, не закъснява"),
        (Lang::En, "The district is waiting and is not late.", "waiting, not late"),
    ] {
        let code = lang.code();
        let page = world.anonymous().page(&format!("/{code}/rayoni/lyulin")).await;
        assert_eq!(stance(&page), "waiting");
        assert!(page.text().contains(words), "{}", page.by_class("state").unwrap().text);
        let list = coordinator.page(&format!("/{code}/rayoni/lyulin/spisak")).await;
        assert!(list.by_class("checklist-head").unwrap().text.contains(words));
        for path in [format!("/{code}/tablo"), format!("/{code}/")] {
            let page = coordinator.page(&path).await;
            let row =
                page.having("tr", "data-district").find(|row| row.get("data-district") == Some("lyulin"));
            assert!(row.unwrap().text.contains(short), "{path}");
        }
    }
}

/// What somebody had until now is not taken from them for the days before.
async fn a_hand_over_begins_when_the_last_holder_ended(world: World) {
    submission().take(&world, "lyulin").await;
    world.pass_days(4);
    let item = Some(("requirement", "mayor-order"));
    let coordinator = world.sign_in(Who::Coordinator).await;
    let hand = |since: &'static str| {
        let (world, coordinator) = (&world, &coordinator);
        async move {
            let mut form = world.seen("lyulin", item).await;
            form.extend(fields([("holder", "vendor"), ("since", since)]));
            coordinator.json("set_holder", &form).await
        }
    };
    use app::error::{AppError, Rule};
    let early = Rule::NotBefore { earliest: "2026-11-21".to_owned() };
    assert_eq!(hand("2026-11-20").await.error(), AppError::invalid("since", early));
    assert_eq!(hand("2026-11-26").await.error(), AppError::invalid("since", Rule::InFuture));
    assert_eq!(hand("2026-11-23").await.status, 200);
    let last = world.ledger().await.pop().unwrap();
    assert_eq!(
        last.effective_on.map(|day| day.to_string()).as_deref(),
        Some("2026-11-23"),
        "theirs from that day"
    );
    assert!(last.new.unwrap().contains(r#""holder":"vendor","holder_since":"2026-11-23""#));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn every_page_leads_there(world: World) {
    let page = world.anonymous().page("/en/").await;
    let links: Vec<&str> = page.having("a", "href").filter_map(|link| link.get("href")).collect();
    assert!(links.contains(&"/en/kogo-chakame"), "from the navigation");
    assert!(links.contains(&"/en/kogo-chakame?programme=unified-model"), "from the column's heading");
}

on_both_databases![
    nothing_is_known_at_first_and_says_so,
    totals_count_what_can_be_done_now_with_its_age,
    a_day_of_the_past_shows_who_was_waited_for,
    details_are_for_whom_the_checklist_is,
    who_has_nothing_to_do_waits_and_is_not_late,
    a_hand_over_begins_when_the_last_holder_ended,
    every_page_leads_there,
];
