//! How often somebody may ask for a letter, so that nobody's mailbox is filled from
//! here.

use std::net::IpAddr;
use std::time::Duration;

use super::model::EmailAddress;
use crate::error::AppError;
use crate::ledger::store::hash_text;
use crate::limits::{Each, PublicLimits, Rate};

/// The limits of the form.
#[derive(Debug)]
pub struct SubscriptionLimits {
    sent: PublicLimits,
    /// By a hash: addresses are kept nowhere longer than need be.
    by_mailbox: Each<String>,
}

impl SubscriptionLimits {
    /// Ten at once and then one in two minutes from a network; three at once and
    /// then one in eight hours to a mailbox; a hundred at once and then one in six
    /// seconds from everybody.
    #[must_use]
    pub fn new() -> Self {
        Self {
            sent: PublicLimits::new(
                Rate { burst: 10, every: Duration::from_secs(120) },
                Rate { burst: 100, every: Duration::from_secs(6) },
            ),
            by_mailbox: Each::new(Rate { burst: 3, every: Duration::from_secs(8 * 3_600) }),
        }
    }

    /// Counts a form that was sent.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, from: Option<IpAddr>) -> Result<(), AppError> {
        self.sent.check(from)
    }

    /// Counts a letter to a mailbox, whether or not it is known here.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check_mailbox(&self, to: &EmailAddress) -> Result<(), AppError> {
        self.by_mailbox.check(&hash_text(to.key().as_bytes()))
    }

    /// Forgets who has not sent anything for a while.
    pub fn forget_old(&self) {
        self.sent.forget_old();
        self.by_mailbox.forget_old();
    }
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
}
