//! How often an address may ask for open data: often enough for any program, and
//! not so often that pages wait for it.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use crate::error::AppError;
use crate::limits::{Each, Rate};

/// The limits of open data.
#[derive(Debug)]
pub struct OpenLimits {
    by_network: Each<IpAddr>,
    per_minute: NonZeroU32,
}

impl OpenLimits {
    /// So many requests in a minute from a network, at once or spread.
    #[must_use]
    pub fn new(per_minute: NonZeroU32) -> Self {
        let every = Duration::from_secs(60) / per_minute.get();
        Self { by_network: Each::new(Rate { burst: per_minute.get(), every }), per_minute }
    }

    /// How many requests a minute are answered.
    #[must_use]
    pub fn per_minute(&self) -> u32 {
        self.per_minute.get()
    }

    /// Counts a request.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, address: Option<IpAddr>) -> Result<(), AppError> {
        self.by_network.check_address(address)
    }

    /// Forgets networks that have not asked for a while.
    pub fn forget_old(&self) {
        self.by_network.forget_old();
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv6Addr;

    use super::*;

    #[test]
    fn one_network_is_held_back_and_others_are_not() {
        let limits = OpenLimits::new(NonZeroU32::new(600).unwrap());
        let flood = |low: u16| limits.check(Some(Ipv6Addr::new(1, 2, 3, 4, 0, 0, 0, low).into()));
        let let_in = (0..2 * 600).filter(|low| flood(*low).is_ok()).count();
        assert!((600..620).contains(&let_in), "its addresses are one: {let_in}");
        assert!(matches!(flood(0), Err(AppError::TooManyAttempts { seconds: 1..=2 })));
        assert!(limits.check(Some("192.0.2.1".parse().unwrap())).is_ok());
    }
}
