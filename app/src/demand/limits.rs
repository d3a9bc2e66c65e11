//! How often somebody may press the button: by address, and all together, so
//! that a flood costs others nothing.

use std::net::IpAddr;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, RateLimiter};

use crate::dispute::limits::{network, quota, wait};
use crate::error::AppError;

/// The limits of the button.
#[derive(Debug)]
pub struct DemandLimits {
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    together: DefaultDirectRateLimiter,
    clock: DefaultClock,
}

impl DemandLimits {
    /// Thirty at once, which is every service for two districts, and then one a
    /// minute from an address; three hundred at once and then ten a second from
    /// everybody.
    #[must_use]
    pub fn new() -> Self {
        Self {
            by_address: RateLimiter::keyed(quota(Duration::from_secs(60), 30)),
            together: RateLimiter::direct(quota(Duration::from_millis(100), 300)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a press.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, address: Option<IpAddr>) -> Result<(), AppError> {
        let now = self.clock.now();
        if let Some(address) = address {
            self.by_address.check_key(&network(address)).map_err(|until| wait(&until, now))?;
        }
        self.together.check().map_err(|until| wait(&until, now))
    }

    /// Forgets addresses that have not sent anything for a while.
    pub fn forget_old(&self) {
        self.by_address.retain_recent();
    }
}

impl Default for DemandLimits {
    fn default() -> Self {
        Self::new()
    }
}
