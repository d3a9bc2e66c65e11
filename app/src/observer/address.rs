//! Which addresses are asked at all: public ones, by name. The same rule judges
//! what is typed, every redirect, and what a name stands for when it is connected.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Position, Url};

use crate::error::ObserverRule;

/// The longest address.
pub const MAX_ADDRESS: usize = 500;

/// Hosts that are asked although they are internal, each as it stands in an
/// address, with its port: for closed networks, and for tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed(pub Vec<String>);

impl Allowed {
    /// Whether this address is among them.
    #[must_use]
    pub fn has(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or_default();
        self.0.iter().any(|one| one == host || *one == format!("{host}:{port}"))
    }

    /// Whether a host of this name is among them, whatever its port.
    #[must_use]
    pub fn has_name(&self, name: &str) -> bool {
        self.0.iter().any(|one| one.split(':').next() == Some(name))
    }
}

/// An address that may be asked.
///
/// # Errors
/// Why it may not.
pub fn read(text: &str, allowed: &Allowed) -> Result<Url, ObserverRule> {
    let mut url = Url::parse(text.trim()).map_err(|_| ObserverRule::NotAnAddress)?;
    check(&url, allowed)?;
    url.set_fragment(None);
    Ok(url)
}

/// Whether an address may be asked, as far as can be seen before its name is
/// looked up.
///
/// # Errors
/// Why it may not.
pub fn check(url: &Url, allowed: &Allowed) -> Result<(), ObserverRule> {
    if !matches!(url.scheme(), "http" | "https") || url.as_str().len() > MAX_ADDRESS {
        return Err(ObserverRule::NotAnAddress);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ObserverRule::HasPassword);
    }
    if allowed.has(url) {
        return Ok(());
    }
    match url.host() {
        None => Err(ObserverRule::NotAnAddress),
        // What stands there as a number is not looked up, so nobody would judge it.
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => Err(ObserverRule::NotAName),
        Some(Host::Domain(name)) if !is_public_name(name) => Err(ObserverRule::Internal),
        Some(Host::Domain(_)) if url.port().is_some() => Err(ObserverRule::OtherPort),
        Some(Host::Domain(_)) => Ok(()),
    }
}

/// The host of an address, with its port where that is said.
#[must_use]
pub fn host_of(url: &Url) -> String {
    url[Position::BeforeHost..Position::AfterPort].to_owned()
}

/// A name that can be of the public internet: with a dot, and not among those
/// that never are (RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476).
fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let Some((_, top)) = name.rsplit_once('.') else { return false };
    let never = [
        "localhost",
        "local",
        "internal",
        "intranet",
        "lan",
        "home",
        "corp",
        "onion",
        "test",
        "invalid",
        "alt",
    ];
    !never.contains(&top) && !name.ends_with(".home.arpa") && top.chars().any(char::is_alphabetic)
}

/// Whether an address is of the public internet (the IANA registries of
/// special-purpose addresses, RFC 6890 and its updates). What is not plainly
/// public is not.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_public_four(four),
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or_else(|| is_public_six(six), is_public_four),
    }
}

