//! The services of one district: for everybody to read, with the forms for those
//! who declare and observe.

use axum::Extension;
use axum::extract::{Path, State as Axum};
use axum::response::Html;
use leptos::prelude::*;
use tower_sessions::Session;

use super::offer_forms::{Forms, May};
use crate::auth::actor::Visitor;
use crate::auth::model::{Right, Role};
use crate::demand::button::{button, form_of_district};
use crate::district::text::district_name;
use crate::error::AppError;
use crate::flash;
use crate::ledger::model::Item;
use crate::ledger::store::{CHANGES_SHOWN, list_last_of_items};
use crate::onboarding::text::SAVED;
use crate::outage::notice::touched;
use crate::outage::store::list_of_services;
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::service::model::Tally;
use crate::service::store::{Recorded, Service, list_services, load_offers, load_place};
use crate::service::text::{
    DECLARED, DISTRICT_LEAD, MATRIX, OBSERVED, RULE, SERVICES, TO_SERVICES, disagreement_text,
};
use crate::service::view::{
    changes, chip, declared_side, district_services_path, observe_again, observed_side, service_path,
    tally_list, tally_text,
};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::Lang;

/// `/{lang}/rayoni/{slug}/uslugi?as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Parameter`] when the day cannot be shown,
/// or when the database does not answer.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    Path((_, slug)): Path<(String, String)>,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
    session: Option<Extension<Session>>,
) -> Result<Html<String>, AppError> {
    let reader = site.db.read();
    let place = load_place(reader, &slug).await?;
    let (limits, shown) = load_shown(&site, &params).await?;
    let services = list_services(reader).await?;
    let offers = load_offers(&site, shown).await?;
    let items: Vec<Item> =
        services.iter().flat_map(|one| [Item::Declared(one.number), Item::Observed(one.number)]).collect();
    let last = list_last_of_items(reader, Some(&slug), &items, shown.clocks(), CHANGES_SHOWN).await?;
    let outages = list_of_services(reader, shown).await?;
    // The public has no session, and its pages are kept.
    let answer = match session {
        Some(Extension(session)) if visitor.is_some() => flash::take(&session, &path).await?,
        _ => None,
    };
    let saved = answer.as_ref().is_some_and(|answer| answer.refusal.is_none());
    // Nothing can be done in the past.
    let actor = visitor.as_ref().filter(|_| shown.clocks().is_none());
    let may = |right: Right| actor.is_some_and(|actor| actor.may(right, place.id));
    let forms = Forms {
        lang,
        slug: slug.clone(),
        may: May {
            declare: may(Right::DeclareOffers),
            observe: may(Right::RecordObservations),
            name_source: actor.is_some_and(|actor| actor.role != Role::DistrictStaff),
        },
        answer: answer.filter(|answer| answer.refusal.is_some()),
        today: site.today(),
    };
    let frame = Frame {
        lang,
        path: district_services_path(lang, &slug, ""),
        query: vec![("programme", params.programme().to_owned())],
        shown,
        last: limits.span.map(|span| span.last),
        limits,
        data: String::new(),
    };
    let (tail, is_today) = (shown.tail(), shown.clocks().is_none());
    let name = district_name(lang, &place.name);
    let title = format!("{}: {name}", SERVICES.get(lang));
    let head = Head { lang, title: title.clone(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let tally: Tally = services.iter().map(|one| offers.state(&slug, one.number)).collect();
        let list: Vec<_> = services
            .iter()
            .map(|service| {
                let name = service.name.get(lang);
                let state = offers.state(&slug, service.number);
                let pair = (slug.as_str(), service.number);
                let need = is_today.then(|| button(lang, state, pair, None, name)).flatten();
                let outages = outages.iter().filter(|one| one.services.contains(&service.number));
                let outages = outages.map(|one| view! { <p class="contradiction">{touched(lang, one)}</p> });
                let notes = view! { {outages.collect::<Vec<_>>()}{need} }.into_any();
                item(lang, service, &offers.get(&slug, service.number), &forms, notes, &tail)
            })
            .collect();
        let district = format!("/{}/rayoni/{slug}", lang.code());
        view! {
            <p class="crumb">
                <a href=district>"← "{name}</a>" · "<a href=format!("/{}/uslugi", lang.code())>{TO_SERVICES.get(lang)}</a>
                " · "<a href=format!("/{}/uslugi/matritsa?po=rayoni", lang.code())>{MATRIX.get(lang)}</a>
            </p>
            <h1>{title}</h1>
            <p class="lead">{DISTRICT_LEAD.get(lang)}</p>
            {frame.banner()}
            {saved.then(|| view! { <p class="notice" role="status">{SAVED.get(lang)}</p> })}
            <p class="summary">{tally_text(lang, &tally)}</p>
            {tally_list(lang, &tally)}
            <p class="hint">{RULE.get(lang)}</p>
            {is_today.then(|| form_of_district(lang, &slug))}
            <ul class="offer-list">{list}</ul>
            {changes(lang, &last, &services, std::slice::from_ref(&place))}
            {frame.tools()}
        }
        .into_any()
    })
    .await
}

fn item(
    lang: Lang,
    service: &Service,
    recorded: &Recorded,
    forms: &Forms,
    notes: AnyView,
    tail: &str,
) -> AnyView {
    let offer = &recorded.offer;
    let state = offer.state();
    let contradiction = (state == crate::service::model::State::Disagree)
        .then(|| disagreement_text(lang, offer))
        .flatten()
        .map(|text| view! { <p class="contradiction">{text}" "{observe_again(lang, offer)}</p> });
    view! {
        <li class="offer-item" id=format!("service-{}", service.number) data-service=service.number.to_string() data-state=state.key()>
            <h2><a href=service_path(lang, service.number, tail)>{service.name.get(lang).to_owned()}</a>" "<span class="hint">{service.number}</span></h2>
            <p>{chip(lang, state)}</p>
            {contradiction}
            <dl class="sides">
                <div><dt>{DECLARED.get(lang)}</dt><dd data-side="declared">{declared_side(lang, offer)}</dd></div>
                <div><dt>{OBSERVED.get(lang)}</dt><dd data-side="observed">{observed_side(lang, offer)}</dd></div>
            </dl>
            {notes}
            {forms.of(service.number, recorded)}
        </li>
    }
    .into_any()
}
