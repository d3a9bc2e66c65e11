//! What people say they need: counted without an account or a cookie, once a
//! day, and forgotten but for the number.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use app::capacity::model::Week;
use app::demand::model::{Amount, last_ended};
use app::demand::store::{forget_past, load_published};
use axum::extract::ConnectInfo;
use http::{Request, header};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::client::{Answer, Fields, fields};
use crate::support::database::Kind;
use crate::support::people::Who;
use crate::support::{World, on_both_databases, today};

const FORM: &str = "/bg/nuzhna-mi-e";
const TABLE: &str = "/bg/tarsene";
const THANKS: &str = "/bg/nuzhna-mi-e/blagodarim?usluga=2079&rayon=lyulin";
const NETWORK: &str = "192.0.2.7:4000";

fn wish(service: &str, district: &str) -> Fields {
    fields([("service", service), ("district", district), ("website", "")])
}

async fn send_from(world: &World, peer: &str, form: &Fields) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let origin = &world.config.public_url;
    let peer: SocketAddr = peer.parse().unwrap();
    let request = Request::post(FORM)
        .header(header::HOST, origin.split("//").nth(1).unwrap())
        .header(header::ORIGIN, origin)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(peer));
    world.anonymous().send(request.body(body.into()).unwrap()).await
}

/// Somebody in this network presses the button.
async fn press(world: &World, peer: &str) {
    let answer = send_from(world, peer, &wish("2079", "lyulin")).await;
    assert_eq!((answer.status, answer.location()), (303, THANKS), "{}", answer.text());
    assert_eq!(answer.header("set-cookie"), None);
}

async fn count(world: &World) -> i64 {
    let rows = world.rows("SELECT count FROM demand_count ORDER BY week DESC").await;
    rows.first().map_or(0, |row| row["count"].as_i64().unwrap())
}

/// Somebody says what they need; all three tables have a row.
pub async fn ask_once(world: &World) {
    press(world, NETWORK).await;
}

async fn from_the_button_to_the_table(world: World) {
    let anyone = world.anonymous();
    let page = anyone.page("/bg/rayoni/lyulin/uslugi").await;
    let button = page.all("button").find(|one| one.get("value") == Some("2079")).unwrap();
    assert_eq!(button.get("form"), Some("need-lyulin"));
    assert_eq!(page.by_id("need-lyulin").unwrap().get("action"), Some(FORM));
    let thanks = anyone.page(THANKS).await;
    assert!(thanks.text().contains("нужна електронно в район „Люлин“"), "{}", thanks.text());
    for number in 1..=5 {
        press(&world, &format!("192.0.2.{number}:1")).await;
    }
    assert_eq!(count(&world).await, 5);
    // Before the week is over nothing is said of it.
    assert!(anyone.page(TABLE).await.having("tr", "data-service").next().is_none());
    world.pass_days(2);
    let page = anyone.page(TABLE).await;
    let row = page.having("tr", "data-service").next().unwrap();
    assert_eq!((row.get("data-service"), row.get("data-district")), (Some("2079"), Some("lyulin")));
    let cells: Vec<String> =
        page.inside(row).filter(|one| one.name == "td").map(|one| one.text.trim().to_owned()).collect();
    assert_eq!(cells[1..6], ["5", "по-малко от 5", "по-малко от 5", "по-малко от 5", "5"]);
    assert!(page.text().contains("16.11–22.11.2026 г."));
    assert!(anyone.page("/en/tarsene").await.text().contains("fewer than 5"));
    // It is no entry, and the content is as it was.
    assert_eq!(world.faults().await, Vec::<String>::new());
    assert_eq!(anyone.cookie(), None);
}

async fn four_are_not_told_from_none(world: World) {
    for number in 1..=4 {
        press(&world, &format!("192.0.2.{number}:1")).await;
    }
    world.pass_days(7);
    let page = world.anonymous().get(TABLE).await.text();
    world.execute("DELETE FROM demand_count").await.unwrap();
    let other = world.another_process(world.config.clone()).await;
    other.pass_days(7);
    assert_eq!(other.anonymous().get(TABLE).await.text(), page, "the same bytes");
    let table = load_published(world.db.read(), &[Week::of(today())], today()).await.unwrap();
    assert!(table.weeks.is_empty(), "a week that is not over is not given to anybody");
}

