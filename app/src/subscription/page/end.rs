//! Confirming and leaving. A link is opened by GET, also by programs that look
//! for harm in letters; what it does happens by POST.

use axum::extract::{Request, State};
use axum::response::Response;
use http::StatusCode;

use super::{ask, head, read, say};
use crate::error::AppError;
use crate::shell::{PagePath, Params};
use crate::site::Site;
use crate::subscription::form::value;
use crate::subscription::operation;
use crate::subscription::store::find_request;
use crate::subscription::text::{
    AGAIN, CONFIRM, CONFIRM_BUTTON, CONFIRM_LEAD, CONFIRMED, CONFIRMED_TEXT, GONE, GONE_TEXT, TO_BULLETIN,
    UNSUBSCRIBE, UNSUBSCRIBE_BUTTON, UNSUBSCRIBE_LEAD, UNSUBSCRIBED, UNSUBSCRIBED_TEXT,
};
use crate::text::Lang;

/// `/{lang}/abonament/potvarzhdenie?kod=`
///
/// # Errors
/// When the database does not answer.
pub async fn show_confirmation(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    PagePath(path): PagePath,
) -> Result<Response, AppError> {
    let token = params.get("kod").unwrap_or_default().to_owned();
    if find_request(site.db.read(), &token, site.clock.now()).await?.is_none() {
        return gone(&site, lang, path).await;
    }
    let words = (CONFIRM_LEAD, CONFIRM_BUTTON);
    ask(&site, head(lang, CONFIRM, path), "/abonament/potvarzhdenie", token, words).await
}

/// The same by POST.
///
/// # Errors
/// When the form cannot be read or the database does not answer.
pub async fn confirm(
    State(site): State<Site>,
    lang: Lang,
    PagePath(path): PagePath,
    request: Request,
) -> Result<Response, AppError> {
    let token = value(&read(request).await?, "kod");
    if !operation::confirm(&site.db, token, site.clock.now()).await? {
        return gone(&site, lang, path).await;
    }
    say(&site, head(lang, CONFIRMED, path), StatusCode::OK, CONFIRMED_TEXT, ("/byuletin", TO_BULLETIN)).await
}

/// `/{lang}/abonament/kray?kod=`. It looks the same for any secret.
///
/// # Errors
/// When the database does not answer.
pub async fn show_unsubscribing(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    PagePath(path): PagePath,
) -> Result<Response, AppError> {
    let token = params.get("kod").unwrap_or_default().to_owned();
    let words = (UNSUBSCRIBE_LEAD, UNSUBSCRIBE_BUTTON);
    ask(&site, head(lang, UNSUBSCRIBE, path), "/abonament/kray", token, words).await
}

/// The same by POST: from the page, or from a mail program at the press of its
/// own button (RFC 8058), which sends the secret in the address.
///
/// # Errors
/// When the form cannot be read or the database does not answer.
pub async fn unsubscribe(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    PagePath(path): PagePath,
    request: Request,
) -> Result<Response, AppError> {
    // A mail program's body says only that it is one, in either form of a form.
    let token = match params.get("kod") {
        Some(token) => token.to_owned(),
        None => value(&read(request).await?, "kod"),
    };
    operation::unsubscribe(&site.db, token).await?;
    say(&site, head(lang, UNSUBSCRIBED, path), StatusCode::OK, UNSUBSCRIBED_TEXT, ("/abonament", AGAIN)).await
}

async fn gone(site: &Site, lang: Lang, path: String) -> Result<Response, AppError> {
    say(site, head(lang, GONE, path), StatusCode::NOT_FOUND, GONE_TEXT, ("/abonament", AGAIN)).await
}
