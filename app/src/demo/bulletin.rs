//! One published bulletin, so that the archive and the feed have something to show.

use chrono::NaiveDate;

use super::scene::ACCOUNTS;
use crate::auth::model::Role;
use crate::bulletin::form::Act;
use crate::bulletin::model::Month;
use crate::bulletin::operation::{Editing, apply, write_draft_of};
use crate::bulletin::store::find_issue;
use crate::clock::source::sofia_day;
use crate::db::Author;
use crate::error::AppError;
use crate::site::Site;

/// Publishes the draft of the month before the last, as it was written; the last
/// one's is left to whoever tries the editor. `until` is the history's last day.
///
/// # Errors
/// When the database does not answer.
pub async fn publish_bulletin(site: &Site, until: Option<NaiveDate>) -> Result<(), AppError> {
    let now = site.clock.now();
    let today = sofia_day(now);
    let month = Month::of(until.unwrap_or(today).min(today)).before().before();
    write_draft_of(site, month).await?;
    let Some(draft) = find_issue(site.db.read(), month).await?.filter(|one| one.published_at.is_none())
    else {
        return Ok(());
    };
    let editing = Editing { of: (month, draft.version), text: draft.text, act: Act::Publish };
    let coordinator = ACCOUNTS.iter().find(|one| one.role == Role::Coordinator);
    let author = Author {
        account: None,
        name: coordinator.map(|one| one.user_name.to_owned()),
        role: Role::Coordinator.key(),
    };
    site.db.change(author, now, move |change| Box::pin(async move { apply(change, editing).await })).await
}
