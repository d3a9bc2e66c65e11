//! Where the time comes from, and which day it is in Sofia.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::{Europe::Sofia, Tz};

use super::Moment;

/// A source of the present instant.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant.
    fn now(&self) -> Moment;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

/// A clock that stands still until it is set: for tests and for the
/// demonstration's years of history.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Moment {
        Moment(Utc::now().timestamp_millis())
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        Moment(self.0.load(Ordering::SeqCst))
    }
}

impl FixedClock {
    /// A clock that shows this instant.
    #[must_use]
    pub fn new(moment: Moment) -> Self {
        Self(AtomicI64::new(moment.0))
    }

    /// Puts the clock to another instant.
    pub fn set(&self, moment: Moment) {
        self.0.store(moment.0, Ordering::SeqCst);
    }
}

/// The calendar day in Sofia at this instant.
#[must_use]
pub fn sofia_day(moment: Moment) -> NaiveDate {
    sofia_time(moment).date_naive()
}

/// The wall clock in Sofia at this instant.
#[must_use]
pub fn sofia_time(moment: Moment) -> DateTime<Tz> {
    moment.utc().with_timezone(&Sofia)
}

/// The last instant of a day in Sofia. No clock is changed there at midnight.
#[must_use]
pub fn sofia_day_end(day: NaiveDate) -> Moment {
    let midnight = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    let utc =
        Sofia.from_local_datetime(&midnight).earliest().map_or(midnight.and_utc(), |local| local.to_utc());
    Moment(utc.timestamp_millis() - 1)
}
