//! A district's badge: its name, and how far it has come.

use std::fmt::Write as _;

use super::svg::{escaped, open};
use crate::card::text::status_line;
use crate::open_data::text::DEMO_SHORT;
use crate::rollout::model::Row;
use crate::rollout::mosaic::text_width;
use crate::rollout::store::Rollout;
use crate::text::Lang;

const HEIGHT: f64 = 28.0;
const SIZE: f64 = 13.0;
/// Beside words.
const SPACE: f64 = 10.0;

/// The badge.
pub fn draw(lang: Lang, rollout: &Rollout, row: &Row, demonstration: bool) -> String {
    let name = row.name.get(lang);
    let status = status_line(lang, rollout, row);
    let status = if demonstration { format!("{status} · {}", DEMO_SHORT.get(lang)) } else { status };
    // Other fonts than ours are a little wider.
    let wide = |text: &str| (text_width(text) * SIZE * 1.12 + 2.0 * SPACE).ceil();
    let (left, right) = (wide(name), wide(&status));
    let title = format!("{name}: {status}");
    let mut svg =
        open((0.0, 0.0, left + right, HEIGHT), lang, &title, rollout.programme.short_name.get(lang));
    let text = |class: &str, x: f64, width: f64, words: &str| {
        format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"18.5\" font-size=\"{SIZE}\" font-weight=\"650\" \
             textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            width - 2.0 * SPACE,
            escaped(words)
        )
    };
    let _ = write!(
        svg,
        "<clipPath id=\"round\"><rect width=\"{}\" height=\"{HEIGHT}\" rx=\"4\"/></clipPath>\
         <g clip-path=\"url(#round)\"><rect class=\"plate\" width=\"{left}\" height=\"{HEIGHT}\"/>\
         <rect class=\"ground\" x=\"{left}\" width=\"{right}\" height=\"{HEIGHT}\"/></g>{}{}</svg>",
        left + right,
        text("on-plate", SPACE, left, name),
        text("ink", left + SPACE, right, &status),
    );
    svg
}
