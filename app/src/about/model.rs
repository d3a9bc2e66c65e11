//! What an installation says of itself.

use crate::text::{Bilingual, Lang, Text};

/// The address people use, and who answers for what stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Installation {
    /// Scheme, host and port, without a slash at the end.
    pub public_url: String,
    /// Who runs it; `None` where the administrator has not said.
    pub operator: Option<Bilingual>,
    /// Where to write; `None` where the administrator has not said.
    pub contact_email: Option<String>,
    /// How long a sign-in lasts without a request, in hours.
    pub session_hours: u32,
}

/// A heading with what is said under it.
#[derive(Clone, Copy, Debug)]
pub struct Passage {
    /// The heading's id.
    pub id: &'static str,
    /// The heading.
    pub title: Text,
    /// Its paragraphs.
    pub paragraphs: &'static [Text],
    /// What is listed after them.
    pub items: &'static [Text],
}

/// A word with its meaning.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// Its place on the page.
    pub id: &'static str,
    /// The word.
    pub word: Text,
    /// What it means here.
    pub meaning: Text,
}

/// An abbreviation with what it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Abbreviation {
    /// Its place on the page.
    pub id: &'static str,
    /// As it is written, in Bulgarian and in English texts.
    pub short: Text,
    /// What it stands for.
    pub long: Text,
    /// What that is.
    pub meaning: Text,
}

impl Installation {
    /// The whole address of a path of ours.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// Who runs it.
    #[must_use]
    pub fn operator(&self, lang: Lang) -> Option<&str> {
        self.operator.as_ref().map(|name| name.get(lang))
    }
}