/// The networks of IPv4 that are not public: first address and length of prefix.
///
/// One is public by number only: where a cloud keeps its machines' secrets
/// (168.63.129.16 of Azure). The others of that kind are link-local.
pub const SPECIAL_FOUR: [(Ipv4Addr, u32); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(168, 63, 129, 16), 32),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// The networks within 2000::/3, all that is public of IPv6, that are not: those
/// of protocols (Teredo and ORCHID among them), of examples, and 6to4, which hides
/// an address of IPv4.
pub const SPECIAL_SIX: [(Ipv6Addr, u32); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

fn is_public_four(address: Ipv4Addr) -> bool {
    !SPECIAL_FOUR.iter().any(|(network, length)| {
        let mask = u32::MAX << (32 - length);
        address.to_bits() & mask == network.to_bits()
    })
}

fn is_public_six(address: Ipv6Addr) -> bool {
    let is_in = |network: Ipv6Addr, length: u32| {
        let mask = u128::MAX << (128 - length);
        address.to_bits() & mask == network.to_bits()
    };
    is_in(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3)
        && !SPECIAL_SIX.iter().any(|(network, length)| is_in(*network, *length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_four() -> impl Strategy<Value = Ipv4Addr> {
        any::<u32>().prop_map(Ipv4Addr::from_bits)
    }

    proptest! {
        /// No address of a special network is public, however it is written.
        #[test]
        fn special_networks_are_refused(place in 0..SPECIAL_FOUR.len(), host in any::<u32>()) {
            let (network, length) = SPECIAL_FOUR[place];
            let address = Ipv4Addr::from_bits(network.to_bits() | host & (u32::MAX.checked_shr(length).unwrap_or(0)));
            prop_assert!(!is_public(address.into()));
            prop_assert!(!is_public(address.to_ipv6_mapped().into()), "as IPv6, too");
            // 6to4, NAT64 and the old compatible form hide the same address.
            let bits = u128::from(address.to_bits());
            prop_assert!(!is_public(Ipv6Addr::from_bits(0x2002 << 112 | bits << 80).into()));
            prop_assert!(!is_public(Ipv6Addr::from_bits(0x0064_ff9b << 96 | bits).into()));
            prop_assert!(!is_public(Ipv6Addr::from_bits(bits).into()));
        }

        /// What the standard library knows to be special is never public.
        #[test]
        fn the_standard_library_agrees(four in any_four(), six in any::<u128>()) {
            let special = four.is_private() || four.is_loopback() || four.is_link_local() || four.is_broadcast()
                || four.is_documentation() || four.is_multicast() || four.is_unspecified();
            prop_assert!(!(special && is_public(four.into())));
            let six = Ipv6Addr::from_bits(six);
            let special = six.is_loopback() || six.is_multicast() || six.is_unspecified()
                || six.is_unique_local() || six.is_unicast_link_local();
            prop_assert!(!(special && is_public(six.into())));
        }

        #[test]
        fn local_networks_of_six_are_refused(host in any::<u128>()) {
            let low = |length: u32| host & (u128::MAX >> length);
            for (first, length) in [(0xfc00u128, 7), (0xfe80, 10), (0xff00, 8), (0xfec0, 10)] {
                prop_assert!(!is_public(Ipv6Addr::from_bits(first << 112 | low(length)).into()));
            }
            for (network, length) in SPECIAL_SIX {
                prop_assert!(!is_public(Ipv6Addr::from_bits(network.to_bits() | low(length)).into()));
            }
        }

        /// No number is an address to ask, in any of the ways browsers read one.
        #[test]
        fn a_number_is_no_name(four in any_four(), six in any::<u128>()) {
            let bits = four.to_bits();
            let texts = [
                format!("http://{four}/"),
                format!("http://{bits}/"),
                format!("http://0x{bits:x}/"),
                format!("http://0{:o}.{}/", four.octets()[0], bits & 0xff_ffff),
                format!("https://[{}]/", Ipv6Addr::from_bits(six)),
                format!("http://[::ffff:{four}]/"),
            ];
            for text in texts {
                prop_assert!(read(&text, &Allowed::default()).is_err(), "{text}");
            }
        }

        #[test]
        fn nothing_makes_it_fail(text in "\\PC{0,60}") {
            let _ = read(&text, &Allowed::default());
            let _ = read(&format!("https://{text}"), &Allowed::default());
        }
    }

    #[test]
    fn addresses_are_of_the_public_internet() {
        use ObserverRule::{HasPassword, Internal, NotAName, NotAnAddress, OtherPort};
        let none = Allowed::default();
        for (text, why) in [
            ("", NotAnAddress),
            ("egov.bg", NotAnAddress),
            ("ftp://egov.bg/", NotAnAddress),
            ("file:///etc/passwd", NotAnAddress),
            ("javascript:alert(1)", NotAnAddress),
            ("https://user@egov.bg/", HasPassword),
            ("https://a:b@egov.bg/", HasPassword),
            ("http://169.254.169.254/latest/meta-data/", NotAName),
            ("http://127.1/", NotAName),
            ("http://localhost/", Internal),
            ("http://LOCALHOST./", Internal),
            ("http://metadata.google.internal/", Internal),
            ("http://printer.local/", Internal),
            ("http://intranet/", Internal),
            ("https://egov.bg:8443/", OtherPort),
        ] {
            assert_eq!(read(text, &none), Err(why), "{text}");
        }
        assert_eq!(read(" https://egov.bg/x#y ", &none).unwrap().as_str(), "https://egov.bg/x");
        assert!(read("https://egov.bg:443/", &none).is_ok());
        assert!(is_public("8.8.8.8".parse().unwrap()) && is_public("2606:4700::1111".parse().unwrap()));
        let allowed = Allowed(vec!["127.0.0.1:8080".to_owned(), "portal.lan".to_owned()]);
        assert!(read("http://127.0.0.1:8080/", &allowed).is_ok());
        assert!(read("http://127.0.0.1:8081/", &allowed).is_err());
        assert!(read("http://portal.lan:81/", &allowed).is_ok());
    }
}
