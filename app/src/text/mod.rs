//! Words, numbers and dates in Bulgarian and English.
//!
//! A text is a constant with both languages, so a missing one does not compile
//! and `cargo xtask lint` finds an unused one. Each feature keeps its own in
//! its `text.rs`; here is what several share.

mod common;
#[cfg(feature = "ssr")]
pub mod field;
mod format;
#[cfg(feature = "ssr")]
pub mod moment;
#[cfg(feature = "ssr")]
pub mod problem;
#[cfg(feature = "ssr")]
pub mod refusal;
#[cfg(feature = "ssr")]
pub mod visible;

use serde::{Deserialize, Serialize};

pub use common::*;
pub use format::{
    count_form, decimal, grouped, iso, long_date, month_text, percent, read_iso, short_date, tenths,
};

/// The languages of the interface; the first segment of every page's path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Bulgarian, the first.
    #[default]
    Bg,
    /// English.
    En,
}

/// A text of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// In Bulgarian.
    pub bg: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A text that comes with the data.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// In Bulgarian.
    pub bg: String,
    /// In English.
    pub en: String,
}

impl Lang {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Bg, Self::En];

    /// The code in paths and `lang` attributes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Bg => "bg",
            Self::En => "en",
        }
    }

    /// The language of this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language a path begins with.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        Self::from_code(path.strip_prefix('/')?.split('/').next()?)
    }

    /// The other language.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Bg => Self::En,
            Self::En => Self::Bg,
        }
    }

    /// One of two things, by language.
    pub fn pick<T>(self, bg: T, en: T) -> T {
        match self {
            Self::Bg => bg,
            Self::En => en,
        }
    }
}

impl Text {
    /// The text in this language.
    #[must_use]
    pub fn get(self, lang: Lang) -> &'static str {
        lang.pick(self.bg, self.en)
    }
}

impl Bilingual {
    /// The text in this language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.bg, &self.en)
    }
}
