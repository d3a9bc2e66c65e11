//! How many districts may go live in a week.

use app::error::{AppError, Rule};
use serde_json::json;

use crate::onboarding::plans::try_live;
use crate::support::client::{Answer, Client, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const PAGE: &str = "/bg/tablo/mesta?programme=unified-model";

fn rule(answer: &Answer) -> Rule {
    match answer.error() {
        AppError::Invalid { mut problems } => problems.remove(0).rule,
        error => panic!("{error:?}"),
    }
}

fn places(week: &str, version: &str, places: &str) -> Fields {
    fields([
        ("lang", "bg"),
        ("back", PAGE),
        ("programme", "unified-model"),
        ("week", week),
        ("version", version),
        ("places", places),
    ])
}

/// Says that one district may go live in a week.
pub async fn set_one_place(world: &World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(client.json("set_capacity", &places("", "0", "1")).await.status, 200);
}

async fn agree(world: &World, client: &Client, district: &str, day: &str) -> Answer {
    client.json("set_dates", &agreed_fields(world, district, day).await).await
}

async fn agreed_fields(world: &World, district: &str, day: &str) -> Fields {
    let mut form = world.seen_for("set_dates", district, None).await;
    let first = world.onboarding("unified-model", district).await.dates.agreed.is_none();
    form.extend(fields([("agreed", day), ("because", if first { "first_setting" } else { "district" })]));
    form
}

async fn a_full_week_is_refused_and_free_ones_are_offered(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(client.json("set_capacity", &places("", "0", "1")).await.status, 200);
    assert_eq!(client.json("set_capacity", &places("2027-W06", "0", "0")).await.status, 200);
    assert_eq!(agree(&world, &client, "lyulin", "2027-02-02").await.status, 200);
    let full = Rule::CapacityFull {
        week: "2027-02-01".to_owned(),
        places: 1,
        free: ["2027-02-15", "2027-02-22", "2027-03-01"].map(str::to_owned).to_vec(),
    };
    assert_eq!(rule(&agree(&world, &client, "mladost", "2027-02-05").await), full);
    // Within its own week a district moves freely; leaving it frees the place.
    assert_eq!(agree(&world, &client, "lyulin", "2027-02-04").await.status, 200);
    assert_eq!(agree(&world, &client, "lyulin", "2027-02-16").await.status, 200);
    assert_eq!(agree(&world, &client, "mladost", "2027-02-05").await.status, 200);
    // The other programme has places of its own: here, no limit.
    let page = client.page("/bg/tablo/mesta?programme=moving").await;
    assert!(page.text().contains("без ограничение"));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// Who is live no longer takes the agreed week again: it must have a place, and no
/// other week is blamed for one that is full.
async fn taking_a_mark_back_overbooks_no_week(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(client.json("set_capacity", &places("2026-W48", "0", "1")).await.status, 200);
    assert_eq!(agree(&world, &client, "lyulin", "2026-11-25").await.status, 200);
    assert!(try_live(&world, &client, "lyulin").await.iter().take(7).all(|answer| answer.status == 200));
    // It went live earlier, so its place is somebody else's now.
    assert_eq!(agree(&world, &client, "mladost", "2026-11-26").await.status, 200);
    let mut last = world.seen("lyulin", Some(("milestone", "sustaining"))).await;
    last.extend(fields([("from", "2026-11-21"), ("reason", "Грешка")]));
    assert_eq!(client.json("take_back_mark", &last).await.status, 200);
    let before = world.content().await;
    let mut launch = world.seen("lyulin", Some(("milestone", "launch"))).await;
    launch.extend(fields([("from", "2026-11-21"), ("reason", "Грешка")]));
    let full = Rule::AgreedWeekFull { week: "2026-11-23".to_owned(), places: 1 };
    assert_eq!(rule(&client.json("take_back_mark", &launch).await), full);
    assert_eq!(world.content().await, before);
    assert_eq!(client.json("set_capacity", &places("2026-W48", "1", "2")).await.status, 200);
    assert_eq!(client.json("take_back_mark", &launch).await.status, 200);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// Nor does it take that week when it is live no longer: its plan is over.
async fn a_plan_that_is_over_takes_no_place(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(client.json("set_capacity", &places("2026-W47", "0", "1")).await.status, 200);
    let on = async |district: &str, day: &str| {
        let mut form = agreed_fields(&world, district, day).await;
        form.extend(fields([("unusual_day", "on")]));
        client.json("set_dates", &form).await.status
    };
    assert_eq!(on("lyulin", "2026-11-21").await, 200);
    assert!(try_live(&world, &client, "lyulin").await.iter().all(|answer| answer.status == 200));
    world.pass_days(1);
    for milestone in ["sustaining", "launch"] {
        let mut form = world.seen("lyulin", Some(("milestone", milestone))).await;
        form.extend(fields([("from", "2026-11-22"), ("reason", "Спряна връзка")]));
        assert_eq!(client.json("take_back_mark", &form).await.status, 200);
    }
    assert_eq!(on("mladost", "2026-11-22").await, 200);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// Going live takes a place too; a full week says so, until its places are raised.
async fn nobody_goes_live_in_a_full_week(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(client.json("set_capacity", &places("2026-W47", "0", "0")).await.status, 200);
    let answers = try_live(&world, &client, "lyulin").await;
    // Launch is the seventh of eight; no other mark goes around it.
    assert!(answers[..6].iter().all(|answer| answer.status == 200));
    let week = "2026-11-16".to_owned();
    assert_eq!(rule(&answers[6]), Rule::WeekFull { week, places: 0 });
    assert!(matches!(rule(&answers[7]), Rule::MarkFirst { milestone } if milestone.en == "Launch"));
    assert_eq!(client.json("set_capacity", &places("2026-W47", "1", "1")).await.status, 200);
    for milestone in ["launch", "sustaining"] {
        let mut form = world.seen("lyulin", Some(("milestone", milestone))).await;
        form.extend(fields([("reached_on", "2026-11-21")]));
        assert_eq!(client.json("mark_milestone", &form).await.status, 200);
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// A form of a week that is none says so, though it has no place on the page.
async fn a_week_that_is_none_is_answered_on_the_page(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let page = client.follow(&client.form("set_capacity", &places("2027-W54", "0", "1")).await).await;
    assert!(page.by_class("error-summary").is_some(), "{}", page.text());
}

/// Two people, the last place, the same instant: one has it, the other is told.
async fn the_last_place_is_given_once(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(client.json("set_capacity", &places("", "0", "1")).await.status, 200);
    let other_process = world.another_process(world.config.clone()).await;
    for week in ["2027-02-02", "2027-02-09", "2027-02-16", "2027-02-23"] {
        let mut senders = tokio::task::JoinSet::new();
        for (at, district) in ["lyulin", "mladost", "iskar", "vitosha"].into_iter().enumerate() {
            let mut form = world.seen_for("set_dates", district, None).await;
            form.extend(fields([("agreed", week), ("because", "district")]));
            let process = if at % 2 == 0 { &world } else { &other_process };
            let client = client.with_same_cookie(process);
            senders.spawn(async move { client.json("set_dates", &form).await });
        }
        let answers = senders.join_all().await;
        let taken = answers.iter().filter(|answer| answer.status == 200).count();
        // Who had the place of the week before may have been the first again.
        assert_eq!(taken, 1, "{week}");
        for refused in answers.iter().filter(|answer| answer.status != 200) {
            assert!(matches!(rule(refused), Rule::CapacityFull { places: 1, .. }));
        }
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn places_already_taken_cannot_be_withdrawn(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    for district in ["lyulin", "mladost"] {
        assert_eq!(agree(&world, &client, district, "2027-02-02").await.status, 200);
    }
    let taken = Rule::PlacesTaken { weeks: vec!["2027-02-01".to_owned()] };
    for (week, number) in [("", "1"), ("2027-W05", "0")] {
        assert_eq!(rule(&client.json("set_capacity", &places(week, "0", number)).await), taken);
    }
    assert_eq!(client.json("set_capacity", &places("2027-W05", "0", "2")).await.status, 200);
    assert_eq!(client.json("set_capacity", &places("", "0", "1")).await.status, 200);
    // Without its own number the week would have one place again.
    assert_eq!(rule(&client.json("set_capacity", &places("2027-W05", "1", "")).await), taken);
    let last = world.ledger().await.pop().unwrap();
    assert_eq!((last.item.as_str(), last.district.as_str()), ("capacity", ""));
    assert_eq!(last.new, Some(json!(1).to_string()));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn bad_numbers_are_refused_at_the_field(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let before = world.content().await;
    let page = client.follow(&client.form("set_capacity", &places("2027-W05", "0", "много")).await).await;
    assert!(page.text().contains("Въведете цяло число от 0 до 999."));
    let field = page.by_id("set_capacity-2027-W05-places").unwrap();
    assert_eq!(page.value(field), "много");
    assert_eq!(rule(&client.json("set_capacity", &places("2027-W60", "0", "1")).await), Rule::NotAWeek);
    assert_eq!(rule(&client.json("set_capacity", &places("", "0", "")).await), Rule::Unchanged);
    let mut nowhere = places("", "0", "1");
    nowhere[2].1 = "nowhere".to_owned();
    assert_eq!(client.json("set_capacity", &nowhere).await.status, 404);
    assert_eq!(world.content().await, before);
}

/// The second save sees what the first recorded and decides on top of it.
async fn a_second_save_is_shown_the_first(world: World) {
    let first = world.sign_in(Who::Coordinator).await;
    let second = world.sign_in(Who::SecondCoordinator).await;
    assert_eq!(first.json("set_capacity", &places("", "0", "2")).await.status, 200);
    let page = second.follow(&second.form("set_capacity", &places("", "0", "3")).await).await;
    assert!(page.text().contains("Междувременно друг координатор записа: 2."), "{}", page.text());
    let form = page.form("set_capacity", "").unwrap();
    let sent = page.sent(form);
    assert!(sent.contains(&("places".to_owned(), "3".to_owned())), "{sent:?}");
    assert!(sent.contains(&("version".to_owned(), "1".to_owned())), "{sent:?}");
    assert_eq!(second.form("set_capacity", &sent).await.status, 303);
    // Sent twice, it is saved once.
    assert_eq!(second.json("set_capacity", &sent).await.status, 200);
    assert!(second.page(PAGE).await.text().contains('3'));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn only_coordinators_set_places(world: World) {
    let before = world.content().await;
    for who in [Who::Staff, Who::Reader, Who::Administrator] {
        let client = world.sign_in(who).await;
        assert!(client.page(PAGE).await.form("set_capacity", "").is_none(), "{who:?}");
        assert_eq!(client.json("set_capacity", &places("", "0", "1")).await.status, 403, "{who:?}");
    }
    let anonymous = world.anonymous();
    assert_eq!(anonymous.json("set_capacity", &places("", "0", "1")).await.status, 401);
    assert_eq!(anonymous.get(PAGE).await.status, 303);
    assert_eq!(world.content().await, before);
}

on_both_databases![
    taking_a_mark_back_overbooks_no_week,
    a_plan_that_is_over_takes_no_place,
    a_full_week_is_refused_and_free_ones_are_offered,
    nobody_goes_live_in_a_full_week,
    a_week_that_is_none_is_answered_on_the_page,
    the_last_place_is_given_once,
    places_already_taken_cannot_be_withdrawn,
    bad_numbers_are_refused_at_the_field,
    a_second_save_is_shown_the_first,
    only_coordinators_set_places,
];
