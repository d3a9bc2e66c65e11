//! Signing in and out: sessions, cookies, lock-out, and where it leads.

mod account;
mod limits;

use app::auth::store::{delete_expired_sessions, disable_account};
use app::auth::text::SIGN_IN;
use app::error::{AppError, Rule};
use app::text::Lang;
use app::text::problem::problem_text;
use http::{HeaderName, Method, Request};
use server::config::Config;

use crate::support::client::{Client, fields};
use crate::support::people::{PASSWORD, Who};
use crate::support::{World, noon, on_both_databases};

/// Whether this browser is signed in.
async fn is_signed_in(client: &Client) -> bool {
    let answer = client.get("/bg/profil").await;
    assert!(answer.status == 200 || answer.location() == "/bg/vhod?back=/bg/profil");
    answer.status == 200
}

async fn the_page_leads_to_where_one_wanted_to_go(world: World) {
    let client = world.anonymous();
    let wanted = "/en/rayoni/lyulin/spisak?programme=moving";
    let answer = client.get(wanted).await;
    assert_eq!(answer.status, 303);
    let page = client.follow(&answer).await;
    assert_eq!(page.all("h1").next().unwrap().text, SIGN_IN.en);
    let mut form = page.sent(page.form("sign_in", "").unwrap());
    for (name, value) in &mut form {
        match name.as_str() {
            "user_name" => *value = "  LYULIN ".to_owned(),
            "password" => *value = PASSWORD.to_owned(),
            _ => {}
        }
    }
    let answer = client.form("sign_in", &form).await;
    assert_eq!((answer.status, answer.location()), (303, wanted));
    assert!(client.page(wanted).await.text().contains("lyulin"));
    let again = client.get("/en/vhod?back=/en/rayoni/iskar").await;
    assert_eq!((again.status, again.location()), (303, "/en/rayoni/iskar"));
}

async fn a_wrong_name_and_a_wrong_password_are_told_the_same(world: World) {
    let client = world.anonymous();
    let expected = AppError::invalid("password", Rule::WrongCredentials);
    let cases =
        [("nobody", PASSWORD), ("lyulin", "wrong"), ("disabled", PASSWORD), ("' OR 1=1 --", PASSWORD)];
    for (name, password) in cases {
        assert_eq!(client.try_sign_in(name, password).await.error(), expected, "{name}");
        for lang in Lang::ALL {
            let form = fields([("lang", lang.code()), ("user_name", name), ("password", password)]);
            let answer = client.form("sign_in", &form).await;
            let page = client.follow(&answer).await;
            assert_eq!(page.lang(), lang.code());
            let told = problem_text(lang, &Rule::WrongCredentials);
            assert_eq!(page.by_id("sign_in-password-problem").unwrap().text, told);
            assert!(page.by_class("error-summary").unwrap().text.contains(&told));
            assert_eq!(page.value(page.by_id("sign_in-user_name").unwrap()), name);
            assert_eq!(page.value(page.by_id("sign_in-password").unwrap()), "", "no password comes back");
        }
        assert!(!is_signed_in(&client).await);
    }
    let kept = world.rows("SELECT data FROM session").await;
    assert!(kept.iter().all(|row| !row.to_string().contains(PASSWORD)), "no password is kept");
    let both = client.try_sign_in(" ", "").await.error();
    let AppError::Invalid { problems } = both else { panic!("{both:?}") };
    let broken: Vec<_> = problems.iter().map(|one| (one.field.as_str(), &one.rule)).collect();
    assert_eq!(broken, [("user_name", &Rule::Required), ("password", &Rule::Required)]);
}

async fn nobody_is_led_to_another_site(world: World) {
    let elsewhere = [
        "https://evil.example/bg/",
        "//evil.example/bg/",
        "/\\evil.example",
        "/bg/\\..\\\\evil.example",
        "/bg",
        "/bg/\r\nLocation: https://evil.example",
        "/bg/\u{9}/evil",
        "bg/",
        "/de/",
        "javascript:alert(1)",
        "",
        &format!("/bg/{}", "a".repeat(2000)),
    ];
    // Two people, because one may try ten times.
    for (back, who) in elsewhere.into_iter().zip([Who::Staff, Who::Coordinator].into_iter().cycle()) {
        let client = world.anonymous();
        let form = fields([("user_name", who.user_name()), ("password", PASSWORD), ("back", back)]);
        let answer = client.form("sign_in", &form).await;
        assert_eq!((answer.status, answer.location()), (303, "/bg/"), "{back:?}");
        let encoded: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
        let signed_in = client.get(&format!("/bg/vhod?back={encoded}")).await;
        assert_eq!((signed_in.status, signed_in.location()), (303, "/bg/tablo"), "{back:?}");
        let page = world.anonymous().page(&format!("/en/vhod?back={encoded}")).await;
        let kept = page.sent(page.form("sign_in", "").unwrap());
        assert!(kept.contains(&("back".to_owned(), "/en/tablo".to_owned())), "{kept:?}");
        let answer = client.form("sign_out", &fields([("back", back)])).await;
        assert_eq!(answer.location(), "/bg/", "{back:?}");
    }
}

