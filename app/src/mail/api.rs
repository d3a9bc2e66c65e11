//! What administrators do with letters that were given up, for plain forms.

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use crate::error::AppError;
use crate::text::Lang;

/// An administrator has a letter sent again, or throws it away.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "settle_letter", input = PostUrl, output = Json)]
pub async fn settle_letter(
    #[server(default)] lang: Lang,
    #[server(default)] letter: String,
    #[server(default)] act: String,
) -> Result<(), AppError> {
    use super::store;
    use crate::auth::actor::Actor;
    use crate::auth::policy::ManageMail;
    use crate::error::Rule;
    use crate::site::Site;
    // The words are the page's; a form says its language for the way back.
    let _ = lang;
    let site = Site::current()?;
    Actor::current().await?.require::<ManageMail>()?;
    if !matches!(act.as_str(), "again" | "discard") {
        return Err(AppError::invalid("act", Rule::NotOffered));
    }
    let id = letter.parse().map_err(|_| AppError::NotFound)?;
    if act == "again" {
        store::requeue(&site.db, id, site.clock.now()).await
    } else {
        store::discard(&site.db, id).await
    }
}
