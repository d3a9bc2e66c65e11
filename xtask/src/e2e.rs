//! `cargo xtask e2e`: the journeys in a real browser, against servers of their own.

use crate::error::{Doing as _, Result};
use crate::layout::Layout;
use crate::npm;
use crate::process;
use crate::redom::{Contents, Profile, Redom, sqlite_url};
use crate::site;
use crate::tally::Tally;
use crate::tools;

/// What to run.
#[derive(Debug, Default, clap::Args)]
pub struct Options {
    /// Handed to `playwright test`: a file, `--project no-js`, `--grep …`.
    #[arg(last = true, value_name = "ARGUMENTS")]
    playwright: Vec<String>,
}

/// Runs the journeys, adding the results to `tally`.
pub fn run(layout: &Layout, options: &Options, tally: &mut Tally) -> Result<()> {
    tools::for_build(layout)?;
    let chromium = tools::chromium()?;
    let site = site::build(layout)?;
    site.check_budget()?;
    let redom = Redom::build(layout, Profile::Dev, site.dir())?;
    npm::install(layout, "end2end")?;

    let dir = tempfile::Builder::new()
        .prefix("redom-e2e-")
        .tempdir()
        .doing(|| "creating a directory for the journeys' databases".into())?;
    let demo_url = sqlite_url(&dir.path().join("demo.sqlite"));
    let real_url = sqlite_url(&dir.path().join("real.sqlite"));
    redom.prepare(&demo_url, Contents::Demonstration)?;
    redom.prepare(&real_url, Contents::Facts)?;
    let demo = redom.start(&demo_url, &layout.target("e2e/demo.log"))?;
    let real = redom.start_mailing(&real_url, &layout.target("e2e/real.log"))?;

    let mut playwright = layout.command(layout.path("end2end/node_modules/.bin/playwright"));
    playwright
        .current_dir(layout.path("end2end"))
        .arg("test")
        .args(&options.playwright)
        .env("REDOM_BIN", redom.binary())
        .env("REDOM_CHROMIUM", chromium)
        .env("REDOM_E2E_DEMO_DATABASE_URL", &demo_url)
        .env("REDOM_E2E_DEMO_URL", demo.url())
        .env("REDOM_E2E_REAL_URL", real.url());
    process::run_tests(&mut playwright, tally)
}
