//! The board of disputes: what waits, with its clock. Coordinators decide,
//! others read; district staff see those of their districts.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use chrono::NaiveDate;
use leptos::prelude::*;
use tower_sessions::Session;

use super::{Names, district_path, facts};
use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, ViewBoard, reach};
use crate::board::text::BOARD;
use crate::dispute::model::State as Standing;
use crate::dispute::store::{Filed, list_disputes};
use crate::dispute::text::{
    CLOSED, DECIDE, DISPUTES, NONE_CLOSED, NONE_OPEN, NONE_WAITING, NUMBER, OPEN, OUTCOME, PUBLIC_ANSWER,
    WAITING, WITHDRAWN_HINT, decision_text,
};
use crate::error::AppError;
use crate::flash;
use crate::onboarding::text::SAVED;
use crate::rollout::store::list_district_ids;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::{Lang, Text};
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Field, area_control};

struct Board {
    lang: Lang,
    names: Names,
    may_decide: bool,
    answer: Option<Answer>,
    today: NaiveDate,
}

/// `/{lang}/tablo/osporvaniya`
///
/// # Errors
/// [`AppError::NotSignedIn`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    PagePath(path): PagePath,
    session: Option<Extension<Session>>,
) -> Result<Html<String>, AppError> {
    actor.require::<ViewBoard>()?;
    let ids = list_district_ids(&site.db).await?;
    let mut all = list_disputes(site.db.read()).await?;
    all.retain(|one| {
        ids.get(&one.dispute.district).is_some_and(|district| actor.may(Right::ViewBoard, *district))
    });
    let answer = match &session {
        Some(Extension(session)) => flash::take(session, &path).await?,
        None => None,
    };
    let saved = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
    let board = Board {
        lang,
        names: Names::load(&site.db, lang, site.today()).await?,
        may_decide: reach(actor.role, Right::AnswerDisputes) == Reach::Everywhere,
        answer,
        today: site.today(),
    };
    let title = DISPUTES.get(lang);
    let head = Head { lang, title: title.to_owned(), path, actor: Some(actor), island: false };
    render_page(&site, head, || {
        let part = |fits: &dyn Fn(Standing) -> bool| -> Vec<AnyView> {
            all.iter().filter(|one| fits(one.dispute.state)).map(|one| board.item(one)).collect()
        };
        let section = |id: &'static str, title: Text, none: Text, items: Vec<AnyView>| {
            let body = if items.is_empty() {
                view! { <p>{none.get(lang)}</p> }.into_any()
            } else {
                view! { <ul class="disputes">{items}</ul> }.into_any()
            };
            view! { <section aria-labelledby=id><h2 id=id>{title.get(lang)}</h2>{body}</section> }
        };
        view! {
            <p class="crumb"><a href=format!("/{}/tablo", lang.code())>"← "{BOARD.get(lang)}</a></p>
            <div class="prose">
            <h1>{title}</h1>
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            {section("waiting", WAITING, NONE_WAITING, part(&|state| state == Standing::Received))}
            {section("open", OPEN, NONE_OPEN, part(&|state| state == Standing::Examined))}
            {section("closed", CLOSED, NONE_CLOSED, part(&|state| !state.is_open()))}
            </div>
        }
        .into_any()
    })
    .await
}

impl Board {
    fn item(&self, filed: &Filed) -> AnyView {
        let (lang, dispute) = (self.lang, &filed.dispute);
        let title = format!("{} {}", NUMBER.get(lang), filed.id);
        // Who decides must read what nobody else may read yet.
        let text = dispute.text.as_deref().filter(|_| self.may_decide || dispute.is_shown());
        let form = (self.may_decide && dispute.state.is_open()).then(|| self.form(filed));
        view! {
            <li id=format!("dispute-{}", filed.id) data-dispute=filed.id.to_string() data-state=dispute.state.key()>
                <h3>{title}</h3>
                <p><a href=district_path(lang, dispute)>{self.names.district(lang, &dispute.district)}</a>" · "{self.names.subject(lang, &dispute.subject)}</p>
                {facts(lang, filed, self.today, text)}
                {form}
            </li>
        }
        .into_any()
    }

    fn form(&self, filed: &Filed) -> AnyView {
        let lang = self.lang;
        let id = filed.id.to_string();
        let answer = self.answer.clone().filter(|answer| answer.is_for("decide_dispute", &id));
        let refused = answer.as_ref().is_some_and(|answer| answer.refusal.is_some());
        let prefix = format!("decide_dispute-{id}");
        let choices = filed.dispute.state.next();
        let options: Vec<(String, String)> = choices
            .iter()
            .map(|one| (one.key().to_owned(), decision_text(*one).get(lang).to_owned()))
            .collect();
        let chosen = choices.first().map(|one| one.key()).unwrap_or_default();
        let errors = answer.clone().map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> });
        let hint = if choices.contains(&Standing::Withdrawn) { WITHDRAWN_HINT.get(lang) } else { "" };
        view! {
            <details class="action" open=refused>
                <summary>{OUTCOME.get(lang)}</summary>
                <form method="post" action="/api/decide_dispute" class="item-form" id=prefix.clone() novalidate>
                    {errors}
                    <input type="hidden" name="lang" value=lang.code()/>
                    <input type="hidden" name="back" value=format!("/{}/tablo/osporvaniya", lang.code())/>
                    <input type="hidden" name="dispute" value=id/>
                    <input type="hidden" name="version" value=filed.version.to_string()/>
                    {select(answer.as_ref(), &prefix, "outcome", OUTCOME.get(lang), chosen, &options)}
                    <Field answer=answer.clone() prefix=prefix.clone() name="answer" label=PUBLIC_ANSWER.get(lang).to_owned() hint=hint.to_owned() control=area_control/>
                    <button type="submit">{DECIDE.get(lang)}</button>
                </form>
            </details>
        }
        .into_any()
    }
}
