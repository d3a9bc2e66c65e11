//! Holding the engine's states, figures, entries and replays against the
//! model's.

use std::collections::BTreeMap;

use app::capacity::store::load_rules;
use app::clock::Moment;
use app::ledger::clocks::Clocks;
use app::ledger::history::History;
use app::ledger::model::Item;
use app::ledger::store::{ItemValue, list_entries_after, list_values};
use app::onboarding::model::{Dates, MarkKind, State, Status};
use app::onboarding::store::{Onboarding, load_onboarding, load_replayed_onboarding};
use chrono::NaiveDate;
use serde_json::Value;

use super::draw::Draw;
use super::model::{District, Line, Model};
use crate::support::World;

/// How many points on the two clocks are looked at each time.
const POINTS: usize = 12;

/// What differs between an onboarding and the model's.
pub fn onboarding(model: &Model, found: &Onboarding) -> Option<String> {
    let ours = model.districts.iter().find(|one| one.slug == found.slug)?;
    let theirs = District { last_return: ours.last_return, ..read(found) };
    (*ours != theirs).then(|| format!("the model has\n{ours:#?}\nthe engine\n{theirs:#?}"))
}

/// What differs of all there is, and of the past at some points.
pub async fn everything(
    world: &World,
    memory: &History,
    model: &mut Model,
    draw: &mut Draw,
    day: NaiveDate,
) -> Option<String> {
    let reader = world.db.read();
    for (place, (id, _)) in model.ids.iter().enumerate() {
        let found = load_onboarding(reader, *id, Clocks::on(day)).await.unwrap();
        let difference = onboarding(model, &found);
        if difference.is_some() {
            return difference;
        }
        let difference = figures(model, &model.districts[place], &found, day);
        if difference.is_some() {
            return difference;
        }
    }
    let rules = load_rules(reader, model.programme.id).await.unwrap();
    let rules: BTreeMap<_, _> =
        rules.into_iter().map(|(week, one)| (week, (one.version, one.places))).collect();
    if rules != model.places {
        return Some(format!("places: the model has {:?}, the engine {rules:?}", model.places));
    }
    let compared = i64::try_from(model.compared).unwrap();
    for entry in list_entries_after(reader, compared, 1_000_000).await.unwrap() {
        let read = |json: Option<String>| json.map(|json| serde_json::from_str::<Value>(&json).unwrap());
        let theirs = Line {
            instant: entry.recorded_at,
            who: entry.account_name,
            district: entry.district,
            item: entry.item,
            old: read(entry.old),
            new: read(entry.new),
            reason: entry.reason,
            day: entry.effective_on,
        };
        if model.history.get(model.compared) != Some(&theirs) {
            let ours = model.history.get(model.compared);
            return Some(format!("entry {}: the model has {ours:#?}, the ledger {theirs:#?}", entry.seq));
        }
        model.compared += 1;
    }
    if let Some(missing) = model.history.get(model.compared) {
        return Some(format!("not in the ledger: {missing:#?}"));
    }
    let faults = world.faults().await;
    if !faults.is_empty() {
        return Some(format!("redom verify: {faults:?}"));
    }
    for _ in 0..POINTS {
        let clocks = draw.point(model, day);
        let difference = past(world, memory, model, clocks).await;
        if difference.is_some() {
            return difference;
        }
    }
    None
}

/// What differs of a point in the past.
async fn past(world: &World, memory: &History, model: &Model, clocks: Clocks) -> Option<String> {
    let reader = world.db.read();
    let key = model.programme.key.as_str();
    let values = list_values(reader, key, None, clocks).await.unwrap();
    let by_item = |values: Vec<ItemValue>| -> BTreeMap<(String, String), Value> {
        let values = values.into_iter();
        values.map(|one| ((one.district, one.item), serde_json::from_str(&one.new_value).unwrap())).collect()
    };
    let theirs = by_item(values);
    let remembered = by_item(memory.list_values(reader, key, clocks).await.unwrap());
    if remembered != theirs {
        return Some(format!("{clocks:?}: in memory there is {remembered:#?}, the query has {theirs:#?}"));
    }
    let mut ours = BTreeMap::new();
    let true_then = |day: Option<NaiveDate>| day.is_none_or(|day| day <= clocks.as_of);
    let known_then = |instant: Moment| clocks.known.is_none_or(|known| instant <= known);
    let here = model.history.iter().filter(|line| !line.district.starts_with("elsewhere"));
    for line in here.filter(|line| true_then(line.day) && known_then(line.instant)) {
        let place = (line.district.clone(), line.item.clone());
        match line.new.clone() {
            Some(new) => ours.insert(place, new),
            None => ours.remove(&place),
        };
    }
    if ours != theirs {
        return Some(format!("{clocks:?}: the model has {ours:#?}, the query {theirs:#?}"));
    }
    for (place, district) in model.districts.iter().enumerate() {
        let then = model.replay(place, clocks.as_of, clocks.known);
        let found = load_replayed_onboarding(reader, &district.slug, key, clocks).await.unwrap();
        // Nothing can be changed in the past, so versions say nothing there.
        let mut theirs = District { version: 0, ..read(&found) };
        theirs.records.values_mut().for_each(|(version, _)| *version = 0);
        theirs.dates.values_mut().for_each(|(version, _)| *version = 0);
        theirs.conditions.values_mut().for_each(|(version, _)| *version = 0);
        theirs.conditions.retain(|_, (_, holds)| holds.is_some());
        if then != theirs {
            return Some(format!("{clocks:?}: the model has\n{then:#?}\nthe replay\n{theirs:#?}"));
        }
        let difference = figures(model, &then, &found, clocks.as_of);
        if difference.is_some() {
            return difference.map(|difference| format!("{clocks:?}: {difference}"));
        }
    }
    None
}

