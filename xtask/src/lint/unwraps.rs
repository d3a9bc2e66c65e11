//! Only tests may end by panicking.

use crate::lint::source::Tree;
use crate::lint::{Finding, Rule};

static RULE: Rule = Rule {
    name: "unwrap",
    reason: "return an error that says what was being done, because a panic tells the person at the page nothing",
};

/// `.unwrap()` and `.expect(…)` stand in tests and examples only.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .flat_map(|file| {
            let mut places = file.find(&[".", "unwrap", "("]);
            places.extend(file.find(&[".", "expect", "("]));
            places.retain(|at| !file.tokens()[*at].in_test());
            places
                .into_iter()
                .map(|at| file.finding(at, format!("`{}`", file.tokens()[at + 1].text()), &RULE))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unwrap_is_for_tests() {
        let text = "fn f() {\n a.unwrap();\n a.unwrap_or(1);\n b.expect(\"x\") }\n#[cfg(test)]\n\
                    mod tests { fn g() { a.unwrap() } }";
        let tree = Tree::of(&[("app/src/a.rs", text), ("server/tests/it/main.rs", text)]);
        let lines: Vec<_> = check(&tree).iter().map(|it| it.line).collect();
        assert_eq!(lines, [2, 4]);
    }
}
