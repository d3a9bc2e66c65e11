//! Requests no page of ours makes.

use app::error::{AppError, Rule};
use app::text::Lang;
use app::text::problem::error_text;
use axum::body::Body;
use http::{Request, header};

use crate::onboarding::plans;
use crate::support::client::{Answer, Client, fields, post};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn send(client: &Client, function: &str, accept: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
    let mut request = post(&client.world, function, accept).body(Body::from(body)).unwrap();
    match kind {
        Some(kind) => request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap()),
        None => request.headers_mut().remove(header::CONTENT_TYPE),
    };
    client.send(request).await
}

async fn bodies_that_cannot_be_read_are_malformed(world: World) {
    let before = world.content().await;
    let onboarding = world.onboarding("unified-model", "lyulin").await.id.0;
    let whole = format!("onboarding={onboarding}&version=0&milestone=preparation&reached_on=2026-11-20");
    let bodies: [Vec<u8>; 14] = [
        Vec::new(),
        b"&&&===".to_vec(),
        b"onboarding".to_vec(),
        format!("onboarding={onboarding}").into(),
        whole.replace("version=0&", "").into(),
        whole.replace("version=0", "version=").into(),
        whole.replace("version=0", "version=first").into(),
        whole.replace("version=0", "version=0.5").into(),
        whole.replace("version=0", "version=99999999999999999999").into(),
        whole.replace(&onboarding.to_string(), "lyulin").into(),
        format!("{whole}&lang=fr").into(),
        whole.replace("version=0", "version[]=0").into(),
        whole.replace("version=0", "version[a][b]=0").into(),
        b"\x00\x01\x02\xff\xfe".to_vec(),
    ];
    let form = Some("application/x-www-form-urlencoded");
    let client = world.sign_in(Who::Coordinator).await;
    for body in bodies {
        let shown = String::from_utf8_lossy(&body).into_owned();
        let answer = send(&client, "mark_milestone", "application/json", form, body.clone()).await;
        assert_eq!(answer.error(), AppError::Malformed, "{shown:?}");
        let answer = send(&client, "mark_milestone", "text/html", form, body.clone()).await;
        assert_eq!(answer.status, 400, "{shown:?}");
        assert!(answer.page().text().contains(&error_text(Lang::Bg, &AppError::Malformed)));
        let mut english = b"lang=en&".to_vec();
        english.extend(&body);
        let answer = send(&client, "mark_milestone", "text/html", form, english).await;
        assert!(matches!(answer.status, 400..=499), "{shown:?}: {}", answer.status);
    }
    assert_eq!(world.content().await, before);
}

async fn a_character_no_database_keeps_is_said_at_its_field(world: World) {
    let client = world.sign_in(Who::Staff).await;
    let before = world.content().await;
    let mut form = world.seen("lyulin", Some(("requirement", "mayor-order"))).await;
    form.extend(fields([("evidence_kind", "text"), ("evidence", "Заповед\0 12")]));
    form.extend(fields([("back", "/bg/rayoni/lyulin/spisak?programme=unified-model")]));
    let code = "U+0000".to_owned();
    let refused = AppError::invalid("evidence", Rule::Invisible { code });
    assert_eq!(client.json("submit_requirement", &form).await.error(), refused);
    let page = client.follow(&client.form("submit_requirement", &form).await).await;
    let sent = page.sent(page.form("submit_requirement", "mayor-order").unwrap());
    assert!(sent.contains(&("evidence".to_owned(), "Заповед 12".to_owned())), "{sent:?}");
    assert_eq!(world.anonymous().json("submit_requirement", &form).await.error(), AppError::NotSignedIn);
    assert_eq!(world.content().await, before);
}

/// Bytes that are no UTF-8 and percent signs that encode nothing are read as
/// best they can be; what comes of them is refused or not, but never fails.
async fn odd_bytes_never_fail(world: World) {
    let before = world.content().await;
    let onboarding = world.onboarding("unified-model", "lyulin").await.id.0;
    let odd: [&[u8]; 9] =
        [b"%", b"%z", b"%zz", b"%ff%fe", b"\xff\xfe", b"%ed%a0%80", b"%00", b"\xf0\x9f", b"%F0%9F%98%80%"];
    let client = world.sign_in(Who::Coordinator).await;
    for bytes in odd {
        for (field, rest) in [
            ("requirement", "&holder=moon"),
            ("version", ""),
            ("holder", "&requirement=team&since=2026-11-01"),
            ("since", "&requirement=team&holder=vendor"),
            ("back", "&requirement=team&holder=moon"),
            ("lang", "&requirement=team&holder=moon"),
            ("conflict", "&requirement=team&holder=moon"),
        ] {
            let start = format!("onboarding={onboarding}&version=0{rest}&{field}=");
            let body = [start.as_bytes(), bytes].concat();
            for accept in ["text/html", "application/json"] {
                let form = Some("application/x-www-form-urlencoded; charset=utf-8");
                let answer = send(&client, "set_holder", accept, form, body.clone()).await;
                assert!(matches!(answer.status, 303 | 400..=499), "{field} {bytes:?}: {}", answer.status);
            }
        }
        let body = [b"user_name=", bytes, b"&password=", bytes].concat();
        let form = Some("application/x-www-form-urlencoded");
        let answer = send(&world.anonymous(), "sign_in", "application/json", form, body).await;
        assert!(matches!(answer.status, 400..=499), "{bytes:?}");
    }
    assert_eq!(world.content().await, before);
}

