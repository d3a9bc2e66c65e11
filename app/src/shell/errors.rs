//! The pages that say what went wrong: with the right status, in the language
//! of the address, and with the way on.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, StatusCode, header};
use leptos::prelude::*;
use tower_sessions::Session;

use super::document::{Described, Head, render_described};
use super::extract::page_path;
use super::language_of;
use crate::about::addresses::path as path_of;
use crate::about::closest::closest;
use crate::about::text::{DISTRICTS, SITE_MAP};
use crate::auth::actor::Actor;
use crate::auth::text::{ask_whom, right_text, sign_in_path};
use crate::district::store::{DistrictName, list_all_names};
use crate::error::AppError;
use crate::open_data::{is_open, problem};
use crate::site::Site;
use crate::text::problem::error_text;
use crate::text::{Lang, Text};

const TITLE_NOT_FOUND: Text =
    Text { bg: "Страницата не е намерена", en: "Page not found" };
const TITLE_FORBIDDEN: Text = Text { bg: "Нямате достъп", en: "No access" };
const TITLE_FAILED: Text = Text { bg: "Нещо се обърка", en: "Something went wrong" };
const TITLE_REFUSED: Text =
    Text { bg: "Заявката не е изпълнена", en: "The request was not carried out" };
const TO_MAP: Text =
    Text { bg: "Към картата на всички райони", en: "To the map of all districts" };
const MEANT: Text = Text { bg: "Може би търсите:", en: "Perhaps you are looking for:" };
const LOOK_THERE: Text = Text {
    bg: "Проверете адреса или тръгнете от картата: там са всички райони и двете програми.",
    en: "Check the address or start from the map: all districts and both programmes are there.",
};

impl IntoResponse for AppError {
    /// The status now; [`show_errors`] makes the page of it.
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns errors into pages. Not signed in is not an error page but the sign-in,
/// from which the way leads back.
pub async fn show_errors(State(site): State<Site>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let path = page_path(&uri);
    let get = matches!(*request.method(), Method::GET | Method::HEAD);
    let session = request.extensions().get::<Session>().cloned();
    let asked = request.headers().clone();
    // No address of ours and no text of a database holds a NUL.
    let response =
        if path.contains("%00") { AppError::Malformed.into_response() } else { next.run(request).await };
    let status = response.status();
    // What answers an island or a program is JSON already.
    let json = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    // And a form that was refused says itself what is wrong.
    let whole = response.extensions().get::<super::NotKept>().is_some();
    if json || whole || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let error = match response.extensions().get::<AppError>() {
        Some(error) => error.clone(),
        None => error_from_status(status),
    };
    if is_open(uri.path()) {
        return problem::answer(&error, &path, &asked);
    }
    let said = response.extensions().get::<Lang>().copied();
    let lang = said.or_else(|| Lang::of_path(uri.path())).unwrap_or_else(|| language_of(&asked));
    if error == AppError::NotSignedIn && get {
        return Redirect::to(&sign_in_path(lang, &path)).into_response();
    }
    let actor = match &session {
        // An error page must not fail for want of a name in its header.
        Some(session) => Actor::find(&site, session).await.ok().flatten(),
        None => None,
    };
    let title = title(&error).get(lang).to_owned();
    // Nor for want of the districts' names.
    let names = match &error {
        AppError::NotFound => list_all_names(site.db.read(), lang).await.unwrap_or_default(),
        _ => Vec::new(),
    };
    let near = closest(&path, &names);
    let head = Head { lang, title: title.clone(), path: path.clone(), actor, island: false };
    let content = || body(lang, title, &error, &near, &names);
    // What is allowed instead belongs to the refusal (RFC 9110, 15.5.6).
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut response = match render_described(&site, head, Described::Error, content).await {
        Ok(page) => (status, page).into_response(),
        Err(_) => (status, error_text(lang, &error)).into_response(),
    };
    if let Some(allow) = allow {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

/// The error that a bare status stands for.
#[must_use]
pub fn error_from_status(status: StatusCode) -> AppError {
    match status {
        StatusCode::UNAUTHORIZED => AppError::NotSignedIn,
        StatusCode::FORBIDDEN => AppError::CrossSite,
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        other if other.is_client_error() => AppError::Malformed,
        other => AppError::Internal { incident: other.as_u16().to_string() },
    }
}

fn title(error: &AppError) -> Text {
    match error {
        AppError::NotFound => TITLE_NOT_FOUND,
        AppError::Forbidden { .. } | AppError::NotSignedIn => TITLE_FORBIDDEN,
        AppError::Internal { .. } => TITLE_FAILED,
        _ => TITLE_REFUSED,
    }
}

fn body(
    lang: Lang,
    title: String,
    error: &AppError,
    near: &[&DistrictName],
    names: &[DistrictName],
) -> AnyView {
    let more = match error {
        AppError::Forbidden { right } => {
            Some(format!("{} {}", right_text(lang, *right), ask_whom(lang, *right)))
        }
        AppError::NotFound => Some(LOOK_THERE.get(lang).to_owned()),
        _ => None,
    };
    view! {
        <div class="error-page">
            <h1>{title}</h1>
            <p class="lead">{error_text(lang, error)}</p>
            {more.map(|text| view! { <p>{text}</p> })}
            {meant(lang, near)}
            <p><a href=format!("/{}/", lang.code())>{TO_MAP.get(lang)}</a></p>
            {elsewhere(lang, names)}
        </div>
    }
    .into_any()
}

/// The districts that may have been meant.
fn meant(lang: Lang, near: &[&DistrictName]) -> Option<AnyView> {
    let links: Vec<_> = near.iter().map(|one| view! { <li>{district_link(lang, one)}</li> }).collect();
    (!links.is_empty()).then(|| view! { <p>{MEANT.get(lang)}</p><ul class="meant">{links}</ul> }.into_any())
}

/// Every district, and every page.
fn elsewhere(lang: Lang, names: &[DistrictName]) -> Option<AnyView> {
    let links: Vec<_> = names.iter().map(|one| view! { <li>{district_link(lang, one)}</li> }).collect();
    (!links.is_empty()).then(|| {
        view! {
            <p><a href=path_of(lang, "/karta-na-sayta")>{SITE_MAP.get(lang)}</a></p>
            <h2>{DISTRICTS.get(lang)}</h2>
            <ul class="many-links">{links}</ul>
        }
        .into_any()
    })
}

fn district_link(lang: Lang, one: &DistrictName) -> AnyView {
    let href = path_of(lang, &format!("/rayoni/{}", one.slug));
    view! { <a href=href>{one.name.get(lang).to_owned()}</a> }.into_any()
}
