//! The observer: an own host that answers, hangs, redirects, lies and breaks is
//! asked as any other, and what is seen is recorded through the same door.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use app::clock::Moment;
use app::clock::source::Clock;
use app::error::{AppError, ObserverRule, Rule};
use app::observer::address::Allowed;
use app::observer::fetch::{Asked, Fetcher, Found, Lookup, Rules};
use app::observer::model::{Failure, Outcome};
use app::observer::run::{Observer, Settings};
use app::observer::store::{Kept, list_checks, take_lease};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use crate::support::client::{Answer, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const PAGE: &str = "/bg/tablo/nablyudatel";
const PHRASE: &str = "Заявяване на услугата";
const AGENT: &str = "Redom/0.1 (+https://redom.example/bg/kak-e-smetnato#observer)";

/// A host that does as the path says, and what it was asked.
#[derive(Clone)]
struct Host {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    /// What `/changing` answers now.
    changing: Arc<AtomicU32>,
}

impl Host {
    async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let host = Self {
            port: listener.local_addr().unwrap().port(),
            asked: Arc::default(),
            changing: Arc::new(AtomicU32::new(200)),
        };
        let serving = host.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serving.clone().answer(stream));
            }
        });
        host
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://127.0.0.1:{}{path}", self.port)).unwrap()
    }

    fn allowed(&self) -> Allowed {
        Allowed(vec![format!("127.0.0.1:{}", self.port)])
    }

    fn requests(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn answer(self, mut stream: TcpStream) {
        let mut head = Vec::new();
        let mut byte = [0; 512];
        while !head.windows(4).any(|end| end == b"\r\n\r\n") {
            match stream.read(&mut byte).await {
                Ok(0) | Err(_) => return,
                Ok(read) => head.extend_from_slice(&byte[..read]),
            }
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(head.clone());
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        let page = format!("<!DOCTYPE html><h1>{}</h1>", PHRASE.to_uppercase());
        let html = "content-type: text/html; charset=utf-8";
        let send = |status: &str, headers: &str, body: &[u8]| {
            let mut out = format!("HTTP/1.1 {status}\r\n{headers}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len()).into_bytes();
            out.extend_from_slice(body);
            out
        };
        let redirect = |to: &str| send("302 Found", &format!("location: {to}"), b"");
        let out = match path.as_str() {
            "/robots.txt" => send("200 OK", "content-type: text/plain", b"User-agent: *\nDisallow: /private\n"),
            "/page" | "/private" => send("200 OK", html, page.as_bytes()),
            "/changing" => match self.changing.load(Ordering::SeqCst) {
                200 => send("200 OK", html, page.as_bytes()),
                status => send(&format!("{status} Broken"), html, b"oops"),
            },
            "/error-page" => send("200 OK", html, "<h1>Възникна грешка</h1>".as_bytes()),
            "/gone" => send("404 Not Found", html, page.as_bytes()),
            "/busy" => send("429 Too Many Requests", "retry-after: 7200", b""),
            "/down" => send("503 Service Unavailable", "retry-after: 100", b""),
            "/moved" => redirect("/page"),
            "/itself" => redirect("/itself"),
            "/nowhere" => send("302 Found", html, b""),
            "/metadata" => redirect("http://169.254.169.254/latest/meta-data/"),
            "/inside" => redirect("http://127.0.0.1:1/"),
            "/name-inside" => redirect("http://rebound.example.bg/"),
            "/other-scheme" => redirect("file:///etc/passwd"),
            "/picture" => send("200 OK", "content-type: image/png", page.as_bytes()),
            "/bomb" => send("200 OK", &format!("{html}\r\ncontent-encoding: gzip"), &[31, 139, 8, 0]),
            "/garbage" => b"\x00\x01\x02 nothing of this is HTTP\r\n\r\n".to_vec(),
            "/hangs" | "/slow-body" => {
                if path == "/slow-body" {
                    let head = format!("HTTP/1.1 200 OK\r\n{html}\r\ncontent-length: 1000\r\n\r\nЗа");
                    let _ = stream.write_all(head.as_bytes()).await;
                }
                // Until the other side gives up.
                let _ = stream.read(&mut byte).await;
                return;
            }
            "/huge" => {
                let head = format!("HTTP/1.1 200 OK\r\n{html}\r\nconnection: close\r\n\r\n");
                let _ = stream.write_all(head.as_bytes()).await;
                let chunk = vec![b'x'; 64 * 1024];
                let mut sent = 0u32;
                while stream.write_all(&chunk).await.is_ok() && sent < 10_000 {
                    sent += 1;
                }
                self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(format!("sent {sent}"));
                return;
            }
            // Closed without a word.
            _ => return,
        };
        let _ = stream.write_all(&out).await;
    }
}

/// Names as this test has them; a second look finds another address.
fn names(port: u16) -> (Lookup, Arc<AtomicU32>) {
    let looked = Arc::new(AtomicU32::new(0));
    let count = looked.clone();
    let lookup: Lookup = Arc::new(move |name: String| -> Found {
        let time = count.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            let address: SocketAddr = match (name.as_str(), time) {
                ("mapped.example.bg", _) => format!("[::ffff:127.0.0.1]:{port}").parse().unwrap(),
                ("metadata.example.bg", _) => "169.254.169.254:80".parse().unwrap(),
                ("rebound.example.bg", _) => "127.0.0.1:80".parse().unwrap(),
                _ => return Err(std::io::Error::other("there is no such name")),
            };
            Ok(vec![address])
        })
    });
    (lookup, looked)
}

