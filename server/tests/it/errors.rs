//! Whatever is sent, the answer is one of ours: with the right status, in the
//! reader's language, and never a failure.

mod malformed;

use app::error::AppError;
use app::text::Lang;
use app::text::problem::error_text;
use http::{Method, Request, header};
use server::functions::BODY_LIMIT;

use crate::onboarding::plans;
use crate::support::client::{Client, fields, post};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn pages_that_are_not_there_say_so_in_the_language(world: World) {
    for (lang, heading) in [(Lang::Bg, "Страницата не е намерена"), (Lang::En, "Page not found")]
    {
        for path in ["nothing", "rayoni", "rayoni/nikade", "rayoni/lyulin/spisak/x", "%D0%B0", "konflikti"] {
            let path = format!("/{}/{path}", lang.code());
            let answer = world.anonymous().get(&path).await;
            assert_eq!(answer.status, 404, "{path}");
            let page = answer.page();
            assert_eq!(page.lang(), lang.code());
            assert_eq!(page.all("h1").next().unwrap().text, heading);
            assert!(page.text().contains(&error_text(lang, &AppError::NotFound)));
            let way_on = format!("/{}/", lang.code());
            assert!(page.all("a").any(|link| link.get("href") == Some(&way_on)), "there is a way on");
        }
        let wanted = Request::get("/nothing").header(header::ACCEPT_LANGUAGE, lang.code());
        let answer = world.anonymous().send(wanted.body(Default::default()).unwrap()).await;
        assert_eq!((answer.status, answer.page().lang()), (404, lang.code()), "no language in the path");
    }
    for path in ["/de/", "/BG/", "/bg2/", "/favicon.ico", "/.env", "/index.php", "/api", "/api/"] {
        assert_eq!(world.anonymous().get(path).await.status, 404, "{path}");
    }
}

async fn other_methods_are_refused(world: World) {
    let functions = ["submit_requirement", "sign_in", "keep_theirs", "nothing"];
    for path in functions.map(|function| format!("/api/{function}")) {
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
            let request = Request::builder().method(&method).uri(&path).body(Default::default()).unwrap();
            assert_eq!(world.anonymous().send(request).await.status, 405, "{method} {path}");
        }
    }
    for path in ["/bg/", "/en/rayoni/lyulin", "/bg/vhod", "/en/tablo"] {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let request = Request::builder().method(&method).uri(path).body(Default::default()).unwrap();
            let answer = world.anonymous().send(request).await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert!(answer.header("allow").is_some(), "{method} {path}: what is allowed is said");
            assert_eq!(answer.page().lang(), &path[1..3]);
        }
    }
}

/// A form as an evil page would have it sent, with the victim's cookie.
async fn other_sites_cannot_send_forms(world: World) {
    let before = world.content().await;
    let client = world.sign_in(Who::Coordinator).await;
    let operation = plans::set_dates();
    let form = operation.form(&world, Lang::En).await;
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
    let evil = Some("https://evil.example");
    let signs = [
        (evil, Some("cross-site")),
        (evil, None),
        (Some("null"), None),
        (Some("null"), Some("cross-site")),
        (None, Some("cross-site")),
        (None, Some("same-site")),
        (Some("http://127.0.0.1:3001"), None),
        (Some("https://127.0.0.1:3000.evil.example"), Some("cross-site")),
    ];
    for (origin, site) in signs {
        for accept in ["text/html", "application/json"] {
            let mut request = Request::post(format!("/api/{}", operation.name))
                .header(header::HOST, "127.0.0.1:3000")
                .header(header::ACCEPT, accept)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            if let Some(origin) = origin {
                request = request.header(header::ORIGIN, origin);
            }
            if let Some(site) = site {
                request = request.header("sec-fetch-site", site);
            }
            let answer = client.send(request.body(body.clone().into()).unwrap()).await;
            assert_eq!(answer.status, 403, "{origin:?} {site:?} {accept}");
        }
    }
    assert_eq!(world.content().await, before);
    assert_eq!(client.json(operation.name, &form).await.status, 200, "our own page can");
}

async fn too_much_is_not_read(world: World) {
    let client = world.sign_in(Who::Staff).await;
    let before = world.content().await;
    let mut form = world.seen("lyulin", Some(("requirement", "mayor-order"))).await;
    form.extend(fields([("evidence_kind", "text"), ("evidence", &"a".repeat(BODY_LIMIT))]));
    let answer = client.json("submit_requirement", &form).await;
    assert_eq!(answer.error(), AppError::TooLarge);
    let answer = client.form("submit_requirement", &form).await;
    assert_eq!(answer.status, 413);
    assert!(answer.page().text().contains(&error_text(Lang::Bg, &AppError::TooLarge)));
    // What fits is read to the end.
    form.retain(|(name, _)| name != "evidence");
    let fits = BODY_LIMIT - 200;
    form.extend(fields([("evidence", &"a".repeat(fits))]));
    assert_eq!(client.json("submit_requirement", &form).await.status, 422);
    assert_eq!(world.content().await, before);
}

async fn functions_nobody_knows_are_not_found(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    for function in ["nothing", "set_dates2", "SET_DATES", "set_dates/", "set_dates%2F", "..%2Fapi", "%20"] {
        let answer = client.json(function, &fields([("x", "y")])).await;
        assert_eq!(answer.status, 404, "{function}: {}", answer.text());
        let answer = client.form(function, &fields([("x", "y")])).await;
        assert_eq!(answer.status, 404, "{function}");
        assert_eq!(answer.page().lang(), "bg");
    }
}

/// What every answer says about how it may be used.
async fn every_answer_is_guarded(world: World) {
    let signed_in = world.sign_in(Who::Coordinator).await;
    let anyone = world.anonymous();
    let asked: [(&Client, &str); 6] = [
        (&anyone, "/bg/"),
        (&anyone, "/bg/"),
        (&anyone, "/en/nothing"),
        (&anyone, "/bg/tablo"),
        (&signed_in, "/bg/rayoni/lyulin/spisak"),
        (&signed_in, "/en/profil"),
    ];
    for (client, path) in asked {
        let answer = client.get(path).await;
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("x-frame-options"), Some("DENY"));
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
        let expected = if path == "/bg/" { "no-cache" } else { "no-store" };
        assert_eq!(answer.header("cache-control"), Some(expected), "{path}");
        let html = answer.text();
        assert!(!html.contains("style=\"") && !html.contains("<script>") && !html.contains("onclick"));
    }
    let refused = anyone.send(post(&world, "set_dates", "text/html").body("x=y".into()).unwrap()).await;
    assert_eq!(refused.header("x-content-type-options"), Some("nosniff"));
}

async fn what_is_typed_is_shown_and_not_run(world: World) {
    let script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;";
    let client = world.sign_in(Who::Coordinator).await;
    let mut operation = plans::suspend();
    operation.fields[1].1 = script.to_owned();
    let form = operation.form(&world, Lang::Bg).await;
    assert_eq!(client.form(operation.name, &form).await.status, 303);
    let shown = world.anonymous().get("/bg/rayoni/serdika").await;
    assert!(shown.page().text().contains(script), "{}", shown.page().text());
    for answer in [shown, client.get("/bg/rayoni/serdika/spisak").await] {
        assert!(!answer.text().contains("<script>alert") && !answer.text().contains("<img src=x"));
    }
}

on_both_databases![
    pages_that_are_not_there_say_so_in_the_language,
    other_methods_are_refused,
    other_sites_cannot_send_forms,
    too_much_is_not_read,
    functions_nobody_knows_are_not_found,
    every_answer_is_guarded,
    what_is_typed_is_shown_and_not_run,
];
