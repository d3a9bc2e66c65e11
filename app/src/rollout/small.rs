//! The small map of a day: colours and one figure. The page of the map shows one
//! for the end of each year, so those are kept for as long as the ledger tells
//! nothing else of that day.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use moka::future::Cache;
use moka::policy::EvictionPolicy;

use super::model::Coverage;
use super::model::measure::Colour;
use super::store::{Map, Rollout, add_services, load_replayed_rollout};
use super::text::{LIVE_THEN, UNKNOWN_THEN};
use super::tint::Tint;
use crate::error::AppError;
use crate::ledger::clocks::Clocks;
use crate::replay::model::Shown;
use crate::site::Site;
use crate::text::{Lang, n_of_m};

/// The most that is kept, in bytes; a day of 24 districts takes 2 KB.
const ROOM: u64 = 2 * 1024 * 1024;

/// What is shown of a day.
#[derive(Debug)]
pub struct Small {
    /// The style class of each district, by slug.
    classes: HashMap<String, String>,
    coverage: Coverage,
}

/// Days that were drawn before.
#[derive(Debug)]
pub struct SmallMaps(Cache<Key, Arc<Small>>);

/// What a day looks like is the same under this key.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    programme: String,
    colour: &'static str,
    day: NaiveDate,
    /// The last entry of the ledger that counts there.
    told: i64,
}

impl Small {
    /// What is shown of these districts on this day.
    #[must_use]
    pub fn of(rollout: &Rollout, colour: Colour, day: NaiveDate) -> Self {
        // What a district looks like is the same in both languages.
        let class = |row| Tint::of(Lang::Bg, &rollout.programme, row, colour, day).class;
        let classes = rollout.rows.iter().map(|row| (row.slug.clone(), class(row))).collect();
        Self { classes, coverage: Coverage::of(&rollout.rows) }
    }

    /// The map by its colours alone; what it says stands beside it in words.
    pub fn map(&self, map: &Map) -> AnyView {
        let (x, y, width, height) = map.mosaic.view_box;
        let shapes: Vec<_> = map
            .slugs
            .iter()
            .filter_map(|slug| {
                let class = format!("shape {}", self.classes.get(slug)?);
                // In a group of its own: what follows a shape wears its colours.
                Some(view! { <g><use href=format!("#o-{slug}") class=class></use></g> })
            })
            .collect();
        view! { <svg viewBox=format!("{x} {y} {width} {height}") aria-hidden="true">{shapes}</svg> }
            .into_any()
    }

    /// „работят 4 от 24, без данни 20“
    #[must_use]
    pub fn figure(&self, lang: Lang) -> String {
        let Coverage { live, districts, unknown, .. } = self.coverage;
        format!(
            "{} {}, {} {unknown}",
            LIVE_THEN.get(lang),
            n_of_m(lang, live, districts),
            UNKNOWN_THEN.get(lang)
        )
    }
}

impl Default for SmallMaps {
    fn default() -> Self {
        let weigh = |key: &Key, small: &Arc<Small>| {
            let classes = small.classes.iter().map(|(slug, class)| slug.len() + class.len() + 64);
            u32::try_from(classes.sum::<usize>() + key.programme.len() + 128).unwrap_or(u32::MAX)
        };
        Self(
            Cache::builder().max_capacity(ROOM).weigher(weigh).eviction_policy(EvictionPolicy::lru()).build(),
        )
    }
}

impl SmallMaps {
    /// The small map of a programme at a point of the past.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is no such programme.
    pub async fn load(
        &self,
        site: &Site,
        programme: &str,
        colour: Colour,
        clocks: Clocks,
    ) -> Result<Arc<Small>, AppError> {
        let told = site.history.find_last_told(site.db.read(), programme, clocks).await?;
        let key = told.map(|told| Key {
            programme: programme.to_owned(),
            colour: colour.key(),
            day: clocks.as_of,
            told,
        });
        if let Some(key) = &key
            && let Some(small) = self.0.get(key).await
        {
            return Ok(small);
        }
        let mut rollout = load_replayed_rollout(site, programme, Lang::Bg, clocks).await?;
        if colour == Colour::Services {
            add_services(site, &mut rollout, Shown::Past(clocks)).await?;
        }
        let small = Arc::new(Small::of(&rollout, colour, clocks.as_of));
        if let Some(key) = key {
            self.0.insert(key, small.clone()).await;
        }
        Ok(small)
    }
}
