//! What tells a second press of the same day from the first, and tells nothing
//! once the day's salt is gone.

use std::fmt;
use std::net::IpAddr;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::form::Wish;
use crate::ledger::store::hex;

/// The salt of a day.
pub struct Salt(String);

// Not derived: a salt is for no log.
impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

impl Salt {
    /// As it is kept.
    #[must_use]
    pub fn new(value: String) -> Self {
        Self(value)
    }

    /// What stands for this wish from this network on the salt's day. The browser
    /// is left out: it can be changed at will, and says more of a person.
    #[must_use]
    pub fn hash(&self, network: Option<IpAddr>, wish: &Wish) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else { return String::new() };
        let network = network.map(|one| one.to_string()).unwrap_or_default();
        mac.update(format!("{network} {} {}", wish.service, wish.district).as_bytes());
        hex(&mac.finalize().into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_wish_of_each_network_under_each_salt_is_its_own() {
        let mut all = BTreeSet::new();
        for salt in ["one", "two"] {
            let salt = Salt::new(salt.to_owned());
            assert_eq!(format!("{salt:?}"), "Salt(…)");
            for network in [None, Some("192.0.2.1"), Some("192.0.2.11")] {
                let network = network.map(|one| one.parse().unwrap());
                for (service, district) in [(1, "lyulin"), (11, "lyulin"), (1, "iskar")] {
                    let wish = Wish { service, district: district.to_owned() };
                    let hash = salt.hash(network, &wish);
                    assert_eq!(hash, salt.hash(network, &wish));
                    assert_eq!(hash.len(), 64);
                    assert!(all.insert(hash));
                }
            }
        }
    }
}
