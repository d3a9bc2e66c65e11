//! Sources as tokens, so that no rule trips over a comment or a string.

use std::path::{Component, Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::error::{Error, Result};
use crate::files;
use crate::layout::Layout;
use crate::lint::{Finding, Rule};

/// Where our Rust is.
const DIRS: [&str; 8] = [
    "app/src",
    "frontend/src",
    "migrations/src",
    "migrations/tests",
    "server/examples",
    "server/src",
    "server/tests",
    "xtask/src",
];

/// All sources.
#[derive(Debug, Default)]
pub struct Tree(Vec<File>);

/// One source file.
#[derive(Debug)]
pub struct File {
    path: PathBuf,
    lines: usize,
    tokens: Vec<Token>,
}

/// A word, a sign, a literal, or one end of a bracket pair.
#[derive(Debug, Clone)]
pub struct Token {
    text: String,
    line: usize,
    /// Whether it belongs to an item under `#[cfg(test)]`, or to a file of tests.
    in_test: bool,
    /// For an opening bracket, where its partner is.
    end: usize,
}

impl Tree {
    /// Reads the checkout.
    pub fn read(layout: &Layout) -> Result<Self> {
        let mut found = Vec::new();
        for dir in DIRS {
            for path in files::walk(&layout.path(dir), "rs")? {
                let text = files::read_text(&path)?;
                let shown = layout.shown(&path).to_owned();
                let file =
                    File::parse(&shown, &text).map_err(|problem| Error::File { path: shown, problem })?;
                found.push(file);
            }
        }
        Ok(Self(found))
    }

    /// A tree of made-up files.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| File::parse(Path::new(path), text).unwrap()).collect())
    }

    /// Every file.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.0.iter()
    }

    /// The files below a directory.
    pub fn below(&self, dir: &str) -> impl Iterator<Item = &File> {
        self.0.iter().filter(move |file| file.path.starts_with(dir))
    }
}

impl File {
    fn parse(path: &Path, text: &str) -> Result<Self, String> {
        let stream: TokenStream = text.parse().map_err(|error| format!("not Rust: {error}"))?;
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        let mut file = Self { path: path.to_owned(), lines: text.lines().count(), tokens };
        file.mark_tests();
        Ok(file)
    }

    /// Its path from the root of the checkout.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its name without directories.
    pub fn name(&self) -> &str {
        self.path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }

    /// How many lines it has.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// Its tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Whether a directory of that name is on its path.
    pub fn is_in(&self, dir: &str) -> bool {
        let parent = self.path.parent().unwrap_or(Path::new(""));
        parent.components().any(|component| component == Component::Normal(dir.as_ref()))
    }

    /// Whether all of it is test code.
    pub fn is_test(&self) -> bool {
        self.name() == "tests.rs" || self.is_in("tests") || self.is_in("examples")
    }

    /// Where a sequence of tokens begins, each time it occurs.
    pub fn find(&self, sequence: &[&str]) -> Vec<usize> {
        (0..self.tokens.len()).filter(|index| self.is_at(*index, sequence)).collect()
    }

    /// Whether a sequence of tokens stands at an index.
    pub fn is_at(&self, index: usize, sequence: &[&str]) -> bool {
        let rest = self.tokens.get(index..).unwrap_or_default();
        rest.len() >= sequence.len() && rest.iter().zip(sequence).all(|(token, text)| token.is(text))
    }

    /// A finding at the token with that index.
    pub fn finding(&self, index: usize, what: impl Into<String>, rule: &'static Rule) -> Finding {
        let line = self.tokens.get(index).map_or(1, |token| token.line);
        Finding { path: self.path.clone(), line, what: what.into(), rule }
    }

    /// The index after an item: after the attributes in front of it, the item up to `;` or its
    /// braces.
    pub fn item_end(&self, mut index: usize) -> usize {
        while self.is_at(index, &["#", "["]) {
            index = self.tokens[index + 1].end + 1;
        }
        while let Some(token) = self.tokens.get(index) {
            match token.text.as_str() {
                ";" => return index + 1,
                "{" => return token.end + 1,
                "(" | "[" => index = token.end + 1,
                _ => index += 1,
            }
        }
        index
    }

    fn mark_tests(&mut self) {
        let whole = self.is_test();
        let sequence = ["#", "[", "cfg", "(", "test", ")", "]"];
        let items: Vec<_> =
            self.find(&sequence).into_iter().map(|start| start..self.item_end(start)).collect();
        for (index, token) in self.tokens.iter_mut().enumerate() {
            token.in_test = whole || items.iter().any(|item| item.contains(&index));
        }
    }
}

impl Token {
    /// Whether it is this word, sign, bracket or literal.
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }

    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is test code.
    pub fn in_test(&self) -> bool {
        self.in_test
    }

    /// For an opening bracket, the index of its partner.
    pub fn end(&self) -> usize {
        self.end
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let token = |text: String, span: proc_macro2::Span| Token {
        text,
        line: span.start().line,
        in_test: false,
        end: 0,
    };
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                let start = tokens.len();
                tokens.push(token(open.into(), group.span_open()));
                flatten(group.stream(), tokens);
                tokens[start].end = tokens.len();
                tokens.push(token(close.into(), group.span_close()));
            }
            other => tokens.push(token(other.to_string(), other.span())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_not_code() {
        let tree = Tree::of(&[("a.rs", "// x.unwrap()\nconst A: &str = \".unwrap()\";\n/* #[allow(a)] */")]);
        let file = tree.files().next().unwrap();
        assert!(file.find(&[".", "unwrap"]).is_empty() && file.find(&["allow"]).is_empty());
    }

    #[test]
    fn test_modules_are_told_from_the_rest() {
        let text = "fn a() { x }\n#[cfg(test)]\n#[path = \"b\"]\nmod tests { fn b() { x } }\nfn c() { x }";
        let tree = Tree::of(&[("a.rs", text), ("tests.rs", "x")]);
        let marks = |file: &File| -> Vec<bool> {
            file.find(&["x"]).into_iter().map(|at| file.tokens()[at].in_test()).collect()
        };
        let all: Vec<_> = tree.files().map(marks).collect();
        assert_eq!(all, [vec![false, true, false], vec![true]]);
    }
}
