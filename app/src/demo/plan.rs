//! One onboarding's story as events, each leading to the next.

use std::cmp::Ordering;

use chrono::{Days, NaiveDate};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::scene::{Scene, Turn};
use crate::auth::model::Role;
use crate::clock::Moment;
use crate::clock::working_day::next_working_day;
use crate::id::Version;
use crate::onboarding::model::{
    Dates, Evidence, EvidenceKind, MarkKind, ReturnReason, SlipReason, Suspension, UnusualDay,
};
use crate::onboarding::operation::{Command, Decision, Handing, Marking, Planning, Submission};
use crate::onboarding::store::Onboarding;
use crate::programme::model::{EvidenceAsked, Holder, Requirement};
use crate::text::{Lang, short_date};

/// Something about to happen to one onboarding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// To which story.
    pub follower: usize,
    /// By whom.
    pub by: Role,
    step: Step,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Submit { key: String, again: bool },
    Return(String),
    Confirm(String),
    SetAside(String),
    HandToVendor(String),
    Mark,
    TakeBack,
    Suspend,
    ReturnToLive,
    Plan { moved: u32 },
}

/// A story under way.
#[derive(Debug)]
pub struct Follower {
    /// How far it has come.
    pub onboarding: Onboarding,
    scene: Scene,
    rng: StdRng,
    /// Keys of the requirements, in the order they are worked on.
    order: Vec<String>,
    next: usize,
    turned: bool,
    place: usize,
}

impl Follower {
    /// A story at its beginning.
    pub fn new(scene: Scene, onboarding: Onboarding) -> Self {
        let order = onboarding.programme.checklist.requirements().map(|one| one.key.clone()).collect();
        let rng = StdRng::seed_from_u64(scene.seed);
        Self { onboarding, scene, rng, order, next: 0, turned: false, place: 0 }
    }

