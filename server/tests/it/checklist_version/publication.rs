//! A version is drafted, looked at, published, withdrawn.

use app::error::Rule;
use app::onboarding::model::Standing;

use super::{DRAFT, EFFECT, LIST, NEW, done, form, of_published, rule};
use crate::onboarding::operation::step;
use crate::onboarding::plans::{live, set_aside_first_milestone};
use crate::support::client::fields;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn a_version_is_drafted_looked_at_and_published(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    live(&world, &client, "lyulin").await;
    for step in set_aside_first_milestone() {
        step.take(&world, "mladost").await;
    }
    let before = world.onboarding("unified-model", "lyulin").await;
    let answer =
        client.form("draft_version", &fields([("programme", "unified-model"), ("back", LIST)])).await;
    assert!(client.follow(&answer).await.text().contains("чернова"));
    done(&world, &client, "save_requirement", NEW).await;
    done(&world, &client, "retire_requirement", [("requirement", "eauth")]).await;
    let draft = client.page(DRAFT).await;
    assert!(draft.text().contains("нови 1, променени"), "{}", draft.text());
    assert!(draft.with("data-requirement", "trained-deputy").is_some());
    assert!(draft.with("data-retired", "eauth").is_some());
    // Nothing of it holds yet, and nothing is recorded.
    assert_eq!(world.onboarding("unified-model", "lyulin").await.programme, before.programme);
    let effect = client.page(EFFECT).await;
    for (milestone, districts) in [("preparation", "1. Подготовка2"), ("launch", "7. Пускане1")]
    {
        assert_eq!(effect.with("data-milestone", milestone).unwrap().text, districts);
    }
    let count = |page: &crate::support::html::Page, key: &str| {
        page.with("data-counted", key).and_then(|one| one.text.rsplit(": ").next()?.parse::<usize>().ok())
    };
    assert_eq!(count(&effect, "live-to-do"), Some(1), "{}", effect.text());
    assert!(effect.text().contains("Обучен заместник (до 30.06.2027 г.)"), "{}", effect.text());
    assert!(effect.text().contains("изпълнени по версия 1, 1 предстои по версия 2"), "{}", effect.text());
    // What is foreseen stands beside the button as well.
    for key in ["to-do", "live-to-do", "fall-back", "unmarked", "unknown"] {
        let said = count(&effect, key);
        assert!(said.is_some() && count(&draft, key) == said, "{key}");
        // Each number leads to its rule and to the districts that it counts.
        let behind = client.page(&format!("{EFFECT}&counted={key}")).await;
        assert_eq!(Some(behind.having("tr", "data-district").count()), said, "{key}");
        assert!(behind.text().contains("Брои се район"), "{}", behind.text());
    }
    assert_eq!(client.get(&format!("{EFFECT}&counted=all")).await.status, 404);
    let row = effect.having("tr", "data-district").find(|row| row.get("data-district") == Some("lyulin"));
    assert_eq!(row.unwrap().get("data-opens"), Some("1"));
    // Both counts of a district lead to what they are counted from.
    let behind = client.page(&format!("{EFFECT}&rayon=lyulin")).await;
    for (attribute, label) in [("data-before", "По версия"), ("data-then", "По черновата")]
    {
        let said = behind.with(attribute, "").unwrap().text.clone();
        let row = effect.having("tr", "data-district").find(|row| row.get("data-district") == Some("lyulin"));
        assert!(row.unwrap().text.contains(&said), "{label}: {said}");
    }
    assert!(behind.with("data-requirement", "trained-deputy").unwrap().text.contains("не се иска"));
    assert!(behind.with("data-requirement", "eauth").unwrap().text.ends_with("не се иска"));
    assert_eq!(client.get(&format!("{EFFECT}&rayon=nikade")).await.status, 404);
    // Of what is unknown nothing is said: it stands under its own count.
    let row = effect.having("tr", "data-district").find(|row| row.get("data-district") == Some("iskar"));
    assert!(row.is_none());

    done(&world, &client, "publish_version", [("holds_from", "2026-12-01"), ("reason", "Наредбата")]).await;
    assert!(client.page(DRAFT).await.text().contains("координатор · причина: Наредбата"));
    let last = world.ledger().await.pop().unwrap();
    assert_eq!((last.item.as_str(), last.district.as_str()), ("checklist:2", ""));
    assert!(last.new.unwrap().contains("\"holds_from\":\"2026-12-01\""));
    assert_eq!(world.onboarding("unified-model", "lyulin").await.programme.checklist.version, 1);
    assert_eq!(world.faults().await, Vec::<String>::new());
    assert!(client.page(LIST).await.text().contains("Версия 2 е публикувана: важи от 1 декември 2026 г., "));

    let anyone = world.anonymous();
    // What comes is announced where a district is looked at, and does not count yet.
    for (visitor, path) in
        [(&anyone, "/bg/rayoni/lyulin"), (&client, "/bg/rayoni/lyulin/spisak?programme=unified-model")]
    {
        let page = visitor.page(path).await;
        let coming = page.with("data-upcoming", "2").unwrap_or_else(|| panic!("{path}: {}", page.text()));
        for said in
            ["Версия 2 важи от 1 декември 2026 г.", "НовоОбучен заместник (до 30.06.2027 г.)", "Отпада"]
        {
            assert!(coming.text.contains(said), "{path}: {said}: {}", coming.text);
        }
        assert!(page.with("data-requirement", "trained-deputy").is_none());
        assert!(!coming.text.contains(".."), "{}", coming.text);
    }
    assert!(anyone.page("/en/rayoni/lyulin").await.text().contains("Version 2 holds from 1 December 2026"));
    let past = anyone.page("/bg/rayoni/lyulin?as-of=2026-11-20").await;
    assert!(past.with("data-upcoming", "2").is_none(), "a day of the past says what held");
    let known = "as-of=2026-11-21&known=2026-11-21T12:30Z";
    world.pass_days(1);
    let files = [
        format!("/data/rollout.json?programme=unified-model&{known}"),
        format!("/data/district.json?programme=unified-model&district=lyulin&{known}"),
        "/data/district.json?programme=unified-model&district=lyulin&as-of=2026-11-21".to_owned(),
    ];
    let mut then = Vec::new();
    for path in &files {
        then.push(anyone.get(path).await.text());
    }
    world.pass_days(9);
    let after = world.onboarding("unified-model", "lyulin").await;
    assert_eq!(after.programme.checklist.version, 2);
    // Nothing is reset: the same records, the same marks, live as before.
    assert_eq!(after.progress, before.progress);
    let today = "2026-12-01".parse().unwrap();
    assert!(after.progress.status(&after.programme.checklist, today).is_live());
    let deputy = after.programme.requirement("trained-deputy").unwrap().1;
    assert_eq!(after.progress.standing(deputy, today), Standing::Open);
    assert_eq!(after.progress.record(deputy, today).holder_since, today, "nobody had it before");
    let page = anyone.page("/bg/rayoni/lyulin").await;
    assert!(page.text().contains("изпълнени по версия 1, 1 предстои по версия 2"), "{}", page.text());
    assert!(page.text().contains("Обучен заместник, до 30.06.2027 г."), "{}", page.text());
    assert_eq!(page.by_class("state").unwrap().get("data-status"), Some("live"));
    assert!(page.with("data-upcoming", "2").is_none(), "it has come");
    let list = client.page("/bg/rayoni/lyulin/spisak").await;
    assert!(list.text().contains("до 30.06.2027 г."));
    assert!(client.page("/bg/tablo").await.text().contains("1 предстои по версия 2"));
    // Days before it show what held then, in the same bytes.
    let other = world.another_process(world.config.clone()).await;
    other.pass_days(10);
    for (path, then) in files.iter().zip(then) {
        let now = other.anonymous().get(path).await.text();
        assert_eq!(now, then, "{path}");
        assert!(now.contains("\"checklist_version\":1"));
    }
    let day = "/data/district.json?programme=unified-model&district=lyulin&as-of=2026-12-01";
    let now = anyone.get(day).await.text();
    assert!(now.contains("\"checklist_version\":2") && now.contains("trained-deputy"));

    // What is gone is named, not lost; what is new is worked on as always.
    let mut gone = fields([("reason", "х"), ("requirement", "eauth"), ("version", "1")]);
    gone.push(("onboarding".to_owned(), after.id.to_string()));
    let (field, refused) = rule(&client.json("set_aside_requirement", &gone).await);
    assert_eq!(field, "reason");
    assert!(matches!(refused, Rule::Retired { version: 2, ref requirement } if !requirement.bg.is_empty()));
    let staff = world.sign_in(Who::Staff).await;
    let mut evidence = gone.clone();
    evidence.extend(fields([("evidence_kind", "text"), ("evidence", "Готово"), ("lang", "bg")]));
    evidence.push(("back".to_owned(), "/bg/rayoni/lyulin/spisak?programme=unified-model".to_owned()));
    let page = staff.follow(&staff.form("submit_requirement", &evidence).await).await;
    assert!(page.text().contains("вече не се иска: версия 2"), "{}", page.text());
    let mut never = gone.clone();
    never[1].1 = "never-was".to_owned();
    assert_eq!(client.json("set_aside_requirement", &never).await.status, 404);
    step(
        Who::Coordinator,
        "set_aside_requirement",
        Some(("requirement", "trained-deputy")),
        [("reason", "Има")],
    )
    .take_now(&world, "lyulin")
    .await;
    // A mark that is not set yet asks for what holds now.
    let mut early = world.seen("mladost", Some(("milestone", "preparation"))).await;
    early.extend(fields([("reached_on", "2026-11-30")]));
    assert!(matches!(rule(&client.json("mark_milestone", &early).await).1, Rule::GateClosed { .. }));
    // What was set aside does not apply: nothing is left of the new version.
    assert!(!anyone.page("/bg/rayoni/lyulin").await.text().contains("по версия 2"));
    assert_eq!(world.faults().await, Vec::<String>::new());
    // A definition that is changed behind the program's back shows.
    world.execute("UPDATE requirement SET name_bg = 'Друго' WHERE key = 'trained-deputy'").await.unwrap();
    assert!(world.faults().await.iter().any(|fault| fault.contains("checklist:2")));
}

