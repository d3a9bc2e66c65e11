//! A district's public page and its checklist at work.

use app::text::Lang;

use crate::onboarding::operation::step;
use crate::onboarding::plans;
use crate::onboarding::requirements::{self, submission};
use crate::support::people::Who;
use crate::support::{World, on_both_databases, today};

async fn each_district_has_its_page(world: World) {
    let client = world.anonymous();
    for row in world.rows("SELECT slug, name_bg, name_en, eik FROM district").await {
        let [slug, bg, en, eik] =
            ["slug", "name_bg", "name_en", "eik"].map(|column| row[column].as_str().unwrap().to_owned());
        for (lang, name) in [(Lang::Bg, format!("Район „{bg}“")), (Lang::En, format!("{en} district"))]
        {
            let page = client.page(&format!("/{}/rayoni/{slug}", lang.code())).await;
            assert_eq!(page.all("h1").next().unwrap().text, name);
            assert!(page.text().contains(&eik), "{slug}");
            let facts = page.by_class("sourced").unwrap();
            let sources: Vec<_> = page.inside(facts).filter(|inner| inner.has_class("source")).collect();
            assert!(sources.len() >= 6 && sources.iter().all(|one| one.text.len() > 12), "{slug}");
        }
    }
}

async fn a_pilot_names_its_source_and_its_checklist_stays_unknown(world: World) {
    for (lang, reported, unknown) in [
        (
            Lang::Bg,
            "6 септември 2020 г., по данни на smartsofia.bg",
            "За този район няма данни по отделните изисквания.",
        ),
        (
            Lang::En,
            "6 September 2020, as reported by smartsofia.bg",
            "Nothing is known of this district requirement by",
        ),
    ] {
        let page = world.anonymous().page(&format!("/{}/rayoni/triaditsa", lang.code())).await;
        let state = page.by_class("state").unwrap();
        assert_eq!(state.get("data-status"), Some("live"));
        assert!(state.text.contains(reported), "{}", state.text);
        assert!(page.text().contains(unknown));
        let rows: Vec<_> = page.having("tr", "data-requirement").collect();
        assert_eq!(rows.len(), 26);
        assert!(rows.iter().all(|row| row.get("data-standing") == Some("unknown")));
    }
    let undated = world.anonymous().page("/bg/rayoni/studentski?programme=moving").await;
    assert!(undated.by_class("state").unwrap().text.contains("без дата, по данни на "));
}

/// The question people come with is answered first, in a sentence.
async fn whether_it_works_there_is_said_first(world: World) {
    submission().take(&world, "lyulin").await;
    let answers = [
        (
            "/bg/rayoni/triaditsa",
            "Районът е на Единния портал от 6 септември 2020 г., по данни на smartsofia.bg",
        ),
        (
            "/en/rayoni/triaditsa",
            "The district has been on the Unified e-services portal since 6 September 2020",
        ),
        ("/bg/rayoni/mladost", "Не се знае дали районът е на Единния портал."),
        ("/bg/rayoni/lyulin", "Районът още не е на Единния портал: първият етап не е достигнат."),
        (
            "/bg/rayoni/studentski?programme=moving",
            "Районът още не е в услугата „Преместване“: достигнал е етап 4 от 5.",
        ),
        ("/en/rayoni/mladost", "It is not known whether the district is on the Unified e-services portal."),
    ];
    for (path, said) in answers {
        let page = world.anonymous().page(path).await;
        let answer = &page.by_class("answer").unwrap().text;
        assert!(
            answer.starts_with(said) && answer.ends_with('.') && !answer.contains(".."),
            "{path}: {answer}"
        );
    }
}

/// The district's figures beside the city's; who is not known is left out and counted.
async fn its_figures_stand_beside_the_city_s(world: World) {
    let said = async |slug: &str, query: &str| -> Vec<String> {
        let page = world.anonymous().page(&format!("/bg/rayoni/{slug}{query}")).await;
        page.having("tr", "data-measure").map(|row| row.text.clone()).collect()
    };
    let unknown = said("lyulin", "").await;
    assert_eq!(unknown.len(), 4);
    assert!(unknown.iter().all(|row| row.contains("не се знаене се знае без 24 района")), "{unknown:?}");
    let operation = plans::mark();
    operation.prepare(&world).await;
    let client = world.sign_in(Who::Coordinator).await;
    let marking = operation.form(&world, Lang::Bg).await;
    assert_eq!(client.json("mark_milestone", &marking).await.status, 200);
    let reason = [("reason", "Не се отнася")];
    let item = Some(("requirement", "mayor-order"));
    step(Who::Coordinator, "set_aside_requirement", item, reason).take_now(&world, "mladost").await;
    let known = said("lyulin", "").await;
    assert!(known[0].contains("1 от 80 – 0,5 – 1 без 22 района, за които не се знае"), "{known:?}");
    assert!(known[1].contains("0%0% – 0% – 0%"), "{known:?}");
    assert!(known[2].contains("1 ден0 – 0,5 – 1"), "{known:?}");
    let before = said("lyulin", "?as-of=2026-11-19").await;
    assert!(before[0].contains("не се знае"), "{before:?}");
}

