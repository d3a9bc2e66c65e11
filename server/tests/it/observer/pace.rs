//! When a host is asked, and by whom: one process at a time, with pauses.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use app::clock::Moment;
use app::clock::source::Clock;
use app::observer::model::{Outcome, Streak};
use app::observer::run::{Settings, Step};
use app::observer::store::{LEASE, list_checks, take_lease};
use app::service::model::Observed;

use super::host::{Host, PHRASE};
use super::{allowing, check, check_of, only_check, round, round_of, settings, wait_until};
use crate::commands::serving::serve_with;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// What a host does, and not a page, is found out once and holds for all its pages;
/// it is not asked sooner than it wants, whoever presses what.
async fn a_host_is_left_in_peace(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    for (service, path) in [("2107", "/busy"), ("2079", "/page"), ("2046", "/page2")] {
        let answer = coordinator.json("add_check", &check_of(service, host.url(path).as_str(), PHRASE)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
    }
    // Two are due, one comes later.
    world
        .execute("UPDATE observer_check SET next_at = next_at - 1 WHERE service_number = 2107")
        .await
        .unwrap();
    world
        .execute("UPDATE observer_check SET next_at = next_at + 600000 WHERE service_number = 2046")
        .await
        .unwrap();
    assert_eq!(round(&world, &host).await, 2);
    assert_eq!((host.count("/busy"), host.count("/page"), host.count("/robots.txt")), (1, 0, 1));
    let wanted = world.clock.now().plus_seconds(7_200);
    for check in list_checks(world.db.read()).await.unwrap() {
        assert_eq!(check.next_at, wanted, "{}", check.address);
        let told = check.last.map(|(_, outcome)| outcome);
        assert_eq!(told, (check.service != 2046).then_some(Outcome::Busy));
        assert_eq!(check.streak, Streak::default(), "it says nothing of the service");
    }
    // Nor by a new check, nor by pressing „Провери сега“.
    let hasten = check("", "");
    assert_eq!(coordinator.json("hasten_check", &hasten).await.status, 200);
    let added = check_of("2102", host.url("/page").as_str(), PHRASE);
    assert_eq!(coordinator.json("add_check", &added).await.status, 200);
    assert!(list_checks(world.db.read()).await.unwrap().iter().all(|one| one.next_at == wanted));
    assert_eq!(round(&world, &host).await, 0);

    // A host that is not there fails for all its pages; three times make it known.
    coordinator.json("remove_check", &check("", "")).await;
    host.robots.store(0, Ordering::SeqCst);
    for _ in 0..3 {
        let next = list_checks(world.db.read()).await.unwrap().iter().map(|one| one.next_at.0).max().unwrap();
        wait_until(&world, Moment(next));
        assert_eq!(round(&world, &host).await, 3);
    }
    assert_eq!((host.count("/robots.txt"), host.count("/page")), (4, 0));
    for check in list_checks(world.db.read()).await.unwrap() {
        assert_eq!(check.streak.known(), Some(Observed::NotWorking));
    }
}

/// Between two questions to a host there is a pause, whoever asked first.
async fn a_host_is_asked_with_pauses(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    for (service, path) in [("2107", "/page"), ("2079", "/page2")] {
        coordinator.json("add_check", &check_of(service, host.url(path).as_str(), PHRASE)).await;
    }
    let settings = Settings { pause: Duration::from_millis(700), ..settings(&host) };
    let begun = Instant::now();
    assert_eq!(round_of(&world, &host, "one", &settings).await, (2, Step::Idle));
    assert!(begun.elapsed() >= Duration::from_millis(700), "{:?}", begun.elapsed());
    assert_eq!(host.count("/robots.txt"), 1, "the rules are read once in a round");
}

/// Two processes never ask at once, and one that died is followed by another.
async fn one_process_asks(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    for service in ["2107", "2079", "2046"] {
        let added = check_of(service, host.url("/page").as_str(), PHRASE);
        assert_eq!(coordinator.json("add_check", &added).await.status, 200);
    }
    assert!(take_lease(&world.db, "dead", world.clock.now()).await.unwrap());
    assert_eq!(round_of(&world, &host, "one", &settings(&host)).await, (0, Step::Elsewhere));
    assert!(host.requests().is_empty());
    wait_until(&world, world.clock.now().plus_seconds(LEASE + 1));
    let settings = settings(&host);
    let (one, two) =
        tokio::join!(round_of(&world, &host, "one", &settings), round_of(&world, &host, "two", &settings),);
    assert_eq!(one.0 + two.0, 3, "{one:?} {two:?}");
    assert_eq!(host.count("/page"), 3, "each was asked once");
    assert!(take_lease(&world.db, "another", world.clock.now()).await.unwrap(), "it was given back");
}

/// The real server, killed in the middle of a question: the address is still due, and
/// another asks it. Told to stop in the middle of one, it stops.
async fn a_killed_server_repeats_one_question(world: World) {
    let host = Host::start().await;
    let world = allowing(&world, &host).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    coordinator.json("add_check", &check(host.url("/hangs").as_str(), PHRASE)).await;
    world.execute("UPDATE observer_check SET next_at = 0").await.unwrap();
    let hosts = format!("[{:?}]", host.allowed().0[0]);
    let settings = [
        ("REDOM_OBSERVER_ENABLED", "true"),
        ("REDOM_OBSERVER_ALLOW_HOSTS", hosts.as_str()),
        ("REDOM_PUBLIC_URL", "https://redom.example"),
    ];
    let first = serve_with(&world, &settings);
    host.until_asked("/hangs", 1).await;
    first.kill();
    let left = only_check(&world).await;
    assert_eq!((left.last, left.next_at), (None, Moment(0)), "nothing is noted and it is still due");
    // Its lease runs out.
    world.execute("UPDATE observer_lease SET until = 1").await.unwrap();
    let second = serve_with(&world, &settings);
    host.until_asked("/hangs", 2).await;
    let begun = Instant::now();
    second.tell_to_stop();
    assert_eq!(second.exit_code(), Some(0));
    assert!(begun.elapsed() < Duration::from_secs(8), "it does not wait for the answer");
    assert_eq!(only_check(&world).await.last, None);
    assert_eq!(world.rows("SELECT until FROM observer_lease").await[0]["until"].as_i64(), Some(0));
    let agent = "user-agent: redom/0.1.0 (+https://redom.example/bg/kak-e-smetnato#observer)";
    assert!(host.requests().iter().all(|one| one.to_lowercase().contains(agent)), "{:?}", host.requests());
}

on_both_databases![
    a_host_is_left_in_peace,
    a_host_is_asked_with_pauses,
    one_process_asks,
    a_killed_server_repeats_one_question,
];
