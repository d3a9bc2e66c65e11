//! How often the button may be pressed.

use std::time::Duration;

use crate::limits::{PublicLimits, Rate};

/// Thirty at once, which is every service for two districts, and then one a minute
/// from a network; three hundred at once and then ten a second from everybody.
#[must_use]
pub fn demand_limits() -> PublicLimits {
    PublicLimits::new(
        Rate { burst: 30, every: Duration::from_secs(60) },
        Rate { burst: 300, every: Duration::from_millis(100) },
    )
}
