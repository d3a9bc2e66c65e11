//! Reading a whole roll-out at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::model::Row;
use super::mosaic::{Hex, Mosaic, lay_out};
use crate::db::entity::{district, milestone_mark, onboarding, requirement_state};
use crate::db::{Db, internal};
use crate::dispute;
use crate::dispute::model::{Dispute, State};
use crate::dispute::store::list_shown;
use crate::error::AppError;
use crate::id::{DistrictId, ProgrammeId};
use crate::ledger::clocks::Clocks;
use crate::onboarding::model::replayed::Replayed;
use crate::onboarding::model::{Progress, Task, timeliness};
use crate::onboarding::store::{
    list_conditions, milestone_positions, read_dates, read_mark, read_record, read_suspension,
};
use crate::outage::model::Outage;
use crate::outage::store::{list_replayed, list_touching};
use crate::programme::model::Programme;
use crate::programme::store::load_programme;
use crate::replay::model::Shown;
use crate::service::store::{list_services, load_offers};
use crate::site::Site;
use crate::text::{Bilingual, Lang, Text};

/// A programme and where its districts have come to.
#[derive(Clone, Debug)]
pub struct Rollout {
    /// The programme.
    pub programme: Programme,
    /// Its districts in the order of their names.
    pub rows: Vec<Row>,
    /// The shared outages that cover the day.
    pub outages: Vec<Outage>,
    /// The districts with a milestone that is disputed, by slug.
    pub disputed: BTreeSet<String>,
}

/// The mosaic as drawn, for each language's names.
#[derive(Debug)]
pub struct Maps {
    bg: Map,
    en: Map,
}

/// The mosaic with the slug of each of its shapes.
#[derive(Debug)]
pub struct Map {
    /// In the order of the shapes.
    pub slugs: Vec<String>,
    /// The shapes.
    pub mosaic: Mosaic,
}

impl Maps {
    /// The same shapes with the names of each language.
    #[must_use]
    pub fn of(bg: Map, en: Map) -> Self {
        Self { bg, en }
    }

    /// The map with names in this language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &Map {
        lang.pick(&self.bg, &self.en)
    }
}

/// The roll-out of a programme on this day, its rows by name in this language.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme.
pub async fn load_rollout(db: &Db, key: &str, lang: Lang, today: NaiveDate) -> Result<Rollout, AppError> {
    let reader = db.read();
    let programme = load_programme(reader, key, Clocks::on(today)).await?;
    let outages = list_touching(reader, key).await?;
    let known = list_known(reader, (programme.id, key), &outages, lang).await?;
    let read = |one: Known| read_row(&programme, one.district, one.agreed, &one.progress, today);
    let rows = known.into_iter().map(read).collect();
    let outages = outages.into_iter().filter(|one| one.is_on(today)).collect();
    let shown = list_shown(reader, key, None).await?;
    let disputed = disputed(shown.iter().map(|(_, one)| one));
    Ok(Rollout { programme, rows, outages, disputed })
}

/// The districts with a mark that is disputed.
fn disputed<'d>(disputes: impl IntoIterator<Item = &'d Dispute>) -> BTreeSet<String> {
    let examined = |one: &&Dispute| one.state == State::Examined;
    disputes.into_iter().filter(examined).map(|one| one.district.clone()).collect()
}

/// A district as far as its row needs it.
#[derive(Debug, FromQueryResult)]
struct Named {
    id: i64,
    number: i32,
    slug: String,
    name_bg: String,
    name_en: String,
    population_2011: i64,
}

/// All districts by name in this language.
async fn list_districts(connection: &impl ConnectionTrait, lang: Lang) -> Result<Vec<Named>, AppError> {
    use district::Column::{Id, NameBg, NameEn, Number, Population2011, Slug, SortBg, SortEn};
    let districts = district::Entity::find()
        .select_only()
        .columns([Id, Number, Slug, NameBg, NameEn, Population2011])
        .order_by_asc(lang.pick(SortBg, SortEn))
        .into_model()
        .all(connection)
        .await?;
    Ok(districts)
}

/// A district with all that is recorded of it in a programme.
struct Known {
    district: Named,
    agreed: Option<NaiveDate>,
    progress: Progress,
}

/// Slug, name and all that is recorded of each district in a programme, by name
/// in this language.
///
/// # Errors
/// When the database does not answer.
pub async fn list_progress(
    connection: &impl ConnectionTrait,
    programme: (ProgrammeId, &str),
    lang: Lang,
) -> Result<Vec<(String, Bilingual, Progress)>, AppError> {
    let outages = list_touching(connection, programme.1).await?;
    let known = list_known(connection, programme, &outages, lang).await?.into_iter();
    Ok(known
        .map(|one| {
            let name = Bilingual { bg: one.district.name_bg, en: one.district.name_en };
            (one.district.slug, name, one.progress)
        })
        .collect())
}

