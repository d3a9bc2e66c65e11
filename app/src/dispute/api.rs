//! What coordinators do with disputes, for plain forms.

use leptos::prelude::*;
use leptos::server_fn::codec::{Json, PostUrl};

use crate::error::AppError;
use crate::id::Version;
use crate::text::Lang;

/// A coordinator accepts, refuses or answers a dispute.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
#[server(endpoint = "decide_dispute", input = PostUrl, output = Json)]
pub async fn decide_dispute(
    #[server(default)] lang: Lang,
    #[server(default)] dispute: String,
    version: Version,
    #[server(default)] outcome: String,
    #[server(default)] answer: String,
) -> Result<(), AppError> {
    use super::{form, operation};
    use crate::auth::actor::Actor;
    use crate::auth::policy::AnswerDisputes;
    use crate::site::Site;
    // The words are the page's; a form says its language for the way back.
    let _ = lang;
    let site = Site::current()?;
    let granted = Actor::current().await?.require::<AnswerDisputes>()?;
    let decision = form::decision(&outcome, &answer)?;
    let id = dispute.parse().map_err(|_| AppError::NotFound)?;
    operation::decide_dispute(&site.db, &granted, (id, version), decision, site.clock.now()).await
}
