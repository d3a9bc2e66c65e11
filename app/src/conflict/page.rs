//! Both values side by side, and the choice.

use axum::extract::{Path, State};
use axum::response::Html;
use leptos::prelude::*;

use super::store::{Refused, load_conflict};
use super::text::{
    BACK, BY, CLOSED, IMPOSSIBLE, KEEP_MINE, KEEP_THEIRS, LEAD, MINE, THEIRS, TITLE, WHEN, field_value,
    operation_text,
};
use crate::auth::actor::Actor;
use crate::capacity::store::load_places;
use crate::error::AppError;
use crate::id::{ConflictId, Version};
use crate::ledger::clocks::Clocks;
use crate::ledger::model::{Entry, Item};
use crate::ledger::store::find_last_of_item;
use crate::ledger::text::{NO_VALUE, details_text, entry_text, item_text, value_text};
use crate::onboarding::checklist::{holder_name, view_checklist};
use crate::onboarding::store::{Onboarding, load_onboarding};
use crate::onboarding::view::ChecklistView;
use crate::programme::model::Holder;
use crate::shell::{Head, PagePath, in_language, render_page};
use crate::site::Site;
use crate::text::field::field_text;
use crate::text::moment::moment_text;
use crate::text::{Lang, REASON};
use crate::ui::words::words;

/// `/{lang}/konflikti/{id}`
///
/// # Errors
/// [`AppError::NotSignedIn`]; [`AppError::NotFound`] unless it is one's own.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    Path((_, id)): Path<(String, String)>,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let id: ConflictId = id.parse().map_err(|_| AppError::NotFound)?;
    let refused = load_conflict(&site.db, id, actor.account).await?;
    let onboarding = load_onboarding(site.db.read(), refused.onboarding, Clocks::on(site.today())).await?;
    let programme = &onboarding.programme;
    let present = find_last_of_item(&site.db, &programme.key, &onboarding.slug, &refused.item).await?;
    let places = load_places(site.db.read(), onboarding.programme.id).await?;
    let view = view_checklist(lang, &onboarding, &places, &actor, site.today());
    let key =
        |name: &str| refused.fields.iter().find(|(field, _)| field == name).map(|(_, key)| key.as_str());
    let item = key("requirement").or_else(|| key("milestone")).unwrap_or_default();
    let mine_can_be = view.offers(&refused.operation, item) || replaces(&refused, &view);
    let open = match (refused.outcome.is_some(), mine_can_be) {
        (true, _) => Open::No,
        (false, true) => Open::Both,
        (false, false) => Open::TheirsOnly,
    };
    let title = if open == Open::No { CLOSED } else { TITLE };
    let head = Head { lang, title: title.get(lang).to_owned(), path, actor: Some(actor), island: false };
    render_page(&site, head, || choice(lang, &onboarding, &refused, present.as_ref(), open)).await
}

/// What can still be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    /// Either value.
    Both,
    /// What was refused can no longer be done on top of what is there now.
    TheirsOnly,
    /// It has been chosen.
    No,
}

