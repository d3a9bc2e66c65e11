//! Lock-out: by account and by address.

use std::net::SocketAddr;

use app::error::AppError;
use app::text::Lang;
use app::text::problem::error_text;
use axum::extract::ConnectInfo;
use server::config::Config;

use crate::support::client::{Answer, fields, post};
use crate::support::people::{PASSWORD, Who};
use crate::support::{World, on_both_databases};

/// A password so long that it is refused without being hashed.
fn absurd() -> String {
    "x".repeat(300)
}

async fn an_account_is_locked_after_ten_attempts(world: World) {
    let client = world.anonymous();
    for attempt in 1..=10 {
        // The name is the same in any case and with white space around it.
        let name = if attempt % 2 == 0 { " Lyulin" } else { "lyulin" };
        assert_eq!(client.try_sign_in(name, &absurd()).await.status, 422, "attempt {attempt}");
    }
    let error = client.try_sign_in("lyulin", PASSWORD).await.error();
    let AppError::TooManyAttempts { seconds } = error else { panic!("{error:?}") };
    assert!((1..=30).contains(&seconds), "{seconds}");
    for lang in Lang::ALL {
        let form = fields([("user_name", "lyulin"), ("password", PASSWORD), ("lang", lang.code())]);
        let answer = client.form("sign_in", &form).await;
        let page = client.follow(&answer).await;
        let told = error_text(lang, &AppError::TooManyAttempts { seconds });
        assert!(page.by_class("error-summary").unwrap().text.contains(&told), "{}", page.text());
        assert_eq!(page.value(page.by_id("sign_in-user_name").unwrap()), "lyulin");
    }
    assert_eq!(client.try_sign_in("coordinator", PASSWORD).await.status, 200, "others are not locked");
}

async fn guessing_the_present_password_is_limited_too(world: World) {
    let client = world.sign_in(Who::Reader).await;
    let wrong = absurd();
    let form =
        fields([("present_password", &wrong), ("new_password", &wrong), ("repeated_password", &wrong)]);
    for _ in 0..9 {
        assert_eq!(client.json("change_password", &form).await.status, 422);
    }
    assert_eq!(client.json("change_password", &form).await.status, 429);
}

async fn an_address_is_locked_after_fifty_attempts(world: World) {
    let office = "192.0.2.7:4000";
    for attempt in 0..50 {
        assert_eq!(try_from(&world, office, None, attempt).await.status, 422, "attempt {attempt}");
    }
    assert_eq!(try_from(&world, "192.0.2.7:4999", None, 50).await.status, 429);
    // Everybody can write this header; only a trusted proxy's is believed.
    assert_eq!(try_from(&world, office, Some("198.51.100.1"), 51).await.status, 429);
    assert_eq!(try_from(&world, "192.0.2.8:4000", None, 52).await.status, 422);
}

async fn behind_a_trusted_proxy_the_client_counts(world: World) {
    let proxy: std::net::IpAddr = "10.0.0.1".parse().unwrap();
    let behind = world.another_process(Config { trusted_proxies: vec![proxy], ..Config::default() }).await;
    for attempt in 0..50 {
        let forwarded = Some("203.0.113.9, 198.51.100.1");
        assert_eq!(try_from(&behind, "10.0.0.1:80", forwarded, attempt).await.status, 422);
    }
    // What stands left of the address the proxy saw is the client's own word.
    assert_eq!(try_from(&behind, "10.0.0.1:80", Some("9.9.9.9, 198.51.100.1"), 50).await.status, 429);
    assert_eq!(try_from(&behind, "10.0.0.1:80", Some("198.51.100.2"), 51).await.status, 422);
}

/// An attempt from an address, each for another account.
async fn try_from(world: &World, peer: &str, forwarded: Option<&str>, attempt: u32) -> Answer {
    let name = format!("nobody-{attempt}");
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("user_name", &name)
        .append_pair("password", &absurd())
        .finish();
    let mut request = post(world, "sign_in", "application/json");
    if let Some(forwarded) = forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    let peer: SocketAddr = peer.parse().unwrap();
    world.anonymous().send(request.extension(ConnectInfo(peer)).body(body.into()).unwrap()).await
}

on_both_databases![
    an_account_is_locked_after_ten_attempts,
    guessing_the_present_password_is_limited_too,
    an_address_is_locked_after_fifty_attempts,
    behind_a_trusted_proxy_the_client_counts,
];
