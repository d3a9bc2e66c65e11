//! The outbox: filling it, taking from it, and noting what became of a letter.

mod settle;

use sea_orm::sea_query::{Cond, Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::compose::Words;
use super::model::{LEASE_SECONDS, Letter, Letterhead, To};
use crate::clock::Moment;
use crate::db::entity::outbox::{ActiveModel, Column, Entity, Model};
use crate::db::{Db, is_demonstration};
use crate::error::AppError;
use crate::id::{LetterId, SubscriptionId};
use crate::ledger::store::{hash_text, hex};
use crate::subscription::store::suspend_subscription;
use crate::text::Lang;

pub use settle::{Counts, DeadLetter, count_letters, discard, list_dead, requeue};

/// So many rows are written with one statement.
const AT_ONCE: usize = 200;
/// So many are offered to a worker: others may take some of them first.
const OFFERED: u64 = 8;

const QUEUED: &str = "queued";
const SENT: &str = "sent";
const DEAD: &str = "dead";

/// A letter to be written.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// What it is about; nobody gets two of the same cause.
    pub cause: String,
    /// Whom it is for.
    pub to: To,
    /// The address.
    pub recipient: String,
    /// The language.
    pub lang: Lang,
    /// What it says.
    pub words: Words,
}

/// A new secret for a link, and what is kept of it.
#[must_use]
pub fn new_token() -> (String, String) {
    let drawn: [u8; 32] = rand::random();
    let token = hex(&drawn);
    let hash = token_hash(&token);
    (token, hash)
}

/// What is kept of a secret.
#[must_use]
pub fn token_hash(token: &str) -> String {
    hash_text(token.as_bytes())
}

/// Puts letters into the outbox, in the transaction of what causes them. Every letter
/// passes here, so here it is told of invented progress that it is invented.
///
/// # Errors
/// When the database does not answer.
pub async fn enqueue(
    connection: &impl ConnectionTrait,
    letterhead: &Letterhead,
    letters: Vec<NewLetter>,
    now: Moment,
) -> Result<(), AppError> {
    let demonstration = is_demonstration(connection).await?;
    let marked = |one: NewLetter| {
        if demonstration { NewLetter { words: one.words.invented(one.lang), ..one } } else { one }
    };
    let mut rows: Vec<ActiveModel> =
        letters.into_iter().map(|one| row(letterhead, marked(one), now)).collect();
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(AT_ONCE));
        Entity::insert_many(rows)
            .on_conflict(OnConflict::columns([Column::Cause, Column::SubscriptionId]).do_nothing().to_owned())
            .exec_without_returning(connection)
            .await?;
        rows = rest;
    }
    Ok(())
}

/// Takes a letter that is due, so that nobody else does for a while.
///
/// # Errors
/// When the database does not answer.
pub async fn take_due(db: &Db, now: Moment) -> Result<Option<Letter>, AppError> {
    let due = || {
        Cond::all()
            .add(Column::State.eq(QUEUED))
            .add(Column::NextAt.lte(now.0))
            .add(Cond::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lte(now.0)))
    };
    loop {
        let offered = Entity::find()
            .filter(due())
            .order_by_asc(Column::NextAt)
            .order_by_asc(Column::Id)
            .limit(OFFERED)
            .all(db.read())
            .await?;
        if offered.is_empty() {
            return Ok(None);
        }
        for row in offered {
            // Of two servers, one finds it still due.
            let taken = Entity::update_many()
                .col_expr(Column::LeasedUntil, Expr::value(now.plus_seconds(LEASE_SECONDS).0))
                .col_expr(Column::Attempts, Expr::value(row.attempts + 1))
                .filter(Column::Id.eq(row.id))
                .filter(Column::Attempts.eq(row.attempts))
                .filter(due())
                .exec(db.write())
                .await?;
            if taken.rows_affected == 1 {
                return Ok(Some(read(row)));
            }
        }
    }
}

/// The mail server has taken it; its words are kept no longer.
///
/// # Errors
/// When the database does not answer.
pub async fn note_sent(db: &Db, id: LetterId, now: Moment) -> Result<(), AppError> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(SENT))
        .col_expr(Column::Recipient, Expr::value(""))
        .col_expr(Column::Plain, Expr::value(""))
        .col_expr(Column::Html, Expr::value(""))
        .col_expr(Column::Unsubscribe, Expr::value(None::<String>))
        .col_expr(Column::LeasedUntil, Expr::value(None::<i64>))
        .col_expr(Column::Failure, Expr::value(None::<String>))
        .col_expr(Column::EndedAt, Expr::value(now.0))
        .filter(Column::Id.eq(id.0))
        .exec(db.write())
        .await?;
    Ok(())
}

/// It was not taken and is tried again then.
///
/// # Errors
/// When the database does not answer.
pub async fn note_failure(db: &Db, id: LetterId, next: Moment, failure: &str) -> Result<(), AppError> {
    Entity::update_many()
        .col_expr(Column::NextAt, Expr::value(next.0))
        .col_expr(Column::LeasedUntil, Expr::value(None::<i64>))
        .col_expr(Column::Failure, Expr::value(failure))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(QUEUED))
        .exec(db.write())
        .await?;
    Ok(())
}

