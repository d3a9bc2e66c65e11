//! Demand as coordinators see it: an order in which to ask for services, in
//! words and never as a share.

use leptos::prelude::*;

use super::model::{Rank, Row, Table};
use super::text::{DEMAND, SIGNAL, SIGNAL_LEAD, SIGNAL_NOTHING, rank_text};
use crate::service::model::State;
use crate::service::store::{Offers, Place, Service};
use crate::service::view::{chip, district_services_path};
use crate::text::Lang;

/// How many are listed; the rest is in the table.
const LISTED: usize = 10;

/// What is needed in these districts and is not online there, what is needed
/// most first.
#[must_use]
pub fn section(
    lang: Lang,
    table: &Table,
    services: &[Service],
    places: &[Place],
    offers: &Offers,
) -> AnyView {
    let items: Vec<_> = missing(table, places, offers)
        .into_iter()
        .take(LISTED)
        .filter_map(|(row, rank)| {
            let place = places.iter().find(|one| one.slug == row.district)?;
            let service = services.iter().find(|one| one.number == row.service)?;
            let href = format!("{}#service-{}", district_services_path(lang, &place.slug, ""), row.service);
            Some(view! {
                <li data-needed=format!("{}:{}", row.district, row.service)>
                    <a href=href>{place.name.get(lang).to_owned()}": "{service.name.get(lang).to_owned()}</a>
                    " "{chip(lang, offers.state(&row.district, row.service))}
                    <span class="hint">{rank_text(rank).get(lang)}</span>
                </li>
            })
        })
        .collect();
    let list = if items.is_empty() {
        view! { <p>{SIGNAL_NOTHING.get(lang)}</p> }.into_any()
    } else {
        view! { <p class="hint">{SIGNAL_LEAD.get(lang)}</p><ol class="needed">{items}</ol> }.into_any()
    };
    view! {
        <section class="disagreements" aria-labelledby="demand-title">
            <h2 id="demand-title">{SIGNAL.get(lang)}</h2>
            {list}
            <p><a href=format!("/{}/tarsene", lang.code())>{DEMAND.get(lang)}</a></p>
        </section>
    }
    .into_any()
}

/// The rows of these districts whose service is not online, in order, each
/// ranked beside the first of them.
fn missing<'t>(table: &'t Table, places: &[Place], offers: &Offers) -> Vec<(&'t Row, Rank)> {
    let names: Vec<String> = places.iter().map(|place| place.slug.clone()).collect();
    let mut rows = table.sorted(super::model::Order::Total, true, &names);
    rows.retain(|row| {
        names.contains(&row.district) && offers.state(&row.district, row.service) != State::Online
    });
    let most = rows.first().map_or(0, |row| row.at_least());
    rows.into_iter().map(|row| (row, Rank::of(row.at_least(), most))).collect()
}
