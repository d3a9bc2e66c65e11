//! Every figure leads to its rule, its formula and its rows, and they agree.

use app::explain::model::{Family, Figure};
use app::text::Lang;

use crate::onboarding::operation::step;
use crate::onboarding::plans;
use crate::onboarding::requirements::submission;
use crate::support::html::{Element, Page};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

fn value(page: &Page) -> &str {
    &page.with("data-value", "").unwrap().text
}

fn counted(page: &Page, part: &str) -> usize {
    page.having("tr", "data-part").filter(|row| row.get("data-part") == Some(part)).count()
}

fn path(lang: Lang, figure: Figure) -> String {
    let district = if figure.family() == Family::District { "&rayon=lyulin" } else { "" };
    format!("/{}/kak-e-smetnato/{}?programme=unified-model{district}", lang.code(), figure.key())
}

/// Lyulin with one thing submitted, vitosha with a milestone to mark, mladost
/// with one marked.
async fn some_progress(world: &World) {
    submission().take(world, "lyulin").await;
    for district in ["vitosha", "mladost"] {
        for one in plans::set_aside_first_milestone() {
            one.take(world, district).await;
        }
    }
    let first = Some(("milestone", "preparation"));
    step(Who::Coordinator, "mark_milestone", first, [("reached_on", "2026-11-21")])
        .take(world, "mladost")
        .await;
}

async fn every_figure_has_its_rule_formula_and_rows(world: World) {
    some_progress(&world).await;
    for lang in Lang::ALL {
        for figure in Figure::ALL {
            let page = world.anonymous().page(&path(lang, figure)).await;
            let of_district = figure.family() == Family::District;
            assert_eq!(page.lang(), lang.code());
            assert!(!value(&page).is_empty() && !page.with("data-formula", "").unwrap().text.is_empty());
            let rows = page.having("tr", "data-part").count();
            // What is not suspended has nothing but the day shown.
            let least = if figure == Figure::Overdue { 1 } else { 8 };
            assert!(if of_district { rows >= least } else { rows == 24 }, "{figure:?}: {rows}");
            let others = page.by_class("others").is_some();
            assert_eq!(others, matches!(figure.family(), Family::Coverage | Family::Readiness), "{figure:?}");
        }
    }
}

/// A replayed page's figures lead to the rows of its day, not to today's.
async fn figures_of_a_past_day_lead_to_that_day(world: World) {
    some_progress(&world).await;
    world.pass_days(3);
    let order = Some(("requirement", "mayor-order"));
    let handed = [("holder", "vendor"), ("since", "2026-11-24")];
    step(Who::SecondCoordinator, "set_holder", order, handed).take(&world, "iskar").await;
    let anyone = world.anonymous();
    let map = anyone.page("/en/?programme=unified-model&as-of=2026-11-21").await;
    let link = map
        .having("a", "href")
        .filter_map(|link| link.get("href"))
        .find(|href| href.contains("/kak-e-smetnato/unknown"))
        .unwrap();
    assert!(link.contains("as-of=2026-11-21"), "{link}");
    let then = anyone.page(link).await;
    let now = anyone.page(&path(Lang::En, Figure::Unknown)).await;
    assert!(then.by_class("replayed").is_some());
    assert_eq!(counted(&then, "counted"), counted(&now, "counted") + 1, "iskar was unknown then");
}

