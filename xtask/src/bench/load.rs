//! Requests per second, as a ratio to the fastest that the same bytes can be served.

use std::path::Path;
use std::process::Command;

use crate::bench::http::Client;
use crate::bench::report::{Line, Verdict};
use crate::error::{Error, Result};
use crate::files;
use crate::process;
use crate::server::Server;

/// A page of the real server, and the yardstick.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The real server's address.
    pub real: &'a str,
    /// `server/examples/bare.rs`, compiled.
    pub bare: &'a Path,
    /// Where files may be put.
    pub dir: &'a Path,
    /// How often each side is measured, in turn.
    pub pairs: usize,
    /// How long each time.
    pub seconds: u32,
}

impl Comparison<'_> {
    /// Measures one page both ways. Only one of the two has work at a time, and they take turns,
    /// so that whatever else the machine does meets both.
    pub fn measure(&self, path: &str) -> Result<Vec<Line>> {
        let Measured { bytes, encoding, bares, reals, ratio } = self.ratio(path)?;
        Ok(vec![
            Line::new(format!("{path}, {bytes} bytes {encoding}: bare"), bares.to_string(), Verdict::None),
            Line::new(format!("{path}: real"), reals.to_string(), Verdict::None),
            Line::new(format!("{path}: ratio"), format!("{ratio:.2}"), Verdict::at_least(ratio, 0.8, "0.80")),
        ])
    }

    /// How many requests per second are answered by saying that nothing has changed.
    pub fn unchanged(&self, path: &str) -> Result<f64> {
        let page = Client::new(self.real).get(path, "br")?;
        let tag = page.header("etag").unwrap_or_default();
        self.wrk(self.real, path, self.seconds, &[format!("If-None-Match: {tag}")])
    }

    /// The page's rate as a share of the bare handler's, both measured in turn.
    pub fn ratio(&self, path: &str) -> Result<Measured> {
        let mut client = Client::new(self.real);
        client.get(path, "br")?;
        let captured = client.get(path, "br")?;
        let file = self.dir.join("response");
        files::write(&file, &captured.to_wire())?;
        let bare = Server::start(Command::new(self.bare).arg(&file), &self.dir.join("bare.log"))?;
        if Client::new(bare.url()).get(path, "br")?.to_wire() != captured.to_wire() {
            let problem = "the yardstick does not serve the same bytes".into();
            return Err(Error::Http { url: format!("{}{path}", self.real), problem });
        }

        self.wrk(bare.url(), path, 1, &[])?;
        self.wrk(self.real, path, 1, &[])?;
        let (mut bares, mut reals) = (Vec::new(), Vec::new());
        for _ in 0..self.pairs {
            bares.push(self.wrk(bare.url(), path, self.seconds, &[])?);
            reals.push(self.wrk(self.real, path, self.seconds, &[])?);
        }
        let (bares, reals) = (Spread::of(bares), Spread::of(reals));
        let ratio = reals.median / bares.median;
        let bytes = captured.body.len();
        let encoding = captured.header("content-encoding").unwrap_or("identity").to_owned();
        Ok(Measured { bytes, encoding, bares, reals, ratio })
    }

    fn wrk(&self, url: &str, path: &str, seconds: u32, headers: &[String]) -> Result<f64> {
        let duration = format!("-d{seconds}s");
        let url = format!("{url}{path}");
        let mut wrk = Command::new("wrk");
        wrk.args(["-t1", "-c32", &duration, "-H", "Accept-Encoding: br"]);
        for header in headers {
            wrk.args(["-H", header]);
        }
        wrk.arg(&url);
        let output = process::output(&mut wrk)?;
        requests_per_second(&output).map_err(|problem| Error::Http { url, problem })
    }
}

/// What was measured of a page.
#[derive(Debug)]
pub struct Measured {
    bytes: usize,
    encoding: String,
    bares: Spread,
    reals: Spread,
    /// The middle of the real ones by the middle of the bare ones.
    pub ratio: f64,
}

/// The least, the middle and the most of several measurements.
#[derive(Debug)]
pub struct Spread {
    /// The least.
    pub least: f64,
    /// The middle one.
    pub median: f64,
    most: f64,
}

impl Spread {
    /// Of at least one measurement; of none, zero.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or_default();
        let last = values.len().saturating_sub(1);
        // Of an even number, the middle lies between two.
        let median = f64::midpoint(at(last / 2), at(values.len() / 2));
        Self { least: at(0), median, most: at(last) }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.0} / {:.0} / {:.0} requests/s", self.least, self.median, self.most)
    }
}

/// The rate that wrk printed.
pub fn requests_per_second(output: &str) -> Result<f64, String> {
    if let Some(line) = output.lines().find(|line| line.contains("Non-2xx") || line.contains("Socket errors"))
    {
        return Err(line.trim().to_owned());
    }
    let line = output.lines().find_map(|line| line.trim().strip_prefix("Requests/sec:"));
    line.and_then(|rate| rate.trim().parse().ok()).ok_or_else(|| "wrk printed no rate".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_read_and_errors_are_not_measured() {
        assert_eq!(requests_per_second("  x\nRequests/sec:  41234.50\nTransfer/sec: 1MB"), Ok(41234.5));
        let failed = "  Non-2xx or 3xx responses: 12\nRequests/sec: 9.0";
        assert_eq!(requests_per_second(failed), Err("Non-2xx or 3xx responses: 12".into()));
        assert!(requests_per_second("").is_err());
    }

    #[test]
    fn the_middle_one_counts() {
        assert_eq!(Spread::of(vec![3.0, 1.0, 9.0]).to_string(), "1 / 3 / 9 requests/s");
        assert_eq!(Spread::of(vec![3.0, 1.0]).to_string(), "1 / 2 / 3 requests/s");
    }
}
