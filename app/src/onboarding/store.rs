//! Reading onboardings and writing what an operation decided.

mod conditions;
mod dates;
mod marked;
mod present;
mod renewal;
mod replay;
mod rows;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::model::{Dates, Mark, Progress, Record, Suspension};
use crate::db::entity::{
    district, milestone_dates, milestone_mark, onboarding, programme, requirement_state,
};
use crate::db::{Change, internal};
use crate::error::AppError;
use crate::id::{DistrictId, OnboardingId, ProgrammeId, Version};
use crate::ledger::clocks::Clocks;
use crate::ledger::model::Item;
use crate::outage::store::list_touching;
use crate::programme::model::Programme;
use crate::programme::store::load_programme_of;
use crate::text::Bilingual;

pub use conditions::{list_conditions, save_condition};
pub use dates::{read_dates, read_milestone_dates, save_dates};
pub use marked::list_marked;
pub use present::load_present;
pub use replay::load_replayed_onboarding;
pub use rows::{read_mark, read_record, read_suspension};

/// One district in one programme, with all that is recorded of it.
#[derive(Clone, Debug)]
pub struct Onboarding {
    /// Row number.
    pub id: OnboardingId,
    /// Rises with marks and suspension.
    pub version: Version,
    /// The district's row number.
    pub district: DistrictId,
    /// The district's name in addresses.
    pub slug: String,
    /// The district's name.
    pub district_name: Bilingual,
    /// The programme with the checklist version that holds here.
    pub programme: Programme,
    /// States, marks, suspension.
    pub progress: Progress,
    /// The three dates of going live.
    pub dates: Dates,
    /// Rises with them.
    pub dates_version: Version,
    /// The dates of other milestones, by key.
    pub milestone_dates: BTreeMap<String, (Version, Dates)>,
    /// Versions of the requirements' records; a missing one is version 0.
    pub versions: BTreeMap<String, Version>,
    /// Versions of what is known of the district, by condition; a missing one
    /// is version 0.
    pub condition_versions: BTreeMap<String, Version>,
}

impl Onboarding {
    /// The version of a requirement's record.
    #[must_use]
    pub fn requirement_version(&self, key: &str) -> Version {
        self.versions.get(key).copied().unwrap_or(Version(0))
    }

    /// The version of what is known under a condition.
    #[must_use]
    pub fn condition_version(&self, key: &str) -> Version {
        self.condition_versions.get(key).copied().unwrap_or(Version(0))
    }

    /// The version that a change of this item must be made on top of.
    #[must_use]
    pub fn version_of(&self, item: &Item) -> Version {
        match item {
            Item::Requirement(key) => self.requirement_version(key),
            Item::Dates => self.dates_version,
            Item::MilestoneDates(key) => self.dates_of(Some(key)).0,
            Item::Condition(key) => self.condition_version(key),
            Item::Opening
            | Item::Mark { .. }
            | Item::Suspension
            | Item::Capacity(_)
            | Item::Checklist(_)
            | Item::Outage(_)
            | Item::Dispute(_)
            | Item::Declared(_)
            | Item::Observed(_) => self.version,
        }
    }
}

/// The onboarding of this row number, with the checklist version that holds at
/// this point on both clocks.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_onboarding(
    connection: &impl ConnectionTrait,
    id: OnboardingId,
    clocks: Clocks,
) -> Result<Onboarding, AppError> {
    let row = onboarding::Entity::find_by_id(id.0).one(connection).await?.ok_or(AppError::NotFound)?;
    build(connection, row, clocks).await
}

/// The district that the onboarding of this row number belongs to.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn find_district_of(
    connection: &impl ConnectionTrait,
    id: OnboardingId,
) -> Result<DistrictId, AppError> {
    let row = onboarding::Entity::find_by_id(id.0).one(connection).await?.ok_or(AppError::NotFound)?;
    Ok(DistrictId(row.district_id))
}

