//! What the ledger tells of a month: where each district stood at its end and at
//! the end of the month before, as it is known now, and what was recorded in
//! between.

use chrono::{Days, NaiveDate};

use super::model::Month;
use crate::capacity::model::Week;
use crate::clock::source::sofia_day;
use crate::demand::store::load_published;
use crate::dispute::model::State;
use crate::dispute::store::list_disputes;
use crate::error::AppError;
use crate::id::DisputeId;
use crate::ledger::clocks::Clocks;
use crate::ledger::store::list_changes_of_dates;
use crate::onboarding::model::SlipReason;
use crate::onboarding::slip::changes_of_dates;
use crate::programme::model::Programme;
use crate::programme::store::list_programmes;
use crate::rollout::model::Row;
use crate::rollout::store::load_replayed_rollout;
use crate::service::store::list_services;
use crate::site::Site;
use crate::text::{Bilingual, Lang};

/// What a draft is written from.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The month.
    pub month: Month,
    /// Each programme that had begun.
    pub programmes: Vec<Of>,
    /// The disputes answered in the month.
    pub answered: Vec<Answered>,
    /// What was needed in the weeks that ended in the month, as far as it may be
    /// said, the most needed first.
    pub needed: Vec<Needed>,
}

/// A service that was needed in a district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// The service's number.
    pub service: i64,
    /// Its name.
    pub name: Bilingual,
    /// The district's name.
    pub district: Bilingual,
    /// How often at least.
    pub at_least: u32,
}

/// What is told of a programme.
#[derive(Clone, Debug)]
pub struct Of {
    /// The programme as it was at the month's end.
    pub programme: Programme,
    /// Its districts at the end of the month before.
    pub before: Vec<Row>,
    /// The same districts in the same order at the month's end.
    pub after: Vec<Row>,
    /// The agreed dates that were moved in the month.
    pub moved: Vec<Moved>,
}

/// An agreed date that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The district's slug.
    pub district: String,
    /// The milestone's key; `None` for going live.
    pub milestone: Option<String>,
    /// The date before.
    pub from: NaiveDate,
    /// The date after; `None` when it was given up.
    pub to: Option<NaiveDate>,
    /// Why.
    pub because: Option<SlipReason>,
}

/// A dispute that was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Its number.
    pub id: DisputeId,
    /// The district's name.
    pub district: Bilingual,
    /// What became of it.
    pub outcome: State,
}

/// Reads what a draft of this month is written from.
///
/// # Errors
/// When the database does not answer.
pub async fn load_facts(site: &Site, month: Month) -> Result<Facts, AppError> {
    let reader = site.db.read();
    let mut programmes = Vec::new();
    for name in list_programmes(reader).await? {
        if month.last() < name.starts_on {
            continue;
        }
        let at = |day: NaiveDate| load_replayed_rollout(site, &name.key, Lang::Bg, Clocks::on(day));
        // What had not begun was nowhere.
        let before = at(month.before().last().max(name.starts_on)).await?;
        let after = at(month.last()).await?;
        let entries = list_changes_of_dates(reader, &name.key, None, None).await?;
        let moved = changes_of_dates(entries).into_iter().filter_map(|change| {
            let day = sofia_day(change.recorded_at);
            let from = change.old.agreed.or(change.last.agreed)?;
            let is_over = change.new.because == Some(SlipReason::Over);
            let is_moved =
                !is_over && change.new.agreed != Some(from) && change.new.agreed != change.old.agreed;
            (Month::of(day) == month && is_moved).then(|| Moved {
                district: change.entry.district.clone(),
                milestone: change.milestone.clone(),
                from,
                to: change.new.agreed,
                because: change.new.because,
            })
        });
        let moved = moved.collect();
        programmes.push(Of { programme: after.programme, before: before.rows, after: after.rows, moved });
    }
    let names = crate::district::store::list_all_names(reader, Lang::Bg).await?;
    let answered = list_disputes(reader).await?.into_iter().filter_map(|filed| {
        let in_month = filed.dispute.answered_on.is_some_and(|day| Month::of(day) == month);
        let name = names.iter().find(|name| name.slug == filed.dispute.district)?;
        (in_month && filed.dispute.is_shown()).then(|| Answered {
            id: filed.id,
            district: name.name.clone(),
            outcome: filed.dispute.state,
        })
    });
    let answered = answered.collect();
    // A week belongs to the month in which it ended.
    let weeks: Vec<Week> = std::iter::successors(Some(Week::of(month.first())), |week| Some(week.next()))
        .take_while(|week| week.monday() <= month.last())
        .filter(|week| Month::of(week.monday() + Days::new(6)) == month)
        .collect();
    let demand = load_published(reader, &weeks, site.today()).await?;
    let services = list_services(reader).await?;
    let mut needed: Vec<Needed> = demand
        .rows
        .iter()
        .filter_map(|row| {
            let service = services.iter().find(|one| one.number == row.service)?;
            let district = names.iter().find(|name| name.slug == row.district)?;
            let (name, district) = (service.name.clone(), district.name.clone());
            Some(Needed { service: row.service, name, district, at_least: row.at_least() })
        })
        .collect();
    needed.sort_by_key(|one| std::cmp::Reverse(one.at_least));
    Ok(Facts { month, answered, needed, programmes })
}
