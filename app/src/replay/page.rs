//! The data files.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, header};
use serde::Serialize;

use super::data::{DistrictFile, RolloutFile, district_path, rollout_path};
use super::model::{Limits, Shown, tail};
use super::store::load_shown;
use crate::db::internal;
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::ledger::store::{CHANGES_SHOWN, list_last_entries};
use crate::onboarding::store::load_replayed_onboarding;
use crate::rollout::store::load_replayed_rollout;
use crate::shell::Params;
use crate::site::Site;
use crate::text::Lang;

/// `/data/rollout.json?programme=&as-of=&known=`
///
/// # Errors
/// [`AppError::Parameter`], [`AppError::NotFound`] when there is no such
/// programme.
pub async fn rollout(State(site): State<Site>, params: Params) -> Result<Response, AppError> {
    let (limits, shown) = load_shown(&site, &params).await?;
    let programme = params.programme();
    let Shown::Past(clocks) = shown else {
        return Ok(permanent(&rollout_path(programme), limits));
    };
    let rollout = load_replayed_rollout(&site, programme, Lang::Bg, clocks).await?;
    json(&RolloutFile::of(&rollout.programme, &rollout.rows, clocks))
}

/// `/data/district.json?programme=&district=&as-of=&known=`
///
/// # Errors
/// [`AppError::Parameter`], [`AppError::NotFound`] when there is no such
/// programme or district.
pub async fn district(State(site): State<Site>, params: Params) -> Result<Response, AppError> {
    let (limits, shown) = load_shown(&site, &params).await?;
    let programme = params.programme();
    let slug = params.get("district").ok_or(AppError::NotFound)?;
    let Shown::Past(clocks) = shown else {
        return Ok(permanent(&district_path(programme, slug), limits));
    };
    let onboarding = load_replayed_onboarding(site.db.read(), slug, programme, clocks).await?;
    let changes = list_last_entries(&site.db, programme, slug, Some(clocks), CHANGES_SHOWN).await?;
    json(&DistrictFile::of(&onboarding, &changes, clocks))
}

/// The file of the present is asked for at the address it has for good.
fn permanent(path: &str, limits: Limits) -> Response {
    let known = limits.span.map(|span| span.last);
    Redirect::to(&format!("{path}{}", tail(Clocks { as_of: limits.today, known }))).into_response()
}

fn json(file: &impl Serialize) -> Result<Response, AppError> {
    let mut text = serde_json::to_vec(file).map_err(|error| internal(&error))?;
    text.push(b'\n');
    let kind = HeaderValue::from_static("application/json");
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
