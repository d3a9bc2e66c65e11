//! The outbox and the worker that empties it, against a mail server that takes,
//! refuses, vanishes and hangs.

mod another;

use app::clock::source::Clock;

use app::mail::model::LEASE_SECONDS;
use sea_orm::JsonValue;
use server::mail::smtp::Connection;
use server::mail::{Step, deliver_next};

use crate::commands::serving::serve_with;
use crate::commands::{fail, succeed};
use crate::subscription::{secret, send, subscribe, suspend_serdika, with_mail};
use crate::support::client::fields;
use crate::support::people::Who;
use crate::support::smtp::{MailServer, Then};
use crate::support::{World, on_both_databases};

const BOARD: &str = "/bg/tablo/poshta";

/// The world with a mail server that listens, and one subscriber to all news.
async fn mailing(world: &World) -> (World, MailServer) {
    let server = MailServer::start().await;
    let mailing = world.another_process(with_mail(&world.config, server.port)).await;
    subscribe(&mailing, "someone@example.bg", "all").await;
    world.clock.set(mailing.clock.now());
    (mailing, server)
}

/// What the worker does until nothing is due or the server rests.
async fn deliver(world: &World) -> Vec<Step> {
    let smtp = world.config.smtp().unwrap();
    let mut connection: Option<Connection> = None;
    let mut steps = Vec::new();
    loop {
        let step = deliver_next(&world.site, &smtp, &mut connection).await.unwrap();
        if step == Step::Idle {
            return steps;
        }
        steps.push(step);
    }
}

async fn outbox(world: &World) -> Vec<JsonValue> {
    world.rows("SELECT * FROM outbox ORDER BY id").await
}

async fn a_letter_is_whole_and_is_kept_no_longer(world: World) {
    let (world, server) = mailing(&world).await;
    suspend_serdika(&world).await;
    let waiting = outbox(&world).await;
    assert_eq!(deliver(&world).await, [Step::Sent]);
    let letters = server.taken();
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(
        (letter.from.as_str(), letter.to.as_str()),
        ("redom-bounces@sofia.example", "someone@example.bg")
    );
    let header = |name: &str| letter.header(name).unwrap_or_else(|| panic!("{name}: {}", letter.text));
    assert_eq!(header("Message-ID"), waiting[0]["message_id"].as_str().unwrap());
    assert!(header("From").ends_with("<redom@sofia.example>"));
    assert!(header("Subject").starts_with("=?utf-8?"));
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    assert_eq!(header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert!(header("List-Id").ends_with("<redom.sofia.example>"));
    assert_eq!(header("Date"), "Sat, 21 Nov 2026 12:00:10 +0000");
    assert!(letter.plain().contains("Район „Сердика“: Работата по"), "{}", letter.plain());
    assert!(letter.html().contains("<p>Причина: Наводнен сървър</p>"), "{}", letter.html());
    // The address in the header is the one in the words, and it works.
    let secret = secret(&letter.plain());
    assert_eq!(
        header("List-Unsubscribe"),
        format!("<{}/bg/abonament/kray?kod={secret}>", world.config.public_url)
    );
    let sent = outbox(&world).await;
    assert_eq!((sent[0]["state"].as_str(), sent[0]["recipient"].as_str()), (Some("sent"), Some("")));
    assert_eq!((sent[0]["plain"].as_str(), sent[0]["html"].as_str()), (Some(""), Some("")));
    assert_eq!(deliver(&world).await, []);
    assert_eq!(send(&world, "/bg/abonament/kray", &fields([("kod", &secret)])).await.status, 200);
    assert!(world.rows("SELECT id FROM subscription").await.is_empty());
}

async fn a_server_that_is_down_for_a_day_loses_nothing(world: World) {
    let (world, server) = mailing(&world).await;
    // Nobody listens there.
    let down = world.another_process(with_mail(&world.config, 1)).await;
    down.clock.set(world.clock.now());
    suspend_serdika(&world).await;
    let message_id = outbox(&world).await[0]["message_id"].clone();
    let mut attempts = 0;
    for _ in 0..24 * 12 {
        attempts += deliver(&down).await.len();
        down.clock.set(app::clock::Moment(down.clock.now().0 + 5 * 60_000));
    }
    assert!((8..30).contains(&attempts), "it waits longer and longer: {attempts} attempts");
    let waiting = outbox(&world).await;
    assert_eq!(waiting[0]["state"].as_str(), Some("queued"));
    assert!(waiting[0]["failure"].as_str().unwrap().contains("onnection"), "{waiting:?}");
    // It is back.
    world.clock.set(app::clock::Moment(down.clock.now().0 + 5 * 3_600_000));
    assert_eq!(deliver(&world).await, [Step::Sent]);
    let letters = server.taken();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].header("message-id").as_deref(), message_id.as_str());
    assert!(letters[0].header("date").unwrap().starts_with("Sat, 21 Nov 2026"), "the day it was written");
}

