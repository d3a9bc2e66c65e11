//! What the rules say, told again in the simplest way: maps, and a list of all
//! that was ever done.

use std::collections::BTreeMap;
use std::fmt::Debug;

use app::capacity::model::Week;
use app::clock::Moment;
use app::id::{DistrictId, OnboardingId};
use app::onboarding::model::{Circumstance, Dates, Mark, MarkKind, Record, State, Suspension};
use app::onboarding::operation::Command;
use app::programme::model::{Programme, Requirement};
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Proof, Step, What};
use crate::support::World;
use crate::support::people::Who;

/// Why not: the field, if any, and the rule with what matters of its values.
pub type Refusal = String;

/// One line of history.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub instant: Moment,
    pub who: Option<String>,
    pub district: String,
    pub item: String,
    pub old: Option<Value>,
    pub new: Option<Value>,
    pub reason: Option<String>,
    /// The day from which it is true.
    pub day: Option<NaiveDate>,
}

/// One district in the programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct District {
    pub slug: String,
    /// Whether each holds; `None` when it is not known any more.
    pub conditions: BTreeMap<String, (i64, Option<Circumstance>)>,
    pub version: i64,
    pub opened: Option<NaiveDate>,
    pub records: BTreeMap<String, (i64, Record)>,
    pub marks: BTreeMap<(i32, MarkKind), Mark>,
    pub taken_back: BTreeMap<(i32, MarkKind), Mark>,
    pub suspension: Option<Suspension>,
    pub last_return: Option<NaiveDate>,
    /// By the milestone's key; going live has none.
    pub dates: BTreeMap<String, (i64, Dates)>,
}

/// What happens to one district, about to be written.
pub struct Scene<'m> {
    pub programme: &'m Programme,
    pub today: NaiveDate,
    pub district: District,
    pub lines: Vec<Line>,
    instant: Moment,
    who: Who,
}

pub struct Model {
    pub programme: Programme,
    pub districts: Vec<District>,
    pub ids: Vec<(OnboardingId, DistrictId)>,
    /// Places by week; `None` is every week. Version and number.
    pub places: BTreeMap<Option<Week>, (i64, Option<u32>)>,
    pub history: Vec<Line>,
    /// How much of it has been compared with the ledger.
    pub compared: usize,
}

/// A value as the ledger has it.
pub fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap()
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

/// A refusal at a field.
pub fn refuse<T>(field: &str, rule: impl Debug) -> Result<T, Refusal> {
    Err(format!("{field}: {}", format!("{rule:?}").trim_matches('"')))
}

impl Model {
    /// The model of what the database begins with.
    pub async fn load(world: &World, programme: &str, slugs: &[&str]) -> Self {
        let (mut ids, mut districts) = (Vec::new(), Vec::new());
        let mut history = Vec::new();
        for entry in world.ledger().await {
            let read = |json: Option<String>| json.map(|json| serde_json::from_str(&json).unwrap());
            let ours = entry.programme == programme;
            history.push(Line {
                instant: entry.recorded_at,
                who: entry.account_name,
                district: if ours { entry.district } else { format!("elsewhere: {}", entry.district) },
                item: entry.item,
                old: read(entry.old),
                new: read(entry.new),
                reason: entry.reason,
                day: entry.effective_on,
            });
        }
        for slug in slugs {
            let found = world.onboarding(programme, slug).await;
            ids.push((found.id, found.district));
            let mut district =
                District { slug: (*slug).to_owned(), version: found.version.0, ..District::default() };
            for line in history.iter().filter(|line| line.district == *slug) {
                district.follow(line);
            }
            districts.push(district);
        }
        let programme = world.onboarding(programme, slugs[0]).await.programme;
        let compared = history.len();
        Self { programme, districts, ids, places: BTreeMap::new(), history, compared }
    }

    pub fn last_instant(&self) -> Moment {
        self.history.iter().map(|line| line.instant).max().unwrap()
    }

