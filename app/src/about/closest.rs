//! Which district somebody may have meant by an address that is not there.

use crate::district::store::DistrictName;

/// The most districts that are suggested.
const MOST: usize = 3;

/// The districts whose name comes closest to a word of the path, the closest
/// first; none when nothing is close.
#[must_use]
pub fn closest<'n>(path: &str, names: &'n [DistrictName]) -> Vec<&'n DistrictName> {
    let words: Vec<String> = path
        .split('?')
        .next()
        .unwrap_or_default()
        .split('/')
        .map(|word| folded(&decoded(word)))
        .filter(|word| word.chars().count() >= 3)
        .collect();
    let mut near: Vec<(usize, &DistrictName)> = names
        .iter()
        .filter_map(|name| {
            let forms = [folded(&name.slug), folded(&name.name.bg), folded(&name.name.en)];
            let distance =
                words.iter().flat_map(|word| forms.iter().filter_map(|form| meant(word, form))).min();
            distance.map(|distance| (distance, name))
        })
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// How far a word is from a name, where it may be meant: a third of the name's
/// letters may differ, or the word begins it.
fn meant(word: &str, name: &str) -> Option<usize> {
    let length = name.chars().count();
    let distance = distance(word, name);
    if distance <= length / 3 {
        return Some(distance);
    }
    (word.chars().count() >= 4 && name.starts_with(word)).then_some(length)
}

/// Letters and figures in lower case, and nothing between them.
fn folded(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A word of an address as it was typed; as it stands where it is not UTF-8.
fn decoded(word: &str) -> String {
    let bytes = word.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let coded = (*byte == b'%')
            .then(|| word.get(at + 1..at + 3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        out.push(coded.unwrap_or(*byte));
        at += if coded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| word.to_owned())
}

/// How many letters are added, left out or replaced between two words.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    // No name is that long: what follows adds a letter each.
    for (row, letter) in one.chars().take(64).enumerate() {
        let mut left = row + 1;
        let mut line = vec![left];
        for (column, theirs) in other.iter().enumerate() {
            let replaced = above[column] + usize::from(letter != *theirs);
            left = replaced.min(above[column + 1] + 1).min(left + 1);
            line.push(left);
        }
        above = line;
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Bilingual;

    fn names() -> Vec<DistrictName> {
        [
            ("lyulin", "Люлин", "Lyulin"),
            ("krasno-selo", "Красно село", "Krasno selo"),
            ("iskar", "Искър", "Iskar"),
        ]
        .map(|(slug, bg, en)| DistrictName {
            code: String::new(),
            slug: slug.to_owned(),
            name: Bilingual { bg: bg.to_owned(), en: en.to_owned() },
        })
        .to_vec()
    }

    #[test]
    fn slips_of_the_keys_are_understood_in_both_alphabets() {
        let names = names();
        for (path, meant) in [
            ("/bg/rayoni/liulin", Some("lyulin")),
            ("/bg/rayoni/krasnoselo", Some("krasno-selo")),
            ("/bg/%D0%BB%D1%8E%D0%BB%D0%B8%D0%BD", Some("lyulin")),
            ("/en/Iskur?x=1", Some("iskar")),
            ("/bg/rayoni/krasno", Some("krasno-selo")),
            ("/bg/nothing", None),
            ("/bg/%FF%zz", None),
            ("/", None),
        ] {
            assert_eq!(closest(path, &names).first().map(|one| one.slug.as_str()), meant, "{path}");
        }
    }

    proptest! {
        #[test]
        fn no_path_is_too_strange(path in "\\PC{0,80}") {
            prop_assert!(closest(&path, &names()).len() <= MOST);
        }

        #[test]
        fn distances_are_distances(one in "[a-zа-я]{0,12}", other in "[a-zа-я]{0,12}") {
            prop_assert_eq!(distance(&one, &one), 0);
            prop_assert_eq!(distance(&one, &other), distance(&other, &one));
            prop_assert!(distance(&one, &other) <= one.chars().count().max(other.chars().count()));
        }
    }
}
