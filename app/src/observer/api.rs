//! What coordinators do with the observer, for plain forms.

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use super::form::{RawCheck, check};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::policy::RecordObservations;
use crate::error::AppError;
use crate::site::Site;
use crate::text::Lang;

/// A coordinator has an address asked for a service in a district.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "add_check", input = PostUrl, output = Json)]
pub async fn add_check(
    #[server(default)] lang: Lang,
    #[server(default)] check_service: String,
    #[server(default)] check_district: String,
    #[server(default)] address: String,
    #[server(default)] phrase: String,
) -> Result<(), AppError> {
    // The words are the page's; a form says its language for the way back.
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<RecordObservations>()?;
    let raw = RawCheck { service: check_service, district: check_district, address, phrase };
    let check = check(&raw, &site.observer.allowed)?;
    store::add_check(&site.db, &granted, check, site.clock.now()).await
}

/// A coordinator has an address asked no longer.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "remove_check", input = PostUrl, output = Json)]
pub async fn remove_check(
    #[server(default)] lang: Lang,
    #[server(default)] check_service: String,
    #[server(default)] check_district: String,
) -> Result<(), AppError> {
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<RecordObservations>()?;
    let service = check_service.parse().map_err(|_| AppError::NotFound)?;
    store::remove_check(&site.db, &granted, service, &check_district).await
}

/// A coordinator has an address asked in the next round.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "hasten_check", input = PostUrl, output = Json)]
pub async fn hasten_check(
    #[server(default)] lang: Lang,
    #[server(default)] check_service: String,
    #[server(default)] check_district: String,
) -> Result<(), AppError> {
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<RecordObservations>()?;
    let service = check_service.parse().map_err(|_| AppError::NotFound)?;
    store::hasten_check(&site.db, &granted, service, &check_district, site.clock.now()).await
}
