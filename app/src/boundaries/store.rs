//! Reading and writing boundaries.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use geo::{Coord, LineString, MultiPolygon, Polygon};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use tokio::sync::RwLock;

use super::draw::draw;
use super::model::{Area, Place, rings};
use crate::clock::Moment;
use crate::db::entity::boundaries::{ActiveModel, Column, Entity, Model};
use crate::db::entity::district;
use crate::db::{Author, Change, Db, internal};
use crate::error::AppError;
use crate::rollout::store::{Map, Maps};
use crate::text::{Bilingual, Lang};

/// So many versions are kept as drawn; those of the past are asked for rarely.
const MOST_DRAWN: usize = 8;

/// A ring by its corners in degrees, as it is kept.
type Ring = Vec<[f64; 2]>;

/// Boundaries as drawn.
#[derive(Debug)]
pub struct Drawn {
    /// With the names of each language.
    pub maps: Maps,
    /// Where they are from, in whoever's words imported them; `None` if they did not say.
    pub source: Option<String>,
    /// When.
    pub imported_at: Moment,
}

/// A version by its number, as drawn; `None` when it says that there are none.
type Version = (i64, Option<Arc<Drawn>>);

/// The versions drawn last. What a version holds never changes, so it is kept under
/// its number; which one is asked for, the database says each time.
#[derive(Debug, Default)]
pub struct Kept(RwLock<VecDeque<Version>>);

impl Kept {
    /// The boundaries in force at this instant, or now where there is none, as drawn;
    /// `None` when there were none.
    ///
    /// # Errors
    /// When the database does not answer or what it holds cannot be read.
    pub async fn find(
        &self,
        connection: &impl ConnectionTrait,
        known: Option<Moment>,
    ) -> Result<Option<Arc<Drawn>>, AppError> {
        let found: Option<i64> =
            in_force(known).select_only().column(Column::Id).into_tuple().one(connection).await?;
        let Some(version) = found else { return Ok(None) };
        let kept = self.0.read().await.iter().find(|(of, _)| *of == version).map(|(_, drawn)| drawn.clone());
        if let Some(kept) = kept {
            return Ok(kept);
        }
        // By its number: another version may have come since it was asked for.
        let drawn = load(connection, version).await?.map(Arc::new);
        let mut versions = self.0.write().await;
        if versions.iter().all(|(of, _)| *of != version) {
            versions.truncate(MOST_DRAWN - 1);
            versions.push_front((version, drawn.clone()));
        }
        Ok(drawn)
    }
}

/// The districts that a file is compared with, in the order of the register.
///
/// # Errors
/// When the database does not answer.
pub async fn list_places(connection: &impl ConnectionTrait) -> Result<Vec<Place>, AppError> {
    let rows = district::Entity::find().order_by_asc(district::Column::Number).all(connection).await?;
    let place = |row: district::Model| {
        Ok(Place {
            slug: row.slug,
            code: row.code,
            name_bg: row.name_bg,
            name_en: row.name_en,
            longitude: row.longitude,
            latitude: row.latitude,
            area_km2: row.area_km2,
            neighbours: serde_json::from_str(&row.neighbours).map_err(|error| internal(&error))?,
        })
    };
    rows.into_iter().map(place).collect()
}

/// Keeps these areas in degrees as those in force from now on.
///
/// # Errors
/// When the database does not answer.
pub async fn save(db: &Db, areas: &[Area], source: Option<String>, now: Moment) -> Result<(), AppError> {
    let kept: BTreeMap<&str, Vec<Vec<Ring>>> = areas
        .iter()
        .map(|area| {
            let ring = |ring: &LineString| ring.0.iter().map(|corner| [corner.x, corner.y]).collect();
            let polygons = area.polygons.0.iter().map(|polygon| rings(polygon).map(ring).collect());
            (area.slug.as_str(), polygons.collect())
        })
        .collect();
    let areas = serde_json::to_string(&kept).map_err(|error| internal(&error))?;
    db.change(Author::INSTALLATION, now, move |change| {
        Box::pin(async move {
            let last = find_last(&change.tx).await?;
            add(change, last, source, Some(areas)).await
        })
    })
    .await
}

