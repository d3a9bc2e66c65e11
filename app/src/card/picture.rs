//! A card as SVG: words to the left, the map to the right. The colours are those
//! of a page in the light, because a picture does not know where it is shown.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::text::{DEMONSTRATION, DISTRICTS_LIVE, day_text, district_lines, status_line, unknown_text};
use crate::rollout::model::measure::Colour;
use crate::rollout::model::{Coverage, Row};
use crate::rollout::mosaic::{Shape, text_width};
use crate::rollout::store::{Map, Rollout};
use crate::rollout::text::TITLE;
use crate::rollout::tint::Tint;
use crate::text::{Lang, PRODUCT, n_of_m};

/// Width and height of a card.
pub const SIZE: (u32, u32) = (1200, 630);

const LEFT: u32 = 56;
/// How wide the words may be.
const COLUMN: f64 = 500.0;

const PAGE: &str = "#fdfdfb";
const SUNK: &str = "#f4f5f3";
const INK: &str = "#14212b";
const MUTED: &str = "#50606c";
const EDGE: &str = "#75828c";
const ACCENT: &str = "#0d4a74";
const NOTE: &str = "#fcf3da";
const PALE: &str = "#fff";
const HATCH: &str = "#c3cacd";
/// The steps of the ramp, `ready` and `live`, with the colour of letters on them.
const RAMP: [(&str, &str, &str); 10] = [
    ("ramp-0", "#e9eff4", INK),
    ("ramp-1", "#d6e4ef", INK),
    ("ramp-2", "#bfd6e9", INK),
    ("ramp-3", "#a1c3df", INK),
    ("ramp-4", "#7dabd1", INK),
    ("ramp-5", "#5792c2", "#0b1a26"),
    ("ramp-6", "#2c6ca2", PALE),
    ("ramp-7", "#0a2d49", PALE),
    ("status-ready", "#194f7e", PALE),
    ("status-live", "#0a2d49", PALE),
];

/// What a card shows.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub lang: Lang,
    pub rollout: &'a Rollout,
    pub map: &'a Map,
    pub colour: Colour,
    pub day: NaiveDate,
    pub is_demonstration: bool,
}

/// A column of words, from the top down.
struct Column {
    svg: String,
    y: f64,
}

impl Subject<'_> {
    /// The card of the whole city.
    pub fn city(self) -> String {
        let Self { lang, rollout, .. } = self;
        let coverage = Coverage::of(&rollout.rows);
        let mut column = self.column();
        column.write(TITLE.get(lang), 44.0, 700, INK);
        column.y += 40.0;
        column.write(&n_of_m(lang, coverage.live, coverage.districts), 84.0, 700, ACCENT);
        column.write(DISTRICTS_LIVE.get(lang), 34.0, 400, INK);
        column.y += 12.0;
        column.write(&unknown_text(lang, &coverage), 26.0, 400, MUTED);
        self.whole(column, None)
    }

    /// The card of one district.
    pub fn district(self, row: &Row) -> String {
        let Self { lang, rollout, .. } = self;
        let mut column = self.column();
        let name = row.name.get(lang);
        let name = lang.pick(format!("Район „{name}“"), format!("{name} district"));
        column.write(&name, 54.0, 700, INK);
        column.y += 10.0;
        column.write(&status_line(lang, rollout, row), 36.0, 700, ACCENT);
        column.y += 24.0;
        for line in district_lines(lang, &rollout.programme, row) {
            column.write(&line, 26.0, 400, INK);
            column.y += 6.0;
        }
        self.whole(column, Some(row))
    }

    fn column(self) -> Column {
        let mut column = Column { svg: String::new(), y: 48.0 };
        let line =
            format!("{} · {}", PRODUCT.get(self.lang), self.rollout.programme.short_name.get(self.lang));
        column.write(&line, 26.0, 700, ACCENT);
        column.y += 22.0;
        column
    }

    fn whole(self, column: Column, marked: Option<&Row>) -> String {
        let (width, height) = SIZE;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             font-family=\"Sofia Sans\" xml:space=\"preserve\">{}\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{PAGE}\"/>",
            patterns()
        );
        svg.push_str(&column.svg);
        let mut foot = Column { svg: String::new(), y: 540.0 };
        if self.is_demonstration {
            let words = DEMONSTRATION.get(self.lang);
            let wide = text_width(words) * 24.0 + 24.0;
            let _ = write!(
                foot.svg,
                "<rect x=\"{}\" y=\"500\" width=\"{wide:.0}\" height=\"40\" rx=\"4\" fill=\"{NOTE}\"/>",
                LEFT - 12
            );
            foot.y = 503.0;
            foot.write(words, 24.0, 700, INK);
            foot.y = 548.0;
        }
        foot.write(&day_text(self.lang, self.day), 24.0, 400, MUTED);
        svg.push_str(&foot.svg);
        svg.push_str(&self.map(marked));
        svg.push_str("</svg>");
        svg
    }

    fn map(self, marked: Option<&Row>) -> String {
        let (x, y, width, height) = self.map.mosaic.view_box;
        let scale = (590.0 / width.max(1.0)).min(580.0 / height.max(1.0));
        let (left, top) = (1180.0 - width * scale, (630.0 - height * scale) / 2.0);
        let mut svg = format!(
            "<g transform=\"translate({left:.1} {top:.1}) scale({scale:.3}) translate({:.1} {:.1})\" text-anchor=\"middle\">",
            -x, -y
        );
        let shapes = self.map.slugs.iter().zip(&self.map.mosaic.shapes);
        let (last, first): (Vec<_>, Vec<_>) =
            shapes.partition(|(slug, _)| marked.is_some_and(|row| &row.slug == *slug));
        for (slug, shape) in first.into_iter().chain(last) {
            let Some(row) = self.rollout.rows.iter().find(|row| &row.slug == slug) else { continue };
            self.shape(&mut svg, row, shape, marked.is_some_and(|one| one.slug == row.slug));
        }
        svg.push_str("</g>");
        svg
    }

    fn shape(self, svg: &mut String, row: &Row, shape: &Shape, is_marked: bool) {
        let tint = Tint::of(self.lang, &self.rollout.programme, row, self.colour, self.day);
        let Look { fill, on, stroke, width } = Look::of(&tint.class);
        let (stroke, width) = if is_marked { (INK, 6.0) } else { (stroke, width) };
        let _ = write!(
            svg,
            "<path d=\"{}\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"/>",
            shape.path
        );
        let label = &shape.label;
        let rim = if fill.starts_with("url") {
            format!(" stroke=\"{SUNK}\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"")
        } else {
            String::new()
        };
        let lines = label
            .lines
            .iter()
            .zip(&label.baselines)
            .map(|(line, y)| (line.as_str(), *y, label.font_size, 700));
        // Sofia Sans has no such signs; the word beside them says the same.
        let words = tint.short.replace(['✓', '◆', '‖', '→'], "");
        let status = (words.trim(), label.status_baseline, label.status_size, 400);
        for (text, y, size, weight) in lines.chain([status]) {
            let _ = write!(
                svg,
                "<text x=\"{:.1}\" y=\"{y:.1}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{on}\"{rim}>{}</text>",
                label.x,
                escaped(text)
            );
        }
    }
}