/// A mistaken date does not lock the checklist until then.
async fn a_version_that_does_not_hold_yet_is_withdrawn(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let three = "/bg/tablo/versii/3?programme=unified-model";
    done(&world, &client, "draft_version", []).await;
    done(&world, &client, "save_requirement", NEW).await;
    done(&world, &client, "publish_version", [("holds_from", "2027-06-01"), ("reason", "По грешка")]).await;
    done(&world, &client, "draft_version", []).await;
    let mut third = form(&world, [("requirement", "team")]).await;
    third[4].1 = "3".to_owned();
    assert_eq!(client.json("retire_requirement", &third).await.status, 200);
    let mut sooner = form(&world, [("holds_from", "2027-01-11")]).await;
    sooner[1].1 = three.to_owned();
    sooner[4].1 = "3".to_owned();
    let refused = rule(&client.json("publish_version", &sooner).await);
    let rule_of_it = Rule::BeforeVersion { number: 2, holds_from: "2027-06-01".to_owned() };
    assert_eq!(refused, ("holds_from".to_owned(), rule_of_it));
    // Not while another follows it, not without a reason.
    let two = of_published(&world, [("reason", "Сгрешена година")]).await;
    let refused = rule(&client.json("withdraw_version", &two).await);
    assert_eq!(refused, ("reason".to_owned(), Rule::VersionFollows { number: 3 }));
    let mut discard = form(&world, []).await;
    discard[4].1 = "3".to_owned();
    assert_eq!(client.json("discard_draft", &discard).await.status, 200);
    let none = of_published(&world, [("reason", " ")]).await;
    let page = client.follow(&client.form("withdraw_version", &none).await).await;
    assert!(page.form("withdraw_version", "").is_some());
    assert_eq!(rule(&client.json("withdraw_version", &none).await), ("reason".to_owned(), Rule::Required));

    assert_eq!(client.json("withdraw_version", &two).await.status, 200);
    assert_eq!(client.json("withdraw_version", &two).await.status, 200, "sent twice");
    let last = world.ledger().await.pop().unwrap();
    assert_eq!(
        (last.item.as_str(), last.operation.as_str(), last.new),
        ("checklist:2", "withdraw_version", None)
    );
    assert_eq!(last.reason.as_deref(), Some("Сгрешена година"));
    assert_eq!(world.faults().await, Vec::<String>::new());
    assert!(client.page(DRAFT).await.text().contains("нови 1, "));
    done(&world, &client, "publish_version", [("holds_from", "2026-11-23")]).await;
    let (field, stale) = rule(&client.json("withdraw_version", &two).await);
    assert!(
        field == "reason" && matches!(stale, Rule::TextChangedMeanwhile { present: Some(_) }),
        "{stale:?}"
    );
    assert_eq!(world.faults().await, Vec::<String>::new());
    world.pass_days(2);
    assert_eq!(world.onboarding("unified-model", "lyulin").await.programme.checklist.version, 2);
    // What was published and withdrawn stays listed, whatever became of the draft.
    let trail = client.page(LIST).await;
    for said in [
        "Версия 2 е публикувана: важи от 1 юни 2027 г.",
        "Версия 2 е оттеглена; щеше да важи от 1 юни 2027 г.Сгрешена година",
        "Версия 2 е публикувана: важи от 23 ноември 2026 г.",
    ] {
        assert!(trail.text().contains(said), "{said}: {}", trail.text());
    }
    let late = of_published(&world, [("reason", "Късно")]).await;
    let refused = rule(&client.json("withdraw_version", &late).await);
    assert!(matches!(refused, (field, Rule::HoldsAlready { number: 2, .. }) if field == "reason"));
    assert!(client.page(DRAFT).await.form("withdraw_version", "").is_none());
}

on_both_databases![
    a_version_is_drafted_looked_at_and_published,
    a_version_that_does_not_hold_yet_is_withdrawn,
];
