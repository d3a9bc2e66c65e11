//! Pages carry no style of their own.

use crate::lint::source::{File, Tree};
use crate::lint::{Finding, Rule};

static RULE: Rule = Rule {
    name: "styles",
    reason: "write a class and put its rules into style/, because the content security policy drops inline styles",
};

/// No `style=`, `style:` or `<style>` inside `view!`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.below("app/src").flat_map(findings).collect()
}

fn findings(file: &File) -> Vec<Finding> {
    let tokens = file.tokens();
    let views: Vec<_> = file
        .find(&["view", "!"])
        .into_iter()
        .filter(|start| file.is_at(start + 2, &["{"]) || file.is_at(start + 2, &["("]))
        .map(|start| start + 2..tokens[start + 2].end())
        .collect();
    let is_style = |at: usize| {
        let before = &tokens[at - 1];
        before.is("<") || file.is_at(at + 1, &["="]) && !before.is("let") || file.is_at(at + 1, &[":"])
    };
    file.find(&["style"])
        .into_iter()
        .filter(|at| views.iter().any(|view| view.contains(at)) && is_style(*at))
        .map(|at| file.finding(at, "inline style", &RULE))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_styles_are_found_in_views() {
        let text = "fn f() -> impl IntoView {\n let style = 1;\n view! {\n <p style=\"a\">\"style=\"</p>\n \
                    <p style:color=\"red\" class=style></p>\n <style>\"a\"</style> } }";
        let lines: Vec<_> = check(&Tree::of(&[("app/src/a.rs", text)])).iter().map(|it| it.line).collect();
        assert_eq!(lines, [4, 5, 6]);
    }
}
