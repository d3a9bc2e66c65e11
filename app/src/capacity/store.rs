//! Reading and writing places.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::model::{Places, Week};
use crate::db::Change;
use crate::db::entity::{capacity, district, milestone, milestone_mark, onboarding, programme};
use crate::error::AppError;
use crate::id::{ProgrammeId, Version};
use crate::onboarding::model::MarkKind;
use crate::text::Bilingual;

/// A rule on places as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Rises with each change; 0 while there has been none.
    pub version: i64,
    /// `None` where nothing is said.
    pub places: Option<u32>,
}

/// A programme's rules by week; `None` is every week.
pub type Rules = BTreeMap<Option<Week>, Rule>;

/// The places of a programme and who takes them.
///
/// # Errors
/// When the database does not answer.
pub async fn load_places(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Places, AppError> {
    let rules = load_rules(connection, programme).await?;
    let mut places = Places::default();
    for (week, rule) in rules {
        match (week, rule.places) {
            (None, every_week) => places.every_week = every_week,
            (Some(week), Some(own)) => {
                places.own.insert(week, own);
            }
            (Some(_), None) => {}
        }
    }
    for (_, week) in list_weeks(connection, programme).await? {
        *places.taken.entry(week).or_default() += 1;
    }
    Ok(places)
}

/// What is said of places.
///
/// # Errors
/// When the database does not answer.
pub async fn load_rules(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Rules, AppError> {
    let rows = capacity::Entity::find()
        .filter(capacity::Column::ProgrammeId.eq(programme.0))
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let places = row.places.and_then(|places| u32::try_from(places).ok());
            (Week::from_key(&row.week), Rule { version: row.version, places })
        })
        .collect())
}

/// The names of the districts by the week in which each went or is to go live.
///
/// # Errors
/// When the database does not answer.
pub async fn list_names_by_week(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<BTreeMap<Week, Vec<(String, Bilingual)>>, AppError> {
    let districts: BTreeMap<i64, (String, Bilingual)> = district::Entity::find()
        .all(connection)
        .await?
        .into_iter()
        .map(|row| (row.id, (row.slug, Bilingual { bg: row.name_bg, en: row.name_en })))
        .collect();
    let mut by_week: BTreeMap<Week, Vec<(String, Bilingual)>> = BTreeMap::new();
    for (id, week) in list_weeks(connection, programme).await? {
        by_week.entry(week).or_default().extend(districts.get(&id).cloned());
    }
    for names in by_week.values_mut() {
        names.sort_by(|one, other| one.1.cmp(&other.1));
    }
    Ok(by_week)
}

/// Writes a rule, provided its version is still `expected`.
///
/// # Errors
/// [`AppError::Conflict`] when it is not.
pub async fn save_rule(
    change: &Change,
    programme: ProgrammeId,
    week: Option<Week>,
    expected: Version,
    places: Option<u32>,
) -> Result<(), AppError> {
    use capacity::{ActiveModel, Column, Entity};
    let key = week.map(|week| week.to_string()).unwrap_or_default();
    let row = ActiveModel {
        programme_id: Set(programme.0),
        week: Set(key.clone()),
        version: Set(expected.next().0),
        places: Set(places.and_then(|places| i32::try_from(places).ok())),
        ..Default::default()
    };
    if expected == Version(0) {
        Entity::insert(row).exec_without_returning(&change.tx).await?;
        return Ok(());
    }
    let updated = Entity::update_many()
        .set(row)
        .filter(Column::ProgrammeId.eq(programme.0))
        .filter(Column::Week.eq(&key))
        .filter(Column::Version.eq(expected.0))
        .exec(&change.tx)
        .await?;
    if updated.rows_affected == 1 {
        Ok(())
    } else {
        Err(AppError::Conflict { item: "capacity".to_owned(), conflict: None })
    }
}

/// The week that each district takes: the one in which it went live or, until
/// then, the one that is agreed.
async fn list_weeks(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Vec<(i64, Week)>, AppError> {
    let rows = onboarding::Entity::find()
        .filter(onboarding::Column::ProgrammeId.eq(programme.0))
        .all(connection)
        .await?;
    let live: HashMap<i64, Option<NaiveDate>> = list_live(connection, programme).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let day = live.get(&row.id).copied().flatten().or(row.agreed_on)?;
            Some((row.district_id, Week::of(day)))
        })
        .collect())
}

/// When each onboarding went live past the gate.
async fn list_live(
    connection: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<HashMap<i64, Option<NaiveDate>>, AppError> {
    let Some(of) = programme::Entity::find_by_id(programme.0).one(connection).await? else {
        return Ok(HashMap::new());
    };
    let launch = milestone::Entity::find()
        .filter(milestone::Column::ProgrammeId.eq(programme.0))
        .filter(milestone::Column::Position.eq(of.go_live_position))
        .one(connection)
        .await?;
    let marks = milestone_mark::Entity::find()
        .filter(milestone_mark::Column::MilestoneId.eq(launch.map_or(0, |row| row.id)))
        .filter(milestone_mark::Column::Kind.eq(MarkKind::Confirmed.key()))
        .filter(milestone_mark::Column::TakenBackOn.is_null())
        .all(connection)
        .await?;
    Ok(marks.into_iter().map(|row| (row.onboarding_id, row.reached_on)).collect())
}
