//! Dates, suspension and return.

use chrono::NaiveDate;

use super::{Planning, Written, append, stale};
use crate::capacity::model::Week;
use crate::capacity::store::load_places;
use crate::db::Change;
use crate::error::{AppError, Problem, Rule};
use crate::id::Version;
use crate::ledger::model::Item;
use crate::ledger::store::{find_last_return, list_of_operation};
use crate::onboarding::model::{Bounds, Dates, MarkKind, SlipReason, Suspension, check_reached_on, slips};
use crate::onboarding::slip::last_set;
use crate::onboarding::store::{self, Onboarding};
use crate::programme::model::Milestone;

/// How many weeks with a free place a refusal offers.
const FREE_WEEKS_OFFERED: usize = 3;

pub(super) async fn set_dates(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    planning: Planning,
) -> Result<(), AppError> {
    let Planning { milestone, dates, reason, unusual_day } = planning;
    // Also on paths without a form: dates taken away without a reason would
    // leave a row that says nothing and an entry that says something.
    if dates.because.is_none_or(|reason| reason == SlipReason::Over) {
        return Err(AppError::invalid("because", Rule::Required));
    }
    let programme = &onboarding.programme;
    // The milestone at which a district is live has the onboarding's own dates.
    let milestone = match milestone {
        Some(key) => {
            let found = programme.milestone(&key).ok_or(AppError::NotFound)?;
            (found.position != programme.checklist.go_live).then_some(key)
        }
        None => None,
    };
    let item = Item::dates(milestone.as_deref());
    let position = milestone.as_deref().and_then(|key| programme.milestone(key)).map(|one| one.position);
    let reached = onboarding.progress.mark(position.unwrap_or(programme.checklist.go_live));
    let reached = reached.filter(|mark| mark.kind == MarkKind::Confirmed).and_then(|mark| mark.reached_on);
    let (version, old) = onboarding.dates_of(milestone.as_deref());
    if version != seen {
        return if old.same_days(&dates) { Ok(()) } else { Err(stale(&item, version, seen)) };
    }
    if old.same_days(&dates) {
        return Err(AppError::invalid("agreed", Rule::Unchanged));
    }
    // What was reached late stays late: a plan is made before.
    if let Some(day) = reached {
        return Err(AppError::invalid("agreed", Rule::ReachedAlready { reached_on: day.to_string() }));
    }
    let was = if version == Version(0) {
        old
    } else {
        let entries = list_of_operation(&change.tx, &programme.key, &onboarding.slug, "set_dates").await?;
        let item = item.to_string();
        last_set(entries.into_iter().filter(|entry| entry.item == item), old)
    };
    let moves = slips(&was, &dates).iter().any(|slip| slip.old.is_some() && slip.new.is_some());
    if moves && dates.because == Some(SlipReason::FirstSetting) {
        return Err(AppError::invalid("because", Rule::SetBefore));
    }
    let bounds = Bounds { starts_on: programme.starts_on, today: change.today };
    let mut problems = dates.problems(&old, bounds, unusual_day);
    problems.extend(out_of_order(onboarding, milestone.as_deref(), &old, &dates));
    if !problems.is_empty() {
        return Err(AppError::Invalid { problems });
    }
    if milestone.is_none() {
        take_place(change, onboarding, &old, &dates).await?;
    }
    store::save_dates(change, onboarding, milestone.as_deref(), seen, &dates).await?;
    append(
        change,
        onboarding,
        Written {
            item,
            operation: "set_dates",
            old: (old != Dates::default()).then_some(&old),
            new: Some(&dates),
            reason: reason.as_deref(),
            effective_on: Some(change.today),
        },
    )
    .await?;
    onboarding.set_dates_of(milestone, seen.next(), dates);
    Ok(())
}

