//! Counting states: the same rows that are listed, and nothing left out.

use super::State;

/// How often each state occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u64; State::ALL.len()],
}

/// A service over all districts, by all three rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// How often each state occurs.
    pub tally: Tally,
    /// Residents of the districts where it is online.
    pub residents_online: u64,
    /// Residents of the districts of which nothing certain is known.
    pub residents_uncertain: u64,
    /// Residents of all districts.
    pub residents: u64,
}

impl Tally {
    /// How many have this state.
    #[must_use]
    pub fn count(&self, state: State) -> u64 {
        State::ALL
            .iter()
            .zip(self.counts)
            .find_map(|(one, count)| (*one == state).then_some(count))
            .unwrap_or_default()
    }

    /// Of how many nothing certain is known: no data, or disagreement.
    #[must_use]
    pub fn uncertain(&self) -> u64 {
        self.count(State::Unknown) + self.count(State::Disagree)
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The states that occur, the best first, each with its number.
    pub fn present(&self) -> impl Iterator<Item = (State, u64)> {
        State::ALL.into_iter().zip(self.counts).filter(|(_, count)| *count > 0)
    }
}

impl FromIterator<State> for Tally {
    fn from_iter<I: IntoIterator<Item = State>>(states: I) -> Self {
        let mut tally = Self::default();
        for state in states {
            let counts = State::ALL.iter().zip(&mut tally.counts);
            for (_, count) in counts.filter(|(one, _)| **one == state) {
                *count += 1;
            }
        }
        tally
    }
}

impl Coverage {
    /// Of the state in each district with its residents.
    #[must_use]
    pub fn of(rows: impl IntoIterator<Item = (State, u64)>) -> Self {
        let tally = Tally::default();
        let mut coverage = Self { tally, residents_online: 0, residents_uncertain: 0, residents: 0 };
        let mut states = Vec::new();
        for (state, residents) in rows {
            states.push(state);
            coverage.residents += residents;
            match state {
                State::Online => coverage.residents_online += residents,
                State::Unknown | State::Disagree => coverage.residents_uncertain += residents,
                _ => {}
            }
        }
        coverage.tally = states.into_iter().collect();
        coverage
    }
}
