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
}

/// What would become of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// In the order they came.
    pub places: Vec<PlaceEffect>,
    /// For each milestone whose gate would close somewhere: in how many districts.
    pub closes: BTreeMap<i32, usize>,
    /// How many districts would have something new to do.
    pub to_do: usize,
    /// How many live ones are among them.
    pub live_to_do: usize,
    /// How many ready districts would be ready no longer.
    pub fall_back: usize,
    /// The positions of milestones that would ask for nothing.
    pub idle: Vec<i32>,
    /// How many districts are left out, because nothing is known of them.
    pub unknown: usize,
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
        let (status, then) = (progress.status(present, today), progress.status(draft, today));
        effect.to_do += usize::from(!opens.is_empty());
        effect.fall_back += usize::from(then != status && matches!(status, Status::Ready { .. }));
        effect.live_to_do += usize::from(status.is_live() && !opens.is_empty());
        effect.unknown += usize::from(!known);
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
