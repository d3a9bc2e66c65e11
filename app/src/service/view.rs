//! What the pages of services share.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::model::{Offer, Source, State, Tally};
use super::store::{Offers, Place, Service};
use super::text::{
    BY_A_COORDINATOR, BY_THE_DISTRICT, BY_THE_OBSERVER, CHANGES, DISAGREEMENTS, DISAGREEMENTS_LEAD, LEGEND,
    NO_CHANGES, NOT_DECLARED, NOT_OBSERVED, OBSERVE_AGAIN, declaration_text, disagreement_text,
    observation_text, online_text, operation_text, state_mark, state_text,
};
use crate::ledger::model::{Entry, Item};
use crate::ledger::text::author_text;
use crate::text::moment::{moment_iso, moment_text};
use crate::text::{Lang, UNKNOWN, grouped, n_of_m};
use crate::ui::words::words;

/// The page of a service.
#[must_use]
pub fn service_path(lang: Lang, number: i64, tail: &str) -> String {
    format!("/{}/uslugi/{number}{}", lang.code(), query(tail))
}

/// The services of a district.
#[must_use]
pub fn district_services_path(lang: Lang, slug: &str, tail: &str) -> String {
    format!("/{}/rayoni/{slug}/uslugi{}", lang.code(), query(tail))
}

/// What stays of a point on both clocks when nothing else is asked for.
fn query(tail: &str) -> String {
    tail.strip_prefix('&').map(|rest| format!("?{rest}")).unwrap_or_default()
}

/// A state with its mark and its word.
#[must_use]
pub fn chip(lang: Lang, state: State) -> AnyView {
    view! {
        <span class=format!("chip offer-{}", state.key()) data-state=state.key()>
            <span aria-hidden="true">{state_mark(state)}" "</span>{state_text(state).get(lang)}
        </span>
    }
    .into_any()
}

/// What the district says, and who says so.
#[must_use]
pub fn declared_side(lang: Lang, offer: &Offer) -> AnyView {
    let Some(declared) = &offer.declared else {
        return view! { <span class="nothing">{NOT_DECLARED.get(lang)}</span> }.into_any();
    };
    let from = declared
        .source
        .as_ref()
        .map_or_else(|| BY_THE_DISTRICT.get(lang).into_any(), |source| source_view(lang, source));
    view! { <span>{declaration_text(lang, declared)}</span>" "<span class="hint">{from}</span> }.into_any()
}

/// What was observed, and by whom.
#[must_use]
pub fn observed_side(lang: Lang, offer: &Offer) -> AnyView {
    let Some(observed) = &offer.observed else {
        return view! { <span class="nothing">{NOT_OBSERVED.get(lang)}</span> }.into_any();
    };
    let by = if observed.automatic { BY_THE_OBSERVER } else { BY_A_COORDINATOR };
    view! {
        <span>{observation_text(lang, observed)}</span>" "
        <span class="hint">{source_view(lang, &observed.source)}", "{by.get(lang)}</span>
    }
    .into_any()
}

/// That somebody should look again.
#[must_use]
pub fn observe_again(lang: Lang, offer: &Offer) -> Option<AnyView> {
    offer
        .is_to_observe_again()
        .then(|| view! { <span class="hint observe-again">{OBSERVE_AGAIN.get(lang)}</span> }.into_any())
}

fn source_view(lang: Lang, source: &Source) -> AnyView {
    let text = words(lang, &source.text);
    let before = lang.pick("по данни на: ", "according to: ");
    match source.link.clone() {
        Some(link) => view! { {before}<a href=link rel="external nofollow noopener">{text}</a> }.into_any(),
        None => view! { {before}{text} }.into_any(),
    }
}

/// How often each state occurs.
#[must_use]
pub fn tally_list(lang: Lang, tally: &Tally) -> AnyView {
    let items: Vec<_> = tally
        .present()
        .map(|(state, count)| {
            let count = grouped(lang, i64::try_from(count).unwrap_or(i64::MAX));
            view! { <li data-count=state.key()>{chip(lang, state)}" "<b>{count}</b></li> }
        })
        .collect();
    view! { <ul class="tally">{items}</ul> }.into_any()
}

/// How many of so many services are online, in words.
#[must_use]
pub fn tally_text(lang: Lang, tally: &Tally) -> String {
    online_text(lang, tally.count(State::Online), tally.total(), tally.count(State::Unknown))
}

