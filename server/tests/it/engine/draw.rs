//! What is drawn next: mostly what makes sense as things stand, often what does
//! not. The model is only looked at.

use app::capacity::model::Week;
use app::clock::Moment;
use app::ledger::clocks::Clocks;
use app::onboarding::model::{
    Dates, Evidence, EvidenceKind, MarkKind, ReturnReason, SlipReason, State, Suspension, UnusualDay,
};
use app::onboarding::operation::{Command, Decision, Handing, Marking, Planning, Submission};
use app::programme::model::Holder;
use chrono::{Days, NaiveDate};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::model::{Model, expired};
use super::{Proof, Step, What};
use crate::support::people::Who;

pub struct Draw {
    rng: StdRng,
    /// Sent again now and then.
    last: Option<Step>,
}

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self { rng: StdRng::seed_from_u64(seed), last: None }
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.random_ratio(percent, 100)
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.rng.random_range(0..of.len())].clone()
    }

    /// The next step.
    pub fn step(&mut self, model: &Model, today: NaiveDate) -> Step {
        let step = match self.rng.random_range(0..100) {
            0..4 if self.last.is_some() => self.last.clone().unwrap(),
            0..10 => {
                let days =
                    if self.chance(20) { self.rng.random_range(20..70) } else { self.rng.random_range(0..9) };
                let seconds = self.rng.random_range(-3_000..3_000);
                Step { who: Who::Reader, what: What::Pass { days, seconds }, seen: 0 }
            }
            10..14 => self.capacity(model, today),
            _ => self.command(model, today),
        };
        if !matches!(step.what, What::Pass { .. }) {
            self.last = Some(step.clone());
        }
        step
    }

    /// A point on both clocks, mostly where something has changed.
    pub fn point(&mut self, model: &Model, today: NaiveDate) -> Clocks {
        let line = self.pick(&model.history);
        let near = line.day.unwrap_or(today);
        let as_of = match self.rng.random_range(0..4) {
            0 => today,
            1 => near,
            2 => near - Days::new(1),
            _ => today - Days::new(self.rng.random_range(0..400)),
        };
        let instant = self.pick(&model.history).instant;
        let known = match self.rng.random_range(0..4) {
            0 => None,
            1 => Some(Moment(instant.0 - 1)),
            2 => Some(line.instant),
            _ => Some(instant),
        };
        Clocks { as_of: as_of.min(today), known }
    }

    fn seen(&mut self, present: i64) -> i64 {
        match self.rng.random_range(0..100) {
            0..8 => present - 1,
            8..10 => self.rng.random_range(0..=present),
            10..12 => present + self.rng.random_range(1..3),
            12 => -1,
            _ => present,
        }
    }

    fn who(&mut self, right: &[Who]) -> Who {
        let all = if self.chance(88) { right } else { &Who::ALL };
        self.pick(all)
    }

    /// A day that has passed, mostly.
    fn past(&mut self, model: &Model, today: NaiveDate) -> NaiveDate {
        match self.rng.random_range(0..20) {
            0 => today + Days::new(self.rng.random_range(1..40)),
            1 => model.programme.starts_on - Days::new(self.rng.random_range(0..2)),
            2..5 => today - Days::new(self.rng.random_range(0..400)),
            5..12 => today - Days::new(self.rng.random_range(0..20)),
            _ => today,
        }
    }

    fn capacity(&mut self, model: &Model, today: NaiveDate) -> Step {
        let ahead = Week::of(today + Days::new(self.rng.random_range(0..70)));
        let week = self.chance(60).then_some(ahead);
        let places = if self.chance(20) { None } else { Some(self.rng.random_range(0..4)) };
        let present = model.places.get(&week).copied().unwrap_or_default().0;
        let programme = if self.chance(97) { model.programme.key.clone() } else { "nowhere".to_owned() };
        let reason = self.chance(50).then(|| self.word());
        let what = What::SetCapacity { programme, week, places, reason };
        Step { who: self.who(&[Who::Coordinator, Who::SecondCoordinator]), what, seen: self.seen(present) }
    }

    fn command(&mut self, model: &Model, today: NaiveDate) -> Step {
        let place = self.rng.random_range(0..model.districts.len());
        let command =
            if self.chance(62) { self.sensible(model, place, today) } else { self.any(model, place, today) };
        let district = &model.districts[place];
        let present = match &command {
            Command::Submit(Submission { requirement, .. })
            | Command::Decide { requirement, .. }
            | Command::HandOver(Handing { requirement, .. }) => {
                district.records.get(requirement).map_or(0, |(version, _)| *version)
            }
            Command::SetDates(Planning { milestone, .. }) => {
                let launch = model.programme.milestone_at(model.programme.checklist.go_live).unwrap();
                let key = milestone.clone().filter(|key| *key != launch.key).unwrap_or_default();
                district.dates.get(&key).map_or(0, |(version, _)| *version)
            }
            Command::SetCondition { condition, .. } => {
                district.conditions.get(condition).map_or(0, |(version, _)| *version)
            }
            _ => district.version,
        };
        let who = match command {
            Command::Submit(_) if district.slug == "lyulin" => self.who(&[Who::Staff, Who::SecondStaff]),
            Command::Submit(_) => self.who(&[Who::StaffElsewhere]),
            _ => self.who(&[Who::Coordinator, Who::SecondCoordinator]),
        };
        let proof = match self.rng.random_range(0..100) {
            0..2 => Proof::For(self.rng.random_range(0..model.districts.len())),
            2 => Proof::Nowhere,
            _ => Proof::Here,
        };
        Step { who, what: What::Command { district: place, proof, command }, seen: self.seen(present) }
    }

    /// What somebody would do next.
    fn sensible(&mut self, model: &Model, place: usize, today: NaiveDate) -> Command {
        let (district, programme) = (&model.districts[place], &model.programme);
        if let Some(suspension) = &district.suspension
            && self.chance(40)
        {
            return Command::Return { on: self.between(suspension.since, today) };
        }
        if district.is_live(programme.checklist.go_live) && self.chance(6) {
            return Command::Suspend(self.suspension(today, today));
        }
        // Mostly the first that waits to be marked; nothing says that it must be.
        let mut unmarked: Vec<_> = programme
            .checklist
            .milestones
            .iter()
            .filter(|one| !district.marks.contains_key(&(one.position, MarkKind::Confirmed)))
            .filter(|one| district.missing(programme, one.position, today).is_empty())
            .collect();
        if self.chance(80) {
            unmarked.truncate(1);
        }
        if !unmarked.is_empty() && self.chance(70) {
            let milestone = self.pick(&unmarked).key.clone();
            let last = district.marks.values().filter_map(|mark| mark.reached_on).max().unwrap_or(today);
            let reached_on = self.between(last, today);
            return Command::Mark(Marking::Mark { milestone, reached_on });
        }
        let ending = district.records.iter().find(|(_, (_, record))| {
            record.state == State::Confirmed
                && record.valid_until.is_some_and(|last| (last - today).num_days() < 30)
        });
        let missing = district.missing(programme, i32::MAX, today);
        let key = match ending {
            Some((key, _)) if missing.is_empty() || self.chance(50) => key.clone(),
            _ if missing.is_empty() => return self.any(model, place, today),
            _ => missing[0].clone(),
        };
        let record = district.records.get(&key).map(|(_, record)| record);
        let waits = record.is_some_and(|one| {
            one.state == State::Submitted
                || one.renewal.as_ref().is_some_and(|it| it.return_reasons.is_empty()) && !expired(one, today)
        });
        match (waits, self.chance(88)) {
            (true, true) => Command::Decide { requirement: key, decision: Decision::Confirm },
            (true, false) => Command::Decide { requirement: key, decision: self.send_back() },
            (false, _) => Command::Submit(self.submission(key, today)),
        }
    }

    /// Anything at all.
    fn any(&mut self, model: &Model, place: usize, today: NaiveDate) -> Command {
        let district = &model.districts[place];
        let requirement = self.requirement(model);
        let milestone = self.milestone(model);
        match self.rng.random_range(0..14) {
            0 => Command::Submit(self.submission(requirement, today)),
            1 => Command::Decide { requirement, decision: Decision::Confirm },
            2 => Command::Decide { requirement, decision: self.send_back() },
            3 => Command::Decide { requirement, decision: Decision::SetAside { reason: self.word() } },
            4 => Command::Decide { requirement, decision: Decision::Reopen { reason: self.word() } },
            5 => {
                let known = district.records.get(&requirement).map(|(_, record)| record.holder_since);
                let since = match known {
                    Some(since) if self.chance(60) => self.between(since, today),
                    _ => self.past(model, today),
                };
                Command::HandOver(Handing { requirement, holder: self.pick(&Holder::ALL), since })
            }
            6 => Command::Mark(Marking::Mark { milestone, reached_on: self.past(model, today) }),
            7 => {
                // The last mark is the one that can be taken back.
                let last = district.marks.values().next_back();
                let named = last.and_then(|mark| model.programme.milestone_at(mark.position));
                let milestone = named.filter(|_| self.chance(60)).map_or(milestone, |one| one.key.clone());
                let from = self.past(model, today);
                Command::Mark(Marking::TakeBack { milestone, from, reason: self.word() })
            }
            8 => Command::Mark(Marking::Replace { milestone, reached_on: self.past(model, today) }),
            9 => Command::Suspend({
                let since = self.past(model, today);
                self.suspension(since, today)
            }),
            10 => Command::Return { on: self.past(model, today) },
            11 => {
                let all: Vec<_> = model.programme.conditions.keys().cloned().collect();
                let named = !all.is_empty() && self.chance(97);
                let condition = if named { self.pick(&all) } else { "nothing".to_owned() };
                Command::SetCondition { condition, holds: self.pick(&[None, Some(true), Some(false)]) }
            }
            _ => {
                let milestone = self.chance(35).then_some(milestone);
                let old = district.dates.get("").map(|(_, dates)| *dates).unwrap_or_default();
                Command::SetDates(self.planning(model, milestone, old, today))
            }
        }
    }

    fn between(&mut self, from: NaiveDate, to: NaiveDate) -> NaiveDate {
        let days = u64::try_from((to - from).num_days()).unwrap_or_default();
        let wide = self.rng.random_range(0..=days);
        from + Days::new(if self.chance(60) { days } else { wide })
    }

    fn requirement(&mut self, model: &Model) -> String {
        let all: Vec<_> = model.programme.checklist.requirements().map(|one| one.key.clone()).collect();
        if self.chance(98) { self.pick(&all) } else { "nothing".to_owned() }
    }

    fn milestone(&mut self, model: &Model) -> String {
        let all: Vec<_> = model.programme.checklist.milestones.iter().map(|one| one.key.clone()).collect();
        if self.chance(97) { self.pick(&all) } else { "nowhere".to_owned() }
    }

    /// Few words, so that two people often say the same.
    fn word(&mut self) -> String {
        self.pick(&["Не се отнася", "Грешка", "Отпадна"]).to_owned()
    }

    fn submission(&mut self, requirement: String, today: NaiveDate) -> Submission {
        let kind = self.pick(&[EvidenceKind::Link, EvidenceKind::Reference, EvidenceKind::Text]);
        let body = format!("№ {}", self.rng.random_range(0..3));
        let valid_until = match self.rng.random_range(0..10) {
            0 => Some(today - Days::new(1)),
            1 => Some(today + Days::new(self.rng.random_range(0..10))),
            2..4 => Some(today + Days::new(self.rng.random_range(30..500))),
            _ => None,
        };
        Submission { requirement, evidence: Evidence { kind, body }, valid_until }
    }

    fn send_back(&mut self) -> Decision {
        let mut reasons = vec![self.pick(&[ReturnReason::Outdated, ReturnReason::NotSigned])];
        if self.chance(5) {
            reasons.clear();
        }
        let text = self.chance(40).then(|| self.word());
        Decision::SendBack { reasons, text }
    }

    fn suspension(&mut self, since: NaiveDate, today: NaiveDate) -> Suspension {
        let expected_return = if self.chance(90) {
            today.max(since) + Days::new(self.rng.random_range(0..60))
        } else {
            since - Days::new(1)
        };
        Suspension { since, reason: self.word(), expected_return }
    }

    fn planning(
        &mut self,
        model: &Model,
        milestone: Option<String>,
        old: Dates,
        today: NaiveDate,
    ) -> Planning {
        let mut ahead = || match self.rng.random_range(0..40) {
            0 => model.programme.starts_on - Days::new(3),
            1 => today + Days::new(4_000),
            _ => today + Days::new(self.rng.random_range(0..50)),
        };
        let (from, preferred, agreed) = (ahead(), ahead(), ahead());
        let window = self.chance(40).then(|| (from, from + Days::new(self.rng.random_range(0..33))));
        let agreed = match self.rng.random_range(0..10) {
            0 => None,
            1 => old.agreed,
            2..5 => Some(window.map_or(agreed, |(from, _)| from)),
            _ => Some(agreed),
        };
        let because = self.pick(&[SlipReason::FirstSetting, SlipReason::Capacity, SlipReason::State]);
        let because = if self.chance(2) { SlipReason::Over } else { because };
        let because = self.chance(95).then_some(because);
        if self.chance(5) {
            let dates = Dates { because, ..Dates::default() };
            return Planning { milestone, dates, reason: None, unusual_day: UnusualDay::Ask };
        }
        Planning {
            milestone,
            dates: Dates { window, preferred: self.chance(40).then_some(preferred), agreed, because },
            reason: self.chance(30).then(|| self.word()),
            unusual_day: if self.chance(60) { UnusualDay::Meant } else { UnusualDay::Ask },
        }
    }
}