/// From now on there are no boundaries; says whether there were any.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(db: &Db, now: Moment) -> Result<bool, AppError> {
    db.change(Author::INSTALLATION, now, |change| {
        Box::pin(async move {
            let last = find_last(&change.tx).await?;
            let there = last.is_some_and(|last| last.has_areas);
            if there {
                add(change, last, None, None).await?;
            }
            Ok(there)
        })
    })
    .await
}

/// The last version, without what it holds.
#[derive(Clone, Copy, Debug)]
struct Last {
    recorded_at: i64,
    has_areas: bool,
}

async fn find_last(connection: &impl ConnectionTrait) -> Result<Option<Last>, AppError> {
    let query = in_force(None).select_only().column(Column::RecordedAt).expr(Column::Areas.is_not_null());
    let found: Option<(i64, bool)> = query.into_tuple().one(connection).await?;
    Ok(found.map(|(recorded_at, has_areas)| Last { recorded_at, has_areas }))
}

/// Dated after the last version even where the clock went back: what was in force
/// at an instant stays so for good.
async fn add(
    change: &Change,
    last: Option<Last>,
    source: Option<String>,
    areas: Option<String>,
) -> Result<(), AppError> {
    let after = last.map_or(i64::MIN, |last| last.recorded_at.saturating_add(1));
    let recorded_at = Set(change.now.0.max(after));
    let row = ActiveModel { id: NotSet, recorded_at, source: Set(source), areas: Set(areas) };
    Entity::insert(row).exec_without_returning(&change.tx).await?;
    Ok(())
}

/// The last version recorded by then.
fn in_force(known: Option<Moment>) -> Select<Entity> {
    let recorded = known.map(|known| Column::RecordedAt.lte(known.0));
    Entity::find().filter(Condition::all().add_option(recorded)).order_by_desc(Column::Id).limit(1)
}

async fn load(connection: &impl ConnectionTrait, version: i64) -> Result<Option<Drawn>, AppError> {
    let row = Entity::find_by_id(version).one(connection).await?;
    let Some(Imported { areas, names, source, imported_at }) = read_row(connection, row).await? else {
        return Ok(None);
    };
    let draw = |lang: Lang| -> Map { draw(&areas, &names, lang) };
    let maps = Maps::of(draw(Lang::Bg), draw(Lang::En));
    Ok(Some(Drawn { maps, source, imported_at }))
}

/// Boundaries as they are kept.
#[derive(Clone, Debug)]
pub struct Imported {
    /// In degrees, by number of district.
    pub areas: Vec<Area>,
    /// The districts' names by slug.
    pub names: BTreeMap<String, Bilingual>,
    /// Where they are from, in whoever's words imported them; `None` if they did not say.
    pub source: Option<String>,
    /// When.
    pub imported_at: Moment,
}

/// The boundaries in force at this instant, or now where there is none; `None` when
/// there were none.
///
/// # Errors
/// When the database does not answer or what it holds cannot be read.
pub async fn find_imported(
    connection: &impl ConnectionTrait,
    known: Option<Moment>,
) -> Result<Option<Imported>, AppError> {
    let row = in_force(known).one(connection).await?;
    read_row(connection, row).await
}

async fn read_row(
    connection: &impl ConnectionTrait,
    row: Option<Model>,
) -> Result<Option<Imported>, AppError> {
    let Some(Model { recorded_at, source, areas: Some(areas), .. }) = row else { return Ok(None) };
    let kept: BTreeMap<String, Vec<Vec<Ring>>> =
        serde_json::from_str(&areas).map_err(|error| internal(&error))?;
    let districts = district::Entity::find().order_by_asc(district::Column::Number).all(connection).await?;
    let mut names = BTreeMap::new();
    let mut areas = Vec::new();
    for district in districts {
        let Some(polygons) = kept.get(&district.slug) else { continue };
        let name = Bilingual { bg: district.name_bg, en: district.name_en };
        areas.push(Area {
            slug: district.slug.clone(),
            name: name.bg.clone(),
            polygons: MultiPolygon(polygons.iter().map(|rings| polygon(rings)).collect()),
        });
        names.insert(district.slug, name);
    }
    Ok(Some(Imported { areas, names, source, imported_at: Moment(recorded_at) }))
}

fn polygon(rings: &[Ring]) -> Polygon {
    let mut rings = rings.iter().map(|ring| LineString(ring.iter().map(|&[x, y]| Coord { x, y }).collect()));
    let exterior = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Polygon::new(exterior, rings.collect())
}
