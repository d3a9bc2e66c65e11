//! How often something may be asked for: by who asks, and by all together, so that
//! a flood from one place costs others nothing.

use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::AppError;

/// So many at once, and then one in so long.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// At once; none is one.
    pub burst: u32,
    /// After that, one in this time.
    pub every: Duration,
}

/// A limit for each of many.
#[derive(Debug)]
pub struct Each<K: Clone + Eq + Hash> {
    limiter: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
}

/// The limits of what anybody may send: by network, and all together.
#[derive(Debug)]
pub struct PublicLimits {
    by_network: Each<IpAddr>,
    together: DefaultDirectRateLimiter,
    clock: DefaultClock,
}

impl Rate {
    fn quota(self) -> Quota {
        let burst = NonZeroU32::new(self.burst).unwrap_or(NonZeroU32::MIN);
        Quota::with_period(self.every).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
    }
}

impl<K: Clone + Eq + Hash> Each<K> {
    /// The same rate for each.
    #[must_use]
    pub fn new(rate: Rate) -> Self {
        Self { limiter: RateLimiter::keyed(rate.quota()), clock: DefaultClock::default() }
    }

    /// Counts one.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, key: &K) -> Result<(), AppError> {
        self.limiter.check_key(key).map_err(|until| too_many(until.wait_time_from(self.clock.now())))
    }

    /// Forgets those of whom nothing has come for a while.
    pub fn forget_old(&self) {
        self.limiter.retain_recent();
    }
}

impl Each<IpAddr> {
    /// Counts one from an address, together with what comes from its network;
    /// nothing where none is known.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check_address(&self, address: Option<IpAddr>) -> Result<(), AppError> {
        address.map_or(Ok(()), |address| self.check(&network(address)))
    }
}

impl PublicLimits {
    /// These rates for each network and for all together.
    #[must_use]
    pub fn new(each: Rate, together: Rate) -> Self {
        Self {
            by_network: Each::new(each),
            together: RateLimiter::direct(together.quota()),
            clock: DefaultClock::default(),
        }
    }

    /// Counts what was sent, corrections of what was refused included.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, address: Option<IpAddr>) -> Result<(), AppError> {
        self.by_network.check_address(address)?;
        self.together.check().map_err(|until| too_many(until.wait_time_from(self.clock.now())))
    }

    /// Forgets networks from which nothing has come for a while.
    pub fn forget_old(&self) {
        self.by_network.forget_old();
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

fn too_many(left: Duration) -> AppError {
    AppError::TooManyAttempts { seconds: u32::try_from(left.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    fn limits() -> PublicLimits {
        PublicLimits::new(Rate { burst: 10, every: HOUR }, Rate { burst: 100, every: HOUR })
    }

    #[test]
    fn one_network_is_held_back_and_others_are_not() {
        let limits = limits();
        let flood: Vec<IpAddr> = (0..40).map(|low| Ipv6Addr::new(1, 2, 3, 4, 0, 0, 0, low).into()).collect();
        let let_in = flood.iter().filter(|address| limits.check(Some(**address)).is_ok()).count();
        assert_eq!(let_in, 10, "its addresses are one");
        assert!(limits.check(Some(Ipv6Addr::new(1, 2, 3, 5, 0, 0, 0, 0).into())).is_ok());
        assert!(limits.check(Some("192.0.2.1".parse().unwrap())).is_ok());
    }

    #[test]
    fn many_networks_are_held_back_together() {
        let limits = limits();
        let let_in = (0..200u8).filter(|low| limits.check(Some([192, 0, 2, *low].into())).is_ok()).count();
        assert_eq!(let_in, 100);
    }

    #[test]
    fn who_is_held_back_is_told_for_how_long() {
        let each = Each::new(Rate { burst: 2, every: Duration::from_secs(30) });
        assert!(each.check(&"a").is_ok() && each.check(&"a").is_ok());
        assert!(matches!(each.check(&"a"), Err(AppError::TooManyAttempts { seconds: 1..=31 })));
        assert!(each.check(&"b").is_ok());
    }
}