/// That the agreed day contradicts the plan of another milestone that is still
/// ahead.
fn out_of_order(
    onboarding: &Onboarding,
    milestone: Option<&str>,
    old: &Dates,
    new: &Dates,
) -> Option<Problem> {
    let programme = &onboarding.programme;
    let checklist = &programme.checklist;
    let position = milestone.and_then(|key| programme.milestone(key)).map(|one| one.position);
    let position = position.unwrap_or(checklist.go_live);
    let reached = |one: &Milestone| {
        onboarding.progress.mark(one.position).is_some_and(|mark| mark.kind == MarkKind::Confirmed)
    };
    let agreed = |one: &Milestone| {
        let own = (one.position != checklist.go_live).then_some(one.key.as_str());
        onboarding.dates_of(own).1.agreed
    };
    let ahead: Vec<_> = checklist
        .milestones
        .iter()
        .filter(|one| !reached(one))
        .filter_map(|one| Some((one.position, agreed(one)?)))
        .collect();
    let other = new.out_of_order(old, position, &ahead)?;
    let named = programme.milestone_at(other)?;
    let (milestone, agreed) = (named.name.clone(), agreed(named)?.to_string());
    let rule = if other < position {
        Rule::EarlierPlanned { milestone, agreed }
    } else {
        Rule::LaterPlanned { milestone, agreed }
    };
    Some(Problem { field: "agreed".to_owned(), rule })
}

/// Makes sure that the agreed week has a place. The change holds the write
/// lock, so nobody can take it in between.
async fn take_place(
    change: &Change,
    onboarding: &Onboarding,
    old: &Dates,
    new: &Dates,
) -> Result<(), AppError> {
    let Some(week) = new.agreed.map(Week::of).filter(|week| old.agreed.map(Week::of) != Some(*week)) else {
        return Ok(());
    };
    let mut places = load_places(&change.tx, onboarding.programme.id).await?;
    // Who moves leaves a place behind.
    if let Some(left) = old.agreed {
        places.leave(Week::of(left));
    }
    if places.is_free(week) {
        return Ok(());
    }
    let from = week.max(Week::of(change.today));
    let free = places.free_weeks(from, FREE_WEEKS_OFFERED);
    Err(AppError::invalid(
        "agreed",
        Rule::CapacityFull {
            week: week.monday().to_string(),
            places: places.of(week).unwrap_or_default(),
            free: free.into_iter().map(|week| week.monday().to_string()).collect(),
        },
    ))
}

pub(super) async fn suspend(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    suspension: Suspension,
) -> Result<(), AppError> {
    let old = onboarding.progress.suspension.clone();
    if onboarding.version != seen {
        return if old.as_ref() == Some(&suspension) {
            Ok(())
        } else {
            Err(stale(&Item::Suspension, onboarding.version, seen))
        };
    }
    check_reached_on(suspension.since, onboarding.programme.starts_on, change.today)
        .map_err(|rule| AppError::invalid("since", rule))?;
    if suspension.expected_return < suspension.since {
        let earliest = suspension.since.to_string();
        return Err(AppError::invalid("expected_return", Rule::NotBefore { earliest }));
    }
    if let Some(old) = old {
        // Only what is expected changes, from today on.
        return if old == suspension {
            Err(AppError::invalid("expected_return", Rule::Unchanged))
        } else if old.since != suspension.since {
            let since = old.since.to_string();
            Err(AppError::invalid("since", Rule::SuspendedSince { since }))
        } else if suspension.expected_return < change.today {
            Err(AppError::invalid("expected_return", Rule::InPast))
        } else {
            let today = change.today;
            write_suspension(change, onboarding, Some(suspension), "suspend_onboarding", today).await
        };
    }
    if !onboarding.progress.status(&onboarding.programme.checklist, change.today).is_live() {
        return Err(AppError::invalid("reason", Rule::NotLive));
    }
    let live_since = onboarding.progress.live_since(&onboarding.programme.checklist);
    let (programme, district) = (&onboarding.programme.key, &onboarding.slug);
    let returned_on = find_last_return(&change.tx, programme, district).await?;
    let marked_on = onboarding.progress.last_marked();
    suspension
        .check_since([live_since, returned_on, marked_on])
        .map_err(|rule| AppError::invalid("since", rule))?;
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
        return Err(stale(&Item::Suspension, onboarding.version, seen));
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