/// How a class of the style sheet is drawn here.
struct Look {
    fill: &'static str,
    on: &'static str,
    stroke: &'static str,
    width: f64,
}

impl Look {
    fn of(class: &str) -> Self {
        let edged = |fill| Self { fill, on: INK, stroke: EDGE, width: 1.0 };
        match class {
            "status-unknown" => edged("url(#hatch)"),
            "status-suspended" => edged("url(#dots)"),
            _ => match RAMP.iter().find(|(name, ..)| class.split(' ').any(|one| one == *name)) {
                Some((_, fill, on)) => Self { fill, on, stroke: PAGE, width: 3.0 },
                None => edged(PAGE),
            },
        }
    }
}

fn patterns() -> String {
    let dot = RAMP.iter().find(|(name, ..)| *name == "ramp-5").map_or(EDGE, |(_, fill, _)| fill);
    format!(
        "<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"{SUNK}\"/>\
         <path d=\"M0 0V6\" stroke=\"{HATCH}\" stroke-width=\"2\"/></pattern>\
         <pattern id=\"dots\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"7\" height=\"7\" fill=\"{SUNK}\"/>\
         <circle cx=\"3.5\" cy=\"3.5\" r=\"1.3\" fill=\"{dot}\"/></pattern></defs>"
    )
}

impl Column {
    /// Words on as many lines as they need.
    fn write(&mut self, words: &str, size: f64, weight: u32, fill: &str) {
        for line in lines(words, COLUMN / size) {
            self.y += size * 1.2;
            let baseline = self.y - size * 0.25;
            let _ = write!(
                self.svg,
                "<text x=\"{LEFT}\" y=\"{baseline:.1}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{}</text>",
                escaped(&line)
            );
        }
    }
}

/// Words broken at spaces so that no line is wider, as far as words allow.
fn lines(words: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}")) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn escaped(text: &str) -> String {
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
    use proptest::prelude::*;

    use super::*;

    /// The colours of the light page, in the order of its style sheet.
    #[test]
    fn the_colours_are_those_of_the_pages() {
        let sheet = include_str!("../../../style/tokens.css");
        let (light, _) = sheet.split_once("@media").unwrap();
        let own = [
            ("page", PAGE),
            ("sunk", SUNK),
            ("ink", INK),
            ("muted", MUTED),
            ("edge", EDGE),
            ("accent", ACCENT),
            ("note", NOTE),
            ("hatch", HATCH),
            ("live", RAMP[7].1),
        ];
        let ramp = RAMP.iter().map(|(name, fill, _)| (name.trim_start_matches("status-"), *fill));
        for (name, colour) in own.into_iter().chain(ramp.filter(|(name, _)| *name != "ramp-7")) {
            assert!(light.contains(&format!("--{name}: {colour};")), "{name}");
        }
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(lines("Докъде стигнаха 24-те района", 10.0), ["Докъде стигнаха", "24-те района"]);
        assert!(lines("  ", 10.0).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_lost_in_lines(words in "\\PC{0,60}", width in 1.0..20.0) {
            let joined: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
            prop_assert_eq!(lines(&words, width).join(" "), joined.join(" "));
        }

        #[test]
        fn any_text_is_well_formed(text in any::<String>()) {
            let safe = escaped(&text);
            prop_assert!(!safe.contains(['<', '>', '"']) && !safe.chars().any(char::is_control));
        }
    }
}
