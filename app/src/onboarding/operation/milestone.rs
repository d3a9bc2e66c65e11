//! Marks: set past the gate, taken back from the latest.

use chrono::NaiveDate;

use sea_orm::ConnectionTrait;

use super::{Written, append, stale};
use crate::capacity::model::Week;
use crate::capacity::store::load_places;
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::model::{Entry, Item};
use crate::ledger::store::list_of_operation;
use crate::onboarding::model::{Dates, Mark, MarkKind, Suspension, check_reached_on};
use crate::onboarding::slip::agreed_then;
use crate::onboarding::store::{self, Onboarding};

/// Why a mark is taken back when the other of two dates is chosen.
const REPLACED: &str = "Избрана е другата от две дати, дадени едновременно.";

pub(super) async fn mark(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    milestone: &str,
    reached_on: NaiveDate,
) -> Result<(), AppError> {
    let milestone = onboarding.programme.milestone(milestone).ok_or(AppError::NotFound)?.clone();
    let item = Item::Mark { milestone: milestone.key.clone(), kind: MarkKind::Confirmed };
    let present =
        onboarding.progress.mark(milestone.position).filter(|mark| mark.kind == MarkKind::Confirmed);
    if onboarding.version != seen {
        let already = present.is_some_and(|mark| mark.reached_on == Some(reached_on));
        return if already { Ok(()) } else { Err(stale(&item, onboarding.version, seen)) };
    }
    if present.is_some() {
        return Err(AppError::invalid("reached_on", Rule::AlreadyMarked));
    }
    if onboarding.progress.suspension.is_some() {
        return Err(AppError::invalid("reached_on", Rule::Suspended));
    }
    check_reached_on(reached_on, onboarding.programme.starts_on, change.today)
        .map_err(|rule| AppError::invalid("reached_on", rule))?;
    onboarding
        .progress
        .check_after_last(milestone.position, reached_on)
        .map_err(|rule| AppError::invalid("reached_on", rule))?;
    let suspended = list_suspended(&change.tx, &onboarding.programme.key, &onboarding.slug).await?;
    if let Some((since, until)) =
        suspended.iter().find(|(since, until)| (*since..*until).contains(&reached_on))
    {
        let (since, until) = (since.to_string(), until.to_string());
        return Err(AppError::invalid("reached_on", Rule::SuspendedThen { since, until }));
    }
    onboarding
        .progress
        .check_order(milestone.position, reached_on)
        .map_err(|rule| AppError::invalid("reached_on", rule))?;
    onboarding
        .progress
        .gate(&onboarding.programme.checklist, milestone.position, change.today)
        .map_err(|missing| AppError::invalid("reached_on", Rule::GateClosed { missing }))?;
    let open_since = onboarding.progress.gate_since(&onboarding.programme.checklist, milestone.position);
    if let Some(earliest) = open_since.filter(|day| reached_on < *day) {
        return Err(AppError::invalid("reached_on", Rule::GateClosedThen { earliest: earliest.to_string() }));
    }
    // What follows going live would make it live as well, and take no place.
    let go_live = onboarding.programme.checklist.go_live;
    if milestone.position > go_live && !onboarding.progress.is_confirmed(go_live) {
        let milestone = onboarding.programme.milestone_at(go_live);
        let milestone = milestone.map(|found| found.name.clone()).unwrap_or_default();
        return Err(AppError::invalid("reached_on", Rule::MarkFirst { milestone }));
    }
    if milestone.position == go_live {
        take_place(change, onboarding, reached_on).await?;
    }
    let own = (milestone.position != go_live).then_some(milestone.key.as_str());
    let plans =
        list_of_operation(&change.tx, &onboarding.programme.key, &onboarding.slug, "set_dates").await?;
    let plan = Item::dates(own).to_string();
    let mark = Mark {
        position: milestone.position,
        kind: MarkKind::Confirmed,
        reached_on: Some(reached_on),
        source: None,
        agreed_on: agreed_then(plans.into_iter().filter(|entry| entry.item == plan), reached_on),
        taken_back_on: None,
    };
    let old = onboarding.progress.taken_back(milestone.position).cloned();
    store::raise_version(change, onboarding.id, seen, &item.to_string()).await?;
    store::save_mark(change, onboarding, &mark).await?;
    append(
        change,
        onboarding,
        Written {
            item,
            operation: "mark_milestone",
            old: old.as_ref(),
            new: Some(&mark),
            reason: None,
            effective_on: Some(reached_on),
        },
    )
    .await?;
    onboarding.version = seen.next();
    onboarding.progress.put_mark(mark);
    Ok(())
}

