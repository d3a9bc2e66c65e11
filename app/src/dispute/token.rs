//! When a form was shown, signed: one that comes back at once was not filled in
//! by a person, and one that was never shown is from nowhere.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::clock::Moment;
use crate::error::Rule;
use crate::ledger::store::hex;

/// Nobody reads and fills in the form faster, in milliseconds.
const QUICKEST: i64 = 3_000;
/// Nobody keeps it open longer, in milliseconds.
const LONGEST: i64 = 24 * 3_600_000;

/// The key of the signatures.
#[derive(Clone)]
pub struct FormKey(String);

// Not derived: a key is for no log.
impl fmt::Debug for FormKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormKey(…)")
    }
}

impl FormKey {
    /// This key.
    #[must_use]
    pub fn new(key: String) -> Self {
        Self(key)
    }

    /// What a form shown now sends back.
    #[must_use]
    pub fn issue(&self, now: Moment) -> String {
        format!("{}.{}", now.0, self.sign(now.0))
    }

    /// Whether what came back was shown by us, long enough and not too long ago.
    ///
    /// # Errors
    /// [`Rule::TooQuick`], [`Rule::FormExpired`].
    pub fn check(&self, token: &str, now: Moment) -> Result<(), Rule> {
        let shown = token
            .split_once('.')
            .and_then(|(at, signature)| Some((at.parse::<i64>().ok()?, signature)))
            .filter(|(at, signature)| self.sign(*at) == *signature)
            .map(|(at, _)| at)
            .ok_or(Rule::FormExpired)?;
        match now.0.saturating_sub(shown) {
            age if age < QUICKEST => Err(Rule::TooQuick),
            age if age > LONGEST => Err(Rule::FormExpired),
            _ => Ok(()),
        }
    }

    fn sign(&self, at: i64) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else { return String::new() };
        mac.update(format!("dispute:{at}").as_bytes());
        hex(&mac.finalize().into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_form_is_good_from_three_seconds_to_a_day(at in 0i64..4_000_000_000_000, age in 0i64..200_000_000) {
            let key = FormKey::new("a key".to_owned());
            let token = key.issue(Moment(at));
            let expected = match age {
                ..QUICKEST => Err(Rule::TooQuick),
                QUICKEST..=LONGEST => Ok(()),
                _ => Err(Rule::FormExpired),
            };
            prop_assert_eq!(key.check(&token, Moment(at + age)), expected);
            prop_assert_eq!(FormKey::new("other".to_owned()).check(&token, Moment(at + age)), Err(Rule::FormExpired));
        }

        #[test]
        fn nothing_else_is_a_token(token in "\\PC{0,80}") {
            let key = FormKey::new("a key".to_owned());
            prop_assert_eq!(key.check(&token, Moment(10_000_000)), Err(Rule::FormExpired));
        }

        #[test]
        fn the_time_cannot_be_changed(at in 0i64..4_000_000_000_000, other in 0i64..4_000_000_000_000) {
            prop_assume!(at != other);
            let key = FormKey::new("a key".to_owned());
            let token = key.issue(Moment(at));
            let forged = format!("{other}.{}", token.split_once('.').unwrap().1);
            prop_assert_eq!(key.check(&forged, Moment(other + QUICKEST)), Err(Rule::FormExpired));
        }
    }
}
