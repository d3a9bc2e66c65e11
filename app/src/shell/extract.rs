//! What pages take from a request.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use axum::body::to_bytes;
use axum::extract::{FromRequestParts, OriginalUri, Request};
use http::request::Parts;
use http::{Uri, header};
use url::form_urlencoded;

use crate::about::addresses::is_read;
use crate::error::AppError;
use crate::programme::model::PORTAL;
use crate::text::Lang;

/// The query's parameters, the first of each name.
#[derive(Clone, Debug, Default)]
pub struct Params {
    page: String,
    first: BTreeMap<String, String>,
    repeated: BTreeSet<String>,
}

impl Params {
    /// A parameter's value; an empty one counts as none.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        // The cache takes away what a page is not known to read, so it would never come.
        debug_assert!(is_read(&self.page, name), "{} reads {name}: say so in about/addresses.rs", self.page);
        self.first.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Whether a parameter was sent at all, be it empty.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.first.contains_key(name)
    }

    /// Whether a parameter was sent more than once.
    #[must_use]
    pub fn is_repeated(&self, name: &str) -> bool {
        self.repeated.contains(name)
    }

    /// The programme asked for; the first one when none is.
    #[must_use]
    pub fn programme(&self) -> &str {
        self.get("programme").unwrap_or(PORTAL)
    }
}

impl<S: Sync> FromRequestParts<S> for Params {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let axum::extract::Query(pairs): axum::extract::Query<Vec<(String, String)>> =
            axum::extract::Query::try_from_uri(&parts.uri).map_err(|_| AppError::Malformed)?;
        let mut params = Self { page: parts.uri.path().to_owned(), ..Self::default() };
        for (name, value) in pairs {
            match params.first.entry(name) {
                Entry::Vacant(first) => {
                    first.insert(value);
                }
                Entry::Occupied(first) => {
                    params.repeated.insert(first.key().clone());
                }
            }
        }
        Ok(params)
    }
}

impl<S: Sync> FromRequestParts<S> for Lang {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        Self::of_path(parts.uri.path()).ok_or(AppError::NotFound)
    }
}

/// The path and query a page was asked for.
pub struct PagePath(pub String);

impl<S: Sync> FromRequestParts<S> for PagePath {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        Ok(Self(page_path(uri)))
    }
}

/// The path and query of an address.
#[must_use]
pub fn page_path(uri: &Uri) -> String {
    uri.path_and_query().map_or_else(|| uri.path().to_owned(), |path| path.as_str().to_owned())
}

/// The fields of a plain form of at most so many bytes, sent by somebody without
/// a session.
///
/// # Errors
/// [`AppError::Malformed`], [`AppError::TooLarge`].
pub async fn read_form(request: Request, limit: usize) -> Result<Vec<(String, String)>, AppError> {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if !is_form {
        return Err(AppError::Malformed);
    }
    let bytes = to_bytes(request.into_body(), limit).await.map_err(|_| AppError::TooLarge)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
    // PostgreSQL keeps no NUL in a text, and nobody types one.
    if pairs.iter().any(|(_, value)| value.contains('\0')) {
        return Err(AppError::Malformed);
    }
    Ok(pairs)
}
