//! One life event: its steps, its design, and where it is offered.

use axum::extract::{Path, State as Axum};
use axum::response::Html;
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::life_event::model::{LifeEvent, Phase};
use crate::life_event::store::{Known, load_known};
use crate::life_event::text::{
    ALL_LEVELS, ALL_PHASES, DESIGN, DESIGN_UNKNOWN, HERE, INTEGRATION, INTEGRATION_UNKNOWN, LAST_KNOWN,
    OFFERED, OFFERED_HINT, STEPS, STEPS_ONLINE, TO_LIFE_EVENTS, TWO_ENDED, month_text,
};
use crate::outage::notice::notice;
use crate::outage::store::list_of_services;
use crate::replay::model::Shown;
use crate::service::model::Tally;
use crate::service::store::{Offers, Place, list_places, load_offers};
use crate::service::text::{ALL_STATES, DISTRICT};
use crate::service::view::{district_services_path, online_of, service_path, tally_list};
use crate::shell::{Head, PagePath, render_page};
use crate::site::Site;
use crate::text::{Bilingual, Lang};

/// `/{lang}/epizodi/{key}`
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    Path((_, key)): Path<(String, String)>,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let reader = site.db.read();
    let known = load_known(reader).await?;
    let event = known.find(&key).ok_or(AppError::NotFound)?;
    let places = list_places(reader, lang).await?;
    let offers = load_offers(&site, Shown::Today(site.today())).await?;
    let mut outages = list_of_services(reader, Shown::Today(site.today())).await?;
    let numbers: Vec<i64> = event.steps.iter().map(|step| step.service.number).collect();
    outages.retain(|one| one.services.iter().any(|number| numbers.contains(number)));
    let name = event.name.get(lang).to_owned();
    let head = Head { lang, title: name.clone(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let code = lang.code();
        view! {
            <p class="crumb"><a href=format!("/{code}/epizodi")>"← "{TO_LIFE_EVENTS.get(lang)}</a></p>
            <h1>{name}</h1>
            <p class="way-on"><a class="button" href=format!("/{code}/kakvo-moga?event={key}")>{HERE.get(lang)}</a></p>
            {notice(lang, &outages)}
            <div class="columns">
                <div>
                    {steps(lang, event)}
                    {offered(lang, event, &places, &offers)}
                </div>
                <div>
                    {design(lang, event, &known)}
                    {integration(lang, event, &known)}
                    <p class="hint">{known.note.get(lang).to_owned()}</p>
                </div>
            </div>
        }
        .into_any()
    })
    .await
}

fn steps(lang: Lang, event: &LifeEvent) -> AnyView {
    let items: Vec<_> = event
        .steps
        .iter()
        .map(|step| {
            let service = &step.service;
            let both = step.two_ended.then(|| view! { <p class="hint">{TWO_ENDED.get(lang)}</p> });
            view! {
                <li data-step=service.number.to_string()>
                    <a href=service_path(lang, service.number, "")>{service.name.get(lang).to_owned()}</a>" "
                    <span class="hint">{service.number}</span>
                    {both}
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="steps-title">
            <h2 id="steps-title">{STEPS.get(lang)}</h2>
            <ol class="numbered">{items}</ol>
        </section>
    }
    .into_any()
}

/// How many steps are online in each district.
fn offered(lang: Lang, event: &LifeEvent, places: &[Place], offers: &Offers) -> AnyView {
    let rows: Vec<_> = places
        .iter()
        .map(|place| {
            let states = event.steps.iter().map(|step| offers.state(&place.slug, step.service.number));
            let tally: Tally = states.collect();
            view! {
                <tr data-district=place.slug.clone()>
                    <th scope="row"><a href=district_services_path(lang, &place.slug, "")>{place.name.get(lang).to_owned()}</a></th>
                    <td class="num" data-label=STEPS_ONLINE.get(lang)>{online_of(lang, &tally)}</td>
                    <td data-label=ALL_STATES.get(lang)>{tally_list(lang, &tally)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="offered-title">
            <h2 id="offered-title">{OFFERED.get(lang)}</h2>
            <p class="hint">{OFFERED_HINT.get(lang)}</p>
            <table class="districts services">
                <thead><tr>
                    <th scope="col">{DISTRICT.get(lang)}</th>
                    <th scope="col">{STEPS_ONLINE.get(lang)}</th>
                    <th scope="col">{ALL_STATES.get(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The phases its design went through; the last known need not be today's.
fn design(lang: Lang, event: &LifeEvent, known: &Known) -> AnyView {
    let body = match event.design.last() {
        None => view! { <p data-phase="unknown">{DESIGN_UNKNOWN.get(lang)}</p> }.into_any(),
        Some(last) => {
            let spans: Vec<_> = event
                .design
                .iter()
                .map(|one| {
                    view! {
                        <li>
                            <b>{named(lang, &known.phases, &one.phase)}</b>" "{span_text(lang, one)}
                            <span class="hint">{one.source.get(lang).to_owned()}</span>
                        </li>
                    }
                })
                .collect();
            view! {
                <p data-phase=last.phase.clone()>{LAST_KNOWN.get(lang)}": "<b>{named(lang, &known.phases, &last.phase)}</b></p>
                <ol class="phases">{spans}</ol>
            }
            .into_any()
        }
    };
    view! {
        <section aria-labelledby="design-title">
            <h2 id="design-title">{DESIGN.get(lang)}</h2>
            {body}
            <p class="hint">{ALL_PHASES.get(lang)}": "{names(lang, &known.phases)}</p>
        </section>
    }
    .into_any()
}

fn integration(lang: Lang, event: &LifeEvent, known: &Known) -> AnyView {
    let body = match &event.integration {
        Some(one) => view! {
            <p><b>{named(lang, &known.levels, &one.level)}</b>" "<span class="hint">{one.source.get(lang).to_owned()}</span></p>
        }
        .into_any(),
        None => view! { <p>{INTEGRATION_UNKNOWN.get(lang)}</p> }.into_any(),
    };
    view! {
        <section aria-labelledby="integration-title">
            <h2 id="integration-title">{INTEGRATION.get(lang)}</h2>
            {body}
            <p class="hint">{ALL_LEVELS.get(lang)}": "{names(lang, &known.levels)}</p>
        </section>
    }
    .into_any()
}

/// „от октомври 2020 г. до януари 2021 г.“
fn span_text(lang: Lang, phase: &Phase) -> String {
    let from = month_text(lang, phase.from);
    let from = match (lang, phase.from_at_latest) {
        (Lang::Bg, true) => format!("най-късно от {from}"),
        (Lang::Bg, false) => format!("от {from}"),
        (Lang::En, true) => format!("since {from} at the latest"),
        (Lang::En, false) => format!("from {from}"),
    };
    match phase.until.map(|until| month_text(lang, until)) {
        Some(until) => lang.pick(format!("{from} до {until}"), format!("{from} to {until}")),
        None => lang.pick(format!("{from}; краят не е известен"), format!("{from}; its end is not known")),
    }
}

fn named(lang: Lang, names: &[(String, Bilingual)], key: &str) -> String {
    names.iter().find(|(one, _)| one == key).map(|(_, name)| name.get(lang).to_owned()).unwrap_or_default()
}

fn names(lang: Lang, names: &[(String, Bilingual)]) -> String {
    names.iter().map(|(_, name)| name.get(lang)).collect::<Vec<_>>().join(" → ")
}