async fn the_figures_are_those_of_the_pages(world: World) {
    some_progress(&world).await;
    let anyone = world.anonymous();
    let map = anyone.page("/en/").await;
    let shown = |figure: &str| {
        let figure = map.with("data-figure", figure).unwrap();
        map.inside(figure).find(|one| one.name == "b").unwrap().text.clone()
    };
    for figure in Figure::ALL {
        let coverage = [Figure::All, Figure::One, Figure::Residents].contains(&figure);
        let readiness = [Figure::Lowest, Figure::Median, Figure::Highest, Figure::Spread].contains(&figure);
        if coverage || readiness {
            let page = anyone.page(&path(Lang::En, figure)).await;
            assert_eq!(value(&page), shown(figure.key()), "{figure:?}");
        }
    }
    let page = anyone.page(&path(Lang::En, Figure::All)).await;
    assert_eq!((counted(&page, "counted"), value(&page)), (4, "4 of 24"));
    let page = anyone.page(&path(Lang::En, Figure::Highest)).await;
    assert_eq!((counted(&page, "decides"), counted(&page, "left-out")), (1, 21));
    assert!(page.with("data-formula", "").unwrap().text.contains("0, 0, 1"));
    // A district's figures, as the table and the board have them.
    let row =
        map.having("tr", "data-district").find(|row| row.get("data-district") == Some("lyulin")).unwrap();
    let page = anyone.page(&path(Lang::En, Figure::Tally)).await;
    assert!(row.text.contains(value(&page)), "{} {}", row.text, value(&page));
    let page = anyone.page(&path(Lang::En, Figure::Submitted)).await;
    assert_eq!((value(&page), counted(&page, "counted")), ("1", 1));
    // Handed to somebody else, it waits for no coordinator.
    let handed = [("holder", "state"), ("since", "2026-11-21")];
    step(Who::SecondCoordinator, "set_holder", Some(("requirement", "mayor-order")), handed)
        .take(&world, "lyulin")
        .await;
    let page = anyone.page(&path(Lang::En, Figure::Submitted)).await;
    assert_eq!((value(&page), counted(&page, "counted")), ("0", 0));
    let page = anyone.page("/en/kak-e-smetnato/to-mark?rayon=vitosha").await;
    assert_eq!((value(&page), counted(&page, "counted")), ("1", 1));
    let page = anyone.page("/en/kak-e-smetnato/tally?rayon=studentski").await;
    assert_eq!((value(&page), counted(&page, "counted")), ("no data", 0));
    // The count of each milestone on the checklist, and all of them add up.
    let coordinator = world.sign_in(Who::Coordinator).await;
    let list = coordinator.page("/en/rayoni/lyulin/spisak?programme=unified-model").await;
    let of_milestones: Vec<&Element> = list
        .having("a", "href")
        .filter(|link| {
            link.get("href").is_some_and(|href| href.contains("/tally?") && href.contains("milestone="))
        })
        .collect();
    let mut met = 0;
    for link in &of_milestones {
        let page = anyone.page(link.get("href").unwrap()).await;
        assert_eq!(value(&page), link.text);
        met += counted(&page, "counted");
    }
    let page = anyone.page(&path(Lang::En, Figure::Tally)).await;
    assert_eq!((of_milestones.len(), met), (8, counted(&page, "counted")));
    // What waits, by holder.
    let waiting = anyone.page("/en/kogo-chakame").await;
    for holder in ["district", "municipality", "state", "vendor"] {
        let row =
            waiting.having("tr", "data-holder").find(|row| row.get("data-holder") == Some(holder)).unwrap();
        let link = waiting.inside(row).find(|one| one.get("href").is_some()).unwrap();
        let page = anyone.page(link.get("href").unwrap()).await;
        let number = if link.text == "nothing" { "0" } else { &link.text };
        assert_eq!(value(&page), number, "{holder}");
    }
}

/// No figure on a page without a way to what is behind it, and no way that
/// leads nowhere.
async fn every_link_to_an_explanation_leads_there(world: World) {
    some_progress(&world).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    for path in ["/bg/", "/en/rayoni/lyulin", "/en/tablo", "/bg/kogo-chakame"] {
        let page = coordinator.page(path).await;
        let mut links: Vec<&str> = page
            .having("a", "href")
            .filter_map(|link| link.get("href"))
            .filter(|href| href.contains("/kak-e-smetnato/"))
            .collect();
        links.sort_unstable();
        links.dedup();
        assert!(!links.is_empty(), "{path}");
        for link in links {
            assert_eq!(coordinator.get(link).await.status, 200, "{link}");
        }
    }
    for bad in [
        "percent",
        "tally",
        "tally?rayon=nikade",
        "all?programme=x",
        "tally?rayon=lyulin&milestone=x",
        "working-days?rayon=lyulin&milestone=x",
        "waiting?holder=moon",
    ] {
        let answer = world.anonymous().get(&format!("/en/kak-e-smetnato/{bad}")).await;
        assert_eq!(answer.status, 404, "{bad}");
    }
}

on_both_databases![
    figures_of_a_past_day_lead_to_that_day,
    every_figure_has_its_rule_formula_and_rows,
    the_figures_are_those_of_the_pages,
    every_link_to_an_explanation_leads_there,
];