/// How many of all are online; where nothing is known of any, that.
#[must_use]
pub fn online_of(lang: Lang, tally: &Tally) -> String {
    if tally.count(State::Unknown) == tally.total() {
        return UNKNOWN.get(lang).to_owned();
    }
    n_of_m(lang, tally.count(State::Online), tally.total())
}

/// All marks with their words.
#[must_use]
pub fn legend(lang: Lang) -> AnyView {
    let items: Vec<_> = State::ALL.into_iter().map(|state| view! { <li>{chip(lang, state)}</li> }).collect();
    view! { <ul class="tally" aria-label=LEGEND.get(lang)>{items}</ul> }.into_any()
}

/// The last changes of services, as the public reads them.
#[must_use]
pub fn changes(lang: Lang, entries: &[Entry], services: &[Service], places: &[Place]) -> AnyView {
    let districts: BTreeMap<&str, &str> =
        places.iter().map(|one| (one.slug.as_str(), one.name.get(lang))).collect();
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            // What the whole page is about need not be said in each line.
            let district = (places.len() > 1)
                .then(|| districts.get(entry.district.as_str()).copied().unwrap_or_default().to_owned());
            let service = (services.len() > 1).then(|| service_name(lang, entry, services));
            let about: Vec<String> = [service, district].into_iter().flatten().collect();
            let what = operation_text(&entry.operation).get(lang);
            view! {
                <li>
                    <span class="what">{what}": "{value_text(lang, entry)}</span>
                    <span class="what">{about.join(" · ")}</span>
                    {entry.reason.clone().map(|reason| view! { <span class="reason">{words(lang, &reason)}</span> })}
                    <span class="when">
                        <time datetime=moment_iso(entry.recorded_at)>{moment_text(lang, entry.recorded_at)}</time>
                        " · "{author_text(lang, entry)}
                    </span>
                </li>
            }
        })
        .collect();
    let none = rows.is_empty().then(|| view! { <p>{NO_CHANGES.get(lang)}</p> });
    view! {
        <section aria-labelledby="changes-title">
            <h2 id="changes-title">{CHANGES.get(lang)}</h2>
            {none}
            <ul class="changes">{rows}</ul>
        </section>
    }
    .into_any()
}

fn service_name(lang: Lang, entry: &Entry, services: &[Service]) -> String {
    let number = match entry.item.parse() {
        Ok(Item::Declared(number) | Item::Observed(number)) => number,
        _ => return String::new(),
    };
    let name = services.iter().find(|one| one.number == number).map(|one| one.name.get(lang).to_owned());
    format!("{} ({number})", name.unwrap_or_default())
}

/// What an entry left: its new value, or the one it took away.
fn value_text(lang: Lang, entry: &Entry) -> String {
    let value = entry.new.as_deref().or(entry.old.as_deref()).unwrap_or_default();
    let declared = serde_json::from_str(value).map(|one| declaration_text(lang, &one));
    declared
        .or_else(|_| serde_json::from_str(value).map(|one| observation_text(lang, &one)))
        .unwrap_or_default()
}

/// Where declared and observed contradict each other, for those who can settle
/// it; nothing when they do not.
#[must_use]
pub fn disagreements(lang: Lang, services: &[Service], places: &[Place], offers: &Offers) -> Option<AnyView> {
    let items: Vec<_> = places
        .iter()
        .flat_map(|place| services.iter().map(move |service| (place, service)))
        .filter(|(place, service)| offers.state(&place.slug, service.number) == State::Disagree)
        .map(|(place, service)| {
            let offer = offers.get(&place.slug, service.number).offer;
            let href =
                format!("{}#service-{}", district_services_path(lang, &place.slug, ""), service.number);
            view! {
                <li data-disagree=format!("{}:{}", place.slug, service.number)>
                    <a href=href>{place.name.get(lang).to_owned()}": "{service.name.get(lang).to_owned()}</a>
                    <span class="hint">{disagreement_text(lang, &offer)}</span>
                    {observe_again(lang, &offer)}
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="disagreements" aria-labelledby="disagreements-title">
                <h2 id="disagreements-title">{DISAGREEMENTS.get(lang)}" ("{items.len()}")"</h2>
                <p class="hint">{DISAGREEMENTS_LEAD.get(lang)}</p>
                <ul>{items}</ul>
            </section>
        }
        .into_any()
    })
}
