//! The columns of a renewal.

use sea_orm::{ActiveValue::Set, DbErr};

use crate::db::entity::requirement_state::{ActiveModel, Model};
use crate::db::internal;
use crate::error::AppError;
use crate::onboarding::model::{Evidence, EvidenceKind, Renewal};

/// Puts a renewal, or that there is none, into a row about to be written.
pub(super) fn set_renewal(row: &mut ActiveModel, renewal: Option<&Renewal>) -> Result<(), AppError> {
    let reasons = renewal
        .map(|one| serde_json::to_string(&one.return_reasons).map_err(|error| internal(&error)))
        .transpose()?;
    row.renewal_kind = Set(renewal.map(|one| one.evidence.kind.key().to_owned()));
    row.renewal_body = Set(renewal.map(|one| one.evidence.body.clone()));
    row.renewal_since = Set(renewal.map(|one| one.since));
    row.renewal_valid_until = Set(renewal.and_then(|one| one.valid_until));
    row.renewal_return_reasons = Set(reasons);
    row.renewal_note = Set(renewal.and_then(|one| one.note.clone()));
    Ok(())
}

/// The renewal of a row, where it has one.
pub(super) fn read_renewal(row: &Model) -> Result<Option<Renewal>, AppError> {
    let (Some(kind), Some(body), Some(since), Some(reasons)) =
        (&row.renewal_kind, &row.renewal_body, row.renewal_since, &row.renewal_return_reasons)
    else {
        return Ok(None);
    };
    let kind = EvidenceKind::from_key(kind)
        .ok_or_else(|| DbErr::Type(format!("requirement_state {}: unknown renewal_kind", row.id)))?;
    Ok(Some(Renewal {
        evidence: Evidence { kind, body: body.clone() },
        valid_until: row.renewal_valid_until,
        since,
        return_reasons: serde_json::from_str(reasons).map_err(|error| internal(&error))?,
        note: row.renewal_note.clone(),
    }))
}
