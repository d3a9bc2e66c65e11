//! The project's entry points, and what continuous integration calls: `cargo xtask run`, `test`,
//! `lint`, `e2e` and `bench`. Everything a fresh clone needs beyond Rust and Node is fetched here.

mod bench;
mod e2e;
mod error;
mod files;
mod layout;
mod lint;
mod npm;
mod postgres;
mod process;
mod redom;
mod run;
mod server;
mod site;
mod tally;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use error::Result;
use layout::Layout;
use tally::Tally;

/// Redom's build, tests and measurements.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build everything, migrate and seed a database, and serve it.
    Run(run::Options),
    /// Lint, Rust tests on SQLite and PostgreSQL, browser journeys: what CI runs.
    Test,
    /// Formatting, clippy for both targets, and the rules of ARCHITECTURE.md.
    Lint,
    /// The browser journeys; what follows `--` goes to Playwright.
    E2e(e2e::Options),
    /// Measure the release build against its targets.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match dispatch(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            error.exit_code()
        }
    }
}

fn dispatch(cli: Cli) -> Result<()> {
    process::watch_for_interrupts()?;
    let layout = Layout::find()?;
    match cli.command {
        Command::Run(options) => run::run(&layout, &options),
        Command::Test => test::run(&layout),
        Command::Lint => lint::run(&layout),
        Command::E2e(options) => e2e::run(&layout, &options, &mut Tally::default()),
        Command::Bench(options) => bench::run(&layout, &options),
    }
}
