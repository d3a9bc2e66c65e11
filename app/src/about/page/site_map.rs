//! All public pages on one.

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::section;
use crate::about::addresses::{BY_PROGRAMME, PAGES, path};
use crate::about::text::{DISTRICTS, PAGES as ALL, PROGRAMMES, SITE_MAP};
use crate::auth::actor::Visitor;
use crate::district::store::list_all_names;
use crate::error::AppError;
use crate::programme::store::list_programmes;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::Lang;

/// `/{lang}/karta-na-sayta`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(here): PagePath,
) -> Result<Html<String>, AppError> {
    let districts = list_all_names(site.db.read(), lang).await?;
    let programmes = list_programmes(site.db.read()).await?;
    let title = SITE_MAP.get(lang);
    let head = Head { lang, title: title.to_owned(), path: here, actor: visitor, island: false };
    render_page(&site, head, || {
        let link = |page: &str, words: &str| {
            view! { <li><a href=path(lang, page)>{words.to_owned()}</a></li> }.into_any()
        };
        let pages: Vec<_> = PAGES.iter().map(|(page, words)| link(page, words.get(lang))).collect();
        let by_programme: Vec<_> = programmes
            .iter()
            .map(|programme| {
                let of: Vec<_> = PAGES[..BY_PROGRAMME]
                    .iter()
                    .map(|(page, words)| link(&format!("{page}?programme={}", programme.key), words.get(lang)))
                    .collect();
                view! { <li>{programme.short_name.get(lang).to_owned()}<ul>{of}</ul></li> }
            })
            .collect();
        let districts: Vec<_> = districts
            .iter()
            .map(|one| link(&format!("/rayoni/{}", one.slug), one.name.get(lang)))
            .collect();
        view! {
            <article class="prose">
                <h1>{title}</h1>
                {section(lang, "pages", ALL, view! { <ul>{pages}</ul> }.into_any())}
                {section(lang, "programmes", PROGRAMMES, view! { <ul>{by_programme}</ul> }.into_any())}
                {section(lang, "districts", DISTRICTS, view! { <ul class="many-links">{districts}</ul> }.into_any())}
            </article>
        }
        .into_any()
    })
    .await
}
