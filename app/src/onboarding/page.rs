//! A district's checklist at work, for those who act on it or read along.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Html;
use leptos::prelude::*;
use tower_sessions::Session;

use super::checklist::view_checklist;
use super::conditions::{condition_forms, conditions};
use super::island::Checklist;
use super::store::load_onboarding_of;
use super::text::SAVED;
use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::auth::policy::ViewChecklist;
use crate::capacity::store::load_places;
use crate::checklist_version::upcoming::upcoming;
use crate::conflict::list::open_conflicts;
use crate::conflict::store::list_open_conflicts;
use crate::district::text::PUBLIC_PAGE;
use crate::error::AppError;
use crate::flash;
use crate::ledger::clocks::Clocks;
use crate::programme::store::{list_programmes, list_upcoming};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Lang, Text};
use crate::ui::switch::programme_switch;

const TITLE: Text = Text { bg: "Контролен списък", en: "Checklist" };

/// `/{lang}/rayoni/{slug}/spisak?programme=`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`], [`AppError::NotFound`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    Path((_, slug)): Path<(String, String)>,
    params: Params,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Html<String>, AppError> {
    let onboarding =
        load_onboarding_of(site.db.read(), &slug, params.programme(), Clocks::on(site.today())).await?;
    actor.require_in::<ViewChecklist>(onboarding.district)?;
    let programmes = list_programmes(site.db.read()).await?;
    let mut conflicts = list_open_conflicts(&site.db, actor.account).await?;
    conflicts.retain(|one| one.onboarding == onboarding.id);
    let answer = flash::take(&session, &path).await?;
    let places = load_places(site.db.read(), onboarding.programme.id).await?;
    let ahead = list_upcoming(site.db.read(), onboarding.programme.id, site.today()).await?;
    let view = view_checklist(lang, &onboarding, &places, &actor, site.today());
    let decides = actor.may(Right::DecideRequirements, onboarding.district);
    let district = onboarding.district_name.get(lang).to_owned();
    let head = Head {
        lang,
        title: format!("{}: {district}", TITLE.get(lang)),
        path,
        actor: Some(actor),
        island: true,
    };
    let base = format!("/{}/rayoni/{slug}/spisak", lang.code());
    let public = format!("/{}/rayoni/{slug}?programme={}", lang.code(), onboarding.programme.key);
    render_page(&site, head, || {
        let conditions = if decides {
            condition_forms(lang, &onboarding, answer.as_ref())
        } else {
            conditions(lang, &onboarding)
        };
        let saved = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
        // The island answers for its own forms only.
        let answer = answer.filter(|one| one.refusal.is_some() && one.operation != "set_condition");
        view! {
            <h1>{district}</h1>
            <p class="lead">{onboarding.programme.name.get(lang).to_owned()}</p>
            {programme_switch(lang, &base, &programmes, &onboarding.programme.key)}
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            {open_conflicts(lang, &conflicts)}
            <Checklist view answer/>
            {upcoming(lang, &onboarding, &ahead)}
            {conditions}
            <p class="hint">{onboarding.programme.note.get(lang).to_owned()}</p>
            <p><a href=public>{PUBLIC_PAGE.get(lang)}</a></p>
        }
        .into_any()
    })
    .await
}
