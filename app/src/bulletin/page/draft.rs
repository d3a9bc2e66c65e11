//! The editor of a month's bulletin. Its preview is made by the server: at the
//! press of a button, and by the page's script while somebody types.

use axum::Extension;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::response::Html;
use leptos::prelude::*;
use tower_sessions::Session;
use url::form_urlencoded;

use super::{draft_path, rendered};
use crate::auth::actor::Actor;
use crate::auth::policy::PublishBulletins;
use crate::bulletin::markdown::render;
use crate::bulletin::model::{Issue, Month, issue_path};
use crate::bulletin::store::find_issue;
use crate::bulletin::text::{
    ALL, BACK_TO_EDIT, PREVIEW, PREVIEW_OF, PUBLISH, PUBLISH_HINT, PUBLISHED, READ, REWRITE, REWRITE_HINT,
    SAVE_DRAFT, SHOW_PREVIEW, TEXT_BG, TEXT_EN, TEXT_HINT, left_out_text, title,
};
use crate::error::AppError;
use crate::flash;
use crate::onboarding::text::SAVED;
use crate::shell::{Extra, Head, PagePath, render_page, render_page_with};
use crate::site::Site;
use crate::subscription::form::value;
use crate::text::{Bilingual, Lang};
use crate::ui::form::{Answer, ErrorSummary, Field, long_area_control};

/// The operation's name, as its fields are named by.
const OPERATION: &str = "save_bulletin";
/// The most bytes of a form, as for every form of an account.
const LIMIT: usize = 256 * 1024;

/// `/{lang}/tablo/byuletin/{month}`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::NotFound`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Path((_, month)): Path<(String, String)>,
    actor: Actor,
    PagePath(path): PagePath,
    session: Option<Extension<Session>>,
) -> Result<Html<String>, AppError> {
    actor.require::<PublishBulletins>()?;
    let month: Month = month.parse().map_err(|()| AppError::NotFound)?;
    let issue = find_issue(site.db.read(), month).await?.ok_or(AppError::NotFound)?;
    let answer = match session {
        Some(Extension(session)) => flash::take(&session, &path).await?,
        None => None,
    };
    let saved = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
    let answer = answer.filter(|answer| answer.refusal.is_some());
    let title = title(lang, month);
    let head = Head { lang, title: title.clone(), path, actor: Some(actor), island: false };
    let extra = Extra { script: Some("bulletin.js"), ..Extra::default() };
    render_page_with(&site, head, extra, || {
        let below = if issue.published_at.is_some() {
            let read = format!("{}: {}", READ.get(lang), title);
            view! { <p class="notice">{PUBLISHED.get(lang)}" · "<a href=issue_path(lang, month)>{read}</a></p> }.into_any()
        } else {
            view! { {editor(lang, &issue, answer)}{rewriting(lang, &issue)} }.into_any()
        };
        view! {
            <p class="crumb"><a href=format!("/{}/tablo/byuletin", lang.code())>"← "{ALL.get(lang)}</a></p>
            <h1>{title.clone()}</h1>
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            {below}
            {shown(lang, PREVIEW.get(lang), &issue.text)}
        }
        .into_any()
    })
    .await
}

/// `/{lang}/tablo/byuletin/{month}/pregled`, by POST: what the form's texts would
/// look like. Nothing is saved.
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::TooLarge`].
pub async fn preview(
    State(site): State<Site>,
    lang: Lang,
    Path((_, month)): Path<(String, String)>,
    actor: Actor,
    PagePath(path): PagePath,
    request: Request,
) -> Result<Html<String>, AppError> {
    actor.require::<PublishBulletins>()?;
    let month: Month = month.parse().map_err(|()| AppError::NotFound)?;
    let bytes = to_bytes(request.into_body(), LIMIT).await.map_err(|_| AppError::TooLarge)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
    let text = Bilingual { bg: value(&pairs, "text_bg"), en: value(&pairs, "text_en") };
    let title = title(lang, month);
    let head = Head { lang, title: title.clone(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        view! {
            <h1>{title}</h1>
            <p class="notice">{BACK_TO_EDIT.get(lang)}</p>
            {shown(lang, PREVIEW_OF.get(lang), &text)}
        }
        .into_any()
    })
    .await
}

fn editor(lang: Lang, issue: &Issue, answer: Option<Answer>) -> AnyView {
    let answer = answer.filter(|answer| answer.is_for(OPERATION, ""));
    let errors =
        answer.clone().map(|answer| view! { <ErrorSummary answer prefix=OPERATION.to_owned() level=2/> });
    let path = draft_path(lang, issue.month);
    let preview = format!("{path}/pregled");
    let action = preview.clone();
    view! {
        <form method="post" action="/api/save_bulletin" class="item-form bulletin-form" id=OPERATION data-preview=preview novalidate>
            {errors}
            <input type="hidden" name="lang" value=lang.code()/>
            <input type="hidden" name="back" value=path/>
            <input type="hidden" name="month" value=issue.month.to_string()/>
            <input type="hidden" name="version" value=issue.version.to_string()/>
            <Field answer=answer.clone() prefix=OPERATION.to_owned() name="text_bg" label=TEXT_BG.get(lang).to_owned() hint=TEXT_HINT.get(lang) value=issue.text.bg.clone() control=long_area_control/>
            <Field answer=answer.clone() prefix=OPERATION.to_owned() name="text_en" label=TEXT_EN.get(lang).to_owned() hint=TEXT_HINT.get(lang) value=issue.text.en.clone() control=long_area_control/>
            <p class="ways">
                <button type="submit" name="act" value="save">{SAVE_DRAFT.get(lang)}</button>
                <button type="submit" formaction=action>{SHOW_PREVIEW.get(lang)}</button>
                <button type="submit" name="act" value="publish">{PUBLISH.get(lang)}</button>
            </p>
            <p class="hint">{PUBLISH_HINT.get(lang)}</p>
        </form>
    }
    .into_any()
}

fn rewriting(lang: Lang, issue: &Issue) -> AnyView {
    view! {
        <details class="action">
            <summary>{REWRITE.get(lang)}</summary>
            <form method="post" action="/api/write_bulletin" class="item-form">
                <p class="hint">{REWRITE_HINT.get(lang)}</p>
                <input type="hidden" name="lang" value=lang.code()/>
                <input type="hidden" name="back" value=draft_path(lang, issue.month)/>
                <input type="hidden" name="month" value=issue.month.to_string()/>
                <input type="hidden" name="version" value=issue.version.to_string()/>
                <button type="submit">{REWRITE.get(lang)}</button>
            </form>
        </details>
    }
    .into_any()
}

/// Both texts as they would be shown, and what would not be.
fn shown(lang: Lang, heading: &'static str, text: &Bilingual) -> AnyView {
    let one = |of: Lang, label: &'static str| {
        let dropped = render(text.get(of), "").dropped;
        let left_out = (!dropped.is_empty()).then(|| {
            view! { <p class="problem">{left_out_text(lang, &dropped)}</p> }
        });
        view! { <section><h3>{label}</h3>{left_out}{rendered(text.get(of), of)}</section> }
    };
    view! {
        <section id="preview" class="preview" aria-labelledby="preview-title">
            <h2 id="preview-title">{heading}</h2>
            <div class="side-by-side">{one(Lang::Bg, TEXT_BG.get(lang))}{one(Lang::En, TEXT_EN.get(lang))}</div>
        </section>
    }
    .into_any()
}
