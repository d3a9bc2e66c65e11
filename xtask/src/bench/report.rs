//! The table at the end.

use std::fmt;

/// All that was measured so far. A run takes a while and may end early: what it has found is
/// shown when it is found.
#[derive(Debug, Default)]
pub struct Table(Vec<Line>);

impl Table {
    /// Shows these lines and keeps them.
    pub fn add(&mut self, lines: impl IntoIterator<Item = Line>) {
        for line in lines {
            println!("{line}");
            self.0.push(line);
        }
    }

    /// How many targets were missed.
    pub fn missed(&self) -> usize {
        self.0.iter().filter(|line| line.is_missed()).count()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// What was measured, and whether it is good enough.
#[derive(Debug)]
pub struct Line {
    what: String,
    value: String,
    verdict: Verdict,
}

/// A target and whether it is met.
#[derive(Debug, Clone, Copy)]
pub enum Verdict {
    /// Measured for information.
    None,
    /// The target as shown, and whether it is met.
    Target { shown: &'static str, met: bool },
}

impl Line {
    /// A line of the table.
    pub fn new(what: impl Into<String>, value: impl Into<String>, verdict: Verdict) -> Self {
        Self { what: what.into(), value: value.into(), verdict }
    }

    /// Whether a target was missed.
    fn is_missed(&self) -> bool {
        matches!(self.verdict, Verdict::Target { met: false, .. })
    }
}

impl Verdict {
    /// Met by `target` and more.
    pub fn at_least(value: f64, target: f64, shown: &'static str) -> Self {
        Self::Target { shown, met: value >= target }
    }

    /// Met by `target` and less.
    pub fn at_most(value: f64, target: f64, shown: &'static str) -> Self {
        Self::Target { shown, met: value <= target }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (target, verdict) = match self.verdict {
            Verdict::None => ("", ""),
            Verdict::Target { shown, met: true } => (shown, "pass"),
            Verdict::Target { shown, met: false } => (shown, "FAIL"),
        };
        write!(f, "{:<48} {:<34} {target:<8} {verdict}", self.what, self.value)
    }
}

/// A number of bytes as people compare them.
pub fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", bytes as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_target_shows() {
        let line = Line::new("ratio", "0.79", Verdict::at_least(0.79, 0.8, "0.80"));
        assert!(line.is_missed() && line.to_string().ends_with("0.80     FAIL"));
        assert!(!Line::new("memory", "1", Verdict::at_most(1.0, 2.0, "2")).is_missed());
    }
}