/// The onboarding of a district in a programme, by their names in addresses; the
/// same otherwise.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_onboarding_of(
    connection: &impl ConnectionTrait,
    slug: &str,
    programme: &str,
    clocks: Clocks,
) -> Result<Onboarding, AppError> {
    let district = district::Entity::find()
        .filter(district::Column::Slug.eq(slug))
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    let programme = programme::Entity::find()
        .filter(programme::Column::Key.eq(programme))
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    let row = onboarding::Entity::find()
        .filter(onboarding::Column::DistrictId.eq(district.id))
        .filter(onboarding::Column::ProgrammeId.eq(programme.id))
        .one(connection)
        .await?
        .ok_or(AppError::NotFound)?;
    build(connection, row, clocks).await
}

async fn build(
    connection: &impl ConnectionTrait,
    row: onboarding::Model,
    clocks: Clocks,
) -> Result<Onboarding, AppError> {
    let district =
        district::Entity::find_by_id(row.district_id).one(connection).await?.ok_or(AppError::NotFound)?;
    let programme = load_programme_of(connection, ProgrammeId(row.programme_id), clocks).await?;
    let states = requirement_state::Entity::find()
        .filter(requirement_state::Column::OnboardingId.eq(row.id))
        .all(connection)
        .await?;
    let marks = milestone_mark::Entity::find()
        .filter(milestone_mark::Column::OnboardingId.eq(row.id))
        .all(connection)
        .await?;
    let positions = milestone_positions(connection, row.programme_id).await?;
    let milestone_dates = milestone_dates::Entity::find()
        .filter(milestone_dates::Column::OnboardingId.eq(row.id))
        .all(connection)
        .await?
        .into_iter()
        .filter_map(|row| {
            let (_, key) = positions.get(&row.milestone_id)?;
            Some((key.clone(), (Version(row.version), read_milestone_dates(&row))))
        })
        .collect();
    let (conditions, condition_versions) =
        list_conditions(connection, vec![row.id]).await?.remove(&row.id).unwrap_or_default();
    let mut progress = Progress {
        opened_on: row.opened_on,
        conditions,
        suspension: read_suspension(&row),
        outages: list_touching(connection, &programme.key).await?,
        programme: programme.key.clone(),
        ..Progress::default()
    };
    let mut versions = BTreeMap::new();
    for state in states {
        let key = state.requirement_key.clone();
        versions.insert(key.clone(), Version(state.version));
        progress.records.insert(key, read_record(state)?);
    }
    for mark in marks {
        let position = positions.get(&mark.milestone_id).map_or(0, |(position, _)| *position);
        progress.put_mark(read_mark(mark, position)?);
    }
    Ok(Onboarding {
        id: OnboardingId(row.id),
        version: Version(row.version),
        district: DistrictId(district.id),
        slug: district.slug,
        district_name: Bilingual { bg: district.name_bg, en: district.name_en },
        dates: read_dates(&row),
        dates_version: Version(row.dates_version),
        milestone_dates,
        condition_versions,
        programme,
        progress,
        versions,
    })
}

/// Position and key of each milestone of a programme, by row number.
///
/// # Errors
/// When the database does not answer.
pub async fn milestone_positions(
    connection: &impl ConnectionTrait,
    programme: i64,
) -> Result<BTreeMap<i64, (i32, String)>, DbErr> {
    use crate::db::entity::milestone::{Column, Entity};
    let rows = Entity::find().filter(Column::ProgrammeId.eq(programme)).all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.id, (row.position, row.key))).collect())
}

/// Writes down that the checklist is being worked on from this day.
///
/// # Errors
/// When the database does not answer.
pub async fn save_opening(change: &Change, id: OnboardingId, opened_on: NaiveDate) -> Result<(), AppError> {
    onboarding::Entity::update_many()
        .col_expr(onboarding::Column::OpenedOn, Expr::value(opened_on))
        .filter(onboarding::Column::Id.eq(id.0))
        .exec(&change.tx)
        .await?;
    Ok(())
}

