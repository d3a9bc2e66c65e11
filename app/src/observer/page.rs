//! The checks and how they went, for those who see the board; the forms for those
//! who record observations.

use axum::Extension;
use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;
use tower_sessions::Session;

use super::store::{Kept, list_checks};
use super::text::{
    ACTIONS, ADD, ADD_BUTTON, ADDRESS, ADDRESS_HINT, ASK_NOW, ASKED_LAST, ASKED_NEXT, CHECKS, IN_A_ROW,
    IS_OFF, LEAD, NEVER, NONE, NOTHING_YET, OBSERVER, PHRASE, PHRASE_HINT, REMOVE, outcome_text, streak_text,
};
use crate::auth::actor::Actor;
use crate::auth::policy::{RecordObservations, ViewBoard};
use crate::board::text::BOARD;
use crate::error::AppError;
use crate::flash;
use crate::onboarding::text::SAVED;
use crate::service::store::{Place, Service, list_places, list_services};
use crate::service::text::{CHOOSE, DISTRICT, SERVICE};
use crate::service::view::district_services_path;
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::Lang;
use crate::text::moment::{moment_iso, moment_text};
use crate::ui::choice::select;
use crate::ui::form::{Answer, ErrorSummary, Field, text_control};

/// The form's name, as its fields are named by.
const OPERATION: &str = "add_check";

/// What the page is made from.
struct Page {
    lang: Lang,
    services: Vec<Service>,
    places: Vec<Place>,
    may: bool,
}

