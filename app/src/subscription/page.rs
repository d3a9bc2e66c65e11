//! The pages of a subscription: the form, the confirmation, the way out. None of
//! them is kept by the page cache, because their addresses hold secrets.

mod end;
mod start;

use axum::Extension;
use axum::body::to_bytes;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use leptos::prelude::*;
use url::form_urlencoded;

use crate::error::AppError;
use crate::shell::{Described, Extra, Head, NotKept, render_described};
use crate::site::Site;
use crate::text::{Lang, Text};

pub use end::{confirm, show_confirmation, show_unsubscribing, unsubscribe};
pub use start::{send, show as show_form};

/// The most bytes of any of these forms.
const LIMIT: usize = 8 * 1024;

/// The fields of a form that anybody can send.
async fn read(request: Request) -> Result<Vec<(String, String)>, AppError> {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if !is_form {
        return Err(AppError::Malformed);
    }
    let bytes = to_bytes(request.into_body(), LIMIT).await.map_err(|_| AppError::TooLarge)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
    // PostgreSQL keeps no NUL in a text, and nobody types one.
    if pairs.iter().any(|(_, value)| value.contains('\0')) {
        return Err(AppError::Malformed);
    }
    Ok(pairs)
}

/// A page that says one thing and has one way on.
async fn say(
    site: &Site,
    head: Head,
    status: StatusCode,
    text: Text,
    on: (&str, Text),
) -> Result<Response, AppError> {
    let (lang, title) = (head.lang, head.title.clone());
    let href = format!("/{}{}", lang.code(), on.0);
    let html = render_described(site, head, Described::Error, || {
        view! {
            <div class="prose">
                <h1>{title}</h1>
                <p class="lead">{text.get(lang)}</p>
                <p><a href=href>{on.1.get(lang)}</a></p>
            </div>
        }
        .into_any()
    })
    .await?;
    Ok((status, Extension(NotKept), html).into_response())
}

/// A page with one button that sends the link's secret back.
async fn ask(
    site: &Site,
    head: Head,
    action: &'static str,
    token: String,
    (text, button): (Text, Text),
) -> Result<Response, AppError> {
    let (lang, title) = (head.lang, head.title.clone());
    let html = render_described(site, head, Described::Error, || {
        view! {
            <div class="prose">
                <h1>{title}</h1>
                <p class="lead">{text.get(lang)}</p>
                <form method="post" action=format!("/{}{action}", lang.code()) class="item-form">
                    <input type="hidden" name="kod" value=token/>
                    <button type="submit">{button.get(lang)}</button>
                </form>
            </div>
        }
        .into_any()
    })
    .await?;
    Ok((Extension(NotKept), html).into_response())
}

fn head(lang: Lang, title: Text, path: String) -> Head {
    // What is for one reader says nothing of who is signed in.
    Head { lang, title: title.get(lang).to_owned(), path, actor: None, island: false }
}

/// Of a public page of its own.
fn described() -> Described {
    Described::Page(Extra::default())
}
