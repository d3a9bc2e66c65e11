//! Filing a dispute and deciding on one.

use super::form::Contest;
use super::letter::answer_author;
use super::model::{Decision, Dispute, State};
use super::names::Offer;
use super::store::{create_dispute, find_same, load_dispute, save_dispute, take_reply};
use crate::auth::policy::{AnswerDisputes, Granted};
use crate::clock::Moment;
use crate::db::{Author, Change, Db};
use crate::error::{AppError, Rule};
use crate::id::{DisputeId, Version};
use crate::ledger::model::Item;
use crate::ledger::store::Draft;
use crate::text::Lang;

/// Somebody without an account contests what is published. What nobody has
/// looked at yet is no entry of the ledger: that could never be erased.
///
/// # Errors
/// [`AppError::Invalid`] when there is no such district or service, or no mark.
pub async fn file_dispute(db: &Db, contest: Contest, now: Moment) -> Result<DisputeId, AppError> {
    db.change(Author::PUBLIC, now, move |change| Box::pin(async move { receive(change, contest).await }))
        .await
}

/// The same inside a change that is under way.
///
/// # Errors
/// As [`file_dispute`]; the change must then be rolled back.
pub async fn receive(change: &mut Change, contest: Contest) -> Result<DisputeId, AppError> {
    Offer::load(&change.tx, Lang::Bg, change.today).await?.check(&contest)?;
    let dispute = Dispute {
        district: contest.district,
        subject: contest.subject,
        text: Some(contest.text),
        received_on: change.today,
        state: State::Received,
        answer: None,
        answered_on: None,
    };
    // Sent twice, it is there once.
    match find_same(change, &dispute, contest.reply.as_ref()).await? {
        Some(id) => Ok(id),
        None => create_dispute(change, &dispute, contest.reply.as_ref()).await,
    }
}

/// A coordinator accepts a dispute for examination, refuses to show it, or
/// answers it.
///
/// # Errors
/// [`AppError`]; nothing is changed then.
pub async fn decide_dispute(
    db: &Db,
    granted: &Granted<AnswerDisputes>,
    (id, seen): (DisputeId, Version),
    decision: Decision,
    now: Moment,
) -> Result<(), AppError> {
    db.change(granted.actor().author(), now, move |change| {
        Box::pin(async move { decide(change, (id, seen), decision).await })
    })
    .await
}

/// The same inside a change that is under way.
///
/// # Errors
/// As [`decide_dispute`]; the change must then be rolled back.
pub async fn decide(
    change: &mut Change,
    (id, seen): (DisputeId, Version),
    decision: Decision,
) -> Result<(), AppError> {
    let present = load_dispute(&change.tx, id).await?;
    if present.version != seen {
        let is_so = match &decision {
            Decision::Examine => present.dispute.state == State::Examined,
            Decision::Close { outcome, answer } => {
                present.dispute.state == *outcome && present.dispute.answer.as_ref() == Some(answer)
            }
        };
        return if is_so { Ok(()) } else { Err(AppError::invalid("outcome", Rule::ChangedByColleague)) };
    }
    let decided =
        present.dispute.decide(&decision, change.today).map_err(|rule| AppError::invalid("outcome", rule))?;
    if !decided.state.is_open() {
        // The address goes with the decision, whether or not a letter can be sent.
        let reply = take_reply(change, id).await?;
        answer_author(change, id, &decided, reply).await?;
    }
    save_dispute(change, id, seen, &decided).await?;
    // Its first entry is the first decision: nothing was published before.
    let old = (present.dispute.state != State::Received).then_some(&present.dispute);
    let operation = match decided.state {
        State::Received | State::Examined => "examine_dispute",
        State::Refused => "refuse_dispute",
        State::Upheld | State::Rejected | State::Withdrawn | State::Duplicate => "answer_dispute",
    };
    let today = change.today;
    change
        .append(Draft {
            programme: decided.subject.programme(),
            district: &decided.district,
            item: Item::Dispute(id.0),
            operation,
            old,
            new: Some(&decided),
            reason: decided.answer.as_deref(),
            effective_on: Some(today),
        })
        .await
}
