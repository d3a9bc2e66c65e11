//! Many observations at once: the table, what it would change, and saving it.

use axum::Extension;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request, State as Axum};
use axum::response::{Html, Redirect};
use http::StatusCode;
use leptos::prelude::*;
use tower_sessions::Session;

use crate::auth::actor::Actor;
use crate::auth::policy::RecordObservations;
use crate::db::internal;
use crate::error::AppError;
use crate::flash;
use crate::onboarding::text::SAVED;
use crate::service::import::{Planned, list_known, plan, read, seen};
use crate::service::sheet;
use crate::service::text::{
    DISTRICT, FILE, FILE_HINT, IMPORT, IMPORT_HINT, IMPORT_LEAD, NOT_OBSERVED, OBSERVED, PREVIEW,
    PREVIEW_LEAD, READ_FILE, RECORDED_NOW, ROW, SAVE_ALL, SERVICE, TABLE, TO_SERVICES, UNCHANGED,
    new_rows_text, observation_text,
};
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::Lang;
use crate::text::refusal::refusal;
use crate::ui::form::{Answer, ErrorSummary, Field, long_area_control, sheet_control};
use crate::ui::words::words;

/// The server function that looks at a table.
const CHECK: &str = "check_observations";

/// What is sent beyond the largest file and still read to its end, so that the
/// refusal reaches a browser that is busy sending.
const SENT_LIMIT: usize = 16 * sheet::MAX_BYTES;

/// A table that was read, and what was typed.
struct Preview {
    rows: String,
    planned: Vec<Planned>,
}

/// `/{lang}/uslugi/vnos`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], or when the database does
/// not answer.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    actor: Actor,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Html<String>, AppError> {
    actor.require::<RecordObservations>()?;
    let answer = flash::take(&session, &path).await?;
    let done = answer.as_ref().filter(|answer| answer.refusal.is_none());
    let saved = done.is_some_and(|answer| answer.operation == "import_observations");
    let preview = match done.filter(|answer| answer.operation == CHECK) {
        Some(answer) => {
            let rows = answer.typed("rows").unwrap_or_default();
            let (services, places) = list_known(site.db.read()).await?;
            let read = read(&rows, &services, &places)?;
            Some(Preview { planned: plan(site.db.read(), read, site.today()).await?, rows })
        }
        None => None,
    };
    let refused = answer.filter(|answer| answer.refusal.is_some());
    let head = Head { lang, title: IMPORT.get(lang).to_owned(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        view! {
            <p class="crumb"><a href=format!("/{}/uslugi", lang.code())>"← "{TO_SERVICES.get(lang)}</a></p>
            <h1>{IMPORT.get(lang)}</h1>
            <p class="lead">{IMPORT_LEAD.get(lang)}</p>
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            {preview.as_ref().map(|preview| preview_view(lang, preview))}
            {forms(lang, refused, preview.as_ref().map(|preview| preview.rows.clone()).unwrap_or_default())}
        }
        .into_any()
    })
    .await
}

