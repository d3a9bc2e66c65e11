//! Lock-out: how often somebody may try to sign in.

use std::net::IpAddr;
use std::time::Duration;

use crate::error::AppError;
use crate::limits::{Each, Rate};

/// The limits of sign-in attempts, by account and by network.
#[derive(Debug)]
pub struct SignInLimits {
    by_account: Each<String>,
    by_network: Each<IpAddr>,
}

impl SignInLimits {
    /// Ten attempts at once and then two a minute for an account; fifty at once
    /// and then one every two seconds for a network, behind which may sit a whole
    /// administration.
    #[must_use]
    pub fn new() -> Self {
        Self {
            by_account: Each::new(Rate { burst: 10, every: Duration::from_secs(30) }),
            by_network: Each::new(Rate { burst: 50, every: Duration::from_secs(2) }),
        }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check(&self, account: &str, address: Option<IpAddr>) -> Result<(), AppError> {
        self.by_network.check_address(address)?;
        self.by_account.check(&account.to_owned())
    }

    /// Forgets accounts and networks that have not tried for a while.
    pub fn forget_old(&self) {
        self.by_account.forget_old();
        self.by_network.forget_old();
    }
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self::new()
    }
}
