//! What a value of a setting must be, and how it is printed.

use std::net::IpAddr;

/// Whether somebody elsewhere can look an address up.
pub fn has_name(url: &str) -> bool {
    let host =
        url.parse::<http::Uri>().ok().and_then(|url| url.host().map(str::to_owned)).unwrap_or_default();
    let is_number = host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    !host.is_empty() && !is_number && host != "localhost" && !host.ends_with(".localhost")
}

/// One address, and nothing that a link would carry on to others.
pub fn is_email_address(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "@.-_+".contains(letter);
    let parts: Vec<&str> = text.split('@').collect();
    text.chars().all(plain)
        && matches!(parts.as_slice(), [name, host] if !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.'))
}

/// A database URL without its password, wherever it stands.
pub fn redacted(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let query = rest.find('?').unwrap_or(rest.len());
    // The last @ ends the credentials: a password may hold one itself, and a /.
    let (credentials, host) = match rest[..query].rfind('@').or_else(|| rest.rfind('@')) {
        Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
        None => (None, rest),
    };
    let user = credentials.map(|credentials| match credentials.split_once(':') {
        Some((user, _)) => format!("{user}:***@"),
        None => format!("{credentials}@"),
    });
    let host = match host.split_once('?') {
        Some((path, query)) => {
            let query: Vec<String> = query
                .split('&')
                .map(|pair| match pair.split_once('=') {
                    Some((name, _)) if name.eq_ignore_ascii_case("password") => format!("{name}=***"),
                    _ => pair.to_owned(),
                })
                .collect();
            format!("{path}?{}", query.join("&"))
        }
        None => host.to_owned(),
    };
    format!("{scheme}://{}{host}", user.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_can_be_written_to() {
        for good in ["redom@sofia.example", "e-uslugi+redom@raion.sofia.example"] {
            assert!(is_email_address(good), "{good}");
        }
        for bad in ["redom", "@x.bg", "a@b", "a@b.bg?subject=x", "a@b.bg, c@d.bg", "a@.bg", "a b@c.bg"] {
            assert!(!is_email_address(bad), "{bad}");
        }
    }

    #[test]
    fn who_asks_can_be_looked_up() {
        for good in ["https://redom.sofia.example", "http://redom:8080", "https://redom.sofia.example:444/x"]
        {
            assert!(has_name(good), "{good}");
        }
        for bad in [
            "http://127.0.0.1:3000",
            "https://[::1]/",
            "http://localhost:3000",
            "https://a.localhost",
            "http://",
        ] {
            assert!(!has_name(bad), "{bad}");
        }
    }

    #[test]
    fn no_password_is_printed() {
        let cases = [
            ("postgres://redom:s3cret@db/redom", "postgres://redom:***@db/redom"),
            ("postgres://redom:s3:c@r/et@db/redom", "postgres://redom:***@db/redom"),
            ("postgres://db/redom?user=x&password=s3cret", "postgres://db/redom?user=x&password=***"),
            ("postgres://redom@db/redom", "postgres://redom@db/redom"),
            ("sqlite:///var/lib/redom.sqlite", "sqlite:///var/lib/redom.sqlite"),
        ];
        for (url, printed) in cases {
            assert_eq!(redacted(url), printed);
        }
    }
}
