//! How long a day of the past takes: any day, as now known and as known then, not in the cache
//! and in it.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::bench::http::Client;
use crate::bench::load::Spread;
use crate::bench::report::{Line, Verdict};
use crate::error::Result;

/// Promised for 300 administrations with ten years of history.
const BUDGET_MS: f64 = 50.0;

/// Whether the promise is about what is measured.
#[derive(Debug, Clone, Copy)]
pub enum Promise {
    /// It is smaller than what was promised for.
    None,
    /// It is as large.
    Holds,
}

/// Asks for days all over these years; `of` says whose.
pub fn measure(base: &str, of: &str, years: RangeInclusive<i32>, promise: Promise) -> Result<Vec<Line>> {
    let mut client = Client::new(base);
    let (mut uncached, mut cached) = (Vec::new(), Vec::new());
    for year in years {
        for month in [1, 4, 7, 10] {
            let day = format!("{year}-{month:02}-17");
            for known in [String::new(), format!("&known={day}T12:00Z")] {
                let path = format!("/bg/?programme=unified-model&as-of={day}{known}");
                for _ in 0..2 {
                    let page = client.get(&path, "br")?;
                    let hit = page.header("x-cache") == Some("hit");
                    if hit { &mut cached } else { &mut uncached }.push(page.took);
                }
            }
        }
    }
    let value = milliseconds(uncached);
    let verdict = match promise {
        Promise::None => Verdict::None,
        Promise::Holds => Verdict::at_most(value.0, BUDGET_MS, "50 ms"),
    };
    let cached = milliseconds(cached);
    Ok(vec![
        Line::new(format!("replay of a day, uncached: {of}"), value.1, verdict),
        Line::new(format!("replay of a day, cached: {of}"), cached.1, Verdict::None),
    ])
}

fn milliseconds(took: Vec<Duration>) -> (f64, String) {
    let count = took.len();
    let median = Spread::of(took.into_iter().map(|took| took.as_secs_f64() * 1000.0).collect()).median;
    (median, format!("{median:.1} ms (median of {count})"))
}
