//! What is stored about people.

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::{contact, passage, section};
use crate::about::text::privacy::{
    ADDRESSES, ASKING, COMMISSION_URL, CONTESTING, READING, RIGHTS, RIGHTS_TEXT, SIGNED_IN, SUBSCRIBING, WHO,
};
use crate::about::text::{PRIVACY, RUN_BY, RUN_BY_NOBODY};
use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::{Lang, count_form};

/// `/{lang}/poveritelnost`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let title = PRIVACY.get(lang);
    let head = Head { lang, title: title.to_owned(), path, actor: visitor, island: false };
    let installation = &site.installation;
    let hours = i64::from(installation.session_hours);
    render_page(&site, head, || {
        let who = match installation.operator(lang) {
            Some(name) => view! { <p>{RUN_BY.get(lang)}" "{name.to_owned()}"."</p> }.into_any(),
            None => view! { <p>{RUN_BY_NOBODY.get(lang)}</p> }.into_any(),
        };
        let who = view! { {who}{contact(lang, installation)} };
        let ends = lang.pick(
            format!("Влизането изтича след {} без заявка.", count_form(hours, "час", "часа")),
            format!("A sign-in ends after {} without a request.", count_form(hours, "hour", "hours")),
        );
        let rights = view! { <p>{RIGHTS_TEXT.get(lang)}" "<a href=COMMISSION_URL>"cpdp.bg"</a>"."</p> };
        view! {
            <article class="prose">
                <h1>{title}</h1>
                {section(lang, "who", WHO, who.into_any())}
                {passage(lang, &READING)}
                {passage(lang, &CONTESTING)}
                {passage(lang, &ASKING)}
                {passage(lang, &SUBSCRIBING)}
                {passage(lang, &SIGNED_IN)}
                <p>{ends}</p>
                {passage(lang, &ADDRESSES)}
                {section(lang, "rights", RIGHTS, rights.into_any())}
            </article>
        }
        .into_any()
    })
    .await
}
