//! The links from figures to what is behind them.

use leptos::prelude::*;

use super::model::Figure;
use super::text::{HOW, HOW_OF, figure_name};
use crate::programme::model::Holder;
use crate::text::Lang;

/// The page behind a figure of a roll-out.
#[must_use]
pub fn path(lang: Lang, figure: Figure, programme: &str) -> String {
    format!("/{}/kak-e-smetnato/{}?programme={programme}", lang.code(), figure.key())
}

/// The page behind a district's figure.
#[must_use]
pub fn district_path(lang: Lang, figure: Figure, programme: &str, district: &str) -> String {
    format!("{}&rayon={district}", path(lang, figure, programme))
}

/// The page behind what waits for a holder.
#[must_use]
pub fn holder_path(lang: Lang, programme: &str, holder: Holder) -> String {
    format!("{}&holder={}", path(lang, Figure::Waiting, programme), holder.key())
}

/// „как е сметнато“, naming the figure for those who hear it out of its place.
pub fn how(lang: Lang, figure: Figure, href: String) -> AnyView {
    let name = format!("{}: {}", HOW_OF.get(lang), figure_name(figure).get(lang));
    view! { <a class="how" href=href aria-label=name>{HOW.get(lang)}</a> }.into_any()
}
