//! The versions of a programme's checklist, for whoever sees the board.

mod draft;
mod effect;
mod requirement;

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;
use tower_sessions::Session;

use super::store::{VersionRow, list_version_rows};
use super::text::{
    DRAFT, HOLDS_FROM, HOLDS_NOW, LEAD, NEW_DRAFT, PUBLISHED, TRAIL, TRAIL_LEAD, VERSION, VERSIONS,
    WITH_INSTALLATION, trail_text,
};
use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, ViewBoard, reach};
use crate::board::text::BOARD;
use crate::error::AppError;
use crate::flash;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Entry;
use crate::ledger::store::list_entries_of;
use crate::ledger::text::author_text;
use crate::onboarding::text::SAVED;
use crate::programme::store::{list_programmes, load_programme};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::moment::{moment_iso, moment_text};
use crate::text::{Lang, short_date};
use crate::ui::form::{Answer, ErrorSummary};
use crate::ui::switch::programme_switch;
use crate::ui::words::words;

pub use draft::show as show_version;
pub use effect::show as show_effect;
pub use requirement::show as show_requirement;

/// `/{lang}/tablo/versii?programme=`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::NotFound`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    params: Params,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Html<String>, AppError> {
    actor.require::<ViewBoard>()?;
    let reader = site.db.read();
    let programme = load_programme(reader, params.programme(), Clocks::on(site.today())).await?;
    let programmes = list_programmes(reader).await?;
    let rows = list_version_rows(reader, programme.id).await?;
    let trail = list_entries_of(reader, &programme.key, "checklist:").await?;
    let answer = flash::take(&session, &path).await?;
    let may_draft = may_draft(&actor) && !rows.iter().any(VersionRow::is_draft);
    let base = format!("/{}/tablo/versii", lang.code());
    let board = format!("/{}/tablo?programme={}", lang.code(), programme.key);
    let back = list_path(lang, &programme.key);
    let head = Head { lang, title: VERSIONS.get(lang).to_owned(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        let lines: Vec<_> = rows
            .iter()
            .rev()
            .map(|row| line(lang, &programme.key, *row, programme.checklist.version))
            .collect();
        let begin = may_draft.then(|| {
            view! {
                <form method="post" action="/api/draft_version" class="item-form" id="draft_version">
                    <input type="hidden" name="lang" value=lang.code()/>
                    <input type="hidden" name="back" value=back/>
                    <input type="hidden" name="programme" value=programme.key.clone()/>
                    <button type="submit">{NEW_DRAFT.get(lang)}</button>
                </form>
            }
        });
        view! {
            <p class="crumb"><a href=board>"← "{BOARD.get(lang)}</a></p>
            <h1>{VERSIONS.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            {programme_switch(lang, &base, &programmes, &programme.key)}
            {answered(lang, answer)}
            <table class="districts versions">
                <thead><tr>
                    <th scope="col">{VERSION.get(lang)}</th>
                    <th scope="col">{HOLDS_FROM.get(lang)}</th>
                    <th scope="col">{PUBLISHED.get(lang)}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
            {begin}
            {published_and_withdrawn(lang, &trail)}
        }
        .into_any()
    })
    .await
}

/// Every publication and withdrawal, also of a draft that was thrown away since.
fn published_and_withdrawn(lang: Lang, trail: &[Entry]) -> AnyView {
    let rows: Vec<_> = trail
        .iter()
        .rev()
        .filter_map(|entry| trail_text(lang, entry).map(|text| (entry, text)))
        .map(|(entry, text)| {
            view! {
                <li>
                    <span class="what">{text}</span>
                    {entry.reason.as_ref().map(|reason| view! { <span class="reason">{words(lang, reason)}</span> })}
                    <span class="when">
                        <time datetime=moment_iso(entry.recorded_at)>{moment_text(lang, entry.recorded_at)}</time>
                        " · "{author_text(lang, entry)}
                    </span>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="version-part" aria-labelledby="trail-title">
            <h2 id="trail-title">{TRAIL.get(lang)}</h2>
            <p class="hint">{TRAIL_LEAD.get(lang)}</p>
            <ol class="changes">{rows}</ol>
        </section>
    }
    .into_any()
}

/// Whether the reader may change a draft.
fn may_draft(actor: &Actor) -> bool {
    reach(actor.role, Right::DraftChecklists) != Reach::Nowhere
}

/// The page with all versions of a programme.
fn list_path(lang: Lang, programme: &str) -> String {
    format!("/{}/tablo/versii?programme={programme}", lang.code())
}

/// The page of a version, or one below it.
fn version_path(lang: Lang, programme: &str, number: i32, below: &str) -> String {
    format!("/{}/tablo/versii/{number}{below}?programme={programme}", lang.code())
}

/// What was answered to a form of the page: that it was done, or what is wrong.
fn answered(lang: Lang, answer: Option<Answer>) -> AnyView {
    match answer {
        None => ().into_any(),
        Some(answer) if answer.refusal.is_none() => {
            view! { <p class="notice" role="status">{SAVED.get(lang)}</p> }.into_any()
        }
        Some(answer) => {
            let prefix = answer.prefix();
            view! { <ErrorSummary answer prefix/> }.into_any()
        }
    }
}

fn line(lang: Lang, programme: &str, row: VersionRow, holding: i32) -> AnyView {
    let href = version_path(lang, programme, row.number, "");
    let state = match () {
        () if row.is_draft() => Some(DRAFT),
        () if row.number == holding => Some(HOLDS_NOW),
        () => None,
    };
    let from = if row.is_draft() { "–".to_owned() } else { short_date(lang, row.holds_from) };
    let published = match row.published() {
        Some(at) => moment_text(lang, at),
        None if row.is_draft() => "–".to_owned(),
        None => WITH_INSTALLATION.get(lang).to_owned(),
    };
    view! {
        <tr data-version=row.number.to_string()>
            <th scope="row"><a href=href>{VERSION.get(lang)}" "{row.number}</a>{state.map(|text| view! { " "<span class="hint">{text.get(lang)}</span> })}</th>
            <td data-label=HOLDS_FROM.get(lang)>{from}</td>
            <td data-label=PUBLISHED.get(lang)>{published}</td>
        </tr>
    }
    .into_any()
}
