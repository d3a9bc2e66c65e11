//! The rules of an onboarding, as pure functions of its records and a day.
//!
//! * [`requirement`]: what a requirement can be, and how it moves;
//! * [`progress`]: all that is recorded of one onboarding, with the gate, the
//!   derived status and whose move it is.

pub mod progress;
pub mod requirement;

pub use progress::{
    Dates, Mark, MarkKind, Missing, Move, Progress, Status, Suspension, Tally, check_reached_on,
};
pub use requirement::{Evidence, EvidenceKind, Record, ReturnReason, Standing, State};

#[cfg(test)]
mod tests;
