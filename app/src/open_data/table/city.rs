//! Rows of what belongs to no programme.

use crate::district::model::District;
use crate::district::store::list_districts;
use crate::error::AppError;
use crate::open_data::model::{Cell, Row};
use crate::open_data::query::Asked;
use crate::service::store::{Service, list_places, list_services, load_offers};
use crate::site::Site;
use crate::text::{Bilingual, Lang};

pub async fn districts(site: &Site, asked: &Asked) -> Result<Vec<Row>, AppError> {
    let districts = list_districts(site.db.read()).await?;
    let row = |one: District| {
        vec![
            one.slug.into(),
            one.number.into(),
            one.code.into(),
            one.eik.into(),
            one.name.bg.into(),
            one.name.en.into(),
            one.population_2011.into(),
            one.population_2021.into(),
            one.area_km2.into(),
        ]
    };
    Ok(districts.into_iter().filter(|one| asked.wants_district(&one.slug)).map(row).collect())
}

pub async fn services(site: &Site, asked: &Asked) -> Result<Vec<Row>, AppError> {
    let services = list_services(site.db.read()).await?;
    let row = |one: Service| {
        vec![
            one.number.into(),
            one.name.bg.into(),
            one.name.en.into(),
            one.group_key.into(),
            one.group.bg.into(),
            one.group.en.into(),
            one.source.bg.into(),
            one.source.en.into(),
        ]
    };
    Ok(services.into_iter().filter(|one| asked.wants_service(one.number)).map(row).collect())
}

pub async fn offers(site: &Site, asked: &Asked) -> Result<Vec<Row>, AppError> {
    let reader = site.db.read();
    let mut places = list_places(reader, Lang::Bg).await?;
    places.sort_by_key(|place| place.number);
    let services = list_services(reader).await?;
    let offers = load_offers(site, asked.shown).await?;
    let mut rows = Vec::with_capacity(places.len() * services.len());
    for place in places.iter().filter(|place| asked.wants_district(&place.slug)) {
        for service in services.iter().filter(|one| asked.wants_service(one.number)) {
            let offer = offers.get(&place.slug, service.number).offer;
            let state = offer.state().key();
            let (declared, observed) = (offer.declared, offer.observed);
            let part = |pick: fn(&Bilingual) -> &String| {
                let text = declared.as_ref().map(|one| pick(&one.part).clone());
                Cell::from(text.filter(|text| !text.is_empty()))
            };
            let (part_bg, part_en) = (part(|part| &part.bg), part(|part| &part.en));
            let source = declared.as_ref().and_then(|one| one.source.clone());
            rows.push(vec![
                place.slug.as_str().into(),
                service.number.into(),
                state.into(),
                declared.as_ref().map(|one| one.state.key()).into(),
                declared.as_ref().map(|one| one.since).into(),
                part_bg,
                part_en,
                source.as_ref().map(|one| one.text.clone()).into(),
                source.and_then(|one| one.link).into(),
                observed.as_ref().map(|one| one.state.key()).into(),
                observed.as_ref().map(|one| one.on).into(),
                observed.as_ref().map(|one| one.source.text.clone()).into(),
                observed.as_ref().and_then(|one| one.source.link.clone()).into(),
                observed.map(|one| if one.automatic { "program" } else { "person" }).into(),
            ]);
        }
    }
    Ok(rows)
}