/// `/{lang}/uslugi/vnos`, by POST: a file is read into the field of the table, as
/// if its rows had been pasted there, and looked at like them. Nothing is saved.
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::Malformed`],
/// [`AppError::TooLarge`]; what is wrong with the file is shown at its field.
pub async fn read_file(
    Axum(site): Axum<Site>,
    lang: Lang,
    actor: Actor,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
    request: Request,
) -> Result<Redirect, AppError> {
    actor.require::<RecordObservations>()?;
    let bytes = sent_file(request).await?;
    let text = tokio::task::spawn_blocking(move || sheet::read_file(&bytes))
        .await
        .map_err(|error| internal(&error))?;
    let checked = match &text {
        Ok(rows) => check(&site, rows).await,
        Err(error) => Err(error.clone()),
    };
    let refusal = match checked {
        Ok(()) => None,
        Err(error @ AppError::Invalid { .. }) => Some(refusal(lang, CHECK, &path, &error)),
        Err(error) => return Err(error),
    };
    let place = if refusal.is_some() { "check_observations-errors" } else { "preview-title" };
    let fields = vec![("rows".to_owned(), text.unwrap_or_default())];
    let answer = Answer { operation: CHECK.to_owned(), item: String::new(), fields, refusal };
    flash::keep(&session, &path, answer).await?;
    Ok(Redirect::to(&format!("{path}#{place}")))
}

/// The file that was sent, or a little more than the largest.
async fn sent_file(request: Request) -> Result<Vec<u8>, AppError> {
    let mut request = request;
    DefaultBodyLimit::max(SENT_LIMIT).apply(&mut request);
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed)?;
    let mut bytes = Vec::new();
    while let Some(mut part) = parts.next_field().await.map_err(|error| unread(&error))? {
        let wanted = part.name() == Some("file");
        while let Some(chunk) = part.chunk().await.map_err(|error| unread(&error))? {
            if wanted && bytes.len() <= sheet::MAX_BYTES {
                bytes.extend_from_slice(&chunk);
            }
        }
    }
    Ok(bytes)
}

fn unread(error: &MultipartError) -> AppError {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge } else { AppError::Malformed }
}

async fn check(site: &Site, rows: &str) -> Result<(), AppError> {
    let (services, places) = list_known(site.db.read()).await?;
    plan(site.db.read(), read(rows, &services, &places)?, site.today()).await.map(|_| ())
}

fn forms(lang: Lang, answer: Option<Answer>, rows: String) -> AnyView {
    // A refusal of saving is shown where the table is, too.
    let answer = answer.map(|answer| Answer { operation: CHECK.to_owned(), ..answer });
    let prefix = CHECK.to_owned();
    let errors = answer.clone().map(|answer| view! { <ErrorSummary answer prefix=prefix.clone() level=2/> });
    let back = format!("/{}/uslugi/vnos", lang.code());
    view! {
        {errors}
        <form method="post" action=back.clone() enctype="multipart/form-data" class="item-form import" novalidate>
            <Field answer=answer.clone() prefix=prefix.clone() name="file" label=FILE.get(lang).to_owned() hint=FILE_HINT.get(lang) control=sheet_control/>
            <button type="submit">{READ_FILE.get(lang)}</button>
        </form>
        <form method="post" action="/api/check_observations" class="item-form import" novalidate>
            <input type="hidden" name="lang" value=lang.code()/>
            <input type="hidden" name="back" value=back/>
            <Field answer prefix name="rows" label=TABLE.get(lang).to_owned() hint=IMPORT_HINT.get(lang) value=rows control=long_area_control/>
            <button type="submit">{PREVIEW.get(lang)}</button>
        </form>
    }
    .into_any()
}

/// What the table would change, and the form that saves it.
fn preview_view(lang: Lang, preview: &Preview) -> AnyView {
    let new = preview.planned.iter().filter(|one| one.is_new()).count();
    let rows: Vec<_> = preview
        .planned
        .iter()
        .map(|one| {
            let now = one
                .old
                .as_ref()
                .map_or_else(|| NOT_OBSERVED.get(lang).to_owned(), |old| observation_text(lang, old));
            let then = if one.is_new() {
                let observation = &one.row.observation;
                let source = words(lang, &observation.source.text);
                view! { {observation_text(lang, observation)}"; "{source} }.into_any()
            } else {
                UNCHANGED.get(lang).into_any()
            };
            view! {
                <tr data-row=one.row.row.to_string()>
                    <td class="num" data-label=ROW.get(lang)>{one.row.row}</td>
                    <th scope="row">{one.row.district.name.get(lang).to_owned()}</th>
                    <td class="num" data-label=SERVICE.get(lang)>{one.row.service}</td>
                    <td data-label=RECORDED_NOW.get(lang)>{now}</td>
                    <td data-label=OBSERVED.get(lang)>{then}</td>
                </tr>
            }
        })
        .collect();
    let save = (new > 0).then(|| {
        view! {
            <form method="post" action="/api/import_observations" class="item-form">
                <input type="hidden" name="lang" value=lang.code()/>
                <input type="hidden" name="back" value=format!("/{}/uslugi/vnos", lang.code())/>
                <input type="hidden" name="rows" value=preview.rows.clone()/>
                <input type="hidden" name="seen" value=seen(&preview.planned)/>
                <button type="submit">{SAVE_ALL.get(lang)}</button>
            </form>
        }
    });
    view! {
        <section class="import-preview" aria-labelledby="preview-title">
            <h2 id="preview-title">{PREVIEW_LEAD.get(lang)}</h2>
            <p>{new_rows_text(lang, new, preview.planned.len())}</p>
            <table class="districts offers">
                <thead><tr>
                    <th scope="col">{ROW.get(lang)}</th>
                    <th scope="col">{DISTRICT.get(lang)}</th>
                    <th scope="col">{SERVICE.get(lang)}</th>
                    <th scope="col">{RECORDED_NOW.get(lang)}</th>
                    <th scope="col">{OBSERVED.get(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {save}
        </section>
    }
    .into_any()
}
