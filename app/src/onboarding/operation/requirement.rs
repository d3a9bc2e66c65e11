//! What happens to a requirement's record: evidence, decisions, holders.

use chrono::NaiveDate;

use super::{Decision, Handing, Submission, Written, append, stale};
use crate::db::Change;
use crate::error::{AppError, Rule};
use crate::id::Version;
use crate::ledger::model::Item;
use crate::onboarding::model::{Record, State, check_reached_on};
use crate::onboarding::store::{self, Onboarding};
use crate::programme::model::{Holder, Programme, Requirement};

/// How a change of a requirement's record is named.
struct Step {
    requirement: String,
    operation: &'static str,
    reason: Option<String>,
    /// The form's field at which a refusal shows.
    field: &'static str,
    /// The field at which it shows that a day is too early.
    day: &'static str,
    /// The day from which it is true.
    effective_on: NaiveDate,
}

pub(super) async fn submit(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    submission: Submission,
) -> Result<(), AppError> {
    let today = change.today;
    let Submission { requirement, evidence, valid_until } = submission;
    if valid_until.is_some_and(|last| last < today) {
        return Err(AppError::invalid("valid_until", Rule::InPast));
    }
    let step = Step {
        requirement,
        operation: "submit_requirement",
        reason: None,
        field: "evidence",
        day: "valid_until",
        effective_on: today,
    };
    change_record(change, onboarding, seen, step, |record, _, _| {
        let submitted = record.state == State::Submitted
            && (record.evidence.as_ref(), record.valid_until) == (Some(&evidence), valid_until);
        let renewed = record
            .waiting_renewal()
            .is_some_and(|one| (&one.evidence, one.valid_until) == (&evidence, valid_until));
        let already = submitted || renewed;
        (already, record.submit(evidence.clone(), valid_until, today))
    })
    .await
}

pub(super) async fn hand_over(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    handing: Handing,
) -> Result<(), AppError> {
    let today = change.today;
    let Handing { requirement, holder, since } = handing;
    // It was theirs from that day on, and is shown so on days of the past; not
    // before anything else is recorded of the requirement.
    let known = onboarding.progress.opened_on.unwrap_or(today);
    let record = onboarding.progress.records.get(&requirement);
    let renewed = record.and_then(|record| record.renewal.as_ref()).map(|one| one.since);
    let effective_on = since.max(known).max(renewed.unwrap_or(since));
    check_reached_on(since, onboarding.programme.starts_on, today)
        .map_err(|rule| AppError::invalid("since", rule))?;
    // Nobody had what no version asked for yet.
    let asked = onboarding.programme.requirement(&requirement).and_then(|(_, one)| one.asked.since);
    if let Some(earliest) = asked.filter(|earliest| since < *earliest) {
        return Err(AppError::invalid("since", Rule::NotBefore { earliest: earliest.to_string() }));
    }
    let step = Step {
        requirement,
        operation: "set_holder",
        reason: None,
        field: "holder",
        day: "since",
        effective_on,
    };
    change_record(change, onboarding, seen, step, |record, _, held| {
        let already = (record.holder, record.holder_since) == (holder, since);
        (already, record.hand_to(holder, since, held, today))
    })
    .await
}

