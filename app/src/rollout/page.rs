//! The public map with its figures and its table.

mod choice;
mod figures;
mod table;
mod timeline;

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use table::Sorted;
use timeline::Timeline;

use super::map::{self, Drawn};
use super::model::measure::Colour;
use super::model::{Coverage, Order};
use super::store::{add_services, load_maps, load_replayed_rollout, load_rollout};
use super::text::{FRESH, TITLE};
use super::view::{Drawing, View};
use crate::about::schema_org::{MapData, dataset, website};
use crate::auth::actor::Visitor;
use crate::card::text::city_text;
use crate::error::AppError;
use crate::ledger::store::find_last_instant;
use crate::outage::notice::notice;
use crate::programme::store::list_programmes;
use crate::replay::data::rollout_path;
use crate::replay::model::Shown;
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::shell::{Extra, Head, PagePath, Params, Preview, render_page_with};
use crate::site::Site;
use crate::text::Lang;
use crate::text::moment::{moment_iso, moment_text};
use crate::ui::switch::programme_switch_with;

/// `/{lang}/?programme=&color=&view=&sort=&dir=&as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme, order, colour or view,
/// [`AppError::Parameter`] when the day cannot be shown.
pub async fn show(
    State(site): State<Site>,
    lang: Lang,
    params: Params,
    Visitor(visitor): Visitor,
    PagePath(path): PagePath,
) -> Result<Html<String>, AppError> {
    let order = match params.get("sort") {
        Some(key) => Order::from_key(key).ok_or(AppError::NotFound)?,
        None => Order::Name,
    };
    let descending = params.get("dir") == Some("desc");
    let look = View::read(&params)?;
    let (limits, shown) = load_shown(&site, &params).await?;
    let mut rollout = match shown {
        Shown::Today(today) => load_rollout(&site.db, params.programme(), lang, today).await?,
        Shown::Past(clocks) => load_replayed_rollout(&site, params.programme(), lang, clocks).await?,
    };
    if look.colour == Colour::Services {
        add_services(&site, &mut rollout, shown).await?;
    }
    let programmes = list_programmes(site.db.read()).await?;
    let fresh = match shown {
        Shown::Today(_) => find_last_instant(&site.db).await?,
        Shown::Past(_) => None,
    };
    let maps = site.maps.get_or_try_init(|| load_maps(&site.db)).await?;
    let known = shown.clocks().and_then(|clocks| clocks.known);
    let boundaries = site.boundaries.find(site.db.read(), known).await?;
    if look.drawing == Drawing::Boundaries && boundaries.is_none() {
        return Err(AppError::NotFound);
    }
    let mut sorted = rollout.rows.clone();
    order.sort(&mut sorted, descending);
    let head = Head { lang, title: TITLE.get(lang).to_owned(), path, actor: visitor, island: false };
    let base = format!("/{}/", lang.code());
    let mut query = vec![("programme", rollout.programme.key.clone())];
    query.extend(look.pairs());
    if order != Order::Name || descending {
        query.push(("sort", order.key().to_owned()));
        query.extend(descending.then(|| ("dir", "desc".to_owned())));
    }
    let frame = Frame {
        lang,
        path: base.clone(),
        query,
        shown,
        last: limits.span.map(|span| span.last),
        limits,
        data: rollout_path(&rollout.programme.key),
    };
    let tail = shown.tail();
    let drawn = Drawn { lang, rollout: &rollout, colour: look.colour, day: shown.day(), tail: &tail };
    let here = format!("{base}?programme={}", rollout.programme.key);
    let timeline = Timeline::of(&limits, shown);
    let mut years = Vec::new();
    for end in timeline.year_ends() {
        let clocks = timeline.clocks(end);
        let small = site.small_maps.load(&site, &rollout.programme.key, look.colour, clocks).await?;
        years.push((end, small));
    }
    let query = format!("?programme={}{}{tail}", rollout.programme.key, look.tail());
    let preview = Preview {
        description: city_text(lang, &Coverage::of(&rollout.rows), shown.day()),
        image: format!("{base}karta.png{query}"),
    };
    let data = MapData {
        programme: &rollout.programme.key,
        title: TITLE.get(lang),
        name: rollout.programme.name.get(lang),
        changed: fresh,
        demonstration: site.db.is_demonstration().await?,
    };
    let installation = &site.installation;
    let data = vec![website(lang, installation), dataset(lang, installation, data)];
    let extra = Extra { script: Some("map.js"), preview: Some(preview), data, feed: None };
    render_page_with(&site, head, extra, || {
        let boundaries = boundaries.as_deref();
        let drawn_of = boundaries.filter(|_| look.drawing == Drawing::Boundaries);
        let map = drawn_of.map_or(maps, |boundaries| &boundaries.maps).get(lang);
        let as_shown = format!("{here}{}", look.tail());
        view! {
            <div class="page-head" data-part="head">
                <h1>{TITLE.get(lang)}</h1>
                <p class="lead">{rollout.programme.name.get(lang).to_owned()}</p>
                {programme_switch_with(lang, &base, &programmes, &rollout.programme.key, |one| look.tail() + &shown.tail_since(one.starts_on))}
            </div>
            {timeline.links(lang, &as_shown)}
            <div data-part="day">
                {frame.banner()}
                {notice(lang, &rollout.outages)}
                <div class="map-grid">
                    <div class="map-column">
                        {choice::colour(lang, &here, look, &tail)}
                        {boundaries.map(|_| choice::drawing(lang, &here, look, &tail))}
                        {map::map(drawn, map)}
                        {map::legend(lang, &rollout, look.colour)}
                        {drawn_of.map(|boundaries| choice::source(lang, boundaries))}
                    </div>
                    <div class="figures-column">
                        {figures::coverage(lang, &rollout, &tail)}
                        {figures::equal_readiness(lang, &rollout, &tail)}
                    </div>
                </div>
                {table::table(drawn, look, &sorted, Sorted { order, descending })}
                {fresh.map(|moment| view! {
                    <p class="fresh">{FRESH.get(lang)}": "<time datetime=moment_iso(moment)>{moment_text(lang, moment)}</time></p>
                })}
                {timeline::by_year(lang, map, &years, &timeline, &as_shown)}
                {frame.tools()}
            </div>
            <p class="hint">{rollout.programme.note.get(lang).to_owned()}</p>
        }
        .into_any()
    })
    .await
}
