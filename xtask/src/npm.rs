//! Packages from the npm registry, exactly as locked.

use std::path::PathBuf;

use crate::error::Result;
use crate::files;
use crate::layout::Layout;
use crate::process;

/// Installs what `dir`'s lock file lists, unless that is what is there already.
///
/// No package's install script runs: ours need none, and Playwright's would fetch a browser.
pub fn install(layout: &Layout, dir: &str) -> Result<()> {
    let dir = layout.path(dir);
    let lock = files::read(&dir.join("package-lock.json"))?;
    let modules = dir.join("node_modules");
    // Inside node_modules, so that deleting that deletes this.
    files::up_to_date(&modules.join(".installed"), &[&lock], &[&modules], || {
        println!("xtask: npm ci in {}", layout.shown(&dir).display());
        let mut npm = layout.command("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        process::run(npm.current_dir(&dir))
    })
}

/// A program that an npm package of `frontend/` brings.
pub fn program(layout: &Layout, name: &str) -> PathBuf {
    layout.path("frontend/node_modules/.bin").join(name)
}
