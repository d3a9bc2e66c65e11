//! What went wrong, for programs: `application/problem+json` (RFC 9457), in the
//! language the program asks for.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;

use super::text::{
    FAILED_TITLE, METHOD_TITLE, MISSING_TITLE, PARAMETER_TITLE, REFUSED_TITLE, TOO_MANY_TITLE, too_many_text,
};
use crate::error::{AppError, Rule};
use crate::shell::language_of;
use crate::text::Text;
use crate::text::problem::error_text;

/// The media type.
pub const MEDIA_TYPE: &str = "application/problem+json";
/// Where the kinds of problems are described; with what stands after it, the name
/// of a kind, which is the same in both languages.
pub const KINDS: &str = "/en/otvoreni-danni#problem-";

/// An answer that says what went wrong.
#[derive(Debug, Serialize)]
pub struct Problem {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
    /// What was asked for.
    instance: String,
    /// The parameter that is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// What to quote when reporting it.
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
}

/// The kinds of problems by name, with what they mean.
pub const ALL: [(&str, Text); 6] = [
    ("parameter", PARAMETER_TITLE),
    ("not-found", MISSING_TITLE),
    ("method", METHOD_TITLE),
    ("too-many", TOO_MANY_TITLE),
    ("refused", REFUSED_TITLE),
    ("failed", FAILED_TITLE),
];

/// The answer to a request for `path` with these headers.
#[must_use]
pub fn answer(error: &AppError, path: &str, asked: &HeaderMap) -> Response {
    let lang = language_of(asked);
    let (kind, title) = kind(error);
    let status = status(error);
    let detail = match error {
        AppError::TooManyAttempts { seconds } => too_many_text(lang, *seconds),
        other => error_text(lang, other),
    };
    let problem = Problem {
        kind: format!("{KINDS}{kind}"),
        title: title.get(lang),
        status,
        detail,
        instance: path.to_owned(),
        parameter: match error {
            AppError::Parameter { name, .. } => Some(name.clone()),
            _ => None,
        },
        incident: match error {
            AppError::Internal { incident } => Some(incident.clone()),
            _ => None,
        },
    };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    if let AppError::TooManyAttempts { seconds } = error {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}

/// A day or an instant that is well written and cannot be shown is not there,
/// or not yet; only what can never be right is a bad request.
fn status(error: &AppError) -> u16 {
    let not_there = |rule: &Rule| {
        matches!(
            rule,
            Rule::InFuture
                | Rule::InstantInFuture
                | Rule::BeforeRecords { .. }
                | Rule::BeforeProgramme { .. }
                | Rule::DayNotOver
        )
    };
    match error {
        AppError::Parameter { rule, .. } if not_there(rule) => 404,
        other => other.status(),
    }
}

fn kind(error: &AppError) -> (&'static str, Text) {
    let name = match error {
        AppError::Parameter { .. } | AppError::Malformed => "parameter",
        AppError::NotFound => "not-found",
        AppError::MethodNotAllowed => "method",
        AppError::TooManyAttempts { .. } => "too-many",
        AppError::Internal { .. } => "failed",
        _ => "refused",
    };
    ALL.into_iter().find(|(known, _)| *known == name).unwrap_or(("refused", REFUSED_TITLE))
}
