//! How wide words are in Sofia Sans, and where a name may be broken.

/// Thousandths of the type size that a letter advances in weight 650, read from
/// the font (`@fontsource-variable/sofia-sans` 5.3.0); pairs are not kerned.
/// U+0020 to U+007E. Digits have the width of tabular figures, the widest there is.
#[rustfmt::skip]
const LATIN: [u16; 95] = [
    205, 249, 362, 610, 630, 945, 676, 200, 276, 276, 412, 600, 255, 487, 255, 387,
    630, 630, 630, 630, 630, 630, 630, 630, 630, 630, 252, 260, 600, 600, 600, 484,
    995, 579, 584, 641, 647, 538, 513, 658, 666, 264, 274, 610, 484, 781, 667, 649,
    555, 649, 610, 571, 542, 649, 600, 865, 570, 555, 553, 277, 387, 277, 519, 543,
    234, 502, 539, 524, 545, 527, 377, 519, 558, 242, 243, 509, 242, 841, 558, 542,
    540, 544, 363, 469, 392, 545, 509, 734, 497, 508, 470, 283, 260, 283, 600,
];
/// The same for U+0410 to U+044F, in the Bulgarian forms of the letters.
#[rustfmt::skip]
const CYRILLIC: [u16; 64] = [
    579, 577, 584, 477, 622, 538, 875, 585, 663, 663, 596, 573, 781, 666, 649, 664,
    555, 641, 542, 566, 840, 570, 666, 635, 897, 910, 666, 834, 571, 614, 880, 610,
    502, 547, 543, 482, 542, 527, 732, 482, 545, 545, 504, 473, 635, 546, 542, 558,
    540, 524, 841, 508, 710, 497, 558, 525, 830, 844, 586, 737, 515, 515, 741, 515,
];
/// For a letter of neither table: as wide as the widest of the Cyrillic ones.
const UNKNOWN: u16 = 910;

/// The width of a line of text at type size 1.
pub fn width(text: &str) -> f64 {
    text.chars().map(advance).sum::<f64>() / 1000.0
}

/// The name on two lines, in each way that a space or a hyphen allows.
pub fn two_lines(name: &str) -> Vec<Vec<String>> {
    name.char_indices()
        .filter(|(_, letter)| matches!(letter, ' ' | '-'))
        .filter_map(|(index, letter)| {
            let (first, second) = name.split_at(index + letter.len_utf8());
            let (first, second) = (first.trim_end(), second.trim_start());
            let parted = !first.is_empty() && !second.is_empty();
            parted.then(|| vec![first.to_owned(), second.to_owned()])
        })
        .collect()
}

/// The name hyphenated inside a word, wherever a consonant begins a syllable:
/// always allowed in Bulgarian, and in romanised Bulgarian if the consonant is
/// one letter. No letter is left alone.
pub fn hyphenated_lines(name: &str) -> Vec<Vec<String>> {
    let letters: Vec<(usize, char)> = name.char_indices().collect();
    letters
        .windows(3)
        .filter_map(|window| {
            let &[(_, before), (index, consonant), (_, vowel)] = window else {
                return None;
            };
            let (first, second) = name.split_at(index);
            let begun = first.rsplit([' ', '-']).next().unwrap_or_default();
            let allowed = before.is_alphabetic()
                && !is_vowel(consonant)
                && consonant.is_alphabetic()
                && is_vowel(vowel)
                && !is_one_sound(before, consonant)
                && begun.chars().any(is_vowel)
                && begun.chars().nth(1).is_some();
            allowed.then(|| vec![format!("{first}-"), second.to_owned()])
        })
        .collect()
}

fn advance(letter: char) -> f64 {
    let letter = u32::from(letter) as usize;
    let known = match letter {
        0x20..0x7F => LATIN.get(letter - 0x20),
        0x410..0x450 => CYRILLIC.get(letter - 0x410),
        _ => None,
    };
    f64::from(known.copied().unwrap_or(UNKNOWN))
}

fn is_vowel(letter: char) -> bool {
    letter.to_lowercase().any(|letter| "аъоуеиюяaeiouy".contains(letter))
}

/// Two letters that no line end may part.
fn is_one_sound(first: char, second: char) -> bool {
    matches!((first, second), ('s' | 'z' | 'c', 'h') | ('t', 's') | ('д', 'ж' | 'з'))
}
