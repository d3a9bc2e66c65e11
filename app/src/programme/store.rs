//! Reading programmes with their checklists.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::model::{Checklist, EvidenceAsked, Holder, HolderName, Milestone, Programme, Requirement};
use crate::db::entity::{checklist_version, milestone, programme, requirement};
use crate::db::internal;
use crate::error::AppError;
use crate::id::ProgrammeId;
use crate::text::Bilingual;

/// A programme's names for switches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeName {
    /// Name in addresses.
    pub key: String,
    /// Short name.
    pub short_name: Bilingual,
    /// The first day on which anything can have happened.
    pub starts_on: NaiveDate,
}

/// All programmes in order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_programmes(connection: &impl ConnectionTrait) -> Result<Vec<ProgrammeName>, AppError> {
    let rows = programme::Entity::find().order_by_asc(programme::Column::Position).all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| ProgrammeName {
            key: row.key,
            short_name: Bilingual { bg: row.short_bg, en: row.short_en },
            starts_on: row.starts_on,
        })
        .collect())
}

/// The first day on which anything can have happened in a programme.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_starts_on(connection: &impl ConnectionTrait, key: &str) -> Result<NaiveDate, AppError> {
    let row = programme::Entity::find()
        .filter(programme::Column::Key.eq(key))
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    Ok(row.starts_on)
}

/// The programme with this key and the newest version of its checklist.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_programme(connection: &impl ConnectionTrait, key: &str) -> Result<Programme, AppError> {
    let row = programme::Entity::find()
        .filter(programme::Column::Key.eq(key))
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    let version = checklist_version::Entity::find()
        .filter(checklist_version::Column::ProgrammeId.eq(row.id))
        .order_by_desc(checklist_version::Column::Number)
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    build(connection, row, version).await
}

/// The programme of this row number with this version of its checklist.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_programme_version(
    connection: &impl ConnectionTrait,
    id: i64,
    checklist_version_id: i64,
) -> Result<Programme, AppError> {
    let row = programme::Entity::find_by_id(id).one(connection).await?.ok_or(AppError::NotFound)?;
    let version = checklist_version::Entity::find_by_id(checklist_version_id)
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    build(connection, row, version).await
}

async fn build(
    connection: &impl ConnectionTrait,
    row: programme::Model,
    version: checklist_version::Model,
) -> Result<Programme, AppError> {
    let milestones = milestone::Entity::find()
        .filter(milestone::Column::ProgrammeId.eq(row.id))
        .order_by_asc(milestone::Column::Position)
        .all(connection)
        .await?;
    let requirements = requirement::Entity::find()
        .filter(requirement::Column::ChecklistVersionId.eq(version.id))
        .order_by_asc(requirement::Column::Position)
        .all(connection)
        .await?;
    let mut by_milestone: BTreeMap<i64, Vec<Requirement>> = BTreeMap::new();
    for requirement in requirements {
        let milestone = requirement.milestone_id;
        by_milestone.entry(milestone).or_default().push(read_requirement(requirement)?);
    }
    let milestones = milestones
        .into_iter()
        .map(|row| Milestone {
            requirements: by_milestone.remove(&row.id).unwrap_or_default(),
            key: row.key,
            position: row.position,
            name: Bilingual { bg: row.name_bg, en: row.name_en },
        })
        .collect();
    let holders: BTreeMap<Holder, HolderName> =
        serde_json::from_str(&row.holders).map_err(|error| internal(&error))?;
    Ok(Programme {
        id: ProgrammeId(row.id),
        key: row.key,
        name: Bilingual { bg: row.name_bg, en: row.name_en },
        short_name: Bilingual { bg: row.short_bg, en: row.short_en },
        note: Bilingual { bg: version.note_bg, en: version.note_en },
        starts_on: row.starts_on,
        starts_source: Bilingual { bg: row.starts_source_bg, en: row.starts_source_en },
        holders,
        checklist: Checklist { version: version.number, go_live: row.go_live_position, milestones },
    })
}

fn read_requirement(row: requirement::Model) -> Result<Requirement, AppError> {
    let unknown = |what: &str| DbErr::Type(format!("requirement {}: unknown {what}", row.key));
    Ok(Requirement {
        evidence: EvidenceAsked::from_key(&row.evidence).ok_or_else(|| unknown("evidence"))?,
        holder: Holder::from_key(&row.holder).ok_or_else(|| unknown("holder"))?,
        after: serde_json::from_str(&row.after_keys).map_err(|error| internal(&error))?,
        valid_months: row.evidence_valid_months.and_then(|months| u32::try_from(months).ok()),
        applies_when: row.applies_when,
        key: row.key,
        name: Bilingual { bg: row.name_bg, en: row.name_en },
        basis: row.basis_bg.zip(row.basis_en).map(|(bg, en)| Bilingual { bg, en }),
        source: Bilingual { bg: row.source_bg, en: row.source_en },
        next: Bilingual { bg: row.next_bg, en: row.next_en },
    })
}
