//! The observer: an own host that answers, hangs, redirects, lies and breaks is
//! asked as any other, and what is seen is recorded through the same door.

mod asking;
mod host;
mod pace;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use app::clock::Moment;
use app::clock::source::Clock;
use app::error::{AppError, ObserverRule, Rule};
use app::observer::fetch::{Agent, Fetcher, Found, Lookup};
use app::observer::model::Streak;
use app::observer::run::{Observer, Round, Settings, Step};
use app::observer::store::{Kept, list_checks, take_lease};
use app::service::model::Observed;

use crate::commands::{fail, succeed};
use crate::support::client::{Answer, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};
use host::{Host, PHRASE};

const PAGE: &str = "/bg/tablo/nablyudatel";
const AGENT: &str = "Redom/0.1 (+https://redom.example/bg/kak-e-smetnato#observer)";

/// Names as this test has them, and how often one was looked up.
fn names(port: u16) -> (Lookup, Arc<AtomicU32>) {
    let looked = Arc::new(AtomicU32::new(0));
    let count = looked.clone();
    let lookup: Lookup = Arc::new(move |name: String| -> Found {
        count.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            let addresses: &[String] = &match name.as_str() {
                "portal.example.bg" => vec![format!("127.0.0.1:{port}")],
                "mapped.example.bg" => vec![format!("[::ffff:127.0.0.1]:{port}")],
                "mixed.example.bg" => vec!["8.8.8.8:80".to_owned(), format!("127.0.0.1:{port}")],
                "metadata.example.bg" => vec!["169.254.169.254:80".to_owned()],
                "translated.example.bg" => vec!["[64:ff9b::7f00:1]:80".to_owned()],
                "tunnelled.example.bg" => vec!["[2002:7f00:1::]:80".to_owned(), "[2001:0:1::]:80".to_owned()],
                "rebound.example.bg" => vec!["10.0.0.1:80".to_owned()],
                "empty.example.bg" => Vec::new(),
                _ => return Err(std::io::Error::other("there is no such name")),
            };
            Ok(addresses.iter().map(|one| one.parse::<SocketAddr>().unwrap()).collect())
        })
    });
    (lookup, looked)
}

fn agent() -> Agent {
    Agent { name: AGENT.to_owned(), contact: Some("redom@sofia.example".to_owned()) }
}

fn fetcher(host: &Host, patience: Duration) -> Fetcher {
    Fetcher::new(&agent(), host.allowed(), names(host.port).0, patience).unwrap()
}

fn check_of(service: &str, address: &str, phrase: &str) -> Fields {
    fields([
        ("lang", "bg"),
        ("back", PAGE),
        ("check_service", service),
        ("check_district", "lyulin"),
        ("address", address),
        ("phrase", phrase),
    ])
}

fn check(address: &str, phrase: &str) -> Fields {
    check_of("2107", address, phrase)
}

/// A process that may ask this host.
async fn allowing(world: &World, host: &Host) -> World {
    let mut config = world.config.clone();
    config.observer_allow_hosts = host.allowed().0;
    world.another_process(config).await
}

/// What one process does until nothing is due.
async fn round_of(world: &World, host: &Host, holder: &str, settings: &Settings) -> (u32, Step) {
    let fetcher = fetcher(host, Duration::from_secs(4));
    let (db, clock) = (&world.db, world.clock.as_ref());
    let observer = Observer { db, clock, fetcher: &fetcher, settings, holder, chance: || 0 };
    let mut round = Round::default();
    let mut asked = 0;
    loop {
        match observer.step(&mut round).await.unwrap() {
            Step::Asked => asked += 1,
            last => {
                observer.leave().await.unwrap();
                return (asked, last);
            }
        }
    }
}

fn settings(host: &Host) -> Settings {
    Settings { hours: 24, pause: Duration::ZERO, allowed: host.allowed(), enabled: true }
}

async fn round(world: &World, host: &Host) -> u32 {
    round_of(world, host, "one", &settings(host)).await.0
}

async fn only_check(world: &World) -> Kept {
    list_checks(world.db.read()).await.unwrap().remove(0)
}

