//! What a long history costs: a day of the past of 300 administrations after ten years, the effect
//! of a checklist version on them, and `redom verify` of a million entries, whose memory must not
//! grow with the ledger.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::bench::effect;
use crate::bench::http::Client;
use crate::bench::load::Spread;
use crate::bench::memory_kib;
use crate::bench::replay::{self, Promise};
use crate::bench::report::{Line, Verdict};
use crate::error::Result;
use crate::layout::Layout;
use crate::process;
use crate::redom::{Contents, Redom, sqlite_url};

const ADMINISTRATIONS: u32 = 300;
const YEARS: u32 = 10;
const ENTRIES: u32 = 100_000;
const MANY_ENTRIES: u32 = 1_000_000;

/// A ledger ten times as long may take so much more memory, for what is noise.
const MEMORY_GROWTH: f64 = 1.25;

/// One run of `redom verify`.
struct Verified {
    took: Duration,
    /// The most memory it had, in megabytes.
    peak: f64,
}

/// Multiplies the demonstration in `dir` and measures.
pub fn measure(layout: &Layout, redom: &Redom, dir: &Path) -> Result<Vec<Line>> {
    let years = multiply(redom, dir, ENTRIES)?;
    let server = redom.start(&sqlite_url(&years), &layout.target("bench/redom-history.log"))?;
    // The map is laid out once for each process, by whoever comes first.
    Client::new(server.url()).get("/bg/", "br")?;
    // The years that every history of ten years has, whenever it ends.
    let of = format!("{ADMINISTRATIONS} districts, {YEARS} years");
    let mut lines = replay::measure(server.url(), &of, 2018..=2025, Promise::Holds)?;
    lines.push(effect::measure(server.url(), &format!("{ADMINISTRATIONS} districts"))?);
    lines.push(list(server.url())?);
    drop(server);

    let some = verify(redom, &years)?;
    let many = verify(redom, &multiply(redom, dir, MANY_ENTRIES)?)?;
    let pace = f64::from(MANY_ENTRIES) / many.took.as_secs_f64();
    let value = format!("{pace:.0} entries/s ({:.1} s)", many.took.as_secs_f64());
    lines.push(Line::new("verify of 1,000,000 entries", value, Verdict::None));
    let value = format!("{:.1} MB ({:.1} MB for 100,000)", many.peak, some.peak);
    let verdict = Verdict::at_most(many.peak / some.peak, MEMORY_GROWTH, "1.25 x");
    lines.push(Line::new("peak memory of verify", value, verdict));
    Ok(lines)
}

/// The interface's longest list, as of many days, so that no cache holds it.
fn list(base: &str) -> Result<Line> {
    let mut client = Client::new(base);
    let mut took = Vec::new();
    for month in 1..=12 {
        let path = format!("/api/v1/onboardings?programme=unified-model&limit=500&as-of=2024-{month:02}-17");
        took.push(client.get(&path, "br")?.took.as_secs_f64() * 1000.0);
    }
    let median = Spread::of(took).median;
    let what = format!("API list of {ADMINISTRATIONS} onboardings, uncached");
    Ok(Line::new(what, format!("{median:.1} ms (median of 12)"), Verdict::None))
}

/// A database of many administrations, made from the demonstration's.
fn multiply(redom: &Redom, dir: &Path, entries: u32) -> Result<PathBuf> {
    let file = dir.join(format!("history-{entries}.sqlite"));
    redom.prepare(&sqlite_url(&file), Contents::Facts)?;
    let mut command = redom.command(&sqlite_url(&file));
    command.arg("bench-data").arg("--from").arg(dir.join("demo.sqlite"));
    let extent = [("--administrations", ADMINISTRATIONS), ("--years", YEARS), ("--entries", entries)];
    for (name, number) in extent {
        command.args([name, &number.to_string()]);
    }
    process::run(&mut command)?;
    Ok(file)
}

fn verify(redom: &Redom, file: &Path) -> Result<Verified> {
    let mut command = redom.command(&sqlite_url(file));
    let mut peak: f64 = 0.0;
    let began = Instant::now();
    // The system forgets a program's memory when it ends, so it is asked while it runs.
    process::run_watched(command.arg("verify"), |id| {
        peak = memory_kib(id, "VmHWM:").unwrap_or_default().max(peak);
    })?;
    Ok(Verified { took: began.elapsed(), peak: peak * 1024.0 / 1_000_000.0 })
}
