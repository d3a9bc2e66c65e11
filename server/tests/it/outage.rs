//! Shared systems that do not work, recorded once, seen in all districts.

use app::error::{AppError, Rule};
use app::programme::model::Holder;

use crate::support::client::{Answer, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, noon, on_both_databases};

const PAGE: &str = "/bg/prekasvaniya";
const TOUCHED: &str = "Засегнато: ССЕВ не приема съобщения";

fn form(outage: &str, version: &str, begins: &str, ends: &str) -> Fields {
    fields([
        ("lang", "bg"),
        ("back", PAGE),
        ("outage", outage),
        ("version", version),
        ("title", "ССЕВ не приема съобщения"),
        ("holder", "state"),
        ("begins_on", begins),
        ("ends_on", ends),
        ("requirements[0]", "unified-model:mayor-order"),
        ("services[0]", "2079"),
        ("reason", "Поправка"),
    ])
}

fn rule(answer: &Answer) -> Rule {
    match answer.error() {
        AppError::Invalid { mut problems } => problems.remove(0).rule,
        error => panic!("{error:?}"),
    }
}

/// Records an outage since three days.
pub async fn record_one(world: &World) {
    let client = world.sign_in(Who::Coordinator).await;
    let answer = client.json("record_outage", &form("", "0", "2026-11-18", "")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

/// Lyulin's checklist is known and its first requirement is its own move.
async fn open_lyulin(world: &World) {
    let client = world.sign_in(Who::SecondCoordinator).await;
    let mut form = world.seen("lyulin", Some(("requirement", "team"))).await;
    form.extend(fields([("holder", "district"), ("since", "2026-11-16")]));
    assert_eq!(client.json("set_holder", &form).await.status, 200);
}

async fn holder(world: &World, district: &str, key: &str) -> Option<(Holder, String)> {
    let onboarding = world.onboarding("unified-model", district).await;
    let (_, requirement) = onboarding.programme.requirement(key).unwrap();
    let today = app::clock::source::sofia_day(app::clock::source::Clock::now(&*world.clock));
    onboarding.progress.holder(requirement, today).map(|(holder, since)| (holder, since.to_string()))
}

/// Two that begin on one day and are mended by two: page, replay and program agree.
async fn two_at_once_are_told_alike_today_and_later(world: World) {
    open_lyulin(&world).await;
    let client = world.sign_in(Who::Coordinator).await;
    for holder in ["vendor", "municipality"] {
        let mut one = form("", "0", "2026-11-18", "");
        one.iter_mut().filter(|(name, _)| name == "holder").for_each(|(_, value)| holder.clone_into(value));
        one.iter_mut()
            .filter(|(name, _)| name == "title")
            .for_each(|(_, value)| *value = format!("{holder} не работи"));
        assert_eq!(client.json("record_outage", &one).await.status, 200);
    }
    let anyone = world.anonymous();
    let held = |page: &crate::support::html::Page| {
        let row = page
            .having("tr", "data-requirement")
            .find(|row| row.get("data-requirement") == Some("mayor-order"));
        row.unwrap().text.clone()
    };
    let now = held(&anyone.page("/bg/rayoni/lyulin").await);
    assert!(now.contains("vendor не работи"), "{now}");
    assert_eq!(held(&anyone.page("/bg/rayoni/lyulin?as-of=2026-11-21").await), now);
    assert_eq!(holder(&world, "lyulin", "mayor-order").await.unwrap().0, Holder::Vendor);
    // Where a district's services are shown, so is what they suffer from, also later.
    for path in ["/bg/rayoni/lyulin/uslugi", "/bg/uslugi/matritsa", "/bg/uslugi/2079"] {
        let said = "vendor не работи";
        assert!(anyone.page(path).await.text().contains(said), "{path}");
        let past = anyone.page(&format!("{path}?as-of=2026-11-20")).await;
        assert!(past.text().contains(said), "{path}: {}", past.text());
        let before = anyone.page(&format!("{path}?as-of=2026-11-17")).await;
        assert!(!before.text().contains(said), "{path}");
    }
    let events = anyone.page("/bg/epizodi/moving").await;
    assert!(events.text().contains("vendor не работи"), "{}", events.text());
}

async fn it_touches_exactly_what_it_names_while_it_lasts(world: World) {
    open_lyulin(&world).await;
    record_one(&world).await;
    let state = Some((Holder::State, "2026-11-21".to_owned()));
    assert_eq!(holder(&world, "lyulin", "mayor-order").await, state);
    assert_eq!(holder(&world, "lyulin", "team").await.unwrap().0, Holder::District);
    let anyone = world.anonymous();
    for (district, page) in [("lyulin", "/bg/rayoni/lyulin"), ("triaditsa", "/bg/rayoni/triaditsa")] {
        let page = anyone.page(page).await;
        let touched: Vec<&str> = page
            .having("tr", "data-requirement")
            .filter(|row| row.text.contains(TOUCHED))
            .filter_map(|row| row.get("data-requirement"))
            .collect();
        assert_eq!(touched, ["mayor-order"], "{district}");
    }
    assert!(!anyone.page("/bg/rayoni/lyulin?programme=moving").await.text().contains(TOUCHED));
    let staff = world.sign_in(Who::Staff).await;
    let checklist = staff.page("/bg/rayoni/lyulin/spisak").await;
    assert!(checklist.text().contains(TOUCHED));
    let listed = anyone.page(PAGE).await;
    assert!(listed.with("data-now", "true").is_some_and(|one| one.text.contains("Заповед")));

    // Its end is recorded: from the day after, the district has it again, and its
    // three days from today on are left out of the wait.
    let client = world.sign_in(Who::Coordinator).await;
    let ended = form("1", "1", "2026-11-18", "2026-11-23");
    assert_eq!(client.json("record_outage", &ended).await.status, 200);
    assert_eq!(holder(&world, "lyulin", "mayor-order").await, state);
    world.pass_days(3);
    let district = Some((Holder::District, "2026-11-24".to_owned()));
    assert_eq!(holder(&world, "lyulin", "mayor-order").await, district);
    let page = anyone.page("/bg/rayoni/lyulin").await;
    assert!(!page.text().contains(TOUCHED));
    let row = page.having("tr", "data-requirement").find(|row| row.text.contains("без дните на прекъсване"));
    assert_eq!(row.unwrap().get("data-requirement"), Some("mayor-order"));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn a_past_day_shows_it_as_known_now_and_as_known_then(world: World) {
    open_lyulin(&world).await;
    world.clock.set(noon("2026-11-25"));
    record_one(&world).await;
    let anyone = world.anonymous();
    let shown =
        async |query: &str| anyone.page(&format!("/bg/rayoni/lyulin?{query}")).await.text().contains(TOUCHED);
    assert!(shown("as-of=2026-11-21").await, "as now known");
    assert!(!shown("as-of=2026-11-21&known=2026-11-22T00:00Z").await, "as known then");
    assert!(!shown("as-of=2026-11-17").await, "before it began");
}

/// The permanent link of a page leads to what the page shows.
async fn a_permanent_link_shows_it_too(world: World) {
    open_lyulin(&world).await;
    world.pass_days(1);
    record_one(&world).await;
    let anyone = world.anonymous();
    let page = anyone.page("/bg/rayoni/lyulin").await;
    assert!(page.text().contains(TOUCHED));
    let mut links = page.having("a", "href").filter_map(|link| link.get("href"));
    let link = links.find(|href| href.starts_with("/bg/rayoni/lyulin?") && href.contains("known=")).unwrap();
    assert!(anyone.page(link).await.text().contains(TOUCHED), "{link}");
}

async fn bad_input_is_refused_at_its_field(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let before = world.content().await;
    let with = |name: &str, value: &str| {
        let mut form = form("", "0", "2026-11-18", "");
        for field in form.iter_mut().filter(|(field, _)| field == name) {
            field.1 = value.to_owned();
        }
        form
    };
    for (field, value, broken) in [
        ("title", " ", Rule::Required),
        ("holder", "district", Rule::NotOffered),
        ("begins_on", "вчера", Rule::NotADate),
        ("ends_on", "2026-11-17", Rule::OutageEndsBeforeStart),
        ("requirements[0]", "unified-model:nothing", Rule::NotOffered),
        ("services[0]", "7", Rule::NotOffered),
    ] {
        assert_eq!(rule(&client.json("record_outage", &with(field, value)).await), broken, "{field}");
    }
    let mut nothing = form("", "0", "2026-11-18", "");
    nothing.retain(|(name, _)| !name.contains('['));
    assert_eq!(rule(&client.json("record_outage", &nothing).await), Rule::TouchesNothing);
    assert_eq!(client.json("record_outage", &form("99", "1", "2026-11-18", "")).await.status, 404);
    assert_eq!(client.json("record_outage", &form("x", "1", "2026-11-18", "")).await.status, 404);
    let page = client.follow(&client.form("record_outage", &with("begins_on", "вчера")).await).await;
    let field = page.by_id("record_outage-begins_on").unwrap();
    assert_eq!(page.value(field), "вчера");
    assert_eq!(world.content().await, before);
}

async fn a_second_save_is_shown_the_first(world: World) {
    record_one(&world).await;
    let client = world.sign_in(Who::SecondCoordinator).await;
    assert_eq!(client.json("record_outage", &form("1", "1", "2026-11-18", "2026-11-23")).await.status, 200);
    let stale = client.json("record_outage", &form("1", "1", "2026-11-18", "2026-11-24")).await;
    assert_eq!(rule(&stale), Rule::ChangedByColleague);
    // Sent twice, it is saved once.
    let ledger = world.ledger().await.len();
    assert_eq!(client.json("record_outage", &form("1", "1", "2026-11-18", "2026-11-23")).await.status, 200);
    assert_eq!(world.ledger().await.len(), ledger);
}

async fn only_coordinators_record(world: World) {
    let before = world.content().await;
    let new = form("", "0", "2026-11-18", "");
    for who in [Who::Staff, Who::Reader, Who::Administrator] {
        let client = world.sign_in(who).await;
        assert!(client.page(PAGE).await.form("record_outage", "").is_none(), "{who:?}");
        assert_eq!(client.json("record_outage", &new).await.status, 403, "{who:?}");
    }
    assert_eq!(world.anonymous().json("record_outage", &new).await.status, 401);
    assert_eq!(world.anonymous().get(PAGE).await.status, 200);
    assert_eq!(world.content().await, before);
}

/// What never was is taken back with a reason, and told; whose move it is follows.
async fn a_mistaken_one_is_withdrawn_with_a_reason(world: World) {
    open_lyulin(&world).await;
    let before = holder(&world, "lyulin", "mayor-order").await;
    record_one(&world).await;
    assert_ne!(holder(&world, "lyulin", "mayor-order").await, before);
    let client = world.sign_in(Who::Coordinator).await;
    let too_early = Rule::BeforeProgramme { starts_on: "2020-03-01".to_owned() };
    let early = client.json("record_outage", &form("", "0", "1999-11-10", "")).await;
    assert_eq!(rule(&early), too_early);
    let mut silent = form("1", "1", "2026-11-18", "2026-11-23");
    silent.retain(|(name, _)| name != "reason");
    assert_eq!(rule(&client.json("record_outage", &silent).await), Rule::Required);
    let of =
        |version: &str, reason: &str| fields([("outage", "1"), ("version", version), ("reason", reason)]);
    assert_eq!(rule(&client.json("withdraw_outage", &of("1", " ")).await), Rule::Required);
    assert_eq!(rule(&client.json("withdraw_outage", &of("7", "Грешка")).await), Rule::ChangedByColleague);
    let staff = world.sign_in(Who::Staff).await;
    assert_eq!(staff.json("withdraw_outage", &of("1", "Грешка")).await.status, 403);
    assert_eq!(world.anonymous().json("withdraw_outage", &of("1", "Грешка")).await.status, 401);
    assert_eq!(client.json("withdraw_outage", &of("1", "Друг регистър")).await.status, 200);
    assert_eq!(client.json("withdraw_outage", &of("1", "Друг регистър")).await.status, 200, "sent twice");
    assert_eq!(holder(&world, "lyulin", "mayor-order").await, before);
    let page = world.anonymous().page(PAGE).await;
    assert!(page.with("data-outage", "1").is_none());
    assert!(page.text().contains("Друг регистър"), "{}", page.text());
    let last = world.ledger().await.pop().unwrap();
    assert_eq!((last.operation.as_str(), last.new), ("withdraw_outage", None));
    assert_eq!(
        client
            .json("withdraw_outage", &fields([("outage", "99"), ("version", "1"), ("reason", "х")]))
            .await
            .status,
        404
    );
    assert_eq!(world.faults().await, Vec::<String>::new());
}

on_both_databases![
    two_at_once_are_told_alike_today_and_later,
    a_mistaken_one_is_withdrawn_with_a_reason,
    it_touches_exactly_what_it_names_while_it_lasts,
    a_past_day_shows_it_as_known_now_and_as_known_then,
    a_permanent_link_shows_it_too,
    bad_input_is_refused_at_its_field,
    a_second_save_is_shown_the_first,
    only_coordinators_record,
];