/// `/{lang}/tablo/nablyudatel`
///
/// # Errors
/// [`AppError::NotSignedIn`], [`AppError::Forbidden`].
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    actor: Actor,
    PagePath(path): PagePath,
    Extension(session): Extension<Session>,
) -> Result<Html<String>, AppError> {
    actor.require::<ViewBoard>()?;
    let reader = site.db.read();
    let page = Page {
        lang,
        services: list_services(reader).await?,
        places: list_places(reader, lang).await?,
        may: actor.require::<RecordObservations>().is_ok(),
    };
    let checks = list_checks(reader).await?;
    let answer = flash::take(&session, &path).await?;
    let saved = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
    let answer = answer.filter(|answer| answer.refusal.is_some() && answer.operation == OPERATION);
    let head = Head { lang, title: OBSERVER.get(lang).to_owned(), path, actor: Some(actor), island: false };
    let is_off = !site.observer.enabled;
    render_page(&site, head, || {
        let list = if checks.is_empty() {
            view! { <p>{NONE.get(lang)}</p> }.into_any()
        } else {
            page.table(&checks)
        };
        view! {
            <p class="crumb"><a href=format!("/{}/tablo", lang.code())>"← "{BOARD.get(lang)}</a></p>
            <h1>{OBSERVER.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            {is_off.then(|| view! { <p class="notice">{IS_OFF.get(lang)}</p> })}
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            <section class="table-section" aria-label=CHECKS.get(lang)>{list}</section>
            {page.may.then(|| page.form(answer))}
        }
        .into_any()
    })
    .await
}

impl Page {
    fn table(&self, checks: &[Kept]) -> AnyView {
        let lang = self.lang;
        let rows: Vec<_> = checks.iter().filter_map(|check| self.row(check)).collect();
        let actions = self.may.then(|| view! { <th scope="col">{ACTIONS.get(lang)}</th> });
        view! {
            <table class="districts board checks">
                <thead><tr>
                    <th scope="col">{SERVICE.get(lang)}</th>
                    <th scope="col">{ADDRESS.get(lang)}</th>
                    <th scope="col">{ASKED_LAST.get(lang)}</th>
                    <th scope="col">{IN_A_ROW.get(lang)}</th>
                    <th scope="col">{ASKED_NEXT.get(lang)}</th>
                    {actions}
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    }

    fn row(&self, check: &Kept) -> Option<AnyView> {
        let lang = self.lang;
        let service = self.services.iter().find(|one| one.number == check.service)?;
        let place = self.places.iter().find(|one| one.slug == check.district)?;
        let name = format!("{}: {}", place.name.get(lang), service.name.get(lang));
        let href = format!("{}#service-{}", district_services_path(lang, &place.slug, ""), check.service);
        let time = |at| view! { <time datetime=moment_iso(at)>{moment_text(lang, at)}</time> };
        let last = check.last.map(|(at, outcome)| {
            view! { {outcome_text(lang, outcome)}<span class="hint">{time(at)}</span> }.into_any()
        });
        let last = last.unwrap_or_else(|| NEVER.get(lang).into_any());
        let phrase = lang.pick(format!("„{}“", check.phrase), format!("“{}”", check.phrase));
        let streak = streak_text(lang, check.streak).unwrap_or_else(|| NOTHING_YET.get(lang).to_owned());
        let key = check.last.map(|(_, outcome)| outcome.key());
        let actions = self.may.then(|| {
            view! {
                <td>
                    <div class="row-actions">
                        {self.action(check, "hasten_check", ASK_NOW.get(lang), &name)}
                        {self.action(check, "remove_check", REMOVE.get(lang), &name)}
                    </div>
                </td>
            }
        });
        Some(
            view! {
                <tr data-check=format!("{}:{}", check.district, check.service) data-outcome=key>
                    <th scope="row"><a href=href>{name.clone()}</a></th>
                    <td class="address" data-label=ADDRESS.get(lang)>
                        <a href=check.address.clone() rel="external nofollow noopener">{check.address.clone()}</a>
                        <span class="hint">{phrase}</span>
                    </td>
                    <td data-label=ASKED_LAST.get(lang)>{last}</td>
                    <td data-label=IN_A_ROW.get(lang)>{streak}</td>
                    <td data-label=ASKED_NEXT.get(lang)>{time(check.next_at)}</td>
                    {actions}
                </tr>
            }
            .into_any(),
        )
    }

    fn action(&self, check: &Kept, operation: &'static str, words: &'static str, about: &str) -> AnyView {
        let about = format!(": {about}");
        view! {
            <form method="post" action=format!("/api/{operation}")>
                {self.hidden()}
                <input type="hidden" name="check_service" value=check.service.to_string()/>
                <input type="hidden" name="check_district" value=check.district.clone()/>
                <button type="submit" class="link">{words}<span class="visually-hidden">{about}</span></button>
            </form>
        }
        .into_any()
    }

    fn form(&self, answer: Option<Answer>) -> AnyView {
        let lang = self.lang;
        let prefix = OPERATION.to_owned();
        let errors = answer.clone().map(|answer| view! { <ErrorSummary answer prefix=prefix.clone()/> });
        let choice = |name: &'static str, label: &'static str, from: Vec<(String, String)>| {
            let mut options = vec![(String::new(), CHOOSE.get(lang).to_owned())];
            options.extend(from);
            select(answer.as_ref(), OPERATION, name, label, "", &options)
        };
        let services =
            self.services.iter().map(|one| (one.number.to_string(), one.name.get(lang).to_owned())).collect();
        let districts =
            self.places.iter().map(|one| (one.slug.clone(), one.name.get(lang).to_owned())).collect();
        view! {
            <section class="table-section" aria-labelledby="add-title">
                <h2 id="add-title">{ADD.get(lang)}</h2>
                {errors}
                <form method="post" action="/api/add_check" class="item-form" id=OPERATION novalidate>
                    {self.hidden()}
                    {choice("check_service", SERVICE.get(lang), services)}
                    {choice("check_district", DISTRICT.get(lang), districts)}
                    <Field answer=answer.clone() prefix=prefix.clone() name="address" label=ADDRESS.get(lang).to_owned() hint=ADDRESS_HINT.get(lang) control=text_control/>
                    <Field answer=answer.clone() prefix=prefix.clone() name="phrase" label=PHRASE.get(lang).to_owned() hint=PHRASE_HINT.get(lang) control=text_control/>
                    <button type="submit">{ADD_BUTTON.get(lang)}</button>
                </form>
            </section>
        }
        .into_any()
    }

    fn hidden(&self) -> AnyView {
        let code = self.lang.code();
        view! {
            <input type="hidden" name="lang" value=code/>
            <input type="hidden" name="back" value=format!("/{code}/tablo/nablyudatel")/>
        }
        .into_any()
    }
}
