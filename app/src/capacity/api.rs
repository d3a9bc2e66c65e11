//! What can be done to places, for plain forms.

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use crate::error::AppError;
use crate::id::Version;
use crate::text::Lang;

/// A coordinator sets how many districts may go live in a week.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "set_capacity", input = PostUrl, output = Json)]
pub async fn set_capacity(
    #[server(default)] lang: Lang,
    #[server(default)] programme: String,
    #[server(default)] week: String,
    version: Version,
    #[server(default)] places: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    use super::operation::{self, Setting};
    use super::page::{Form, read_form};
    use crate::auth::actor::Actor;
    use crate::auth::policy::SetCapacity;
    use crate::site::Site;
    // The words are the page's; a form says its language for the way back.
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<SetCapacity>()?;
    let Form { week, places, reason } = read_form(&week, &places, &reason)?;
    let setting = Setting { programme, week, places, reason, version };
    operation::set_capacity(&site.db, &granted, setting, site.clock.now()).await
}
