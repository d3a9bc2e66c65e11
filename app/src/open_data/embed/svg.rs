//! The map as a picture of its own: the page's shapes, its classes and its very
//! style sheets.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::about::text::DEMONSTRATION;
use crate::card::text::city_text;
use crate::dispute::text::DISPUTED_SHORT;
use crate::onboarding::status::status_text;
use crate::rollout::model::measure::Colour;
use crate::rollout::model::{Coverage, Row};
use crate::rollout::mosaic::Shape;
use crate::rollout::store::{Map, Rollout};
use crate::rollout::text::TITLE;
use crate::rollout::tint::Tint;
use crate::text::Lang;

/// What every picture is drawn with.
pub const STYLE: &str = concat!(
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/ui/ramp.css"),
    "text{font-family:\"Sofia Sans\",\"Arial Narrow\",Arial,\"Liberation Sans\",sans-serif;fill:var(--on)}\
     .shape{fill:var(--fill);stroke:var(--page);stroke-width:3;stroke-linejoin:round}\
     .status-unknown{fill:url(#hatch);stroke:var(--edge);stroke-width:1}\
     .status-suspended{fill:url(#dots);stroke:var(--edge);stroke-width:1}\
     .rim{paint-order:stroke;stroke:var(--sunk);stroke-width:4;stroke-linejoin:round}\
     .ground{fill:var(--sunk)}.line{stroke:var(--hatch);stroke-width:2}.dot{fill:var(--ramp-5)}\
     .paper{fill:var(--page)}.ink{fill:var(--ink)}.muted{fill:var(--muted)}.plate{fill:var(--accent)}\
     .on-plate{fill:var(--on-accent)}"
);

const PATTERNS: &str = "<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><rect class=\"ground\" width=\"6\" height=\"6\"/>\
    <path class=\"line\" d=\"M0 0V6\"/></pattern><pattern id=\"dots\" width=\"7\" height=\"7\" \
    patternUnits=\"userSpaceOnUse\"><rect class=\"ground\" width=\"7\" height=\"7\"/>\
    <circle class=\"dot\" cx=\"3.5\" cy=\"3.5\" r=\"1.3\"/></pattern></defs>";

/// Room for words above the map.
const HEAD: f64 = 74.0;
/// Other fonts than ours are wider, and the labels are placed for ours.
const SMALLER: f64 = 0.9;

/// The map of this day.
pub fn map(lang: Lang, rollout: &Rollout, map: &Map, day: NaiveDate, demonstration: bool) -> String {
    let (x, y, width, height) = map.mosaic.view_box;
    let words = city_text(lang, &Coverage::of(&rollout.rows), day);
    let title = format!("{}: {}", TITLE.get(lang), rollout.programme.short_name.get(lang));
    let described: Vec<String> = rollout
        .rows
        .iter()
        .map(|row| {
            let status = status_text(lang, row.status, rollout.programme.checklist.length());
            let contested = if rollout.disputed.contains(&row.slug) { DISPUTED_SHORT.get(lang) } else { "" };
            format!("{}: {status} {contested}", row.name.get(lang)).trim_end().to_owned()
        })
        .collect();
    let mark = if demonstration { DEMONSTRATION.get(lang) } else { "" };
    let mut svg = open(
        (x, y - HEAD, width, height + HEAD),
        lang,
        &title,
        &format!("{mark} {words} {}", described.join("; ")),
    );
    let _ = write!(
        svg,
        "<rect class=\"paper\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{}\"/>\
         <text class=\"ink\" x=\"{}\" y=\"{}\" font-size=\"17\" font-weight=\"700\">{}</text>\
         <text class=\"muted\" x=\"{}\" y=\"{}\" font-size=\"13\">{}</text>\
         <text class=\"muted\" x=\"{}\" y=\"{}\" font-size=\"13\">{}</text>",
        y - HEAD,
        height + HEAD,
        x + 12.0,
        y - HEAD + 24.0,
        escaped(&title),
        x + 12.0,
        y - HEAD + 44.0,
        escaped(&words),
        x + 12.0,
        y - HEAD + 62.0,
        escaped(mark),
    );
    svg.push_str("<g text-anchor=\"middle\">");
    for (slug, shape) in map.slugs.iter().zip(&map.mosaic.shapes) {
        let Some(row) = rollout.rows.iter().find(|row| &row.slug == slug) else { continue };
        district(&mut svg, lang, rollout, row, shape, day);
    }
    svg.push_str("</g></svg>");
    svg
}

/// How every picture begins: its style, its name and its words.
pub fn open(view_box: (f64, f64, f64, f64), lang: Lang, title: &str, words: &str) -> String {
    let (x, y, width, height) = view_box;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {width} {height}\" width=\"{width}\" \
         height=\"{height}\" lang=\"{}\" role=\"img\" aria-labelledby=\"title desc\">\
         <title id=\"title\">{}</title><desc id=\"desc\">{}</desc><style>{STYLE}</style>{PATTERNS}",
        lang.code(),
        escaped(title),
        escaped(words.trim()),
    )
}

fn district(svg: &mut String, lang: Lang, rollout: &Rollout, row: &Row, shape: &Shape, day: NaiveDate) {
    let tint = Tint::of(lang, &rollout.programme, row, Colour::Milestone, day);
    let label = &shape.label;
    let patterned = tint.class.contains("unknown") || tint.class.contains("suspended");
    let rim = if patterned { " class=\"rim ink\"" } else { "" };
    let _ = write!(svg, "<g><path class=\"shape {}\" d=\"{}\"/>", tint.class, shape.path);
    let lines =
        label.lines.iter().zip(&label.baselines).map(|(line, y)| (line.as_str(), *y, label.font_size, 650));
    let contested = if rollout.disputed.contains(&row.slug) { "≠ " } else { "" };
    let status = format!("{contested}{}", tint.short);
    let status = (status.as_str(), label.status_baseline, label.status_size, 400);
    for (text, y, size, weight) in lines.chain([status]) {
        let size = f64::from(size) * SMALLER;
        let _ = write!(
            svg,
            "<text{rim} x=\"{:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\" font-weight=\"{weight}\">{}</text>",
            label.x,
            escaped(text)
        );
    }
    svg.push_str("</g>");
}

/// Text that cannot become markup.
pub fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, letter| {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
        safe
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The style sheet stands in XML as it is, and loads nothing.
    #[test]
    fn the_style_stands_by_itself() {
        assert!(!STYLE.contains(['<', '&']) && !STYLE.contains("]]>"));
        assert!(!STYLE.contains("@import") && !STYLE.contains("http") && !STYLE.contains("url(/"));
    }
}
