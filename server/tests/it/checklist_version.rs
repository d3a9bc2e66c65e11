//! Versions of a checklist: drafted, looked at, published; what is recorded
//! carries over, and days before it show what held then.

use app::error::{AppError, Rule};
use app::onboarding::model::Standing;

use crate::onboarding::operation::step;
use crate::onboarding::plans::set_aside_first_milestone;
use crate::support::client::{Answer, Client, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const LIST: &str = "/bg/tablo/versii?programme=unified-model";
const DRAFT: &str = "/bg/tablo/versii/2?programme=unified-model";
const EFFECT: &str = "/bg/tablo/versii/2/vliyanie?programme=unified-model";
const FORM: &str = "/bg/tablo/versii/2/iziskvane?programme=unified-model";

fn rule(answer: &Answer) -> (String, Rule) {
    match answer.error() {
        AppError::Invalid { mut problems } => {
            let problem = problems.remove(0);
            (problem.field, problem.rule)
        }
        error => panic!("{error:?}"),
    }
}

async fn version(world: &World) -> String {
    let rows = world.rows("SELECT version FROM checklist_version WHERE published_at IS NULL").await;
    rows.first().map_or_else(|| "0".to_owned(), |row| row["version"].to_string())
}

/// A form of version 2 as it is published.
async fn of_published<const N: usize>(world: &World, more: [(&str, &str); N]) -> Fields {
    let rows = world.rows("SELECT version FROM checklist_version WHERE number = 2").await;
    let mut form = form(world, more).await;
    form[3].1 = rows[0]["version"].to_string();
    form
}

/// A form of the draft as it is now.
async fn form<const N: usize>(world: &World, more: [(&str, &str); N]) -> Fields {
    let version = version(world).await;
    let mut form = fields([
        ("lang", "bg"),
        ("back", DRAFT),
        ("programme", "unified-model"),
        ("version", version.as_str()),
        ("number", "2"),
    ]);
    form.extend(fields(more));
    form
}

async fn done<const N: usize>(world: &World, client: &Client, function: &str, more: [(&str, &str); N]) {
    let answer = client.json(function, &form(world, more).await).await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.text());
}

const NEW: [(&str, &str); 11] = [
    ("requirement", ""),
    ("milestone", "preparation"),
    ("name_bg", "Обучен заместник"),
    ("name_en", "Trained deputy"),
    ("source_bg", "Съставителите"),
    ("source_en", "The authors"),
    ("next_bg", "Определете заместник."),
    ("next_en", "Name a deputy."),
    ("evidence_asked", "document"),
    ("holder", "district"),
    ("must_be_met_by", "2027-06-30"),
];

/// A district where everything is set aside and every milestone marked.
async fn live(world: &World, client: &Client, district: &str) {
    let keys: Vec<String> = world
        .onboarding("unified-model", district)
        .await
        .programme
        .checklist
        .requirements()
        .map(|one| one.key.clone())
        .collect();
    for key in keys {
        let mut form = world.seen(district, Some(("requirement", &key))).await;
        form.extend(fields([("reason", "Не е нужно")]));
        assert_eq!(client.json("set_aside_requirement", &form).await.status, 200, "{key}");
    }
    let milestones: Vec<String> = world
        .onboarding("unified-model", district)
        .await
        .programme
        .checklist
        .milestones
        .iter()
        .map(|one| one.key.clone())
        .collect();
    for key in milestones {
        let mut form = world.seen(district, Some(("milestone", &key))).await;
        form.extend(fields([("reached_on", "2026-11-20")]));
        assert_eq!(client.json("mark_milestone", &form).await.status, 200, "{key}");
    }
}

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
    assert!(effect.with("data-live-to-do", "1").is_some(), "{}", effect.text());
    let row = effect.having("tr", "data-district").find(|row| row.get("data-district") == Some("lyulin"));
    assert_eq!(row.unwrap().get("data-opens"), Some("1"));
    let row = effect.having("tr", "data-district").find(|row| row.get("data-district") == Some("iskar"));
    assert_eq!((row.unwrap().get("data-opens"), row.unwrap().get("data-closes")), (Some("0"), Some("0")));

    done(&world, &client, "publish_version", [("holds_from", "2026-12-01"), ("reason", "Наредбата")]).await;
    assert!(client.page(DRAFT).await.text().contains("координатор · причина: Наредбата"));
    let last = world.ledger().await.pop().unwrap();
    assert_eq!((last.item.as_str(), last.district.as_str()), ("checklist:2", ""));
    assert!(last.new.unwrap().contains("\"holds_from\":\"2026-12-01\""));
    assert_eq!(world.onboarding("unified-model", "lyulin").await.programme.checklist.version, 1);
    assert_eq!(world.faults().await, Vec::<String>::new());

    let anyone = world.anonymous();
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
    let mut never = gone.clone();
    never[1].1 = "never-was".to_owned();
    assert_eq!(client.json("set_aside_requirement", &never).await.status, 404);
    step(
        Who::Coordinator,
        "set_aside_requirement",
        Some(("requirement", "trained-deputy")),
        [("reason", "Има")],
    )
    .take(&world, "lyulin")
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

