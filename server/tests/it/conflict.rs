//! Two people, one item: the second sees both values and chooses.

use app::conflict::text::{CLOSED, IMPOSSIBLE, KEEP_MINE, KEEP_THEIRS, field_value};
use app::error::AppError;
use app::text::Lang;
use app::text::field::field_text;
use serde_json::Value;

use crate::onboarding::operation::{How, Operation, step};
use crate::onboarding::{plans, requirements};
use crate::support::client::{Client, Fields, fields};
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// The case of the common list: refused, kept, shown, and either choice works.
pub async fn both_choices(world: World, operation: Operation) {
    operation.prepare(&world).await;
    let client = world.sign_in(operation.who).await;
    let mine = operation.form(&world, Lang::Bg).await;
    for step in &operation.between {
        step.take(&world, operation.district).await;
    }
    let before = world.content().await;
    let first = refused_as_island(&world, &operation, &client, &mine).await;
    let second = refused_as_page(&operation, &client, &mine).await;
    assert_eq!(world.content().await, before, "a conflict changes nothing");
    assert_eq!(kept_fields(&world, first).await, mine);
    assert_eq!(kept_fields(&world, second).await, mine);
    for lang in Lang::ALL {
        shows_both(&operation, &client, lang, second).await;
    }
    nobody_else_sees(&world, &operation, second).await;

    let theirs = choose(&client, Lang::Bg, first, KEEP_THEIRS.bg).await;
    assert_eq!(theirs, "kept_theirs");
    assert_eq!(world.content().await, before, "their value stays");
    assert_eq!(kept_fields(&world, first).await, mine, "and mine is not lost");

    let ledger = world.ledger().await.len();
    let kept = choose(&client, Lang::En, second, KEEP_MINE.en).await;
    assert_eq!(kept, "kept_mine");
    assert_eq!(kept_fields(&world, second).await, mine);
    let entries = world.ledger().await;
    assert_eq!(entries.len(), ledger + 1);
    let last = entries.last().unwrap();
    assert_eq!((last.operation.as_str(), last.reason.as_deref()), (operation.name, operation.entry.reason));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn refused_as_island(world: &World, operation: &Operation, client: &Client, mine: &Fields) -> i64 {
    let answer = operation.send(client, mine, How::Island).await;
    assert_eq!(answer.status, 409);
    let AppError::Conflict { item, conflict: Some(conflict) } = answer.error() else {
        panic!("no conflict to choose in: {}", answer.text());
    };
    assert_eq!(item, operation.entry.item);
    let row = row(world, conflict.0).await;
    assert_eq!(row["operation"], operation.name);
    assert_eq!(row["item"], operation.entry.item);
    assert_eq!(row["outcome"], Value::Null);
    conflict.0
}

async fn refused_as_page(operation: &Operation, client: &Client, mine: &Fields) -> i64 {
    let answer = operation.send(client, mine, How::Page).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let (page, conflict) = answer.location().rsplit_once('/').unwrap();
    assert_eq!(page, "/bg/konflikti");
    conflict.parse().unwrap()
}

async fn shows_both(operation: &Operation, client: &Client, lang: Lang, conflict: i64) {
    let page = client.page(&format!("/{}/konflikti/{conflict}", lang.code())).await;
    assert_eq!(page.lang(), lang.code());
    let theirs = page.with("aria-labelledby", "theirs").unwrap();
    assert!(theirs.text.contains(lang.pick(operation.theirs[0], operation.theirs[1])), "{}", theirs.text);
    assert!(theirs.text.contains(operation.colleague.user_name()), "{}", theirs.text);
    let mine = page.with("aria-labelledby", "mine").unwrap();
    for (name, value) in &operation.fields {
        assert!(mine.text.contains(field_text(lang, operation.name, name).unwrap()), "{name}: {}", mine.text);
        let shown = match (name.as_str(), value.as_str()) {
            ("holder", "state") => lang
                .pick("Министерство на електронното управление", "Ministry of Electronic Governance")
                .to_owned(),
            (name, value) => field_value(lang, name, value),
        };
        assert!(mine.text.contains(&shown), "{name}: {}", mine.text);
    }
    // Where work begins: the board, or the checklist of who has one district.
    let board = client.get(&format!("/{}/tablo", lang.code())).await;
    let begin = if board.status == 303 { client.follow(&board).await } else { board.page() };
    let path = format!("/{}/konflikti/{conflict}", lang.code());
    assert!(begin.all("a").any(|link| link.get("href") == Some(&path)), "it is not forgotten");
}

async fn nobody_else_sees(world: &World, operation: &Operation, conflict: i64) {
    let path = format!("/bg/konflikti/{conflict}");
    let colleague = world.sign_in(operation.colleague).await;
    assert_eq!(colleague.get(&path).await.status, 404);
    let choice = fields([("conflict", &conflict.to_string())]);
    assert_eq!(colleague.json("keep_theirs", &choice).await.error(), AppError::NotFound);
    let anyone = world.anonymous();
    assert_eq!(
        anyone.get(&path).await.location(),
        "/bg/vhod?back=/bg/konflikti/".to_owned() + &conflict.to_string()
    );
    assert_eq!(anyone.json("keep_theirs", &choice).await.error(), AppError::NotSignedIn);
    assert_eq!(row(world, conflict).await["outcome"], Value::Null);
}

/// Presses a button of the conflict page; answers how the conflict ended.
async fn choose(client: &Client, lang: Lang, conflict: i64, button: &str) -> String {
    let path = format!("/{}/konflikti/{conflict}", lang.code());
    let page = client.page(&path).await;
    let answer = press(client, &page, button).await;
    let back = client.follow(&answer).await;
    assert_eq!(back.lang(), lang.code());
    assert!(back.by_class("error-summary").is_none(), "{}", back.by_class("error-summary").unwrap().text);
    let closed = client.page(&path).await;
    assert!(closed.text().contains(CLOSED.get(lang)));
    assert!(closed.all("button").all(|one| one.text != button), "it can be chosen once");
    row(&client.world, conflict).await["outcome"].as_str().unwrap().to_owned()
}

async fn press(client: &Client, page: &Page, button: &str) -> crate::support::client::Answer {
    let form = page
        .all("form")
        .find(|form| page.inside(form).any(|inner| inner.name == "button" && inner.text == button))
        .unwrap_or_else(|| panic!("no button {button}"));
    let function = form.get("action").unwrap().strip_prefix("/api/").unwrap();
    client.form(function, &page.sent(form)).await
}

async fn row(world: &World, conflict: i64) -> Value {
    world.rows(&format!("SELECT * FROM conflict WHERE id = {conflict}")).await.remove(0)
}

async fn kept_fields(world: &World, conflict: i64) -> Fields {
    serde_json::from_str(row(world, conflict).await["fields"].as_str().unwrap()).unwrap()
}

/// Two dates for one mark: choosing mine takes theirs back and sets mine, and
/// the ledger keeps both.
async fn of_two_dates_of_a_mark_either_can_stay(world: World) {
    let operation = plans::mark();
    operation.prepare(&world).await;
    let client = world.sign_in(Who::Coordinator).await;
    let mine = operation.form(&world, Lang::Bg).await;
    operation.between[0].take(&world, operation.district).await;
    let conflict = refused_as_page(&operation, &client, &mine).await;
    let length = world.ledger().await.len();
    assert_eq!(choose(&client, Lang::Bg, conflict, KEEP_MINE.bg).await, "kept_mine");
    let entries = world.ledger().await.split_off(length);
    let operations: Vec<&str> = entries.iter().map(|entry| entry.operation.as_str()).collect();
    assert_eq!(operations, ["take_back_mark", "mark_milestone"]);
    let marks = world.onboarding("unified-model", "lyulin").await.progress.marks;
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].reached_on.unwrap().to_string(), "2026-11-21");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// Of two dates, the one on which the gate was not open yet cannot be chosen.
async fn a_date_before_the_gate_opened_is_refused_on_the_page(world: World) {
    for step in plans::set_aside_first_milestone() {
        step.take_now(&world, "lyulin").await;
    }
    let operation = plans::mark();
    let client = world.sign_in(Who::Coordinator).await;
    let mut mine = operation.form(&world, Lang::Bg).await;
    let mut theirs = mine.clone();
    for (name, value) in &mut mine {
        if name == "reached_on" {
            "2026-11-20".clone_into(value);
        }
    }
    let colleague = world.sign_in(Who::SecondCoordinator).await;
    theirs.retain(|(name, _)| name != "back");
    assert_eq!(colleague.json("mark_milestone", &theirs).await.status, 200);
    let conflict = refused_as_page(&operation, &client, &mine).await;
    let before = world.content().await;
    let page = client.page(&format!("/bg/konflikti/{conflict}")).await;
    let answer = press(&client, &page, KEEP_MINE.bg).await;
    let back = client.follow(&answer).await;
    let said = back.by_class("error-summary").unwrap().text.clone();
    assert!(said.contains("още не е можел да бъде отметнат"), "{said}");
    assert_eq!(world.content().await, before);
}

