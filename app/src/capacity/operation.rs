//! Setting how many districts may go live in a week.

use super::model::Week;
use super::store::{load_places, load_rules, save_rule};
use crate::auth::policy::{Granted, SetCapacity};
use crate::clock::Moment;
use crate::db::{Change, Db};
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::ledger::store::Draft;
use crate::programme::store::load_programme;

/// A rule on places.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The programme's key.
    pub programme: String,
    /// The week; `None` for every week without a rule of its own.
    pub week: Option<Week>,
    /// How many places; `None` for no rule: no limit, or the same as every week.
    pub places: Option<u32>,
    /// Why, where it was said.
    pub reason: Option<String>,
    /// The version its author saw.
    pub version: Version,
}

/// A coordinator sets the places.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn set_capacity(
    db: &Db,
    granted: &Granted<SetCapacity>,
    setting: Setting,
    now: Moment,
) -> Result<(), AppError> {
    db.change(granted.actor().author(), now, move |change| {
        Box::pin(async move { apply(change, setting).await })
    })
    .await
}

/// The same in an open change.
///
/// # Errors
/// [`AppError`]; the change must then be rolled back.
pub async fn apply(change: &mut Change, setting: Setting) -> Result<(), AppError> {
    let programme = load_programme(&change.tx, &setting.programme, Clocks::on(change.today)).await?;
    let present = load_rules(&change.tx, programme.id).await?.get(&setting.week).copied().unwrap_or_default();
    if present.places == setting.places {
        return if present.version == setting.version.0 {
            Err(AppError::invalid("places", Rule::Unchanged))
        } else {
            Ok(())
        };
    }
    if present.version != setting.version.0 {
        return Err(AppError::invalid("places", Rule::ChangedMeanwhile { present: present.places }));
    }
    let mut places = load_places(&change.tx, programme.id).await?;
    let before = places.clone();
    match (setting.week, setting.places) {
        (None, every_week) => places.every_week = every_week,
        (Some(week), Some(own)) => {
            places.own.insert(week, own);
        }
        (Some(week), None) => {
            places.own.remove(&week);
        }
    }
    // Only of what this change makes worse is it to blame.
    let mut overbooked = places.overbooked(Week::of(change.today));
    overbooked.retain(|week| places.of(*week) < before.of(*week) || before.of(*week).is_none());
    if !overbooked.is_empty() {
        let weeks = overbooked.into_iter().map(|week| week.monday().to_string()).collect();
        return Err(AppError::invalid("places", Rule::PlacesTaken { weeks }));
    }
    save_rule(change, programme.id, setting.week, setting.version, setting.places).await?;
    let today = change.today;
    change
        .append(Draft {
            programme: &programme.key,
            district: "",
            item: Item::Capacity(setting.week.map(|week| week.to_string()).unwrap_or_default()),
            operation: "set_capacity",
            old: present.places.as_ref(),
            new: setting.places.as_ref(),
            reason: setting.reason.as_deref(),
            effective_on: Some(today),
        })
        .await
}