async fn what_is_refused_for_now_is_tried_again(world: World) {
    let (world, server) = mailing(&world).await;
    suspend_serdika(&world).await;
    let reasons = [
        Then::AtSender("451 4.3.2 later"),
        Then::AtSender("530 5.7.0 sign in first"),
        Then::AtRecipient("450 4.2.1 greylisted"),
        Then::AtEnd("452 4.3.1 no room"),
    ];
    server.plan(&reasons);
    for reason in reasons {
        assert_ne!(deliver(&world).await, [Step::Sent], "{reason:?}");
        assert_eq!(deliver(&world).await, [], "not at once");
        world.pass_days(1);
    }
    assert_eq!(deliver(&world).await, [Step::Sent]);
    assert_eq!(outbox(&world).await[0]["attempts"].as_i64(), Some(5));
    assert_eq!(server.taken().len(), 1);
}

async fn after_five_days_it_is_given_up_and_an_administrator_sees_it(world: World) {
    let (world, server) = mailing(&world).await;
    suspend_serdika(&world).await;
    server.plan(&[Then::AtEnd("451 4.3.0 later"), Then::AtEnd("451 4.3.0 later")]);
    assert_eq!(deliver(&world).await, [Step::Refused]);
    world.pass_days(6);
    assert_eq!(deliver(&world).await, [Step::Refused]);
    assert_eq!(outbox(&world).await[0]["state"].as_str(), Some("dead"));
    assert!(world.rows("SELECT id FROM subscription WHERE suspended_at IS NOT NULL").await.is_empty());

    for who in [Who::Coordinator, Who::Staff, Who::Reader] {
        assert_eq!(world.sign_in(who).await.get(BOARD).await.status, 403, "{who:?}");
    }
    assert_eq!(world.anonymous().get(BOARD).await.status, 303);
    let administrator = world.sign_in(Who::Administrator).await;
    let page = administrator.page(BOARD).await;
    assert!(
        page.text().contains("someone@example.bg") && page.text().contains("451 4.3.0 later"),
        "{}",
        page.text()
    );
    let id = outbox(&world).await[0]["id"].to_string();
    let settle = |act: &str| fields([("lang", "bg"), ("back", BOARD), ("letter", &id), ("act", act)]);
    assert_eq!(world.anonymous().json("settle_letter", &settle("again")).await.status, 401);
    assert_eq!(
        world.sign_in(Who::Coordinator).await.json("settle_letter", &settle("again")).await.status,
        403
    );
    assert_eq!(administrator.json("settle_letter", &settle("burn")).await.status, 422);
    let unknown = fields([("letter", "x"), ("act", "again")]);
    assert_eq!(administrator.json("settle_letter", &unknown).await.status, 404);
    let again = administrator.form("settle_letter", &settle("again")).await;
    assert!(administrator.follow(&again).await.text().contains("Записано."));
    // Pressed twice it is sent once.
    assert_eq!(administrator.json("settle_letter", &settle("again")).await.status, 200);
    assert_eq!(deliver(&world).await, [Step::Sent]);
    assert_eq!(administrator.json("settle_letter", &settle("discard")).await.status, 200);
    assert_eq!(outbox(&world).await.len(), 1, "what was sent is not thrown away");
    assert_eq!(server.taken().len(), 1);
}

