//! JavaScript, made small by esbuild.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Result;
use crate::files;
use crate::layout::Layout;
use crate::npm;
use crate::process;

/// Our own module `source`, minified into `work`.
pub fn minify(layout: &Layout, work: &Path, source: &str) -> Result<PathBuf> {
    let source = layout.path(source);
    let minified = work.join(source.file_name().unwrap_or_default());
    let lock = files::read(&layout.path("frontend/package-lock.json"))?;
    let stamp = minified.with_added_extension("stamp");
    files::up_to_date(&stamp, &[&files::read(&source)?, &lock], &[&minified], || {
        process::run(&mut bundle(layout, &source, &minified))
    })?;
    Ok(minified)
}

/// The command that minifies a module together with the modules it imports by relative path.
pub fn bundle(layout: &Layout, source: &Path, minified: &Path) -> Command {
    let mut esbuild = esbuild(layout);
    esbuild.arg(source).args(["--bundle", "--format=esm", "--target=es2022", "--log-level=warning"]);
    esbuild.arg(format!("--outfile={}", minified.display()));
    esbuild
}

/// esbuild, told what holds for scripts and style sheets alike.
pub fn esbuild(layout: &Layout) -> Command {
    let mut esbuild = layout.command(npm::program(layout, "esbuild"));
    esbuild.args(["--minify", "--charset=utf8", "--legal-comments=none"]);
    esbuild
}