/// Takes the standing mark back as never right and sets it with another day;
/// the ledger keeps both.
pub(super) async fn replace(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    milestone: &str,
    reached_on: NaiveDate,
) -> Result<(), AppError> {
    let position = onboarding.programme.milestone(milestone).ok_or(AppError::NotFound)?.position;
    let standing = onboarding.progress.mark(position).filter(|mark| mark.kind == MarkKind::Confirmed);
    let Some(mark) = standing.filter(|mark| mark.reached_on != Some(reached_on)).cloned() else {
        return mark(change, onboarding, seen, milestone, reached_on).await;
    };
    let from = mark.reached_on.unwrap_or(change.today);
    withdraw(change, onboarding, seen, milestone, from, REPLACED).await?;
    let version = onboarding.version;
    self::mark(change, onboarding, version, milestone, reached_on).await
}

/// Makes sure that the week in which the district went live has a place: its own
/// agreed one, or a free one.
async fn take_place(change: &Change, onboarding: &Onboarding, on: NaiveDate) -> Result<(), AppError> {
    let week = Week::of(on);
    let mut places = load_places(&change.tx, onboarding.programme.id).await?;
    if let Some(agreed) = onboarding.dates.agreed {
        places.leave(Week::of(agreed));
    }
    if places.is_free(week) {
        return Ok(());
    }
    let (week, places) = (week.monday().to_string(), places.of(week).unwrap_or_default());
    Err(AppError::invalid("reached_on", Rule::WeekFull { week, places }))
}

/// The suspensions of a district that are over: the first day of each, and the day
/// of its return.
async fn list_suspended(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: &str,
) -> Result<Vec<(NaiveDate, NaiveDate)>, AppError> {
    let entries = list_of_operation(connection, programme, district, "return_onboarding").await?;
    let of = |entry: &Entry| {
        let suspension: Suspension = serde_json::from_str(entry.old.as_deref()?).ok()?;
        Some((suspension.since, entry.effective_on?))
    };
    Ok(entries.iter().filter_map(of).collect())
}

/// Each confirmed mark of a district that was taken back after it had stood, with
/// the first day on which it stood no longer.
async fn list_stood(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: &str,
) -> Result<Vec<(Mark, NaiveDate)>, AppError> {
    let entries = list_of_operation(connection, programme, district, "take_back_mark").await?;
    Ok(entries
        .into_iter()
        .filter_map(|entry| {
            let mark: Mark = serde_json::from_str(entry.old.as_deref()?).ok()?;
            let until = entry.effective_on?;
            (mark.reached_on.is_some_and(|reached| reached < until)).then_some((mark, until))
        })
        .collect())
}

/// Takes the standing mark back. The plan it was reached by is over with it; an
/// agreed date still to come counts again, and its week must have a place.
pub(super) async fn take_back(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    milestone: &str,
    from: NaiveDate,
    reason: &str,
) -> Result<(), AppError> {
    let Some(position) = onboarding.programme.milestone(milestone).map(|one| one.position) else {
        return Err(AppError::NotFound);
    };
    let reached_on = onboarding.progress.mark(position).and_then(|mark| mark.reached_on);
    withdraw(change, onboarding, seen, milestone, from, reason).await?;
    let is_go_live = position == onboarding.programme.checklist.go_live;
    if reached_on.is_some_and(|reached| reached < from) {
        end_plan(change, onboarding, (!is_go_live).then_some(milestone), from).await?;
    }
    let Some(week) = onboarding.dates.agreed.map(Week::of).filter(|_| is_go_live) else { return Ok(()) };
    let places = load_places(&change.tx, onboarding.programme.id).await?;
    if !places.overbooked(Week::of(change.today)).contains(&week) {
        return Ok(());
    }
    let (week, places) = (week.monday().to_string(), places.of(week).unwrap_or_default());
    Err(AppError::invalid("from", Rule::AgreedWeekFull { week, places }))
}

