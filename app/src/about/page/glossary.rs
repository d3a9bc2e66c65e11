//! The glossary.

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::section;
use crate::about::text::glossary::{ABBREVIATIONS, LEAD, TERMS};
use crate::about::text::{ABBREVIATIONS as SHORT, GLOSSARY, TERMS as WORDS};
use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::Lang;
use crate::ui::words::words;

/// `/{lang}/rechnik`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let title = GLOSSARY.get(lang);
    let head = Head { lang, title: title.to_owned(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let terms: Vec<_> = TERMS
            .iter()
            .map(|term| {
                // Who reads in English meets the Bulgarian word elsewhere.
                let bulgarian = (lang == Lang::En).then(|| view! { " "<span class="hint">{words(lang, term.word.bg)}</span> });
                view! {
                    <div id=term.id><dt><dfn>{term.word.get(lang)}</dfn>{bulgarian}</dt><dd>{term.meaning.get(lang)}</dd></div>
                }
            })
            .collect();
        let abbreviations: Vec<_> = ABBREVIATIONS
            .iter()
            .map(|one| {
                view! {
                    <div id=one.id>
                        <dt><dfn>{words(lang, one.short.get(lang))}</dfn></dt>
                        <dd>{one.long.get(lang)}". "{one.meaning.get(lang)}</dd>
                    </div>
                }
            })
            .collect();
        view! {
            <article class="prose">
                <h1>{title}</h1>
                <p class="lead">{LEAD.get(lang)}</p>
                {section(lang, "words", WORDS, view! { <dl class="terms">{terms}</dl> }.into_any())}
                {section(lang, "abbreviations", SHORT, view! { <dl class="terms">{abbreviations}</dl> }.into_any())}
            </article>
        }
        .into_any()
    })
    .await
}
