//! What can be shown, as the database tells.

use super::model::{AS_OF, KNOWN, Limits, Shown};
use crate::error::AppError;
use crate::ledger::store::find_span;
use crate::programme::store::load_starts_on;
use crate::shell::Params;
use crate::site::Site;

/// What can be shown of a programme, and what these parameters ask for.
///
/// # Errors
/// [`AppError::Parameter`], [`AppError::NotFound`] when there is no such
/// programme, or when the database does not answer.
pub async fn load_shown(site: &Site, params: &Params) -> Result<(Limits, Shown), AppError> {
    let reader = site.db.read();
    let starts_on = load_starts_on(reader, params.programme()).await?;
    // The clock is asked after the ledger, or its last entry might lie ahead.
    let span = find_span(reader).await?;
    let limits = Limits { today: site.today(), now: site.clock.now(), starts_on, span };
    let shown = limits.read(params.get(AS_OF), params.get(KNOWN))?;
    Ok((limits, shown))
}
