//! Reading and writing disputes.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::form::Reply;
use super::model::{Dispute, State, Subject};
use super::token::FormKey;
use crate::db::entity::dispute::{ActiveModel, Column, Entity, Model};
use crate::db::entity::form_key;
use crate::db::{Change, Db, internal};
use crate::error::AppError;
use crate::id::{DisputeId, Version};
use crate::ledger::clocks::Clocks;
use crate::ledger::store::list_values;
use crate::subscription::model::EmailAddress;
use crate::text::Lang;

/// A dispute with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Its number.
    pub id: DisputeId,
    /// Rises with each decision.
    pub version: Version,
    /// The dispute.
    pub dispute: Dispute,
    /// Whether its author asked for the answer by letter; where to is not said.
    pub wants_letter: bool,
}

/// All disputes, those that came first first.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_disputes(connection: &impl ConnectionTrait) -> Result<Vec<Filed>, AppError> {
    let rows =
        Entity::find().order_by_asc(Column::ReceivedOn).order_by_asc(Column::Id).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// The disputes that have been shown of a programme (and, with a district, of
/// its services too), as the tables have them.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn list_shown(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: Option<&str>,
) -> Result<Vec<(DisputeId, Dispute)>, AppError> {
    let programmes = if district.is_some() { vec![programme, ""] } else { vec![programme] };
    let mut found = Entity::find()
        .filter(Column::Programme.is_in(programmes))
        .filter(Column::State.is_not_in([State::Received.key(), State::Refused.key()]))
        .order_by_asc(Column::Id);
    if let Some(district) = district {
        found = found.filter(Column::District.eq(district));
    }
    let rows = found.all(connection).await?;
    rows.into_iter().map(|row| read(row).map(|one| (one.id, one.dispute))).collect()
}

/// The same of one district as the ledger tells it at a point on both clocks.
///
/// # Errors
/// When the database does not answer or a value cannot be read.
pub async fn list_replayed(
    connection: &impl ConnectionTrait,
    programme: &str,
    district: &str,
    clocks: Clocks,
) -> Result<Vec<(DisputeId, Dispute)>, AppError> {
    let mut found = Vec::new();
    for programme in [programme, ""] {
        for value in list_values(connection, programme, Some(district), clocks).await? {
            found.extend(replayed(&value.item, &value.new_value)?);
        }
    }
    found.sort_by_key(|(id, _)| *id);
    Ok(found)
}

/// The dispute that an item of the ledger is, where it is one and was shown.
///
/// # Errors
/// When its value cannot be read.
pub fn replayed(item: &str, value: &str) -> Result<Option<(DisputeId, Dispute)>, AppError> {
    let Some(id) = item.strip_prefix("dispute:").and_then(|id| id.parse().ok()) else { return Ok(None) };
    let dispute: Dispute = serde_json::from_str(value).map_err(|error| internal(&error))?;
    Ok(dispute.is_shown().then_some((id, dispute)))
}

/// The dispute of this number.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_dispute(connection: &impl ConnectionTrait, id: DisputeId) -> Result<Filed, AppError> {
    read(Entity::find_by_id(id.0).one(connection).await?.ok_or(AppError::NotFound)?)
}

/// The same words about the same thing, sent before and not yet looked at. An
/// address that is given only now is added to it; with two addresses there are two
/// people, and each has a dispute.
///
/// # Errors
/// When the database does not answer.
pub async fn find_same(
    change: &Change,
    dispute: &Dispute,
    reply: Option<&Reply>,
) -> Result<Option<DisputeId>, AppError> {
    let found = Entity::find()
        .filter(Column::State.eq(State::Received.key()))
        .filter(Column::District.eq(dispute.district.as_str()))
        .filter(Column::Text.eq(dispute.text.clone()))
        .all(&change.tx)
        .await?;
    for row in found {
        let kept = row.reply_email.clone();
        let one = read(row)?;
        if one.dispute.subject != dispute.subject {
            continue;
        }
        match (kept, reply) {
            (Some(kept), Some(reply)) if kept != reply.email.as_str() => {}
            (None, Some(reply)) => {
                let new = ActiveModel {
                    reply_email: Set(Some(reply.email.as_str().to_owned())),
                    reply_lang: Set(Some(reply.lang.code().to_owned())),
                    ..Default::default()
                };
                set(change, one.id, new).await?;
                return Ok(Some(one.id));
            }
            _ => return Ok(Some(one.id)),
        }
    }
    Ok(None)
}

