//! What the browser never downloads.

use crate::error::Result;
use crate::layout::Layout;
use crate::lint::{Finding, Rule};
use crate::process;
use crate::tools::WASM_TARGET;

const BANNED: [&str; 4] = ["axum", "leptos_router", "sea-orm", "tokio"];

static RULE: Rule = Rule {
    name: "wasm tree",
    reason: "make the dependency optional and part of `ssr`, because it would travel to every visitor",
};

/// None of the server's crates is in the browser's dependency tree.
pub fn check(layout: &Layout) -> Result<Vec<Finding>> {
    let mut cargo = layout.cargo();
    cargo.args(["tree", "--package", "frontend", "--target", WASM_TARGET, "--edges", "normal"]);
    let tree = process::output(cargo.args(["--prefix", "none", "--format", "{p}"]))?;
    let finding = |name: &str| Finding {
        path: "frontend/Cargo.toml".into(),
        line: 1,
        what: format!("`{name}` is in the wasm (`cargo tree -p frontend --target {WASM_TARGET} -i {name}`)"),
        rule: &RULE,
    };
    Ok(banned_in(&tree).into_iter().map(finding).collect())
}

fn banned_in(tree: &str) -> Vec<&'static str> {
    let named = |name: &str| tree.lines().any(|line| line.split(' ').next() == Some(name));
    BANNED.into_iter().filter(|name| named(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn banned_crates_are_found_by_their_whole_name() {
        assert_eq!(banned_in("frontend v0.1.0 (/work)\nsea-orm v2.0.4\ntokio-util v0.7.1"), ["sea-orm"]);
    }
}