fn wait_until(world: &World, at: Moment) {
    world.clock.set(Moment(at.0.max(world.clock.now().0)));
}

/// One check of Lyulin's is there; for tests of other things.
pub async fn add_one(world: &World) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    let answer = coordinator.json("add_check", &check("https://egov.bg/x", PHRASE)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

async fn state(world: &World) -> String {
    let page = world.anonymous().page("/bg/rayoni/lyulin/uslugi").await;
    page.by_id("service-2107").unwrap().get("data-state").unwrap().to_owned()
}

async fn from_the_form_to_what_is_known(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    let added = coordinator.form("add_check", &check(host.url("/changing").as_str(), PHRASE)).await;
    assert!(coordinator.follow(&added).await.text().contains("Записано."));
    let before = world.ledger().await.len();
    assert_eq!(round(&world, &host).await, 1);
    assert_eq!(state(&world).await, "unknown", "one answer is not believed");
    assert_eq!(only_check(&world).await.streak, Streak { seen: Some(Observed::Online), times: 1 });
    assert_eq!(world.ledger().await.len(), before);
    let next = only_check(&world).await.next_at;
    assert_eq!(next, world.clock.now().plus_seconds(15 * 60), "the second is asked for soon");
    for _ in 0..3 {
        assert_eq!(coordinator.json("hasten_check", &check("", "")).await.status, 200);
        assert_eq!(round(&world, &host).await, 1);
    }
    assert_eq!(state(&world).await, "unknown", "what comes at once is no second answer");
    wait_until(&world, next);
    assert_eq!(round(&world, &host).await, 1);
    let anyone = world.anonymous();
    let page = anyone.page("/bg/rayoni/lyulin/uslugi").await;
    let item = page.by_id("service-2107").unwrap();
    assert_eq!(item.get("data-state"), Some("online"));
    assert!(item.text.contains("видяно от програмата") && item.text.contains("2 ×"), "{}", item.text);
    assert!(page.text().contains("наблюдателят"), "the change says who made it");
    assert!(anyone.page("/en/rayoni/lyulin/uslugi").await.text().contains("seen by the program"));
    let entries = world.ledger().await;
    assert_eq!(entries.len(), before + 1);
    let entry = entries.last().unwrap();
    assert_eq!((entry.operation.as_str(), entry.role.as_str()), ("observe_offer", "observer"));
    assert!(
        anyone.get("/api/v1/offers?district=lyulin").await.text().contains("\"observed_by\":\"program\"")
    );

    // The next day it is the same, and that is no entry; after a month it is said
    // again, with its day.
    assert_eq!(round(&world, &host).await, 0, "it is not due yet");
    let next = only_check(&world).await.next_at;
    assert_eq!(next, world.clock.now().plus_seconds(86_400));
    wait_until(&world, next);
    assert_eq!(round(&world, &host).await, 1);
    assert_eq!(world.ledger().await.len(), before + 1);
    world.pass_days(30);
    assert_eq!(round(&world, &host).await, 1);
    assert_eq!(world.ledger().await.len(), before + 2);

    // It breaks: once and twice change nothing, and the wait doubles.
    host.changing.store(500, Ordering::SeqCst);
    let mut waits = Vec::new();
    for times in 1..=3 {
        wait_until(&world, only_check(&world).await.next_at);
        let now = world.clock.now();
        assert_eq!(round(&world, &host).await, 1);
        let check = only_check(&world).await;
        assert_eq!(check.streak, Streak { seen: Some(Observed::NotWorking), times });
        waits.push((check.next_at.0 - now.0) / 60_000);
        assert_eq!(state(&world).await, if times < 3 { "online" } else { "not_working" }, "{times}");
    }
    assert_eq!(waits, [15, 30, 60]);
    assert!(anyone.page("/bg/rayoni/lyulin/uslugi").await.text().contains("отговаря с грешка 500"));
    let list = coordinator.page(PAGE).await;
    assert!(
        list.text().contains("отговаря с грешка 500") && list.text().contains("3 от 3"),
        "{}",
        list.text()
    );

    // What a district declares is contradicted by it, by the rule that holds for all.
    let staff = world.sign_in(Who::Staff).await;
    let declared = fields([
        ("lang", "bg"),
        ("district", "lyulin"),
        ("service", "2107"),
        ("version", "0"),
        ("state", "online"),
        ("since", "2026-11-10"),
    ]);
    assert_eq!(staff.json("declare_offer", &declared).await.status, 200);
    let board = coordinator.page("/bg/tablo").await;
    assert!(board.with("data-disagree", "lyulin:2107").is_some());

    // It works again, which is believed at the second answer.
    host.changing.store(200, Ordering::SeqCst);
    for expected in ["disagree", "online"] {
        wait_until(&world, only_check(&world).await.next_at);
        round(&world, &host).await;
        assert_eq!(state(&world).await, expected);
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn what_is_not_certain_is_not_recorded(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    let entries = world.ledger().await.len();
    for (path, key) in [
        ("/error-page", "lacks"),
        ("/private", "robots"),
        ("/denied", "denied:403"),
        ("/metadata", "refused:not_a_name"),
    ] {
        let added = coordinator.json("add_check", &check(host.url(path).as_str(), PHRASE)).await;
        assert_eq!(added.status, 200, "{}", added.text());
        for _ in 0..5 {
            wait_until(&world, only_check(&world).await.next_at);
            assert_eq!(round(&world, &host).await, 1);
        }
        let page = coordinator.page(PAGE).await;
        assert_eq!(page.with("data-check", "lyulin:2107").unwrap().get("data-outcome"), Some(key));
        let removed = coordinator.form("remove_check", &check("", "")).await;
        assert!(coordinator.follow(&removed).await.text().contains("Още няма проверки."));
        assert_eq!(coordinator.json("remove_check", &check("", "")).await.status, 200, "gone stays gone");
    }
    assert_eq!(world.ledger().await.len(), entries);
    assert_eq!(
        world
            .anonymous()
            .page("/bg/rayoni/lyulin/uslugi")
            .await
            .by_id("service-2107")
            .unwrap()
            .get("data-state"),
        Some("unknown")
    );
}

fn rules(answer: &Answer) -> Vec<(String, Rule)> {
    match answer.error() {
        AppError::Invalid { problems } => problems.into_iter().map(|one| (one.field, one.rule)).collect(),
        error => panic!("{error:?}"),
    }
}

async fn bad_input_is_said_at_its_field_and_kept(world: World) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    for (address, rule) in [
        ("http://127.0.0.1/", ObserverRule::NotAName),
        ("http://[::1]/", ObserverRule::NotAName),
        ("http://2130706433/", ObserverRule::NotAName),
        ("http://localhost:3000/", ObserverRule::Internal),
        ("http://db.internal/", ObserverRule::Internal),
        ("https://egov.bg:22/", ObserverRule::OtherPort),
        ("https://a:b@egov.bg/", ObserverRule::HasPassword),
        ("gopher://egov.bg/", ObserverRule::NotAnAddress),
    ] {
        let answer = coordinator.json("add_check", &check(address, PHRASE)).await;
        assert_eq!(rules(&answer), [("address".to_owned(), Rule::Observer(rule))], "{address}");
    }
    let with = |name: &str, value: &str| {
        let mut form = check("https://egov.bg/x", PHRASE);
        form.iter_mut().find(|(field, _)| field == name).unwrap().1 = value.to_owned();
        form
    };
    for (field, value, rule) in [
        ("check_service", "", Rule::Required),
        ("check_service", "7", Rule::NotOffered),
        ("check_district", "atlantis", Rule::NotOffered),
        ("phrase", "да", Rule::TooShort { min: 5 }),
        ("phrase", &"я".repeat(201), Rule::TooLong { max: 200 }),
        ("address", "", Rule::Required),
    ] {
        let answer = coordinator.json("add_check", &with(field, value)).await;
        assert_eq!(rules(&answer), [(field.to_owned(), rule)], "{field}={value}");
    }
    let refused = coordinator.form("add_check", &check("http://10.0.0.1/", PHRASE)).await;
    let page = coordinator.follow(&refused).await;
    assert!(page.by_id("add_check-address-problem").unwrap().text.contains("число"));
    assert_eq!(page.by_id("add_check-address").unwrap().get("value"), Some("http://10.0.0.1/"));
    add_one(&world).await;
    let twice = coordinator.json("add_check", &check("https://egov.bg/y", PHRASE)).await;
    assert_eq!(rules(&twice), [("check_service".to_owned(), Rule::ExistsAlready)]);
    assert_eq!(only_check(&world).await.address, "https://egov.bg/x");
}

async fn only_coordinators_say_what_is_asked(world: World) {
    add_one(&world).await;
    for who in [Who::Staff, Who::Reader, Who::Administrator] {
        let client = world.sign_in(who).await;
        for operation in ["add_check", "remove_check", "hasten_check"] {
            assert_eq!(
                client.json(operation, &check("https://egov.bg/", PHRASE)).await.status,
                403,
                "{who:?}"
            );
        }
        let page = client.page(PAGE).await;
        assert!(page.with("data-check", "lyulin:2107").is_some());
        assert!(page.all("form").all(|form| !form.get("action").unwrap_or_default().ends_with("_check")));
    }
    let anyone = world.anonymous();
    assert_eq!(anyone.json("add_check", &check("https://egov.bg/", PHRASE)).await.status, 401);
    assert_eq!(anyone.get(PAGE).await.status, 303);
    let coordinator = world.sign_in(Who::Coordinator).await;
    assert!(coordinator.page(PAGE).await.text().contains("Наблюдателят е изключен"));
    let mut unknown = check("", "");
    unknown[2].1 = "2079".to_owned();
    assert_eq!(coordinator.json("hasten_check", &unknown).await.status, 404);
    world.clock.set(Moment(world.clock.now().0 + 60_000));
    assert_eq!(coordinator.json("hasten_check", &check("", "")).await.status, 200);
    assert_eq!(only_check(&world).await.next_at, world.clock.now());
}

/// What a person saw today stands, whatever the program sees.
async fn a_persons_word_of_the_day_stands(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    let observed = fields([
        ("lang", "bg"),
        ("district", "lyulin"),
        ("service", "2107"),
        ("version", "0"),
        ("state", "at_desk"),
        ("observed_on", "2026-11-21"),
        ("source", "проверка на място"),
    ]);
    assert_eq!(coordinator.json("observe_offer", &observed).await.status, 200);
    coordinator.json("add_check", &check(host.url("/page").as_str(), PHRASE)).await;
    for _ in 0..2 {
        round(&world, &host).await;
        wait_until(&world, only_check(&world).await.next_at);
    }
    assert_eq!(state(&world).await, "at_desk");
    world.pass_days(1);
    round(&world, &host).await;
    assert_eq!(state(&world).await, "online", "the next day it is seen anew");
}

async fn it_is_off_and_asks_once_on_demand(world: World) {
    add_one(&world).await;
    assert!(succeed(&world.url, &["config"]).contains("observer_enabled = false"));
    assert!(fail(&world.url, &["observe"]).contains("--once"));
    take_lease(&world.db, "another", Moment(i64::MAX / 2)).await.unwrap();
    world.execute("UPDATE observer_check SET next_at = 0").await.unwrap();
    let said = succeed(&world.url, &["observe", "--once"]);
    assert!(said.contains("0 addresses asked.") && said.contains("Another process asks"), "{said}");
    world.execute("DELETE FROM observer_check").await.unwrap();
    assert!(succeed(&world.url, &["observe", "--once"]).starts_with("0 addresses asked."));
}

on_both_databases![
    from_the_form_to_what_is_known,
    what_is_not_certain_is_not_recorded,
    a_persons_word_of_the_day_stands,
    bad_input_is_said_at_its_field_and_kept,
    only_coordinators_say_what_is_asked,
    it_is_off_and_asks_once_on_demand,
];
