//! What was typed into a text area goes back into it through one function.

use crate::lint::source::Tree;
use crate::lint::{Finding, Rule};

static RULE: Rule = Rule {
    name: "textareas",
    reason: "take `area_control` or `long_area_control` of ui/form.rs, because leptos does not escape what \
             stands in a text area, and what somebody typed would continue as markup",
};

/// `<textarea` stands in one file.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let elsewhere = tree.below("app/src").filter(|file| !file.path().ends_with("app/src/ui/form.rs"));
    elsewhere
        .flat_map(|file| {
            let found = file.find(&["<", "textarea"]);
            found.into_iter().map(|at| file.finding(at, "a text area of its own", &RULE)).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_area_stands_where_it_is_escaped() {
        let text = "fn f() -> impl IntoView {\n view! {\n <textarea name=\"a\">{value}</textarea> } }";
        let tree = Tree::of(&[("app/src/a/page.rs", text), ("app/src/ui/form.rs", text)]);
        let found: Vec<_> = check(&tree).iter().map(|it| (it.path.clone(), it.line)).collect();
        assert_eq!(found, [("app/src/a/page.rs".into(), 3)]);
    }
}
