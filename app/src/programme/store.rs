//! Reading programmes with their checklists.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::history::{self, Asking};
use super::model::{Asked, Checklist, EvidenceAsked, Holder, HolderName, Milestone, Programme, Requirement};
use super::published::Published;
use crate::clock::Moment;
use crate::db::entity::{checklist_version, milestone, programme, programme_condition, requirement};
use crate::db::internal;
use crate::error::AppError;
use crate::id::ProgrammeId;
use crate::ledger::clocks::Clocks;
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

/// The first day on which anything can have happened in any programme; before it
/// there is nothing to tell.
///
/// # Errors
/// When the database does not answer.
pub async fn find_beginning(connection: &impl ConnectionTrait) -> Result<Option<NaiveDate>, AppError> {
    Ok(list_programmes(connection).await?.into_iter().map(|one| one.starts_on).min())
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

/// The programme with this key and the version of its checklist that holds at
/// this point on both clocks.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_programme(
    connection: &impl ConnectionTrait,
    key: &str,
    clocks: Clocks,
) -> Result<Programme, AppError> {
    let row = programme::Entity::find()
        .filter(programme::Column::Key.eq(key))
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    load_holding(connection, row, clocks).await
}

/// The same by the programme's row number.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_programme_of(
    connection: &impl ConnectionTrait,
    id: ProgrammeId,
    clocks: Clocks,
) -> Result<Programme, AppError> {
    let row = programme::Entity::find_by_id(id.0).one(connection).await?.ok_or(AppError::NotFound)?;
    load_holding(connection, row, clocks).await
}

/// Every published version of a programme's checklist with its first day, in
/// order.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn list_published(
    connection: &impl ConnectionTrait,
    key: &str,
) -> Result<Vec<(NaiveDate, Programme)>, AppError> {
    let row = programme::Entity::find()
        .filter(programme::Column::Key.eq(key))
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    let versions = list_versions(connection, row.id).await?;
    let mut programmes = Vec::with_capacity(versions.len());
    for version in &versions {
        let programme = build(connection, row.clone(), version.clone(), &versions).await?;
        programmes.push((version.holds_from, programme));
    }
    Ok(programmes)
}

/// The published versions that hold from a day after this one, in order, each
/// with its first day.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn list_upcoming(
    connection: &impl ConnectionTrait,
    id: ProgrammeId,
    today: NaiveDate,
) -> Result<Vec<(NaiveDate, Programme)>, AppError> {
    let versions = list_versions(connection, id.0).await?;
    let ahead: Vec<_> = versions.iter().filter(|one| one.holds_from > today).collect();
    if ahead.is_empty() {
        return Ok(Vec::new());
    }
    let row = programme::Entity::find_by_id(id.0).one(connection).await?.ok_or(AppError::NotFound)?;
    let mut programmes = Vec::with_capacity(ahead.len());
    for version in ahead {
        let programme = build(connection, row.clone(), version.clone(), &versions).await?;
        programmes.push((version.holds_from, programme));
    }
    Ok(programmes)
}

/// The programme with this version of its checklist, also when it is a draft.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_programme_version(
    connection: &impl ConnectionTrait,
    id: ProgrammeId,
    number: i32,
) -> Result<Programme, AppError> {
    let row = programme::Entity::find_by_id(id.0).one(connection).await?.ok_or(AppError::NotFound)?;
    let version = checklist_version::Entity::find()
        .filter(checklist_version::Column::ProgrammeId.eq(id.0))
        .filter(checklist_version::Column::Number.eq(number))
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    let versions = list_versions(connection, row.id).await?;
    build(connection, row, version, &versions).await
}

async fn load_holding(
    connection: &impl ConnectionTrait,
    row: programme::Model,
    clocks: Clocks,
) -> Result<Programme, AppError> {
    let versions = list_versions(connection, row.id).await?;
    let published: Vec<Published> = versions
        .iter()
        .map(|one| Published {
            number: one.number,
            holds_from: one.holds_from,
            at: Moment(one.published_at.unwrap_or_default()),
        })
        .collect();
    let holding = Published::holding(&published, clocks).ok_or(AppError::NotFound)?;
    let version = versions.iter().find(|one| one.number == holding.number).ok_or(AppError::NotFound)?;
    build(connection, row, version.clone(), &versions).await
}