async fn list_known(
    reader: &impl ConnectionTrait,
    (programme, key): (ProgrammeId, &str),
    outages: &[Outage],
    lang: Lang,
) -> Result<Vec<Known>, AppError> {
    let districts = list_districts(reader, lang).await?;
    let of_programme = onboarding::Column::ProgrammeId.eq(programme.0);
    let mut onboardings: HashMap<i64, onboarding::Model> = onboarding::Entity::find()
        .filter(of_programme)
        .all(reader)
        .await?
        .into_iter()
        .map(|row| (row.district_id, row))
        .collect();
    let ids: Vec<i64> = onboardings.values().map(|row| row.id).collect();
    let positions = milestone_positions(reader, programme.0).await?;
    let mut conditions = list_conditions(reader, ids.clone()).await?;
    let mut progress: HashMap<i64, Progress> = HashMap::new();
    for state in requirement_state::Entity::find()
        .filter(requirement_state::Column::OnboardingId.is_in(ids.clone()))
        .all(reader)
        .await?
    {
        let of = progress.entry(state.onboarding_id).or_default();
        of.records.insert(state.requirement_key.clone(), read_record(state)?);
    }
    for mark in milestone_mark::Entity::find()
        .filter(milestone_mark::Column::OnboardingId.is_in(ids))
        .all(reader)
        .await?
    {
        let position = positions.get(&mark.milestone_id).map_or(0, |(position, _)| *position);
        let of = progress.entry(mark.onboarding_id).or_default();
        of.put_mark(read_mark(mark, position)?);
    }
    let mut known = Vec::with_capacity(districts.len());
    for district in districts {
        let Some(onboarding) = onboardings.remove(&district.id) else { continue };
        let (conditions, _) = conditions.remove(&onboarding.id).unwrap_or_default();
        let progress = Progress {
            opened_on: onboarding.opened_on,
            suspension: read_suspension(&onboarding),
            conditions,
            outages: outages.to_vec(),
            programme: key.to_owned(),
            ..progress.remove(&onboarding.id).unwrap_or_default()
        };
        known.push(Known { district, agreed: read_dates(&onboarding).agreed, progress });
    }
    Ok(known)
}

/// The roll-out of a programme as the ledger tells it at a point on both clocks.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme.
pub async fn load_replayed_rollout(
    site: &Site,
    key: &str,
    lang: Lang,
    clocks: Clocks,
) -> Result<Rollout, AppError> {
    let Replay { programme, outages, known, disputes } = replay(site, key, lang, clocks).await?;
    let read = |one: Known| read_row(&programme, one.district, one.agreed, &one.progress, clocks.as_of);
    let rows = known.into_iter().map(read).collect();
    let outages = outages.into_iter().filter(|one| one.is_on(clocks.as_of)).collect();
    Ok(Rollout { programme, rows, outages, disputed: disputed(&disputes) })
}

/// A programme and all that is recorded of each of its districts, by number,
/// today or at a point of the past.
///
/// # Errors
/// [`AppError::NotFound`] when there is no such programme.
pub async fn load_progress(
    site: &Site,
    key: &str,
    shown: Shown,
) -> Result<(Programme, Vec<(String, Progress)>), AppError> {
    let (programme, mut known) = match shown {
        Shown::Today(today) => {
            let reader = site.db.read();
            let programme = load_programme(reader, key, Clocks::on(today)).await?;
            let outages = list_touching(reader, key).await?;
            let known = list_known(reader, (programme.id, key), &outages, Lang::Bg).await?;
            (programme, known)
        }
        Shown::Past(clocks) => {
            let replayed = replay(site, key, Lang::Bg, clocks).await?;
            (replayed.programme, replayed.known)
        }
    };
    known.sort_by_key(|one| one.district.number);
    Ok((programme, known.into_iter().map(|one| (one.district.slug, one.progress)).collect()))
}

/// What the ledger tells of a programme.
struct Replay {
    programme: Programme,
    outages: Vec<Outage>,
    known: Vec<Known>,
    disputes: Vec<Dispute>,
}

async fn replay(site: &Site, key: &str, lang: Lang, clocks: Clocks) -> Result<Replay, AppError> {
    let reader = site.db.read();
    let programme = load_programme(reader, key, clocks).await?;
    let districts = list_districts(reader, lang).await?;
    let outages = list_replayed(reader, key, clocks).await?;
    let mut replayed: HashMap<String, Replayed> = HashMap::new();
    let mut disputes = Vec::new();
    for one in site.history.list_values(reader, key, clocks).await? {
        disputes.extend(dispute::store::replayed(&one.item, &one.new_value)?.map(|(_, one)| one));
        let of = replayed.entry(one.district).or_default();
        of.set(&one.item, &one.new_value).map_err(|error| internal(&error))?;
    }
    let known = districts
        .into_iter()
        .map(|district| {
            let Replayed { progress, dates, .. } =
                replayed.remove(district.slug.as_str()).unwrap_or_default();
            let progress = Progress { outages: outages.clone(), programme: key.to_owned(), ..progress };
            Known { district, agreed: dates.agreed, progress }
        })
        .collect();
    Ok(Replay { programme, outages, known, disputes })
}