/// It is given up.
///
/// # Errors
/// When the database does not answer.
pub async fn note_dead(db: &Db, id: LetterId, failure: &str, now: Moment) -> Result<(), AppError> {
    give_up(db.write(), Column::Id.eq(id.0), failure, now).await
}

/// It is given up, and so is its subscriber: there is no such mailbox.
///
/// # Errors
/// When the database does not answer.
pub async fn note_bounced(db: &Db, id: LetterId, failure: &str, now: Moment) -> Result<(), AppError> {
    let failure = failure.to_owned();
    db.transact(move |tx| {
        Box::pin(async move {
            give_up(tx, Column::Id.eq(id.0), &failure, now).await?;
            let row = Entity::find_by_id(id.0).one(tx).await?;
            match row.and_then(|row| row.subscription_id) {
                Some(subscription) => suspend(tx, SubscriptionId(subscription), &failure, now).await,
                None => Ok(()),
            }
        })
    })
    .await
}

/// Letters that were sent came back, as a report says that names them; how many of
/// them are ours.
///
/// # Errors
/// When the database does not answer.
pub async fn take_bounce(
    db: &Db,
    message_ids: Vec<String>,
    said: String,
    now: Moment,
) -> Result<u64, AppError> {
    db.transact(move |tx| {
        Box::pin(async move {
            let rows = Entity::find().filter(Column::MessageId.is_in(message_ids)).all(tx).await?;
            for row in &rows {
                if let Some(subscription) = row.subscription_id {
                    suspend(tx, SubscriptionId(subscription), &said, now).await?;
                }
            }
            Ok(rows.len() as u64)
        })
    })
    .await
}

/// The subscription that a letter's link to unsubscribe belongs to.
///
/// # Errors
/// When the database does not answer.
pub async fn find_subscription_of(
    connection: &impl ConnectionTrait,
    token: &str,
) -> Result<Option<(SubscriptionId, Lang)>, AppError> {
    let row = Entity::find().filter(Column::TokenHash.eq(token_hash(token))).one(connection).await?;
    Ok(row.and_then(|row| Some((SubscriptionId(row.subscription_id?), lang_of(&row.lang)))))
}

async fn give_up(
    connection: &impl ConnectionTrait,
    which: sea_orm::sea_query::SimpleExpr,
    failure: &str,
    now: Moment,
) -> Result<(), AppError> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(DEAD))
        .col_expr(Column::LeasedUntil, Expr::value(None::<i64>))
        .col_expr(Column::Failure, Expr::value(failure))
        .col_expr(Column::EndedAt, Expr::value(now.0))
        .filter(which)
        .filter(Column::State.eq(QUEUED))
        .exec(connection)
        .await?;
    Ok(())
}

/// Nothing more is written to it, and what is on its way will not arrive either.
async fn suspend(
    connection: &impl ConnectionTrait,
    id: SubscriptionId,
    said: &str,
    now: Moment,
) -> Result<(), AppError> {
    suspend_subscription(connection, id, said, now).await?;
    give_up(connection, Column::SubscriptionId.eq(id.0), said, now).await
}

fn row(letterhead: &Letterhead, new: NewLetter, now: Moment) -> ActiveModel {
    let NewLetter { cause, to, recipient, lang, words } = new;
    let drawn: [u8; 16] = rand::random();
    let (mut subscription, mut request, mut dispute) = (None, None, None);
    match to {
        To::Subscriber(id) => subscription = Some(id.0),
        To::Request(id) => request = Some(id.0),
        To::Dispute(id) => dispute = Some(id.0),
    }
    // Only what goes on can be left.
    let (token, hash) = subscription.map(|_| new_token()).unzip();
    let unsubscribe =
        token.map(|token| letterhead.url(&format!("/{}/abonament/kray?kod={token}", lang.code())));
    ActiveModel {
        cause: Set(cause),
        message_id: Set(format!("<{}@{}>", hex(&drawn), letterhead.domain())),
        subscription_id: Set(subscription),
        request_id: Set(request),
        dispute_id: Set(dispute),
        token_hash: Set(hash),
        lang: Set(lang.code().to_owned()),
        recipient: Set(recipient),
        plain: Set(words.plain(lang, unsubscribe.as_deref())),
        html: Set(words.html(lang, unsubscribe.as_deref())),
        subject: Set(words.subject),
        unsubscribe: Set(unsubscribe),
        state: Set(QUEUED.to_owned()),
        queued_at: Set(now.0),
        next_at: Set(now.0),
        leased_until: Set(None),
        attempts: Set(0),
        failure: Set(None),
        ended_at: Set(None),
        ..Default::default()
    }
}

fn read(row: Model) -> Letter {
    Letter {
        id: LetterId(row.id),
        lang: lang_of(&row.lang),
        message_id: row.message_id,
        recipient: row.recipient,
        subject: row.subject,
        plain: row.plain,
        html: row.html,
        unsubscribe: row.unsubscribe,
        queued_at: Moment(row.queued_at),
        attempts: row.attempts + 1,
    }
}

fn lang_of(code: &str) -> Lang {
    Lang::from_code(code).unwrap_or_default()
}
