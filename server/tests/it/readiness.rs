//! Equal readiness over time says of each day what the map of that day says.

use app::demo::load_demo;
use app::readiness::text::{NO_POINTS, TITLE};
use app::text::Lang;
use sea_orm::ConnectionTrait;

use crate::onboarding::operation::step;
use crate::onboarding::plans::set_aside_first_milestone;
use crate::support::html::{Element, Page};
use crate::support::people::Who;
use crate::support::{TODAY, World, noon, on_both_databases};

fn cells(page: &Page, row: &Element) -> Vec<String> {
    page.inside(row).filter(|one| one.name == "td").map(|cell| cell.text.clone()).collect()
}

/// The same figures on the map of the day, in the order of the table's cells.
fn figures(page: &Page) -> Vec<String> {
    ["lowest", "median", "highest"]
        .map(|figure| page.with("data-figure", figure).map(|found| found.text.clone()).unwrap_or_default())
        .map(|text| {
            text.split(' ')
                .next()
                .unwrap()
                .trim_start_matches(|one: char| one.is_alphabetic() || one == '-')
                .to_owned()
        })
        .to_vec()
}

async fn each_point_is_the_map_of_its_day(world: World) {
    world.db.write().execute_unprepared("DELETE FROM account").await.unwrap();
    load_demo(&world.db, noon(TODAY), Some("2023-06-30".parse().unwrap())).await.unwrap();
    let client = world.anonymous();
    for programme in ["unified-model", "moving"] {
        let page = client.page(&format!("/en/ravna-podgotvenost?programme={programme}")).await;
        assert_eq!(page.all("h1").next().unwrap().text, TITLE.get(Lang::En));
        let rows: Vec<_> = page.having("tr", "data-day").collect();
        assert!(rows.len() > 30, "{}", rows.len());
        assert_eq!(rows[0].get("data-day"), Some(TODAY));
        assert!(page.having("svg", "role").any(|svg| svg.get("aria-label").is_some()));
        let mut known = 0;
        for row in rows.iter().step_by(7) {
            let link = page.inside(row).find_map(|one| one.get("href")).unwrap();
            assert!(link.ends_with(row.get("data-day").unwrap()), "{link}");
            let map = client.page(link).await;
            let cells = cells(&page, row);
            if map.with("data-figure", "lowest").is_none() {
                assert_eq!(cells[0], "not known");
                continue;
            }
            known += 1;
            assert_eq!(cells[..3], figures(&map), "{link}");
            let left_out = map.by_class("equal").unwrap().text.clone();
            let expected = format!("Left out: {} district", cells[4]);
            assert!(left_out.contains(&expected), "{expected}: {left_out}");
            let lowest: Vec<_> = page_names(&map);
            let said = cells[6].split("), ").count();
            assert_eq!(lowest.len(), said, "{link}");
            assert!(lowest.iter().all(|name| cells[6].contains(name)), "{}", cells[6]);
        }
        assert!(known > 3);
    }
}

fn page_names(map: &Page) -> Vec<String> {
    let list = map.by_class("lowest").unwrap();
    map.inside(list).filter(|one| one.name == "a").map(|one| one.text.clone()).collect()
}

async fn unknown_and_reported_are_left_out(world: World) {
    let client = world.anonymous();
    let rows = |page: &Page| page.having("tr", "data-day").map(|row| cells(page, row)).collect::<Vec<_>>();
    let before = client.page("/en/ravna-podgotvenost").await;
    let (first, last) = (rows(&before).pop().unwrap(), rows(&before)[0].clone());
    for point in [first, last] {
        assert_eq!(point, ["not known", "not known", "not known", "not known", "20", "4", "–"]);
    }
    let undated = client.page("/bg/ravna-podgotvenost?programme=moving").await;
    assert!(undated.text().contains(NO_POINTS.get(Lang::Bg)));
    for step in set_aside_first_milestone() {
        step.take(&world, "lyulin").await;
    }
    world.pass_days(20);
    let item = Some(("milestone", "preparation"));
    step(Who::Coordinator, "mark_milestone", item, [("reached_on", "2026-11-20")])
        .take(&world, "lyulin")
        .await;
    let after = rows(&client.page("/en/ravna-podgotvenost").await);
    // The mark was entered late; November is as now known, October as it was.
    assert_eq!(after[0][..6], ["1", "1", "1", "0", "19", "4"]);
    assert_eq!(after[1][..3], ["1", "1", "1"]);
    assert_eq!(after[2][0], "not known");
    assert!(after[0][6].starts_with("Lyulin ("), "{}", after[0][6]);
    assert!(
        client
            .page("/bg/")
            .await
            .all("a")
            .any(|link| { link.get("href") == Some("/bg/ravna-podgotvenost?programme=unified-model") })
    );
    assert_eq!(client.get("/bg/ravna-podgotvenost?programme=x").await.status, 404);
}

on_both_databases![each_point_is_the_map_of_its_day, unknown_and_reported_are_left_out];