/// Adds in which state each district's services are, where the colours stand for
/// that: all services that are followed, whatever the programme.
///
/// # Errors
/// When the database does not answer.
pub async fn add_services(site: &Site, rollout: &mut Rollout, shown: Shown) -> Result<(), AppError> {
    let services = list_services(site.db.read()).await?;
    let offers = load_offers(site, shown).await?;
    for row in &mut rollout.rows {
        row.services = Some(services.iter().map(|one| offers.state(&row.slug, one.number)).collect());
    }
    Ok(())
}

/// The row numbers of districts by their names in addresses.
///
/// # Errors
/// When the database does not answer.
pub async fn list_district_ids(db: &Db) -> Result<BTreeMap<String, DistrictId>, AppError> {
    let rows = district::Entity::find().all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.slug, DistrictId(row.id))).collect())
}

/// The mosaic, laid out for both languages.
///
/// # Errors
/// When the database does not answer.
pub async fn load_maps(db: &Db) -> Result<Maps, AppError> {
    let rows = district::Entity::find().order_by_asc(district::Column::Number).all(db.read()).await?;
    let mut slugs = Vec::new();
    let mut shapes = Vec::new();
    for row in rows {
        let cells: Vec<[i32; 2]> = serde_json::from_str(&row.mosaic).map_err(|error| internal(&error))?;
        let hexes: Vec<Hex> = cells.into_iter().map(|[column, row]| Hex { column, row }).collect();
        slugs.push(row.slug);
        shapes.push((hexes, row.name_bg, row.name_en));
    }
    let widest = Text { bg: "4 по данни", en: "4 reported" };
    let lay = |lang: Lang| {
        let districts: Vec<(Vec<Hex>, &str, &str)> = shapes
            .iter()
            .map(|(hexes, bg, en)| (hexes.clone(), lang.pick(bg.as_str(), en.as_str()), widest.get(lang)))
            .collect();
        Map { slugs: slugs.clone(), mosaic: lay_out(&districts) }
    };
    Ok(Maps::of(lay(Lang::Bg), lay(Lang::En)))
}

fn read_row(
    programme: &Programme,
    district: Named,
    agreed: Option<NaiveDate>,
    progress: &Progress,
    today: NaiveDate,
) -> Row {
    let checklist = &programme.checklist;
    let tasks: Vec<Task> =
        checklist.requirements().filter_map(|one| progress.task(checklist, one, today)).collect();
    let count = |wanted: Task| {
        u32::try_from(tasks.iter().filter(|task| **task == wanted).count()).unwrap_or(u32::MAX)
    };
    let to_mark =
        checklist.milestones.iter().filter(|one| progress.is_to_mark(checklist, one.position, today));
    let to_decide = checklist.requirements().filter(|one| progress.is_to_decide(one, today));
    let waits = progress.waits(checklist, today);
    let still_to_do = progress.still_to_do(checklist, today);
    let nearest = still_to_do.first().and_then(|(_, day)| *day);
    let nearest =
        nearest.map(|day| (day, still_to_do.iter().filter(|(_, other)| *other == Some(day)).count()));
    Row {
        number: district.number,
        slug: district.slug,
        name: Bilingual { bg: district.name_bg, en: district.name_en },
        residents: district.population_2011,
        status: progress.status(checklist, today),
        highest: progress.highest().cloned(),
        readiness: progress.confirmed_readiness(),
        tally: progress.tally(&checklist.milestones, today),
        turn: progress.whose_move(checklist, today),
        agreed,
        timeliness: timeliness(progress, checklist, checklist.go_live, agreed, today),
        submitted: u32::try_from(to_decide.count()).unwrap_or(u32::MAX),
        to_do: count(Task::New),
        returned: count(Task::Returned),
        expired: count(Task::Expired),
        to_mark: u32::try_from(to_mark.count()).unwrap_or(u32::MAX),
        stance: progress.stance_of(checklist, &waits, today),
        waits,
        carried: progress.carried(checklist, today),
        still_to_do: (still_to_do.len(), nearest),
        expiring: progress.expiring(checklist, today),
        flags: progress.flags(checklist, today),
        suspension: progress.suspension.clone(),
        services: None,
    }
}
