//! The public map with its figures and its table.

mod figures;
mod map;
mod table;

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::model::Order;
use super::store::{load_maps, load_replayed_rollout, load_rollout};
use super::text::{FRESH, TITLE};
use crate::about::schema_org::{MapData, dataset, website};
use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::ledger::store::find_last_instant;
use crate::outage::notice::notice;
use crate::programme::store::list_programmes;
use crate::replay::data::rollout_path;
use crate::replay::model::Shown;
use crate::replay::store::load_shown;
use crate::replay::view::Frame;
use crate::shell::{Described, Head, PagePath, Params, render_described};
use crate::site::Site;
use crate::text::Lang;
use crate::text::moment::{moment_iso, moment_text};
use crate::ui::switch::programme_switch_with;

/// `/{lang}/?programme=&sort=&dir=&as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme or order,
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
    let (limits, shown) = load_shown(&site, &params).await?;
    let rollout = match shown {
        Shown::Today(today) => load_rollout(&site.db, params.programme(), lang, today).await?,
        Shown::Past(clocks) => load_replayed_rollout(&site, params.programme(), lang, clocks).await?,
    };
    let programmes = list_programmes(site.db.read()).await?;
    let fresh = match shown {
        Shown::Today(_) => find_last_instant(&site.db).await?,
        Shown::Past(_) => None,
    };
    let maps = site.maps.get_or_try_init(|| load_maps(&site.db)).await?;
    let mut sorted = rollout.rows.clone();
    order.sort(&mut sorted, descending);
    let head = Head { lang, title: TITLE.get(lang).to_owned(), path, actor: visitor, island: false };
    let base = format!("/{}/", lang.code());
    let mut query = vec![("programme", rollout.programme.key.clone())];
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
    let data = MapData {
        programme: &rollout.programme.key,
        title: TITLE.get(lang),
        name: rollout.programme.name.get(lang),
        changed: fresh,
        demonstration: site.db.is_demonstration().await?,
    };
    let installation = &site.installation;
    let described = Described::Page(vec![website(lang, installation), dataset(lang, installation, data)]);
    render_described(&site, head, described, || {
        view! {
            <div class="page-head">
                <h1>{TITLE.get(lang)}</h1>
                <p class="lead">{rollout.programme.name.get(lang).to_owned()}</p>
                {programme_switch_with(lang, &base, &programmes, &rollout.programme.key, |one| shown.tail_since(one.starts_on))}
            </div>
            {frame.banner()}
            {notice(lang, &rollout.outages)}
            <div class="map-grid">
                <div class="map-column">
                    {map::map(lang, &rollout, maps.get(lang), &tail)}
                    {map::legend(lang, &rollout.programme)}
                </div>
                <div class="figures-column">
                    {figures::coverage(lang, &rollout, &tail)}
                    {figures::equal_readiness(lang, &rollout, &tail)}
                </div>
            </div>
            {table::table(lang, &rollout, &sorted, order, descending, &tail)}
            {fresh.map(|moment| view! {
                <p class="fresh">{FRESH.get(lang)}": "<time datetime=moment_iso(moment)>{moment_text(lang, moment)}</time></p>
            })}
            {frame.tools()}
            <p class="hint">{rollout.programme.note.get(lang).to_owned()}</p>
        }
        .into_any()
    })
    .await
}
