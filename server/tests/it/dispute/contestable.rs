//! Only what is shown can be contested: a mark that stands, and any service.

use super::{TEXT, file, form, problem, send, shown, wait, with};
use crate::onboarding::operation::step;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn a_mark_that_is_not_there_is_not_contested(world: World) {
    let shown = shown(&world).await;
    wait(&world, 10);
    let good = form(&shown);
    let before = world.content().await;
    // A district of which nothing is known, one that is on its way, and another
    // milestone of one that has reached this one.
    for (district, about, said) in [
        ("krasna-polyana", "unified-model:launch", "няма отметнат етап"),
        ("lyulin", "unified-model:launch", "няма отметнат етап"),
        ("studentski", "unified-model:launch", "няма отметнат етап"),
        ("serdika", "unified-model:preparation", "Там са отметнати: „"),
    ] {
        let sent = with(&with(&good, "district", district), "about", about);
        let answer = send(&world, &sent).await;
        assert_eq!(answer.status, 422, "{district} {about}");
        let page = answer.page();
        assert!(problem(&page, "about").contains(said), "{}", problem(&page, "about"));
        assert_eq!(page.by_id("file_dispute-text").unwrap().text, TEXT);
    }
    assert_eq!(world.content().await, before);
    // A service can fail in any district.
    file(&world, &[("district", "krasna-polyana"), ("about", "service:2079")]).await;
}

async fn what_the_form_offers_is_accepted_somewhere(world: World) {
    let page = world.anonymous().page(super::FORM).await;
    let offered: Vec<&str> = page
        .having("option", "value")
        .filter_map(|one| one.get("value"))
        .filter(|key| key.contains(':'))
        .collect();
    let milestones: Vec<&&str> = offered.iter().filter(|key| !key.starts_with("service:")).collect();
    assert_eq!(milestones, [&"unified-model:launch", &"moving:pilot"]);
    assert!(offered.len() > 10, "and every service");
    file(&world, &[]).await;
    file(&world, &[("district", "studentski"), ("about", "moving:pilot")]).await;
}

async fn a_suspended_district_still_has_its_marks(world: World) {
    let filled_in =
        [("since", "2026-11-16"), ("reason", "Наводнен сървър"), ("expected_return", "2027-01-11")];
    step(Who::Coordinator, "suspend_onboarding", None, filled_in).take(&world, "serdika").await;
    file(&world, &[]).await;
}

/// Inventions keep to the rule: no story is lost, because its mark was reached.
async fn the_demonstration_contests_what_is_there(world: World) {
    crate::open_data::demonstration(&world).await;
    let about = world.rows("SELECT DISTINCT milestone FROM dispute WHERE milestone IS NOT NULL").await;
    let mut about: Vec<&str> = about.iter().map(|row| row["milestone"].as_str().unwrap()).collect();
    about.sort_unstable();
    assert_eq!(about, ["launch", "preparation"]);
    // What the journey contests.
    file(&world, &[("district", "ovcha-kupel"), ("about", "unified-model:preparation")]).await;
}

on_both_databases![
    the_demonstration_contests_what_is_there,
    a_mark_that_is_not_there_is_not_contested,
    what_the_form_offers_is_accepted_somewhere,
    a_suspended_district_still_has_its_marks,
];