/// Writes a new dispute.
///
/// # Errors
/// When the database does not answer.
pub async fn create_dispute(
    change: &Change,
    dispute: &Dispute,
    reply: Option<&Reply>,
) -> Result<DisputeId, AppError> {
    let new = ActiveModel {
        reply_email: Set(reply.map(|one| one.email.as_str().to_owned())),
        reply_lang: Set(reply.map(|one| one.lang.code().to_owned())),
        ..row(dispute, Version(1))
    };
    let inserted = Entity::insert(new).exec(&change.tx).await?;
    Ok(DisputeId(inserted.last_insert_id))
}

/// Where the answer is to be sent. It is forgotten here: the letter has it, and
/// nothing else needs it.
///
/// # Errors
/// When the database does not answer.
pub async fn take_reply(change: &Change, id: DisputeId) -> Result<Option<Reply>, AppError> {
    let Some(row) = Entity::find_by_id(id.0).one(&change.tx).await? else { return Ok(None) };
    let (Some(email), Some(lang)) = (row.reply_email, row.reply_lang) else { return Ok(None) };
    let none = ActiveModel { reply_email: Set(None), reply_lang: Set(None), ..Default::default() };
    set(change, id, none).await?;
    let email = EmailAddress::parse(&email).ok();
    Ok(email.map(|email| Reply { email, lang: Lang::from_code(&lang).unwrap_or_default() }))
}

/// Writes a dispute anew, provided its version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn save_dispute(
    change: &Change,
    id: DisputeId,
    expected: Version,
    dispute: &Dispute,
) -> Result<(), AppError> {
    let updated = Entity::update_many()
        .set(row(dispute, expected.next()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Version.eq(expected.0))
        .exec(&change.tx)
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict { item: format!("dispute:{id}"), conflict: None })
    }
}

/// The key that signs the form, made at its first use and the same for all
/// servers on this database.
///
/// # Errors
/// When the database does not answer.
pub async fn load_form_key(db: &Db) -> Result<FormKey, AppError> {
    let find = async || form_key::Entity::find_by_id(1).one(db.write()).await;
    if let Some(row) = find().await? {
        return Ok(FormKey::new(row.value));
    }
    let drawn: [u8; 32] = rand::random();
    let new = form_key::ActiveModel { id: Set(1), value: Set(crate::ledger::store::hex(&drawn)) };
    // Of two servers that draw at once, the first one's stays.
    form_key::Entity::insert(new)
        .on_conflict(OnConflict::column(form_key::Column::Id).do_nothing().to_owned())
        .exec_without_returning(db.write())
        .await?;
    let row = find().await?.ok_or_else(|| DbErr::RecordNotFound("the form's key".to_owned()))?;
    Ok(FormKey::new(row.value))
}

async fn set(change: &Change, id: DisputeId, new: ActiveModel) -> Result<(), AppError> {
    Entity::update_many().set(new).filter(Column::Id.eq(id.0)).exec(&change.tx).await?;
    Ok(())
}

fn row(dispute: &Dispute, version: Version) -> ActiveModel {
    let (milestone, service) = match &dispute.subject {
        Subject::Milestone { key, .. } => (Some(key.clone()), None),
        Subject::Service(number) => (None, Some(*number)),
    };
    ActiveModel {
        version: Set(version.0),
        district: Set(dispute.district.clone()),
        programme: Set(dispute.subject.programme().to_owned()),
        milestone: Set(milestone),
        service: Set(service),
        text: Set(dispute.text.clone()),
        received_on: Set(dispute.received_on),
        state: Set(dispute.state.key().to_owned()),
        answer: Set(dispute.answer.clone()),
        answered_on: Set(dispute.answered_on),
        ..Default::default()
    }
}

fn read(row: Model) -> Result<Filed, AppError> {
    let broken = |what: &str| DbErr::Type(format!("dispute {}: unknown {what}", row.id));
    let state = State::from_key(&row.state).ok_or_else(|| broken("state"))?;
    let subject = match (row.milestone.clone(), row.service) {
        (Some(key), None) => Subject::Milestone { programme: row.programme.clone(), key },
        (None, Some(number)) => Subject::Service(number),
        _ => return Err(broken("subject").into()),
    };
    Ok(Filed {
        id: DisputeId(row.id),
        version: Version(row.version),
        wants_letter: row.reply_email.is_some(),
        dispute: Dispute {
            district: row.district,
            subject,
            text: row.text,
            received_on: row.received_on,
            state,
            answer: row.answer,
            answered_on: row.answered_on,
        },
    })
}