fn fetcher(host: &Host, patience: Duration) -> Fetcher {
    Fetcher::new(AGENT, host.allowed(), names(host.port).0, patience).unwrap()
}

async fn ask(host: &Host, path: &str) -> Asked {
    fetcher(host, Duration::from_secs(2)).ask(&host.url(path), PHRASE, &mut Rules::new()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_answers_redirects_lies_and_breaks() {
    let host = Host::start().await;
    for (path, outcome) in [
        ("/page", Outcome::Offers),
        ("/moved", Outcome::Offers),
        ("/error-page", Outcome::Lacks),
        ("/huge", Outcome::Lacks),
        ("/private", Outcome::Robots),
        ("/gone", Outcome::Failed(Failure::Status(404))),
        ("/itself", Outcome::Failed(Failure::Redirects)),
        ("/nowhere", Outcome::Failed(Failure::Redirects)),
        ("/picture", Outcome::Failed(Failure::NotText)),
        ("/bomb", Outcome::Failed(Failure::NotText)),
        ("/garbage", Outcome::Failed(Failure::Broken)),
        ("/closed", Outcome::Failed(Failure::Broken)),
        ("/metadata", Outcome::Refused(ObserverRule::NotAName)),
        ("/inside", Outcome::Refused(ObserverRule::NotAName)),
        ("/name-inside", Outcome::Refused(ObserverRule::Internal)),
        ("/other-scheme", Outcome::Refused(ObserverRule::NotAnAddress)),
    ] {
        assert_eq!(ask(&host, path).await.outcome, outcome, "{path}");
    }
    assert_eq!(ask(&host, "/busy").await, Asked { outcome: Outcome::Busy, wait: Some(7_200) });
    assert_eq!(ask(&host, "/down").await, Asked { outcome: Outcome::Busy, wait: Some(100) });
    let requests = host.requests();
    let itself = requests.iter().filter(|one| one.starts_with("GET /itself ")).count();
    assert_eq!(itself, 6, "at most five redirects");
    assert!(!requests.iter().any(|one| one.starts_with("GET /private ")), "what is not wished is not fetched");
    let sent: u32 = requests.iter().find_map(|one| one.strip_prefix("sent ")).unwrap().parse().unwrap();
    assert!(sent < 200, "of a page without end only the beginning is read: {sent} × 64 KB");
    for one in requests.iter().filter(|one| one.starts_with("GET")) {
        let lower = one.to_lowercase();
        assert!(one.contains(AGENT), "it says who it is: {one}");
        assert!(!lower.contains("cookie") && !lower.contains("referer"), "{one}");
        assert!(lower.contains("accept-encoding: identity"), "{one}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_hangs_is_left_in_time() {
    let host = Host::start().await;
    for path in ["/hangs", "/slow-body"] {
        let begun = Instant::now();
        let patience = Duration::from_millis(400);
        let asked = fetcher(&host, patience).ask(&host.url(path), PHRASE, &mut Rules::new()).await;
        assert_eq!(asked.outcome, Outcome::Failed(Failure::TimedOut), "{path}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{path}: {:?}", begun.elapsed());
    }
    let closed = Host { port: 1, ..host };
    assert_eq!(ask(&closed, "/page").await.outcome, Outcome::Failed(Failure::Unreachable));
}

/// A name that stands for an internal address is not connected to, and a name is
/// looked up once for each connection: what was judged is what is connected to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_of_internal_addresses_are_refused() {
    let host = Host::start().await;
    let (lookup, looked) = names(host.port);
    let fetcher = Fetcher::new(AGENT, Allowed::default(), lookup, Duration::from_secs(2)).unwrap();
    for name in ["mapped", "metadata", "rebound"] {
        let before = looked.load(Ordering::SeqCst);
        let url = Url::parse(&format!("http://{name}.example.bg/page")).unwrap();
        let asked = fetcher.ask(&url, PHRASE, &mut Rules::new()).await;
        assert_eq!(asked.outcome, Outcome::Refused(ObserverRule::Internal), "{name}");
        assert_eq!(looked.load(Ordering::SeqCst), before + 1);
    }
    let unknown = Url::parse("https://nothing.example.bg/").unwrap();
    let asked = fetcher.ask(&unknown, PHRASE, &mut Rules::new()).await;
    assert_eq!(asked.outcome, Outcome::Failed(Failure::Unreachable));
    assert_eq!(host.requests(), Vec::<String>::new(), "nobody was asked");
}

fn check(address: &str, phrase: &str) -> Fields {
    fields([
        ("lang", "bg"),
        ("back", PAGE),
        ("check_service", "2107"),
        ("check_district", "lyulin"),
        ("address", address),
        ("phrase", phrase),
    ])
}

/// A process that may ask this host.
async fn allowing(world: &World, host: &Host) -> World {
    let mut config = world.config.clone();
    config.observer_allow_hosts = host.allowed().0;
    world.another_process(config).await
}

async fn round(world: &World, host: &Host) -> u32 {
    let fetcher = fetcher(host, Duration::from_secs(2));
    let settings = Settings { hours: 24, pause: Duration::ZERO, allowed: host.allowed(), enabled: true };
    let (db, clock) = (&world.db, world.clock.as_ref());
    let observer = Observer { db, clock, fetcher: &fetcher, settings: &settings, holder: "one", chance: || 0 };
    observer.round().await.unwrap()
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

async fn from_the_form_to_what_is_known(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    let added = coordinator.form("add_check", &check(host.url("/changing").as_str(), PHRASE)).await;
    assert!(coordinator.follow(&added).await.text().contains("Записано."));
    assert_eq!(round(&world, &host).await, 1);
    let anyone = world.anonymous();
    let page = anyone.page("/bg/rayoni/lyulin/uslugi").await;
    let item = page.by_id("service-2107").unwrap();
    assert_eq!(item.get("data-state"), Some("online"));
    assert!(item.text.contains("видяно от програмата"), "{}", item.text);
    assert!(page.text().contains("наблюдателят"), "the change says who made it");
    assert!(anyone.page("/en/rayoni/lyulin/uslugi").await.text().contains("seen by the program"));
    let entries = world.ledger().await.len();

    // The next day it is the same, and that is no entry.
    assert_eq!(round(&world, &host).await, 0, "it is not due yet");
    wait_until(&world, only_check(&world).await.next_at);
    assert_eq!(round(&world, &host).await, 1);
    assert_eq!(world.ledger().await.len(), entries);

    // It breaks: once and twice change nothing, and the wait doubles.
    host.changing.store(500, Ordering::SeqCst);
    let mut waits = Vec::new();
    for failures in 1..=3 {
        wait_until(&world, only_check(&world).await.next_at);
        let now = world.clock.now();
        assert_eq!(round(&world, &host).await, 1);
        let check = only_check(&world).await;
        assert_eq!(check.failures, failures);
        waits.push((check.next_at.0 - now.0) / 60_000);
        let page = anyone.page("/bg/rayoni/lyulin/uslugi").await;
        let expected = if failures < 3 { "online" } else { "not_working" };
        assert_eq!(page.by_id("service-2107").unwrap().get("data-state"), Some(expected), "{failures}");
    }
    assert_eq!(waits, [15, 30, 60]);
    assert!(anyone.page("/bg/rayoni/lyulin/uslugi").await.text().contains("HTTP 500 × 3"));
    let list = coordinator.page(PAGE).await;
    assert!(list.text().contains("отговаря с грешка 500") && list.text().contains("3 / 3"), "{}", list.text());

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

    // It works again, at once; a mended page ends the row.
    host.changing.store(200, Ordering::SeqCst);
    wait_until(&world, only_check(&world).await.next_at);
    round(&world, &host).await;
    assert_eq!(only_check(&world).await.failures, 0);
    let page = anyone.page("/bg/rayoni/lyulin/uslugi").await;
    assert_eq!(page.by_id("service-2107").unwrap().get("data-state"), Some("online"));
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
        ("/busy", "busy"),
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
    assert_eq!(world.anonymous().page("/bg/rayoni/lyulin/uslugi").await.by_id("service-2107").unwrap().get("data-state"), Some("unknown"));
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
            assert_eq!(client.json(operation, &check("https://egov.bg/", PHRASE)).await.status, 403, "{who:?}");
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

/// Two processes never ask at once, and one that died is followed by another.
async fn one_process_asks(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    assert_eq!(coordinator.json("add_check", &check(host.url("/page").as_str(), PHRASE)).await.status, 200);
    assert!(take_lease(&world.db, "another", world.clock.now()).await.unwrap());
    assert_eq!(round(&world, &host).await, 0);
    assert!(host.requests().is_empty());
    wait_until(&world, Moment(world.clock.now().0 + 121_000));
    assert_eq!(round(&world, &host).await, 1);
    assert!(take_lease(&world.db, "another", world.clock.now()).await.unwrap(), "it was given back");
}

on_both_databases![
    from_the_form_to_what_is_known,
    what_is_not_certain_is_not_recorded,
    bad_input_is_said_at_its_field_and_kept,
    only_coordinators_say_what_is_asked,
    one_process_asks,
];