/// Takes the plan away by which a milestone was reached that is so no longer. It
/// has not moved: what is agreed next is a plan of its own.
async fn end_plan(
    change: &mut Change,
    onboarding: &mut Onboarding,
    milestone: Option<&str>,
    ended_on: NaiveDate,
) -> Result<(), AppError> {
    let (version, old) = onboarding.dates_of(milestone);
    if !old.is_over(ended_on) {
        return Ok(());
    }
    let new = Dates::over();
    store::save_dates(change, onboarding, milestone, version, &new).await?;
    append(
        change,
        onboarding,
        Written {
            item: Item::dates(milestone),
            operation: "set_dates",
            old: Some(&old),
            new: Some(&new),
            reason: None,
            effective_on: Some(ended_on),
        },
    )
    .await?;
    onboarding.set_dates_of(milestone.map(str::to_owned), version.next(), new);
    Ok(())
}

async fn withdraw(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    milestone: &str,
    from: NaiveDate,
    reason: &str,
) -> Result<(), AppError> {
    let milestone = onboarding.programme.milestone(milestone).ok_or(AppError::NotFound)?.clone();
    let item = Item::Mark { milestone: milestone.key.clone(), kind: MarkKind::Confirmed };
    let present =
        onboarding.progress.mark(milestone.position).filter(|mark| mark.kind == MarkKind::Confirmed).cloned();
    let Some(mark) = present else {
        let stale = onboarding.version != seen;
        return if stale { Ok(()) } else { Err(AppError::invalid("reason", Rule::WrongState)) };
    };
    if onboarding.version != seen {
        return Err(stale(&item, onboarding.version, seen));
    }
    if onboarding.progress.suspension.is_some() {
        return Err(AppError::invalid("reason", Rule::Suspended));
    }
    let later = onboarding
        .progress
        .marks
        .iter()
        .filter(|other| other.kind == MarkKind::Confirmed && other.position > mark.position)
        .max_by_key(|other| other.position);
    if let Some(later) = later {
        let milestone = onboarding.programme.milestone_at(later.position);
        let milestone = milestone.map(|found| found.name.clone()).unwrap_or_default();
        return Err(AppError::invalid("reason", Rule::LaterMarkStands { milestone }));
    }
    mark.check_taken_back(from, change.today).map_err(|rule| AppError::invalid("from", rule))?;
    // What stood while it was suspended stood until its return at least.
    let suspended = list_suspended(&change.tx, &onboarding.programme.key, &onboarding.slug).await?;
    let ended = suspended.into_iter().map(|(_, until)| until).filter(|until| Some(*until) > mark.reached_on);
    if let Some(earliest) = ended.max().filter(|day| from < *day) {
        return Err(AppError::invalid("from", Rule::NotBefore { earliest: earliest.to_string() }));
    }
    let stood = list_stood(&change.tx, &onboarding.programme.key, &onboarding.slug).await?;
    let before = stood.iter().rev().find(|(other, _)| other.position == mark.position).cloned();
    let later = stood.into_iter().filter(|(other, until)| other.position > mark.position && from < *until);
    if let Some((later, until)) = later.max_by_key(|(_, until)| *until) {
        let milestone = onboarding.programme.milestone_at(later.position);
        let milestone = milestone.map(|found| found.name.clone()).unwrap_or_default();
        let rule = Rule::LaterMarkStood { milestone, until: until.to_string() };
        return Err(AppError::invalid("from", rule));
    }
    // Where this one never was right, what there was before is so again.
    let taken_back = match before.filter(|_| mark.reached_on == Some(from)) {
        Some((before, until)) => Mark { taken_back_on: Some(until), ..before },
        None => Mark { taken_back_on: Some(from), ..mark.clone() },
    };
    store::raise_version(change, onboarding.id, seen, &item.to_string()).await?;
    store::save_mark(change, onboarding, &taken_back).await?;
    append(
        change,
        onboarding,
        Written {
            item,
            operation: "take_back_mark",
            old: Some(&mark),
            new: Some(&taken_back),
            reason: Some(reason),
            effective_on: Some(from),
        },
    )
    .await?;
    onboarding.version = seen.next();
    onboarding.progress.put_mark(taken_back);
    Ok(())
}
