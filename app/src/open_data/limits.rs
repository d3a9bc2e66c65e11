//! How often an address may ask for open data: often enough for any program, and
//! not so often that pages wait for it.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::AppError;

/// So many requests in a minute, at once or spread.
pub const PER_MINUTE: u32 = 600;

/// The limits of open data.
#[derive(Debug)]
pub struct OpenLimits {
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl OpenLimits {
    /// [`PER_MINUTE`] from an address.
    #[must_use]
    pub fn new() -> Self {
        let burst = NonZeroU32::new(PER_MINUTE).unwrap_or(NonZeroU32::MIN);
        Self { by_address: RateLimiter::keyed(Quota::per_minute(burst)), clock: DefaultClock::default() }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, address: Option<IpAddr>) -> Result<(), AppError> {
        let Some(address) = address else { return Ok(()) };
        self.by_address.check_key(&network(address)).map_err(|until| {
            let left = until.wait_time_from(self.clock.now());
            let seconds = u32::try_from(left.as_secs()).unwrap_or(u32::MAX).saturating_add(1);
            AppError::TooManyAttempts { seconds }
        })
    }

    /// Forgets addresses that have not asked for a while.
    pub fn forget_old(&self) {
        self.by_address.retain_recent();
    }
}

impl Default for OpenLimits {
    fn default() -> Self {
        Self::new()
    }
}

/// One subscriber of IPv6 has a whole /64.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_held_back_and_others_are_not() {
        let limits = OpenLimits::new();
        let flood = |low: u16| limits.check(Some(Ipv6Addr::new(1, 2, 3, 4, 0, 0, 0, low).into()));
        let let_in = (0..2 * 600).filter(|low| flood(*low).is_ok()).count();
        assert!((600..620).contains(&let_in), "its addresses are one: {let_in}");
        assert!(matches!(flood(0), Err(AppError::TooManyAttempts { seconds: 1..=2 })));
        assert!(limits.check(Some("192.0.2.1".parse().unwrap())).is_ok());
    }
}
