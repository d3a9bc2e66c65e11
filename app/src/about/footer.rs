//! The links at the foot of every page.

use leptos::prelude::*;

use super::addresses::{ABOUT, path};
use super::text::ABOUT_SITE;
use crate::text::Lang;

/// To the texts about the site.
#[must_use]
pub fn links(lang: Lang) -> AnyView {
    let links: Vec<_> = ABOUT
        .into_iter()
        .map(|(page, words)| view! { <li><a href=path(lang, page)>{words.get(lang)}</a></li> })
        .collect();
    view! { <nav aria-label=ABOUT_SITE.get(lang)><ul class="about-links">{links}</ul></nav> }.into_any()
}
