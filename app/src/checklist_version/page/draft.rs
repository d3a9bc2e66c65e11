//! One version: what it asks for and, while it is a draft, what it changes.

use std::collections::BTreeSet;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use super::effect::{load_effect, summary};
use super::{answered, list_path, may_draft, version_path};
use crate::auth::actor::Actor;
use crate::auth::policy::ViewBoard;
use crate::checklist_version::model::{Changes, Effect, aspects};
use crate::checklist_version::store::{VersionRow, list_used_conditions, list_version_rows};
use crate::checklist_version::text::{
    ADD, ADD_CONDITION, ADDED_MARK, CHANGED_MARK, CHANGES, CONDITION_BG, CONDITION_EN, CONDITION_HINT,
    CONDITIONS_ASKED, CONDITIONS_ASKED_LEAD, DISCARD, DRAFT, EDIT, EFFECT, FORESEEN, HOLDS_FROM,
    PUBLICATION_REASON, PUBLISH, PUBLISH_HINT, PUBLISHED, REASON, REMOVE, RESTORE, RETIRE, RETIRED, VERSION,
    VERSIONS, WITHDRAW, WITHDRAW_HINT, WITHDRAW_REASON, WITHDRAWN, aspect_text, changes_text,
};
use crate::error::AppError;
use crate::flash;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::ledger::store::find_last_of_item;
use crate::ledger::text::author_text;
use crate::onboarding::timing::must_be_met_text;
use crate::programme::model::{Programme, Requirement};
use crate::programme::store::{load_programme, load_programme_version};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::moment::moment_text;
use crate::text::{Lang, SAVE, long_date};
use crate::ui::form::{Answer, Field, date_control, text_control};

/// What the forms of the page need to know.
struct Place<'a> {
    lang: Lang,
    programme: &'a Programme,
    row: VersionRow,
    before: Option<&'a Programme>,
    may_draft: bool,
    answer: Option<Answer>,
}

/// `/{lang}/tablo/versii/{number}?programme=`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::NotFound`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    Path((_, number)): Path<(String, String)>,
    params: Params,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Response, AppError> {
    actor.require::<ViewBoard>()?;
    let number: i32 = number.parse().map_err(|_| AppError::NotFound)?;
    let reader = site.db.read();
    let answer = flash::take(&session, &path).await?;
    let present = load_programme(reader, params.programme(), Clocks::on(site.today())).await?;
    let rows = list_version_rows(reader, present.id).await?;
    let Some(row) = rows.iter().copied().find(|one| one.number == number) else {
        // A colleague has thrown the draft away; what was refused is said on the list.
        let answer = answer.filter(|one| one.refusal.is_some()).ok_or(AppError::NotFound)?;
        let list = list_path(lang, &present.key);
        flash::keep(&session, &list, answer).await?;
        return Ok(Redirect::to(&list).into_response());
    };
    let programme = load_programme_version(reader, present.id, number).await?;
    let before = rows.iter().rfind(|one| one.number < number).map(|one| one.number);
    let before = match before {
        Some(before) => Some(load_programme_version(reader, present.id, before).await?),
        None => None,
    };
    let changes = before
        .as_ref()
        .map(|before| Changes::between(&before.checklist, &programme.checklist))
        .unwrap_or_default();
    let item = Item::Checklist(number).to_string();
    // Of a draft: that its publication was taken back.
    let publication = find_last_of_item(&site.db, &present.key, "", &item).await?;
    let used = list_used_conditions(reader, present.id).await?;
    let foreseen = match row.is_draft() && may_draft(&actor) {
        true => Some(load_effect(&site, lang, &present, &rows, row).await?.found),
        false => None,
    };
    let place = Place {
        lang,
        programme: &programme,
        row,
        before: before.as_ref(),
        may_draft: row.is_draft() && may_draft(&actor),
        answer: answer.clone(),
    };
    let may_withdraw = may_draft(&actor)
        && row.published().is_some()
        && row.holds_from > site.today()
        && rows.iter().all(|one| one.number <= number);
    let key = &programme.key;
    let title = format!("{} {number}", VERSION.get(lang));
    let head = Head { lang, title: title.clone(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        let published = publication.as_ref().map(|entry| {
            let reason = entry.reason.as_ref().map(|reason| format!(" · {}: {reason}", PUBLICATION_REASON.get(lang)));
            let what = if entry.new.is_some() { PUBLISHED } else { WITHDRAWN };
            view! { <p>{what.get(lang)}": "{moment_text(lang, entry.recorded_at)}" · "{author_text(lang, entry)}{reason}</p> }
        });
        let state = if row.is_draft() {
            DRAFT.get(lang).to_owned()
        } else {
            format!("{} {}", HOLDS_FROM.get(lang), long_date(lang, row.holds_from))
        };
        let effect = row.is_draft().then(|| {
            let href = version_path(lang, key, number, "/vliyanie");
            view! { <p><a href=href>{EFFECT.get(lang)}</a></p> }
        });
        let add = place.may_draft.then(|| {
            let href = version_path(lang, key, number, "/iziskvane");
            view! { <p><a class="button" href=href>{ADD.get(lang)}</a></p> }
        });
        view! {
            <p class="crumb"><a href=list_path(lang, key)>"← "{VERSIONS.get(lang)}</a></p>
            <h1>{title}</h1>
            <p class="lead">{programme.short_name.get(lang).to_owned()}" · "{state}</p>
            {answered(lang, answer)}
            {published}
            {(number > 1).then(|| view! { <p>{CHANGES.get(lang)}": "{changes_text(lang, &changes)}</p> })}
            {effect}
            {add}
            {table(&place, &changes)}
            {place.before.map(|before| retired(&place, before, &changes))}
            {conditions(&place, &used)}
            {foreseen.as_ref().map(|found| publish(&place, found))}
            {may_withdraw.then(|| withdraw(&place))}
        }
        .into_any()
    })
    .await
    .map(IntoResponse::into_response)
}

