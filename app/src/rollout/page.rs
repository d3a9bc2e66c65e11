//! The public map with its figures and its table.

mod figures;
mod map;
mod table;

use axum::extract::State;
use axum::response::Html;
use leptos::prelude::*;

use super::model::Order;
use super::store::{load_maps, load_rollout};
use super::text::{FRESH, TITLE};
use crate::auth::actor::Visitor;
use crate::error::AppError;
use crate::ledger::store::find_last_instant;
use crate::programme::store::list_programmes;
use crate::shell::{Head, PagePath, Params, render_page};
use crate::site::Site;
use crate::text::Lang;
use crate::text::moment::{moment_iso, moment_text};
use crate::ui::switch::programme_switch;

/// `/{lang}/?programme=&sort=&dir=`
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme or order.
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
    let rollout = load_rollout(&site.db, params.programme(), lang, site.today()).await?;
    let programmes = list_programmes(site.db.read()).await?;
    let fresh = find_last_instant(&site.db).await?;
    let maps = site.maps.get_or_try_init(|| load_maps(&site.db)).await?;
    let mut sorted = rollout.rows.clone();
    order.sort(&mut sorted, descending);
    let head = Head { lang, title: TITLE.get(lang).to_owned(), path, actor: visitor, island: false };
    let base = format!("/{}/", lang.code());
    render_page(&site, head, || {
        view! {
            <div class="page-head">
                <h1>{TITLE.get(lang)}</h1>
                <p class="lead">{rollout.programme.name.get(lang).to_owned()}</p>
                {programme_switch(lang, &base, &programmes, &rollout.programme.key)}
            </div>
            <div class="map-grid">
                <div class="map-column">
                    {map::map(lang, &rollout, maps.get(lang))}
                    {map::legend(lang, &rollout.programme)}
                </div>
                <div class="figures-column">
                    {figures::coverage(lang, &rollout)}
                    {figures::equal_readiness(lang, &rollout)}
                </div>
            </div>
            {table::table(lang, &rollout.programme, &sorted, order, descending)}
            {fresh.map(|moment| view! {
                <p class="fresh">{FRESH.get(lang)}": "<time datetime=moment_iso(moment)>{moment_text(lang, moment)}</time></p>
            })}
            <p class="hint">{rollout.programme.note.get(lang).to_owned()}</p>
        }
        .into_any()
    })
    .await
}
