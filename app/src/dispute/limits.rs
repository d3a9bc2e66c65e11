//! How often somebody may send the form: by address, and all together, so that
//! a flood costs others nothing.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::AppError;

/// The limits of the form.
#[derive(Debug)]
pub struct DisputeLimits {
    by_address: DefaultKeyedRateLimiter<IpAddr>,
    together: DefaultDirectRateLimiter,
    clock: DefaultClock,
}

impl DisputeLimits {
    /// Ten at once and then one in two minutes from an address, corrections of
    /// what was refused included; a hundred at once and then one in six seconds
    /// from everybody.
    #[must_use]
    pub fn new() -> Self {
        Self {
            by_address: RateLimiter::keyed(quota(Duration::from_secs(120), 10)),
            together: RateLimiter::direct(quota(Duration::from_secs(6), 100)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a form that was sent.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, address: Option<IpAddr>) -> Result<(), AppError> {
        let wait = |until: governor::NotUntil<_>| {
            let left = until.wait_time_from(self.clock.now());
            let seconds = u32::try_from(left.as_secs()).unwrap_or(u32::MAX).saturating_add(1);
            AppError::TooManyAttempts { seconds }
        };
        if let Some(address) = address {
            self.by_address.check_key(&network(address)).map_err(wait)?;
        }
        self.together.check().map_err(wait)
    }

    /// Forgets addresses that have not sent anything for a while.
    pub fn forget_old(&self) {
        self.by_address.retain_recent();
    }
}

impl Default for DisputeLimits {
    fn default() -> Self {
        Self::new()
    }
}

/// One subscriber of IPv6 has a whole /64.
#[must_use]
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & !u128::from(u64::MAX))),
    }
}

/// So many at once, and then one each time this has passed.
#[must_use]
pub fn quota(every: Duration, burst: u32) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(every).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_held_back_and_others_are_not() {
        let limits = DisputeLimits::new();
        let flood: Vec<IpAddr> = (0..40).map(|low| Ipv6Addr::new(1, 2, 3, 4, 0, 0, 0, low).into()).collect();
        let let_in = flood.iter().filter(|address| limits.check(Some(**address)).is_ok()).count();
        assert_eq!(let_in, 10, "its addresses are one");
        assert!(limits.check(Some("192.0.2.1".parse().unwrap())).is_ok());
    }

    #[test]
    fn many_addresses_are_held_back_together() {
        let limits = DisputeLimits::new();
        let let_in = (0..200u8).filter(|low| limits.check(Some([192, 0, 2, *low].into())).is_ok()).count();
        assert_eq!(let_in, 100);
    }
}
