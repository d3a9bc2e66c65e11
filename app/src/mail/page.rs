//! Letters for administrators: how many are where, and those that could not be
//! delivered.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;
use tower_sessions::Session;

use super::store::{Counts, DeadLetter, count_letters, list_dead};
use super::text::{
    ADDRESS, AGAIN, ASKED, ATTEMPTS, DEAD, DISCARD, LEAD, MAIL, NO_SERVER, NONE_DEAD, OLDEST, QUEUED, SENT,
    SHOWN, SUBJECT, SUBSCRIBED, SUSPENDED, TRIED, WHAT_NOW, WHEN, WHY,
};
use crate::auth::actor::Actor;
use crate::auth::policy::ManageMail;
use crate::board::text::BOARD;
use crate::error::AppError;
use crate::flash;
use crate::onboarding::text::SAVED;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::subscription::store::{Counts as Addresses, count_subscriptions};
use crate::text::moment::{moment_iso, moment_text};
use crate::text::{Lang, Text};

/// So many are shown.
const LISTED: u64 = 200;

/// `/{lang}/tablo/poshta`
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
    actor.require::<ManageMail>()?;
    let answer = match session {
        Some(Extension(session)) => flash::take(&session, &path).await?,
        None => None,
    };
    let counts = count_letters(&site.db).await?;
    let addresses = count_subscriptions(&site.db).await?;
    let dead = list_dead(&site.db, LISTED).await?;
    let configured = site.db.letterhead().is_some();
    let head = Head { lang, title: MAIL.get(lang).to_owned(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        let saved = answer.is_some_and(|answer| answer.refusal.is_none());
        let list = if dead.is_empty() {
            view! { <p>{NONE_DEAD.get(lang)}</p> }.into_any()
        } else {
            table(lang, &dead)
        };
        view! {
            <p class="crumb"><a href=format!("/{}/tablo", lang.code())>"← "{BOARD.get(lang)}</a></p>
            <h1>{MAIL.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            {(!configured).then(|| view! { <p class="notice">{NO_SERVER.get(lang)}</p> })}
            {figures(lang, counts, addresses)}
            <section class="table-section" aria-labelledby="dead-title">
                <h2 id="dead-title">{DEAD.get(lang)}</h2>
                {list}
                {(counts.dead > LISTED).then(|| view! { <p class="hint">{SHOWN.get(lang)}</p> })}
            </section>
        }
        .into_any()
    })
    .await
}

fn figures(lang: Lang, letters: Counts, addresses: Addresses) -> AnyView {
    let one = |title: Text, number: u64| {
        view! { <div><dt>{title.get(lang)}</dt><dd>{number}</dd></div> }
    };
    let oldest = letters.oldest.map(|moment| {
        view! { <div><dt>{OLDEST.get(lang)}</dt><dd><time datetime=moment_iso(moment)>{moment_text(lang, moment)}</time></dd></div> }
    });
    view! {
        <dl class="facts">
            {one(QUEUED, letters.queued)}
            {one(TRIED, letters.tried)}
            {oldest}
            {one(SENT, letters.sent)}
            {one(DEAD, letters.dead)}
            {one(SUBSCRIBED, addresses.subscribed)}
            {one(SUSPENDED, addresses.suspended)}
            {one(ASKED, addresses.asked)}
        </dl>
    }
    .into_any()
}

fn table(lang: Lang, dead: &[DeadLetter]) -> AnyView {
    let rows: Vec<_> = dead.iter().map(|one| row(lang, one)).collect();
    view! {
        <table class="districts board letters">
            <thead><tr>
                <th scope="col">{ADDRESS.get(lang)}</th>
                <th scope="col">{SUBJECT.get(lang)}</th>
                <th scope="col">{WHY.get(lang)}</th>
                <th scope="col">{ATTEMPTS.get(lang)}</th>
                <th scope="col">{WHEN.get(lang)}</th>
                <th scope="col">{WHAT_NOW.get(lang)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(lang: Lang, one: &DeadLetter) -> AnyView {
    let button = |act: &'static str, words: Text| {
        let name = format!("{}: {}", words.get(lang), one.recipient);
        view! { <button type="submit" name="act" value=act class="link" aria-label=name>{words.get(lang)}</button> }
    };
    let ended = one.ended_at;
    view! {
        <tr id=format!("letter-{}", one.id)>
            <th scope="row">{one.recipient.clone()}</th>
            <td data-label=SUBJECT.get(lang)>{one.subject.clone()}</td>
            <td data-label=WHY.get(lang) lang="en">{one.failure.clone()}</td>
            <td data-label=ATTEMPTS.get(lang)>{one.attempts}</td>
            <td data-label=WHEN.get(lang)><time datetime=moment_iso(ended)>{moment_text(lang, ended)}</time></td>
            <td data-label=WHAT_NOW.get(lang)>
                <form method="post" action="/api/settle_letter" class="ways">
                    <input type="hidden" name="lang" value=lang.code()/>
                    <input type="hidden" name="back" value=format!("/{}/tablo/poshta", lang.code())/>
                    <input type="hidden" name="letter" value=one.id.to_string()/>
                    {button("again", AGAIN)}
                    {button("discard", DISCARD)}
                </form>
            </td>
        </tr>
    }
    .into_any()
}
