//! The board: whose districts, in which order, and what waits.

use app::text::Lang;

use crate::onboarding::operation::step;
use crate::onboarding::plans;
use crate::onboarding::requirements::submission;
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

fn rows(page: &Page) -> Vec<&str> {
    page.having("tr", "data-district").map(|row| row.get("data-district").unwrap()).collect()
}

async fn everybody_sees_their_districts(world: World) {
    for who in [Who::Coordinator, Who::Reader, Who::Administrator] {
        assert_eq!(rows(&world.sign_in(who).await.page("/bg/tablo").await).len(), 24, "{who:?}");
    }
    let two = world.sign_in(Who::StaffElsewhere).await;
    assert_eq!(rows(&two.page("/bg/tablo").await), ["iskar", "mladost"]);
    // Who works for one district begins with its checklist.
    let one = world.sign_in(Who::Staff).await;
    for programme in ["unified-model", "moving"] {
        let answer = one.get(&format!("/en/tablo?programme={programme}")).await;
        let checklist = format!("/en/rayoni/lyulin/spisak?programme={programme}");
        assert_eq!((answer.status, answer.location()), (303, checklist.as_str()));
    }
    let nobody = world.anonymous().get("/en/tablo?programme=moving").await;
    assert_eq!(nobody.location(), "/en/vhod?back=/en/tablo%3Fprogramme%3Dmoving");
}

async fn what_waits_comes_first(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert!(client.page("/bg/tablo").await.by_class("waits").is_none());
    submission().take(&world, "lyulin").await;
    for one in plans::set_aside_first_milestone() {
        one.take(&world, "vitosha").await;
    }
    for (lang, decide, mark) in
        [(Lang::Bg, "1 за решение", "1 за отмятане"), (Lang::En, "1 to decide", "1 to mark")]
    {
        let page = client.page(&format!("/{}/tablo", lang.code())).await;
        let mut first = rows(&page)[..2].to_vec();
        first.sort_unstable();
        assert_eq!(first, ["lyulin", "vitosha"]);
        let row = |slug| {
            page.having("tr", "data-district").find(|row| row.get("data-district") == Some(slug)).unwrap()
        };
        assert!(row("lyulin").text.contains(decide), "{}", row("lyulin").text);
        assert!(row("vitosha").text.contains(mark), "{}", row("vitosha").text);
    }
    let reasons = [("reasons[]", "outdated")];
    let item = Some(("requirement", "mayor-order"));
    step(Who::Coordinator, "return_requirement", item, reasons).take(&world, "lyulin").await;
    let page = client.page("/bg/tablo").await;
    let row = page.with("data-district", "lyulin").unwrap();
    assert!(row.text.contains("1 върнато"), "{}", row.text);
    assert_eq!(rows(&page)[0], "vitosha");
}

async fn each_row_leads_to_the_checklist(world: World) {
    let client = world.sign_in(Who::Reader).await;
    for programme in ["unified-model", "moving"] {
        let page = client.page(&format!("/en/tablo?programme={programme}")).await;
        for row in page.having("tr", "data-district") {
            let link = page.inside(row).find_map(|inner| inner.get("href")).unwrap();
            let slug = row.get("data-district").unwrap();
            assert_eq!(link, format!("/en/rayoni/{slug}/spisak?programme={programme}"));
        }
    }
    let page = client.page("/en/rayoni/vitosha/spisak?programme=moving").await;
    assert!(page.all("form").all(|form| form.get("action") == Some("/api/sign_out")), "a reader only reads");
}

on_both_databases![everybody_sees_their_districts, what_waits_comes_first, each_row_leads_to_the_checklist];
