//! The pictures at their addresses.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};

use super::picture::Subject;
use super::render::png;
use crate::error::AppError;
use crate::replay::model::Shown;
use crate::replay::store::load_shown;
use crate::rollout::model::measure::Colour;
use crate::rollout::store::{add_services, load_maps, load_replayed_rollout, load_rollout};
use crate::rollout::view::View;
use crate::shell::Params;
use crate::site::Site;
use crate::text::Lang;

/// `/{lang}/karta.png?programme=&color=&as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Parameter`] as on the map.
pub async fn city(State(site): State<Site>, lang: Lang, params: Params) -> Result<Response, AppError> {
    draw(&site, lang, &params, None).await
}

/// `/{lang}/rayoni/{slug}/karta.png?programme=&color=&as-of=&known=`
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Parameter`] as on the map.
pub async fn district(
    State(site): State<Site>,
    lang: Lang,
    Path((_, slug)): Path<(String, String)>,
    params: Params,
) -> Result<Response, AppError> {
    draw(&site, lang, &params, Some(&slug)).await
}

async fn draw(site: &Site, lang: Lang, params: &Params, slug: Option<&str>) -> Result<Response, AppError> {
    let view = View::read(params)?;
    let (_, shown) = load_shown(site, params).await?;
    let mut rollout = match shown {
        Shown::Today(today) => load_rollout(&site.db, params.programme(), lang, today).await?,
        Shown::Past(clocks) => load_replayed_rollout(site, params.programme(), lang, clocks).await?,
    };
    if view.colour == Colour::Services {
        add_services(site, &mut rollout, shown).await?;
    }
    let maps = site.maps.get_or_try_init(|| load_maps(&site.db)).await?;
    let is_demonstration = site.db.is_demonstration().await?;
    let subject = Subject {
        lang,
        rollout: &rollout,
        map: maps.get(lang),
        colour: view.colour,
        day: shown.day(),
        is_demonstration,
    };
    let svg = match slug {
        None => subject.city(),
        Some(slug) => {
            let row = rollout.rows.iter().find(|row| row.slug == slug).ok_or(AppError::NotFound)?;
            subject.district(row)
        }
    };
    let picture = png(svg).await?;
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))], picture).into_response())
}
