//! One type per kind of row number, so that a district's cannot be passed for
//! an onboarding's.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person's or a demonstration's account.
    AccountId;
    /// One of the district administrations.
    DistrictId;
    /// Something districts join.
    ProgrammeId;
    /// One district in one programme.
    OnboardingId;
    /// A refused second save that waits for its author's choice.
    ConflictId;
    /// What somebody contests.
    DisputeId;
    /// What fails for all districts at once.
    OutageId;
    /// An address that has confirmed that it wants to be written to.
    SubscriptionId;
    /// One that has not yet.
    RequestId;
    /// A letter on its way.
    LetterId;
    /// How often a row has changed; sent along with every change to notice a
    /// colleague's. A row that does not exist yet has version 0.
    Version;
}

impl Default for Version {
    /// The version of what has no row yet.
    fn default() -> Self {
        Self(0)
    }
}

impl Version {
    /// The version after one more change.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}
