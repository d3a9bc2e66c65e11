//! All services, and those that a search finds.

use axum::extract::State as Axum;
use axum::response::Html;
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::auth::policy::RecordObservations;
use crate::demand::text::DEMAND;
use crate::error::AppError;
use crate::replay::model::{AS_OF, KNOWN};
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::service::model::Tally;
use crate::service::search::{Found, search};
use crate::service::store::{
    Offers, Place, Service, list_places, list_services, load_offers, search_entries,
};
use crate::service::text::{
    ALL_SERVICES, ALL_STATES, FIND, IMPORT, LEAD, MATRIX, NOTHING_FOUND, NUMBER, ONLINE_IN, SEARCH,
    SEARCH_HINT, SERVICE, SERVICES, found_text, unknown_words_text,
};
use crate::service::view::{online_of, service_path, tally_list};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::Lang;

/// Only so much of a query is read.
const MAX_QUERY: usize = 100;

/// What the page is made from.
struct Page {
    lang: Lang,
    services: Vec<Service>,
    places: Vec<Place>,
    offers: Offers,
    /// At the end of each link's query.
    tail: String,
}

/// `/{lang}/uslugi?q=&as-of=&known=`
///
/// # Errors
/// [`AppError::Parameter`] when the day cannot be shown, or when the database does
/// not answer.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let reader = site.db.read();
    let (limits, shown) = load_shown(&site, &params).await?;
    let page = Page {
        lang,
        tail: shown.tail(),
        services: list_services(reader).await?,
        places: list_places(reader, lang).await?,
        offers: load_offers(&site, shown).await?,
    };
    let asked: String = params.get("q").unwrap_or_default().trim().chars().take(MAX_QUERY).collect();
    let found = (!asked.is_empty())
        .then(|| search_entries(&page.services).map(|entries| search(&entries, &asked)))
        .transpose()?;
    let may_import = visitor.as_ref().is_some_and(|one| one.require::<RecordObservations>().is_ok());
    let frame = Frame {
        lang,
        path: format!("/{}/uslugi", lang.code()),
        query: vec![("q", asked.clone())],
        shown,
        last: limits.span.map(|span| span.last),
        limits,
        data: String::new(),
    };
    let head = Head { lang, title: SERVICES.get(lang).to_owned(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        let base = format!("/{}/uslugi", lang.code());
        let body = match &found {
            Some(found) => page.found(found),
            None => page.all(),
        };
        // A search stays on its day.
        let clocks: Vec<_> = [AS_OF, KNOWN]
            .into_iter()
            .filter_map(|name| Some((name, params.get(name)?.to_owned())))
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect();
        let import = may_import
            .then(|| view! { " "<a href=format!("{base}/vnos")>{IMPORT.get(lang)}</a> });
        let life_events = crate::life_event::text::ways(lang);
        let demand = view! { " "<a href=format!("/{}/tarsene", lang.code())>{DEMAND.get(lang)}</a> };
        view! {
            <h1>{SERVICES.get(lang)}</h1>
            <p class="lead">{LEAD.get(lang)}</p>
            <form method="get" action=base.clone() role="search" class="search">
                <div class="field">
                    <label for="q">{FIND.get(lang)}</label>
                    <p class="hint" id="q-hint">{SEARCH_HINT.get(lang)}</p>
                    <input type="search" id="q" name="q" value=asked maxlength=MAX_QUERY.to_string() aria-describedby="q-hint"/>
                </div>
                {clocks}
                <button type="submit">{SEARCH.get(lang)}</button>
            </form>
            <p class="ways"><a href=format!("{base}/matritsa")>{MATRIX.get(lang)}</a>{life_events}{demand}{import}</p>
            {frame.banner()}
            {body}
            {frame.tools()}
        }
        .into_any()
    })
    .await
}

impl Page {
    /// What a search found, the best first; where it found nothing, what to do.
    fn found(&self, found: &Found) -> AnyView {
        let lang = self.lang;
        let unknown = (!found.unknown.is_empty() && !found.numbers.is_empty())
            .then(|| view! { <p class="hint">{unknown_words_text(lang, &found.unknown)}</p> });
        let all = format!("/{}/uslugi", lang.code());
        if found.numbers.is_empty() {
            return view! {
                <section class="notice" role="status">
                    <p>{NOTHING_FOUND.get(lang)}</p>
                    <p><a href=all>{ALL_SERVICES.get(lang)}</a></p>
                </section>
            }
            .into_any();
        }
        let services: Vec<&Service> = found
            .numbers
            .iter()
            .filter_map(|number| self.services.iter().find(|one| one.number == *number))
            .collect();
        view! {
            <section aria-labelledby="found-title">
                <h2 id="found-title" role="status">{found_text(lang, services.len())}</h2>
                {unknown}
                {self.table(&services)}
                <p class="ways"><a href=all>{ALL_SERVICES.get(lang)}</a></p>
            </section>
        }
        .into_any()
    }

    /// All of them, group by group.
    fn all(&self) -> AnyView {
        let lang = self.lang;
        let mut groups: Vec<(&str, &str, Vec<&Service>)> = Vec::new();
        for service in &self.services {
            match groups.iter_mut().find(|(key, ..)| *key == service.group_key) {
                Some((_, _, of)) => of.push(service),
                None => groups.push((&service.group_key, service.group.get(lang), vec![service])),
            }
        }
        let sections: Vec<_> = groups
            .into_iter()
            .map(|(key, name, services)| {
                let id = format!("group-{key}");
                let labelled_by = id.clone();
                view! {
                    <section class="service-group" aria-labelledby=labelled_by>
                        <h2 id=id>{name.to_owned()}</h2>
                        {self.table(&services)}
                    </section>
                }
            })
            .collect();
        sections.into_any()
    }

    fn table(&self, services: &[&Service]) -> AnyView {
        let lang = self.lang;
        let rows: Vec<_> = services
            .iter()
            .map(|service| {
                let states = self.places.iter().map(|place| self.offers.state(&place.slug, service.number));
                let tally: Tally = states.collect();
                let online = online_of(lang, &tally);
                view! {
                    <tr data-service=service.number.to_string()>
                        <th scope="row"><a href=service_path(lang, service.number, &self.tail)>{service.name.get(lang).to_owned()}</a></th>
                        <td class="num" data-label=NUMBER.get(lang)>{service.number}</td>
                        <td class="num" data-label=ONLINE_IN.get(lang)>{online}</td>
                        <td data-label=ALL_STATES.get(lang)>{tally_list(lang, &tally)}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            <table class="districts services">
                <thead><tr>
                    <th scope="col">{SERVICE.get(lang)}</th>
                    <th scope="col">{NUMBER.get(lang)}</th>
                    <th scope="col">{ONLINE_IN.get(lang)}</th>
                    <th scope="col">{ALL_STATES.get(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    }
}