async fn a_missing_mailbox_is_written_to_no_longer(world: World) {
    let (world, server) = mailing(&world).await;
    suspend_serdika(&world).await;
    server.plan(&[Then::AtRecipient("550 5.1.1 no such user")]);
    assert_eq!(deliver(&world).await, [Step::Refused]);
    let rows = world.rows("SELECT bounced FROM subscription WHERE suspended_at IS NOT NULL").await;
    assert!(rows[0]["bounced"].as_str().unwrap().contains("no such user"), "{rows:?}");
    assert_eq!(outbox(&world).await[0]["state"].as_str(), Some("dead"));
    // Nothing more is written to it, until its owner confirms anew.
    suspend_elsewhere(&world).await;
    assert_eq!(outbox(&world).await.len(), 1);
    let administrator = world.sign_in(Who::Administrator).await;
    assert!(administrator.page(BOARD).await.text().contains("no such user"));
    subscribe(&world, "someone@example.bg", "all").await;
    assert!(world.rows("SELECT id FROM subscription WHERE suspended_at IS NOT NULL").await.is_empty());
}

async fn suspend_elsewhere(world: &World) {
    let filled_in = [("since", "2026-11-16"), ("reason", "Пожар"), ("expected_return", "2027-01-11")];
    crate::onboarding::operation::step(Who::Coordinator, "suspend_onboarding", None, filled_in)
        .take(world, "triaditsa")
        .await;
}

async fn a_relay_that_refuses_us_ends_no_subscription(world: World) {
    let (world, server) = mailing(&world).await;
    suspend_serdika(&world).await;
    server.plan(&[Then::AtRecipient("554 5.7.1 relay access denied")]);
    assert_eq!(deliver(&world).await, [Step::Refused]);
    assert_eq!(outbox(&world).await[0]["state"].as_str(), Some("dead"));
    assert!(world.rows("SELECT id FROM subscription WHERE suspended_at IS NOT NULL").await.is_empty());
}

