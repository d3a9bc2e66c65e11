//! What an onboarding had come to, put together from replayed values.

use std::collections::BTreeMap;

use super::{Dates, Progress};
use crate::ledger::model::Item;

/// One district in one programme, as the ledger tells of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replayed {
    /// States, marks, suspension, conditions.
    pub progress: Progress,
    /// The three dates of going live.
    pub dates: Dates,
    /// Those of other milestones, by key.
    pub milestone_dates: BTreeMap<String, Dates>,
}

impl Replayed {
    /// Puts an item's value in its place. An item of a kind that is not known
    /// is none of the onboarding's.
    ///
    /// # Errors
    /// When the value is not one of its kind.
    pub fn set(&mut self, item: &str, value: &str) -> Result<(), serde_json::Error> {
        match item.parse() {
            Ok(Item::Opening) => self.progress.opened_on = Some(serde_json::from_str(value)?),
            Ok(Item::Requirement(key)) => {
                self.progress.records.insert(key, serde_json::from_str(value)?);
            }
            Ok(Item::Mark { .. }) => self.progress.put_mark(serde_json::from_str(value)?),
            Ok(Item::MilestoneDates(key)) => {
                self.milestone_dates.insert(key, serde_json::from_str(value)?);
            }
            Ok(Item::Dates) => self.dates = serde_json::from_str(value)?,
            Ok(Item::Suspension) => self.progress.suspension = Some(serde_json::from_str(value)?),
            Ok(Item::Condition(key)) => {
                self.progress.conditions.insert(key, serde_json::from_str(value)?);
            }
            Ok(
                Item::Capacity(_)
                | Item::Checklist(_)
                | Item::Outage(_)
                | Item::Dispute(_)
                | Item::Declared(_)
                | Item::Observed(_),
            )
            | Err(()) => {}
        }
        Ok(())
    }
}
