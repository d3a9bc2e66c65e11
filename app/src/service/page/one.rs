//! One service in all districts.

use axum::extract::{Path, State as Axum};
use axum::response::Html;
use leptos::prelude::*;

use crate::auth::actor::Visitor;
use crate::demand::button;
use crate::error::AppError;
use crate::ledger::model::Item;
use crate::ledger::store::{CHANGES_SHOWN, list_last_of_items};
use crate::outage::notice::notice;
use crate::outage::store::list_of_services;
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::rollout::text::{BY_RESIDENTS, IN_ALL, IN_ONE, NO, NOT_KNOWN, YES};
use crate::service::model::{Coverage, State};
use crate::service::store::{Offers, Place, list_places, load_offers, load_service};
use crate::service::text::{
    COVERAGE, DECLARED, DISTRICT, DISTRICTS, GROUP, NUMBER, OBSERVED, RULE, SOURCE, STATE, TO_SERVICES,
};
use crate::service::view::{
    changes, chip, declared_side, district_services_path, observe_again, observed_side, online_of, tally_list,
};
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::{Lang, UNKNOWN, grouped, n_of_m, percent};

/// `/{lang}/uslugi/{number}?as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Parameter`] when the day cannot be shown,
/// or when the database does not answer.
pub async fn show(
    Axum(site): Axum<Site>,
    lang: Lang,
    Path((_, number)): Path<(String, String)>,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let reader = site.db.read();
    let number: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let service = load_service(reader, number).await?;
    let (limits, shown) = load_shown(&site, &params).await?;
    let places = list_places(reader, lang).await?;
    let offers = load_offers(&site, shown).await?;
    let mut outages = list_of_services(reader, shown).await?;
    outages.retain(|one| one.services.contains(&number));
    let items = [Item::Declared(number), Item::Observed(number)];
    let last = list_last_of_items(reader, None, &items, shown.clocks(), CHANGES_SHOWN).await?;
    let frame = Frame {
        lang,
        path: format!("/{}/uslugi/{number}", lang.code()),
        query: vec![("programme", params.programme().to_owned())],
        shown,
        last: limits.span.map(|span| span.last),
        limits,
        data: String::new(),
    };
    let name = service.name.get(lang).to_owned();
    let head = Head { lang, title: name.clone(), path, actor: visitor, island: false };
    render_page(&site, head, || {
        view! {
            <p class="crumb"><a href=format!("/{}/uslugi", lang.code())>"← "{TO_SERVICES.get(lang)}</a></p>
            <h1>{name}</h1>
            {frame.banner()}
            {notice(lang, &outages)}
            <dl class="facts">
                <div><dt>{NUMBER.get(lang)}</dt><dd>{number}</dd></div>
                <div><dt>{GROUP.get(lang)}</dt><dd>{service.group.get(lang).to_owned()}</dd></div>
                <div><dt>{SOURCE.get(lang)}</dt><dd>{service.source.get(lang).to_owned()}</dd></div>
            </dl>
            {coverage(lang, number, &places, &offers)}
            {table(lang, number, &places, &offers, &shown.tail())}
            {shown.clocks().is_none().then(|| button::of_service(lang, number, &places, &offers))}
            {changes(lang, &last, std::slice::from_ref(&service), &places)}
            {frame.tools()}
        }
        .into_any()
    })
    .await
}

/// By all three rules, and every state with its number.
fn coverage(lang: Lang, number: i64, places: &[Place], offers: &Offers) -> AnyView {
    let coverage =
        Coverage::of(places.iter().map(|place| (offers.state(&place.slug, number), place.residents)));
    let online = coverage.tally.count(State::Online);
    let whole = |count: u64| grouped(lang, i64::try_from(count).unwrap_or(i64::MAX));
    let known = coverage.tally.count(State::Unknown) < coverage.tally.total();
    let share = |part: u64, of: u64| {
        percent(lang, part, of).filter(|_| known).unwrap_or_else(|| UNKNOWN.get(lang).to_owned())
    };
    let residents = n_of_m(lang, whole(coverage.residents_online), whole(coverage.residents));
    let uncertain = whole(coverage.residents_uncertain);
    let people = lang.pick(
        format!("{residents} жители (преброяване 2011 г.); за {uncertain} няма данни или има разминаване"),
        format!("{residents} residents (2011 census); no data or disagreement on {uncertain}"),
    );
    // What is not known of some districts is not “no”.
    let any = match (online, coverage.tally.uncertain()) {
        (0, 0) => NO,
        (0, _) => NOT_KNOWN,
        _ => YES,
    };
    let figure = |key: &'static str, value: String, rule: &'static str, how: String| {
        view! {
            <div class="figure" data-figure=key><dt>{rule}</dt><dd><b>{value}</b><span>{how}</span></dd></div>
        }
        .into_any()
    };
    let share_of_districts = share(online, coverage.tally.total());
    view! {
        <section class="coverage" aria-labelledby="coverage-title">
            <h2 id="coverage-title">{COVERAGE.get(lang)}</h2>
            <dl class="figures across">
                {figure("all", online_of(lang, &coverage.tally), IN_ALL.get(lang), share_of_districts)}
                {figure("one", any.get(lang).to_owned(), IN_ONE.get(lang), String::new())}
                {figure("residents", share(coverage.residents_online, coverage.residents), BY_RESIDENTS.get(lang), people)}
            </dl>
            {tally_list(lang, &coverage.tally)}
            <p class="hint">{RULE.get(lang)}</p>
        </section>
    }
    .into_any()
}

fn table(lang: Lang, number: i64, places: &[Place], offers: &Offers, tail: &str) -> AnyView {
    let rows: Vec<_> = places
        .iter()
        .map(|place| {
            let offer = offers.get(&place.slug, number).offer;
            let href = format!("{}#service-{number}", district_services_path(lang, &place.slug, tail));
            view! {
                <tr data-district=place.slug.clone() data-state=offer.state().key()>
                    <th scope="row"><a href=href>{place.name.get(lang).to_owned()}</a></th>
                    <td data-label=STATE.get(lang)>{chip(lang, offer.state())}</td>
                    <td data-label=DECLARED.get(lang)>{declared_side(lang, &offer)}</td>
                    <td data-label=OBSERVED.get(lang)>{observed_side(lang, &offer)}{observe_again(lang, &offer)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section class="table-section" aria-labelledby="districts-title">
            <h2 id="districts-title">{DISTRICTS.get(lang)}</h2>
            <table class="districts offers">
                <thead><tr>
                    <th scope="col">{DISTRICT.get(lang)}</th>
                    <th scope="col">{STATE.get(lang)}</th>
                    <th scope="col">{DECLARED.get(lang)}</th>
                    <th scope="col">{OBSERVED.get(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
