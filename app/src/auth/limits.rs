//! Lock-out: how often somebody may try to sign in, by account and by address.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::AppError;

/// The limits of sign-in attempts.
#[derive(Debug)]
pub struct SignInLimits {
    by_account: DefaultKeyedRateLimiter<String>,
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl SignInLimits {
    /// Ten attempts at once and then two a minute for an account; fifty at once
    /// and then one every two seconds for an address, behind which may sit a
    /// whole administration.
    #[must_use]
    pub fn new() -> Self {
        Self {
            by_account: RateLimiter::keyed(quota(Duration::from_secs(30), 10)),
            by_address: RateLimiter::keyed(quota(Duration::from_secs(2), 50)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, account: &str, address: Option<IpAddr>) -> Result<(), AppError> {
        let wait = |until: governor::NotUntil<_>| {
            let left = until.wait_time_from(self.clock.now());
            let seconds = u32::try_from(left.as_secs()).unwrap_or(u32::MAX).saturating_add(1);
            AppError::TooManyAttempts { seconds }
        };
        if let Some(address) = address {
            self.by_address.check_key(&address).map_err(wait)?;
        }
        self.by_account.check_key(&account.to_owned()).map_err(wait)
    }

    /// Forgets accounts and addresses that have not tried for a while.
    pub fn forget_old(&self) {
        self.by_account.retain_recent();
        self.by_address.retain_recent();
    }
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self::new()
    }
}

fn quota(every: Duration, burst: u32) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(every).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
}
