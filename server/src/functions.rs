//! Server functions as HTTP: one path for islands (JSON and the right status)
//! and for plain forms (a redirect to our own page, with what was typed kept in
//! the session).
//!
//! leptos would answer a plain form with a redirect to the Referer and the error
//! in its query: that loses the input, can be forged by a link, and follows a
//! foreign Referer. So the function never learns that a form asks, and the
//! redirect is made here.

use app::auth::actor::Actor;
use app::auth::sign_in::ClientAddress;
use app::auth::text::sign_in_path;
use app::conflict::store::{NewRefused, Outcome, close_conflict, create_conflict};
use app::error::{AppError, Rule};
use app::flash;
use app::id::{ConflictId, OnboardingId};
use app::site::Site;
use app::text::Lang;
use app::text::refusal::refusal;
use app::text::visible::invisible;
use app::ui::form::{Answer, Refusal, is_local_path};
use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::prelude::provide_context;
use leptos_axum::handle_server_fns_with_context;
use serde::Serialize;
use tower_sessions::Session;

use crate::router::Shared;

/// The most bytes of a form: what somebody may paste by mistake is still answered
/// at its field, and kept.
pub const BODY_LIMIT: usize = 256 * 1024;

/// The most bytes of a form that anybody can send without an account.
const ANYBODYS_LIMIT: usize = 8 * 1024;

/// The most bytes of a table of observations, whose letters a form triples.
const TABLE_LIMIT: usize = 1024 * 1024;

/// What was sent.
struct Sent {
    function: String,
    fields: Vec<(String, String)>,
    lang: Lang,
    back: String,
    wants_page: bool,
}

