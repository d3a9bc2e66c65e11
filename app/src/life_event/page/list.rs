//! All life events.

use axum::extract::State as Axum;
use axum::response::Html;
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::life_event::store::load_known;
use crate::life_event::text::{HERE, LEAD, LIFE_EVENTS, STEPS};
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::Lang;

/// `/{lang}/epizodi`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let known = load_known(site.db.read()).await?;
    let head = Head { lang, title: LIFE_EVENTS.get(lang).to_owned(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let code = lang.code();
        let items: Vec<_> = known
            .events
            .iter()
            .map(|event| {
                let steps: Vec<_> = event
                    .steps
                    .iter()
                    .map(|step| view! { <li>{step.service.name.get(lang).to_owned()}</li> })
                    .collect();
                view! {
                    <li data-event=event.key.clone()>
                        <h2><a href=format!("/{code}/epizodi/{}", event.key)>{event.name.get(lang).to_owned()}</a></h2>
                        <ol class="steps-short" aria-label=STEPS.get(lang)>{steps}</ol>
                    </li>
                }
            })
            .collect();
        view! {
            <h1>{LIFE_EVENTS.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            <p class="way-on"><a class="button" href=format!("/{code}/kakvo-moga")>{HERE.get(lang)}</a></p>
            <ul class="life-events">{items}</ul>
            <p class="hint">{known.note.get(lang).to_owned()}</p>
        }
        .into_any()
    })
    .await
}
