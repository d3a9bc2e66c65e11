//! Abbreviations in running text: explained at their first use on a page.

use leptos::prelude::*;

use super::text::glossary::ABBREVIATIONS;
use crate::text::Lang;

/// Which abbreviations a page has explained.
#[derive(Clone, Debug)]
pub struct FirstUses {
    left: Vec<(&'static str, &'static str)>,
}

impl FirstUses {
    /// Of a page that has explained none.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let left = ABBREVIATIONS.iter().map(|one| (one.short.get(lang), one.long.get(lang))).collect();
        Self { left }
    }

    /// The text with what it abbreviates for the first time explained.
    pub fn explain(&mut self, text: &str) -> AnyView {
        let mut pieces: Vec<AnyView> = Vec::new();
        let mut rest = text;
        while let Some((at, place)) = self.next(rest) {
            let (short, long) = self.left.remove(place);
            pieces.push(rest[..at].to_owned().into_any());
            pieces.push(view! { <abbr title=long>{short}</abbr> }.into_any());
            rest = &rest[at + short.len()..];
        }
        if pieces.is_empty() {
            return text.to_owned().into_any();
        }
        pieces.push(rest.to_owned().into_any());
        pieces.into_any()
    }

    /// Where the next one stands, and which it is.
    fn next(&self, text: &str) -> Option<(usize, usize)> {
        let whole = |at: usize, short: &str| {
            let letter = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
            !letter(text[..at].chars().next_back()) && !letter(text[at + short.len()..].chars().next())
        };
        self.left
            .iter()
            .enumerate()
            .filter_map(|(place, (short, _))| {
                text.match_indices(short).find(|(at, _)| whole(*at, short)).map(|(at, _)| (at, place))
            })
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_explained_once_and_only_as_a_whole_word() {
        let owner = Owner::new();
        owner.with(|| {
            let mut first = FirstUses::new(Lang::Bg);
            let once = first.explain("Профил в ССЕВ, достъп до RegiX; ССЕВ").to_html();
            assert_eq!(once.matches("<abbr").count(), 2, "{once}");
            assert!(!first.explain("ССЕВ и RegiX").to_html().contains("<abbr"));
            assert!(!first.explain("ЕИКС и неЕИК").to_html().contains("<abbr"));
            assert!(first.explain("ЕИК").to_html().contains("<abbr"));
        });
    }
}
