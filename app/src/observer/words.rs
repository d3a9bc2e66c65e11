//! The words of a page, as a reader would see them, and what should be among them.

use encoding_rs::{Encoding, UTF_8};

/// The name of an element whose content nobody reads.
const UNREAD: [&str; 2] = ["script", "style"];
/// Within how many characters from `&` a character's name ends.
const NAME: usize = 12;
/// How many bytes at the beginning of a page may tell its encoding.
const TELLING: usize = 1024;

/// Whether what should be found is among the words of a page, whatever its case
/// and its spaces.
#[must_use]
pub fn is_found(phrase: &str, page: &str) -> bool {
    let phrase = plain(phrase);
    !phrase.is_empty() && plain(&words_of(page)).contains(&phrase)
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A text in the encoding that its sender names, or the page itself; UTF-8 where
/// nobody does.
#[must_use]
pub fn decode(bytes: &[u8], content_type: &str) -> String {
    let beginning = bytes.get(..TELLING).unwrap_or(bytes);
    let named = charset(content_type).or_else(|| charset(&String::from_utf8_lossy(beginning)));
    named.unwrap_or(UTF_8).decode(bytes).0.into_owned()
}

/// The encoding that follows `charset=`.
fn charset(text: &str) -> Option<&'static Encoding> {
    let lower = text.to_ascii_lowercase();
    let rest = lower.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:.".contains(letter));
    Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?.as_bytes())
}

/// What stands between the tags, with comments and scripts left out. Each piece of
/// the page is looked at once.
fn words_of(page: &str) -> String {
    let lower = page.to_ascii_lowercase();
    let mut words = String::new();
    let mut at = 0;
    while let Some(rest) = page.get(at..).filter(|rest| !rest.is_empty()) {
        let next = rest.find(['<', '&']).unwrap_or(rest.len());
        words.push_str(rest.get(..next).unwrap_or_default());
        at += next;
        let Some(rest) = page.get(at..) else { break };
        if let Some(after) = rest.strip_prefix('<') {
            let is_tag = after.starts_with(|one: char| one.is_ascii_alphabetic() || "/!?".contains(one));
            if is_tag {
                words.push(' ');
                at = end_of_tag(&lower, at);
            } else {
                words.push('<');
                at += 1;
            }
        } else if rest.starts_with('&') {
            let (character, length) = character(rest);
            words.push(character);
            at += length;
        }
    }
    words
}

/// Where what is read goes on after the tag that begins here.
fn end_of_tag(lower: &str, at: usize) -> usize {
    let from = |at: usize, end: &str| {
        let rest = lower.get(at..).unwrap_or_default();
        rest.find(end).map_or(lower.len(), |found| at + found + end.len())
    };
    let tag = lower.get(at + 1..).unwrap_or_default();
    if tag.starts_with("!--") {
        return from(at + 4, "-->");
    }
    let inside = |name: &str| {
        tag.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|one: char| one.is_ascii_alphanumeric()))
    };
    let begun = UNREAD.into_iter().find(|name| inside(name));
    let end = from(at, ">");
    match begun {
        Some(name) => from(from(end, &format!("</{name}")), ">"),
        None => end,
    }
}

/// The character that a name of HTML stands for, and how long the name is; `&`
/// where it stands for none.
fn character(text: &str) -> (char, usize) {
    let end = text.char_indices().take(NAME).find(|(_, one)| *one == ';').map(|(at, _)| at);
    let name = end.and_then(|end| text.get(1..end));
    let found = name.and_then(|name| match name {
        "nbsp" => Some(' '),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "bdquo" => Some('„'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "laquo" => Some('«'),
        "raquo" => Some('»'),
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    });
    found.zip(name).map_or(('&', 1), |(character, name)| (character, name.len() + 2))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PHRASE: &str = "Заявяване на услугата";

    #[test]
    fn words_are_found_as_a_reader_sees_them() {
        for page in [
            "<p>ЗАЯВЯВАНЕ\n на\tуслугата</p>",
            "<b>Заявяване</b> на&nbsp;услугата",
            "&#1047;аявяване на &#x0443;слугата",
            "5 < 6 & Заявяване на услугата",
            "<script>var x = 1;</script><h1>Заявяване на услугата</h1>",
        ] {
            assert!(is_found(PHRASE, page), "{page}");
        }
        for page in [
            "<p>Грешка</p>",
            "<!-- Заявяване на услугата -->",
            "<script>var a = \"Заявяване на услугата\"</script>",
            "<STYLE type=x>/* Заявяване на услугата */</STYLE>",
            "<script>Заявяване на услугата",
            "<a title='Заявяване на услугата'>Грешка</a>",
            "Заявяване на",
        ] {
            assert!(!is_found(PHRASE, page), "{page}");
        }
        assert!(!is_found(" ", "anything"));
        assert!(is_found("услуги & такси", "<p>Услуги &amp; такси"));
    }

    #[test]
    fn a_page_says_its_encoding() {
        let (old, _, _) = encoding_rs::WINDOWS_1251.encode(PHRASE);
        assert_eq!(decode(&old, "text/html; charset=windows-1251"), PHRASE);
        assert_eq!(decode(&old, "text/html;charset=\"CP1251\""), PHRASE);
        let mut page = b"<meta charset='windows-1251'>".to_vec();
        page.extend_from_slice(&old);
        assert!(is_found(PHRASE, &decode(&page, "text/html")));
        assert_eq!(decode(PHRASE.as_bytes(), "text/html"), PHRASE);
        assert_eq!(decode(PHRASE.as_bytes(), "text/html; charset=martian"), PHRASE);
    }

    proptest! {
        #[test]
        fn plain_text_stays(text in "[^<&]{0,80}") {
            prop_assert_eq!(words_of(&text), text);
        }

        #[test]
        fn nothing_makes_it_fail(text in "(?s)[<>!&#;/a-zа-яscript-]{0,120}", bytes in any::<Vec<u8>>()) {
            let _ = is_found(PHRASE, &text);
            let _ = is_found(PHRASE, &decode(&bytes, &text));
        }

        /// What nobody reads is not found, wherever it stands.
        #[test]
        fn what_is_hidden_is_not_found(before in "[a-z ]{0,20}", after in "[a-z ]{0,20}") {
            let comment = format!("{before}<!-- {after}{PHRASE}{after} -->");
            let script = format!("{before}<script {after}>{before}{PHRASE}</script>{after}");
            prop_assert!(!is_found(PHRASE, &comment));
            prop_assert!(!is_found(PHRASE, &script));
        }
    }
}
