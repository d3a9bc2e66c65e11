//! The one door through which an onboarding changes. Forms, islands, the
//! demonstration and every path to come call [`apply`], so the gate cannot be
//! gone around; each public function names the right it needs.

mod condition;
mod milestone;
mod plan;
mod requirement;

use chrono::NaiveDate;

use super::model::{Dates, Evidence, ReturnReason, Suspension, UnusualDay};
use super::store::{self, Onboarding};
use crate::auth::policy::{
    DecideRequirements, Granted, MarkMilestones, Permission, SetDates, SetHolder, SubmitRequirements,
    SuspendOnboardings,
};
use crate::clock::Moment;
use crate::db::{Change, Db};
use crate::error::AppError;
use crate::id::{OnboardingId, Version};
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::ledger::store::Draft;
use crate::programme::model::Holder;

/// Where and on top of which version a change is made.
#[derive(Clone, Copy, Debug)]
pub struct At {
    /// The onboarding.
    pub onboarding: OnboardingId,
    /// The version its author saw: of the requirement or of the dates for what
    /// concerns one of these, of the onboarding otherwise.
    pub version: Version,
    /// The instant.
    pub now: Moment,
}

/// Evidence a district submits.
#[derive(Clone, Debug)]
pub struct Submission {
    pub requirement: String,
    pub evidence: Evidence,
    /// Its last good day, where it has one.
    pub valid_until: Option<NaiveDate>,
}

/// What a coordinator decides of a requirement.
#[derive(Clone, Debug)]
pub enum Decision {
    Confirm,
    SendBack { reasons: Vec<ReturnReason>, text: Option<String> },
    SetAside { reason: String },
    Reopen { reason: String },
}

/// What a coordinator does with a milestone's mark.
#[derive(Clone, Debug)]
pub enum Marking {
    /// Of two dates given at the same time, this one: the mark that stands is
    /// taken back and set again.
    Replace {
        milestone: String,
        reached_on: NaiveDate,
    },
    Mark {
        milestone: String,
        reached_on: NaiveDate,
    },
    /// `from` is the first day on which it no longer holds: the day it was
    /// reached says that it never did.
    TakeBack {
        milestone: String,
        from: NaiveDate,
        reason: String,
    },
}

/// Who is to move, and since when.
#[derive(Clone, Debug)]
pub struct Handing {
    pub requirement: String,
    pub holder: Holder,
    pub since: NaiveDate,
}

/// The three dates of going live or of another milestone.
#[derive(Clone, Debug)]
pub struct Planning {
    /// The milestone's key; `None` for going live.
    pub milestone: Option<String>,
    pub dates: Dates,
    /// What the reason from the list does not say.
    pub reason: Option<String>,
    pub unusual_day: UnusualDay,
}

/// Any of the changes.
#[derive(Clone, Debug)]
pub enum Command {
    Submit(Submission),
    Decide {
        requirement: String,
        decision: Decision,
    },
    HandOver(Handing),
    Mark(Marking),
    SetDates(Planning),
    Suspend(Suspension),
    Return {
        on: NaiveDate,
    },
    /// Whether a condition holds of the district; `None` when it is not known.
    SetCondition {
        condition: String,
        holds: Option<bool>,
    },
}

/// The district submits evidence.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn submit(
    db: &Db,
    granted: &Granted<SubmitRequirements>,
    at: At,
    submission: Submission,
) -> Result<Onboarding, AppError> {
    run(db, granted, at, Command::Submit(submission)).await
}

/// A coordinator decides.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn decide(
    db: &Db,
    granted: &Granted<DecideRequirements>,
    at: At,
    requirement: String,
    decision: Decision,
) -> Result<Onboarding, AppError> {
    run(db, granted, at, Command::Decide { requirement, decision }).await
}

/// A coordinator says whose move it is.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn hand_over(
    db: &Db,
    granted: &Granted<SetHolder>,
    at: At,
    handing: Handing,
) -> Result<Onboarding, AppError> {
    run(db, granted, at, Command::HandOver(handing)).await
}

/// A coordinator marks a milestone or takes a mark back.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn mark(
    db: &Db,
    granted: &Granted<MarkMilestones>,
    at: At,
    marking: Marking,
) -> Result<Onboarding, AppError> {
    run(db, granted, at, Command::Mark(marking)).await
}

