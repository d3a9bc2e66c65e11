//! The rules of an onboarding, as pure functions of its records and a day.
//!
//! * [`requirement`]: what a requirement can be, and how it moves;
//! * [`progress`]: all that is recorded of one onboarding, with the gate and the
//!   derived status;
//! * [`mark`]: a milestone reached, on whose word, and taken back;
//! * [`renewal`]: new evidence while the old is still good;
//! * [`expiry`]: evidence that is running out;
//! * [`suspension`]: live, but not now;
//! * [`turn`]: whose move it is;
//! * [`stance`]: all that waits, and whether the district waits for others;
//! * [`dates`]: what the three dates may be, and how they have moved;
//! * [`circumstance`]: conditions that requirements depend on;
//! * [`carried`]: what a newer checklist version means for who began before it;
//! * [`lateness`]: what an agreed date that has passed means;
//! * `replayed`: what the ledger says it had come to.

pub mod carried;
pub mod circumstance;
pub mod dates;
pub mod expiry;
pub mod lateness;
pub mod mark;
pub mod progress;
pub mod renewal;
pub mod requirement;
pub mod stance;
pub mod suspension;
pub mod turn;

#[cfg(feature = "ssr")]
pub mod replayed;

pub use carried::Carried;
pub use circumstance::Circumstance;
pub use dates::{
    Bounds, DateName, Dates, LONGEST_WINDOW, Period, Slip, SlipReason, SlipTotals, UnusualDay, slips,
};
pub use expiry::{Expiring, Warning};
pub use lateness::{Timeliness, timeliness};
pub use mark::{Mark, MarkKind};
pub use progress::{Missing, Progress, Status, Suspension, Tally, check_reached_on};
pub use renewal::{Renewal, renewable_from};
pub use requirement::{Evidence, EvidenceKind, Record, ReturnReason, Standing, State};
pub use stance::{Stance, Task, Wait, What};
pub use turn::Move;

#[cfg(test)]
mod tests;
