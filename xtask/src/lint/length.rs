//! Files stay short enough to be read in one go.

use crate::lint::source::{File, Tree};
use crate::lint::{Finding, Rule};

const MOST: usize = 400;

static RULE: Rule = Rule {
    name: "length",
    reason: "look for the second idea and give it a file, because nobody holds 400 lines in mind at once",
};

/// No file of the product is longer than 400 lines, data and tests apart.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let long = |file: &&File| file.lines() > MOST && !file.is_test() && !is_data(file);
    let files = tree.below("app/src").chain(tree.below("server/src"));
    files.filter(long).map(|file| file.finding(0, format!("{} lines", file.lines()), &RULE)).collect()
}

fn is_data(file: &File) -> bool {
    file.is_in("data") || file.name().starts_with("data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_named() {
        let (long, short) = ("fn f() {}\n".repeat(401), "fn f() {}\n".repeat(400));
        let tree = Tree::of(&[
            ("app/src/a.rs", &long),
            ("app/src/b.rs", &short),
            ("app/src/a/tests.rs", &long),
            ("app/src/seed/data.rs", &long),
        ]);
        let found: Vec<_> = check(&tree).into_iter().map(|it| (it.path, it.what)).collect();
        assert_eq!(found, [("app/src/a.rs".into(), "401 lines".to_owned())]);
    }
}