async fn the_public_reads_neither_evidence_nor_names_of_accounts(world: World) {
    submission().take(&world, "lyulin").await;
    let returned = requirements::send_back();
    let client = world.sign_in(Who::Coordinator).await;
    let form = returned.form(&world, Lang::Bg).await;
    assert_eq!(client.json(returned.name, &form).await.status, 200);
    let html = world.anonymous().get("/bg/rayoni/lyulin").await.text();
    for private in ["lyulin.bg", "Липсва подпис", "coordinator", "lyulin-2"] {
        assert!(!html.contains(private), "{private} is not for the public");
    }
    assert!(html.contains("служител на район") && html.contains("координатор"), "roles are");
    let list = world.sign_in(Who::Staff).await.page("/bg/rayoni/lyulin/spisak").await;
    let row = list.by_id("req-mayor-order").unwrap();
    assert_eq!(row.get("data-standing"), Some("returned"));
    for theirs in ["lyulin.bg", "Липсва подпис", "непълно"] {
        let said = row.text.to_lowercase().contains(&theirs.to_lowercase());
        assert!(said, "the district reads {theirs}: {}", row.text);
    }
}

/// The checklist at work and the public page never disagree.
async fn both_pages_say_the_same_of_each_requirement(world: World) {
    submission().take(&world, "lyulin").await;
    step(Who::Coordinator, "confirm_requirement", Some(("requirement", "mayor-order")), [])
        .take(&world, "lyulin")
        .await;
    let reason = [("reason", "Не се отнася")];
    let item = Some(("requirement", "regix"));
    step(Who::Coordinator, "set_aside_requirement", item, reason).take(&world, "lyulin").await;
    let staff = world.sign_in(Who::Staff).await;
    for days in [0, 100, 1] {
        // On 2 March the evidence has been out of date for a day.
        world.pass_days(days);
        let public = world.anonymous().page("/bg/rayoni/lyulin").await;
        let own = staff.page("/bg/rayoni/lyulin/spisak").await;
        let standings = |page: &crate::support::html::Page, name: &str| -> Vec<(String, String)> {
            page.having(name, "data-requirement")
                .map(|row| ["data-requirement", "data-standing"].map(|one| row.get(one).unwrap().to_owned()))
                .map(|[key, standing]| (key, standing))
                .collect()
        };
        let (theirs, ours) = (standings(&public, "tr"), standings(&own, "li"));
        assert_eq!(theirs, ours);
        let expected = if days == 1 { "expired" } else { "confirmed" };
        assert!(theirs.contains(&("mayor-order".to_owned(), expected.to_owned())), "{days} {theirs:?}");
        let move_of = |page: &crate::support::html::Page| page.by_class("whose-move").unwrap().text.clone();
        assert_eq!(move_of(&public), move_of(&own));
    }
}

async fn the_checklist_says_what_is_missing_why_and_what_next(world: World) {
    submission().take(&world, "lyulin").await;
    for lang in Lang::ALL {
        let page =
            world.sign_in(Who::Staff).await.page(&format!("/{}/rayoni/lyulin/spisak", lang.code())).await;
        let missing = page.by_class("missing").unwrap();
        let links: Vec<_> = page.inside(missing).filter_map(|inner| inner.get("href")).collect();
        // All that can be done now, by whomever, as „Кого чакаме“ counts it.
        let lyulin = world.onboarding("unified-model", "lyulin").await;
        let waits = lyulin.progress.waits(&lyulin.programme.checklist, today());
        assert!(waits.len() > 4);
        assert_eq!(links.len(), waits.len(), "{links:?}");
        for link in links {
            let row = page.by_id(&link[1..]).expect("the link leads to the requirement");
            assert!(page.inside(row).filter(|inner| inner.name == "dt").count() >= 2, "{}", row.text);
        }
        assert!(page.by_class("whose-move").unwrap().text.contains("2026"));
    }
}

async fn unknown_districts_and_programmes_are_not_found(world: World) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    for path in [
        "/bg/rayoni/nikade",
        "/en/rayoni/Lyulin",
        "/bg/rayoni/%D0%9B%D1%8E%D0%BB%D0%B8%D0%BD",
        "/en/rayoni/",
        "/bg/rayoni/lyulin/",
        "/en/rayoni/lyulin?programme=x",
        "/bg/rayoni/lyulin/spisak?programme=x",
        "/bg/rayoni/nikade/spisak",
        "/en/tablo?programme=x",
        "/bg/konflikti/x",
        "/en/konflikti/99",
    ] {
        let answer = coordinator.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.page().lang(), &path[1..3], "{path}");
    }
}

on_both_databases![
    whether_it_works_there_is_said_first,
    its_figures_stand_beside_the_city_s,
    each_district_has_its_page,
    a_pilot_names_its_source_and_its_checklist_stays_unknown,
    the_public_reads_neither_evidence_nor_names_of_accounts,
    both_pages_say_the_same_of_each_requirement,
    the_checklist_says_what_is_missing_why_and_what_next,
    unknown_districts_and_programmes_are_not_found,
];
