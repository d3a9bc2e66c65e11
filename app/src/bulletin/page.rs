//! The bulletin for everybody (archive, issue, feed) and for those who write it
//! (months, editor, preview).

mod draft;
mod issue;
mod list;
mod months;

use leptos::prelude::*;

use super::markdown::render;
use crate::text::Lang;

pub use draft::{preview, show as show_draft};
pub use issue::show as show_issue;
pub use list::{show as show_list, show_feed, to_feed, to_list};
pub use months::show as show_months;

/// A text as the page shows it.
fn rendered(text: &str, lang: Lang) -> AnyView {
    let html = render(text, "").html;
    view! { <div class="bulletin-text" lang=lang.code() inner_html=html></div> }.into_any()
}

/// The page on which a month's bulletin is written.
fn draft_path(lang: Lang, month: impl std::fmt::Display) -> String {
    format!("/{}/tablo/byuletin/{month}", lang.code())
}

/// The feed in a language.
fn feed_path(lang: Lang) -> String {
    format!("/{}/byuletin.atom", lang.code())
}
