//! What can be done to services in districts, for plain forms.

#![expect(clippy::too_many_arguments, reason = "a server function's arguments are its form's fields")]

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use super::form::{self, RawDeclaration, RawObservation};
use super::import;
use super::operation::{self, Declaring, Observing};
use super::store::load_place;
use crate::auth::actor::Actor;
use crate::auth::policy::{DeclareOffers, RecordObservations};
use crate::error::AppError;
use crate::id::Version;
use crate::site::Site;
use crate::text::Lang;

/// A district's staff or a coordinator says in which form a service is offered.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "declare_offer", input = PostUrl, output = Json)]
pub async fn declare_offer(
    #[server(default)] lang: Lang,
    #[server(default)] district: String,
    #[server(default)] service: String,
    version: Version,
    #[server(default)] state: String,
    #[server(default)] part_bg: String,
    #[server(default)] part_en: String,
    #[server(default)] since: String,
    #[server(default)] source: String,
    #[server(default)] link: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    // The words are the page's; a form says its language for the way back.
    let _ = lang;
    let site = Site::current()?;
    let actor = Actor::current().await?;
    let district = load_place(site.db.read(), &district).await?;
    let granted = actor.require_in::<DeclareOffers>(district.id)?;
    let service = service.parse().map_err(|_| AppError::NotFound)?;
    let raw = RawDeclaration { state, part_bg, part_en, since, source, link, reason };
    let form::ReadDeclaration { declaration, since, reason } = form::declaration(&raw, actor.role)?;
    let declaring = Declaring { district, service, version, declaration, since, reason };
    operation::declare(&site.db, &granted, declaring, site.clock.now()).await
}

/// A coordinator records what was observed of a service in a district.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "observe_offer", input = PostUrl, output = Json)]
pub async fn observe_offer(
    #[server(default)] lang: Lang,
    #[server(default)] district: String,
    #[server(default)] service: String,
    version: Version,
    #[server(default)] state: String,
    #[server(default)] observed_on: String,
    #[server(default)] source: String,
    #[server(default)] link: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<RecordObservations>()?;
    let district = load_place(site.db.read(), &district).await?;
    let service = service.parse().map_err(|_| AppError::NotFound)?;
    let raw = RawObservation { state, observed_on, source, link, reason };
    let (observation, reason) = form::observation(&raw)?;
    let observing = Observing { district, service, version, observation, reason };
    operation::observe(&site.db, &granted, vec![observing], site.clock.now()).await
}

/// A coordinator asks what a table of observations would change; nothing is.
///
/// # Errors
/// [`AppError`] with all that is wrong, row by row.
#[server(endpoint = "check_observations", input = PostUrl, output = Json)]
pub async fn check_observations(
    #[server(default)] lang: Lang,
    #[server(default)] rows: String,
) -> Result<(), AppError> {
    let _ = lang;
    let site = Site::current()?;
    Actor::current().await?.require::<RecordObservations>()?;
    let reader = site.db.read();
    let (services, places) = import::list_known(reader).await?;
    import::plan(reader, import::read(&rows, &services, &places)?, site.today()).await.map(|_| ())
}

/// A coordinator saves a whole table of observations.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "import_observations", input = PostUrl, output = Json)]
pub async fn import_observations(
    #[server(default)] lang: Lang,
    #[server(default)] rows: String,
    #[server(default)] seen: String,
) -> Result<(), AppError> {
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<RecordObservations>()?;
    let (services, places) = import::list_known(site.db.read()).await?;
    let rows = import::read(&rows, &services, &places)?;
    import::import(&site.db, &granted, rows, seen, site.clock.now()).await
}