/// A coordinator sets the window, the preferred and the agreed date.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn set_dates(
    db: &Db,
    granted: &Granted<SetDates>,
    at: At,
    planning: Planning,
) -> Result<Onboarding, AppError> {
    run(db, granted, at, Command::SetDates(planning)).await
}

/// A coordinator suspends what is live.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn suspend(
    db: &Db,
    granted: &Granted<SuspendOnboardings>,
    at: At,
    suspension: Suspension,
) -> Result<Onboarding, AppError> {
    run(db, granted, at, Command::Suspend(suspension)).await
}

/// A coordinator records the return of what was suspended.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn return_to_live(
    db: &Db,
    granted: &Granted<SuspendOnboardings>,
    at: At,
    on: NaiveDate,
) -> Result<Onboarding, AppError> {
    run(db, granted, at, Command::Return { on }).await
}

/// A coordinator says whether a condition holds of the district.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn set_condition(
    db: &Db,
    granted: &Granted<DecideRequirements>,
    at: At,
    condition: String,
    holds: Option<bool>,
) -> Result<Onboarding, AppError> {
    run(db, granted, at, Command::SetCondition { condition, holds }).await
}

async fn run<P: Permission>(
    db: &Db,
    granted: &Granted<P>,
    at: At,
    command: Command,
) -> Result<Onboarding, AppError> {
    let granted = granted.clone();
    db.change(granted.actor().author(), at.now, move |change| {
        Box::pin(async move {
            let mut onboarding =
                store::load_onboarding(&change.tx, at.onboarding, Clocks::on(change.today)).await?;
            // The proof is for a district; the row says which district it is of.
            if !granted.covers(onboarding.district) {
                return Err(AppError::Forbidden { right: P::RIGHT });
            }
            apply(change, &mut onboarding, at.version, command).await?;
            Ok(onboarding)
        })
    })
    .await
}

/// Carries a command out in an open change, in the database, the ledger and
/// `onboarding` alike.
///
/// A second save that asks for what is already so succeeds without an entry:
/// a form sent twice is not a conflict.
///
/// # Errors
/// [`AppError`]; the change must then be rolled back.
pub async fn apply(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    command: Command,
) -> Result<(), AppError> {
    match command {
        Command::Submit(submission) => requirement::submit(change, onboarding, seen, submission).await,
        Command::Decide { requirement, decision } => {
            requirement::decide(change, onboarding, seen, requirement, decision).await
        }
        Command::HandOver(handing) => requirement::hand_over(change, onboarding, seen, handing).await,
        Command::Mark(Marking::Replace { milestone, reached_on }) => {
            milestone::replace(change, onboarding, seen, &milestone, reached_on).await
        }
        Command::Mark(Marking::Mark { milestone, reached_on }) => {
            milestone::mark(change, onboarding, seen, &milestone, reached_on).await
        }
        Command::Mark(Marking::TakeBack { milestone, from, reason }) => {
            milestone::take_back(change, onboarding, seen, &milestone, from, &reason).await
        }
        Command::SetDates(planning) => plan::set_dates(change, onboarding, seen, planning).await,
        Command::Suspend(suspension) => plan::suspend(change, onboarding, seen, suspension).await,
        Command::SetCondition { condition, holds } => {
            condition::set_condition(change, onboarding, seen, condition, holds).await
        }
        Command::Return { on } => plan::return_to_live(change, onboarding, seen, on).await,
    }
}

/// A ledger entry about to be written, but for where it belongs.
struct Written<'a, V> {
    item: Item,
    operation: &'static str,
    old: Option<&'a V>,
    new: Option<&'a V>,
    reason: Option<&'a str>,
    effective_on: Option<NaiveDate>,
}

async fn append<V: serde::Serialize + Sync>(
    change: &mut Change,
    onboarding: &Onboarding,
    written: Written<'_, V>,
) -> Result<(), AppError> {
    change
        .append(Draft {
            programme: &onboarding.programme.key,
            district: &onboarding.slug,
            item: written.item,
            operation: written.operation,
            old: written.old,
            new: written.new,
            reason: written.reason,
            effective_on: written.effective_on,
        })
        .await
}

/// Why a change on top of another version than the present one is refused: it
/// came second or, when there never was such a version, it was made up.
fn stale(item: &Item, present: Version, seen: Version) -> AppError {
    if (0..present.0).contains(&seen.0) {
        AppError::Conflict { item: item.to_string(), conflict: None }
    } else {
        AppError::Malformed
    }
}
