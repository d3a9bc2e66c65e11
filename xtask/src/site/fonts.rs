//! Sofia Sans, cut down to the letters that texts and data use.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::files;
use crate::layout::Layout;
use crate::process;

const FILES: [&str; 2] = ["sofia-sans-cyrillic.woff2", "sofia-sans-latin.woff2"];
const SCRIPT: &str = "frontend/subset-fonts.mjs";

/// People type these whether or not a text of ours has them.
const ALWAYS: &str = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯабвгдежзийклмнопрстуфхцчшщъьюяѝЍ\
                      „“”‘’‚«»–—…№€·✓←→↑↓≤≥×−§°\u{a0}";

/// The two font files, as small as their letters allow.
pub fn subset(layout: &Layout, work: &Path) -> Result<Vec<PathBuf>> {
    let letters = letters_in_use(layout)?;
    let dir = work.join("fonts");
    let fonts = FILES.map(|name| dir.join(name));
    // The lock file stands for the font's own version and the tool's.
    let lock = files::read(&layout.path("frontend/package-lock.json"))?;
    let script = files::read(&layout.path(SCRIPT))?;
    let inputs = [letters.as_bytes(), &lock, &script];
    files::up_to_date(&work.join("fonts.stamp"), &inputs, &[&fonts[0], &fonts[1]], || {
        println!("xtask: fonts, {} letters", letters.chars().count());
        let mut node = layout.command("node");
        let missing = process::pipe(node.arg(SCRIPT).arg(&dir), letters.as_bytes())?;
        if !missing.trim().is_empty() {
            println!("xtask: Sofia Sans does not draw {}", missing.trim());
        }
        Ok(())
    })?;
    Ok(fonts.into())
}

/// ASCII, the Bulgarian alphabet, and every other letter in our sources and seeds. Comments
/// count as well: telling them apart would save nothing.
fn letters_in_use(layout: &Layout) -> Result<String> {
    let mut letters: BTreeSet<char> = (' '..='~').chain(ALWAYS.chars()).collect();
    let sources = files::walk(&layout.path("app/src"), "rs")?;
    let seeds = ["app/src", "server/src", "migrations/src"]
        .map(|dir| files::walk(&layout.path(dir), "json"))
        .into_iter()
        .collect::<Result<Vec<_>>>()?;
    for path in sources.iter().chain(seeds.iter().flatten()) {
        letters.extend(files::read_text(path)?.chars().filter(|letter| !letter.is_control()));
    }
    Ok(letters.into_iter().collect())
}
