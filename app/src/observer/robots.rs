//! What a host asks programs not to fetch (RFC 9309).

use url::Url;

/// Who we are, as hosts name programs.
pub const PRODUCT: &str = "Redom";
/// The most bytes of a file that are read, as the standard asks for.
pub const LIMIT: usize = 500 * 1024;

/// What holds for us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    /// What stands between the stars.
    pieces: Vec<String>,
    /// Whether the path ends where the rule does.
    whole: bool,
    /// How exact it is.
    length: usize,
}

impl Robots {
    /// The rules of the groups for us; where there are none, of those for all.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (mut ours, mut all) = (None::<Vec<Rule>>, Vec::new());
        let (mut for_us, mut for_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').split(['\r', '\n']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    // Names one after another begin one group together.
                    if !naming {
                        (for_us, for_all) = (false, false);
                    }
                    naming = true;
                    for_all |= value == "*";
                    if name_of(value).eq_ignore_ascii_case(PRODUCT) {
                        for_us = true;
                        ours.get_or_insert_default();
                    }
                }
                "allow" | "disallow" => {
                    naming = false;
                    if value.is_empty() {
                        continue;
                    }
                    let rule = Rule::read(key == "allow", value);
                    if for_us {
                        ours.get_or_insert_default().push(rule.clone());
                    }
                    if for_all {
                        all.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self { rules: ours.unwrap_or(all) }
    }

    /// Whether an address may be fetched: the longest rule that fits says so; of
    /// two as long, the one that allows.
    #[must_use]
    pub fn allows(&self, url: &Url) -> bool {
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        let path = normal(&format!("{}{query}", url.path())).replace('*', "%2A");
        let fitting = self.rules.iter().filter(|rule| rule.fits(&path));
        fitting.max_by_key(|rule| (rule.length, rule.allow)).is_none_or(|rule| rule.allow)
    }
}

impl Rule {
    fn read(allow: bool, pattern: &str) -> Self {
        let length = pattern.len();
        let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
        Self { allow, pieces: pattern.split('*').map(normal).collect(), whole, length }
    }

    /// Whether a path begins with the pattern. Without going back further than the
    /// last star, so that no pattern takes long.
    fn fits(&self, path: &str) -> bool {
        let Some((first, pieces)) = self.pieces.split_first() else { return true };
        let Some(mut rest) = path.strip_prefix(first.as_str()) else { return false };
        let Some((last, between)) = pieces.split_last() else { return !self.whole || rest.is_empty() };
        for piece in between {
            let Some(at) = rest.find(piece.as_str()) else { return false };
            rest = rest.get(at + piece.len()..).unwrap_or_default();
        }
        if self.whole { rest.ends_with(last.as_str()) } else { rest.contains(last.as_str()) }
    }
}

/// The name in front of a version.
fn name_of(value: &str) -> &str {
    let end = value.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter));
    value.get(..end.unwrap_or(value.len())).unwrap_or_default()
}

/// A path in the one way to write it: what need not be encoded is not, what need
/// be is, with capital digits (RFC 9309, 2.2.2).
fn normal(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut bytes = path.as_bytes().iter();
    while let Some(&byte) = bytes.next() {
        let digits = bytes.as_slice().get(..2).filter(|_| byte == b'%');
        let encoded = digits
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if encoded.is_some() {
            bytes.nth(1);
        }
        match encoded.unwrap_or(byte) {
            plain @ (b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z') => {
                out.push(char::from(plain));
            }
            reserved if encoded.is_none() && reserved.is_ascii_graphic() && !b"%$".contains(&reserved) => {
                out.push(char::from(reserved));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn allows(robots: &Robots, path: &str) -> bool {
        robots.allows(&Url::parse("https://egov.bg").unwrap().join(path).unwrap())
    }

    #[test]
    fn the_longest_rule_of_our_group_holds() {
        let robots = Robots::read(
            "\u{feff}User-agent: other\nDisallow: /\n\nUser-Agent: x\nuser-agent: REDOM/2.0 # us\nDisallow: /a\nAllow: /a/open\nDisallow: /*.pdf$\n\nUser-agent: *\nDisallow: /\n",
        );
        for (path, allowed) in [
            ("/", true),
            ("/a", false),
            ("/ab", false),
            ("/a/open/1", true),
            ("/b/x.pdf", false),
            ("/b/x.pdf?y", true),
        ] {
            assert_eq!(allows(&robots, path), allowed, "{path}");
        }
        let robots = |text: &str| Robots::read(text);
        assert!(!allows(&robots("User-agent: *\nDisallow: /"), "/x"));
        assert!(!allows(&robots("User-agent: *\rDisallow: /\r"), "/x"), "lines of old");
        assert!(allows(&robots("User-agent: *\nDisallow:"), "/x"));
        assert!(allows(&robots("User-agent: Redom\nAllow: /\nUser-agent: *\nDisallow: /"), "/x"));
        assert!(allows(&robots("User-agent: Redomination\nDisallow: /"), "/x"), "somebody else");
        assert!(allows(&robots("Disallow: /x\n<html>404</html>"), "/x"), "rules of no group");
        assert!(allows(&robots("User-agent: *\nDisallow: /a\nAllow: /a"), "/a"));
        assert!(!allows(&robots("User-agent: *\nDisallow: /*?id=*&x"), "/p?id=3&x=1"));
    }

    #[test]
    fn paths_are_compared_however_they_are_written() {
        for rule in ["/услуги", "/%D1%83%D1%81%D0%BB%D1%83%D0%B3%D0%B8", "/%d1%83слуги"] {
            let robots = Robots::read(&format!("User-agent: *\nDisallow: {rule}"));
            for path in ["/услуги/1", "/%d1%83%d1%81%d0%bb%d1%83%d0%b3%d0%b8"] {
                assert!(!allows(&robots, path), "{rule} {path}");
            }
            assert!(allows(&robots, "/uslugi"));
        }
        let tilde = Robots::read("User-agent: *\nDisallow: /~a%2Fb");
        assert!(!allows(&tilde, "/%7Ea%2fb") && allows(&tilde, "/~a/b"));
        let star = Robots::read("User-agent: *\nDisallow: /a%2A.html\nDisallow: /$x");
        assert!(!allows(&star, "/a*.html") && allows(&star, "/ab.html") && !allows(&star, "/$x"));
    }

    proptest! {
        #[test]
        fn a_pattern_fits_what_begins_with_it(path in "/[a-z/?=]{0,20}", more in "[a-z/*$]{0,10}", at in 0usize..20) {
            let fits = |pattern: &str, path: &str| Rule::read(true, pattern).fits(&normal(path));
            let (longer, whole) = (format!("{path}{more}"), format!("{path}$"));
            prop_assert!(fits(&path, &longer));
            prop_assert!(fits(&whole, &path));
            let starred = format!("{}*", path.get(..at).unwrap_or(&path));
            prop_assert!(fits(&starred, &path));
        }

        #[test]
        fn what_is_normal_stays(path in "\\PC{0,40}") {
            let once = normal(&path);
            prop_assert_eq!(normal(&once), once);
        }

        #[test]
        fn nothing_makes_it_fail(text in "(?s).{0,200}", path in "/\\PC{0,40}") {
            let url = Url::parse("https://egov.bg").unwrap().join(&path);
            prop_assume!(url.is_ok());
            let _ = Robots::read(&text).allows(&url.unwrap());
        }
    }
}
