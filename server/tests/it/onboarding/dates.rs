//! What happens around the three dates.

use app::error::{AppError, Rule};

use super::plans::set_aside_first_milestone;
use crate::support::client::{Answer, Client, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// The one rule that an answer says is broken.
fn rule(answer: &Answer) -> Rule {
    match answer.error() {
        AppError::Invalid { mut problems } => problems.remove(0).rule,
        error => panic!("{error:?}"),
    }
}

async fn send(world: &World, client: &Client, milestone: &str, more: &[(&str, &str)]) -> Answer {
    let item = (!milestone.is_empty()).then_some(("milestone", milestone));
    let mut form: Fields = world.seen_for("set_dates", "lyulin", item).await;
    form.extend(fields([("because", "vendor")]));
    form.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    client.json("set_dates", &form).await
}

async fn a_day_off_is_asked_about_on_the_page_and_then_taken(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let back = "/bg/rayoni/lyulin/spisak?programme=unified-model";
    let mut form = world.seen_for("set_dates", "lyulin", None).await;
    form.extend(fields([("lang", "bg"), ("back", back), ("because", "vendor"), ("agreed", "2027-03-03")]));
    let page = client.follow(&client.form("set_dates", &form).await).await;
    assert!(page.text().contains("03.03.2027 г. е почивен ден; следващият работен ден е 04.03.2027 г."));
    assert!(page.with("name", "unusual_day").is_some(), "a box to confirm it");
    form.push(("unusual_day".to_owned(), "on".to_owned()));
    let page = client.follow(&client.form("set_dates", &form).await).await;
    assert!(page.with("name", "unusual_day").is_none());
    assert!(page.text().contains("3 март 2027 г."));
}

/// A day that has passed is asked about as well: it may be how it was agreed.
async fn a_day_that_has_passed_is_asked_about(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let before = world.content().await;
    for field in ["preferred", "agreed"] {
        let answer = send(&world, &client, "", &[(field, "2026-11-19")]).await;
        assert_eq!(rule(&answer), Rule::PastDay { day: "2026-11-19".to_owned() });
    }
    assert_eq!(world.content().await, before);
    let meant = [("agreed", "2026-11-19"), ("unusual_day", "on")];
    assert_eq!(send(&world, &client, "", &meant).await.status, 200);
    // What stays as it is is not asked about again.
    let more = [("agreed", "2026-11-19"), ("preferred", "2026-12-01")];
    assert_eq!(send(&world, &client, "", &more).await.status, 200);
}

/// Milestones are planned in their order, as long as they are ahead.
async fn a_plan_keeps_the_order_of_the_milestones(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(send(&world, &client, "", &[("agreed", "2027-03-04")]).await.status, 200);
    let before = world.content().await;
    let name = |key: &str, onboarding: &app::onboarding::store::Onboarding| {
        onboarding.programme.milestone(key).unwrap().name.clone()
    };
    let onboarding = world.onboarding("unified-model", "lyulin").await;
    let late = send(&world, &client, "training", &[("agreed", "2027-03-05")]).await;
    let launch =
        Rule::LaterPlanned { milestone: name("launch", &onboarding), agreed: "2027-03-04".to_owned() };
    assert_eq!(rule(&late), launch);
    let early = send(&world, &client, "sustaining", &[("agreed", "2027-03-02")]).await;
    let launch =
        Rule::EarlierPlanned { milestone: name("launch", &onboarding), agreed: "2027-03-04".to_owned() };
    assert_eq!(rule(&early), launch);
    assert_eq!(world.content().await, before);
    for (milestone, agreed) in [("training", "2027-03-04"), ("sustaining", "2027-03-04"), ("training", "")] {
        assert_eq!(send(&world, &client, milestone, &[("agreed", agreed)]).await.status, 200, "{milestone}");
    }
    let page = client.page("/en/rayoni/lyulin/spisak?programme=unified-model").await;
    assert!(page.text().contains("4 March 2027"));
}

/// A mark and dates are two items: neither makes the other a conflict.
async fn a_colleagues_mark_is_no_conflict_with_dates(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let mut form = world.seen_for("set_dates", "lyulin", None).await;
    form.extend(fields([("because", "vendor"), ("agreed", "2027-03-04")]));
    let mark = super::plans::mark();
    mark.prepare(&world).await;
    let marking = mark.form(&world, app::text::Lang::Bg).await;
    assert_eq!(client.json("mark_milestone", &marking).await.status, 200);
    assert_eq!(client.json("set_dates", &form).await.status, 200);
}

/// What was reached has no new plan; the mark is taken back first, if it is wrong.
async fn what_is_reached_is_planned_no_more(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let operation = super::plans::mark();
    operation.prepare(&world).await;
    let marking = operation.form(&world, app::text::Lang::Bg).await;
    assert_eq!(client.json("mark_milestone", &marking).await.status, 200);
    let before = world.content().await;
    let answer = send(&world, &client, "preparation", &[("agreed", "2027-03-04")]).await;
    assert_eq!(rule(&answer), Rule::ReachedAlready { reached_on: "2026-11-21".to_owned() });
    assert_eq!(world.content().await, before);
    assert_eq!(send(&world, &client, "application", &[("agreed", "2027-03-04")]).await.status, 200);
}

/// The milestone at which a district is live has the onboarding's own dates.
async fn going_live_has_one_set_of_dates(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let answer = send(&world, &client, "", &[("agreed", "2027-03-04")]).await;
    assert_eq!(answer.status, 200);
    let mut form = world.seen_for("set_dates", "lyulin", None).await;
    form.extend(fields([("because", "vendor"), ("agreed", "2027-03-11"), ("milestone", "launch")]));
    assert_eq!(client.json("set_dates", &form).await.status, 200);
    let onboarding = world.onboarding("unified-model", "lyulin").await;
    assert_eq!(onboarding.dates.agreed.unwrap().to_string(), "2027-03-11");
    assert!(onboarding.milestone_dates.is_empty());
    let answer = send(&world, &client, "nowhere", &[("agreed", "2027-03-04")]).await;
    assert_eq!(answer.status, 404);
}

/// The public page shows every slip with its reason, the coordinators' page the
/// totals.
async fn slips_are_kept_and_added_up(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    for (agreed, because) in
        [("2027-02-10", "first_setting"), ("2027-03-10", "vendor"), ("2027-03-08", "district")]
    {
        let mut form = world.seen_for("set_dates", "lyulin", None).await;
        form.extend(fields([("agreed", agreed), ("because", because), ("reason", "Писмо <b>12</b>")]));
        assert_eq!(client.json("set_dates", &form).await.status, 200);
    }
    let page = world.anonymous().page("/bg/rayoni/lyulin").await;
    for said in [
        "Договорена дата: няма → 10.02.2027 г.",
        "Договорена дата: 10.02.2027 г. → 10.03.2027 г. (+28 дни)",
        "Договорена дата: 10.03.2027 г. → 08.03.2027 г. (−2 дни)",
        "закъснява доставчикът на деловодната система: Писмо <b>12</b>",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    let board = client.page("/en/tablo").await;
    assert!(board.text().contains("moved 2 times, +26 days"), "{}", board.text());
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// An agreed date that passes makes nobody late before a working day has passed,
/// nor while somebody else is to move.
async fn lateness_is_said_in_words(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let mut opening = world.seen("lyulin", Some(("requirement", "mayor-order"))).await;
    opening.extend(fields([("holder", "district"), ("since", "2026-11-20")]));
    assert_eq!(client.json("set_holder", &opening).await.status, 200);
    assert_eq!(send(&world, &client, "", &[("agreed", "2026-11-27")]).await.status, 200);
    let said = async |words: &str| {
        let text = world.anonymous().page("/bg/rayoni/lyulin").await.text().to_owned();
        assert!(text.contains(words), "{words}: {text}");
    };
    said("До договорената дата: 5 работни дни.").await;
    world.pass_days(6);
    said("Договорената дата е днес.").await;
    world.pass_days(2);
    said("оттогава още не е изтекъл нито един работен ден").await;
    world.pass_days(2);
    said("Закъснява с 2 работни дни след договорената дата; районът още има какво да направи.").await;
    let map = world.anonymous().page("/bg/").await;
    assert!(map.text().contains("закъснява с 2 работни дни"));
}

/// Marks the first milestone, of which nothing applies, as reached on this day.
async fn reach(world: &World, client: &Client, reached_on: &str) -> Answer {
    let mut form = world.seen("lyulin", Some(("milestone", "preparation"))).await;
    form.extend(fields([("reached_on", reached_on)]));
    client.json("mark_milestone", &form).await
}

/// What was late when it was reached is so for good, whatever is planned before
/// somebody enters it.
async fn a_plan_moved_afterwards_makes_nothing_in_time(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    for step in set_aside_first_milestone() {
        step.take(&world, "lyulin").await;
    }
    assert_eq!(send(&world, &client, "preparation", &[("agreed", "2026-11-25")]).await.status, 200);
    world.pass_days(10);
    assert_eq!(send(&world, &client, "preparation", &[("agreed", "2026-12-10")]).await.status, 200);
    assert_eq!(reach(&world, &client, "2026-11-30").await.status, 200);
    let checklist = client.page("/bg/rayoni/lyulin/spisak").await;
    let late = "Достигнат на 30 ноември 2026 г., 3 работни дни след договорения ден, 25 ноември 2026 г.";
    assert!(checklist.text().contains(late), "{}", checklist.text());
    let figure = "/bg/kak-e-smetnato/working-days?rayon=lyulin&milestone=preparation";
    let explained = world.anonymous().page(figure).await;
    assert!(explained.text().contains("от 25.11.2026 г. до 30.11.2026 г."), "{}", explained.text());
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// A milestone taken back as no longer true takes its plan with it: the next one is
/// a first setting, stands in nobody's way and has not moved.
async fn a_plan_is_over_with_its_mark(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    for step in set_aside_first_milestone() {
        step.take(&world, "lyulin").await;
    }
    assert_eq!(send(&world, &client, "preparation", &[("agreed", "2026-11-25")]).await.status, 200);
    world.pass_days(5);
    assert_eq!(reach(&world, &client, "2026-11-24").await.status, 200);
    world.pass_days(4);
    let mut form = world.seen("lyulin", Some(("milestone", "preparation"))).await;
    form.extend(fields([("from", "2026-11-27"), ("reason", "Заповедта е отменена")]));
    assert_eq!(client.json("take_back_mark", &form).await.status, 200);
    let page = world.anonymous().page("/bg/rayoni/lyulin").await;
    for said in ["Договорена дата: 25.11.2026 г. → няма", "етапът беше достигнат и отметката е оттеглена"]
    {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    let checklist = client.page("/bg/rayoni/lyulin/spisak").await;
    assert!(checklist.text().contains("Нова дата още не е договорена."), "{}", checklist.text());
    let mut anew = world.seen_for("set_dates", "lyulin", Some(("milestone", "preparation"))).await;
    anew.extend(fields([("agreed", "2026-12-10"), ("because", "first_setting")]));
    assert_eq!(client.json("set_dates", &anew).await.status, 200);
    let board = client.page("/bg/tablo").await;
    assert!(board.text().contains("Нито една договорена дата не е местена."), "{}", board.text());
    world.pass_days(15);
    assert_eq!(reach(&world, &client, "2026-12-09").await.status, 200);
    let checklist = client.page("/bg/rayoni/lyulin/spisak").await;
    let in_time = "Достигнат навреме, на 9 декември 2026 г.; договорено беше за 10 декември 2026 г.";
    assert!(checklist.text().contains(in_time), "{}", checklist.text());
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// What is refused at the one door is refused on every path.
async fn an_unset_rule_is_named(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(rule(&send(&world, &client, "", &[]).await), Rule::Unchanged);
    let sunday = Rule::NonWorkingDay { day: "2027-02-07".to_owned(), next: "2027-02-08".to_owned() };
    assert_eq!(rule(&send(&world, &client, "training", &[("agreed", "2027-02-07")]).await), sunday);
}

on_both_databases![
    a_day_that_has_passed_is_asked_about,
    a_plan_keeps_the_order_of_the_milestones,
    a_day_off_is_asked_about_on_the_page_and_then_taken,
    a_colleagues_mark_is_no_conflict_with_dates,
    going_live_has_one_set_of_dates,
    what_is_reached_is_planned_no_more,
    slips_are_kept_and_added_up,
    lateness_is_said_in_words,
    an_unset_rule_is_named,
    a_plan_moved_afterwards_makes_nothing_in_time,
    a_plan_is_over_with_its_mark,
];