    /// The district's slug.
    pub fn district(&self) -> &'static str {
        self.scene.district
    }

    /// The first event.
    pub fn begin(&mut self, place: usize) -> Vec<Event> {
        self.place = place;
        self.work_on(self.scene.begins).into_iter().collect()
    }

    /// What an event does now, on top of which version; `None` when it has
    /// become idle.
    pub fn command(&mut self, event: &Event, today: NaiveDate) -> Option<(Command, Version)> {
        let onboarding = &self.onboarding;
        let of = |key: &str| onboarding.requirement_version(key);
        Some(match &event.step {
            Step::Submit { key, .. } => {
                let (_, requirement) = onboarding.programme.requirement(key)?;
                let evidence = evidence(requirement, self.scene.district, today);
                let submission = Submission { requirement: key.clone(), evidence, valid_until: None };
                (Command::Submit(submission), of(key))
            }
            Step::Return(key) => {
                let reasons = if today.to_string().ends_with(['1', '4', '7']) {
                    vec![ReturnReason::Incomplete, ReturnReason::NotSigned]
                } else {
                    vec![ReturnReason::Outdated]
                };
                let text = Some("Моля, допълнете и подайте отново.".to_owned());
                (self.decide(key, Decision::SendBack { reasons, text }), of(key))
            }
            Step::Confirm(key) => (self.decide(key, Decision::Confirm), of(key)),
            Step::SetAside(key) => {
                let reason = "Районът не използва справки през RegiX за заявените услуги.".to_owned();
                (self.decide(key, Decision::SetAside { reason }), of(key))
            }
            Step::HandToVendor(key) => {
                let handing = Handing { requirement: key.clone(), holder: Holder::Vendor, since: today };
                (Command::HandOver(handing), of(key))
            }
            Step::Mark => {
                let milestone = self.next_milestone()?;
                (Command::Mark(Marking::Mark { milestone, reached_on: today }), onboarding.version)
            }
            Step::TakeBack => {
                let milestone = self.last_milestone()?;
                let position = onboarding.programme.milestone(&milestone)?.position;
                // It never held: the wrong evidence was there from the first day.
                let from = onboarding.progress.mark(position)?.reached_on?;
                let reason =
                    "При проверка се оказа, че едно от доказателствата е за друга услуга.".to_owned();
                (Command::Mark(Marking::TakeBack { milestone, from, reason }), onboarding.version)
            }
            Step::Suspend => {
                let suspension = Suspension {
                    since: today,
                    reason: "Смяна на деловодната система.".to_owned(),
                    expected_return: today + Days::new(150),
                };
                (Command::Suspend(suspension), onboarding.version)
            }
            Step::ReturnToLive => (Command::Return { on: today }, onboarding.version),
            Step::Plan { moved } => {
                let from = today + Days::new(60 + u64::from(*moved) * 20);
                let because = match moved {
                    0 => SlipReason::FirstSetting,
                    1 => SlipReason::Vendor,
                    _ => SlipReason::Evidence,
                };
                let dates = Dates {
                    window: Some((from, from + Days::new(21))),
                    preferred: Some(next_working_day(from + Days::new(3))),
                    agreed: Some(next_working_day(from + Days::new(7))),
                    because: Some(because),
                };
                let planning =
                    Planning { milestone: None, dates, reason: None, unusual_day: UnusualDay::Ask };
                (Command::SetDates(planning), onboarding.dates_version)
            }
        })
    }

    /// What follows from an event that has happened.
    pub fn after(&mut self, event: &Event, today: NaiveDate) -> Vec<Event> {
        let mut next = Vec::new();
        match &event.step {
            Step::Submit { key, again } => {
                let wait = if *again && self.is_waiting() { 0 } else { self.rng.random_range(2..12) };
                let returned = !again && self.rng.random_ratio(1, 6);
                let step = if returned { Step::Return(key.clone()) } else { Step::Confirm(key.clone()) };
                next.push(self.event(today, wait, Role::Coordinator, step));
            }
            Step::Return(key) => {
                let wait = self.rng.random_range(4..20);
                let step = Step::Submit { key: key.clone(), again: true };
                next.push(self.event(today, wait, Role::DistrictStaff, step));
            }
            Step::Confirm(key) => {
                next.extend(self.renewal(key));
                next.extend(self.marking(today));
                if self.order.get(self.next.wrapping_sub(1)) == Some(key) {
                    next.extend(self.go_on(today));
                }
            }
            Step::SetAside(_) => {
                next.extend(self.marking(today));
                next.extend(self.go_on(today));
            }
            Step::Mark => next.extend(self.turn(today)),
            Step::TakeBack => {
                self.turned = true;
                next.push(self.event(today, 25, Role::Coordinator, Step::Mark));
            }
            Step::Suspend => {
                if self.scene.turn == Some(Turn::Returned) {
                    next.push(self.event(today, 120, Role::Coordinator, Step::ReturnToLive));
                }
            }
            Step::Plan { moved } => {
                if *moved < self.scene.pace % 3 {
                    next.push(self.event(today, 45, Role::Coordinator, Step::Plan { moved: moved + 1 }));
                }
            }
            Step::HandToVendor(_) | Step::ReturnToLive => {}
        }
        // What follows on the same day follows within the hour, never before.
        for later in &mut next {
            later.at = later.at.max(event.at.plus_seconds(1_800));
        }
        next
    }

    fn decide(&self, key: &str, decision: Decision) -> Command {
        Command::Decide { requirement: key.to_owned(), decision }
    }

    /// The next requirement after a pause of about the scene's pace.
    fn go_on(&mut self, today: NaiveDate) -> Vec<Event> {
        let pace = self.scene.pace;
        let pause = u64::from(self.rng.random_range(pace / 2..=pace + pace / 2)).saturating_sub(8).max(1);
        self.work_on(today + Days::new(pause))
    }

    fn work_on(&mut self, day: NaiveDate) -> Vec<Event> {
        let Some(key) = self.order.get(self.next).cloned() else { return Vec::new() };
        let milestone = self.onboarding.programme.requirement(&key).map(|(milestone, _)| milestone.position);
        if let (Some(Turn::Waiting(last)), Some(position)) = (self.scene.turn, milestone)
            && position > last
        {
            return Vec::new();
        }
        self.next += 1;
        if key == "regix" && self.scene.turn == Some(Turn::WithoutRegix) {
            return vec![self.event(day, 0, Role::Coordinator, Step::SetAside(key))];
        }
        if key == "document-system" && self.scene.turn == Some(Turn::Blocked) {
            return vec![self.event(day, 0, Role::Coordinator, Step::HandToVendor(key))];
        }
        let mut events = vec![self.event(day, 0, Role::DistrictStaff, Step::Submit { key, again: false })];
        if self.next == 12 {
            events.push(self.event(day, 3, Role::Coordinator, Step::Plan { moved: 0 }));
        }
        events
    }

    /// Evidence that runs out is renewed some weeks before or, where a district
    /// lets it lapse, not at all from some day on.
    fn renewal(&mut self, key: &str) -> Option<Event> {
        let last = self.onboarding.progress.records.get(key)?.valid_until?;
        // Now and then the coordinators take longer than is left. What only
        // waits to be marked must not lapse meanwhile.
        let ahead = if self.is_waiting() { 21 } else { self.rng.random_range(4..40) };
        if self.scene.turn == Some(Turn::Lapsed) && last >= self.scene.begins + Days::new(1_500) {
            return None;
        }
        let step = Step::Submit { key: key.to_owned(), again: true };
        Some(self.event(last - Days::new(ahead), 0, Role::DistrictStaff, step))
    }

    /// The mark a coordinator sets some days after the gate opens.
    fn marking(&mut self, today: NaiveDate) -> Option<Event> {
        let milestone = self.next_milestone()?;
        let position = self.onboarding.programme.milestone(&milestone)?.position;
        if self.scene.turn == Some(Turn::Waiting(position)) {
            return None;
        }
        let open =
            self.onboarding.progress.gate(&self.onboarding.programme.checklist, position, today).is_ok();
        let wait = self.rng.random_range(1..6);
        open.then(|| self.event(today, wait, Role::Coordinator, Step::Mark))
    }

    fn turn(&mut self, today: NaiveDate) -> Option<Event> {
        if self.turned {
            return None;
        }
        let live = self.onboarding.progress.status(&self.onboarding.programme.checklist, today).is_live();
        let reached = self.onboarding.progress.confirmed_readiness().unwrap_or_default();
        let go_live = self.onboarding.programme.checklist.go_live;
        match self.scene.turn {
            Some(Turn::Suspended) if reached > go_live => {
                self.turned = true;
                // Long after going live, so that it is suspended at the present.
                Some(self.event(today, 1_700, Role::Coordinator, Step::Suspend))
            }
            Some(Turn::Returned) if live && reached >= go_live => {
                self.turned = true;
                Some(self.event(today, 200, Role::Coordinator, Step::Suspend))
            }
            Some(Turn::TakenBack) if reached == 3 => {
                Some(self.event(today, 20, Role::Coordinator, Step::TakeBack))
            }
            _ => None,
        }
    }

    fn is_waiting(&self) -> bool {
        matches!(self.scene.turn, Some(Turn::Waiting(_)))
    }

    fn next_milestone(&self) -> Option<String> {
        let checklist = &self.onboarding.programme.checklist;
        let next =
            checklist.milestones.iter().find(|one| !self.onboarding.progress.is_confirmed(one.position))?;
        Some(next.key.clone())
    }

    fn last_milestone(&self) -> Option<String> {
        let progress = &self.onboarding.progress;
        let last = progress
            .marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Confirmed)
            .max_by_key(|mark| mark.position)?;
        Some(self.onboarding.programme.milestone_at(last.position)?.key.clone())
    }

    /// An event some days on, in working hours and not on a weekend.
    fn event(&mut self, day: NaiveDate, wait: u64, by: Role, step: Step) -> Event {
        use chrono::{Datelike, Weekday};
        let mut day = day + Days::new(wait);
        day = match day.weekday() {
            Weekday::Sat => day + Days::new(2),
            Weekday::Sun => day + Days::new(1),
            _ => day,
        };
        // 7:00 to 14:00 UTC: a working day in Sofia, summer and winter.
        let second = self.rng.random_range(7 * 3600..14 * 3600);
        let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc().timestamp();
        Event { at: Moment((midnight + second) * 1000), follower: self.place, by, step }
    }
}

fn evidence(requirement: &Requirement, district: &str, today: NaiveDate) -> Evidence {
    match requirement.evidence {
        EvidenceAsked::Link => Evidence {
            kind: EvidenceKind::Link,
            body: format!("https://example.org/{district}/{}", requirement.key),
        },
        EvidenceAsked::Text => Evidence {
            kind: EvidenceKind::Text,
            body: format!(
                "Изпълнено към {}; описанието е в деловодната система",
                short_date(Lang::Bg, today)
            ),
        },
        EvidenceAsked::Document | EvidenceAsked::Table | EvidenceAsked::Reference => Evidence {
            kind: EvidenceKind::Reference,
            body: format!("демо № {}/{today}", requirement.key),
        },
    }
}

impl Ord for Event {
    /// The earliest first out of a heap; the story's number breaks ties.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.at, other.follower).cmp(&(self.at, self.follower))
    }
}

impl PartialOrd for Event {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
