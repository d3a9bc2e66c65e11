//! What is open to programs and to other sites: how often, from where, and that
//! it can only be read.

use app::open_data::embed::PICTURE_POLICY;
use app::open_data::{FRAMED, is_open, problem};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::address::address_of;
use crate::headers::secure;
use crate::router::Shared;

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, OPTIONS");
/// What a script of another site may read of an answer.
const EXPOSED: HeaderValue = HeaderValue::from_static(
    "etag, link, retry-after, content-language, content-disposition, redom-demonstration",
);
/// What a script of another site may ask with.
const ASKED_WITH: HeaderValue = HeaderValue::from_static("accept, accept-language, if-none-match");
const CROSS_ORIGIN_RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Stands before the page cache: counts what an address asks for, answers what a
/// browser asks beforehand, and lets other sites read the answers.
pub async fn open_to_all(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !is_open(path) {
        return next.run(request).await;
    }
    let framed = path.starts_with(FRAMED);
    let mut response = if request.method() == Method::OPTIONS {
        beforehand()
    } else {
        let address = address_of(&request, &shared).map(|address| address.0);
        match shared.site.open_limits.check(address) {
            Ok(()) => next.run(request).await,
            Err(error) => {
                let path = app::shell::page_path(request.uri());
                let mut response = problem::answer(&error, &path, request.headers());
                secure(response.headers_mut());
                response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
                response
            }
        }
    };
    let not_allowed = response.status() == StatusCode::METHOD_NOT_ALLOWED;
    let headers = response.headers_mut();
    if not_allowed {
        headers.insert(header::ALLOW, METHODS);
    }
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    headers.insert(CROSS_ORIGIN_RESOURCE, HeaderValue::from_static("cross-origin"));
    let is_picture =
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"image/svg+xml"));
    if is_picture {
        headers.remove(header::X_FRAME_OPTIONS);
        if let Ok(policy) = HeaderValue::from_str(&PICTURE_POLICY) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
    } else if framed {
        let_frame(headers);
    }
    response
}

/// The answer to OPTIONS, which is also what a browser asks before a script of
/// another site does.
fn beforehand() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let headers = response.headers_mut();
    secure(headers);
    headers.insert(header::ALLOW, METHODS);
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, ASKED_WITH);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Any site may show it in a frame; all else of the policy stays.
fn let_frame(headers: &mut HeaderMap) {
    headers.remove(header::X_FRAME_OPTIONS);
    let policy = headers.get(header::CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
    let policy = policy.unwrap_or_default().replace("frame-ancestors 'none'", "frame-ancestors *");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}
