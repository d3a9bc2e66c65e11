//! How the figures are made: the rules in words, and every figure with its own.

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::{passage, section};
use crate::about::text::method::{LEAD, PASSAGES};
use crate::about::text::{FIGURES, METHOD, OF_EACH_DISTRICT};
use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::explain::model::{Family, Figure};
use crate::explain::text::{figure_name, figure_rule};
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::Lang;

/// `/{lang}/kak-e-smetnato`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let title = METHOD.get(lang);
    let head = Head { lang, title: title.to_owned(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let passages: Vec<_> = PASSAGES.iter().map(|one| passage(lang, one)).collect();
        let figures: Vec<_> = Figure::ALL.into_iter().map(|one| figure(lang, one)).collect();
        view! {
            <article class="prose">
                <h1>{title}</h1>
                <p class="lead">{LEAD.get(lang)}</p>
                {passages}
                {section(lang, "figures", FIGURES, view! { <dl class="terms">{figures}</dl> }.into_any())}
            </article>
        }
        .into_any()
    })
    .await
}

/// A figure of all districts leads to its rows; a district's is on its page.
fn figure(lang: Lang, one: Figure) -> AnyView {
    let name = figure_name(one).get(lang);
    let name = if one.family() == Family::District {
        view! { {name}" "<span class="hint">"("{OF_EACH_DISTRICT.get(lang)}")"</span> }.into_any()
    } else {
        let href = format!("/{}/kak-e-smetnato/{}", lang.code(), one.key());
        view! { <a href=href>{name}</a> }.into_any()
    };
    view! { <div><dt>{name}</dt><dd>{figure_rule(one).get(lang)}</dd></div> }.into_any()
}
