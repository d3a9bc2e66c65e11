//! The accessibility statement.

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::{contact, passage, section};
use crate::about::text::ACCESSIBILITY;
use crate::about::text::accessibility::{
    COMMITTED, ENFORCEMENT, ENFORCEMENT_TEXT, FEEDBACK, FEEDBACK_ASKED, MINISTRY_URL, NOT_COMMITTED,
    PASSAGES, SCOPE,
};
use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::Lang;

/// `/{lang}/dostapnost`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let title = ACCESSIBILITY.get(lang);
    let head = Head { lang, title: title.to_owned(), path, actor: visitor, island: false };
    let installation = &site.installation;
    render_page(&site, head, || {
        let committed = match installation.operator(lang) {
            Some(name) => view! { <p>{name.to_owned()}" "{COMMITTED.get(lang)}</p> }.into_any(),
            None => view! { <p>{NOT_COMMITTED.get(lang)}</p> }.into_any(),
        };
        let passages: Vec<_> = PASSAGES.iter().map(|one| passage(lang, one)).collect();
        let feedback = view! { <p>{FEEDBACK_ASKED.get(lang)}</p>{contact(lang, installation)} };
        let enforcement = view! {
            <p>{ENFORCEMENT_TEXT.get(lang)}" "<a href=MINISTRY_URL>"egov.government.bg"</a>"."</p>
        };
        view! {
            <article class="prose">
                <h1>{title}</h1>
                {committed}
                <p>{SCOPE.get(lang)}" "{installation.public_url.clone()}"."</p>
                {passages}
                {section(lang, "feedback", FEEDBACK, feedback.into_any())}
                {section(lang, "enforcement", ENFORCEMENT, enforcement.into_any())}
            </article>
        }
        .into_any()
    })
    .await
}