/// Writes a requirement's record, provided its version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn save_record(
    change: &Change,
    onboarding: &Onboarding,
    key: &str,
    expected: Version,
    record: &Record,
) -> Result<(), AppError> {
    use requirement_state::{ActiveModel, Column, Entity};
    let mut row = ActiveModel {
        onboarding_id: Set(onboarding.id.0),
        requirement_key: Set(key.to_owned()),
        version: Set(expected.next().0),
        state: Set(record.state.key().to_owned()),
        holder: Set(record.holder.key().to_owned()),
        holder_since: Set(record.holder_since),
        evidence_kind: Set(record.evidence.as_ref().map(|evidence| evidence.kind.key().to_owned())),
        evidence_body: Set(record.evidence.as_ref().map(|evidence| evidence.body.clone())),
        valid_until: Set(record.valid_until),
        return_reasons: Set(serde_json::to_string(&record.return_reasons).map_err(|error| internal(&error))?),
        note: Set(record.note.clone()),
        ..Default::default()
    };
    renewal::set_renewal(&mut row, record.renewal.as_ref())?;
    if expected == Version(0) {
        Entity::insert(row).exec_without_returning(&change.tx).await?;
        return Ok(());
    }
    let updated = Entity::update_many()
        .set(row)
        .filter(Column::OnboardingId.eq(onboarding.id.0))
        .filter(Column::RequirementKey.eq(key))
        .filter(Column::Version.eq(expected.0))
        .exec(&change.tx)
        .await?;
    one_row(updated.rows_affected, || format!("requirement:{key}"))
}

/// Raises the onboarding's version, provided it is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn raise_version(
    change: &Change,
    id: OnboardingId,
    expected: Version,
    item: &str,
) -> Result<(), AppError> {
    let updated = onboarding::Entity::update_many()
        .col_expr(onboarding::Column::Version, Expr::value(expected.next().0))
        .filter(onboarding::Column::Id.eq(id.0))
        .filter(onboarding::Column::Version.eq(expected.0))
        .exec(&change.tx)
        .await?;
    one_row(updated.rows_affected, || item.to_owned())
}

/// Writes or clears the suspension.
///
/// # Errors
/// When the database does not answer.
pub async fn save_suspension(
    change: &Change,
    id: OnboardingId,
    suspension: Option<&Suspension>,
) -> Result<(), AppError> {
    let row = onboarding::ActiveModel {
        id: Set(id.0),
        suspended_on: Set(suspension.map(|one| one.since)),
        suspension_reason: Set(suspension.map(|one| one.reason.clone())),
        expected_return_on: Set(suspension.map(|one| one.expected_return)),
        ..Default::default()
    };
    onboarding::Entity::update(row).exec(&change.tx).await?;
    Ok(())
}

/// Writes a mark in the place of the one before: a new one, or the same taken
/// back.
///
/// # Errors
/// When the database does not answer.
pub async fn save_mark(change: &Change, onboarding: &Onboarding, mark: &Mark) -> Result<(), AppError> {
    use milestone_mark::Column::{
        AgreedOn, Kind, MilestoneId, OnboardingId, ReachedOn, SourceBg, SourceEn, TakenBackOn,
    };
    let milestone = milestone_row(change, onboarding, mark.position).await?;
    let row = milestone_mark::ActiveModel {
        onboarding_id: Set(onboarding.id.0),
        milestone_id: Set(milestone),
        kind: Set(mark.kind.key().to_owned()),
        reached_on: Set(mark.reached_on),
        source_bg: Set(mark.source.as_ref().map(|source| source.bg.clone())),
        source_en: Set(mark.source.as_ref().map(|source| source.en.clone())),
        agreed_on: Set(mark.agreed_on),
        taken_back_on: Set(mark.taken_back_on),
        ..Default::default()
    };
    let replace = OnConflict::columns([OnboardingId, MilestoneId, Kind])
        .update_columns([ReachedOn, SourceBg, SourceEn, AgreedOn, TakenBackOn])
        .to_owned();
    milestone_mark::Entity::insert(row).on_conflict(replace).exec_without_returning(&change.tx).await?;
    Ok(())
}

async fn milestone_row(change: &Change, onboarding: &Onboarding, position: i32) -> Result<i64, AppError> {
    milestone_positions(&change.tx, onboarding.programme.id.0)
        .await?
        .into_iter()
        .find_map(|(id, (at, _))| (at == position).then_some(id))
        .ok_or(AppError::NotFound)
}

fn one_row(affected: u64, item: impl FnOnce() -> String) -> Result<(), AppError> {
    if affected == 1 { Ok(()) } else { Err(AppError::Conflict { item: item(), conflict: None }) }
}
