//! How often the form may be sent.

use std::time::Duration;

use crate::limits::{PublicLimits, Rate};

/// Ten at once and then one in two minutes from a network; a hundred at once and
/// then one in six seconds from everybody.
#[must_use]
pub fn dispute_limits() -> PublicLimits {
    PublicLimits::new(
        Rate { burst: 10, every: Duration::from_secs(120) },
        Rate { burst: 100, every: Duration::from_secs(6) },
    )
}
