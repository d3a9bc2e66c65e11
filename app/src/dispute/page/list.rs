//! All disputes, and one.

use axum::extract::{Path, State};
use axum::response::Html;
use chrono::NaiveDate;
use leptos::prelude::*;

use super::{district_path, facts};
use crate::auth::actor::Visitor;
use crate::dispute::model::State as Standing;
use crate::dispute::names::{Names, path};
use crate::dispute::store::{Filed, list_disputes, load_dispute};
use crate::dispute::text::{
    ALL_DISPUTES, ANSWER_BY, CLOSED, CONTEST, DISPUTES, LEAD, NONE_CLOSED, NONE_OPEN, NONE_WAITING, NUMBER,
    OPEN, WAITING, clock_text, state_text,
};
use crate::error::AppError;
use crate::id::DisputeId;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::{Lang, Text, count_form, long_date};

/// `/{lang}/osporvaniya`
///
/// # Errors
/// When the database does not answer.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    Visitor(visitor): Visitor,
    PagePath(here): PagePath,
) -> Result<Html<String>, AppError> {
    let today = site.today();
    let all = list_disputes(site.db.read()).await?;
    let names = Names::load(site.db.read(), lang, today).await?;
    let head = Head { lang, title: DISPUTES.get(lang).to_owned(), path: here, actor: visitor, island: false };
    render_page(&site, head, || {
        let part =
            |fits: &dyn Fn(&Filed) -> bool| -> Vec<&Filed> { all.iter().filter(|one| fits(one)).collect() };
        let waiting = part(&|one| one.dispute.state == Standing::Received);
        let open = part(&|one| one.dispute.state == Standing::Examined);
        let mut closed = part(&|one| !one.dispute.state.is_open());
        closed.sort_by_key(|one| std::cmp::Reverse((one.dispute.answered_on, one.id)));
        view! {
            <div class="prose">
            <h1>{DISPUTES.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            <p><a class="button" href=format!("/{}/osporvane", lang.code())>{CONTEST.get(lang)}</a></p>
            {section(lang, "open", OPEN, NONE_OPEN, lines(lang, &names, &open, today))}
            <section aria-labelledby="waiting">
                <h2 id="waiting">{WAITING.get(lang)}</h2>
                <p>{waiting_text(lang, &waiting, today)}</p>
            </section>
            {section(lang, "closed", CLOSED, NONE_CLOSED, lines(lang, &names, &closed, today))}
            </div>
        }
        .into_any()
    })
    .await
}

/// `/{lang}/osporvaniya/{id}`
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show_one(
    State(site): State<Site>,
    lang: Lang,
    Path((_, id)): Path<(String, String)>,
    Visitor(visitor): Visitor,
    PagePath(here): PagePath,
) -> Result<Html<String>, AppError> {
    let id: DisputeId = id.parse().map_err(|_| AppError::NotFound)?;
    let today = site.today();
    let filed = load_dispute(site.db.read(), id).await?;
    let names = Names::load(site.db.read(), lang, today).await?;
    let title = format!("{} {id}", NUMBER.get(lang));
    let head = Head { lang, title: title.clone(), path: here, actor: visitor, island: false };
    render_page(&site, head, || {
        let dispute = &filed.dispute;
        let about = names.subject(lang, &dispute.subject);
        let text = dispute.text.as_deref().filter(|_| dispute.is_shown());
        view! {
            <p class="crumb"><a href=format!("/{}/osporvaniya", lang.code())>"← "{ALL_DISPUTES.get(lang)}</a></p>
            <article class="prose dispute" data-dispute=id.to_string() data-state=dispute.state.key()>
                <h1>{title}</h1>
                <p class="lead"><a href=district_path(lang, dispute)>{names.district(lang, &dispute.district)}</a>" · "{about}</p>
                {facts(lang, &filed, today, text)}
            </article>
        }
        .into_any()
    })
    .await
}

fn section(lang: Lang, id: &'static str, title: Text, none: Text, lines: Vec<AnyView>) -> AnyView {
    let body = if lines.is_empty() {
        view! { <p>{none.get(lang)}</p> }.into_any()
    } else {
        view! { <ul class="disputes">{lines}</ul> }.into_any()
    };
    view! { <section aria-labelledby=id><h2 id=id>{title.get(lang)}</h2>{body}</section> }.into_any()
}

fn lines(lang: Lang, names: &Names, filed: &[&Filed], today: NaiveDate) -> Vec<AnyView> {
    filed
        .iter()
        .map(|one| {
            let dispute = &one.dispute;
            let state = dispute.state;
            let title = format!(
                "{} {}: {}, {}",
                NUMBER.get(lang),
                one.id,
                names.district(lang, &dispute.district),
                names.subject(lang, &dispute.subject)
            );
            view! {
                <li data-dispute=one.id.to_string() data-state=state.key()>
                    <a href=path(lang, one.id)>{title}</a>
                    <span class="hint"><span class=format!("chip dispute-{}", state.key())>{state_text(state).get(lang)}</span>" "{ANSWER_BY.get(lang)}": "{clock_text(lang, dispute, today)}</span>
                </li>
            }
            .into_any()
        })
        .collect()
}

/// How many nobody has read yet, since when, and how many of them too long.
fn waiting_text(lang: Lang, waiting: &[&Filed], today: NaiveDate) -> String {
    let Some(first) = waiting.first() else { return NONE_WAITING.get(lang).to_owned() };
    let count = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    let overdue = waiting.iter().filter(|one| one.dispute.due_on() < today).count();
    let since = long_date(lang, first.dispute.received_on);
    let text = lang.pick(
        format!("{}; най-старото е от {since}", count_form(count, "оспорване", "оспорвания")),
        format!("{}; the oldest is of {since}", count_form(count, "dispute", "disputes")),
    );
    let late = lang.pick(format!(" Просрочени: {overdue}."), format!(" Overdue: {overdue}."));
    let text = if text.ends_with('.') { text } else { format!("{text}.") };
    if overdue > 0 { text + &late } else { text }
}
