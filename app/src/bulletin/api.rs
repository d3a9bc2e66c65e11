//! What coordinators do with bulletins, for plain forms.

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use crate::error::AppError;
use crate::id::Version;
use crate::text::Lang;

/// A coordinator has the draft of a month written, or written anew.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "write_bulletin", input = PostUrl, output = Json)]
pub async fn write_bulletin(
    #[server(default)] lang: Lang,
    #[server(default)] month: String,
    #[server(default)] version: Version,
) -> Result<(), AppError> {
    use super::{form, operation};
    use crate::auth::actor::Actor;
    use crate::auth::policy::PublishBulletins;
    use crate::site::Site;
    // The words are the page's; a form says its language for the way back.
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<PublishBulletins>()?;
    operation::write_bulletin(&site, &granted, (form::month(&month)?, version)).await
}

/// A coordinator saves a draft or publishes it.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "save_bulletin", input = PostUrl, output = Json)]
pub async fn save_bulletin(
    #[server(default)] lang: Lang,
    #[server(default)] month: String,
    #[server(default)] version: Version,
    #[server(default)] text_bg: String,
    #[server(default)] text_en: String,
    #[server(default)] act: String,
) -> Result<(), AppError> {
    use super::operation::Editing;
    use super::{form, operation};
    use crate::auth::actor::Actor;
    use crate::auth::policy::PublishBulletins;
    use crate::site::Site;
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<PublishBulletins>()?;
    let month = form::month(&month)?;
    let (text, act) = form::text(&text_bg, &text_en, &act)?;
    let editing = Editing { of: (month, version), text, act };
    operation::save_bulletin(&site, &granted, editing, site.clock.now()).await
}
