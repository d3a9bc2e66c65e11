//! Coverage and equal readiness, computed anew from what the tables hold.

use app::text::{Lang, grouped, n_of_m, percent};

use crate::onboarding::plans;
use crate::support::html::Page;
use crate::support::{World, on_both_databases};

fn figure<'p>(page: &'p Page, name: &str) -> &'p str {
    &page.with("data-figure", name).unwrap().text
}

/// The section on equal readiness.
fn equal(page: &Page) -> &str {
    &page.by_class("equal").unwrap().text
}

async fn residents(world: &World, which: &str) -> i64 {
    let rows = world.rows(&format!("SELECT population_2011 FROM district {which}")).await;
    rows.iter().map(|row| row["population_2011"].as_i64().unwrap()).sum()
}

async fn coverage_shows_all_three_rules(world: World) {
    let pilots = "WHERE slug IN ('triaditsa', 'serdika', 'bankya', 'nadezhda')";
    let (live, all) = (residents(&world, pilots).await, residents(&world, "").await);
    for (lang, yes) in [(Lang::Bg, "да"), (Lang::En, "yes")] {
        let page = world.anonymous().page(&format!("/{}/", lang.code())).await;
        assert!(figure(&page, "all").contains(&n_of_m(lang, 4, 24)), "{}", figure(&page, "all"));
        assert!(figure(&page, "all").contains(&percent(lang, 4, 24).unwrap()));
        assert!(figure(&page, "one").contains(yes));
        let people = figure(&page, "residents");
        assert!(people.contains(&n_of_m(lang, grouped(lang, live), grouped(lang, all))), "{people}");
        let share = percent(lang, live.unsigned_abs(), all.unsigned_abs()).unwrap();
        assert!(people.contains(&share), "{people}");
        let nobody = world.anonymous().page(&format!("/{}/?programme=moving", lang.code())).await;
        assert!(figure(&nobody, "all").contains(&n_of_m(lang, 0, 24)));
    }
}

async fn a_suspended_district_is_not_covered(world: World) {
    let operation = plans::suspend();
    let client = world.sign_in(operation.who).await;
    let form = operation.form(&world, Lang::Bg).await;
    assert_eq!(client.json(operation.name, &form).await.status, 200);
    let page = world.anonymous().page("/bg/").await;
    assert!(figure(&page, "all").contains("3 от 24"), "{}", figure(&page, "all"));
    let row = page.having("tr", "data-district").find(|row| row.get("data-district") == Some("serdika"));
    assert_eq!(row.unwrap().get("data-status"), Some("suspended"));
    // The highest milestone ever reached is kept.
    assert_eq!(row.unwrap().get("data-milestone"), Some("7"));
}

async fn equal_readiness_leaves_out_what_is_not_confirmed(world: World) {
    let page = world.anonymous().page("/bg/").await;
    assert!(equal(&page).contains("Още няма район с потвърдена подготвеност."), "{}", equal(&page));
    assert!(equal(&page).contains("20 района без данни и 4 района само по публичен източник"));
    for one in plans::take_back().before {
        one.take(&world, "lyulin").await;
    }
    plans::set_aside_first_milestone()[0].take(&world, "iskar").await;
    let page = world.anonymous().page("/bg/").await;
    let text = equal(&page);
    assert!(text.contains("18 района без данни и 4 района само по публичен източник"), "{text}");
    // iskar at 0, lyulin at 1: the median lies between.
    for part in ["0 от 8", "0,5", "1 от 8", "1 етап", "Искър"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let page = world.anonymous().page("/en/").await;
    let text = equal(&page);
    for part in
        ["18 districts without data and 4 districts only reported", "0 of 8", "0.5", "1 of 8", "Iskar"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
}

async fn freshness_is_the_last_entry(world: World) {
    let fresh = async || {
        let page = world.anonymous().page("/en/").await;
        let line = page.by_class("fresh").unwrap();
        page.inside(line).find_map(|inner| inner.get("datetime").map(str::to_owned)).unwrap()
    };
    assert!(fresh().await.starts_with("2026-11-20T"), "{}", fresh().await);
    plans::set_aside_first_milestone()[0].take_now(&world, "iskar").await;
    assert!(fresh().await.starts_with("2026-11-21T"), "{}", fresh().await);
}

on_both_databases![
    coverage_shows_all_three_rules,
    a_suspended_district_is_not_covered,
    equal_readiness_leaves_out_what_is_not_confirmed,
    freshness_is_the_last_entry,
];