/// `POST /api/{function}`
///
/// # Errors
/// For plain forms, what becomes an error page.
pub async fn call(
    State(shared): State<Shared>,
    Path(function): Path<String>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Result<Response, AppError> {
    let wants_page = accepts_html(request.headers());
    let (parts, body) = request.into_parts();
    let address: Option<ClientAddress> = parts.extensions.get().copied();
    let result = async {
        if !is_form(&parts.headers) {
            return Err(AppError::Malformed);
        }
        let limit = match function.as_str() {
            "sign_in" => ANYBODYS_LIMIT,
            "check_observations" | "import_observations" => TABLE_LIMIT,
            _ => BODY_LIMIT,
        };
        let bytes = to_bytes(body, limit).await.map_err(|_| AppError::TooLarge)?;
        let mut sent = Sent::read(function, &bytes, wants_page);
        if let Err(error) = sent.drop_nul() {
            let known = Actor::find(&shared.site, &session).await?;
            return Ok((sent, Err(if known.is_some() { error } else { AppError::NotSignedIn })));
        }
        let mut request = Request::from_parts(parts, Body::from(bytes));
        request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        request.headers_mut().remove(header::REFERER);
        let (site, held) = (shared.site.clone(), session.clone());
        let context = move || {
            provide_context(site.clone());
            provide_context(held.clone());
            if let Some(address) = address {
                provide_context(address);
            }
        };
        let response = handle_server_fns_with_context(context, request).await.into_response();
        Ok((sent, outcome(response).await))
    }
    .await;
    let (sent, answered) = match result {
        Ok(done) => done,
        Err(error) if wants_page => return Err(error),
        Err(error) => {
            // What cannot be read names neither language nor form.
            return Ok(json(&error, refusal(Lang::default(), "", "", &error)));
        }
    };
    match answered {
        Ok(body) => succeed(&shared.site, &session, sent, body).await,
        Err(error) => {
            let lang = sent.lang;
            let error = keep_conflict(&shared.site, &session, &sent, error).await?;
            Ok(refuse(&session, sent, error).await.unwrap_or_else(|error| {
                // The address of a function has no language; its form has.
                let mut response = error.into_response();
                response.extensions_mut().insert(lang);
                response
            }))
        }
    }
}

impl Sent {
    fn read(function: String, body: &[u8], wants_page: bool) -> Self {
        let fields: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
        let value =
            |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        let lang = value("lang").and_then(Lang::from_code);
        let back = value("back").filter(|back| is_local_path(back)).map(str::to_owned);
        let lang = lang.or_else(|| Lang::of_path(back.as_deref()?)).unwrap_or_default();
        let back = back.unwrap_or_else(|| format!("/{}/", lang.code()));
        Self { function, lang, back, wants_page, fields }
    }

    /// PostgreSQL keeps no NUL in a text, and nobody types one.
    fn drop_nul(&mut self) -> Result<(), AppError> {
        if self.fields.iter().any(|(name, _)| name.contains('\0')) {
            return Err(AppError::Malformed);
        }
        let mut found = Ok(());
        for (name, value) in self.fields.iter_mut().filter(|(_, value)| value.contains('\0')) {
            let code = invisible(value).unwrap_or_default();
            found = found.and(Err(AppError::invalid(name, Rule::Invisible { code })));
            *value = value.replace('\0', "");
        }
        found
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The item of the page the form was for.
    fn item(&self) -> &str {
        ["requirement", "milestone", "week", "outage", "condition", "dispute", "service"]
            .iter()
            .find_map(|name| self.value(name))
            .unwrap_or_default()
    }

    fn answer(&self, error: Option<&AppError>) -> Answer {
        // Passwords are not kept anywhere, not even for a moment.
        let fields = self.fields.iter().filter(|(name, _)| !name.contains("password")).cloned().collect();
        let refusal = error.map(|error| self.refusal(error));
        Answer { operation: self.function.clone(), item: self.item().to_owned(), fields, refusal }
    }

    fn refusal(&self, error: &AppError) -> Refusal {
        refusal(self.lang, &self.function, &self.back, error)
    }

    /// The page to return to.
    fn page(&self) -> &str {
        self.back.split('#').next().unwrap_or_default()
    }

    /// The page to return to, at the place the form was.
    fn place(&self) -> String {
        let path = self.page();
        match (self.value("requirement"), self.value("milestone")) {
            (Some(key), _) if is_key(key) => format!("{path}#req-{key}"),
            (_, Some(key)) if is_key(key) => format!("{path}#milestone-{key}"),
            _ if is_key(self.item()) => {
                let of =
                    ["week", "outage", "dispute", "service"].iter().find(|name| self.value(name).is_some());
                of.map_or_else(|| path.to_owned(), |of| format!("{path}#{of}-{}", self.item()))
            }
            _ => path.to_owned(),
        }
    }
}

async fn succeed(site: &Site, session: &Session, sent: Sent, body: Response) -> Result<Response, AppError> {
    let conflict: Option<ConflictId> = sent.value("conflict").and_then(|id| id.parse().ok());
    if let (Some(conflict), Some(actor)) = (conflict, Actor::find(site, session).await?) {
        close_conflict(&site.db, conflict, actor.account, Outcome::KeptMine, site.clock.now())
            .await
            .or_else(|error| if error == AppError::NotFound { Ok(()) } else { Err(error) })?;
    }
    if !sent.wants_page {
        return Ok(body);
    }
    // A form for one new item leads back to where all are.
    if let Some(onward) = sent.value("onward").filter(|path| is_local_path(path)) {
        let page = onward.split('#').next().unwrap_or_default();
        flash::keep(session, page, sent.answer(None)).await?;
        return Ok(Redirect::to(onward).into_response());
    }
    let silent =
        matches!(sent.function.as_str(), "sign_in" | "sign_out" | "sign_out_everywhere" | "keep_theirs");
    if !silent {
        flash::keep(session, sent.page(), sent.answer(None)).await?;
    }
    Ok(Redirect::to(&sent.place()).into_response())
}

async fn refuse(session: &Session, sent: Sent, error: AppError) -> Result<Response, AppError> {
    if !sent.wants_page {
        return Ok(json(&error, sent.refusal(&error)));
    }
    if let Some(path) = sent.refusal(&error).go_to {
        return Ok(Redirect::to(&path).into_response());
    }
    let path = match &error {
        AppError::Invalid { .. } | AppError::TooManyAttempts { .. } => {
            let answer = sent.answer(Some(&error));
            let page = if sent.function == "sign_in" {
                sign_in_path(sent.lang, &sent.back)
            } else {
                sent.page().to_owned()
            };
            // The fragment moves the focus to the summary of errors.
            let errors = format!("#{}-errors", answer.prefix());
            flash::keep(session, &page, answer).await?;
            if is_key(sent.item()) || sent.item().is_empty() { page + &errors } else { page }
        }
        _ => return Err(error),
    };
    Ok(Redirect::to(&path).into_response())
}

/// Keeps a change that came second, for its author to choose.
async fn keep_conflict(
    site: &Site,
    session: &Session,
    sent: &Sent,
    error: AppError,
) -> Result<AppError, AppError> {
    let AppError::Conflict { item, conflict: None } = error else { return Ok(error) };
    let onboarding: Option<OnboardingId> = sent.value("onboarding").and_then(|id| id.parse().ok());
    let actor = Actor::find(site, session).await?;
    let (Some(onboarding), Some(actor)) = (onboarding, actor) else {
        return Ok(AppError::Conflict { item, conflict: None });
    };
    let new = NewRefused {
        operation: sent.function.clone(),
        onboarding,
        item: item.clone(),
        fields: sent.fields.clone(),
        back: sent.back.clone(),
    };
    let conflict = create_conflict(&site.db, actor.account, new, site.clock.now()).await?;
    Ok(AppError::Conflict { item, conflict: Some(conflict) })
}

/// What a function answered: its body, or the error in it.
async fn outcome(response: Response) -> Result<Response, AppError> {
    if response.status().is_success() {
        return Ok(response);
    }
    let status = response.status();
    let bytes = to_bytes(response.into_body(), BODY_LIMIT).await.map_err(|_| AppError::Malformed)?;
    // A function nobody knows is answered with words, not with one of our errors.
    let unknown = if status == StatusCode::BAD_REQUEST { AppError::NotFound } else { AppError::Malformed };
    Err(serde_json::from_slice(&bytes).unwrap_or(unknown))
}

/// The answer to a program: the error as such, and its words for an island.
#[derive(Serialize)]
struct Refused<'a> {
    error: &'a AppError,
    refusal: Refusal,
}

fn json(error: &AppError, refusal: Refusal) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, axum::Json(Refused { error, refusal })).into_response()
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("text/html"))
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.trim_start().starts_with("application/x-www-form-urlencoded"))
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
}
