//! What of a text can be seen. People paste what they do not see, and some write it
//! on purpose: to fill in a field with nothing, or to have a line read otherwise than
//! it is stored.

/// The code of the first character that is not text: one that controls a device,
/// turns the direction of what follows, or is nothing between two letters.
///
/// What is drawn with its neighbours stays: the joiners U+200C and U+200D, which
/// scripts and composed emoji need, variation selectors, and the soft hyphen, which
/// shows where a line ends in it.
#[must_use]
pub fn invisible(text: &str) -> Option<String> {
    text.chars().find(is_invisible).map(|letter| format!("U+{:04X}", u32::from(letter)))
}

/// Whether nothing of a text is seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || is_invisible(&letter) || leaves_no_trace(letter))
}

fn is_invisible(letter: &char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\t')
        // Marks, embeddings, overrides and isolates of direction.
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        // Spaces of no width, signs of formulas that are not written, old format characters.
        || matches!(letter, '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
        // Tags: whole sentences can be hidden in them.
        || matches!(letter, '\u{e0000}'..='\u{e007f}')
}

/// What stays in a text and is nothing by itself: the rest of what Unicode calls
/// ignorable by default, and letters that are drawn as an empty place.
fn leaves_no_trace(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{200c}' | '\u{200d}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
    ) || matches!(letter, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
        || matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}')
        || matches!(letter, '\u{1d173}'..='\u{1d17a}' | '\u{e0080}'..='\u{e0fff}')
}
