//! What people wrote, on a page of whichever language.

use leptos::prelude::*;

use crate::text::Lang;

/// Words that stand as somebody wrote them: on an English page Bulgarian ones
/// are marked as such, for those who hear the page.
pub fn words(lang: Lang, text: &str) -> AnyView {
    if lang == Lang::En && is_bulgarian(text) {
        view! { <span lang="bg">{text.to_owned()}</span> }.into_any()
    } else {
        text.to_owned().into_any()
    }
}

/// A sentence of ours with what somebody wrote inside it.
pub fn around(lang: Lang, sentence: &str, written: &str) -> AnyView {
    match sentence.split_once(written).filter(|_| !written.is_empty()) {
        Some((before, after)) => {
            view! { {before.to_owned()}{words(lang, written)}{after.to_owned()} }.into_any()
        }
        None => sentence.to_owned().into_any(),
    }
}

/// Whether a text is in Bulgarian, as far as its letters tell.
#[must_use]
pub fn is_bulgarian(text: &str) -> bool {
    let (mut cyrillic, mut other) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        if matches!(letter, '\u{400}'..='\u{4ff}') {
            cyrillic += 1;
        } else {
            other += 1;
        }
    }
    cyrillic > other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_tell() {
        for bulgarian in ["Регистърът не отговаря", "ССЕВ", "RegiX не отговаря", "район „Люлин“, 2026 г."]
        {
            assert!(is_bulgarian(bulgarian), "{bulgarian}");
        }
        for other in ["The register is down", "", "12.3", "Lyulin („Люлин“)"] {
            assert!(!is_bulgarian(other), "{other}");
        }
    }
}
