//! Dates, suspension and return.

use chrono::NaiveDate;

use super::{Written, append, conflict};
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::model::Item;
use crate::ledger::store::find_last_return;
use crate::onboarding::model::{Dates, Suspension, check_reached_on};
use crate::onboarding::store::{self, Onboarding};

pub(super) async fn set_dates(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    dates: Dates,
    reason: &str,
) -> Result<(), AppError> {
    let old = onboarding.dates;
    if onboarding.version != seen {
        return if old == dates { Ok(()) } else { Err(conflict(&Item::Dates)) };
    }
    if old == dates {
        return Err(AppError::invalid("agreed", Rule::Unchanged));
    }
    store::raise_version(change, onboarding.id, seen, "dates").await?;
    store::save_dates(change, onboarding.id, &dates).await?;
    append(
        change,
        onboarding,
        Written {
            item: Item::Dates,
            operation: "set_dates",
            old: (old != Dates::default()).then_some(&old),
            new: (dates != Dates::default()).then_some(&dates),
            reason: Some(reason),
            effective_on: Some(change.today),
        },
    )
    .await?;
    onboarding.version = seen.next();
    onboarding.dates = dates;
    Ok(())
}

pub(super) async fn suspend(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    suspension: Suspension,
) -> Result<(), AppError> {
    let old = onboarding.progress.suspension.clone();
    if onboarding.version != seen {
        return if old.as_ref() == Some(&suspension) { Ok(()) } else { Err(conflict(&Item::Suspension)) };
    }
    check_reached_on(suspension.since, onboarding.programme.starts_on, change.today)
        .map_err(|rule| AppError::invalid("since", rule))?;
    if suspension.expected_return < suspension.since {
        let earliest = suspension.since.to_string();
        return Err(AppError::invalid("expected_return", Rule::NotBefore { earliest }));
    }
    if !onboarding.progress.status(&onboarding.programme.checklist, change.today).is_live() {
        return Err(AppError::invalid("reason", Rule::NotLive));
    }
    let live_since = onboarding.progress.live_since(&onboarding.programme.checklist);
    let (programme, district) = (&onboarding.programme.key, &onboarding.slug);
    let returned_on = find_last_return(&change.tx, programme, district).await?;
    suspension.check_since(live_since, returned_on).map_err(|rule| AppError::invalid("since", rule))?;
    let effective_on = suspension.since;
    write_suspension(change, onboarding, Some(suspension), "suspend_onboarding", effective_on).await
}

pub(super) async fn return_to_live(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    on: NaiveDate,
) -> Result<(), AppError> {
    let Some(suspension) = &onboarding.progress.suspension else {
        let stale = onboarding.version != seen;
        return if stale { Ok(()) } else { Err(AppError::invalid("returned_on", Rule::NotLive)) };
    };
    if onboarding.version != seen {
        return Err(conflict(&Item::Suspension));
    }
    check_reached_on(on, onboarding.programme.starts_on, change.today)
        .map_err(|rule| AppError::invalid("returned_on", rule))?;
    if on < suspension.since {
        let earliest = suspension.since.to_string();
        return Err(AppError::invalid("returned_on", Rule::NotBefore { earliest }));
    }
    write_suspension(change, onboarding, None, "return_onboarding", on).await
}

async fn write_suspension(
    change: &mut Change,
    onboarding: &mut Onboarding,
    suspension: Option<Suspension>,
    operation: &'static str,
    effective_on: NaiveDate,
) -> Result<(), AppError> {
    let seen = onboarding.version;
    let old = onboarding.progress.suspension.clone();
    store::raise_version(change, onboarding.id, seen, "suspension").await?;
    store::save_suspension(change, onboarding.id, suspension.as_ref()).await?;
    append(
        change,
        onboarding,
        Written {
            item: Item::Suspension,
            operation,
            old: old.as_ref(),
            new: suspension.as_ref(),
            reason: suspension.as_ref().map(|one| one.reason.as_str()),
            effective_on: Some(effective_on),
        },
    )
    .await?;
    onboarding.version = seen.next();
    onboarding.progress.suspension = suspension;
    Ok(())
}
