//! Everything the browser loads: style sheet, fonts, boot script and the islands' wasm.
//!
//! Each step is skipped while its inputs are what they were. Files are named by their content, so
//! a browser may keep them for ever, and lie beside their compressed forms, so the server
//! compresses nothing. `manifest.json` tells the server which name stands for which file.

mod compress;
mod css;
mod fonts;
mod script;
mod wasm;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::error::{Doing as _, Error, Result};
use crate::files;
use crate::layout::Layout;
use crate::npm;

/// The most that an island page may load as wasm, in compressed bytes.
pub const WASM_BUDGET: u64 = 150_000;

/// Logical names and the addresses they stand for.
pub type Manifest = BTreeMap<String, String>;

/// The built site.
#[derive(Debug)]
pub struct Site {
    dir: PathBuf,
    manifest: Manifest,
}

impl Site {
    /// The directory that `redom --site-dir` takes.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Fails when the islands' wasm is heavier than a page may be.
    pub fn check_budget(&self) -> Result<()> {
        let bytes = self.wasm_bytes()?;
        if bytes <= WASM_BUDGET {
            return Ok(());
        }
        let (bytes, budget) = (bytes as f64 / 1000.0, WASM_BUDGET as f64 / 1000.0);
        Err(Error::Budget(format!(
            "the islands' wasm is {bytes:.1} KB (brotli), an island page may have {budget:.0}"
        )))
    }

    /// The size of the wasm as it is transferred.
    pub fn wasm_bytes(&self) -> Result<u64> {
        let url = self.manifest.get(wasm::WASM).map_or("", |url| url.trim_start_matches('/'));
        let file = compress::brotli_path(&self.dir.join(url));
        Ok(fs::metadata(&file).doing(|| format!("reading {}", file.display()))?.len())
    }
}

/// Makes `target/site`, as far as it is not there already.
pub fn build(layout: &Layout) -> Result<Site> {
    npm::install(layout, "frontend")?;
    let work = layout.target("site-work");
    files::create_dir(&work)?;
    let _guard = lock(&work)?;

    let mut site = Publisher::new(layout.target("site"))?;
    for font in fonts::subset(layout, &work)? {
        site.publish(&font)?;
    }
    for file in wasm::build(layout, &work)? {
        site.publish(&file)?;
    }
    for source in ["frontend/boot.js", "frontend/map.js", "frontend/bulletin.js"] {
        site.publish(&script::minify(layout, &work, source)?)?;
    }
    site.publish(&css::bundle(layout, &work, &site.manifest)?)?;
    site.finish()
}

/// The site as it was built last, if it was.
pub fn existing(layout: &Layout) -> Result<Option<Site>> {
    let dir = layout.target("site");
    let file = dir.join("manifest.json");
    if !file.is_file() {
        return Ok(None);
    }
    let manifest = serde_json::from_slice(&files::read(&file)?)
        .map_err(|error| Error::File { path: file, problem: error.to_string() })?;
    Ok(Some(Site { dir, manifest }))
}

/// Two builds at a time would write the same files.
fn lock(work: &Path) -> Result<File> {
    let path = work.join("lock");
    let file = File::create(&path).doing(|| format!("creating {}", path.display()))?;
    file.lock().doing(|| format!("locking {}", path.display()))?;
    Ok(file)
}

struct Publisher {
    dir: PathBuf,
    manifest: Manifest,
}

impl Publisher {
    fn new(dir: PathBuf) -> Result<Self> {
        files::create_dir(&dir.join("pkg"))?;
        Ok(Self { dir, manifest: Manifest::new() })
    }

    /// Puts a file into the site under a name that contains its content's hash.
    fn publish(&mut self, file: &Path) -> Result<()> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let bytes = files::read(file)?;
        let hashed = hashed_name(&name, &files::short_digest(&bytes));
        let target = self.dir.join("pkg").join(&hashed);
        if !target.exists() {
            files::write(&target, &bytes)?;
        }
        if !name.ends_with(".woff2") {
            compress::beside(&target, &bytes)?;
        }
        self.manifest.insert(name.into_owned(), format!("/pkg/{hashed}"));
        Ok(())
    }

    /// Writes the manifest and removes what it no longer names.
    fn finish(self) -> Result<Site> {
        let Self { dir, manifest } = self;
        let path = dir.join("manifest.json");
        let json = serde_json::to_vec_pretty(&manifest)
            .map_err(|error| Error::File { path: path.clone(), problem: error.to_string() })?;
        files::write(&path, &json)?;

        let pkg = dir.join("pkg");
        let listing = || format!("listing {}", pkg.display());
        for entry in fs::read_dir(&pkg).doing(listing)? {
            let path = entry.doing(listing)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let plain = name.trim_end_matches(".br").trim_end_matches(".gz");
            if !manifest.values().any(|url| url.ends_with(plain)) {
                fs::remove_file(&path).doing(|| format!("removing {}", path.display()))?;
            }
        }
        Ok(Site { dir, manifest })
    }
}

fn hashed_name(name: &str, hash: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{name}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_goes_before_the_extension() {
        assert_eq!(hashed_name("frontend_bg.wasm", "00ff"), "frontend_bg.00ff.wasm");
    }

    #[test]
    fn publishing_names_compresses_and_removes_what_is_old() {
        let work = tempfile::tempdir().unwrap();
        let dir = work.path().join("site");
        let file = work.path().join("redom.css");
        let publish = |css: &str| {
            files::write(&file, css.as_bytes()).unwrap();
            let mut publisher = Publisher::new(dir.clone()).unwrap();
            publisher.publish(&file).unwrap();
            publisher.finish().unwrap().manifest["redom.css"].clone()
        };
        let old = publish("a{}");
        let new = publish("b{}");
        assert_ne!(old, new);
        let there = |url: &str, end: &str| dir.join(format!("{}{end}", &url[1..])).exists();
        assert!(["", ".br", ".gz"].iter().all(|end| there(&new, end) && !there(&old, end)));
    }

    #[test]
    fn wasm_over_the_budget_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let manifest = Manifest::from([(wasm::WASM.to_owned(), "/pkg/x.wasm".to_owned())]);
        let site = Site { dir: dir.path().to_owned(), manifest };
        files::write(&dir.path().join("pkg/x.wasm.br"), &vec![0; 150_001]).unwrap();
        let text = site.check_budget().unwrap_err().to_string();
        assert_eq!(text, "over budget: the islands' wasm is 150.0 KB (brotli), an island page may have 150");
        files::write(&dir.path().join("pkg/x.wasm.br"), &vec![0; 150_000]).unwrap();
        assert!(site.check_budget().is_ok());
    }
}
