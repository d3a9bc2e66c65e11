//! `cargo xtask bench`: the release build with the demonstration data, measured against what was
//! promised for it.

mod effect;
mod freshness;
mod history;
mod html;
mod http;
mod load;
mod mixed;
mod pages;
mod render;
mod replay;
mod report;
mod weight;

use std::collections::BTreeSet;
use std::time::Duration;

use crate::error::{Doing as _, Error, Result};
use crate::files;
use crate::layout::Layout;
use crate::process;
use crate::redom::{Contents, Profile, Redom, sqlite_url};
use crate::server::Server;
use crate::site::{self, WASM_BUDGET};
use crate::tools;

use http::Client;
use load::Comparison;
use replay::Promise;
use report::{Line, Table, Verdict, kilobytes};

const MAP: &str = "/bg/";
const DISTRICTS: &str = "/bg/rayoni/";
const DISTRICT: &str = "/bg/rayoni/lyulin";
/// Of the many kinds of pages each is measured so often, for so many seconds.
const BRIEF_PAIRS: usize = 2;
const BRIEF_SECONDS: u32 = 2;
const MEMORY_BUDGET_MB: f64 = 40.0;

/// How thoroughly to measure.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// How often each of a pair is measured.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..))]
    pairs: u8,
    /// How many seconds each time.
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..))]
    seconds: u8,
}

/// Measures, prints each line as it is measured and the table at the end, and fails when a
/// target was missed.
pub fn run(layout: &Layout, options: &Options) -> Result<()> {
    tools::for_build(layout)?;
    tools::wrk()?;
    let site = site::build(layout)?;
    let redom = Redom::build(layout, Profile::Release, site.dir())?;
    let mut cargo = layout.cargo();
    process::run(cargo.args(["build", "--package", "server", "--example", "bare", "--release"]))?;

    let dir = tempfile::Builder::new()
        .prefix("redom-bench-")
        .tempdir()
        .doing(|| "creating a directory for the measurements".into())?;
    let database_url = sqlite_url(&dir.path().join("demo.sqlite"));
    redom.prepare(&database_url, Contents::Demonstration)?;
    let server = redom.start(&database_url, &layout.target("bench/redom.log"))?;

    // In this order: idle memory and uncached pages need a server that has done nothing yet.
    println!("xtask: measuring memory, renders and sizes");
    let mut table = Table::default();
    table.add([idle_memory(&server)?]);
    table.add(render::measure(server.url())?);
    table.add(replay::measure(server.url(), "the demonstration", 2021..=2025, Promise::None)?);
    table.add(weight::measure(server.url(), MAP)?);
    let wasm = site.wasm_bytes()?;
    let verdict = Verdict::at_most(wasm as f64, WASM_BUDGET as f64, "150 KB");
    table.add([Line::new("wasm of a page with an island", kilobytes(wasm as usize), verdict)]);
    table.add([freshness::measure(server.url(), &districts(server.url())?)?]);

    println!("xtask: measuring requests per second");
    let comparison = Comparison {
        real: server.url(),
        bare: &layout.target("release/examples/bare"),
        dir: dir.path(),
        pairs: options.pairs.into(),
        seconds: options.seconds.into(),
    };
    for path in [MAP, DISTRICT] {
        table.add(comparison.measure(path)?);
    }
    println!("xtask: measuring every kind of page, and mixed traffic");
    let brief = Comparison { pairs: BRIEF_PAIRS, seconds: BRIEF_SECONDS, ..comparison };
    table.add(pages::measure(&brief, MAP)?);
    mixed::check(server.url())?;
    table.add(mixed::measure(server.url(), dir.path(), 2 * u32::from(options.seconds))?);

    // The server has nothing to do from here on, and neither may it disturb.
    drop(server);
    println!("xtask: measuring long histories");
    table.add(history::measure(layout, &redom, dir.path())?);

    println!("\n{table}");
    match table.missed() {
        0 => Ok(()),
        count => Err(Error::Budget(format!("{count} targets missed (FAIL above)"))),
    }
}

/// The demonstration's coordinator, as `redom demo` prints it, signed in.
fn coordinator(base: &str) -> Result<Client> {
    let mut client = Client::new(base);
    let fields = [("user_name", "koordinator"), ("password", "demo-koordinator")];
    client.post("/api/sign_in", &fields.map(|(name, value)| (name.to_owned(), value.to_owned())))?;
    Ok(client)
}

/// The districts' public pages, as the map links to them.
fn districts(base: &str) -> Result<BTreeSet<String>> {
    let map = Client::new(base).get(MAP, "identity")?;
    let pages = html::links(map.text()).into_iter().filter(|link| link.starts_with(DISTRICTS));
    Ok(pages.map(|link| link.split('?').next().unwrap_or_default().to_owned()).collect())
}

/// What the fresh server holds once it has settled.
fn idle_memory(server: &Server) -> Result<Line> {
    std::thread::sleep(Duration::from_secs(1));
    let kib = memory_kib(server.id(), "VmRSS:")?;
    let megabytes = kib * 1024.0 / 1_000_000.0;
    let verdict = Verdict::at_most(megabytes, MEMORY_BUDGET_MB, "40 MB");
    Ok(Line::new("memory of the idle server", format!("{megabytes:.1} MB"), verdict))
}

/// A line of what Linux says of a program's memory.
fn memory_kib(id: u32, line: &str) -> Result<f64> {
    let path = format!("/proc/{id}/status");
    let status = files::read_text(path.as_ref())?;
    let found = status.lines().find_map(|one| one.strip_prefix(line));
    let kib = found.and_then(|one| one.trim().trim_end_matches(" kB").parse().ok());
    kib.ok_or_else(|| Error::File { path: path.into(), problem: format!("has no {line}") })
}
