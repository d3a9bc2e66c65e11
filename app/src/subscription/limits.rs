//! How often somebody may ask for a letter: by network address, by the address
//! the letter goes to, and all together, so that nobody's mailbox is filled from
//! here.

use std::net::IpAddr;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, RateLimiter};

use super::model::EmailAddress;
use crate::dispute::limits::{network, quota};
use crate::error::AppError;
use crate::ledger::store::hash_text;

/// The limits of the form.
#[derive(Debug)]
pub struct SubscriptionLimits {
    by_network: DefaultKeyedRateLimiter<IpAddr>,
    /// By a hash: addresses are kept nowhere longer than need be.
    by_mailbox: DefaultKeyedRateLimiter<String>,
    together: DefaultDirectRateLimiter,
    clock: DefaultClock,
}

impl SubscriptionLimits {
    /// Ten at once and then one in two minutes from a network; three at once and
    /// then one in eight hours to a mailbox; a hundred at once and then one in six
    /// seconds from everybody.
    #[must_use]
    pub fn new() -> Self {
        Self {
            by_network: RateLimiter::keyed(quota(Duration::from_secs(120), 10)),
            by_mailbox: RateLimiter::keyed(quota(Duration::from_secs(8 * 3_600), 3)),
            together: RateLimiter::direct(quota(Duration::from_secs(6), 100)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts a form that was sent.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, from: Option<IpAddr>) -> Result<(), AppError> {
        let wait = |until: governor::NotUntil<_>| too_many(until.wait_time_from(self.clock.now()));
        if let Some(from) = from {
            self.by_network.check_key(&network(from)).map_err(wait)?;
        }
        self.together.check().map_err(wait)
    }

    /// Counts a letter to a mailbox, whether or not it is known here.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check_mailbox(&self, to: &EmailAddress) -> Result<(), AppError> {
        self.by_mailbox
            .check_key(&hash_text(to.key().as_bytes()))
            .map_err(|until| too_many(until.wait_time_from(self.clock.now())))
    }

    /// Forgets who has not sent anything for a while.
    pub fn forget_old(&self) {
        self.by_network.retain_recent();
        self.by_mailbox.retain_recent();
    }
}

fn too_many(left: Duration) -> AppError {
    AppError::TooManyAttempts { seconds: u32::try_from(left.as_secs()).unwrap_or(u32::MAX).saturating_add(1) }
}

impl Default for SubscriptionLimits {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_not_filled_however_its_address_is_written() {
        let limits = SubscriptionLimits::new();
        let let_in = ["a@x.bg", "A@x.bg", "a@X.bg", "A@X.BG", "a@x.bg"]
            .iter()
            .filter(|one| limits.check_mailbox(&EmailAddress::parse(one).unwrap()).is_ok())
            .count();
        assert_eq!(let_in, 3);
        assert!(limits.check_mailbox(&EmailAddress::parse("b@x.bg").unwrap()).is_ok());
    }

    #[test]
    fn one_network_is_held_back_and_others_are_not() {
        let limits = SubscriptionLimits::new();
        let here: IpAddr = [192, 0, 2, 1].into();
        assert_eq!((0..40).filter(|_| limits.check(Some(here)).is_ok()).count(), 10);
        assert!(limits.check(Some([192, 0, 2, 2].into())).is_ok());
    }
}