/// The published versions in order.
async fn list_versions(
    connection: &impl ConnectionTrait,
    programme: i64,
) -> Result<Vec<checklist_version::Model>, DbErr> {
    checklist_version::Entity::find()
        .filter(checklist_version::Column::ProgrammeId.eq(programme))
        .filter(checklist_version::Column::PublishedAt.is_not_null())
        .order_by_asc(checklist_version::Column::Number)
        .all(connection)
        .await
}

async fn build(
    connection: &impl ConnectionTrait,
    row: programme::Model,
    version: checklist_version::Model,
    versions: &[checklist_version::Model],
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
    let conditions = programme_condition::Entity::find()
        .filter(programme_condition::Column::ProgrammeId.eq(row.id))
        .all(connection)
        .await?;
    let (retired, versions_asked) = list_earlier(connection, &version, versions, &requirements).await?;
    let mut by_milestone: BTreeMap<i64, Vec<Requirement>> = BTreeMap::new();
    for requirement in requirements {
        let milestone = requirement.milestone_id;
        let asked = history::asked(&versions_asked, &requirement.key);
        let requirement = Requirement { asked, ..read_requirement(requirement)? };
        by_milestone.entry(milestone).or_default().push(requirement);
    }
    let milestones = milestones
        .into_iter()
        .map(|row| Milestone {
            requirements: by_milestone.remove(&row.id).unwrap_or_default(),
            eased: history::eased(&versions_asked, row.id),
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
        conditions: conditions
            .into_iter()
            .map(|row| (row.key, Bilingual { bg: row.name_bg, en: row.name_en }))
            .collect(),
        retired,
        checklist: Checklist { version: version.number, go_live: row.go_live_position, milestones },
    })
}

/// The names of what earlier versions had and this one has not, and what each
/// published version up to this one asks for.
async fn list_earlier(
    connection: &impl ConnectionTrait,
    version: &checklist_version::Model,
    versions: &[checklist_version::Model],
    requirements: &[requirement::Model],
) -> Result<(BTreeMap<String, Bilingual>, Vec<Asking>), AppError> {
    let mut retired = BTreeMap::new();
    let mut asked = Vec::new();
    if versions.iter().all(|one| one.number >= version.number) {
        return Ok((retired, asked));
    }
    let kept: BTreeSet<&str> = requirements.iter().map(|one| one.key.as_str()).collect();
    for one in versions.iter().filter(|one| one.number <= version.number) {
        let rows = requirement::Entity::find()
            .filter(requirement::Column::ChecklistVersionId.eq(one.id))
            .all(connection)
            .await?;
        let mut asking = Asking { from: one.holds_from, requirements: BTreeMap::new() };
        for row in rows {
            if !kept.contains(row.key.as_str()) {
                // The last name it had is the one it is known by.
                let name = Bilingual { bg: row.name_bg.clone(), en: row.name_en.clone() };
                retired.insert(row.key.clone(), name);
            }
            asking.requirements.insert(row.key.clone(), (row.milestone_id, read_requirement(row)?));
        }
        asked.push(asking);
    }
    Ok((retired, asked))
}

fn read_requirement(row: requirement::Model) -> Result<Requirement, AppError> {
    let unknown = |what: &str| DbErr::Type(format!("requirement {}: unknown {what}", row.key));
    Ok(Requirement {
        evidence: EvidenceAsked::from_key(&row.evidence).ok_or_else(|| unknown("evidence"))?,
        holder: Holder::from_key(&row.holder).ok_or_else(|| unknown("holder"))?,
        after: serde_json::from_str(&row.after_keys).map_err(|error| internal(&error))?,
        valid_months: row.evidence_valid_months.and_then(|months| u32::try_from(months).ok()),
        applies_when: row.applies_when,
        must_be_met_by: row.must_be_met_by,
        since_version: row.since_version,
        asked: Asked::default(),
        key: row.key,
        name: Bilingual { bg: row.name_bg, en: row.name_en },
        basis: row.basis_bg.zip(row.basis_en).map(|(bg, en)| Bilingual { bg, en }),
        source: Bilingual { bg: row.source_bg, en: row.source_en },
        next: Bilingual { bg: row.next_bg, en: row.next_en },
    })
}
