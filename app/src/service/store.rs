//! Reading and writing what is declared and observed.

mod offers;

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use crate::db::entity::{district, service};
use crate::error::AppError;
use crate::id::{DistrictId, Version};
use crate::seed::data;
use crate::service::model::{Offer, State};
use crate::service::search::Entry;
use crate::text::{Bilingual, Lang};

pub use offers::{
    list_present, load_declaration, load_observation, load_offers, save_declaration, save_observation,
};

/// A service of the Administrative Register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its number there.
    pub number: i64,
    /// Its name.
    pub name: Bilingual,
    /// Key of its group.
    pub group_key: String,
    /// Its group's name.
    pub group: Bilingual,
    /// Where number and name were found together.
    pub source: Bilingual,
}

/// A district as far as services need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Row number.
    pub id: DistrictId,
    /// 1 to 24.
    pub number: i32,
    /// Code in the national register.
    pub code: String,
    /// Name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Bilingual,
    /// Residents at the census of 2011, the last with a figure for all districts.
    pub residents: u64,
}

/// Both sides with how often each has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Both sides.
    pub offer: Offer,
    /// Of what is declared.
    pub declared_version: Version,
    /// Of what was observed.
    pub observed_version: Version,
}

/// What is known of all services in all districts, by slug and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers(pub BTreeMap<(String, i64), Recorded>);

impl Offers {
    /// Of a service in a district; nothing recorded is what is not known.
    #[must_use]
    pub fn get(&self, district: &str, service: i64) -> Recorded {
        self.0.get(&(district.to_owned(), service)).cloned().unwrap_or_default()
    }

    /// What follows for a service in a district.
    #[must_use]
    pub fn state(&self, district: &str, service: i64) -> State {
        self.0.get(&(district.to_owned(), service)).map_or(State::Unknown, |recorded| recorded.offer.state())
    }
}

/// All services, by name within their groups, the groups in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn list_services(connection: &impl ConnectionTrait) -> Result<Vec<Service>, AppError> {
    let rows = service::Entity::find().order_by_asc(service::Column::Number).all(connection).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// The service of this number.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_service(connection: &impl ConnectionTrait, number: i64) -> Result<Service, AppError> {
    service::Entity::find_by_id(number).one(connection).await?.map(read).ok_or(AppError::NotFound)
}

/// All districts, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn list_places(connection: &impl ConnectionTrait, lang: Lang) -> Result<Vec<Place>, AppError> {
    let by = lang.pick(district::Column::SortBg, district::Column::SortEn);
    let rows = district::Entity::find().order_by_asc(by).all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| Place {
            id: DistrictId(row.id),
            number: row.number,
            code: row.code,
            slug: row.slug,
            name: Bilingual { bg: row.name_bg, en: row.name_en },
            residents: row.population_2011.unsigned_abs(),
        })
        .collect())
}

/// The district of this name in addresses.
///
/// # Errors
/// [`AppError::NotFound`], or when the database does not answer.
pub async fn load_place(connection: &impl ConnectionTrait, slug: &str) -> Result<Place, AppError> {
    let all = list_places(connection, Lang::Bg).await?;
    all.into_iter().find(|one| one.slug == slug).ok_or(AppError::NotFound)
}

/// What services are found by: what the database says of them and what people
/// call them.
///
/// # Errors
/// When the facts contradict themselves.
pub fn search_entries(services: &[Service]) -> Result<Vec<Entry>, AppError> {
    let facts = data::services().map_err(|error| crate::db::internal(&error))?;
    Ok(services
        .iter()
        .map(|one| {
            let everyday = facts.services.iter().find(|fact| i64::from(fact.number) == one.number);
            let everyday = everyday.map(|fact| fact.everyday.joined()).unwrap_or_default();
            Entry::new(one.number, [one.name.clone(), everyday])
        })
        .collect())
}

fn read(row: service::Model) -> Service {
    Service {
        number: row.number,
        name: Bilingual { bg: row.name_bg, en: row.name_en },
        group_key: row.group_key,
        group: Bilingual { bg: row.group_bg, en: row.group_en },
        source: Bilingual { bg: row.source_bg, en: row.source_en },
    }
}