fn table(place: &Place<'_>, changes: &Changes) -> AnyView {
    let lang = place.lang;
    let milestones = place.programme.checklist.milestones.iter();
    let bodies: Vec<_> = milestones
        .map(|milestone| {
            let rows: Vec<_> = milestone.requirements.iter().map(|one| row(place, changes, one)).collect();
            view! {
                <tbody>
                    <tr class="group" id=format!("milestone-{}", milestone.key)><th colspan="2" scope="rowgroup">{milestone.position}". "{milestone.name.get(lang).to_owned()}</th></tr>
                    {rows}
                </tbody>
            }
        })
        .collect();
    view! { <table class="checklist-table">{bodies}</table> }.into_any()
}

fn row(place: &Place<'_>, changes: &Changes, one: &Requirement) -> AnyView {
    let lang = place.lang;
    let mark = if changes.added.contains(&one.key) {
        Some(ADDED_MARK)
    } else {
        changes.changed.contains(&one.key).then_some(CHANGED_MARK)
    };
    let condition = one.applies_when.as_ref().and_then(|key| place.programme.conditions.get(key));
    let condition = condition
        .map(|name| lang.pick(format!(" · само ако {}", name.bg), format!(" · only if {}", name.en)));
    let differs = place.before.filter(|_| changes.changed.contains(&one.key)).map(|before| {
        let what = aspects(&before.checklist, &place.programme.checklist, &one.key);
        let what: Vec<_> = what.into_iter().map(|aspect| aspect_text(lang, aspect)).collect();
        view! { ": "<span data-differs>{what.join(", ")}</span> }
    });
    let due = one.must_be_met_by.map(|day| format!(" · {}", must_be_met_text(lang, day)));
    let actions = place.may_draft.then(|| {
        let href = format!(
            "{}&requirement={}",
            version_path(lang, &place.programme.key, place.row.number, "/iziskvane"),
            one.key
        );
        let name = one.name.get(lang);
        view! {
            <div class="row-actions">
                <a href=href>{EDIT.get(lang)}{about(name)}</a>
                {small_form(place, "retire_requirement", ("requirement", &one.key), RETIRE.get(lang), name)}
            </div>
        }
    });
    view! {
        <tr id=format!("req-{}", one.key) data-requirement=one.key.clone()>
            <th scope="row">{one.name.get(lang).to_owned()}
                {mark.map(|mark| view! { " "<strong>{mark.get(lang)}</strong> })}{differs}
                <span class="hint">{condition}{due}</span>
            </th>
            <td>{actions}</td>
        </tr>
    }
    .into_any()
}

fn retired(place: &Place<'_>, before: &Programme, changes: &Changes) -> AnyView {
    let lang = place.lang;
    if changes.retired.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = changes
        .retired
        .iter()
        .map(|key| {
            let name = before.requirement_name(key).map(|name| name.get(lang).to_owned()).unwrap_or_default();
            let restore = place.may_draft.then(|| {
                small_form(place, "restore_requirement", ("requirement", key), RESTORE.get(lang), &name)
            });
            view! { <li id=format!("req-{key}") data-retired=key.clone()>{name.clone()}{restore}</li> }
        })
        .collect();
    view! {
        <section class="version-part" aria-labelledby="retired-title">
            <h2 id="retired-title">{RETIRED.get(lang)}</h2>
            <ul>{rows}</ul>
        </section>
    }
    .into_any()
}

