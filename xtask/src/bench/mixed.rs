//! What visitors wait while a coordinator works: most ask for pages of today, one in ten for a day
//! of the past that no cache holds, and once a second something is written, which makes every page
//! of today anew.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::bench::coordinator;
use crate::bench::html::forms;
use crate::bench::http::Client;
use crate::bench::load::requests_per_second;
use crate::bench::report::{Line, Verdict};
use crate::error::{Error, Result};
use crate::files;
use crate::process;

/// The page on which places are set: far enough ahead that nothing else depends on it.
const PLACES: &str = "/bg/tablo/mesta?programme=unified-model";

/// How often something is written.
const EVERY: Duration = Duration::from_secs(1);

/// One in ten is a replay at an instant that nobody has asked for before.
const SCRIPT: &str = r#"
local pages = {"/bg/", "/en/", "/bg/rayoni/lyulin", "/bg/kogo-chakame", "/bg/uslugi", "/bg/epizodi/moving"}
local asked = 0
request = function()
  asked = asked + 1
  if asked % 10 ~= 0 then
    return wrk.format("GET", pages[asked % #pages + 1])
  end
  local second = asked / 10
  local at = string.format("2025-%02d-%02dT%02d:%02d:%02dZ", 1 + second % 12, 1 + math.floor(second / 12) % 28,
    math.floor(second / 336) % 24, math.floor(second / 8064) % 60, asked % 60)
  return wrk.format("GET", string.format("/bg/?programme=unified-model&as-of=2024-%02d-17&known=%s", 1 + second % 12, at))
end
"#;

/// Measures for so many seconds; the script is put into `dir`.
pub fn measure(base: &str, dir: &Path, seconds: u32) -> Result<Vec<Line>> {
    let script = dir.join("mixed.lua");
    files::write(&script, SCRIPT.as_bytes())?;
    let done = AtomicBool::new(false);
    let (output, written) = thread::scope(|scope| {
        let writer = scope.spawn(|| write_until(base, &done));
        let mut wrk = Command::new("wrk");
        wrk.args(["-t1", "-c16", "--latency", "-H", "Accept-Encoding: br"]);
        wrk.arg(format!("-d{seconds}s")).arg("-s").arg(&script).arg(base);
        let output = process::output(&mut wrk);
        done.store(true, Ordering::Relaxed);
        let written = writer.join().unwrap_or_else(|_| Err(failed(base, "the writer stopped")));
        (output, written)
    });
    let (output, written) = (output?, written?);
    let rate = requests_per_second(&output).map_err(|problem| failed(base, &problem))?;
    let p99 = percentile(&output, "99%").ok_or_else(|| failed(base, "wrk printed no 99th percentile"))?;
    Ok(vec![
        Line::new(
            "mixed, 10 % uncached replays, a write a second",
            format!("{rate:.0} requests/s"),
            Verdict::None,
        ),
        Line::new("mixed: 99 of 100 answered within", format!("{p99} ({written} writes)"), Verdict::None),
    ])
}

/// Sets the places of a week to come to one number and another; says how often.
fn write_until(base: &str, done: &AtomicBool) -> Result<u32> {
    let mut coordinator = coordinator(base)?;
    let mut written = 0;
    while !done.load(Ordering::Relaxed) {
        let began = Instant::now();
        let page = coordinator.get(PLACES, "identity")?;
        let mut form =
            forms(page.text(), "/api/set_capacity").pop().ok_or_else(|| failed(base, "no form"))?;
        for (_, value) in form.iter_mut().filter(|(name, _)| name == "places") {
            *value = if value == "20" { "21" } else { "20" }.to_owned();
        }
        coordinator.post("/api/set_capacity", &form)?;
        written += 1;
        thread::sleep(EVERY.saturating_sub(began.elapsed()));
    }
    Ok(written)
}

fn percentile(output: &str, which: &str) -> Option<String> {
    output.lines().find_map(|line| line.trim().strip_prefix(which)).map(|rest| rest.trim().to_owned())
}

fn failed(base: &str, problem: &str) -> Error {
    Error::Http { url: base.to_owned(), problem: problem.to_owned() }
}

/// Asks twice for an instant as the script does, and says whether the first answer was made for it.
///
/// # Errors
/// When the first came from the cache: then the script measures something else.
pub fn check(base: &str) -> Result<()> {
    let mut client = Client::new(base);
    let page =
        client.get("/bg/?programme=unified-model&as-of=2024-01-17&known=2025-01-01T00:00:59Z", "br")?;
    match page.header("x-cache") {
        Some("miss") => Ok(()),
        other => Err(failed(base, &format!("an instant nobody asked for was a {other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentile_is_read() {
        let output = "  Latency Distribution\n     50%    1.02ms\n     99%   12.34ms\n";
        assert_eq!(percentile(output, "99%"), Some("12.34ms".to_owned()));
        assert_eq!(percentile("", "99%"), None);
    }
}
