//! A browser, as far as the server can tell, and what it is answered.

use std::sync::{Mutex, PoisonError};

use app::error::AppError;
use axum::body::{Body, Bytes};
use http::{HeaderMap, Method, Request, header};
use serde::de::DeserializeOwned;

use super::World;
use super::html::Page;

/// The fields of a form.
pub type Fields = Vec<(String, String)>;

/// A browser with its session.
pub struct Client {
    pub world: World,
    cookie: Mutex<Option<String>>,
}

/// A response, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// Fields from pairs of words.
pub fn fields<const N: usize>(pairs: [(&str, &str); N]) -> Fields {
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
}

impl Client {
    pub fn new(world: World) -> Self {
        Self { world, cookie: Mutex::new(None) }
    }

    /// The session's cookie as it is sent.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Another browser that has come by this one's cookie, in any process.
    pub fn with_same_cookie(&self, world: &World) -> Self {
        Self { world: world.clone(), cookie: Mutex::new(self.cookie()) }
    }

    /// Sends a request with the cookie and keeps the one that comes back.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        if let Some(cookie) = self.cookie() {
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        let answer = self.world.send(request).await;
        assert!(
            answer.status < 500,
            "the server failed with {}: {}",
            answer.status,
            Page::read(&answer.text()).text()
        );
        if let Some(set) = answer.header("set-cookie") {
            let pair = set.split(';').next().unwrap().to_owned();
            let gone = set.contains("Max-Age=0") || pair.ends_with('=');
            *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = (!gone).then_some(pair);
        }
        answer
    }

    pub async fn get(&self, path: &str) -> Answer {
        let path = path.split('#').next().unwrap();
        let request = Request::get(path).header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// A page that is there.
    pub async fn page(&self, path: &str) -> Page {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.page()
    }

    /// Sends a plain form, as a browser without JavaScript does.
    pub async fn form(&self, function: &str, fields: &Fields) -> Answer {
        self.post(function, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", fields).await
    }

    /// Sends a form as an island does.
    pub async fn json(&self, function: &str, fields: &Fields) -> Answer {
        self.post(function, "application/json", fields).await
    }

    /// The page that a form's answer leads to.
    pub async fn follow(&self, answer: &Answer) -> Page {
        assert_eq!(answer.status, 303, "{}", answer.text());
        self.page(answer.location()).await
    }

    pub async fn try_sign_in(&self, user_name: &str, password: &str) -> Answer {
        self.json("sign_in", &fields([("user_name", user_name), ("password", password)])).await
    }

    async fn post(&self, function: &str, accept: &str, fields: &Fields) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(post(&self.world, function, accept).body(body.into()).unwrap()).await
    }
}

/// A form's request from our own page, but for its body.
pub fn post(world: &World, function: &str, accept: &str) -> http::request::Builder {
    let origin = &world.config.public_url;
    Request::builder()
        .method(Method::POST)
        .uri(format!("/api/{function}"))
        .header(header::HOST, origin.split("//").nth(1).unwrap())
        .header(header::ORIGIN, origin)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, accept)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap()
    }

    pub fn page(&self) -> Page {
        let kind = self.header("content-type");
        assert!(kind.is_some_and(|kind| kind.starts_with("text/html")), "{kind:?} {}", self.text());
        Page::read(&self.text())
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header("location").unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.text()))
    }

    pub fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The error of an island's answer.
    pub fn error(&self) -> AppError {
        let answer: serde_json::Value = self.read();
        let error: AppError = serde_json::from_value(answer["error"].clone()).unwrap();
        assert_eq!(self.status, error.status(), "{error:?}");
        error
    }
}