async fn once_a_day_for_a_network(world: World) {
    let version = world.db.refresh_content_version().await.unwrap();
    let entries = world.ledger().await.len();
    for peer in [NETWORK, NETWORK, "192.0.2.7:9999"] {
        press(&world, peer).await;
    }
    assert_eq!(count(&world).await, 1, "pressed again, it says the same and counts once");
    for peer in ["[2001:db8:1:2::1]:1", "[2001:db8:1:2:ffff::9]:1"] {
        press(&world, peer).await;
    }
    assert_eq!(count(&world).await, 2, "a subscriber of IPv6 has many addresses");
    // Another process on the database has the same salt.
    press(&world.another_process(world.config.clone()).await, NETWORK).await;
    assert_eq!(count(&world).await, 2);
    assert_eq!(send_from(&world, NETWORK, &wish("2079", "iskar")).await.status, 303);
    assert_eq!(send_from(&world, NETWORK, &wish("2107", "lyulin")).await.status, 303);
    world.pass_days(1);
    press(&world, NETWORK).await;
    let all = world.rows("SELECT service_number, district_id, count FROM demand_count ORDER BY 1, 2").await;
    let counts: Vec<i64> = all.iter().map(|row| row["count"].as_i64().unwrap()).collect();
    assert_eq!(counts.iter().sum::<i64>(), 5, "each service, each district, each day: {all:?}");
    // A flood of presses makes no page anew, and nothing goes into the ledger.
    assert_eq!(world.db.refresh_content_version().await.unwrap(), version);
    assert_eq!(world.ledger().await.len(), entries);
}

