//! Where names stand. A label is a stack of bars, one for each line of text, and
//! is moved about inside the shape until it is as far from the outline, and as
//! near the middle, as it can be.

use super::letters::{hyphenated_lines, two_lines, width};
use super::outline::{Outline, STEP_X, STEP_Y};
use super::{Label, Point, tenths};

const SMALLEST: u8 = 10;
/// Beyond this size the large districts would drown out the small ones.
const LARGEST: u8 = 14;
/// The status is smaller than the name by this much, but never too small to read.
const STATUS_STEP: u8 = 2;

/// What type of the smallest size keeps from the outline: the 3 that the eye
/// needs, and a little because the outline is sampled and coordinates are rounded.
const CLEARANCE: f64 = 3.4;
/// What it keeps more for each further size. Large type pressed against a border
/// looks worse than small type with room around it.
const AIR_PER_SIZE: f64 = 0.5;
/// Deeper than this a label stands well, and only the middle draws it on.
const DEEP_ENOUGH: f64 = 10.0;
/// How much depth a label gives up to stand nearer the middle by one unit.
/// Without it, labels in wide shapes slide to one end at the slightest gain.
const PULL: f64 = 0.1;
/// How much depth breaking a name must gain where it fits on one line.
const BREAK: f64 = 3.0;

/// Of the type size: how far letters reach above and below the baseline, and
/// how far apart the lines of a name are.
const ASCENT: f64 = 0.8;
const DESCENT: f64 = 0.2;
const LEADING: f64 = 1.05;
/// Between name and status.
const GAP: f64 = 1.0;

/// How far apart the points are that stand for an outline.
const SPACING: f64 = 2.5;
/// The search for a place ends at steps of this size.
const PRECISION: f64 = 0.5;

/// A shape as the ground on which a label may stand.
pub struct Ground {
    centres: Vec<Point>,
    middle: Point,
    rings: Vec<Vec<Point>>,
}

/// A name set in lines at some size with the status below, around the point
/// that is its middle.
struct Block {
    lines: Vec<String>,
    font_size: u8,
    status_size: u8,
    /// The lines of the name from the top, then the status.
    bars: Vec<Bar>,
}

/// The rectangle that a line of text fills, as seen from the middle of its block.
#[derive(Clone, Copy, Default)]
struct Bar {
    half_width: f64,
    top: f64,
    bottom: f64,
}

/// A place for a block and how good it is.
#[derive(Clone, Copy)]
struct Site {
    point: Point,
    score: f64,
}

impl Ground {
    /// `centres` are those of the shape's hexagons.
    pub fn of(outline: &Outline, centres: Vec<Point>) -> Self {
        let sum = centres.iter().fold(Point::default(), |sum, &centre| sum + centre);
        Self { middle: sum * (1.0 / centres.len().max(1) as f64), rings: outline.points(SPACING), centres }
    }

    /// A shape of rings sampled at most [`SPACING`] apart, with the cells in which
    /// a place is looked for first.
    pub fn within(rings: Vec<Vec<Point>>, cells: Vec<Point>) -> Self {
        let points = rings.iter().flatten();
        let (count, sum) =
            points.fold((0.0, Point::default()), |(count, sum), &point| (count + 1.0, sum + point));
        Self { middle: sum * (1.0 / f64::max(count, 1.0)), rings, centres: cells }
    }

    /// The largest label that fits, hyphenated only if it fits in no other way.
    pub fn label(&self, name: &str, status: &str) -> Label {
        self.fitting_label(name, status)
            .or_else(|| {
                let best = self.best(&whole(name), SMALLEST, status, f64::NEG_INFINITY);
                best.map(|(block, point)| block.at(point))
            })
            .unwrap_or_default()
    }

    /// The same, if any fits.
    pub fn fitting_label(&self, name: &str, status: &str) -> Option<Label> {
        let (whole, hyphenated) = (whole(name), hyphenated_lines(name));
        [&whole, &hyphenated]
            .into_iter()
            .flat_map(|settings| (SMALLEST..=LARGEST).rev().map(move |size| (settings, size)))
            .find_map(|(settings, size)| self.best(settings, size, status, clearance(size)))
            .map(|(block, point)| block.at(point))
    }

    /// The point farthest from the outline.
    pub fn deepest(&self) -> Point {
        self.seek(&[Bar::default()], f64::NEG_INFINITY, f64::INFINITY)
            .map(|site| site.point.rounded())
            .unwrap_or_default()
    }

    /// The best place for a name of the given size in any of its settings.
    fn best(
        &self,
        settings: &[Vec<String>],
        size: u8,
        status: &str,
        clearance: f64,
    ) -> Option<(Block, Point)> {
        settings
            .iter()
            .filter_map(|lines| {
                let block = Block::set(lines, size, status);
                let site = self.seek(&block.bars, clearance, DEEP_ENOUGH)?;
                Some((site.score - BREAK * lines.len() as f64, block, site.point))
            })
            .max_by(|(one, ..), (other, ..)| one.total_cmp(other))
            .map(|(_, block, point)| (block, point))
    }