/// What requirements can depend on, with a form for one more.
fn conditions(place: &Place<'_>, used: &BTreeSet<String>) -> AnyView {
    let lang = place.lang;
    let rows: Vec<_> = place
        .programme
        .conditions
        .iter()
        .map(|(key, name)| {
            let remove = (place.may_draft && !used.contains(key)).then(|| {
                small_form(place, "remove_condition", ("condition", key), REMOVE.get(lang), name.get(lang))
            });
            view! { <li data-condition=key.clone()>{name.get(lang).to_owned()}{remove}</li> }
        })
        .collect();
    let add = place.may_draft.then(|| {
        let prefix = "add_condition".to_owned();
        let answer = place.answer.clone().filter(|one| one.refusal.is_some() && one.is_for("add_condition", ""));
        let refused = answer.is_some();
        view! {
            <details class="action" open=refused>
                <summary>{ADD_CONDITION.get(lang)}</summary>
                <form method="post" action="/api/add_condition" class="item-form" id="add_condition" novalidate>
                    {hidden(place, version_path(lang, &place.programme.key, place.row.number, ""))}
                    <p class="hint">{CONDITION_HINT.get(lang)}</p>
                    <Field answer=answer.clone() prefix=prefix.clone() name="condition_bg" label=CONDITION_BG.get(lang).to_owned() control=text_control/>
                    <Field answer prefix name="condition_en" label=CONDITION_EN.get(lang).to_owned() control=text_control/>
                    <button type="submit">{SAVE.get(lang)}</button>
                </form>
            </details>
        }
    });
    view! {
        <section class="version-part" aria-labelledby="conditions-title">
            <h2 id="conditions-title">{CONDITIONS_ASKED.get(lang)}</h2>
            <p class="hint">{CONDITIONS_ASKED_LEAD.get(lang)}</p>
            {(!rows.is_empty()).then(|| view! { <ul>{rows}</ul> })}
            {add}
        </section>
    }
    .into_any()
}

fn publish(place: &Place<'_>, found: &Effect) -> AnyView {
    let lang = place.lang;
    let prefix = "publish_version".to_owned();
    let answer =
        place.answer.clone().filter(|one| one.refusal.is_some() && one.is_for("publish_version", ""));
    view! {
        <section class="version-part" aria-labelledby="publish-title">
            <h2 id="publish-title">{PUBLISH.get(lang)}</h2>
            <p>{FORESEEN.get(lang)}" ("<a href=version_path(lang, &place.programme.key, place.row.number, "/vliyanie")>{EFFECT.get(lang)}</a>"):"</p>
            {summary(lang, place.programme, found)}
            <form method="post" action="/api/publish_version" class="item-form" id="publish_version" novalidate>
                {hidden(place, version_path(lang, &place.programme.key, place.row.number, ""))}
                <Field answer=answer.clone() prefix=prefix.clone() name="holds_from" label=HOLDS_FROM.get(lang).to_owned() hint=PUBLISH_HINT.get(lang) control=date_control/>
                <Field answer prefix name="reason" label=REASON.get(lang).to_owned() control=text_control/>
                <button type="submit">{PUBLISH.get(lang)}</button>
            </form>
            <details class="action">
                <summary>{DISCARD.get(lang)}</summary>
                <form method="post" action="/api/discard_draft" class="item-form" id="discard_draft">
                    {hidden(place, list_path(lang, &place.programme.key))}
                    <button type="submit" class="secondary">{DISCARD.get(lang)}</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}

/// The way out of a mistaken date.
fn withdraw(place: &Place<'_>) -> AnyView {
    let lang = place.lang;
    let prefix = "withdraw_version".to_owned();
    let answer =
        place.answer.clone().filter(|one| one.refusal.is_some() && one.is_for("withdraw_version", ""));
    let refused = answer.is_some();
    view! {
        <details class="action version-part" open=refused>
            <summary>{WITHDRAW.get(lang)}</summary>
            <form method="post" action="/api/withdraw_version" class="item-form" id="withdraw_version" novalidate>
                {hidden(place, version_path(lang, &place.programme.key, place.row.number, ""))}
                <Field answer prefix name="reason" label=WITHDRAW_REASON.get(lang).to_owned() hint=WITHDRAW_HINT.get(lang) control=text_control/>
                <button type="submit">{WITHDRAW.get(lang)}</button>
            </form>
        </details>
    }
    .into_any()
}

/// A button for one item, in a form of its own.
fn small_form(
    place: &Place<'_>,
    function: &'static str,
    (field, key): (&'static str, &str),
    label: &'static str,
    name: &str,
) -> AnyView {
    let key = key.to_owned();
    let back = version_path(place.lang, &place.programme.key, place.row.number, "");
    view! {
        <form method="post" action=format!("/api/{function}") class="item-form">
            {hidden(place, back)}
            <input type="hidden" name=field value=key/>
            <button type="submit" class="link">{label}{about(name)}</button>
        </form>
    }
    .into_any()
}

/// What a link or a button is about, for those who hear the page: the same words
/// stand at every row.
fn about(name: &str) -> AnyView {
    view! { <span class="visually-hidden">": "{name.to_owned()}</span> }.into_any()
}

fn hidden(place: &Place<'_>, back: String) -> AnyView {
    view! {
        <input type="hidden" name="lang" value=place.lang.code()/>
        <input type="hidden" name="back" value=back/>
        <input type="hidden" name="programme" value=place.programme.key.clone()/>
        <input type="hidden" name="number" value=place.row.number.to_string()/>
        <input type="hidden" name="version" value=place.row.version.to_string()/>
    }
    .into_any()
}
