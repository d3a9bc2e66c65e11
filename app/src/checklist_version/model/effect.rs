//! What a draft would do to each district, had it held today.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::onboarding::model::{Carried, Progress, Status, Tally};
use crate::programme::model::{Checklist, Requirement};
use crate::text::Bilingual;

/// A district with all that is recorded of it.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Bilingual,
    /// States, marks, conditions.
    pub progress: Progress,
}

/// What would become of one district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceEffect {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Bilingual,
    /// Where it stands.
    pub status: Status,
    /// Where it would stand: marks stay, but who is ready may be so no longer.
    pub then: Status,
    /// Its count under the present version; `None` while unknown.
    pub before: Option<Tally>,
    /// Its count under the draft.
    pub after: Option<Tally>,
    /// What is met under the versions before and to do under which later one.
    pub carried: Option<Carried>,
    /// What would be to do that is not now, by key, and by when.
    pub opens: Vec<(String, Option<NaiveDate>)>,
    /// The positions of milestones whose gate is open and would close.
    pub closes: Vec<i32>,
    /// Those among them that wait to be marked, and then could not be.
    pub unmarked: Vec<i32>,
}

/// What would become of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// In the order they came.
    pub places: Vec<PlaceEffect>,
    /// For each milestone whose gate would close somewhere: in how many districts.
    pub closes: BTreeMap<i32, usize>,
    /// The positions of milestones that would ask for nothing.
    pub idle: Vec<i32>,
}

/// What districts are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// They would have something new to do.
    ToDo,
    /// They are live and would have something new to do.
    LiveToDo,
    /// They are ready and would be ready no longer.
    FallBack,
    /// A milestone waits to be marked there and could be no longer.
    Unmarked,
    /// Nothing is known of them, so they are left out.
    Unknown,
    /// The gate of the milestone at this position would close there.
    Closes(i32),
}

impl Counted {
    /// All but those by milestone, in the order of the page.
    pub const ALL: [Self; 5] = [Self::ToDo, Self::LiveToDo, Self::FallBack, Self::Unmarked, Self::Unknown];

    /// The name in addresses.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::ToDo => "to-do".to_owned(),
            Self::LiveToDo => "live-to-do".to_owned(),
            Self::FallBack => "fall-back".to_owned(),
            Self::Unmarked => "unmarked".to_owned(),
            Self::Unknown => "unknown".to_owned(),
            Self::Closes(position) => format!("closes-{position}"),
        }
    }

    /// The one of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key.strip_prefix("closes-") {
            Some(position) => position.parse().ok().map(Self::Closes),
            None => Self::ALL.into_iter().find(|one| one.key() == key),
        }
    }

    /// Whether a district counts.
    #[must_use]
    pub fn counts(self, place: &PlaceEffect) -> bool {
        match self {
            Self::ToDo => !place.opens.is_empty(),
            Self::LiveToDo => place.status.is_live() && !place.opens.is_empty(),
            Self::FallBack => place.then != place.status && matches!(place.status, Status::Ready { .. }),
            Self::Unmarked => !place.unmarked.is_empty(),
            Self::Unknown => place.before.is_none(),
            Self::Closes(position) => place.closes.contains(&position),
        }
    }
}

impl Effect {
    /// How many districts count.
    #[must_use]
    pub fn count(&self, counted: Counted) -> usize {
        self.places.iter().filter(|place| counted.counts(place)).count()
    }
}

impl PlaceEffect {
    /// Whether the draft makes a difference here.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.before != self.after
            || self.status != self.then
            || !self.opens.is_empty()
            || !self.closes.is_empty()
    }
}

/// What `draft` would do in the place of `present` on this day. Records are kept
/// by key, so nothing is reset; what is unknown stays unknown and is counted.
#[must_use]
pub fn effect(present: &Checklist, draft: &Checklist, places: &[Place], today: NaiveDate) -> Effect {
    let idle = draft.milestones.iter().filter(|one| one.requirements.is_empty());
    let mut effect = Effect { idle: idle.map(|one| one.position).collect(), ..Effect::default() };
    for place in places {
        let progress = &place.progress;
        let is_open = |one: &&Requirement| !progress.standing(one, today).satisfies();
        let known = progress.opened_on.is_some();
        let open_now: Vec<&str> =
            present.requirements().filter(is_open).map(|one| one.key.as_str()).collect();
        let opens: Vec<(String, Option<NaiveDate>)> = draft
            .requirements()
            .filter(|_| known)
            .filter(is_open)
            .filter(|one| !open_now.contains(&one.key.as_str()))
            .map(|one| (one.key.clone(), one.must_be_met_by))
            .collect();
        let (before, after) = (open_gates(progress, present, today), open_gates(progress, draft, today));
        let closes: Vec<i32> =
            if known { before.into_iter().filter(|one| !after.contains(one)).collect() } else { Vec::new() };
        for position in &closes {
            *effect.closes.entry(*position).or_default() += 1;
        }
        let unmarked: Vec<i32> =
            closes.iter().copied().filter(|at| progress.is_to_mark(present, *at, today)).collect();
        let (status, then) = (progress.status(present, today), progress.status(draft, today));
        effect.places.push(PlaceEffect {
            slug: place.slug.clone(),
            name: place.name.clone(),
            status,
            then,
            carried: progress.carried(draft, today),
            before: progress.tally(&present.milestones, today),
            after: progress.tally(&draft.milestones, today),
            opens,
            closes,
            unmarked,
        });
    }
    effect
}

/// The positions of the milestones whose gate is open: all up to the first that
/// lacks something, since a gate asks for everything before it as well.
fn open_gates(progress: &Progress, checklist: &Checklist, today: NaiveDate) -> Vec<i32> {
    checklist
        .milestones
        .iter()
        .take_while(|milestone| {
            milestone.requirements.iter().all(|one| progress.standing(one, today).satisfies())
        })
        .map(|milestone| milestone.position)
        .collect()
}
