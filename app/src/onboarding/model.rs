//! The rules of an onboarding, as pure functions of its records and a day.
//!
//! * [`requirement`]: what a requirement can be, and how it moves;
//! * [`progress`]: all that is recorded of one onboarding, with the gate and the
//!   derived status;
//! * [`turn`]: whose move it is;
//! * [`dates`]: what the three dates may be, and how they have moved;
//! * [`lateness`]: what an agreed date that has passed means;
//! * `replayed`: what the ledger says it had come to.

pub mod dates;
pub mod lateness;
pub mod progress;
pub mod requirement;
pub mod turn;

#[cfg(feature = "ssr")]
pub mod replayed;

pub use dates::{
    Bounds, DateName, Dates, DayOff, LONGEST_WINDOW, Period, Slip, SlipReason, SlipTotals, slips,
};
pub use lateness::{Timeliness, timeliness};
pub use progress::{Mark, MarkKind, Missing, Progress, Status, Suspension, Tally, check_reached_on};
pub use requirement::{Evidence, EvidenceKind, Record, ReturnReason, Standing, State};
pub use turn::Move;

#[cfg(test)]
mod tests;
