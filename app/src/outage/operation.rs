//! Recording an outage and changing what is recorded.

use super::model::Outage;
use super::store::{create_outage, list_services, load_outage, save_outage};
use crate::auth::policy::{Granted, RecordOutages};
use crate::clock::Moment;
use crate::db::{Change, Db};
use crate::error::{AppError, Rule};
use crate::id::{OutageId, Version};
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::ledger::store::Draft;
use crate::programme::store::{list_programmes, load_programme};

/// What is to be recorded.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Which outage changes, on top of which version; `None` for a new one.
    pub of: Option<(OutageId, Version)>,
    /// The outage as it is to be.
    pub outage: Outage,
}

/// A coordinator records an outage, its end, or a correction.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn record_outage(
    db: &Db,
    granted: &Granted<RecordOutages>,
    recording: Recording,
    now: Moment,
) -> Result<(), AppError> {
    db.change(granted.actor().author(), now, move |change| {
        Box::pin(async move { apply(change, recording).await })
    })
    .await
}

async fn apply(change: &mut Change, recording: Recording) -> Result<(), AppError> {
    let Recording { of, outage } = recording;
    check(change, &outage).await?;
    let old = match of {
        Some((id, seen)) => {
            let present = load_outage(&change.tx, id).await?;
            if present.outage == outage {
                return if present.version == seen {
                    Err(AppError::invalid("title", Rule::Unchanged))
                } else {
                    Ok(())
                };
            }
            if present.version != seen {
                return Err(AppError::invalid("title", Rule::ChangedByColleague));
            }
            Some(present.outage)
        }
        None => None,
    };
    let id = match of {
        Some((id, seen)) => {
            save_outage(change, id, seen, &outage).await?;
            id
        }
        None => create_outage(change, &outage).await?,
    };
    let effective_on = outage.told_from(old.as_ref(), change.today);
    change
        .append(Draft {
            programme: "",
            district: "",
            item: Item::Outage(id.0),
            operation: "record_outage",
            old: old.as_ref(),
            new: Some(&outage),
            reason: None,
            effective_on: Some(effective_on),
        })
        .await
}

/// What it touches must exist.
async fn check(change: &Change, outage: &Outage) -> Result<(), AppError> {
    let mut known = Vec::new();
    for programme in list_programmes(&change.tx).await? {
        let programme = load_programme(&change.tx, &programme.key, Clocks::on(change.today)).await?;
        let keys = programme.checklist.requirements().map(|one| &one.key).chain(programme.retired.keys());
        known.extend(keys.map(|key| format!("{}:{key}", programme.key)));
    }
    if outage.requirements.iter().any(|one| !known.contains(one)) {
        return Err(AppError::invalid("requirements", Rule::NotOffered));
    }
    let services = list_services(&change.tx).await?;
    if outage.services.iter().any(|number| !services.iter().any(|(known, _)| known == number)) {
        return Err(AppError::invalid("services", Rule::NotOffered));
    }
    Ok(())
}