    /// Foresees what a step leads to, and takes it.
    pub fn take(&mut self, step: &Step, instant: Moment) -> Result<(), Refusal> {
        let today = app::clock::source::sofia_day(instant);
        match &step.what {
            What::Pass { .. } => Ok(()),
            What::SetCapacity { programme, week, places, reason } => {
                self.may(step, None)?;
                if *programme != self.programme.key {
                    return Err("not found".to_owned());
                }
                self.set_capacity(step.seen, *week, *places, today)?.into_iter().for_each(|old| {
                    let key = week.map(|week| format!(":{week}")).unwrap_or_default();
                    self.history.push(Line {
                        instant,
                        who: Some(step.who.user_name().to_owned()),
                        district: String::new(),
                        item: format!("capacity{key}"),
                        old: old.map(Value::from),
                        new: places.map(Value::from),
                        reason: reason.clone(),
                        day: Some(today),
                    });
                });
                Ok(())
            }
            What::Command { district, proof, command } => {
                self.may(step, Some((*district, *proof, command)))?;
                let mut scene = Scene {
                    programme: &self.programme,
                    today,
                    district: self.districts[*district].clone(),
                    lines: Vec::new(),
                    instant,
                    who: step.who,
                };
                match command {
                    Command::Submit(submission) => scene.submit(step.seen, submission),
                    Command::Decide { requirement, decision } => {
                        scene.decide(step.seen, requirement, decision)
                    }
                    Command::HandOver(handing) => scene.hand_over(step.seen, handing),
                    Command::Mark(marking) => scene.marking(step.seen, marking, self),
                    Command::SetDates(planning) => scene.set_dates(step.seen, planning, self),
                    Command::Suspend(suspension) => scene.suspend(step.seen, suspension),
                    Command::Return { on } => scene.come_back(step.seen, *on),
                    Command::SetCondition { condition, holds } => {
                        scene.set_condition(step.seen, condition, *holds)
                    }
                }?;
                let Scene { district: after, lines, .. } = scene;
                self.districts[*district] = after;
                self.history.extend(lines);
                Ok(())
            }
        }
    }

    /// Staff submit for their districts, coordinators do everything else, and
    /// nobody does anything with a proof for another district.
    fn may(&self, step: &Step, on: Option<(usize, Proof, &Command)>) -> Result<(), Refusal> {
        let submits = matches!(on, Some((_, _, Command::Submit(_))));
        let acts_for = |place: usize| match step.who {
            Who::Staff | Who::SecondStaff => self.districts[place].slug == "lyulin",
            Who::StaffElsewhere => self.districts[place].slug != "lyulin",
            _ => false,
        };
        let (anywhere, everywhere) = match step.who {
            Who::Disabled => return Err("not signed in".to_owned()),
            Who::Coordinator | Who::SecondCoordinator => (!submits, true),
            Who::Staff | Who::SecondStaff | Who::StaffElsewhere => (submits, false),
            Who::Reader | Who::Administrator => (false, false),
        };
        if !anywhere {
            return Err("forbidden".to_owned());
        }
        let Some((place, proof, _)) = on else { return Ok(()) };
        let proven = match proof {
            Proof::Nowhere => return Err("not found".to_owned()),
            Proof::Here => place,
            Proof::For(other) => other,
        };
        let may = (everywhere || acts_for(proven)) && proven == place;
        if may { Ok(()) } else { Err("forbidden".to_owned()) }
    }

    /// A district as it was: of all lines that were true by the day and written
    /// by the instant, each item's last.
    pub fn replay(&self, place: usize, as_of: NaiveDate, known: Option<Moment>) -> District {
        let slug = self.districts[place].slug.clone();
        let mut then = District { slug, ..District::default() };
        for line in self.history.iter().filter(|line| line.district == self.districts[place].slug) {
            if line.day.is_none_or(|day| day <= as_of) && known.is_none_or(|known| line.instant <= known) {
                then.follow(line);
            }
        }
        then
    }

    pub fn summary(&self) -> String {
        let marks: Vec<_> = self.districts.iter().map(|one| one.marks.len()).collect();
        let count = |item: &str| self.history.iter().filter(|line| line.item.starts_with(item)).count();
        format!(
            "{} lines, {} of requirements, {} of marks (now {marks:?}), {} of suspensions, {} of dates, {} of conditions, {} of places",
            self.history.len(),
            count("requirement"),
            count("mark"),
            count("suspension"),
            count("dates"),
            count("condition"),
            count("capacity"),
        )
    }
}

