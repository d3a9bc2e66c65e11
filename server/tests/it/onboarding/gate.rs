//! The gate: nothing but confirmed, unexpired evidence opens it, on any path.

use app::auth::actor::Actor;
use app::auth::policy::MarkMilestones;
use app::conflict::text::KEEP_MINE;
use app::error::{AppError, Rule};
use app::id::{DistrictId, Version};
use app::onboarding::model::Standing;
use app::onboarding::operation::{self, At, Marking};
use app::text::Lang;
use app::text::problem::problem_text;

use super::operation::step;
use super::plans;
use crate::support::client::{Answer, Client, Fields, fields};
use crate::support::people::Who;
use crate::support::{TODAY, World, noon, on_both_databases, today};

const MILESTONES: [&str; 8] =
    ["preparation", "application", "technical", "services", "testing", "training", "launch", "sustaining"];

/// The form that marks a milestone of a district.
async fn marking(world: &World, district: &str, milestone: &str) -> Fields {
    let mut form = world.seen(district, Some(("milestone", milestone))).await;
    let back = format!("/bg/rayoni/{district}/spisak");
    form.extend(fields([("reached_on", TODAY), ("back", &back)]));
    form
}

/// The rule that refuses an operation.
fn rule(answer: &Answer) -> Rule {
    match answer.error() {
        AppError::Invalid { mut problems } => problems.remove(0).rule,
        other => panic!("not refused by a rule: {other:?}"),
    }
}

/// What keeps the gate closed, by name and standing.
async fn missing(client: &Client, district: &str, milestone: &str) -> Vec<(String, Standing)> {
    let form = marking(&client.world, district, milestone).await;
    let refused = rule(&client.json("mark_milestone", &form).await);
    let as_page = client.form("mark_milestone", &form).await;
    let summary = client.follow(&as_page).await.by_class("error-summary").unwrap().text.clone();
    assert!(summary.contains(&problem_text(Lang::Bg, &refused)), "{summary}");
    let marks = client.world.rows("SELECT id FROM milestone_mark WHERE kind = 'confirmed'").await;
    assert!(marks.is_empty(), "the gate opened");
    match refused {
        Rule::GateClosed { missing } => missing.into_iter().map(|one| (one.key, one.standing)).collect(),
        other => panic!("not refused by the gate: {other:?}"),
    }
}

async fn stays_shut_while_one_requirement_is_not_good(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let item = Some(("requirement", "team"));
    let submit = |last: &str| {
        let filled_in = [("evidence_kind", "text"), ("evidence", "Иван и Мария"), ("valid_until", last)];
        step(Who::Staff, "submit_requirement", item, filled_in)
    };
    let decide = |name| step(Who::Coordinator, name, item, []);
    let one = |standing| vec![("team".to_owned(), standing)];
    for other in plans::set_aside_first_milestone().iter().filter(|one| one.item != item) {
        other.take(&world, "lyulin").await;
    }
    assert_eq!(missing(&client, "lyulin", "preparation").await, one(Standing::Open));
    submit("").take(&world, "lyulin").await;
    assert_eq!(missing(&client, "lyulin", "preparation").await, one(Standing::Submitted));
    let reasons = [("reasons[]", "outdated")];
    step(Who::Coordinator, "return_requirement", item, reasons).take(&world, "lyulin").await;
    assert_eq!(missing(&client, "lyulin", "preparation").await, one(Standing::Returned));
    submit(TODAY).take(&world, "lyulin").await;
    decide("confirm_requirement").take(&world, "lyulin").await;
    world.pass_days(1);
    assert_eq!(missing(&client, "lyulin", "preparation").await, one(Standing::Expired));
    submit("").take(&world, "lyulin").await;
    decide("confirm_requirement").take(&world, "lyulin").await;
    let again = step(Who::Coordinator, "reopen_requirement", item, [("reason", "Проверка")]);
    again.take(&world, "lyulin").await;
    assert_eq!(missing(&client, "lyulin", "preparation").await, one(Standing::Submitted));
    decide("confirm_requirement").take(&world, "lyulin").await;
    // It was not open on the day before, whose evidence had a last day.
    let mut form = marking(&world, "lyulin", "preparation").await;
    let earliest = "2026-11-22".to_owned();
    assert_eq!(rule(&client.json("mark_milestone", &form).await), Rule::GateClosedThen { earliest });
    form.retain(|(name, _)| name != "reached_on");
    form.extend(fields([("reached_on", "2026-11-22")]));
    assert_eq!(client.json("mark_milestone", &form).await.status, 200, "good evidence opens it");
}

async fn earlier_milestones_come_first(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    for key in ["joining-application", "terms-accepted", "edelivery-profile"] {
        let item = Some(("requirement", key));
        let reason = [("reason", "Не се отнася")];
        step(Who::Coordinator, "set_aside_requirement", item, reason).take(&world, "lyulin").await;
    }
    let of_first = missing(&client, "lyulin", "preparation").await;
    assert_eq!(of_first.len(), 4);
    assert_eq!(missing(&client, "lyulin", "application").await, of_first);
    for milestone in MILESTONES {
        assert!(missing(&client, "lyulin", milestone).await.starts_with(&of_first), "{milestone}");
    }
}

