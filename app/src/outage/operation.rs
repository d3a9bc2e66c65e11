//! Recording an outage and changing what is recorded.

use chrono::NaiveDate;

use super::model::Outage;
use super::store::{create_outage, delete_outage, list_services, load_outage, save_outage};
use crate::auth::policy::{Granted, RecordOutages};
use crate::clock::Moment;
use crate::db::{Change, Db};
use crate::error::{AppError, Rule};
use crate::id::{OutageId, Version};
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::ledger::store::{Draft, list_entries_of};
use crate::programme::store::{list_programmes, load_programme};

/// What is to be recorded.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Which outage changes, on top of which version; `None` for a new one.
    pub of: Option<(OutageId, Version)>,
    /// The outage as it is to be.
    pub outage: Outage,
    /// Why, where it was said.
    pub reason: Option<String>,
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
    let Recording { of, outage, reason } = recording;
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
            reason: reason.as_deref(),
            effective_on: Some(effective_on),
        })
        .await
}

/// A coordinator takes back what was recorded by mistake. Days of the past are then
/// shown without it, as they are now known to have been.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn withdraw_outage(
    db: &Db,
    granted: &Granted<RecordOutages>,
    of: (OutageId, Version),
    reason: String,
    now: Moment,
) -> Result<(), AppError> {
    db.change(granted.actor().author(), now, move |change| {
        Box::pin(async move { withdraw(change, of, reason).await })
    })
    .await
}

async fn withdraw(
    change: &mut Change,
    (id, seen): (OutageId, Version),
    reason: String,
) -> Result<(), AppError> {
    let present = match load_outage(&change.tx, id).await {
        // Sent twice, or by a colleague: it is withdrawn.
        Err(AppError::NotFound)
            if !list_entries_of(&change.tx, "", &Item::Outage(id.0).to_string()).await?.is_empty() =>
        {
            return Ok(());
        }
        present => present?,
    };
    if present.version != seen {
        return Err(AppError::invalid("reason", Rule::ChangedByColleague));
    }
    delete_outage(change, id, seen).await?;
    let effective_on = present.outage.told_from(None, change.today);
    change
        .append(Draft {
            programme: "",
            district: "",
            item: Item::Outage(id.0),
            operation: "withdraw_outage",
            old: Some(&present.outage),
            new: None,
            reason: Some(&reason),
            effective_on: Some(effective_on),
        })
        .await
}

/// What it touches must exist, and it cannot be older than what it touches.
async fn check(change: &Change, outage: &Outage) -> Result<(), AppError> {
    let mut known = Vec::new();
    let mut begun: Option<NaiveDate> = None;
    for programme in list_programmes(&change.tx).await? {
        let programme = load_programme(&change.tx, &programme.key, Clocks::on(change.today)).await?;
        begun = Some(begun.map_or(programme.starts_on, |day| day.min(programme.starts_on)));
        let keys = programme.checklist.requirements().map(|one| &one.key).chain(programme.retired.keys());
        known.extend(keys.map(|key| format!("{}:{key}", programme.key)));
    }
    if let Some(starts_on) = begun.filter(|day| outage.begins_on < *day) {
        let starts_on = starts_on.to_string();
        return Err(AppError::invalid("begins_on", Rule::BeforeProgramme { starts_on }));
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
