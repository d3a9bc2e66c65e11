//! Why the observer does not ask an address.

use serde::{Deserialize, Serialize};

/// Why the observer does not ask an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObserverRule {
    /// No address of a page.
    NotAnAddress,
    /// It has a user name or a password in it.
    HasPassword,
    /// A number instead of a name.
    NotAName,
    /// It leads into an internal network.
    Internal,
    /// Not the usual port.
    OtherPort,
}

impl ObserverRule {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::NotAnAddress, Self::HasPassword, Self::NotAName, Self::Internal, Self::OtherPort];

    /// The name in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotAnAddress => "not_an_address",
            Self::HasPassword => "has_password",
            Self::NotAName => "not_a_name",
            Self::Internal => "internal",
            Self::OtherPort => "other_port",
        }
    }

    /// The rule of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }
}