async fn a_report_opens_nothing(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    for milestone in MILESTONES {
        let missing = missing(&client, "triaditsa", milestone).await;
        assert!(missing.iter().all(|(_, standing)| *standing == Standing::Unknown), "{missing:?}");
    }
}

async fn planned_dates_move_no_state(world: World) {
    let before = world.anonymous().page("/bg/rayoni/lyulin").await;
    let dates = [("window_from", "2026-01-05"), ("window_to", "2026-01-09"), ("agreed", "2026-01-05")];
    let mut plan = step(Who::Coordinator, "set_dates", None, dates);
    plan.fields.extend(fields([
        ("because", "correction"),
        ("reason", "Ретроспективно"),
        ("unusual_day", "on"),
    ]));
    plan.take(&world, "lyulin").await;
    let after = world.anonymous().page("/bg/rayoni/lyulin").await;
    let state = |page: &crate::support::html::Page| {
        let section = page.by_class("state").unwrap();
        (section.text.clone(), section.get("data-status").map(str::to_owned))
    };
    assert_eq!(state(&after), state(&before));
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(missing(&client, "lyulin", "preparation").await.len(), 4);
}

async fn a_choice_in_a_conflict_does_not_go_around_it(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let stale = marking(&world, "lyulin", "launch").await;
    super::plans::mark().prepare(&world).await;
    let first = Some(("milestone", "preparation"));
    let marked = [("reached_on", "2026-11-20")];
    step(Who::SecondCoordinator, "mark_milestone", first, marked).take(&world, "lyulin").await;
    let answer = client.form("mark_milestone", &stale).await;
    let page = client.follow(&answer).await;
    let choice = page.form("mark_milestone", "launch").unwrap();
    assert!(page.inside(choice).any(|one| one.text == KEEP_MINE.bg));
    let answer = client.form("mark_milestone", &page.sent(choice)).await;
    let back = client.follow(&answer).await;
    assert!(back.by_class("error-summary").unwrap().text.contains("още не може да бъде отметнат"));
    assert_eq!(world.rows("SELECT id FROM milestone_mark WHERE kind = 'confirmed'").await.len(), 1);
}

async fn what_does_not_exist_is_not_found(world: World) {
    let before = world.content().await;
    let client = world.sign_in(Who::Coordinator).await;
    let mut form = marking(&world, "lyulin", "preparation").await;
    form[0].1 = "999999".to_owned();
    assert_eq!(client.json("mark_milestone", &form).await.error(), AppError::NotFound);
    // `pilot` is a milestone, but of the other programme.
    for milestone in ["pilot", "", "Preparation", "preparation "] {
        let form = marking(&world, "lyulin", milestone).await;
        assert_eq!(client.json("mark_milestone", &form).await.error(), AppError::NotFound, "{milestone}");
        assert_eq!(client.form("mark_milestone", &form).await.status, 404);
    }
    for key in ["handover", "", "mayor-order:x"] {
        let form = world.seen("lyulin", Some(("requirement", key))).await;
        assert_eq!(client.json("confirm_requirement", &form).await.error(), AppError::NotFound, "{key}");
    }
    assert_eq!(world.content().await, before);
}

async fn a_suspended_district_is_marked_only_after_its_return(world: World) {
    plans::return_to_live().prepare(&world).await;
    let client = world.sign_in(Who::Coordinator).await;
    let form = marking(&world, "serdika", "preparation").await;
    assert_eq!(rule(&client.json("mark_milestone", &form).await), Rule::Suspended);
    let mut twice = plans::suspend();
    twice.fields[1].1 = "Пожар".to_owned();
    let form = twice.form(&world, Lang::Bg).await;
    // Only what is expected changes; the first day stays.
    assert_eq!(client.json("suspend_onboarding", &form).await.status, 200);
    let mut other = twice.form(&world, Lang::Bg).await;
    for (name, value) in &mut other {
        if name == "since" {
            *value = "2026-11-17".to_owned();
        }
    }
    assert_eq!(
        rule(&client.json("suspend_onboarding", &other).await),
        Rule::SuspendedSince { since: "2026-11-16".to_owned() }
    );
    for (name, value) in &mut other {
        match name.as_str() {
            "since" => "2026-11-16".clone_into(value),
            "expected_return" => "2026-11-20".clone_into(value),
            _ => {}
        }
    }
    assert_eq!(rule(&client.json("suspend_onboarding", &other).await), Rule::InPast);
    // What is left to do does not hide that it is suspended.
    let page = world.anonymous().page("/bg/rayoni/serdika?programme=unified-model").await;
    assert!(page.by_class("whose-move").unwrap().text.starts_with("Работата е временно спряна"));
    let changed = page.having("li", "class").chain(page.all("li")).map(|one| one.text.clone());
    let changed = changed.into_iter().find(|text| text.contains("Променено временно спиране"));
    assert!(changed.unwrap().contains("очаквано връщане: 11 януари 2027 г."));
}