async fn what_cannot_be_done_is_refused_in_words(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    done(&world, &client, "draft_version", []).await;
    let again = client.json("draft_version", &form(&world, []).await).await;
    assert_eq!(rule(&again), ("programme".to_owned(), Rule::DraftExists { number: 2 }));
    let unchanged = client.json("publish_version", &form(&world, [("holds_from", "2026-12-01")]).await).await;
    assert_eq!(rule(&unchanged), ("holds_from".to_owned(), Rule::ChangesNothing { number: 1 }));
    // A circle, by its names; the page keeps what was typed.
    done(&world, &client, "save_requirement", NEW).await;
    let mut second = NEW;
    second[2].1 = "Втори";
    second[3].1 = "Second";
    let mut waits = form(&world, second).await;
    waits.extend(fields([("after[]", "trained-deputy")]));
    assert_eq!(client.json("save_requirement", &waits).await.status, 200);
    let mut circle = NEW;
    circle[0].1 = "trained-deputy";
    let mut circle = form(&world, circle).await;
    circle.extend(fields([("after[]", "second")]));
    circle[1].1 = format!("{FORM}&requirement=trained-deputy");
    let page = client.follow(&client.form("save_requirement", &circle).await).await;
    assert!(page.text().contains("Втори → Обучен заместник → Втори"), "{}", page.text());
    let shown = page.form("save_requirement", "trained-deputy").unwrap();
    assert!(page.sent(shown).contains(&("after[]".to_owned(), "second".to_owned())));
    for (field, bad, broken) in [
        ("name_bg", "", Rule::Required),
        ("milestone", "moon", Rule::NotOffered),
        ("evidence_asked", "song", Rule::NotOffered),
        ("holder", "", Rule::Required),
        ("must_be_met_by", "30/06", Rule::NotADate),
        ("valid_months", "0", Rule::NotANumber { min: 1, max: 240 }),
        ("basis_bg", "само тук", Rule::Required),
        ("applies_when", "rains", Rule::NotOffered),
        ("after[]", "nothing", Rule::NotOffered),
    ] {
        let mut form = form(&world, NEW).await;
        form.retain(|(name, _)| name != field);
        form.extend(fields([(field, bad)]));
        let expected = match field {
            "basis_bg" => "basis_en",
            "after[]" => "after",
            other => other,
        };
        let answer = client.json("save_requirement", &form).await;
        assert_eq!(rule(&answer), (expected.to_owned(), broken), "{field}");
    }
    for (day, broken) in [
        ("", Rule::Required),
        ("скоро", Rule::NotADate),
        ("2026-11-20", Rule::InPast),
        ("2032-01-01", Rule::TooFar { latest: "2031-11-21".to_owned() }),
    ] {
        let answer = client.json("publish_version", &form(&world, [("holds_from", day)]).await).await;
        assert_eq!(rule(&answer), ("holds_from".to_owned(), broken), "{day}");
    }
    let late = client.json("publish_version", &form(&world, [("holds_from", "2027-07-01")]).await).await;
    assert!(matches!(rule(&late).1, Rule::DueBeforeHolds { .. }));
    // Retired and kept after all; thrown away.
    done(&world, &client, "retire_requirement", [("requirement", "team")]).await;
    done(&world, &client, "restore_requirement", [("requirement", "team")]).await;
    let page = client.page(DRAFT).await;
    assert!(page.text().contains("нови 2, ") && page.text().contains("отпаднали 0"), "{}", page.text());
    done(&world, &client, "discard_draft", []).await;
    assert_eq!(client.get(DRAFT).await.status, 404);
    for bad in ["0", "x", "-1", "99999999999", "2"] {
        assert_eq!(client.get(&format!("/bg/tablo/versii/{bad}?programme=unified-model")).await.status, 404);
        assert_eq!(client.get(&format!("/bg/tablo/versii/{bad}/vliyanie")).await.status, 404);
    }
    assert_eq!(client.page("/en/tablo/versii/1?programme=moving").await.lang(), "en");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// Who comes when the draft is no more, or another one, is told so and keeps
/// their text.
async fn a_draft_that_is_gone_is_not_mistaken_for_another(world: World) {
    let first = world.sign_in(Who::Coordinator).await;
    let second = world.sign_in(Who::SecondCoordinator).await;
    // Another draft of the same number, changed as often.
    done(&world, &first, "draft_version", []).await;
    done(&world, &first, "retire_requirement", [("requirement", "regix")]).await;
    let seen = form(&world, [("holds_from", "2026-12-01")]).await;
    done(&world, &second, "discard_draft", []).await;
    done(&world, &second, "draft_version", []).await;
    done(&world, &second, "retire_requirement", [("requirement", "team")]).await;
    let (field, refused) = rule(&first.json("publish_version", &seen).await);
    assert!(field == "holds_from" && matches!(refused, Rule::TextChangedMeanwhile { .. }), "{refused:?}");
    // Kept after all, it is where it was, and what waited for it waits again.
    done(&world, &first, "restore_requirement", [("requirement", "team")]).await;
    done(&world, &first, "retire_requirement", [("requirement", "rehearsal")]).await;
    assert!(first.page(DRAFT).await.text().contains("отпаднали 1"));
    done(&world, &first, "restore_requirement", [("requirement", "rehearsal")]).await;
    assert!(first.page(DRAFT).await.text().contains("нови 0, променени 0, отпаднали 0"));
    let order = |page: &crate::support::html::Page| -> Vec<String> {
        page.having("tr", "data-requirement")
            .filter_map(|row| row.get("data-requirement").map(str::to_owned))
            .collect()
    };
    let one = first.page("/bg/tablo/versii/1?programme=unified-model").await;
    assert_eq!(order(&first.page(DRAFT).await), order(&one));
    // Published meanwhile: nothing is discarded, and what was typed is still there.
    done(&world, &first, "save_requirement", NEW).await;
    let discard = form(&world, []).await;
    let mut mine = NEW;
    mine[2].1 = "Моят текст";
    mine[3].1 = "My text";
    let mut mine = form(&world, mine).await;
    mine[1].1 = FORM.to_owned();
    done(&world, &first, "publish_version", [("holds_from", "2026-12-01")]).await;
    let refused = second.json("discard_draft", &discard).await;
    assert_eq!(rule(&refused), ("programme".to_owned(), Rule::PublishedMeanwhile { number: 2 }));
    let page = second.follow(&second.form("save_requirement", &mine).await).await;
    assert!(page.text().contains("беше публикувана"), "{}", page.text());
    let sent = page.sent(page.form("save_requirement", "").unwrap());
    assert!(sent.contains(&("name_bg".to_owned(), "Моят текст".to_owned())), "{sent:?}");
    assert_eq!(world.faults().await, Vec::<String>::new());
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
    let late = of_published(&world, [("reason", "Късно")]).await;
    let refused = rule(&client.json("withdraw_version", &late).await);
    assert!(matches!(refused, (field, Rule::HoldsAlready { number: 2, .. }) if field == "reason"));
    assert!(client.page(DRAFT).await.form("withdraw_version", "").is_none());
}

/// A condition is data: added with a draft, asked of districts, and removed while
/// nothing depends on it.
async fn conditions_are_added_and_removed_with_a_draft(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    done(&world, &client, "draft_version", []).await;
    let named = [("condition_bg", "районът има каса"), ("condition_en", "the district has a cash desk")];
    for (bad, field) in [
        ([("condition_bg", " "), named[1]], "condition_bg"),
        ([named[0], ("condition_en", "")], "condition_en"),
    ] {
        let page = client.follow(&client.form("add_condition", &form(&world, bad).await).await).await;
        let sent = page.sent(page.form("add_condition", "").unwrap());
        let typed = bad.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert!(typed.iter().all(|one| sent.contains(one)), "{sent:?}");
        let refused = client.json("add_condition", &form(&world, bad).await).await;
        assert_eq!(rule(&refused), (field.to_owned(), Rule::Required));
    }
    let first = form(&world, named).await;
    assert_eq!(client.json("add_condition", &first).await.status, 200);
    assert_eq!(client.json("add_condition", &first).await.status, 200, "sent twice");
    let again = client.json("add_condition", &form(&world, named).await).await;
    assert_eq!(rule(&again), ("condition_bg".to_owned(), Rule::ExistsAlready));
    let mut other = form(&world, [("condition_bg", "друго"), ("condition_en", "other")]).await;
    other[3].1 = "1".to_owned();
    assert!(matches!(
        rule(&client.json("add_condition", &other).await),
        (field, Rule::TextChangedMeanwhile { .. }) if field == "condition_bg"
    ));
    let key = "the-district-has-a-cash-desk";
    assert!(client.page(DRAFT).await.with("data-condition", key).is_some());
    // Coordinators can answer at once; nobody else is asked what nothing depends on.
    assert!(client.page("/bg/rayoni/lyulin/spisak").await.with("data-condition", key).is_some());
    assert!(world.anonymous().page("/bg/rayoni/lyulin").await.with("data-condition", key).is_none());
    let mut depends = NEW.to_vec();
    depends.push(("applies_when", key));
    let depends: [(&str, &str); 12] = depends.try_into().unwrap();
    done(&world, &client, "save_requirement", depends).await;
    let in_use = client.json("remove_condition", &form(&world, [("condition", key)]).await).await;
    assert_eq!(rule(&in_use), ("condition".to_owned(), Rule::InUse));
    done(&world, &client, "retire_requirement", [("requirement", "trained-deputy")]).await;
    done(&world, &client, "remove_condition", [("condition", key)]).await;
    done(&world, &client, "remove_condition", [("condition", key)]).await;
    assert!(client.page(DRAFT).await.with("data-condition", key).is_none());
    let installed = client.json("remove_condition", &form(&world, [("condition", "uses_regix")]).await).await;
    assert_eq!(rule(&installed), ("condition".to_owned(), Rule::InUse));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// The second of two saves sees what the first recorded and decides again.
async fn a_stale_save_is_shown_what_is_recorded(world: World) {
    let first = world.sign_in(Who::Coordinator).await;
    let second = world.sign_in(Who::SecondCoordinator).await;
    done(&world, &first, "draft_version", []).await;
    done(&world, &first, "save_requirement", NEW).await;
    let mut change = NEW;
    change[0].1 = "trained-deputy";
    change[2].1 = "Мое име";
    let mut mine = form(&world, change).await;
    mine[1].1 = format!("{FORM}&requirement=trained-deputy");
    change[2].1 = "Тяхно име";
    done(&world, &first, "save_requirement", change).await;
    let page = second.follow(&second.form("save_requirement", &mine).await).await;
    assert!(page.text().contains("Сега е записано: Тяхно име"), "{}", page.text());
    let again = page.sent(page.form("save_requirement", "trained-deputy").unwrap());
    assert!(again.contains(&("name_bg".to_owned(), "Мое име".to_owned())), "{again:?}");
    assert_eq!(second.form("save_requirement", &again).await.status, 303);
    // Sent twice, it is saved once.
    let saved = version(&world).await;
    assert_eq!(second.json("save_requirement", &again).await.status, 200);
    assert_eq!(version(&world).await, saved);
    let mut stale = form(&world, [("holds_from", "2026-12-01")]).await;
    stale[3].1 = "1".to_owned();
    let (field, refused) = rule(&second.json("publish_version", &stale).await);
    assert_eq!(field, "holds_from");
    assert!(matches!(refused, Rule::TextChangedMeanwhile { present: Some(_) }));
}

async fn only_coordinators_draft(world: World) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    done(&world, &coordinator, "draft_version", []).await;
    let before = world.content().await;
    for who in [Who::Staff, Who::Reader, Who::Administrator] {
        let client = world.sign_in(who).await;
        assert!(client.page(DRAFT).await.form("publish_version", "").is_none(), "{who:?}");
        assert_eq!(client.get(FORM).await.status, 403, "{who:?}");
        assert_eq!(client.json("save_requirement", &form(&world, NEW).await).await.status, 403, "{who:?}");
        let publish = form(&world, [("holds_from", "2026-12-01")]).await;
        assert_eq!(client.json("publish_version", &publish).await.status, 403, "{who:?}");
    }
    let anonymous = world.anonymous();
    for page in [LIST, DRAFT, EFFECT, FORM] {
        assert_eq!(anonymous.get(page).await.status, 303, "{page}");
    }
    assert_eq!(anonymous.json("discard_draft", &form(&world, []).await).await.status, 401);
    assert_eq!(world.content().await, before);
}

async fn condition(world: &World, client: &Client, holds: &str) -> Answer {
    let seen = world.onboarding("unified-model", "lyulin").await;
    let mut form = fields([("condition", "uses_regix"), ("holds", holds)]);
    form.push(("onboarding".to_owned(), seen.id.to_string()));
    form.push(("version".to_owned(), seen.condition_version("uses_regix").to_string()));
    client.json("set_condition", &form).await
}

/// Says something of a district's circumstances.
pub async fn set_a_condition(world: &World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(condition(world, &client, "true").await.status, 200);
}

async fn a_district_s_conditions_decide_what_applies(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let conditional = |one: &app::programme::model::Requirement| one.applies_when.is_some();
    let onboarding = world.onboarding("unified-model", "lyulin").await;
    let requirement =
        onboarding.programme.checklist.requirements().find(|one| conditional(one)).unwrap().clone();
    assert!(onboarding.progress.applies(&requirement));
    assert_eq!(condition(&world, &client, "false").await.status, 200);
    assert!(!world.onboarding("unified-model", "lyulin").await.progress.applies(&requirement));
    let last = world.ledger().await.pop().unwrap();
    assert_eq!((last.item.as_str(), last.district.as_str()), ("condition:uses_regix", "lyulin"));
    assert_eq!(last.new.as_deref(), Some("false"));
    let page = world.anonymous().page("/bg/rayoni/lyulin").await;
    assert_eq!(page.with("data-condition", "uses_regix").unwrap().get("data-holds"), Some("false"));
    world.pass_days(2);
    assert_eq!(condition(&world, &client, "").await.status, 200);
    assert!(world.onboarding("unified-model", "lyulin").await.progress.applies(&requirement));
    // The days between keep what was known of them.
    for (day, holds) in [("20", "unknown"), ("22", "false"), ("23", "unknown")] {
        let page = world.anonymous().page(&format!("/bg/rayoni/lyulin?as-of=2026-11-{day}")).await;
        assert_eq!(
            page.with("data-condition", "uses_regix").unwrap().get("data-holds"),
            Some(holds),
            "{day}"
        );
    }
    assert_eq!(rule(&condition(&world, &client, "maybe").await), ("holds".to_owned(), Rule::NotOffered));
    assert_eq!(rule(&condition(&world, &client, "").await), ("holds".to_owned(), Rule::Unchanged));
    let staff = world.sign_in(Who::Staff).await;
    assert_eq!(condition(&world, &staff, "true").await.status, 403);
    for (reader, offered) in [(&staff, false), (&client, true)] {
        let list = reader.page("/bg/rayoni/lyulin/spisak").await;
        let form = list.with("action", "/api/set_condition");
        assert_eq!(form.is_some(), offered);
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

on_both_databases![
    a_draft_that_is_gone_is_not_mistaken_for_another,
    a_version_that_does_not_hold_yet_is_withdrawn,
    conditions_are_added_and_removed_with_a_draft,
    a_version_is_drafted_looked_at_and_published,
    what_cannot_be_done_is_refused_in_words,
    a_stale_save_is_shown_what_is_recorded,
    only_coordinators_draft,
    a_district_s_conditions_decide_what_applies,
];