async fn only_forms_are_read(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let kinds = [
        None,
        Some("application/json"),
        Some("multipart/form-data; boundary=x"),
        Some("text/plain"),
        Some("application/cbor"),
        Some(""),
    ];
    for kind in kinds {
        let body = b"{\"onboarding\":1}".to_vec();
        let answer = send(&client, "set_dates", "application/json", kind, body.clone()).await;
        assert_eq!(answer.error(), AppError::Malformed, "{kind:?}");
        let answer = send(&client, "set_dates", "text/html", kind, body).await;
        assert_eq!(answer.status, 400, "{kind:?}");
        assert_eq!(answer.page().lang(), "bg");
    }
}

async fn odd_addresses_never_fail(world: World) {
    let long = "a".repeat(60_000);
    let rests = [
        "%",
        "%zz",
        "%ff",
        "%00",
        "rayoni/%00",
        "rayoni/%ff",
        "rayoni/%ff/spisak",
        "rayoni/a%00b/spisak",
        "rayoni/..%2f..%2fetc",
        "rayoni/%E2%82",
        "?programme=%00",
        "?programme=%ff",
        "?programme=%",
        "?sort=%00",
        "?sort=name&sort=%ff",
        "?%00=%00",
        "?programme[]=x",
        "?;&&==&",
        "vhod?back=%00",
        "vhod?back=%ff",
        "vhod?back=%",
        "tablo?programme=%00",
        "tablo?programme=%ff",
        "konflikti/%00",
        "konflikti/-1",
        "konflikti/99999999999999999999",
        "rayoni/lyulin?programme=%00",
        "rayoni/lyulin/spisak?programme=%00",
        "rayoni/%00/karta.png",
        "karta.png?programme=%00&as-of=%ff",
        "?color=%00",
        "?view=%ff",
        "profil?%",
        "//evil.example/",
        "\\\\evil",
        &format!("?programme={long}"),
        &format!("?unknown={long}"),
        &format!("rayoni/{long}"),
        &format!("vhod?back=/bg/{long}"),
    ];
    let people = [world.anonymous(), world.sign_in(Who::Coordinator).await];
    for lang in Lang::ALL {
        for rest in rests {
            let path = format!("/{}/{rest}", lang.code());
            let Ok(request) = Request::get(&path).body(()) else { continue };
            let shown: String = path.chars().take(80).collect();
            for client in &people {
                let answer = client.send(request.clone().map(|()| Body::empty())).await;
                assert!(answer.status < 500, "{shown}");
                if answer.status >= 400 {
                    assert_eq!(answer.page().lang(), lang.code(), "{shown}: {}", answer.status);
                }
            }
        }
    }
}

/// A version that never was cannot have been seen by anybody.
async fn made_up_versions_are_malformed(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let before = world.content().await;
    for version in ["-5", "7", "9223372036854775807", "-9223372036854775808"] {
        let mut operation = plans::set_dates();
        operation.fields.push(("version".to_owned(), version.to_owned()));
        let mut form = operation.form(&world, app::text::Lang::Bg).await;
        form.retain(|(name, value)| name != "version" || value == version);
        assert_eq!(client.json("set_dates", &form).await.status, 400, "{version}");
    }
    assert_eq!(world.content().await, before);
    assert!(world.rows("SELECT id FROM conflict").await.is_empty());
}

async fn odd_headers_never_fail(world: World) {
    let long = "x".repeat(8_000);
    let odd: [&[u8]; 6] = [b"", b"\xff\xfe", b";;,,==", b"q=q=q", b"\"", long.as_bytes()];
    let names = [
        "accept",
        "accept-language",
        "accept-encoding",
        "cookie",
        "if-none-match",
        "referer",
        "origin",
        "host",
    ];
    for name in names {
        for value in odd {
            let request = Request::get("/bg/").header(name, value).body(Body::empty()).unwrap();
            let answer = world.anonymous().send(request).await;
            assert!(matches!(answer.status, 200 | 304), "{name}: {value:?}");
            let mut request = post(&world, "set_dates", "text/html").body(Body::from("x=y")).unwrap();
            request.headers_mut().insert(name, http::HeaderValue::from_bytes(value).unwrap());
            let answer = world.anonymous().send(request).await;
            assert!(matches!(answer.status, 303 | 400..=499), "{name}: {value:?}: {}", answer.status);
        }
    }
}

on_both_databases![
    bodies_that_cannot_be_read_are_malformed,
    a_character_no_database_keeps_is_said_at_its_field,
    odd_bytes_never_fail,
    only_forms_are_read,
    odd_addresses_never_fail,
    odd_headers_never_fail,
    made_up_versions_are_malformed,
];
