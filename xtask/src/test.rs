//! `cargo xtask test`: everything that has to hold before a change lands.

use std::time::{Duration, Instant};

use crate::e2e;
use crate::error::Result;
use crate::layout::Layout;
use crate::lint;
use crate::postgres::Postgres;
use crate::process;
use crate::tally::Tally;
use crate::tools;

/// Runs lint, Rust tests and journeys, up to the first that fails.
pub fn run(layout: &Layout) -> Result<()> {
    let mut report = Report::default();
    let result = phases(layout, &mut report);
    report.print();
    result
}

#[derive(Default)]
struct Report {
    phases: Vec<(&'static str, Duration)>,
    tally: Tally,
}

impl Report {
    fn phase(&mut self, name: &'static str, run: impl FnOnce(&mut Tally) -> Result<()>) -> Result<()> {
        println!("\n── {name} ──");
        let start = Instant::now();
        let result = run(&mut self.tally);
        self.phases.push((name, start.elapsed()));
        result
    }

    fn print(&self) {
        println!();
        for (name, took) in &self.phases {
            println!("{name:<28} {:>7.1} s", took.as_secs_f64());
        }
        println!("\n{}", self.tally);
    }
}

fn phases(layout: &Layout, report: &mut Report) -> Result<()> {
    report.phase("prerequisites", |_| {
        tools::for_build(layout)?;
        tools::chromium()?;
        tools::mail_server();
        tools::postgres().map(drop)
    })?;
    report.phase("lint", |_| lint::run(layout))?;
    report.phase("tests of xtask", |tally| {
        process::run_tests(test_runner(layout).args(["--package", "xtask"]), tally)
    })?;
    report.phase("tests on both databases", |tally| {
        let postgres = Postgres::start()?;
        let mut tests = test_runner(layout);
        // One command, so that the three share every dependency; never `--workspace`, which
        // would turn `app/ssr` and `app/hydrate` on together.
        tests.args(["--package", "app", "--package", "server", "--package", "migrations"]);
        tests.args(["--features", "app/ssr"]);
        process::run_tests(tests.env("REDOM_TEST_POSTGRES", postgres.url()), tally)
    })?;
    report.phase("journeys", |tally| e2e::run(layout, &e2e::Options::default(), tally))
}

/// nextest where it is installed: a process per test, and faster on several cores.
fn test_runner(layout: &Layout) -> std::process::Command {
    let mut cargo = layout.cargo();
    if process::exists("cargo-nextest") {
        cargo.args(["nextest", "run"]);
    } else {
        cargo.args(["test", "--no-fail-fast"]);
    }
    cargo
}
