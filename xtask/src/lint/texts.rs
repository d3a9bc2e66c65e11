//! Every text is there in both languages and in its own alphabet, and every text is shown somewhere.

use std::ops::Range;

use crate::lint::source::{File, Tree};
use crate::lint::{Finding, Rule};

static FILLED: Rule =
    Rule { name: "texts", reason: "write it in both languages, because every page exists in both" };

static USED: Rule = Rule {
    name: "unused text",
    reason: "show it or delete it, because translators should not work for nobody",
};

/// `const NAME: Text = Text { bg: "…", en: "…" };`
struct Text<'a> {
    file: &'a File,
    /// Where its name stands.
    at: usize,
    name: &'a str,
}

/// Neither language of a text is empty, and neither is the other one's: what is said in Bulgarian
/// has Cyrillic letters, what is said in English has none, unless both say the same.
pub fn check_filled(tree: &Tree) -> Vec<Finding> {
    tree.below("app/src").flat_map(|file| literals(file).filter_map(|text| problem(file, text))).collect()
}

/// `Text { bg: "…", en: "…" }` wherever it stands outside tests.
fn literals(file: &File) -> impl Iterator<Item = Range<usize>> {
    file.find(&["Text", "{", "bg", ":"])
        .into_iter()
        .filter(|at| !file.tokens()[*at].in_test())
        .map(|at| at..file.tokens()[at + 1].end())
}

fn problem(file: &File, text: Range<usize>) -> Option<Finding> {
    let said = |language: &str| {
        let at = text.clone().find(|at| file.is_at(*at, &[language, ":"]))?;
        // Another expression than a literal is not for us to read.
        Some((at, file.tokens()[at + 2].text().strip_prefix('"')?.strip_suffix('"')?))
    };
    let ((bg_at, bg), (en_at, en)) = (said("bg")?, said("en")?);
    let is_cyrillic = |letter: char| matches!(letter, '\u{400}'..='\u{4ff}');
    let (at, what) = if bg.is_empty() {
        (bg_at, "no `bg`")
    } else if en.is_empty() {
        (en_at, "no `en`")
    } else if bg == en {
        return None;
    } else if !bg.contains(is_cyrillic) && bg.contains(char::is_alphabetic) {
        (bg_at, "the `bg` is not in Bulgarian")
    } else if en.contains(is_cyrillic) {
        (en_at, "the `en` has Bulgarian in it")
    } else {
        return None;
    };
    Some(file.finding(at, what, &FILLED))
}

/// Each text is named outside tests somewhere else. Two texts of one name in different modules
/// count as one here.
pub fn check_used(tree: &Tree) -> Vec<Finding> {
    let texts = texts(tree);
    let is_definition =
        |file: &File, at: usize| texts.iter().any(|text| text.at == at && text.file.path() == file.path());
    let is_used = |name: &str| {
        tree.below("app/src").chain(tree.below("server/src")).any(|file| {
            file.find(&[name]).into_iter().any(|at| !file.tokens()[at].in_test() && !is_definition(file, at))
        })
    };
    texts
        .iter()
        .filter(|text| !is_used(text.name))
        .map(|text| text.file.finding(text.at, format!("`{}` is used nowhere", text.name), &USED))
        .collect()
}

fn texts(tree: &Tree) -> Vec<Text<'_>> {
    tree.below("app/src").flat_map(texts_in).collect()
}

fn texts_in(file: &File) -> Vec<Text<'_>> {
    file.find(&["const"])
        .into_iter()
        .map(|start| start + 1)
        .filter(|at| file.is_at(at + 1, &[":", "Text", "="]) && !file.tokens()[*at].in_test())
        .map(|at| Text { file, at, name: file.tokens()[at].text() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &str = "pub const MAP: Text = Text { bg: \"Карта\", en: \"Map\" };\n\
                         pub const LIST: Text = Text { bg: \"Списък\", en: \"\" };";

    #[test]
    fn an_empty_translation_is_found() {
        let found = check_filled(&Tree::of(&[("app/src/text/rollout.rs", TEXTS)]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].what.as_str()), (2, "no `en`"));
    }

    #[test]
    fn a_text_in_the_other_language_is_found_wherever_it_stands() {
        let texts = "fn f() -> Text { match 1 { 1 => Text { bg: \"Map\", en: \"map\" }, \
                     2 => Text { bg: \"Карта\", en: \"Карта на района\" }, \
                     3 => Text { bg: \"RegiX\", en: \"RegiX\" }, \
                     _ => Text { bg: \"3 %\", en: \"3%\" } } }";
        let found: Vec<_> =
            check_filled(&Tree::of(&[("app/src/a.rs", texts)])).into_iter().map(|it| it.what).collect();
        assert_eq!(found, ["the `bg` is not in Bulgarian", "the `en` has Bulgarian in it"]);
    }

    #[test]
    fn a_text_nobody_shows_is_found() {
        let tree = Tree::of(&[
            ("app/src/rollout/text.rs", TEXTS),
            ("app/src/rollout/page.rs", "fn f() { view! { <h1>{text::MAP.get(language)}</h1> } }"),
            ("app/src/rollout/tests.rs", "fn f() { text::LIST }"),
        ]);
        let found: Vec<_> = check_used(&tree).into_iter().map(|it| it.what).collect();
        assert_eq!(found, ["`LIST` is used nowhere"]);
    }
}