async fn a_report_that_comes_back_ends_the_subscription(world: World) {
    let (world, server) = mailing(&world).await;
    suspend_serdika(&world).await;
    assert_eq!(deliver(&world).await, [Step::Sent]);
    let id = server.taken()[0].header("message-id").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let report = |status: &str, id: &str| {
        let file = folder.path().join("report.eml");
        let text = format!(
            "From: MAILER-DAEMON@mx.example\r\n\r\nAction: failed\r\nStatus: {status}\r\n\
             Diagnostic-Code: smtp; 550 no such user\r\n\r\nMessage-ID: {id}\r\n"
        );
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let suspended = "SELECT id FROM subscription WHERE suspended_at IS NOT NULL";
    assert!(succeed(&world.url, &["mail", "bounce", &report("4.4.1", &id)]).contains("nothing was changed"));
    assert!(
        succeed(&world.url, &["mail", "bounce", &report("5.1.1", "<x@y>")]).contains("no letter of ours")
    );
    assert!(world.rows(suspended).await.is_empty());
    assert!(succeed(&world.url, &["mail", "bounce", &report("5.1.1", &id)]).contains("no longer"));
    assert_eq!(world.rows(suspended).await.len(), 1);
    let reply = folder.path().join("reply.eml");
    std::fs::write(&reply, format!("Subject: Out of office\r\n\r\n{id}")).unwrap();
    assert!(fail(&world.url, &["mail", "bounce", reply.to_str().unwrap()]).contains("no report"));
    assert!(fail(&world.url, &["mail", "bounce", "/nowhere"]).contains("cannot read"));
    let said = succeed(&world.url, &["mail", "status"]);
    assert!(said.contains("sent       1") && said.contains("  stopped  1"), "{said}");
}

async fn a_server_that_vanishes_gets_the_same_letter_again(world: World) {
    let (world, server) = mailing(&world).await;
    suspend_serdika(&world).await;
    server.plan(&[Then::TakeAndVanish]);
    assert_eq!(deliver(&world).await, [Step::Down]);
    world.pass_days(1);
    assert_eq!(deliver(&world).await, [Step::Sent]);
    let ids: Vec<_> = server.taken().iter().map(|letter| letter.header("message-id")).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
}

async fn two_workers_send_each_letter_once(world: World) {
    let (world, server) = mailing(&world).await;
    for number in 0..40 {
        let row = format!(
            "INSERT INTO subscription (email, lang, confirmed_at) VALUES ('s{number}@example.bg', 'bg', 0)"
        );
        world.execute(&row).await.unwrap();
    }
    world
        .execute("INSERT INTO subscription_scope (subscription_id, district) SELECT id, '' FROM subscription WHERE confirmed_at = 0")
        .await
        .unwrap();
    suspend_serdika(&world).await;
    let other = world.another_process(world.config.clone()).await;
    other.clock.set(world.clock.now());
    let (ours, theirs) = tokio::join!(deliver(&world), deliver(&other));
    assert_eq!(ours.len() + theirs.len(), 41);
    let mut to: Vec<String> = server.taken().into_iter().map(|letter| letter.to).collect();
    to.sort_unstable();
    to.dedup();
    assert_eq!((to.len(), server.taken().len()), (41, 41));
}

/// The real server, killed between the mail server's having the letter and its
/// saying so: the letter is still there, and goes out again as the same one.
async fn a_killed_server_loses_nothing(world: World) {
    let (world, server) = mailing(&world).await;
    suspend_serdika(&world).await;
    server.plan(&[Then::TakeAndHang]);
    let port = server.port.to_string();
    let settings = [
        ("REDOM_SMTP_HOST", "127.0.0.1"),
        ("REDOM_SMTP_PORT", port.as_str()),
        ("REDOM_SMTP_SECURITY", "none"),
        ("REDOM_MAIL_FROM", "redom@sofia.example"),
    ];
    let first = serve_with(&world, &settings);
    assert_eq!(server.until_taken(1).await.len(), 1);
    first.kill();
    let left = outbox(&world).await;
    assert_eq!(left[0]["state"].as_str(), Some("queued"));
    let until = left[0]["leased_until"].as_i64().unwrap();
    // Its lease runs out.
    world
        .execute(&format!("UPDATE outbox SET leased_until = {}", until - LEASE_SECONDS * 1_000))
        .await
        .unwrap();
    let second = serve_with(&world, &settings);
    let letters = server.until_taken(2).await;
    second.tell_to_stop();
    assert_eq!(second.exit_code(), Some(0));
    assert_eq!(letters[0].header("message-id"), letters[1].header("message-id"));
    assert_eq!(
        outbox(&world).await[0]["state"].as_str(),
        Some("sent"),
        "told to stop, it notes what it sent"
    );
}

on_both_databases![
    a_letter_is_whole_and_is_kept_no_longer,
    a_server_that_is_down_for_a_day_loses_nothing,
    what_is_refused_for_now_is_tried_again,
    after_five_days_it_is_given_up_and_an_administrator_sees_it,
    a_missing_mailbox_is_written_to_no_longer,
    a_relay_that_refuses_us_ends_no_subscription,
    a_report_that_comes_back_ends_the_subscription,
    a_server_that_vanishes_gets_the_same_letter_again,
    two_workers_send_each_letter_once,
    a_killed_server_loses_nothing,
];
