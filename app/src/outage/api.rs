//! What can be done to outages, for plain forms.

#![expect(clippy::too_many_arguments, reason = "a server function's arguments are its form's fields")]

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use crate::error::AppError;
use crate::id::Version;
use crate::text::Lang;

/// A coordinator records an outage, or changes one that is recorded.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "record_outage", input = PostUrl, output = Json)]
pub async fn record_outage(
    #[server(default)] lang: Lang,
    #[server(default)] outage: String,
    version: Version,
    #[server(default)] title: String,
    #[server(default)] title_en: String,
    #[server(default)] holder: String,
    #[server(default)] begins_on: String,
    #[server(default)] ends_on: String,
    #[server(default)] requirements: Vec<String>,
    #[server(default)] services: Vec<String>,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use super::form::{self, RawOutage};
    use super::operation::{self, Recording};
    use crate::auth::actor::Actor;
    use crate::auth::policy::RecordOutages;
    use crate::site::Site;
    // The words are the page's; a form says its language for the way back.
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<RecordOutages>()?;
    let of = match outage.as_str() {
        "" => None,
        id => Some((id.parse().map_err(|_| AppError::NotFound)?, version)),
    };
    let raw =
        RawOutage { title, title_en, holder, begins_on, ends_on, requirements, services, reason, outage };
    let (outage, reason) = form::outage(&raw)?;
    let recording = Recording { of, outage, reason };
    operation::record_outage(&site.db, &granted, recording, site.clock.now()).await
}

/// A coordinator takes back an outage that was recorded by mistake.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "withdraw_outage", input = PostUrl, output = Json)]
pub async fn withdraw_outage(
    #[server(default)] lang: Lang,
    #[server(default)] outage: String,
    version: Version,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use super::operation;
    use crate::auth::actor::Actor;
    use crate::auth::policy::RecordOutages;
    use crate::site::Site;
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<RecordOutages>()?;
    let reason = crate::onboarding::form::reason(&reason)?;
    let of = (outage.parse().map_err(|_| AppError::NotFound)?, version);
    operation::withdraw_outage(&site.db, &granted, of, reason, site.clock.now()).await
}
