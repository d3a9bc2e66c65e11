//! `cargo xtask run`: from a checkout to a served page.

use std::net::SocketAddr;
use std::os::unix::process::CommandExt as _;

use crate::error::{Error, Result};
use crate::files;
use crate::layout::Layout;
use crate::process;
use crate::redom::{Contents, Profile, Redom, sqlite_url};
use crate::site;
use crate::tools;

/// What is served, and where.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Load the demonstration data: a made-up history, marked as such on every page.
    #[arg(long)]
    demo: bool,
    /// The address to serve on.
    #[arg(long, default_value = "127.0.0.1:3000", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// The database: sqlite:///absolute/path or postgres://… [default: a file in data/]
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
}

/// Builds, migrates, seeds and serves, until Ctrl+C.
pub fn run(layout: &Layout, options: &Options) -> Result<()> {
    tools::for_build(layout)?;
    let site = site::build(layout)?;
    if let Err(heavy) = site.check_budget() {
        eprintln!("xtask: {heavy}");
    }
    let redom = Redom::build(layout, Profile::Dev, site.dir())?;

    let (contents, file) = match options.demo {
        true => (Contents::Demonstration, "data/demo.sqlite"),
        false => (Contents::Facts, "data/redom.sqlite"),
    };
    let database_url = match &options.database_url {
        Some(url) => url.clone(),
        None => {
            files::create_dir(&layout.path("data"))?;
            sqlite_url(&layout.path(file))
        }
    };
    println!();
    redom.prepare(&database_url, contents)?;
    if contents == Contents::Facts {
        println!("The first account:");
        println!(
            "  {} --database-url '{database_url}' user add NAME --role administrator",
            layout.shown(redom.binary()).display()
        );
    }
    println!();
    println!("Open     http://{}/", options.listen);
    println!("Stop     Ctrl+C");
    println!();

    // The server takes our place: it gets the signals, and its exit code is ours.
    let mut serve = redom.serve(&database_url, options.listen);
    let source = serve.exec();
    Err(Error::Start { command: process::shown(&serve), source })
}
