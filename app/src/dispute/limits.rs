//! How often the form may be sent.

use std::net::IpAddr;
use std::time::Duration;

use crate::error::AppError;
use crate::limits::{PublicLimits, Rate};

/// The limits of the form.
#[derive(Debug)]
pub struct DisputeLimits {
    sent: PublicLimits,
    filed: PublicLimits,
}

impl DisputeLimits {
    /// What is in order: ten at once and then one in two minutes from a network; a
    /// hundred at once and then one in six seconds from everybody. What is sent, with
    /// all corrections: six times that, so that nobody runs out over a mistake.
    #[must_use]
    pub fn new() -> Self {
        Self {
            sent: PublicLimits::new(
                Rate { burst: 60, every: Duration::from_secs(20) },
                Rate { burst: 600, every: Duration::from_secs(1) },
            ),
            filed: PublicLimits::new(
                Rate { burst: 10, every: Duration::from_secs(120) },
                Rate { burst: 100, every: Duration::from_secs(6) },
            ),
        }
    }

    /// Counts a form that was sent, before it is read.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check_sent(&self, from: Option<IpAddr>) -> Result<(), AppError> {
        self.sent.check(from)
    }

    /// Counts a form that is in order, before it is written down.
    ///
    /// # Errors
    /// [`AppError::TooManyAttempts`] with the seconds to wait.
    pub fn check_filed(&self, from: Option<IpAddr>) -> Result<(), AppError> {
        self.filed.check(from)
    }

    /// Forgets who has not sent anything for a while.
    pub fn forget_old(&self) {
        self.sent.forget_old();
        self.filed.forget_old();
    }
}

impl Default for DisputeLimits {
    fn default() -> Self {
        Self::new()
    }
}
