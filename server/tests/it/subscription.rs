//! Subscribing without an account: two steps in, one press out, and never a word
//! on whether an address is known.

use std::net::SocketAddr;

use app::clock::Moment;
use app::clock::source::Clock;
use axum::extract::ConnectInfo;
use http::{Request, header};
use server::config::Config;
use server::mail::smtp::Security;

use crate::onboarding::operation::{Step, step};
use crate::support::client::{Answer, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const FORM: &str = "/bg/abonament";
const CONFIRMATION: &str = "/bg/abonament/potvarzhdenie";
const END: &str = "/bg/abonament/kray";

/// Settings with a mail server at this port.
pub fn with_mail(config: &Config, port: u16) -> Config {
    Config {
        smtp_host: "127.0.0.1".to_owned(),
        smtp_port: port,
        smtp_security: Security::None,
        mail_from: "redom@sofia.example".to_owned(),
        mail_bounces: "redom-bounces@sofia.example".to_owned(),
        ..config.clone()
    }
}

/// The same world with a mail server that nobody talks to.
pub async fn mailing(world: &World) -> World {
    let config = with_mail(&world.config, 9);
    let mailing = world.another_process(config).await;
    mailing.clock.set(world.clock.now());
    mailing
}

async fn send_from(world: &World, peer: &str, path: &str, kind: Option<&str>, form: &Fields) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let origin = &world.config.public_url;
    let peer: SocketAddr = peer.parse().unwrap();
    let mut request = Request::post(path)
        .header(header::HOST, origin.split("//").nth(1).unwrap())
        .header(header::ACCEPT, "text/html")
        .extension(ConnectInfo(peer));
    if let Some(kind) = kind {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    world.anonymous().send(request.body(body.into()).unwrap()).await
}

/// As a browser sends a form.
pub async fn send(world: &World, path: &str, form: &Fields) -> Answer {
    send_from(world, "192.0.2.7:4000", path, Some("application/x-www-form-urlencoded"), form).await
}

async fn form(world: &World, email: &str, scope: &str) -> Fields {
    let page = world.anonymous().page(FORM).await;
    let shown = page.with("name", "shown").unwrap().get("value").unwrap().to_owned();
    world.clock.set(Moment(world.clock.now().0 + 10_000));
    fields([("email", email), ("scope", scope), ("website", ""), ("shown", &shown)])
}

/// Asks for a subscription; the answer.
pub async fn ask(world: &World, email: &str, scope: &str) -> Answer {
    let form = form(world, email, scope).await;
    send(world, FORM, &form).await
}

/// The secret of the last letter that has one.
pub fn secret(text: &str) -> String {
    let at = text.rfind("kod=").unwrap_or_else(|| panic!("no secret in {text}")) + 4;
    text[at..].chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// The plain text of the last letter in the outbox.
async fn last_letter(world: &World) -> String {
    let rows = world.rows("SELECT plain FROM outbox ORDER BY id DESC").await;
    rows[0]["plain"].as_str().unwrap().to_owned()
}

/// Subscribes an address wholly.
pub async fn subscribe(world: &World, email: &str, scope: &str) {
    assert_eq!(ask(world, email, scope).await.status, 200);
    let secret = secret(&last_letter(world).await);
    let done = send(world, CONFIRMATION, &fields([("kod", &secret)])).await;
    assert_eq!(done.status, 200, "{}", done.text());
}

/// A live district falls back.
pub async fn suspend_serdika(world: &World) {
    let filled_in =
        [("since", "2026-11-16"), ("reason", "Наводнен сървър"), ("expected_return", "2027-01-11")];
    step(Who::Coordinator, "suspend_onboarding", None, filled_in).take(world, "serdika").await;
}

fn agree(day: &'static str, because: &'static str) -> Step {
    step(Who::Coordinator, "set_dates", None, [("agreed", day), ("because", because)])
}

/// One confirmed, one not.
pub async fn have_two_addresses(world: &World) {
    let mailing = mailing(world).await;
    subscribe(&mailing, "one@example.bg", "lyulin").await;
    assert_eq!(ask(&mailing, "two@example.bg", "all").await.status, 200);
}

async fn two_steps_in_and_one_press_out(world: World) {
    let world = mailing(&world).await;
    let asked = ask(&world, "Someone@Example.BG", "lyulin").await;
    assert_eq!(asked.status, 200);
    assert!(asked.page().text().contains("Проверете пощата си"));
    assert!(asked.header("set-cookie").is_none() && asked.header("cache-control") == Some("no-store"));
    assert!(world.rows("SELECT id FROM subscription").await.is_empty(), "nothing before it is confirmed");

    let letter = last_letter(&world).await;
    assert!(letter.contains("район „Люлин“"), "{letter}");
    let secret = secret(&letter);
    let kept = world.rows("SELECT token_hash FROM subscription_request").await;
    assert_ne!(kept[0]["token_hash"].as_str(), Some(secret.as_str()), "only a hash is kept");
    // A program that opens every link confirms nothing.
    let page = world.anonymous().page(&format!("{CONFIRMATION}?kod={secret}")).await;
    assert!(page.text().contains("Потвърждавам"));
    assert!(world.rows("SELECT id FROM subscription").await.is_empty());

    let done = send(&world, CONFIRMATION, &fields([("kod", &secret)])).await;
    assert!(done.page().text().contains("Абонаментът е потвърден"));
    let rows = world.rows("SELECT email, lang FROM subscription").await;
    assert_eq!((rows.len(), rows[0]["email"].as_str()), (1, Some("someone@example.bg")));
    assert!(world.rows("SELECT id FROM outbox").await.is_empty(), "the letter that confirmed is gone, too");
    // Sent twice, or opened later, the link says that it has been used.
    for again in [
        send(&world, CONFIRMATION, &fields([("kod", &secret)])).await,
        world.anonymous().get(&format!("{CONFIRMATION}?kod={secret}")).await,
    ] {
        assert_eq!(again.status, 404);
        assert!(again.page().text().contains("Връзката вече не важи"));
    }

    // Again with another district: one address, two districts.
    subscribe(&world, "someone@example.bg", "all").await;
    assert_eq!(world.rows("SELECT email FROM subscription").await.len(), 1);
    assert_eq!(world.rows("SELECT district FROM subscription_scope").await.len(), 2);

    suspend_serdika(&world).await;
    let letter = last_letter(&world).await;
    let secret = self::secret(&letter);
    let opened = world.anonymous().page(&format!("{END}?kod={secret}")).await;
    assert!(opened.text().contains("Отписвам се"), "opening the link ends nothing");
    assert_eq!(world.rows("SELECT id FROM subscription").await.len(), 1);
    // A mail program's own button: no cookie, no origin, its own body.
    let pressed = Request::post(format!("{END}?kod={secret}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .body(
            "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--"
                .into(),
        );
    let pressed = world.anonymous().send(pressed.unwrap()).await;
    assert_eq!(pressed.status, 200, "no redirect: {}", pressed.text());
    for table in ["subscription", "subscription_scope", "outbox"] {
        assert!(world.rows(&format!("SELECT * FROM {table}")).await.is_empty(), "{table}");
    }
    // Done twice it is done, and nobody learns who was subscribed.
    let again = send(&world, END, &fields([("kod", &secret)])).await;
    let never = send(&world, END, &fields([("kod", "nothing")])).await;
    assert_eq!((again.status, never.status), (200, 200));
    assert_eq!(again.page().text(), never.page().text());
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn known_and_unknown_addresses_are_answered_alike(world: World) {
    let world = mailing(&world).await;
    subscribe(&world, "known@example.bg", "lyulin").await;
    let known = ask(&world, "known@example.bg", "lyulin").await;
    let unknown = ask(&world, "unknown@example.bg", "lyulin").await;
    assert_eq!(known.status, unknown.status);
    assert_eq!(known.page().text(), unknown.page().text());
    let (known, unknown) = (
        world.rows("SELECT subject FROM outbox WHERE recipient = 'known@example.bg'").await,
        world.rows("SELECT subject FROM outbox WHERE recipient = 'unknown@example.bg'").await,
    );
    assert_eq!(known, unknown);
}

async fn bad_input_keeps_what_was_typed_and_writes_to_nobody(world: World) {
    let world = mailing(&world).await;
    let good = form(&world, "someone@example.bg", "lyulin").await;
    for (field, value) in [
        ("email", ""),
        ("email", "someone"),
        ("email", "someone@example"),
        ("email", "a@example.bg, b@example.bg"),
        ("email", "a@example.bg\r\nBcc: b@example.bg"),
        ("scope", ""),
        ("scope", "atlantis"),
        ("website", "https://spam.example"),
        ("shown", "0.forged"),
    ] {
        let mut form = good.clone();
        form.iter_mut().find(|(name, _)| name == field).unwrap().1 = value.to_owned();
        // Each from elsewhere, or the limit would answer.
        let peer = format!("192.0.2.{}:4000", 10 + value.len());
        let kind = Some("application/x-www-form-urlencoded");
        let refused = send_from(&world, &peer, FORM, kind, &form).await;
        assert_eq!(refused.status, 422, "{field}={value}");
        let page = refused.page();
        if field == "email" && !value.contains('\r') {
            assert_eq!(page.with("name", "email").unwrap().get("value"), Some(value));
            assert!(page.by_id("subscribe-email-problem").is_some());
        }
    }
    let early = {
        let page = world.anonymous().page(FORM).await;
        let shown = page.with("name", "shown").unwrap().get("value").unwrap().to_owned();
        fields([("email", "a@example.bg"), ("scope", "all"), ("website", ""), ("shown", &shown)])
    };
    assert_eq!(send(&world, FORM, &early).await.status, 422);
    let json = send_from(&world, "192.0.2.99:1", FORM, Some("application/json"), &good).await;
    assert_eq!(json.status, 400);
    let large = fields([("email", &"a".repeat(9_000))]);
    assert_eq!(
        send_from(&world, "192.0.2.98:1", FORM, Some("application/x-www-form-urlencoded"), &large)
            .await
            .status,
        413
    );
    assert!(world.rows("SELECT id FROM outbox").await.is_empty());
    assert!(world.rows("SELECT id FROM subscription_request").await.is_empty());
}

async fn a_mailbox_and_a_network_are_held_back(world: World) {
    let world = mailing(&world).await;
    let good = form(&world, "someone@example.bg", "lyulin").await;
    let kind = Some("application/x-www-form-urlencoded");
    let mut statuses = Vec::new();
    for network in 1..=5 {
        let peer = format!("192.0.2.{network}:4000");
        statuses.push(send_from(&world, &peer, FORM, kind, &good).await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    let mut other = good.clone();
    let mut let_in = 0;
    for number in 0..20 {
        other[0].1 = format!("someone-{number}@example.bg");
        let answer = send_from(&world, "198.51.100.1:4000", FORM, kind, &other).await;
        let_in += usize::from(answer.status == 200);
        if answer.status == 429 {
            assert!(answer.header("retry-after").is_some());
            assert!(answer.page().text().contains("Опитайте отново след"));
        }
    }
    assert_eq!(let_in, 10);
}

async fn what_is_not_confirmed_is_forgotten(world: World) {
    let world = mailing(&world).await;
    assert_eq!(ask(&world, "someone@example.bg", "all").await.status, 200);
    let secret = secret(&last_letter(&world).await);
    world.pass_days(7);
    assert_eq!(send(&world, CONFIRMATION, &fields([("kod", &secret)])).await.status, 404, "too late");
    app::subscription::store::delete_unconfirmed(&world.db, world.clock.now()).await.unwrap();
    for table in ["subscription_request", "outbox", "subscription"] {
        assert!(world.rows(&format!("SELECT * FROM {table}")).await.is_empty(), "{table}");
    }
}

async fn without_a_mail_server_nothing_is_offered_or_kept(world: World) {
    let page = world.anonymous().page(FORM).await;
    assert!(page.with("name", "email").is_none());
    assert!(page.text().contains("не изпраща писма"));
    assert!(page.with("href", "/bg/byuletin.atom").is_some());
    let form = fields([("email", "someone@example.bg"), ("scope", "all"), ("website", ""), ("shown", "")]);
    assert_eq!(send(&world, FORM, &form).await.status, 404);
    suspend_serdika(&world).await;
    assert!(world.rows("SELECT id FROM outbox").await.is_empty());
}

async fn each_hears_once_of_what_concerns_them_in_their_language(world: World) {
    let world = mailing(&world).await;
    subscribe(&world, "both@example.bg", "all").await;
    subscribe(&world, "both@example.bg", "serdika").await;
    subscribe(&world, "there@example.bg", "serdika").await;
    subscribe(&world, "elsewhere@example.bg", "lyulin").await;
    world.execute("UPDATE subscription SET lang = 'en' WHERE email = 'there@example.bg'").await.unwrap();
    suspend_serdika(&world).await;
    let letters = world.rows("SELECT recipient, subject, plain FROM outbox ORDER BY recipient").await;
    let text = |row: usize, column: &str| letters[row][column].as_str().unwrap().to_owned();
    assert_eq!(letters.len(), 2);
    assert_eq!(text(0, "recipient"), "both@example.bg");
    assert_eq!(text(0, "subject"), "Район „Сердика“: работата е временно спряна");
    assert!(text(0, "plain").contains("Причина: Наводнен сървър"), "{}", text(0, "plain"));
    assert!(
        text(1, "plain").contains("Serdika: “")
            && text(1, "plain").contains("suspended since 16 November 2026")
    );
    // Its return is no news.
    step(Who::Coordinator, "return_onboarding", None, [("returned_on", "2026-11-20")])
        .take(&world, "serdika")
        .await;
    assert_eq!(world.rows("SELECT id FROM outbox").await.len(), 2);

    // An agreed date that is set is no news, and one that moves is.
    agree("2027-02-16", "first_setting").take(&world, "lyulin").await;
    assert_eq!(world.rows("SELECT id FROM outbox").await.len(), 2);
    agree("2027-03-16", "municipality").take(&world, "lyulin").await;
    let moved = world.rows("SELECT recipient, plain FROM outbox ORDER BY id DESC").await;
    assert_eq!(moved.len(), 4);
    let plain = moved[0]["plain"].as_str().unwrap();
    assert!(plain.contains("беше 16 февруари 2027 г., сега е 16 март 2027 г."), "{plain}");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn what_is_refused_tells_nobody(world: World) {
    let world = mailing(&world).await;
    subscribe(&world, "someone@example.bg", "all").await;
    let before = world.content().await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    let onboarding = world.onboarding("unified-model", "lyulin").await;
    let (id, version) = (onboarding.id.to_string(), onboarding.version.to_string());
    let form = fields([
        ("onboarding", &id),
        ("version", &version),
        ("since", "2026-11-16"),
        ("reason", "Не работи"),
        ("expected_return", "2027-01-11"),
    ]);
    assert_eq!(coordinator.json("suspend_onboarding", &form).await.status, 422, "it is not live");
    assert_eq!(world.content().await, before);
    assert!(world.rows("SELECT id FROM outbox").await.is_empty());
}

on_both_databases![
    two_steps_in_and_one_press_out,
    known_and_unknown_addresses_are_answered_alike,
    bad_input_keeps_what_was_typed_and_writes_to_nobody,
    a_mailbox_and_a_network_are_held_back,
    what_is_not_confirmed_is_forgotten,
    without_a_mail_server_nothing_is_offered_or_kept,
    each_hears_once_of_what_concerns_them_in_their_language,
    what_is_refused_tells_nobody,
];
