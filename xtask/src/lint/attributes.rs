//! Warnings are silenced with a reason that is checked, or not at all.

use crate::lint::source::Tree;
use crate::lint::{Finding, Rule};

static RULE: Rule = Rule {
    name: "allow",
    reason: "write `#[expect(…, reason = \"…\")]`, because that one complains when it is no longer needed",
};

/// `#[allow(…)]` stands nowhere.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .flat_map(|file| {
            let outer = file.find(&["#", "[", "allow", "("]);
            let inner = file.find(&["#", "!", "[", "allow", "("]);
            outer.into_iter().chain(inner).map(|at| file.finding(at, "`allow`", &RULE))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn allow_is_found_in_both_forms_and_in_tests() {
        let text = "#![allow(dead_code)]\n#[expect(unused, reason = \"x\")]\nfn f() {}\n#[cfg(test)]\n\
                    mod tests {\n #[allow(unused)]\n fn g() {} }";
        let mut lines: Vec<_> =
            check(&Tree::of(&[("app/src/a.rs", text)])).iter().map(|it| it.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [1, 6]);
    }
}
