//! The present state of everything the ledger tells of, to hold against its
//! replay.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, EntityTrait};
use serde::Serialize;

use super::conditions::read_circumstance;
use super::{read_dates, read_mark, read_milestone_dates, read_record, read_suspension};
use crate::checklist_version::store::list_publications;
use crate::db::entity::{
    capacity, district, milestone, milestone_dates, milestone_mark, onboarding, onboarding_condition,
    programme, requirement_state,
};
use crate::db::internal;
use crate::dispute::model::State;
use crate::dispute::store::list_disputes;
use crate::error::AppError;
use crate::ledger::model::{Item, Replay};
use crate::onboarding::model::{Dates, MarkKind};
use crate::outage::store::list_outages;
use crate::service::store::list_present;

/// The value of every item that has one, as the tables say.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn load_present(reader: &impl ConnectionTrait) -> Result<Replay, AppError> {
    let districts: HashMap<i64, String> =
        district::Entity::find().all(reader).await?.into_iter().map(|row| (row.id, row.slug)).collect();
    let programmes: HashMap<i64, String> =
        programme::Entity::find().all(reader).await?.into_iter().map(|row| (row.id, row.key)).collect();
    let milestones: HashMap<i64, milestone::Model> =
        milestone::Entity::find().all(reader).await?.into_iter().map(|row| (row.id, row)).collect();
    let mut present = Replay::default();
    let mut places = HashMap::new();
    for row in onboarding::Entity::find().all(reader).await? {
        let place = (name(&programmes, row.programme_id), name(&districts, row.district_id));
        let mut set = |item: &Item, value: String| present.set(&place.0, &place.1, item, value);
        if let Some(opened_on) = row.opened_on {
            set(&Item::Opening, json(&opened_on)?);
        }
        let dates = read_dates(&row);
        if dates != Dates::default() {
            set(&Item::Dates, json(&dates)?);
        }
        if let Some(suspension) = read_suspension(&row) {
            set(&Item::Suspension, json(&suspension)?);
        }
        places.insert(row.id, place);
    }
    for row in requirement_state::Entity::find().all(reader).await? {
        let Some((programme, district)) = places.get(&row.onboarding_id) else { continue };
        let item = Item::Requirement(row.requirement_key.clone());
        present.set(programme, district, &item, json(&read_record(row)?)?);
    }
    for row in onboarding_condition::Entity::find().all(reader).await? {
        let Some((programme, district)) = places.get(&row.onboarding_id) else { continue };
        if let Some(one) = read_circumstance(&row) {
            present.set(programme, district, &Item::Condition(row.key), json(&one)?);
        }
    }
    for row in milestone_dates::Entity::find().all(reader).await? {
        let (Some((programme, district)), Some(milestone)) =
            (places.get(&row.onboarding_id), milestones.get(&row.milestone_id))
        else {
            continue;
        };
        let item = Item::MilestoneDates(milestone.key.clone());
        present.set(programme, district, &item, json(&read_milestone_dates(&row))?);
    }
    for one in list_outages(reader).await? {
        present.set("", "", &Item::Outage(one.id.0), json(&one.outage)?);
    }
    for one in list_disputes(reader).await? {
        // What nobody has decided on is in no ledger.
        if one.dispute.state != State::Received {
            let (programme, district) = (one.dispute.subject.programme(), &one.dispute.district);
            present.set(programme, district, &Item::Dispute(one.id.0), json(&one.dispute)?);
        }
    }
    for ((district, service), one) in list_present(reader).await?.0 {
        if let Some(declared) = one.offer.declared {
            present.set("", &district, &Item::Declared(service), json(&declared)?);
        }
        if let Some(observed) = one.offer.observed {
            present.set("", &district, &Item::Observed(service), json(&observed)?);
        }
    }
    for row in capacity::Entity::find().all(reader).await? {
        if let Some(places) = row.places {
            let programme = name(&programmes, row.programme_id);
            present.set(&programme, "", &Item::Capacity(row.week), json(&places)?);
        }
    }
    for (programme, number, publication) in list_publications(reader).await? {
        present.set(&programme, "", &Item::Checklist(number), json(&publication)?);
    }
    for row in milestone_mark::Entity::find().all(reader).await? {
        let (Some((programme, district)), Some(milestone)) =
            (places.get(&row.onboarding_id), milestones.get(&row.milestone_id))
        else {
            continue;
        };
        let kind = MarkKind::from_key(&row.kind).ok_or(AppError::NotFound)?;
        let item = Item::Mark { milestone: milestone.key.clone(), kind };
        present.set(programme, district, &item, json(&read_mark(row, milestone.position)?)?);
    }
    Ok(present)
}

fn name(names: &HashMap<i64, String>, id: i64) -> String {
    names.get(&id).cloned().unwrap_or_default()
}

fn json(value: &impl Serialize) -> Result<String, AppError> {
    serde_json::to_string(value).map_err(|error| internal(&error))
}
