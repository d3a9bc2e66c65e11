//! What a host asks programs not to fetch (RFC 9309).

/// Who we are, as hosts name programs.
pub const PRODUCT: &str = "Redom";
/// The most bytes of a file that are read, as the standard asks for.
pub const LIMIT: usize = 500 * 1024;

/// What holds for us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<(bool, String)>,
}

impl Robots {
    /// The rules of the groups for us; where there are none, of those for all.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (mut ours, mut all) = (None::<Vec<(bool, String)>>, Vec::new());
        let (mut for_us, mut for_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
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
                    if value.eq_ignore_ascii_case(PRODUCT) {
                        for_us = true;
                        ours.get_or_insert_default();
                    }
                }
                "allow" | "disallow" => {
                    naming = false;
                    if value.is_empty() {
                        continue;
                    }
                    let rule = (key == "allow", value.to_owned());
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

    /// Whether a path with its query may be fetched: the longest rule that fits
    /// says so; of two as long, the one that allows.
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(_, pattern)| fits(pattern, path));
        fitting.max_by_key(|(allow, pattern)| (pattern.len(), *allow)).is_none_or(|(allow, _)| *allow)
    }
}

/// Whether a path begins with a pattern; `*` stands for anything, `$` at its end
/// for the path's end. Without going back further than the last `*`, so that no
/// pattern takes long.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, whole) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    let Some((last, between)) = pieces.split_last() else { return !whole || rest.is_empty() };
    for piece in between {
        let Some(at) = rest.find(piece) else { return false };
        rest = rest.get(at + piece.len()..).unwrap_or_default();
    }
    if whole { rest.ends_with(last) } else { rest.contains(last) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_longest_rule_of_our_group_holds() {
        let robots = Robots::read(
            "\u{feff}User-agent: other\nDisallow: /\n\nUser-Agent: x\nuser-agent: REDOM # us\nDisallow: /a\nAllow: /a/open\nDisallow: /*.pdf$\n\nUser-agent: *\nDisallow: /\n",
        );
        for (path, allowed) in [
            ("/", true),
            ("/a", false),
            ("/ab", false),
            ("/a/open/1", true),
            ("/b/x.pdf", false),
            ("/b/x.pdf?y", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        assert!(!Robots::read("User-agent: *\nDisallow: /").allows("/x"));
        assert!(Robots::read("User-agent: *\nDisallow:").allows("/x"));
        assert!(Robots::read("User-agent: Redom\nAllow: /\nUser-agent: *\nDisallow: /").allows("/x"));
        assert!(Robots::read("Disallow: /x\n<html>404</html>").allows("/x"), "rules of no group");
        assert!(Robots::read("User-agent: *\nDisallow: /a\nAllow: /a").allows("/a"));
        assert!(!Robots::read("User-agent: *\nDisallow: /*?id=*&x").allows("/p?id=3&x=1"));
    }

    proptest! {
        #[test]
        fn a_pattern_fits_what_begins_with_it(path in "/[a-z/?=]{0,20}", more in "[a-z/*$]{0,10}", at in 0usize..20) {
            prop_assert!(fits(&path, &format!("{path}{more}")));
            prop_assert!(fits(&format!("{path}$"), &path));
            let starred = format!("{}*", path.get(..at).unwrap_or(&path));
            prop_assert!(fits(&starred, &path));
        }

        #[test]
        fn nothing_makes_it_fail(text in "(?s).{0,200}", path in "\\PC{0,40}") {
            Robots::read(&text).allows(&path);
        }
    }
}
