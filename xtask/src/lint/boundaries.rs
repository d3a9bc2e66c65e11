//! What may name what.

use std::collections::BTreeSet;

use crate::lint::source::{File, Tree};
use crate::lint::{Finding, Rule};

static ENTITIES: Rule = Rule {
    name: "entities",
    reason: "ask a function of `store.rs`, because rows must not become the shape that pages and rules depend on",
};

static PAGES: Rule = Rule {
    name: "pages",
    reason: "use the other feature's model, island or store, because a page belongs to the shell alone",
};

/// Entities are named in `store.rs`, in `db`, and in tests.
pub fn check_entities(tree: &Tree) -> Vec<Finding> {
    let free = |file: &&File| {
        file.path().starts_with("app/src/db") || file.name() == "store.rs" || file.is_in("store")
    };
    let files = tree.below("app/src").chain(tree.below("server/src"));
    files
        .filter(|file| !free(file))
        .flat_map(|file| {
            let mut places = file.find(&["db", ":", ":", "entity"]);
            places.extend(file.find(&["entity", ":", ":"]).iter().filter(|at| !after_db(file, **at)));
            places.retain(|at| !file.tokens()[*at].in_test());
            places.into_iter().map(|at| file.finding(at, "names database entities", &ENTITIES))
        })
        .collect()
}

/// No feature names another's `page`. A feature is a directory of `app/src`.
pub fn check_pages(tree: &Tree) -> Vec<Finding> {
    let features: BTreeSet<&str> = tree.below("app/src").filter_map(feature).collect();
    let mut findings = Vec::new();
    for file in tree.below("app/src") {
        let Some(own) = feature(file) else { continue };
        for other in features.iter().filter(|other| **other != own) {
            for at in file.find(&[other, ":", ":"]) {
                if names_page(file, at + 3) {
                    findings.push(file.finding(at, format!("`{own}` uses `{other}::page`"), &PAGES));
                }
            }
        }
    }
    findings
}

fn after_db(file: &File, at: usize) -> bool {
    at >= 3 && file.is_at(at - 3, &["db", ":", ":"])
}

fn feature(file: &File) -> Option<&str> {
    let inside = file.path().strip_prefix("app/src").ok()?;
    let mut components = inside.components();
    let first = components.next()?.as_os_str().to_str()?;
    components.next().map(|_| first)
}

/// Whether a path goes on with `page`, alone or first in an element of braces.
fn names_page(file: &File, at: usize) -> bool {
    if !file.is_at(at, &["{"]) {
        return file.is_at(at, &["page"]);
    }
    let end = file.tokens()[at].end();
    let mut index = at + 1;
    let mut first_in_element = true;
    while index < end {
        let token = &file.tokens()[index];
        if first_in_element && token.is("page") {
            return true;
        }
        first_in_element = token.is(",");
        index = if token.is("{") { token.end() } else { index + 1 };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_stay_in_stores() {
        let text = "use crate::db::entity::district;\n#[cfg(test)]\nmod tests { use crate::db::entity; }";
        let tree = Tree::of(&[
            ("app/src/rollout/store.rs", text),
            ("app/src/db/mod.rs", text),
            ("app/src/rollout/tests.rs", text),
            ("app/src/rollout/page.rs", text),
            ("server/src/lib.rs", "fn f() {\n entity::ledger::find() }"),
        ]);
        let found: Vec<_> =
            check_entities(&tree).into_iter().map(|it| (it.path.display().to_string(), it.line)).collect();
        assert_eq!(found, [("app/src/rollout/page.rs".into(), 1), ("server/src/lib.rs".into(), 2)]);
    }

    #[test]
    fn pages_are_the_shells() {
        let tree = Tree::of(&[
            ("app/src/rollout/page.rs", "use crate::rollout::page;"),
            ("app/src/shell.rs", "use crate::rollout::page;"),
            (
                "app/src/board/page.rs",
                "use crate::rollout::{model::page, store};\n\nuse crate::rollout::page::Map;",
            ),
            ("app/src/board/store.rs", "use crate::{ui, rollout::{model, page}};"),
        ]);
        let found: Vec<_> = check_pages(&tree).into_iter().map(|it| (it.what, it.line)).collect();
        let what = || "`board` uses `rollout::page`".to_owned();
        assert_eq!(found, [(what(), 3), (what(), 1)]);
    }
}