/// Two processes at once: nobody's press is lost and nobody's counts twice.
async fn at_once_from_two_processes(world: World) {
    let other = world.another_process(world.config.clone()).await;
    let mut tasks = Vec::new();
    for number in 1..=12 {
        for world in [&world, &other] {
            let world = world.clone();
            tasks.push(tokio::spawn(async move { press(&world, &format!("198.51.100.{number}:1")).await }));
        }
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(count(&world).await, 12);
}

/// All bytes of the database, as far as it is a file.
fn files(world: &World) -> Vec<u8> {
    let path = world.url.strip_prefix("sqlite://").unwrap();
    ["", "-wal"].iter().flat_map(|end| std::fs::read(format!("{path}{end}")).unwrap_or_default()).collect()
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn secrets(world: &World) -> Vec<String> {
    let mut all = Vec::new();
    for sql in ["SELECT value AS secret FROM demand_salt", "SELECT hash AS secret FROM demand_mark"] {
        all.extend(world.rows(sql).await.iter().map(|row| row["secret"].as_str().unwrap().to_owned()));
    }
    all
}

/// Once the day is over, the next press or the server's own tidying leaves
/// neither salt nor hash, also not in the files.
async fn nothing_outlives_the_day(world: World) {
    for by_press in [false, true] {
        press(&world, NETWORK).await;
        let of_day = secrets(&world).await;
        assert_eq!(of_day.len(), 2);
        forget_past(&world.db, sofia_today(&world)).await.unwrap();
        assert_eq!(secrets(&world).await, of_day, "before the day is over nothing is forgotten");
        if world.kind == Kind::Sqlite {
            assert!(has(&files(&world), &of_day[0]), "otherwise this test would see nothing");
        }
        world.pass_days(1);
        if by_press {
            let answer = send_from(&world, "192.0.2.99:1", &wish("2107", "iskar")).await;
            assert_eq!(answer.status, 303);
        } else {
            forget_past(&world.db, sofia_today(&world)).await.unwrap();
            assert_eq!(secrets(&world).await, Vec::<String>::new());
        }
        let left = secrets(&world).await;
        assert!(of_day.iter().all(|one| !left.contains(one)));
        if world.kind == Kind::Sqlite {
            let files = files(&world);
            assert!(of_day.iter().all(|one| !has(&files, one)), "what is deleted is overwritten");
        }
    }
}

fn sofia_today(world: &World) -> chrono::NaiveDate {
    use app::clock::source::{Clock, sofia_day};
    sofia_day(world.clock.now())
}

/// What the log is written to in this test.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// Not even a log of everything has the salt, a hash or an address.
async fn no_log_tells_who_it_was(world: World) {
    // Where tests share a process, the first of them sets it for all.
    static LOG: LazyLock<Log> = LazyLock::new(|| {
        let log = Log::default();
        let filter = EnvFilter::new("trace");
        let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(log.clone()).finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        log
    });
    let log = LOG.clone();
    press(&world, NETWORK).await;
    let written = String::from_utf8_lossy(&log.0.lock().unwrap().clone()).into_owned();
    assert!(written.contains("nuzhna-mi-e"), "the request is in it: {written}");
    for secret in secrets(&world).await {
        assert!(!written.contains(&secret));
    }
    assert!(!written.contains("192.0.2.7"), "{written}");
}

async fn bad_input_is_said_at_its_field_and_counts_nothing(world: World) {
    for (field, value) in [
        ("service", ""),
        ("service", "7"),
        ("service", "2079; DROP TABLE demand_count"),
        ("service", "99999999999999999999"),
        ("district", ""),
        ("district", "atlantis"),
        ("website", "https://spam.example"),
    ] {
        let mut form = wish("2079", "lyulin");
        form.iter_mut().find(|(name, _)| name == field).unwrap().1 = value.to_owned();
        let answer = send_from(&world, NETWORK, &form).await;
        assert_eq!(answer.status, 422, "{field}={value}");
        let page = answer.page();
        assert!(!page.by_id(&format!("need_service-{field}-problem")).unwrap().text.is_empty());
        assert!(page.with("href", &format!("#need_service-{field}")).is_some());
        let chosen: Vec<&str> =
            page.having("option", "selected").filter_map(|one| one.get("value")).collect();
        let expected = if field == "website" { 2 } else { 1 };
        assert_eq!(chosen.iter().filter(|one| ["2079", "lyulin"].contains(one)).count(), expected);
    }
    assert_eq!(send_from(&world, NETWORK, &wish("2079", "a\0b")).await.status, 400);
    assert_eq!(send_from(&world, NETWORK, &wish("2079", &"x".repeat(9_000))).await.status, 413);
    assert_eq!(count(&world).await, 0);
    assert_eq!(secrets(&world).await, Vec::<String>::new());
    let anyone = world.anonymous();
    for (path, status) in [
        ("/bg/tarsene?sedmitsa=2026-W46", 200),
        ("/bg/tarsene?sedmitsa=2026-W47", 400),
        ("/bg/tarsene?sedmitsa=vchera", 400),
        ("/bg/tarsene?sedmitsa=0001-W01", 200),
        ("/bg/tarsene?sort=total&dir=asc", 200),
        ("/bg/tarsene?sort=nothing", 404),
        ("/bg/nuzhna-mi-e/blagodarim", 404),
        ("/bg/nuzhna-mi-e/blagodarim?usluga=2079&rayon=atlantis", 404),
        ("/bg/nuzhna-mi-e?usluga=x&rayon=%3Cscript%3E", 200),
    ] {
        assert_eq!(anyone.get(path).await.status, status, "{path}");
    }
}

/// A form on another site cannot press for its readers.
async fn another_site_cannot_press(world: World) {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(wish("2079", "lyulin")).finish();
    let request = Request::post(FORM)
        .header(header::HOST, world.config.public_url.split("//").nth(1).unwrap())
        .header(header::ORIGIN, "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = world.anonymous().send(request.body(body.into()).unwrap()).await;
    assert_eq!(answer.status, 403);
    assert_eq!(count(&world).await, 0);
}

async fn coordinators_see_the_order_and_never_a_number_below_the_floor(world: World) {
    let week = last_ended(today()).monday();
    for (service, district, count) in
        [(2079, "lyulin", 12), (2107, "lyulin", 9), (2079, "iskar", 5), (1997, "iskar", 4)]
    {
        let sql = format!(
            "INSERT INTO demand_count (week, service_number, district_id, count) \
             SELECT '{week}', {service}, id, {count} FROM district WHERE slug = '{district}'"
        );
        assert_eq!(world.execute(&sql).await.unwrap(), 1);
    }
    let coordinator = world.sign_in(Who::Coordinator).await;
    let board = coordinator.page("/bg/tablo").await;
    let order: Vec<&str> =
        board.having("li", "data-needed").filter_map(|one| one.get("data-needed")).collect();
    assert_eq!(order, ["lyulin:2079", "lyulin:2107", "iskar:2079"]);
    let words: Vec<bool> = board
        .having("li", "data-needed")
        .zip(["най-търсена", "много търсена", "търсена"])
        .map(|(item, word)| item.text.contains(word) && !item.text.contains('%'))
        .collect();
    assert_eq!(words, [true; 3]);
    let table = load_published(world.db.read(), &[last_ended(today())], today()).await.unwrap();
    let said = table.rows.iter().flat_map(|row| &row.amounts);
    assert!(said.clone().count() == 3 && said.clone().all(|one| *one >= Amount::Said(5)));
    // Staff of one district has its own board; the public has none.
    assert_eq!(world.anonymous().get("/bg/tablo").await.status, 303);
}

/// One address sends hundreds: it is held back, and pages are as quick for
/// everybody else.
async fn a_flood_from_one_address_costs_others_nothing(world: World) {
    world.anonymous().page(TABLE).await;
    let flood = {
        let world = world.clone();
        tokio::spawn(async move {
            let mut statuses = Vec::new();
            for _ in 0..120 {
                statuses.push(send_from(&world, "198.51.100.9:1", &wish("2079", "lyulin")).await.status);
            }
            statuses
        })
    };
    let mut slowest = Duration::ZERO;
    for number in 1..=10 {
        let begun = Instant::now();
        world.anonymous().page(TABLE).await;
        press(&world, &format!("192.0.2.{number}:1")).await;
        slowest = slowest.max(begun.elapsed());
    }
    let statuses = flood.await.unwrap();
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 30);
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 90);
    println!("slowest page and press under a flood: {slowest:?}");
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
    let held = send_from(&world, "198.51.100.9:2", &wish("2079", "lyulin")).await;
    assert!(held.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().unwrap() <= 60));
    assert!(held.page().by_id("need_service-errors").unwrap().text.contains("твърде много"));
    assert_eq!(count(&world).await, 11, "the flood counts once");
}

on_both_databases![
    from_the_button_to_the_table,
    four_are_not_told_from_none,
    once_a_day_for_a_network,
    at_once_from_two_processes,
    nothing_outlives_the_day,
    no_log_tells_who_it_was,
    bad_input_is_said_at_its_field_and_counts_nothing,
    another_site_cannot_press,
    coordinators_see_the_order_and_never_a_number_below_the_floor,
    a_flood_from_one_address_costs_others_nothing,
];