pub(super) async fn decide(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    requirement: String,
    decision: Decision,
) -> Result<(), AppError> {
    let today = change.today;
    match decision {
        Decision::Confirm => {
            let step = Step {
                requirement,
                operation: "confirm_requirement",
                reason: None,
                field: "confirm",
                day: "confirm",
                effective_on: today,
            };
            change_record(change, onboarding, seen, step, |record, months, _| {
                let already = record.state == State::Confirmed && record.renewal.is_none();
                (already, record.confirm(months, today))
            })
            .await
        }
        // What was sent back for no reason would read as still waiting.
        Decision::SendBack { reasons, .. } if reasons.is_empty() => {
            Err(AppError::invalid("reasons", Rule::Required))
        }
        Decision::SendBack { reasons, text } => {
            let step = Step {
                requirement,
                operation: "return_requirement",
                reason: text.clone(),
                field: "reasons",
                day: "reasons",
                effective_on: today,
            };
            change_record(change, onboarding, seen, step, |record, _, _| {
                let returned = record.state == State::Returned
                    && record.return_reasons == reasons
                    && record.note == text;
                let renewal = record
                    .renewal
                    .as_ref()
                    .is_some_and(|one| one.return_reasons == reasons && one.note == text);
                let already = returned || renewal;
                (already, record.send_back(reasons.clone(), text.clone(), today))
            })
            .await
        }
        Decision::SetAside { reason } => {
            let step = Step {
                requirement,
                operation: "set_aside_requirement",
                reason: Some(reason.clone()),
                field: "reason",
                day: "reason",
                effective_on: today,
            };
            change_record(change, onboarding, seen, step, |record, _, _| {
                let already =
                    record.state == State::NotApplicable && record.note.as_deref() == Some(reason.as_str());
                (already, record.set_aside(reason.clone(), today))
            })
            .await
        }
        Decision::Reopen { reason } => {
            let definition = find_definition(&onboarding.programme, &requirement, "reason")?.clone();
            let step = Step {
                requirement,
                operation: "reopen_requirement",
                reason: Some(reason.clone()),
                field: "reason",
                day: "reason",
                effective_on: today,
            };
            change_record(change, onboarding, seen, step, |record, _, _| {
                let already = matches!(record.state, State::Open | State::Submitted)
                    && record.note.as_deref() == Some(reason.as_str());
                (already, record.reopen(&definition, reason.clone(), today))
            })
            .await
        }
    }
}

async fn change_record(
    change: &mut Change,
    onboarding: &mut Onboarding,
    seen: Version,
    step: Step,
    rule: impl Fn(&Record, Option<u32>, Option<(Holder, NaiveDate)>) -> (bool, Result<Record, Rule>),
) -> Result<(), AppError> {
    let definition = find_definition(&onboarding.programme, &step.requirement, step.field)?.clone();
    if !onboarding.progress.applies(&definition) {
        return Err(AppError::invalid(step.field, Rule::DoesNotApply));
    }
    let item = Item::Requirement(step.requirement.clone());
    let before = onboarding.progress.record(&definition, change.today);
    // Since when somebody has what nobody has touched is only assumed from the
    // opening of the checklist; who knows better may say so.
    let touched = onboarding.progress.records.contains_key(&definition.key);
    let held = onboarding.progress.holder_but_for_outages(&definition, change.today).filter(|_| touched);
    let (already, after) = rule(&before, definition.valid_months, held);
    let present = onboarding.requirement_version(&definition.key);
    if present != seen {
        return if already { Ok(()) } else { Err(stale(&item, present, seen)) };
    }
    let after = after.map_err(|rule| {
        let day = matches!(rule, Rule::NotBefore { .. });
        AppError::invalid(if day { step.day } else { step.field }, rule)
    })?;
    open_checklist(change, onboarding).await?;
    store::save_record(change, onboarding, &definition.key, seen, &after).await?;
    let old = onboarding.progress.records.get(&definition.key).cloned();
    append(
        change,
        onboarding,
        Written {
            item,
            operation: step.operation,
            old: old.as_ref(),
            new: Some(&after),
            reason: step.reason.as_deref(),
            effective_on: Some(step.effective_on),
        },
    )
    .await?;
    onboarding.versions.insert(definition.key.clone(), seen.next());
    onboarding.progress.records.insert(definition.key, after);
    Ok(())
}

/// What the checklist that holds says of a requirement. Of one that an earlier
/// version had it says that it is gone: a form opened before is no wrong address.
fn find_definition<'p>(
    programme: &'p Programme,
    key: &str,
    field: &str,
) -> Result<&'p Requirement, AppError> {
    if let Some((_, found)) = programme.requirement(key) {
        return Ok(found);
    }
    let requirement = programme.retired.get(key).ok_or(AppError::NotFound)?.clone();
    Err(AppError::invalid(field, Rule::Retired { requirement, version: programme.checklist.version }))
}

/// The first work on a checklist makes it known, from that day.
async fn open_checklist(change: &mut Change, onboarding: &mut Onboarding) -> Result<(), AppError> {
    if onboarding.progress.opened_on.is_some() {
        return Ok(());
    }
    let today = change.today;
    store::save_opening(change, onboarding.id, today).await?;
    append(
        change,
        onboarding,
        Written {
            item: Item::Opening,
            operation: "open_checklist",
            old: None,
            new: Some(&today),
            reason: None,
            effective_on: Some(today),
        },
    )
    .await?;
    onboarding.progress.opened_on = Some(today);
    Ok(())
}
