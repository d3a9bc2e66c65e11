//! Prerequisites: each is found, fetched where that is ours to do, or named in one line with its
//! remedy.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::process;

/// What the browser's side is compiled to.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

const OLDEST_NODE: u32 = 20;
const POSTGRES_VERSIONS: &str = "/usr/lib/postgresql";

/// What every build needs: the wasm target, Node with npm, and a C compiler for SQLite.
pub fn for_build(layout: &Layout) -> Result<()> {
    c_compiler()?;
    node()?;
    wasm_target(layout)
}

/// The Chromium of the journeys.
pub fn chromium() -> Result<PathBuf> {
    let find = || {
        let named = env::var_os("REDOM_CHROMIUM").map(PathBuf::from);
        let usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        named.into_iter().chain(usual.map(PathBuf::from)).find(|path| path.is_file())
    };
    find_or_install("Chromium", "chromium", find)
}

/// The directory of PostgreSQL's programs, the newest version's where there are several.
pub fn postgres() -> Result<PathBuf> {
    find_or_install("PostgreSQL", "postgresql", || {
        let mut installed: Vec<(u32, PathBuf)> = fs::read_dir(POSTGRES_VERSIONS)
            .into_iter()
            .flatten()
            .filter_map(|entry| {
                let dir = entry.ok()?.path();
                let version = dir.file_name()?.to_str()?.parse().ok()?;
                Some((version, dir.join("bin")))
            })
            .collect();
        installed.sort();
        let on_path = env::split_paths(&env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
        let newest_first = installed.into_iter().rev().map(|(_, dir)| dir);
        newest_first.chain(on_path).find(|dir| dir.join("initdb").is_file() && dir.join("pg_ctl").is_file())
    })
}

/// The mail server of one test, which says itself when it was skipped without.
pub fn mail_server() {
    let find = || {
        let knows =
            |python: &&str| process::output(Command::new(python).args(["-c", "import aiosmtpd"])).is_ok();
        ["python3", "/usr/bin/python3"].into_iter().find(knows).map(drop)
    };
    if let Err(error) = find_or_install("aiosmtpd", "python3-aiosmtpd", find) {
        println!("xtask: {error}; one test is skipped");
    }
}

/// The load generator of `xtask bench`.
pub fn wrk() -> Result<()> {
    find_or_install("wrk", "wrk", || process::exists("wrk").then_some(()))
}

/// Whether we run as root, as which PostgreSQL refuses to.
pub fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn c_compiler() -> Result<()> {
    if env::var_os("CC").is_some() || process::exists("cc") {
        return Ok(());
    }
    let remedy = "SQLite is compiled from source; install one (Debian: `apt-get install gcc libc6-dev`)";
    Err(Error::Missing { what: "a C compiler (cc)", remedy: remedy.into() })
}

fn node() -> Result<()> {
    let remedy = || format!("install Node.js {OLDEST_NODE} or newer with npm (https://nodejs.org)");
    if !process::exists("node") {
        return Err(Error::Missing { what: "Node.js", remedy: remedy() });
    }
    let version = process::output(Command::new("node").arg("--version"))?;
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        let remedy = format!("this is {}; {}", version.trim(), remedy());
        return Err(Error::Missing { what: "a recent Node.js", remedy });
    }
    if !process::exists("npm") {
        return Err(Error::Missing { what: "npm", remedy: remedy() });
    }
    Ok(())
}

fn wasm_target(layout: &Layout) -> Result<()> {
    let mut rustc = layout.command("rustc");
    let libraries = process::output(rustc.args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    let missing = || Error::Missing {
        what: "the Rust target wasm32-unknown-unknown",
        remedy: format!("`rustup target add {WASM_TARGET}`"),
    };
    if !process::exists("rustup") {
        return Err(missing());
    }
    process::run(layout.command("rustup").args(["target", "add", WASM_TARGET])).map_err(|_| missing())
}

fn find_or_install<T>(what: &'static str, package: &str, find: impl Fn() -> Option<T>) -> Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let missing =
        || Error::Missing { what, remedy: format!("install it (Debian: `apt-get install {package}`)") };
    if !is_root() || !process::exists("apt-get") {
        return Err(missing());
    }
    println!("xtask: installing {package}");
    for arguments in [&["update", "-q"][..], &["install", "-q", "-y", "--no-install-recommends", package]] {
        let mut apt = Command::new("apt-get");
        process::run(apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    find().ok_or_else(missing)
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }

    #[test]
    fn what_is_missing_is_one_line_with_its_remedy() {
        let error = Error::Missing { what: "wrk", remedy: "install it".into() };
        assert_eq!(error.to_string(), "wrk is missing: install it");
    }
}
