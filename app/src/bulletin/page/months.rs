//! The months and what is written of them, for coordinators.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;
use tower_sessions::Session;

use super::draft_path;
use crate::auth::actor::Actor;
use crate::auth::policy::PublishBulletins;
use crate::board::text::BOARD;
use crate::bulletin::model::{Issue, Month, issue_path};
use crate::bulletin::store::list_issues;
use crate::bulletin::text::{
    BULLETIN, DRAFT, DRAFTS_LEAD, EDIT, MONTH, NOT_WRITTEN, PUBLISHED, READ, STATE, WRITE,
};
use crate::error::AppError;
use crate::flash;
use crate::programme::store::find_beginning;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::{Lang, month_text};
use crate::ui::form::ErrorSummary;

/// So many months back a draft can be begun.
const BACK: usize = 12;

/// `/{lang}/tablo/byuletin`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    PagePath(path): PagePath,
    session: Option<Extension<Session>>,
) -> Result<Html<String>, AppError> {
    actor.require::<PublishBulletins>()?;
    let answer = match session {
        Some(Extension(session)) => flash::take(&session, &path).await?,
        None => None,
    };
    let issues = list_issues(site.db.read()).await?;
    let last = Month::of(site.today()).before();
    let beginning = find_beginning(site.db.read()).await?;
    let mut months: Vec<Month> = std::iter::successors(Some(last), |month| Some(month.before()))
        .take(BACK)
        .filter(|month| beginning.is_none_or(|day| day <= month.last()))
        .collect();
    months.extend(issues.iter().map(|issue| issue.month));
    months.sort_unstable_by_key(|month| std::cmp::Reverse(*month));
    months.dedup();
    let head = Head { lang, title: BULLETIN.get(lang).to_owned(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        let refused = answer.filter(|answer| answer.refusal.is_some());
        let errors = refused.map(|answer| view! { <ErrorSummary prefix=answer.prefix() answer level=2/> });
        let rows: Vec<_> = months
            .iter()
            .map(|month| row(lang, *month, issues.iter().find(|issue| issue.month == *month)))
            .collect();
        view! {
            <p class="crumb"><a href=format!("/{}/tablo", lang.code())>"← "{BOARD.get(lang)}</a></p>
            <h1>{BULLETIN.get(lang)}</h1>
            <p class="lead">{DRAFTS_LEAD.get(lang)}</p>
            {errors}
            <table class="totals issues-by-month">
                <thead><tr>
                    <th scope="col">{MONTH.get(lang)}</th>
                    <th scope="col">{STATE.get(lang)}</th>
                    <th scope="col"><span class="visually-hidden">{EDIT.get(lang)}</span></th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
    .await
}

fn row(lang: Lang, month: Month, issue: Option<&Issue>) -> AnyView {
    let name = month_text(lang, month.first());
    let (state, way) = match issue {
        Some(Issue { published_at: Some(_), .. }) => (
            PUBLISHED,
            view! { <a href=issue_path(lang, month)>{format!("{}: {name}", READ.get(lang))}</a> }.into_any(),
        ),
        Some(_) => (
            DRAFT,
            view! { <a href=draft_path(lang, month)>{format!("{}: {name}", EDIT.get(lang))}</a> }.into_any(),
        ),
        None => (NOT_WRITTEN, write(lang, month, &name)),
    };
    view! { <tr><th scope="row">{name}</th><td>{state.get(lang)}</td><td>{way}</td></tr> }.into_any()
}

/// Has the draft written and leads to it.
fn write(lang: Lang, month: Month, name: &str) -> AnyView {
    let words = format!("{}: {name}", WRITE.get(lang));
    view! {
        <form method="post" action="/api/write_bulletin">
            <input type="hidden" name="lang" value=lang.code()/>
            <input type="hidden" name="back" value=format!("/{}/tablo/byuletin", lang.code())/>
            <input type="hidden" name="onward" value=draft_path(lang, month)/>
            <input type="hidden" name="month" value=month.to_string()/>
            <button type="submit" class="link">{words}</button>
        </form>
    }
    .into_any()
}
