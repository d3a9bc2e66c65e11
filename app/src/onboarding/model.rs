//! The rules of an onboarding, as pure functions of its records and a day.
//!
//! * [`requirement`]: what a requirement can be, and how it moves;
//! * [`progress`]: all that is recorded of one onboarding, with the gate and the
//!   derived status;
//! * [`turn`]: whose move it is;
//! * `replayed`: what the ledger says it had come to.

pub mod progress;
pub mod requirement;
pub mod turn;

#[cfg(feature = "ssr")]
pub mod replayed;

pub use progress::{Dates, Mark, MarkKind, Missing, Progress, Status, Suspension, Tally, check_reached_on};
pub use requirement::{Evidence, EvidenceKind, Record, ReturnReason, Standing, State};
pub use turn::Move;

#[cfg(test)]
mod tests;
