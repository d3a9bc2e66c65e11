//! The board of disputes: what waits, with its clock. Coordinators decide,
//! others read; district staff see those of their districts.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use chrono::NaiveDate;
use leptos::prelude::*;
use tower_sessions::Session;

use super::{district_path, facts};
use crate::auth::actor::Actor;
use crate::auth::model::Right;
use crate::auth::policy::{Reach, ViewBoard, reach};
use crate::board::text::BOARD;
use crate::dispute::model::State as Standing;
use crate::dispute::names::Names;
use crate::dispute::store::{Filed, list_disputes};
use crate::dispute::text::{
    CHOOSE, CLOSED, DECIDE, DISPUTES, NONE_CLOSED, NONE_OPEN, NONE_WAITING, NOT_RECORDED, NUMBER, OPEN,
    OUTCOME, PUBLIC_ANSWER, WAITING, WANTS_LETTER, WITHDRAWN_HINT, YOUR_ANSWER, YOUR_CHOICE,
    decided_before_text, decision_text,
};
use crate::error::AppError;
use crate::flash;
use crate::ledger::model::Item;
use crate::ledger::store::find_last_of_item;
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
    /// Who decided on the dispute that the refused answer is for.
    decided_by: Option<String>,
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
    let decided_by = match all.iter().find(|one| is_late(answer.as_ref(), one)) {
        Some(one) => find_decider(&site, one).await?,
        None => None,
    };
    let saved = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
    let board = Board {
        lang,
        names: Names::load(site.db.read(), lang, site.today()).await?,
        may_decide: reach(actor.role, Right::AnswerDisputes) == Reach::Everywhere,
        answer,
        decided_by,
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
        let late = (self.may_decide && is_late(self.answer.as_ref(), filed)).then(|| self.late(filed));
        let letter = (self.may_decide && filed.wants_letter)
            .then(|| view! { <p class="hint">{WANTS_LETTER.get(lang)}</p> });
        view! {
            <li id=format!("dispute-{}", filed.id) data-dispute=filed.id.to_string() data-state=dispute.state.key()>
                <h3>{title}</h3>
                <p><a href=district_path(lang, dispute)>{self.names.district(lang, &dispute.district)}</a>" · "{self.names.subject(lang, &dispute.subject)}</p>
                {late}
                {facts(lang, filed, self.today, text)}
                {letter}
                {form}
            </li>
        }
        .into_any()
    }

    /// What somebody entered who came second: there is no form any more to show it in.
    fn late(&self, filed: &Filed) -> AnyView {
        let lang = self.lang;
        let typed = |name: &str| {
            self.answer.as_ref().and_then(|one| one.typed(name)).filter(|text| !text.trim().is_empty())
        };
        let chosen = typed("outcome").as_deref().and_then(Standing::from_key).map(|one| {
            view! { <p>{YOUR_CHOICE.get(lang)}": "{decision_text(one).get(lang)}</p> }
        });
        let written = typed("answer").map(|text| {
            view! { <p>{YOUR_ANSWER.get(lang)}":"</p><blockquote class="words">{text}</blockquote> }
        });
        view! {
            <div class="error-summary" id=format!("decide_dispute-{}-errors", filed.id) role="alert" tabindex="-1">
                <h4>{NOT_RECORDED.get(lang)}</h4>
                <p>{decided_before_text(lang, self.decided_by.as_deref(), &filed.dispute)}</p>
                {chosen}
                {written}
            </div>
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
        let mut options: Vec<(String, String)> = choices
            .iter()
            .map(|one| (one.key().to_owned(), decision_text(*one).get(lang).to_owned()))
            .collect();
        // What was chosen may not be open any more; nothing else is chosen instead.
        let typed = answer.as_ref().filter(|_| refused).and_then(|answer| answer.typed("outcome"));
        if typed.is_some_and(|typed| options.iter().all(|(key, _)| *key != typed)) {
            options.insert(0, (String::new(), CHOOSE.get(lang).to_owned()));
        }
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

/// Whether a refused decision was on a dispute that is decided by now.
fn is_late(answer: Option<&Answer>, filed: &Filed) -> bool {
    !filed.dispute.state.is_open()
        && answer
            .is_some_and(|one| one.refusal.is_some() && one.is_for("decide_dispute", &filed.id.to_string()))
}

async fn find_decider(site: &Site, filed: &Filed) -> Result<Option<String>, AppError> {
    let dispute = &filed.dispute;
    let item = Item::Dispute(filed.id.0).to_string();
    let last = find_last_of_item(&site.db, dispute.subject.programme(), &dispute.district, &item).await?;
    Ok(last.and_then(|entry| entry.account_name))
}