/// What the present state no longer allows is said, and not offered.
async fn mine_may_have_become_impossible(world: World) {
    let operation = requirements::confirm();
    operation.prepare(&world).await;
    let client = world.sign_in(Who::Coordinator).await;
    let mine = operation.form(&world, Lang::Bg).await;
    let back = [("reasons[]", "incomplete")];
    step(Who::SecondCoordinator, "return_requirement", operation.item, back)
        .take(&world, operation.district)
        .await;
    let conflict = refused_as_page(&operation, &client, &mine).await;
    let before = world.content().await;
    for lang in Lang::ALL {
        let page = client.page(&format!("/{}/konflikti/{conflict}", lang.code())).await;
        assert!(page.text().contains(IMPOSSIBLE.get(lang)));
        assert!(page.form(operation.name, operation.key()).is_none());
    }
    assert_eq!(world.content().await, before);
    assert_eq!(row(&world, conflict).await["outcome"], Value::Null);
    let page = client.page(&format!("/bg/konflikti/{conflict}")).await;
    let answer = press(&client, &page, KEEP_THEIRS.bg).await;
    assert_eq!(answer.status, 303);
    assert_eq!(row(&world, conflict).await["outcome"], "kept_theirs");
}

/// The item itself may have no value and no history yet: what changed was
/// another one under the same version.
async fn a_value_that_was_never_set_is_said_to_be_none(world: World) {
    let mut operation = plans::mark();
    operation.prepare(&world).await;
    for key in ["joining-application", "terms-accepted", "edelivery-profile"] {
        let reason = [("reason", "Не се отнася")];
        let item = Some(("requirement", key));
        step(Who::Coordinator, "set_aside_requirement", item, reason).take(&world, "lyulin").await;
    }
    operation.item = Some(("milestone", "application"));
    operation.entry.item = "mark:application:confirmed";
    let client = world.sign_in(Who::Coordinator).await;
    let mine = operation.form(&world, Lang::Bg).await;
    let first = Some(("milestone", "preparation"));
    let marked = [("reached_on", "2026-11-20")];
    step(Who::SecondCoordinator, "mark_milestone", first, marked).take(&world, "lyulin").await;
    let conflict = refused_as_page(&operation, &client, &mine).await;
    let page = client.page(&format!("/bg/konflikti/{conflict}")).await;
    let theirs = page.with("aria-labelledby", "theirs").unwrap();
    assert!(theirs.text.contains("няма стойност"), "{}", theirs.text);
    assert_eq!(choose(&client, Lang::Bg, conflict, KEEP_MINE.bg).await, "kept_mine");
}

on_both_databases![
    of_two_dates_of_a_mark_either_can_stay,
    a_date_before_the_gate_opened_is_refused_on_the_page,
    mine_may_have_become_impossible,
    a_value_that_was_never_set_is_said_to_be_none
];
