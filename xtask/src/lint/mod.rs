//! `cargo xtask lint`: the invariants of ARCHITECTURE.md that a program can check, formatting, and
//! clippy for both targets. A finding says where, which rule, and why the rule is there.

mod attributes;
mod boundaries;
mod gates;
mod length;
mod source;
mod styles;
mod textareas;
mod texts;
mod unwraps;
mod wasm_tree;

use std::fmt;
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::process;
use crate::site;
use crate::tools::WASM_TARGET;

use source::Tree;

/// An invariant.
#[derive(Debug, PartialEq, Eq)]
struct Rule {
    name: &'static str,
    /// What to do, and why.
    reason: &'static str,
}

/// A place where an invariant does not hold.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    path: PathBuf,
    line: usize,
    what: String,
    rule: &'static Rule,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, what, rule } = self;
        write!(f, "{}:{line}: {what} [{}]: {}", path.display(), rule.name, rule.reason)
    }
}

/// Checks the sources.
type Check = fn(&Tree) -> Vec<Finding>;

const CHECKS: [Check; 10] = [
    attributes::check,
    boundaries::check_entities,
    boundaries::check_pages,
    gates::check,
    length::check,
    styles::check,
    textareas::check,
    texts::check_filled,
    texts::check_used,
    unwraps::check,
];

/// Runs all of it, the quickest first.
pub fn run(layout: &Layout) -> Result<()> {
    let tree = Tree::read(layout)?;
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    findings.extend(wasm_tree::check(layout)?);
    for finding in &findings {
        eprintln!("{finding}");
    }
    if !findings.is_empty() {
        return Err(Error::Rules { count: findings.len() });
    }
    if let Some(site) = site::existing(layout)? {
        site.check_budget()?;
    }
    process::run(layout.cargo().args(["fmt", "--all", "--check"]))?;
    clippy(layout)
}

/// One command per target: features of the two sides must never meet.
fn clippy(layout: &Layout) -> Result<()> {
    let server = ["app", "server", "migrations", "xtask"].map(|package| ["--package", package]);
    let mut cargo = layout.cargo();
    cargo.arg("clippy").args(server.concat()).args(["--features", "app/ssr", "--all-targets"]);
    process::run(cargo.args(["--", "-D", "warnings"]))?;

    let mut cargo = layout.cargo();
    cargo.args(["clippy", "--package", "frontend", "--target", WASM_TARGET]);
    process::run(cargo.args(["--", "-D", "warnings"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_says_where_what_and_why() {
        static RULE: Rule = Rule { name: "example", reason: "do this, because of that" };
        let finding = Finding { path: "app/src/a.rs".into(), line: 3, what: "`x`".into(), rule: &RULE };
        assert_eq!(finding.to_string(), "app/src/a.rs:3: `x` [example]: do this, because of that");
    }

    /// The sources as they are.
    #[test]
    fn our_own_sources_can_be_read() {
        let tree = Tree::read(&Layout::find().unwrap()).unwrap();
        assert!(tree.files().any(|file| file.path().ends_with("xtask/src/lint/mod.rs")));
    }
}
