//! A life event, and what its steps come to between the district left and the
//! district moved to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::service::model::{Offer, State, Tally};
use crate::service::store::Service;
use crate::text::Bilingual;

/// Services in the order in which a person needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeEvent {
    /// Name in addresses.
    pub key: String,
    /// Its name.
    pub name: Bilingual,
    /// In the order in which they are taken.
    pub steps: Vec<Step>,
    /// How its design progressed, as far as it is known.
    pub design: Vec<Phase>,
    /// How closely its steps are joined; `None` while no source says.
    pub integration: Option<Integration>,
}

/// A step of a life event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is asked for.
    pub service: Service,
    /// Whether the district left has a part in it too.
    pub two_ended: bool,
}

/// A phase of a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// Key of the phase.
    pub phase: String,
    /// The first day of its first month.
    pub from: NaiveDate,
    /// It had begun by then; when exactly is not known.
    pub from_at_latest: bool,
    /// The first day of its last month; `None` while its end is not known.
    pub until: Option<NaiveDate>,
    /// Who says so.
    pub source: Bilingual,
}

/// How closely the steps are joined, and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Integration {
    /// Key of the level.
    pub level: String,
    /// Who says so.
    pub source: Bilingual,
}

/// One of the two sides of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The district; `None` for a place outside Sofia, of which nothing is kept.
    pub district: Option<Bilingual>,
    /// Its name in addresses; empty for a place outside Sofia.
    pub slug: String,
    /// What it offers.
    pub offer: Offer,
}

/// A step between two places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The step.
    pub step: Step,
    /// One or two; the district left first.
    pub ends: Vec<End>,
}

impl LifeEvent {
    /// Whether it needs to be known where somebody leaves.
    #[must_use]
    pub fn is_two_ended(&self) -> bool {
        self.steps.iter().any(|step| step.two_ended)
    }
}

impl Outcome {
    /// What can be done of it: what the weaker side allows. It is online only
    /// where every side offers it online.
    #[must_use]
    pub fn state(&self) -> State {
        weakest(self.ends.iter().map(|end| end.offer.state()))
    }
}

/// The weaker of the sides; without any side nothing is known.
#[must_use]
pub fn weakest(ends: impl IntoIterator<Item = State>) -> State {
    ends.into_iter().min().unwrap_or(State::Unknown)
}

/// How many of the steps can be done in which way.
#[must_use]
pub fn tally(outcomes: &[Outcome]) -> Tally {
    outcomes.iter().map(Outcome::state).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn states() -> impl Strategy<Value = Vec<State>> {
        proptest::collection::vec(proptest::sample::select(&State::ALL), 1..3)
    }

    proptest! {
        /// A two-ended step is online exactly when both districts offer it so.
        #[test]
        fn online_needs_both_ends(ends in states()) {
            let all = ends.iter().all(|state| *state == State::Online);
            prop_assert_eq!(weakest(ends.clone()) == State::Online, all);
        }

        /// Which of the two is left makes no difference, and a move within one
        /// district is as good as the district.
        #[test]
        fn the_ends_may_be_changed_over(ends in states()) {
            let result = weakest(ends.clone());
            prop_assert_eq!(weakest(ends.iter().rev().copied()), result);
            prop_assert!(ends.contains(&result));
            for state in State::ALL {
                prop_assert_eq!(weakest([state, state]), state);
            }
        }

        /// A side that gets better never makes the step worse.
        #[test]
        fn better_sides_make_no_step_worse(one in states(), better in proptest::sample::select(&State::ALL)) {
            let mut improved = one.clone();
            improved[0] = improved[0].max(better);
            prop_assert!(weakest(improved) >= weakest(one));
        }

        /// What is contradicted or not known on one side is never called online
        /// or partly online.
        #[test]
        fn nothing_uncertain_looks_like_yes(ends in states()) {
            if ends.iter().any(|state| matches!(state, State::Disagree | State::Unknown)) {
                prop_assert!(weakest(ends) <= State::Unknown);
            }
        }
    }
}
