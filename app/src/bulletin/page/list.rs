//! The archive and the feed.

use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::header;
use leptos::prelude::*;

use super::feed_path;
use crate::auth::actor::Visitor;
use crate::bulletin::feed::{Source, feed};
use crate::bulletin::model::{Issue, issue_path};
use crate::bulletin::store::list_published;
use crate::bulletin::text::{BULLETIN, FEED, LEAD, NONE_YET, PUBLISHED_ON, title};
use crate::clock::source::sofia_day;
use crate::error::AppError;
use crate::ledger::store::find_span;
use crate::shell::{Extra, Head, PagePath, render_page_with};
use crate::site::Site;
use crate::subscription::text::SUBSCRIBE;
use crate::text::{Lang, iso, long_date};

/// `/{lang}/byuletin`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let issues = list_published(site.db.read()).await?;
    let head = Head { lang, title: BULLETIN.get(lang).to_owned(), path, actor: visitor, island: false };
    let extra = Extra { feed: Some(feed_path(lang)), ..Extra::default() };
    render_page_with(&site, head, extra, || {
        let list = if issues.is_empty() {
            view! { <p>{NONE_YET.get(lang)}</p> }.into_any()
        } else {
            let items: Vec<_> = issues.iter().map(|issue| item(lang, issue)).collect();
            view! { <ul class="issues">{items}</ul> }.into_any()
        };
        view! {
            <div class="prose">
                <h1>{BULLETIN.get(lang)}</h1>
                <p class="lead">{LEAD.get(lang)}</p>
                {list}
                <p class="ways">
                    <a href=format!("/{}/abonament", lang.code())>{SUBSCRIBE.get(lang)}</a>
                    <a href=feed_path(lang) type="application/atom+xml">{FEED.get(lang)}</a>
                </p>
            </div>
        }
        .into_any()
    })
    .await
}

fn item(lang: Lang, issue: &Issue) -> AnyView {
    let published = issue.published_at.map(sofia_day).map(|day| {
        view! { <span class="hint">{PUBLISHED_ON.get(lang)}" "<time datetime=iso(day)>{long_date(lang, day)}</time></span> }
    });
    view! { <li><a href=issue_path(lang, issue.month)>{title(lang, issue.month)}</a>" "{published}</li> }
        .into_any()
}

/// `/{lang}/byuletin.atom`
///
/// # Errors
/// When the database does not answer.
pub async fn show_feed(State(site): State<Site>, lang: Lang) -> Result<Response, AppError> {
    let issues = list_published(site.db.read()).await?;
    let kind = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
    let records = find_span(site.db.read()).await?.map_or_else(|| site.clock.now(), |span| span.first);
    let demonstration = site.db.is_demonstration().await?;
    let source = Source { installation: &site.installation, demonstration, records };
    Ok((kind, feed(lang, source, &issues)).into_response())
}

/// `/{lang}/bulletin`, for those who type the English word.
///
/// # Errors
/// [`AppError::NotFound`] in no language of ours.
pub async fn to_list(lang: Lang) -> Result<Redirect, AppError> {
    Ok(Redirect::permanent(&format!("/{}/byuletin", lang.code())))
}

/// `/{lang}/bulletin.atom`
///
/// # Errors
/// [`AppError::NotFound`] in no language of ours.
pub async fn to_feed(lang: Lang) -> Result<Redirect, AppError> {
    Ok(Redirect::permanent(&feed_path(lang)))
}
