//! Declaring, observing, and taking back what was recorded.

use chrono::NaiveDate;

use super::model::{Declaration, Observation, earliest};
use super::store::{
    Place, load_declaration, load_observation, load_service, save_declaration, save_observation,
};
use super::text::{declaration_text, in_both, observation_text};
use crate::auth::policy::{DeclareOffers, Granted, RecordObservations};
use crate::clock::Moment;
use crate::db::{Change, Db};
use crate::error::{AppError, OfferRule, Rule};
use crate::id::Version;
use crate::ledger::model::Item;
use crate::ledger::store::Draft;
use crate::text::iso;

/// What is to be declared.
#[derive(Clone, Debug)]
pub struct Declaring {
    /// Where.
    pub district: Place,
    /// Of which service, by number.
    pub service: i64,
    /// The version its author saw.
    pub version: Version,
    /// What holds from then on; `None` when nothing is declared any more.
    pub declaration: Option<Declaration>,
    /// The day from which it is so.
    pub since: NaiveDate,
    /// Why it changes.
    pub reason: Option<String>,
}

/// What is to be recorded as observed.
#[derive(Clone, Debug)]
pub struct Observing {
    /// Where.
    pub district: Place,
    /// Which service, by number.
    pub service: i64,
    /// The version its author saw.
    pub version: Version,
    /// What was seen; `None` to take back what was recorded by mistake.
    pub observation: Option<Observation>,
    /// Why it is taken back.
    pub reason: Option<String>,
}

/// A district's staff or a coordinator declares.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn declare(
    db: &Db,
    granted: &Granted<DeclareOffers>,
    declaring: Declaring,
    now: Moment,
) -> Result<(), AppError> {
    if !granted.covers(declaring.district.id) {
        return Err(AppError::NotFound);
    }
    db.change(granted.actor().author(), now, move |change| {
        Box::pin(async move { apply_declaring(change, declaring).await })
    })
    .await
}

/// A coordinator records what was observed: all of it or, when any of it is
/// refused, nothing.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn observe(
    db: &Db,
    granted: &Granted<RecordObservations>,
    observing: Vec<Observing>,
    now: Moment,
) -> Result<(), AppError> {
    db.change(granted.actor().author(), now, move |change| {
        Box::pin(async move {
            for one in observing {
                apply_observing(change, one).await?;
            }
            Ok(())
        })
    })
    .await
}

/// The same in an open change.
///
/// # Errors
/// [`AppError`]; the change must then be rolled back.
pub async fn apply_declaring(change: &mut Change, declaring: Declaring) -> Result<(), AppError> {
    let Declaring { district, service, version, declaration, since, reason } = declaring;
    load_service(&change.tx, service).await?;
    let (old, present) = load_declaration(&change.tx, district.id, service).await?;
    if old == declaration {
        return unchanged(present == version);
    }
    if present != version {
        let said = old.map(|old| in_both(|lang| declaration_text(lang, &old)));
        return Err(AppError::invalid("state", Rule::TextChangedMeanwhile { present: said }));
    }
    check_day("since", since, change.today)?;
    save_declaration(change, district.id, service, version, declaration.as_ref()).await?;
    change
        .append(Draft {
            programme: "",
            district: &district.slug,
            item: Item::Declared(service),
            operation: if declaration.is_some() { "declare_offer" } else { "withdraw_declaration" },
            old: old.as_ref(),
            new: declaration.as_ref(),
            reason: reason.as_deref(),
            effective_on: Some(since),
        })
        .await
}

/// The same in an open change. What was seen earlier cannot take the place of
/// what was seen later; what is taken back was wrong from its day on.
///
/// # Errors
/// [`AppError`]; the change must then be rolled back.
pub async fn apply_observing(change: &mut Change, observing: Observing) -> Result<(), AppError> {
    let Observing { district, service, version, observation, reason } = observing;
    load_service(&change.tx, service).await?;
    let (old, present) = load_observation(&change.tx, district.id, service).await?;
    if old == observation {
        return unchanged(present == version);
    }
    if present != version {
        let said = old.map(|old| in_both(|lang| observation_text(lang, &old)));
        return Err(AppError::invalid("state", Rule::TextChangedMeanwhile { present: said }));
    }
    check_observed(old.as_ref(), observation.as_ref(), change.today)?;
    let effective_on = observation.as_ref().or(old.as_ref()).map(|one| one.on);
    save_observation(change, district.id, service, version, observation.as_ref()).await?;
    change
        .append(Draft {
            programme: "",
            district: &district.slug,
            item: Item::Observed(service),
            operation: if observation.is_some() { "observe_offer" } else { "withdraw_observation" },
            old: old.as_ref(),
            new: observation.as_ref(),
            reason: reason.as_deref(),
            effective_on,
        })
        .await
}

/// Whether an observation can follow the one that is recorded.
///
/// # Errors
/// [`AppError::Invalid`].
pub fn check_observed(
    old: Option<&Observation>,
    new: Option<&Observation>,
    today: NaiveDate,
) -> Result<(), AppError> {
    let Some(new) = new else { return Ok(()) };
    check_day("observed_on", new.on, today)?;
    match old {
        Some(old) if new.on < old.on => {
            Err(AppError::invalid("observed_on", Rule::Offer(OfferRule::ObservedLater { on: iso(old.on) })))
        }
        _ => Ok(()),
    }
}

fn check_day(field: &str, day: NaiveDate, today: NaiveDate) -> Result<(), AppError> {
    if day > today {
        return Err(AppError::invalid(field, Rule::InFuture));
    }
    if day < earliest() {
        return Err(AppError::invalid(field, Rule::NotBefore { earliest: iso(earliest()) }));
    }
    Ok(())
}

/// What is sent twice is saved once; what nobody has changed needs no saving.
fn unchanged(is_current: bool) -> Result<(), AppError> {
    if is_current { Err(AppError::invalid("state", Rule::Unchanged)) } else { Ok(()) }
}
