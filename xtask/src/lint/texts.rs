//! Every text is there in both languages, and every text is shown somewhere.

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
    empty: Option<&'static str>,
}

/// Neither language of a text is empty.
pub fn check_filled(tree: &Tree) -> Vec<Finding> {
    let finding = |text: Text<'_>| {
        let language = text.empty?;
        Some(text.file.finding(text.at, format!("`{}` has no `{language}`", text.name), &FILLED))
    };
    texts(tree).into_iter().filter_map(finding).collect()
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
    let holds_texts =
        |file: &&File| file.path().starts_with("app/src/text") || file.name().starts_with("text");
    tree.below("app/src").filter(holds_texts).flat_map(texts_in).collect()
}

fn texts_in(file: &File) -> Vec<Text<'_>> {
    file.find(&["const"])
        .into_iter()
        .map(|start| start + 1)
        .filter(|at| file.is_at(at + 1, &[":", "Text", "="]))
        .map(|at| {
            let end = file.item_end(at);
            let is_empty = |language: &&str| {
                file.find(&[language, ":", "\"\""]).iter().any(|value| (at..end).contains(value))
            };
            let empty = ["bg", "en"].into_iter().find(is_empty);
            Text { file, at, name: file.tokens()[at].text(), empty }
        })
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
        assert_eq!((found[0].line, found[0].what.as_str()), (2, "`LIST` has no `en`"));
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
