//! Every kind of public page against the bare handler, and what it costs to say that nothing has
//! changed.

use crate::bench::load::{Comparison, Spread};
use crate::bench::report::{Line, Verdict};
use crate::error::Result;

/// One of each kind; the map and a district are measured longer, by themselves.
const KINDS: [&str; 14] = [
    "/en/?programme=moving&color=readiness",
    "/bg/?programme=unified-model&as-of=2025-03-01",
    "/bg/kogo-chakame",
    "/bg/ravna-podgotvenost",
    "/bg/kak-e-smetnato/all?programme=unified-model",
    "/bg/uslugi/matritsa",
    "/bg/rayoni/lyulin/uslugi",
    "/bg/epizodi/moving",
    "/bg/kakvo-moga?event=moving&from=lyulin&to=studentski",
    "/bg/tarsene",
    "/bg/osporvaniya",
    "/bg/byuletin",
    "/bg/otvoreni-danni",
    "/bg/rechnik",
];

/// Ratios of all kinds, the worst of them as the target, and 304 answers of the map per second.
pub fn measure(comparison: &Comparison<'_>, map: &str) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    let mut ratios = Vec::new();
    for path in KINDS {
        let measured = comparison.ratio(path)?;
        lines.push(Line::new(format!("{path}: ratio"), format!("{:.2}", measured.ratio), Verdict::None));
        ratios.push(measured.ratio);
    }
    let spread = Spread::of(ratios);
    let value = format!("{:.2} (median {:.2} of {})", spread.least, spread.median, KINDS.len());
    lines.push(Line::new(
        "the lowest ratio of all kinds",
        value,
        Verdict::at_least(spread.least, 0.8, "0.80"),
    ));
    let unchanged = comparison.unchanged(map)?;
    lines.push(Line::new(format!("{map}: 304 answers"), format!("{unchanged:.0} requests/s"), Verdict::None));
    Ok(lines)
}