fn read(found: &Onboarding) -> District {
    let mut dates = found.milestone_dates.clone();
    // What was never set has no place in the model.
    if found.dates != Dates::default() {
        dates.insert(String::new(), (found.dates_version, found.dates));
    }
    let version = |key: &String| found.version_of(&Item::Requirement(key.clone())).0;
    District {
        slug: found.slug.clone(),
        conditions: found
            .condition_versions
            .iter()
            .map(|(key, version)| (key.clone(), (version.0, found.progress.conditions.get(key).copied())))
            .collect(),
        version: found.version.0,
        opened: found.progress.opened_on,
        records: found
            .progress
            .records
            .iter()
            .map(|(key, record)| (key.clone(), (version(key), record.clone())))
            .collect(),
        marks: found.progress.marks.iter().map(|mark| ((mark.position, mark.kind), mark.clone())).collect(),
        taken_back: found
            .progress
            .taken_back
            .iter()
            .map(|mark| ((mark.position, mark.kind), mark.clone()))
            .collect(),
        suspension: found.progress.suspension.clone(),
        last_return: None,
        dates: dates.into_iter().map(|(key, (version, dates))| (key, (version.0, dates))).collect(),
    }
}

/// What differs of all that is derived on a day.
fn figures(model: &Model, ours: &District, theirs: &Onboarding, day: NaiveDate) -> Option<String> {
    let checklist = &model.programme.checklist;
    let status = theirs.progress.status(checklist, day);
    let expected = status_of(model, ours, day);
    if status != expected {
        return Some(format!("{} on {day}: the model has {expected:?}, the engine {status:?}", ours.slug));
    }
    for milestone in &checklist.milestones {
        let expected = ours.missing(&model.programme, milestone.position, day);
        let found = theirs.progress.gate(checklist, milestone.position, day).err().unwrap_or_default();
        let found: Vec<_> = found.into_iter().map(|one| one.key).collect();
        if found != expected {
            return Some(format!("{} {}: {expected:?}, {found:?}", ours.slug, milestone.key));
        }
    }
    let set_aside = |key: &str| {
        let record = ours.records.get(key);
        record.is_some_and(|(_, one)| one.state == State::NotApplicable)
    };
    let counted = checklist.requirements().filter(|one| ours.applies(one) && !set_aside(&one.key));
    let met: Vec<bool> = counted.map(|one| ours.met(one, day)).collect();
    let expected = ours.opened.map(|_| (met.iter().filter(|met| **met).count(), met.len()));
    let found = theirs.progress.tally(&checklist.milestones, day);
    let found = found.map(|tally| (tally.met as usize, tally.of as usize));
    (found != expected).then(|| format!("{} on {day}: {expected:?} of it are met, {found:?}", ours.slug))
}

fn status_of(model: &Model, ours: &District, day: NaiveDate) -> Status {
    let go_live = model.programme.checklist.go_live;
    let standing = ours.standing();
    let Some((reached, highest)) = standing.last().copied() else {
        return if ours.opened.is_some() {
            Status::Milestone { reached: 0, kind: None }
        } else {
            Status::Unknown
        };
    };
    if reached >= go_live {
        let confirmed = standing.iter().any(|at| at.0 >= go_live && at.1 == MarkKind::Confirmed);
        let kind = if confirmed { MarkKind::Confirmed } else { MarkKind::Reported };
        return match ours.suspension {
            Some(_) => Status::Suspended { reached, kind },
            None => Status::Live { reached, kind },
        };
    }
    let ready = reached == go_live - 1
        && highest == MarkKind::Confirmed
        && ours.missing(&model.programme, reached, day).is_empty();
    if ready { Status::Ready { reached } } else { Status::Milestone { reached, kind: Some(highest) } }
}