fn choice(
    lang: Lang,
    onboarding: &Onboarding,
    refused: &Refused,
    present: Option<&Entry>,
    open: Open,
) -> AnyView {
    let programme = &onboarding.programme;
    let item = item_text(lang, programme, &refused.item);
    let mut of = format!("{} · {}", onboarding.district_name.get(lang), programme.short_name.get(lang));
    if !item.is_empty() {
        of = format!("{of} · {item}");
    }
    let mine: Vec<_> = refused
        .fields
        .iter()
        // Which item it is stands above.
        .filter(|(name, _)| name != "milestone")
        .filter_map(|(name, value)| {
            let label = field_text(lang, &refused.operation, name)?;
            // Who a holder is, the programme says.
            let value = match Holder::from_key(value) {
                Some(holder) if name == "holder" => holder_name(lang, programme, holder),
                _ => field_value(lang, name, value),
            };
            Some(view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
        })
        .collect();
    let theirs = present.map(|entry| {
        view! {
            <p class="value">{entry_text(lang, programme, entry)}</p>
            <p class="now">{value_text(lang, programme, entry)}</p>
            {details_text(lang, programme, entry).map(|text| view! { <p class="details">{text}</p> })}
            <dl class="facts">
                <div><dt>{BY.get(lang)}</dt><dd>{entry.account_name.clone().unwrap_or_else(|| entry.role.clone())}</dd></div>
                <div><dt>{WHEN.get(lang)}</dt><dd>{moment_text(lang, entry.recorded_at)}</dd></div>
                {entry.reason.clone().map(|reason| view! { <div><dt>{REASON.get(lang)}</dt><dd>{words(lang, &reason)}</dd></div> })}
            </dl>
        }
    });
    let theirs = match theirs {
        Some(theirs) => theirs.into_any(),
        None => view! { <p class="now">{NO_VALUE.get(lang)}</p> }.into_any(),
    };
    let buttons = if open == Open::No {
        view! {
            <p><a href=in_language(&refused.back, lang)>{BACK.get(lang)}</a></p>
        }
        .into_any()
    } else {
        view! {
            {(open == Open::TheirsOnly).then(|| view! { <p class="notice">{IMPOSSIBLE.get(lang)}</p> })}
            <div class="choice-buttons">
                <form method="post" action="/api/keep_theirs">
                    <input type="hidden" name="lang" value=lang.code()/>
                    <input type="hidden" name="back" value=in_language(&refused.back, lang)/>
                    <input type="hidden" name="conflict" value=refused.id.to_string()/>
                    <button type="submit" class="secondary">{KEEP_THEIRS.get(lang)}</button>
                </form>
                {(open == Open::Both).then(|| resend(lang, onboarding, refused))}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="conflict">
            <h1>{if open == Open::No { CLOSED } else { TITLE }.get(lang)}</h1>
            {(open != Open::No).then(|| view! { <p class="lead">{LEAD.get(lang)}</p> })}
            <p>{of}</p>
            <div class="two-values">
                <section aria-labelledby="theirs"><h2 id="theirs">{THEIRS.get(lang)}</h2>{theirs}</section>
                <section aria-labelledby="mine">
                    <h2 id="mine">{MINE.get(lang)}</h2>
                    <p class="value">{operation_text(lang, &refused.operation)}</p>
                    <dl class="facts">{mine}</dl>
                    <p class="hint">{moment_text(lang, refused.recorded_at)}</p>
                </section>
            </div>
            {buttons}
        </div>
    }
    .into_any()
}

/// Whether the change sets a mark that a colleague has set meanwhile with
/// another day: choosing it replaces theirs.
fn replaces(refused: &Refused, view: &ChecklistView) -> bool {
    refused.operation == "mark_milestone"
        && refused.fields.iter().any(|(name, key)| name == "milestone" && view.offers("take_back_mark", key))
}

/// The author's form once more, on top of the version that is there now.
fn resend(lang: Lang, onboarding: &Onboarding, refused: &Refused) -> AnyView {
    let version = refused.item.parse().map_or(Version(0), |item: Item| onboarding.version_of(&item));
    let instead = (refused.operation == "mark_milestone")
        .then(|| view! { <input type="hidden" name="instead" value="on"/> });
    let fields: Vec<_> = refused
        .fields
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "version" | "conflict" | "lang" | "back"))
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect();
    view! {
        <form method="post" action=format!("/api/{}", refused.operation)>
            <input type="hidden" name="lang" value=lang.code()/>
            <input type="hidden" name="back" value=in_language(&refused.back, lang)/>
            <input type="hidden" name="version" value=version.to_string()/>
            <input type="hidden" name="conflict" value=refused.id.to_string()/>
            {fields}
            {instead}
            <button type="submit">{KEEP_MINE.get(lang)}</button>
        </form>
    }
    .into_any()
}