/// A mark that had stood and was taken back is the municipality's to set again
/// since then, and not since its gate opened.
async fn a_mark_taken_back_is_to_be_set_since_then(world: World) {
    for step in plans::set_aside_first_milestone() {
        step.take(&world, "lyulin").await;
    }
    let client = world.sign_in(Who::Coordinator).await;
    let move_of = async |world: &World| {
        let onboarding = world.onboarding("unified-model", "lyulin").await;
        onboarding.progress.whose_move(&onboarding.programme.checklist, today()).unwrap()
    };
    assert_eq!(move_of(&world).await.since.to_string(), "2026-11-20");
    let take_back = async |world: &World, from: &str| {
        let mut form = world.seen("lyulin", Some(("milestone", "preparation"))).await;
        form.extend(fields([("from", from), ("reason", "Сгрешено")]));
        client.json("take_back_mark", &form).await
    };
    let mut mark = world.seen("lyulin", Some(("milestone", "preparation"))).await;
    mark.extend(fields([("reached_on", "2026-11-20")]));
    assert_eq!(client.json("mark_milestone", &mark).await.status, 200);
    // Never right: it was theirs all along.
    assert_eq!(take_back(&world, "2026-11-20").await.status, 200);
    assert_eq!(move_of(&world).await.since.to_string(), "2026-11-20");
    let mut mark = world.seen("lyulin", Some(("milestone", "preparation"))).await;
    mark.extend(fields([("reached_on", "2026-11-20")]));
    assert_eq!(client.json("mark_milestone", &mark).await.status, 200);
    assert_eq!(take_back(&world, "2026-11-21").await.status, 200);
    assert_eq!(move_of(&world).await.since.to_string(), "2026-11-21");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn only_what_is_live_is_suspended_and_only_that_returns(world: World) {
    let before = world.content().await;
    let client = world.sign_in(Who::Coordinator).await;
    for operation in [plans::suspend(), plans::return_to_live()] {
        let mut form = operation.fields.clone();
        form.extend(world.seen("lyulin", None).await);
        assert_eq!(rule(&client.json(operation.name, &form).await), Rule::NotLive);
    }
    assert_eq!(world.content().await, before);
}

async fn marks_are_taken_back_from_the_latest(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    plans::take_back().prepare(&world).await;
    for key in ["joining-application", "terms-accepted", "edelivery-profile"] {
        let item = Some(("requirement", key));
        let reason = [("reason", "Не се отнася")];
        step(Who::Coordinator, "set_aside_requirement", item, reason).take(&world, "lyulin").await;
    }
    let form = marking(&world, "lyulin", "application").await;
    assert_eq!(client.json("mark_milestone", &form).await.status, 200);
    assert_eq!(
        rule(&client.json("mark_milestone", &marking(&world, "lyulin", "application").await).await),
        Rule::AlreadyMarked
    );
    let take_back = async |milestone| {
        let mut form = world.seen("lyulin", Some(("milestone", milestone))).await;
        form.extend(fields([("from", TODAY), ("reason", "Проверка")]));
        client.json("take_back_mark", &form).await
    };
    assert!(matches!(rule(&take_back("preparation").await), Rule::LaterMarkStands { .. }));
    assert_eq!(rule(&take_back("services").await), Rule::WrongState);
    assert_eq!(take_back("application").await.status, 200);
    assert_eq!(take_back("preparation").await.status, 200);
}

/// The proof is for a district, whatever row it is shown for.
async fn a_proof_for_one_district_is_none_for_another(world: World) {
    let own = DistrictId(1);
    let row = world.onboarding("unified-model", "lyulin").await;
    assert_ne!(row.district, own);
    let actor = Actor {
        account: app::id::AccountId(1),
        name: "coordinator".to_owned(),
        role: Who::Coordinator.role(),
        districts: Vec::new(),
    };
    let at = At { onboarding: row.id, version: Version(0), now: noon(TODAY) };
    let marking = Marking::Mark { milestone: "preparation".to_owned(), reached_on: today() };
    for granted in [actor.require_in::<MarkMilestones>(own), actor.require::<MarkMilestones>()] {
        let refused = operation::mark(&world.db, &granted.unwrap(), at, marking.clone()).await;
        assert!(matches!(refused, Err(AppError::Forbidden { .. })));
    }
}

on_both_databases![
    stays_shut_while_one_requirement_is_not_good,
    earlier_milestones_come_first,
    a_report_opens_nothing,
    planned_dates_move_no_state,
    a_choice_in_a_conflict_does_not_go_around_it,
    what_does_not_exist_is_not_found,
    a_suspended_district_is_marked_only_after_its_return,
    a_mark_taken_back_is_to_be_set_since_then,
    only_what_is_live_is_suspended_and_only_that_returns,
    marks_are_taken_back_from_the_latest,
    a_proof_for_one_district_is_none_for_another,
];
