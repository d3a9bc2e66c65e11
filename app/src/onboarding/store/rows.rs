//! What a row says.

use sea_orm::DbErr;

use super::renewal::read_renewal;
use crate::db::entity::{milestone_mark, onboarding, requirement_state};
use crate::db::internal;
use crate::error::AppError;
use crate::onboarding::model::{
    Evidence, EvidenceKind, Mark, MarkKind, Record, ReturnReason, State, Suspension,
};
use crate::programme::model::Holder;
use crate::text::Bilingual;

/// A requirement's record from its row.
///
/// # Errors
/// When the row holds a word we do not know.
pub fn read_record(row: requirement_state::Model) -> Result<Record, AppError> {
    let renewal = read_renewal(&row)?;
    let unknown = |what: &str| DbErr::Type(format!("requirement_state {}: unknown {what}", row.id));
    let evidence = match row.evidence_kind.zip(row.evidence_body) {
        Some((kind, body)) => {
            let kind = EvidenceKind::from_key(&kind).ok_or_else(|| unknown("evidence_kind"))?;
            Some(Evidence { kind, body })
        }
        None => None,
    };
    let return_reasons: Vec<ReturnReason> =
        serde_json::from_str(&row.return_reasons).map_err(|error| internal(&error))?;
    Ok(Record {
        state: State::from_key(&row.state).ok_or_else(|| unknown("state"))?,
        holder: Holder::from_key(&row.holder).ok_or_else(|| unknown("holder"))?,
        holder_since: row.holder_since,
        evidence,
        valid_until: row.valid_until,
        return_reasons,
        note: row.note,
        renewal,
    })
}

/// A mark from its row, of the milestone at this position.
///
/// # Errors
/// When the row holds a word we do not know.
pub fn read_mark(row: milestone_mark::Model, position: i32) -> Result<Mark, AppError> {
    let kind = MarkKind::from_key(&row.kind)
        .ok_or_else(|| DbErr::Type(format!("milestone_mark {}: unknown kind", row.id)))?;
    let source = row.source_bg.zip(row.source_en).map(|(bg, en)| Bilingual { bg, en });
    Ok(Mark {
        position,
        kind,
        reached_on: row.reached_on,
        source,
        agreed_on: row.agreed_on,
        taken_back_on: row.taken_back_on,
    })
}

/// The suspension from its row.
#[must_use]
pub fn read_suspension(row: &onboarding::Model) -> Option<Suspension> {
    Some(Suspension {
        since: row.suspended_on?,
        reason: row.suspension_reason.clone()?,
        expected_return: row.expected_return_on?,
    })
}