    /// Looks for the place with the best score among those that keep the bars
    /// clear of the outline. A label that fits has its middle in one of the
    /// hexagons, so these are the first cells; as moving by some distance changes
    /// the depth by that much at most, a cell whose middle is too shallow can be
    /// dropped whole, and only the others are quartered.
    fn seek(&self, bars: &[Bar], clearance: f64, enough: f64) -> Option<Site> {
        let mut best: Option<Site> = None;
        let mut half = STEP_X.max(2.0 * STEP_Y);
        let mut cells = self.centres.clone();
        while half > PRECISION && !cells.is_empty() {
            let reach = half * std::f64::consts::SQRT_2;
            let mut hopeful = Vec::new();
            for &point in &cells {
                let away = PULL * self.middle.distance(point);
                let to_beat = best.map_or(f64::NEG_INFINITY, |best| best.score);
                // The depth that this cell must reach somewhere to matter.
                let needed = clearance.max(to_beat + away - PULL * reach);
                if needed > enough {
                    continue;
                }
                let depth = self.depth(bars, point, needed - reach);
                if depth < needed - reach {
                    continue;
                }
                let score = depth.min(enough) - away;
                if depth >= clearance && score > to_beat {
                    best = Some(Site { point, score });
                }
                let hope = (depth + reach).min(enough) - away + PULL * reach;
                hopeful.push((point, hope));
            }
            half /= 2.0;
            cells = hopeful
                .into_iter()
                .filter(|&(_, hope)| best.is_none_or(|best| hope > best.score))
                .flat_map(|(point, _)| quarters(point, half))
                .collect();
        }
        best
    }

    /// How far the bars around `point` are from the outline; negative is how far
    /// they stick out. Any answer below `floor` only means that the depth is
    /// below it as well.
    fn depth(&self, bars: &[Bar], point: Point, floor: f64) -> f64 {
        let mut depth = f64::INFINITY;
        for border in self.rings.iter().flatten() {
            for bar in bars {
                depth = depth.min(bar.distance(border.x - point.x, border.y - point.y));
            }
            if depth < floor {
                return depth;
            }
        }
        // A block that no border touches is inside or outside as a whole.
        if depth > 0.0 && !self.contains(point) { -depth } else { depth }
    }

    /// Whether a line from the point to the right crosses the outline an odd
    /// number of times.
    fn contains(&self, point: Point) -> bool {
        let crossings = self.rings.iter().flat_map(|ring| {
            let sides = ring.iter().zip(ring.iter().cycle().skip(1));
            sides.filter(|(from, to)| {
                (from.y > point.y) != (to.y > point.y)
                    && point.x < from.x + (to.x - from.x) * (point.y - from.y) / (to.y - from.y)
            })
        });
        crossings.count() % 2 == 1
    }
}

impl Block {
    fn set(lines: &[String], font_size: u8, status: &str) -> Self {
        let status_size = font_size.saturating_sub(STATUS_STEP).max(SMALLEST);
        let mut bars: Vec<Bar> = Vec::new();
        let mut top = 0.0;
        for line in lines {
            let bar = Bar::of(line, font_size, top);
            top += f64::from(font_size) * LEADING;
            bars.push(bar);
        }
        let name_bottom = bars.last().map_or(0.0, |bar| bar.bottom);
        let status = Bar::of(status, status_size, name_bottom + GAP);
        bars.push(status);
        for bar in &mut bars {
            bar.top -= status.bottom / 2.0;
            bar.bottom -= status.bottom / 2.0;
        }
        Self { lines: lines.to_vec(), font_size, status_size, bars }
    }

    fn at(self, point: Point) -> Label {
        let baseline = |bar: &Bar| {
            let size = bar.bottom - bar.top;
            tenths(point.y + bar.bottom - size * DESCENT) / 10.0
        };
        let mut baselines: Vec<f64> = self.bars.iter().map(baseline).collect();
        let status_baseline = baselines.pop().unwrap_or_default();
        Label {
            x: point.rounded().x,
            lines: self.lines,
            baselines,
            status_baseline,
            font_size: self.font_size,
            status_size: self.status_size,
        }
    }
}

impl Bar {
    fn of(text: &str, size: u8, top: f64) -> Self {
        let size = f64::from(size);
        Self { half_width: width(text) * size / 2.0, top, bottom: top + size * (ASCENT + DESCENT) }
    }

    /// From the nearest edge to a point right of and below the middle of the
    /// block by so much; negative inside the bar.
    fn distance(self, right: f64, down: f64) -> f64 {
        let beside = right.abs() - self.half_width;
        let over = (self.top - down).max(down - self.bottom);
        if beside > 0.0 && over > 0.0 { beside.hypot(over) } else { beside.max(over) }
    }
}

/// The name without a hyphen of ours, on two lines or on one.
fn whole(name: &str) -> Vec<Vec<String>> {
    let mut settings = two_lines(name);
    settings.push(vec![name.to_owned()]);
    settings
}

/// What type of a size keeps from the outline.
fn clearance(size: u8) -> f64 {
    CLEARANCE + f64::from(size.saturating_sub(SMALLEST)) * AIR_PER_SIZE
}

/// The middles of the four squares of a cell, `half` being half their side.
fn quarters(point: Point, half: f64) -> [Point; 4] {
    [(-half, -half), (half, -half), (-half, half), (half, half)].map(|(x, y)| point + Point { x, y })
}
