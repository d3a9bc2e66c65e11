//! The links from figures to what is behind them.

use leptos::prelude::*;

use super::model::Figure;
use super::text::{HOW, HOW_OF, figure_name};
use crate::programme::model::Holder;
use crate::text::Lang;

/// The page behind a figure of a roll-out, with `tail` at the end of its query:
/// a figure of a past day leads to that day's rows.
#[must_use]
pub fn path(lang: Lang, figure: Figure, programme: &str, tail: &str) -> String {
    format!("/{}/kak-e-smetnato/{}?programme={programme}{tail}", lang.code(), figure.key())
}

/// The page behind a district's figure.
#[must_use]
pub fn district_path(lang: Lang, figure: Figure, programme: &str, district: &str, tail: &str) -> String {
    path(lang, figure, programme, &format!("&rayon={district}{tail}"))
}

/// A district's own page.
#[must_use]
pub fn page_of(lang: Lang, district: &str, programme: &str, tail: &str) -> String {
    format!("/{}/rayoni/{district}?programme={programme}{tail}", lang.code())
}

/// The page behind what waits for a holder.
#[must_use]
pub fn holder_path(lang: Lang, programme: &str, holder: Holder, tail: &str) -> String {
    format!("{}&holder={}{tail}", path(lang, Figure::Waiting, programme, ""), holder.key())
}

/// „как е сметнато“, naming the figure for those who hear it out of its place.
pub fn how(lang: Lang, figure: Figure, href: String) -> AnyView {
    let name = format!("{}: {}", HOW_OF.get(lang), figure_name(figure).get(lang));
    view! { <a class="how" href=href aria-label=name>{HOW.get(lang)}</a> }.into_any()
}