async fn the_cookie_is_bound_to_this_site(world: World) {
    let https = Config { public_url: "https://redom.example".to_owned(), ..Config::default() };
    let secure = world.another_process(https).await;
    for (world, name, is_secure) in [(world, "redom", false), (secure, "__Host-redom", true)] {
        let answer = world.anonymous().try_sign_in("lyulin", PASSWORD).await;
        let cookie = answer.header("set-cookie").unwrap();
        let (pair, flags) = cookie.split_once("; ").unwrap();
        let flags: Vec<&str> = flags.split("; ").collect();
        let token = pair.strip_prefix(&format!("{name}=")).expect("its name");
        assert!(token.len() >= 22, "128 bits at least");
        for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(flags.contains(&flag), "{flag}: {cookie}");
        }
        assert_eq!(flags.contains(&"Secure"), is_secure);
        assert!(!flags.iter().any(|flag| flag.starts_with("Domain")), "for this host only");
        let kept = world.rows("SELECT * FROM session").await;
        assert!(kept.iter().all(|row| !row.to_string().contains(token)), "only its hash is kept");
    }
}

async fn the_public_gets_no_cookie(world: World) {
    let paths = [
        "/",
        "/bg",
        "/bg/",
        "/en/?programme=moving",
        "/bg/rayoni/lyulin",
        "/bg/vhod",
        "/bg/tablo",
        "/bg/rayoni/lyulin/spisak",
        "/bg/konflikti/1",
        "/bg/nothing",
        "/health/live",
        "/pkg/nothing.css",
    ];
    for path in paths {
        for method in [Method::GET, Method::HEAD] {
            let request = Request::builder().method(method).uri(path).body(Default::default()).unwrap();
            let answer = world.anonymous().send(request).await;
            assert_eq!(answer.header("set-cookie"), None, "{path}");
        }
    }
    let refused = world.anonymous().form("set_dates", &fields([("onboarding", "1"), ("version", "0")])).await;
    assert_eq!((refused.status, refused.header("set-cookie")), (303, None));
    assert!(world.rows("SELECT token_hash FROM session").await.is_empty());
}

async fn a_token_from_before_signing_in_is_worth_nothing(world: World) {
    let client = world.anonymous();
    client.form("sign_in", &fields([("user_name", "lyulin"), ("password", "wrong")])).await;
    let early = client.with_same_cookie(&world);
    assert!(early.cookie().is_some(), "the answer is kept in a session");
    assert_eq!(client.try_sign_in("lyulin", PASSWORD).await.status, 200);
    assert_ne!(client.cookie(), early.cookie());
    assert!(is_signed_in(&client).await);
    assert!(!is_signed_in(&early).await);
}

async fn signing_out_ends_the_session_for_good(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let elsewhere = world.sign_in(Who::Coordinator).await;
    let stolen = client.with_same_cookie(&world);
    let answer = client.form("sign_out", &fields([("back", "/en/")])).await;
    assert_eq!((answer.status, answer.location()), (303, "/en/"));
    assert_eq!(client.cookie(), None);
    assert!(!is_signed_in(&stolen).await);
    assert!(is_signed_in(&elsewhere).await, "the other browser stays signed in");
}

async fn a_session_ends_by_itself(world: World) {
    let client = world.sign_in(Who::Reader).await;
    assert!(is_signed_in(&client).await);
    world.execute("UPDATE session SET expires_at = 1000").await.unwrap();
    assert!(!is_signed_in(&client).await);
    delete_expired_sessions(&world.db, noon("2026-11-21")).await.unwrap();
    assert!(world.rows("SELECT token_hash FROM session").await.is_empty());
}

async fn a_disabled_account_is_out_at_once(world: World) {
    let client = world.sign_in(Who::SecondCoordinator).await;
    // Even when its session should be left behind.
    let kept = world.rows("SELECT token_hash, data, expires_at FROM session").await.remove(0);
    let elsewhere = world.another_process(Config::default()).await;
    disable_account(&elsewhere.db, "Coordinator-2").await.unwrap();
    assert!(!is_signed_in(&client).await);
    let (token, data) = (kept["token_hash"].as_str().unwrap(), kept["data"].as_str().unwrap());
    let expires_at = kept["expires_at"].as_i64().unwrap();
    let restored = format!(
        "INSERT INTO session (token_hash, data, expires_at) VALUES ('{token}', '{data}', {expires_at})"
    );
    world.execute(&restored).await.unwrap();
    assert!(!is_signed_in(&client).await);
    let form = fields([("onboarding", "1"), ("version", "0"), ("reason", "x"), ("agreed", "2027-01-01")]);
    assert_eq!(client.json("set_dates", &form).await.error(), AppError::NotSignedIn);
    let again = world.anonymous().try_sign_in("coordinator-2", PASSWORD).await;
    assert_eq!(again.error(), AppError::invalid("password", Rule::WrongCredentials));
}

async fn a_made_up_cookie_is_nobody(world: World) {
    let client = world.anonymous();
    for cookie in ["redom=x", "redom=", "redom=AAAAAAAAAAAAAAAAAAAAAA", "redom=\"; redom=b", "redom"] {
        let request = Request::get("/bg/profil").header(HeaderName::from_static("cookie"), cookie);
        let answer = client.send(request.body(Default::default()).unwrap()).await;
        assert_eq!((answer.status, answer.location()), (303, "/bg/vhod?back=/bg/profil"), "{cookie}");
    }
}

on_both_databases![
    the_page_leads_to_where_one_wanted_to_go,
    a_wrong_name_and_a_wrong_password_are_told_the_same,
    nobody_is_led_to_another_site,
    the_cookie_is_bound_to_this_site,
    the_public_gets_no_cookie,
    a_token_from_before_signing_in_is_worth_nothing,
    signing_out_ends_the_session_for_good,
    a_session_ends_by_itself,
    a_disabled_account_is_out_at_once,
    a_made_up_cookie_is_nobody,
];
