//! Reading life events.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use super::model::{Integration, LifeEvent, Step};
use crate::db::entity::{life_event, life_event_step};
use crate::db::internal;
use crate::error::AppError;
use crate::seed::data::{self, LifeEvents};
use crate::service::store::{Service, list_services};
use crate::text::Bilingual;

/// All life events in their order, and the names of phases and levels.
#[derive(Clone, Debug)]
pub struct Known {
    /// In their order.
    pub events: Vec<LifeEvent>,
    /// The phases a design goes through, in order: key and name.
    pub phases: Vec<(String, Bilingual)>,
    /// How closely steps can be joined, least first: key and name.
    pub levels: Vec<(String, Bilingual)>,
    /// What is composed by this project.
    pub note: Bilingual,
}

impl Known {
    /// The life event of this name in addresses.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&LifeEvent> {
        self.events.iter().find(|event| event.key == key)
    }
}

/// All that is known of life events.
///
/// # Errors
/// When the database does not answer or a row cannot be read.
pub async fn load_known(connection: &impl ConnectionTrait) -> Result<Known, AppError> {
    let facts = data::life_events().map_err(|error| internal(&error))?;
    let services: BTreeMap<i64, Service> =
        list_services(connection).await?.into_iter().map(|one| (one.number, one)).collect();
    let mut steps: BTreeMap<i64, Vec<Step>> = BTreeMap::new();
    let rows = life_event_step::Entity::find()
        .order_by_asc(life_event_step::Column::Position)
        .all(connection)
        .await?;
    for row in rows {
        let Some(service) = services.get(&row.service_number) else { continue };
        let step = Step { service: service.clone(), two_ended: row.two_ended };
        steps.entry(row.life_event_id).or_default().push(step);
    }
    let rows = life_event::Entity::find().order_by_asc(life_event::Column::Position).all(connection).await?;
    let mut events = Vec::new();
    for row in rows {
        events.push(LifeEvent {
            integration: integration(&facts, &row.key),
            key: row.key,
            name: Bilingual { bg: row.name_bg, en: row.name_en },
            steps: steps.remove(&row.id).unwrap_or_default(),
            design: serde_json::from_str(&row.design).map_err(|error| internal(&error))?,
        });
    }
    let named = |list: Vec<data::Named>| list.into_iter().map(|one| (one.key, one.name)).collect();
    Ok(Known {
        events,
        phases: named(facts.phases),
        levels: named(facts.integration_levels),
        note: facts.note,
    })
}

fn integration(facts: &LifeEvents, key: &str) -> Option<Integration> {
    let one = facts.life_events.iter().find(|event| event.key == key)?.integration.as_ref()?;
    let source = facts.sources.get(&one.source).cloned().unwrap_or_default();
    Some(Integration { level: one.level.clone(), source })
}
