//! Which code is the server's and which the browser's is decided for whole modules.

use crate::lint::source::{File, Tree};
use crate::lint::{Finding, Rule};

static RULE: Rule = Rule {
    name: "gates",
    reason: "gate a `mod` line and move the code there, because a reader must see from the module list what \
             reaches the browser",
};

/// `cfg(feature = …)` stands on `mod` lines of `app` and in `error.rs`, which converts between both
/// sides' errors.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let gated = |file: &File| file.path() != "app/src/error.rs";
    tree.below("app/src").filter(|file| gated(file)).flat_map(findings).collect()
}

fn findings(file: &File) -> Vec<Finding> {
    let tokens = file.tokens();
    let names_feature = |open: usize| {
        file.find(&["feature", "="]).iter().any(|index| (open..tokens[open].end()).contains(index))
    };
    let mut findings = Vec::new();
    for (name, sequence) in [
        ("cfg", &["#", "[", "cfg", "("][..]),
        ("cfg_attr", &["#", "[", "cfg_attr", "("]),
        ("#![cfg]", &["#", "!", "[", "cfg", "("]),
        ("cfg!", &["cfg", "!", "("]),
    ] {
        for start in file.find(sequence) {
            let open = start + sequence.len() - 1;
            let on_module = name.starts_with("cfg") && name != "cfg!" && gates_module(file, start);
            if names_feature(open) && !on_module {
                findings.push(file.finding(start, format!("`{name}` with a feature"), &RULE));
            }
        }
    }
    findings
}

/// Whether the item after an attribute is `mod …`, with or without visibility.
fn gates_module(file: &File, mut index: usize) -> bool {
    while file.is_at(index, &["#", "["]) {
        index = file.tokens()[index + 1].end() + 1;
    }
    if file.is_at(index, &["pub", "("]) {
        index = file.tokens()[index + 1].end() + 1;
    } else if file.is_at(index, &["pub"]) {
        index += 1;
    }
    file.is_at(index, &["mod"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn module_lines_may_be_gated() {
        let text = "#[cfg(feature = \"ssr\")]\npub mod store;\n#[cfg(all(feature = \"ssr\", test))]\n\
                    #[path = \"x.rs\"]\npub(crate) mod x;\n#[cfg(test)]\nfn y() {}";
        let other = "#[cfg(feature = \"ssr\")] impl A {}";
        let tree =
            Tree::of(&[("app/src/lib.rs", text), ("app/src/error.rs", other), ("server/src/a.rs", other)]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn nothing_else_may() {
        let text = "#[cfg(feature = \"ssr\")]\npub use a::b;\n#[cfg_attr(feature = \"ssr\", derive(Debug))]\n\
                    struct A;\nfn f() { if cfg!(feature = \"ssr\") {} }";
        let lines: Vec<_> = check(&Tree::of(&[("app/src/a.rs", text)])).iter().map(|it| it.line).collect();
        assert_eq!(lines, [1, 3, 5]);
        assert_eq!(check(&Tree::of(&[("app/src/a.rs", "#![cfg(feature = \"ssr\")]")])).len(), 1);
    }
}
