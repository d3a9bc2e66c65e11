//! Asking a host that answers, hangs, redirects, lies and breaks.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use app::error::ObserverRule;
use app::observer::address::Allowed;
use app::observer::fetch::{Asked, Fetcher, Rules};
use app::observer::model::{Failure, Outcome};
use url::Url;

use super::host::{Host, PHRASE};
use super::{AGENT, agent, fetcher, names};

async fn ask(host: &Host, path: &str) -> Asked {
    fetcher(host, Duration::from_secs(4)).ask(&host.url(path), PHRASE, &mut Rules::new()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_answers_redirects_lies_and_breaks() {
    let host = Host::start().await;
    for (path, outcome) in [
        ("/page", Outcome::Offers),
        ("/moved", Outcome::Offers),
        ("/old", Outcome::Offers),
        ("/error-page", Outcome::Lacks),
        ("/hidden", Outcome::Lacks),
        ("/huge", Outcome::Lacks),
        ("/private", Outcome::Robots),
        ("/moved-to-private", Outcome::Robots),
        ("/denied", Outcome::Denied(403)),
        ("/gone", Outcome::Failed(Failure::Status(404))),
        ("/down-for-good", Outcome::Failed(Failure::Status(503))),
        ("/itself", Outcome::Failed(Failure::Redirects)),
        ("/nowhere", Outcome::Failed(Failure::Redirects)),
        ("/picture", Outcome::Failed(Failure::NotText)),
        ("/bomb", Outcome::Failed(Failure::NotText)),
        ("/short", Outcome::Failed(Failure::Broken)),
        ("/garbage", Outcome::Failed(Failure::Broken)),
        ("/closed", Outcome::Failed(Failure::Broken)),
        ("/metadata", Outcome::Refused(ObserverRule::NotAName)),
        ("/inside", Outcome::Refused(ObserverRule::NotAName)),
        ("/inside-without-scheme", Outcome::Refused(ObserverRule::NotAName)),
        ("/other-scheme", Outcome::Refused(ObserverRule::NotAnAddress)),
    ] {
        assert_eq!(ask(&host, path).await, outcome.into(), "{path}");
    }
    assert_eq!(ask(&host, "/name-inside").await.outcome, Outcome::Refused(ObserverRule::Internal));
    for (path, seconds) in [("/busy", 7_200), ("/busy-until", 300), ("/busy-somehow", 3_600), ("/down", 100)]
    {
        let busy = Asked { outcome: Outcome::Busy, wait: Some(seconds), of_host: true };
        assert_eq!(ask(&host, path).await, busy, "{path}");
    }
    assert_eq!(host.count("/itself"), 6, "at most five redirects");
    assert_eq!(host.count("/private"), 0, "what is not wished is not fetched");
    let requests = host.requests();
    let sent: u32 = requests.iter().find_map(|one| one.strip_prefix("sent ")).unwrap().parse().unwrap();
    assert!(sent < 200, "of a page without end only the beginning is read: {sent} × 64 KiB");
    for one in requests.iter().filter(|one| one.starts_with("GET")) {
        let lower = one.to_lowercase();
        assert!(
            one.contains(AGENT) && lower.contains("from: redom@sofia.example"),
            "it says who it is: {one}"
        );
        assert!(!lower.contains("cookie") && !lower.contains("referer"), "{one}");
        assert!(lower.contains("accept-encoding: identity"), "{one}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_hangs_is_left_in_time() {
    let host = Host::start().await;
    for path in ["/hangs", "/slow-body", "/drips"] {
        let begun = Instant::now();
        let patience = Duration::from_millis(600);
        let asked = fetcher(&host, patience).ask(&host.url(path), PHRASE, &mut Rules::new()).await;
        assert_eq!(asked, Outcome::Failed(Failure::TimedOut).into(), "{path}");
        assert!(begun.elapsed() < Duration::from_secs(3), "{path}: {:?}", begun.elapsed());
    }
    let mut closed = host;
    closed.port = 1;
    let unreachable = Outcome::Failed(Failure::Unreachable);
    assert_eq!(ask(&closed, "/page").await, Asked { of_host: true, ..unreachable.into() });
}

/// Where it is not known what the host asks of programs, the page is not asked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_whose_rules_cannot_be_read_is_left_alone() {
    let host = Host::start().await;
    let of_host = |outcome: Outcome| Asked { of_host: true, ..outcome.into() };
    for (answer, asked) in [
        (500, of_host(Outcome::NoRules)),
        (503, of_host(Outcome::NoRules)),
        (1, of_host(Outcome::NoRules)),
        (429, Asked { wait: Some(60), ..of_host(Outcome::Busy) }),
        (0, of_host(Outcome::Failed(Failure::TimedOut))),
    ] {
        host.robots.store(answer, Ordering::SeqCst);
        assert_eq!(ask(&host, "/page").await, asked, "{answer}");
    }
    assert_eq!(host.count("/page"), 0);
    // There are none: everything may be asked (RFC 9309, 2.3.1.3).
    for answer in [404, 403] {
        host.robots.store(answer, Ordering::SeqCst);
        assert_eq!(ask(&host, "/page").await, Outcome::Offers.into(), "{answer}");
    }
}

/// A name that stands for an internal address is not connected to, and a name is
/// looked up once for each connection: what was judged is what is connected to.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_of_internal_addresses_are_refused() {
    let host = Host::start().await;
    let (lookup, looked) = names(host.port);
    let fetcher =
        |allowed: Allowed| Fetcher::new(&agent(), allowed, lookup.clone(), Duration::from_secs(4)).unwrap();
    let guarded = fetcher(Allowed::default());
    for name in ["portal", "mapped", "mixed", "metadata", "translated", "tunnelled", "rebound"] {
        let before = looked.load(Ordering::SeqCst);
        let url = Url::parse(&format!("http://{name}.example.bg/page")).unwrap();
        let asked = guarded.ask(&url, PHRASE, &mut Rules::new()).await;
        assert_eq!(asked.outcome, Outcome::Refused(ObserverRule::Internal), "{name}");
        assert_eq!(looked.load(Ordering::SeqCst), before + 1);
    }
    for name in ["nothing", "empty"] {
        let url = Url::parse(&format!("https://{name}.example.bg/")).unwrap();
        let asked = guarded.ask(&url, PHRASE, &mut Rules::new()).await;
        assert_eq!(asked.outcome, Outcome::Failed(Failure::Unreachable), "{name}");
    }
    assert_eq!(host.requests(), Vec::<String>::new(), "nobody was asked");

    // The same name, where the administrator lets it be asked.
    let before = looked.load(Ordering::SeqCst);
    let portal = format!("portal.example.bg:{}", host.port);
    let url = Url::parse(&format!("http://{portal}/page")).unwrap();
    let asked = fetcher(Allowed(vec![portal])).ask(&url, PHRASE, &mut Rules::new()).await;
    assert_eq!(asked, Outcome::Offers.into());
    assert_eq!(looked.load(Ordering::SeqCst), before + 2, "robots.txt and the page");
}
