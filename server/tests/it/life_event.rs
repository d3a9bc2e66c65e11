//! Life events: what can be done of them between two districts.

use crate::service::{contradict, declaration, observation};
use crate::support::client::Fields;
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// Says by a coordinator that a service is online somewhere.
async fn declare(world: &World, district: &str, service: &str, state: &str) {
    let mut form: Fields = declaration("0", state, "2026-11-02");
    form.retain(|(name, _)| !matches!(name.as_str(), "district" | "service"));
    for (name, value) in [("district", district), ("service", service), ("source", "писмо")] {
        form.push((name.to_owned(), value.to_owned()));
    }
    let answer = world.sign_in(Who::Coordinator).await.json("declare_offer", &form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

fn states(page: &Page) -> Vec<(String, String)> {
    page.having("li", "data-step")
        .map(|step| (step.get("data-step").unwrap().to_owned(), step.get("data-state").unwrap().to_owned()))
        .collect()
}

async fn a_two_ended_step_needs_both_ends(world: World) {
    let anyone = world.anonymous();
    let path = "/bg/kakvo-moga?event=moving&from=lyulin&to=studentski";
    let unknown = anyone.page(path).await;
    assert!(states(&unknown).iter().all(|(_, state)| state == "unknown"));
    assert!(unknown.text().contains("0 от 4 стъпки можете да направите електронно; за 4 няма данни."));

    declare(&world, "studentski", "2107", "online").await;
    declare(&world, "studentski", "1997", "online").await;
    let one_end = anyone.page(path).await;
    let expected = [("2107", "unknown"), ("2079", "unknown"), ("1997", "online"), ("2128", "unknown")];
    assert_eq!(states(&one_end), expected.map(|(step, state)| (step.to_owned(), state.to_owned())));
    assert!(one_end.text().contains("Другата страна я предлага електронно, но са нужни и двете."));

    declare(&world, "lyulin", "2107", "online").await;
    let both = anyone.page(path).await;
    assert_eq!(states(&both)[0].1, "online");
    assert!(both.text().contains("2 от 4 стъпки"));
    // Since when, and whether the districts are on the portal, is said in the open.
    let since =
        "Район „Люлин“: обявено от 2 ноември 2026 г.; район „Студентски“: обявено от 2 ноември 2026 г.";
    assert!(both.text().contains(since), "{}", both.text());
    let answers = &both.by_class("answers").unwrap().text;
    assert_eq!(answers.matches("Не се знае дали районът е на Единния портал.").count(), 2, "{answers}");

    // What is down is said where it is felt.
    crate::outage::record_one(&world).await;
    for page in [path, "/bg/uslugi/2079"] {
        assert!(anyone.page(page).await.text().contains("ССЕВ не приема съобщения"), "{page}");
    }
    assert!(!anyone.page("/bg/uslugi/2107").await.text().contains("ССЕВ не приема"));

    // Moving within the district, and into Sofia from elsewhere.
    let within = anyone.page("/bg/kakvo-moga?event=moving&from=studentski&to=studentski").await;
    assert_eq!(states(&within)[0].1, "online");
    assert!(within.text().contains("в рамките на район „Студентски“"));
    assert!(within.text().contains("в рамките на района е нужен само той"));
    assert!(!within.text().contains("районът, който напускате"), "nobody leaves one");
    let into = anyone.page("/en/kakvo-moga?event=moving&from=izvan-sofia&to=studentski").await;
    assert_eq!(states(&into)[0].1, "unknown");
    assert!(into.text().contains("is not recorded here"));
}

async fn what_is_contradicted_is_not_shown_as_online(world: World) {
    contradict(&world).await;
    declare(&world, "studentski", "2079", "online").await;
    let page = world.anonymous().page("/bg/kakvo-moga?event=moving&from=lyulin&to=studentski").await;
    let step = page.with("data-step", "2079").unwrap();
    assert_eq!(step.get("data-state"), Some("disagree"));
    assert!(step.text.contains("се разминават"), "{}", step.text);
    // Somebody looks again, and it works.
    let client = world.sign_in(Who::Coordinator).await;
    let seen = client.json("observe_offer", &observation("1", "online", "2026-11-21")).await;
    assert_eq!(seen.status, 200);
    let page = world.anonymous().page("/bg/kakvo-moga?event=moving&from=lyulin&to=studentski").await;
    assert_eq!(page.with("data-step", "2079").unwrap().get("data-state"), Some("online"));
}

async fn what_is_missing_or_unknown_is_said_at_its_field(world: World) {
    let anyone = world.anonymous();
    for (query, field) in [
        ("event=&from=&to=", "event"),
        ("event=dragons&to=lyulin", "event"),
        ("event=moving&from=&to=lyulin", "from"),
        ("event=moving&from=atlantis&to=lyulin", "from"),
        ("event=moving&from=lyulin&to=", "to"),
        ("event=marriage&to=%3Cb%3E", "to"),
        ("event=moving&event=birth&to=lyulin", "event"),
        ("event=moving&from=lyulin&to=lyulin&to=iskar", "to"),
    ] {
        let page = anyone.page(&format!("/bg/kakvo-moga?{query}")).await;
        let problem = page.by_id(&format!("here-{field}-problem"));
        assert!(problem.is_some(), "{query}: {}", page.text());
        assert!(page.by_class("outcomes").is_none(), "{query}");
        let summary = page.by_class("error-summary").unwrap();
        assert!(page.inside(summary).any(|one| one.name == "h2"), "below the page's h1");
    }
    // Nothing was asked yet, so nothing is wrong.
    for query in ["", "?event=moving", "?from=lyulin"] {
        let page = anyone.page(&format!("/bg/kakvo-moga{query}")).await;
        assert!(page.by_class("problem").is_none(), "{query}");
    }
    // Where one district is enough, nobody is asked for another.
    let page = anyone.page("/bg/kakvo-moga?event=marriage&from=atlantis&to=lyulin").await;
    assert!(page.by_id("here-from").is_none());
    assert_eq!(states(&page).len(), 1);
}

async fn life_events_say_what_is_known_of_them(world: World) {
    let anyone = world.anonymous();
    let list = anyone.page("/bg/epizodi").await;
    assert_eq!(list.having("li", "data-event").count(), 6);
    let moving = anyone.page("/bg/epizodi/moving").await;
    assert!(moving.with("data-phase", "beta").is_some());
    assert!(moving.text().contains("най-късно от март 2021 г."));
    assert!(moving.text().contains("Няма данни: не е намерен източник"));
    assert_eq!(moving.having("tr", "data-district").count(), 24);
    let marriage = anyone.page("/en/epizodi/marriage").await;
    assert!(marriage.with("data-phase", "unknown").is_some());
    assert_eq!(anyone.get("/bg/epizodi/dragons").await.status, 404);
}

on_both_databases![
    a_two_ended_step_needs_both_ends,
    what_is_contradicted_is_not_shown_as_online,
    what_is_missing_or_unknown_is_said_at_its_field,
    life_events_say_what_is_known_of_them,
];
