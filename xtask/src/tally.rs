//! Adds up what test runners say in their closing lines.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    passed: u32,
    failed: u32,
}

impl Tally {
    /// What one line of output adds: nothing, unless it is a closing line of nextest
    /// (`Summary [ 1.2s] 3 tests run: 3 passed, 0 skipped`), of cargo test (`test result: ok. 3
    /// passed; 0 failed; …`) or of Playwright (`  3 passed (2.1s)`).
    pub fn of_line(line: &str) -> Self {
        let line = without_colours(line);
        let words: Vec<&str> = line.split_whitespace().collect();
        let closing = match words.as_slice() {
            ["Summary", ..] | ["test", "result:", ..] => true,
            [count, _] => count.parse::<u32>().is_ok(),
            [count, _, time] => count.parse::<u32>().is_ok() && time.starts_with('('),
            _ => false,
        };
        let mut tally = Self::default();
        if !closing {
            return tally;
        }
        for pair in words.windows(2) {
            let &[count, what] = pair else { continue };
            let Ok(count) = count.parse::<u32>() else { continue };
            match what.trim_end_matches([',', ';']) {
                "passed" | "flaky" => tally.passed += count,
                "failed" => tally.failed += count,
                _ => {}
            }
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn without_colours(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_count() {
        for (line, passed, failed) in [
            ("     Summary [   1.234s] 7 tests run: 5 passed (1 slow), 2 failed, 3 skipped", 5, 2),
            (
                "\u{1b}[32;1m     Summary\u{1b}[0m [ 0.1s] \u{1b}[1m3\u{1b}[0m tests run: \u{1b}[1m3\u{1b}[0m passed",
                3,
                0,
            ),
            ("test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out", 3, 1),
            ("  12 passed (30.1s)", 12, 0),
            ("  1 failed", 0, 1),
            ("  2 flaky", 2, 0),
        ] {
            assert_eq!(Tally::of_line(line), Tally { passed, failed }, "{line}");
        }
    }

    #[test]
    fn other_lines_do_not() {
        for line in ["", "3 passed the gate yesterday", "PASS [0.1s] 3 passed", "1 skipped"] {
            assert_eq!(Tally::of_line(line), Tally::default(), "{line}");
        }
    }
}
