//! An address that letters can go to.

use std::fmt;

use url::Host;

use crate::error::Rule;

/// For how long a subscription waits to be confirmed.
pub const CONFIRM_WITHIN_SECONDS: i64 = 7 * 24 * 3_600;

/// The longest address there is (RFC 5321).
const LONGEST: usize = 254;
const LONGEST_NAME: usize = 64;

/// One e-mail address in plain letters; nothing in it can end a header.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address; its host in small letters, written as computers do.
    ///
    /// # Errors
    /// [`Rule::NotAnAddress`].
    pub fn parse(raw: &str) -> Result<Self, Rule> {
        let (name, host) = raw.trim().rsplit_once('@').ok_or(Rule::NotAnAddress)?;
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(letter);
        let is_name = !name.is_empty()
            && name.len() <= LONGEST_NAME
            && name.chars().all(plain)
            && name.split('.').all(|part| !part.is_empty());
        let host = match Host::parse(host) {
            Ok(Host::Domain(host)) => host,
            _ => return Err(Rule::NotAnAddress),
        };
        let letters = |part: &str| {
            !part.is_empty()
                && part.len() <= 63
                && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
        };
        let is_host = host.contains('.') && host.split('.').all(letters);
        let whole = format!("{name}@{host}");
        if is_name && is_host && whole.len() <= LONGEST { Ok(Self(whole)) } else { Err(Rule::NotAnAddress) }
    }

    /// As it is written in a letter.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for all ways to write what is one mailbox everywhere.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_told_from_other_texts() {
        for (typed, read) in [
            ("ivan@example.bg", "ivan@example.bg"),
            (" Ivan.Petrov+redom@Example.BG ", "Ivan.Petrov+redom@example.bg"),
            ("o'neil@mail.example.com", "o'neil@mail.example.com"),
            ("user@столица.бг", "user@xn--80a0addceeh.xn--90ae"),
        ] {
            let found = EmailAddress::parse(typed).map(|one| one.0);
            // Which letters a host is written with is the library's to say.
            if typed.is_ascii() {
                assert_eq!(found.as_deref(), Ok(read), "{typed}");
            } else {
                assert!(found.is_ok_and(|one| one.is_ascii()), "{typed}");
            }
        }
        for typed in [
            "",
            "@",
            "a@",
            "@b.bg",
            "a@b",
            "a b@c.bg",
            "a@b c.bg",
            "a@b.bg, c@d.bg",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a..b@c.bg",
            ".a@c.bg",
            "a@.bg",
            "a@b..bg",
            "a@b.bg\r\nBcc: x@y.bg",
            "<a@b.bg>",
            "a@b@c.bg",
            "иван@example.bg",
        ] {
            assert_eq!(EmailAddress::parse(typed), Err(Rule::NotAnAddress), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_can_stand_in_a_header(typed in "\\PC{0,40}@\\PC{0,40}") {
            if let Ok(address) = EmailAddress::parse(&typed) {
                let whole = address.as_str();
                prop_assert!(whole.len() <= LONGEST && whole.matches('@').count() == 1);
                prop_assert!(whole.chars().all(|letter| letter.is_ascii_graphic() && !"<>,;:\"()[]\\".contains(letter)));
                prop_assert_eq!(EmailAddress::parse(whole), Ok(address.clone()), "it is read as itself");
            }
        }
    }
}