impl District {
    /// What the line is about has its new value now, or none.
    fn follow(&mut self, line: &Line) {
        let (kind, key) = line.item.split_once(':').unwrap_or((&line.item, ""));
        let (key, new) = (key.to_owned(), line.new.as_ref());
        match (kind, new) {
            ("opening", new) => self.opened = new.map(read),
            ("suspension", new) => self.suspension = new.map(read),
            ("requirement", Some(new)) => drop(self.records.insert(key, (0, read(new)))),
            ("condition", Some(new)) => drop(self.conditions.insert(key, (0, Some(read(new))))),
            ("condition", None) => drop(self.conditions.remove(&key)),
            ("dates", Some(new)) => drop(self.dates.insert(key, (0, read(new)))),
            ("mark", Some(new)) => {
                let mark: Mark = read(new);
                let place = (mark.position, mark.kind);
                if mark.taken_back_on.is_some() {
                    self.marks.remove(&place);
                    self.taken_back.insert(place, mark);
                } else {
                    self.taken_back.remove(&place);
                    self.marks.insert(place, mark);
                }
            }
            other => panic!("{other:?}"),
        }
    }

    /// What is known under a condition.
    pub fn circumstance(&self, key: &str) -> Option<Circumstance> {
        self.conditions.get(key).and_then(|(_, known)| *known)
    }

    pub fn applies(&self, requirement: &Requirement) -> bool {
        match &requirement.applies_when {
            None => true,
            Some(condition) => self.circumstance(condition).is_none_or(|one| one.holds),
        }
    }

    /// Whether the requirement is met: confirmed and good, or said not to apply.
    pub fn met(&self, requirement: &Requirement, today: NaiveDate) -> bool {
        !self.applies(requirement)
            || self.records.get(&requirement.key).is_some_and(|(_, record)| match record.state {
                State::NotApplicable => true,
                State::Confirmed => !expired(record, today),
                _ => false,
            })
    }

    /// What keeps the gate to a milestone closed.
    pub fn missing(&self, programme: &Programme, position: i32, today: NaiveDate) -> Vec<String> {
        let milestones = programme.checklist.milestones.iter().filter(|one| one.position <= position);
        milestones
            .flat_map(|milestone| &milestone.requirements)
            .filter(|requirement| !self.met(requirement, today))
            .map(|requirement| requirement.key.clone())
            .collect()
    }

    pub fn is_live(&self, go_live: i32) -> bool {
        self.suspension.is_none() && self.standing().iter().any(|(position, _)| *position >= go_live)
    }

    /// The marks that stand, in order: a report ends with the confirmed mark that was
    /// taken back after it had stood.
    pub fn standing(&self) -> Vec<(i32, MarkKind)> {
        let outlived = |mark: &Mark| {
            let confirmed = self.taken_back.get(&(mark.position, MarkKind::Confirmed));
            let end =
                confirmed.filter(|one| one.reached_on < one.taken_back_on).and_then(|one| one.taken_back_on);
            end.is_some_and(|end| mark.reached_on.is_none_or(|reached| reached < end))
        };
        let marks =
            self.marks.iter().filter(|((_, kind), mark)| *kind == MarkKind::Confirmed || !outlived(mark));
        marks.map(|(at, _)| *at).collect()
    }
}

/// Whether confirmed evidence is past its last day.
pub fn expired(record: &Record, today: NaiveDate) -> bool {
    record.state == State::Confirmed && record.valid_until.is_some_and(|last| today > last)
}

impl Scene<'_> {
    /// Notes what happened; the state is the caller's to change.
    pub fn note<V: Serialize>(
        &mut self,
        item: String,
        old: Option<&V>,
        new: Option<&V>,
        reason: Option<&str>,
        day: NaiveDate,
    ) {
        self.lines.push(Line {
            instant: self.instant,
            who: Some(self.who.user_name().to_owned()),
            district: self.district.slug.clone(),
            item,
            old: old.map(value),
            new: new.map(value),
            reason: reason.map(str::to_owned),
            day: Some(day),
        });
    }

    /// What is in the past of the programme.
    pub fn past(&self, field: &str, day: NaiveDate) -> Result<(), Refusal> {
        if day > self.today {
            return refuse(field, "InFuture");
        }
        if day < self.programme.starts_on {
            return refuse(field, "BeforeProgramme");
        }
        Ok(())
    }
}

/// Who comes second finds it done already, or in conflict; who made a version
/// up is told so. `None` when they saw the present one.
pub fn late(present: i64, seen: i64, already: bool) -> Option<Result<(), Refusal>> {
    if present == seen {
        return None;
    }
    Some(if already {
        Ok(())
    } else if seen >= 0 && seen < present {
        Err("conflict".to_owned())
    } else {
        Err("malformed".to_owned())
    })
}
