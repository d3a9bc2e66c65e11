//! Reading and writing boundaries.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Coord, LineString, MultiPolygon, Polygon};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, QuerySelect};
use tokio::sync::RwLock;

use super::draw::draw;
use super::model::{Area, Place, rings};
use crate::clock::Moment;
use crate::db::entity::boundaries::{ActiveModel, Column, Entity};
use crate::db::entity::district;
use crate::db::{Author, Db, internal};
use crate::error::AppError;
use crate::rollout::store::{Map, Maps};
use crate::text::{Bilingual, Lang};

/// The one row.
const ROW: i64 = 1;

/// A ring by its corners in degrees, as it is kept.
type Ring = Vec<[f64; 2]>;

/// Boundaries as drawn.
#[derive(Debug)]
pub struct Drawn {
    /// With the names of each language.
    pub maps: Maps,
    /// Where they are from, in whoever's words imported them.
    pub source: String,
    /// When.
    pub imported_at: Moment,
}

/// The boundaries drawn last, kept until others are imported.
#[derive(Debug, Default)]
pub struct Kept(RwLock<Option<Arc<Drawn>>>);

impl Kept {
    /// The boundaries as drawn; `None` when none were imported.
    ///
    /// # Errors
    /// When the database does not answer or what it holds cannot be read.
    pub async fn find(&self, connection: &impl ConnectionTrait) -> Result<Option<Arc<Drawn>>, AppError> {
        let found: Option<i64> =
            Entity::find().select_only().column(Column::ImportedAt).into_tuple().one(connection).await?;
        let Some(imported_at) = found.map(Moment) else { return Ok(None) };
        let kept = self.0.read().await.clone();
        if let Some(kept) = kept.filter(|kept| kept.imported_at == imported_at) {
            return Ok(Some(kept));
        }
        let Some(drawn) = load(connection).await?.map(Arc::new) else { return Ok(None) };
        *self.0.write().await = Some(drawn.clone());
        Ok(Some(drawn))
    }
}

/// The districts that a file is compared with, in the order of the register.
///
/// # Errors
/// When the database does not answer.
pub async fn list_places(connection: &impl ConnectionTrait) -> Result<Vec<Place>, AppError> {
    let rows = district::Entity::find().order_by_asc(district::Column::Number).all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| Place {
            slug: row.slug,
            code: row.code,
            name_bg: row.name_bg,
            name_en: row.name_en,
            longitude: row.longitude,
            latitude: row.latitude,
            area_km2: row.area_km2,
        })
        .collect())
}

/// Keeps these areas in degrees, instead of any before.
///
/// # Errors
/// When the database does not answer.
pub async fn save(db: &Db, areas: &[Area], source: String, now: Moment) -> Result<(), AppError> {
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
            Entity::delete_by_id(ROW).exec(&change.tx).await?;
            let row = ActiveModel {
                id: Set(ROW),
                imported_at: Set(change.now.0),
                source: Set(source),
                areas: Set(areas),
            };
            Entity::insert(row).exec_without_returning(&change.tx).await?;
            Ok(())
        })
    })
    .await
}

/// Forgets the boundaries; says whether there were any.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(db: &Db, now: Moment) -> Result<bool, AppError> {
    db.change(Author::INSTALLATION, now, |change| {
        Box::pin(async move { Ok(Entity::delete_by_id(ROW).exec(&change.tx).await?.rows_affected > 0) })
    })
    .await
}

async fn load(connection: &impl ConnectionTrait) -> Result<Option<Drawn>, AppError> {
    let Some(Imported { areas, names, source, imported_at }) = find_imported(connection).await? else {
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
    /// Where they are from, in whoever's words imported them.
    pub source: String,
    /// When.
    pub imported_at: Moment,
}

/// The boundaries; `None` when none were imported.
///
/// # Errors
/// When the database does not answer or what it holds cannot be read.
pub async fn find_imported(connection: &impl ConnectionTrait) -> Result<Option<Imported>, AppError> {
    let Some(row) = Entity::find_by_id(ROW).one(connection).await? else { return Ok(None) };
    let kept: BTreeMap<String, Vec<Vec<Ring>>> =
        serde_json::from_str(&row.areas).map_err(|error| internal(&error))?;
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
    Ok(Some(Imported { areas, names, source: row.source, imported_at: Moment(row.imported_at) }))
}

fn polygon(rings: &[Ring]) -> Polygon {
    let mut rings = rings.iter().map(|ring| LineString(ring.iter().map(|&[x, y]| Coord { x, y }).collect()));
    let exterior = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Polygon::new(exterior, rings.collect())
}
