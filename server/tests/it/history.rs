//! Nothing ever vanishes: suspension, return and marks taken back stay in the
//! district's history, page by page.

use app::error::{AppError, Rule};
use app::text::Lang;

use crate::onboarding::operation::{Step, step};
use crate::onboarding::plans;
use crate::support::client::fields;
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, noon, on_both_databases};

fn suspend(since: &'static str, reason: &'static str) -> Step {
    let filled_in = [("since", since), ("reason", reason), ("expected_return", "2027-01-11")];
    step(Who::Coordinator, "suspend_onboarding", None, filled_in)
}

fn return_on(day: &'static str) -> Step {
    step(Who::Coordinator, "return_onboarding", None, [("returned_on", day)])
}

fn entries(page: &Page) -> usize {
    page.by_class("changes").map_or(0, |list| page.inside(list).filter(|one| one.name == "li").count())
}

async fn all_changes_are_listed_by_fifty(world: World) {
    // The pilot's mark came with the facts; each turn adds two entries.
    let coordinator = world.sign_in(Who::Coordinator).await;
    for turn in 0..30 {
        let reason = if turn == 0 { "Първа повреда" } else { "Повреда" };
        // Returned on the day it began, so that it can begin again.
        for one in [suspend("2026-11-16", reason), return_on("2026-11-16")] {
            let mut form = world.seen("serdika", None).await;
            form.extend(one.fields);
            let answer = coordinator.json(one.name, &form).await;
            assert_eq!(answer.status, 200, "{}", answer.text());
        }
    }
    let client = world.anonymous();
    let last_twelve = client.page("/bg/rayoni/serdika").await;
    assert_eq!(entries(&last_twelve), 12);
    assert!(!last_twelve.text().contains("Първа повреда"));
    let link = last_twelve.having("a", "href").find(|one| one.text == "Цялата история").unwrap();
    let path = link.get("href").unwrap();
    assert_eq!(path, "/bg/rayoni/serdika/istoriya?programme=unified-model");
    let first = client.page(path).await;
    let older = first.with("rel", "next").unwrap().get("href").unwrap();
    let second = client.page(older).await;
    let recorded = world.ledger().await;
    let own = recorded
        .iter()
        .filter(|one| (one.district.as_str(), one.programme.as_str()) == ("serdika", "unified-model"));
    assert_eq!((entries(&first), entries(&second)), (50, own.count() - 50));
    assert!(second.text().contains("Първа повреда"), "the public reason stays for good");
    assert!(second.with("rel", "next").is_none() && first.with("rel", "prev").is_none());
    let back = second.with("rel", "prev").unwrap().get("href").unwrap();
    assert_eq!(client.get(back).await.status, 200);
    for (page, status) in [("3", 404), ("0", 400), ("-1", 400), ("x", 400), ("99999999999999999999", 400)] {
        for lang in Lang::ALL {
            let answer = client.get(&format!("/{}/rayoni/serdika/istoriya?page={page}", lang.code())).await;
            assert_eq!(answer.status, status, "{page}");
            assert_eq!(answer.page().lang(), lang.code());
        }
    }
    for path in ["/en/rayoni/nikade/istoriya", "/en/rayoni/serdika/istoriya?programme=x"] {
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
}

async fn history_names_roles_and_only_public_reasons(world: World) {
    let item = Some(("requirement", "mayor-order"));
    let reason = [("reason", "Само за служебно ползване")];
    step(Who::Coordinator, "set_aside_requirement", item, reason).take(&world, "lyulin").await;
    for one in plans::set_aside_first_milestone().into_iter().skip(1) {
        one.take(&world, "lyulin").await;
    }
    let first = Some(("milestone", "preparation"));
    step(Who::Coordinator, "mark_milestone", first, [("reached_on", "2026-11-20")])
        .take(&world, "lyulin")
        .await;
    let reason = [("from", "2026-11-20"), ("reason", "Заповедта е за друг район")];
    step(Who::Coordinator, "take_back_mark", first, reason).take(&world, "lyulin").await;
    let html = world.anonymous().get("/bg/rayoni/lyulin/istoriya").await.text();
    assert!(html.contains("Заповедта е за друг район"), "why a mark was taken back is public");
    assert!(!html.contains("Само за служебно ползване") && !html.contains("coordinator"));
    assert!(html.contains("координатор"));
    let empty = world.anonymous().page("/en/rayoni/vitosha/istoriya").await;
    assert_eq!(entries(&empty), 0);
    assert!(empty.text().contains("No changes are recorded yet."));
}

/// Neither before going live nor before the last return.
async fn a_suspension_begins_while_it_is_live(world: World) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    let send = |since: &'static str| {
        let (world, coordinator) = (&world, &coordinator);
        async move {
            let mut form = world.seen("triaditsa", None).await;
            form.extend(fields([("since", since), ("reason", "Пожар"), ("expected_return", "2027-01-11")]));
            coordinator.json("suspend_onboarding", &form).await
        }
    };
    let not_before =
        |earliest: &str| AppError::invalid("since", Rule::NotBefore { earliest: earliest.to_owned() });
    // Reported live since 6 September 2020.
    assert_eq!(send("2020-09-05").await.error(), not_before("2020-09-06"));
    assert_eq!(send("2020-09-06").await.status, 200);
    return_on("2026-11-10").take(&world, "triaditsa").await;
    assert_eq!(send("2026-11-09").await.error(), not_before("2026-11-10"));
    assert_eq!(send("2026-11-10").await.status, 200);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn what_is_suspended_keeps_its_milestone_its_source_and_its_clock(world: World) {
    suspend("2026-11-16", "Наводнен сървър").take(&world, "triaditsa").await;
    for (lang, kept, source, overdue) in [
        (
            Lang::Bg,
            "Запазва се най-високият достигнат етап:",
            "по данни на smartsofia.bg",
            "Очакваното връщане е просрочено с 1 ден.",
        ),
        (
            Lang::En,
            "The highest milestone reached is kept:",
            "as reported by smartsofia.bg",
            "The expected return is overdue by 1 day.",
        ),
    ] {
        let path = format!("/{}/rayoni/triaditsa", lang.code());
        world.clock.set(noon("2027-01-11"));
        let page = world.anonymous().page(&path).await;
        let state = page.by_class("state").unwrap();
        assert_eq!(state.get("data-status"), Some("suspended"));
        assert!(state.text.contains(kept) && state.text.contains(source), "{}", state.text);
        assert!(!state.text.contains(overdue));
        world.clock.set(noon("2027-01-12"));
        let page = world.anonymous().page(&path).await;
        assert!(page.by_class("suspension").unwrap().text.contains(overdue));
        let board = world.sign_in(Who::Reader).await.page(&format!("/{}/tablo", lang.code())).await;
        let row =
            board.having("tr", "data-district").find(|row| row.get("data-district") == Some("triaditsa"));
        assert!(row.unwrap().text.contains(overdue), "{}", row.unwrap().text);
        // The days lead to their arithmetic, from both pages.
        for shown in [&page, &board] {
            let link = shown
                .having("a", "href")
                .find_map(|link| link.get("href").filter(|href| href.contains("/overdue?")));
            let why = world.anonymous().page(link.unwrap()).await;
            let value = why.with("data-value", "").unwrap().text.clone();
            assert!(overdue.contains(&value), "{value}");
            assert!(why.with("data-formula", "").unwrap().text.contains(&value));
        }
        let map = world.anonymous().page(&format!("/{}/", lang.code())).await;
        let row = map.having("tr", "data-district").find(|row| row.get("data-district") == Some("triaditsa"));
        assert!(row.unwrap().text.contains(source), "on whose word it had been live");
    }
}

on_both_databases![
    all_changes_are_listed_by_fifty,
    history_names_roles_and_only_public_reasons,
    a_suspension_begins_while_it_is_live,
    what_is_suspended_keeps_its_milestone_its_source_and_its_clock,
];
