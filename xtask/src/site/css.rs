//! The style sheet: tokens, base and components in one file.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::files;
use crate::layout::Layout;
use crate::process;
use crate::site::{Manifest, script};

/// `redom.css`, with the fonts under the names they were published as.
pub fn bundle(layout: &Layout, work: &Path, manifest: &Manifest) -> Result<PathBuf> {
    let mut css = String::new();
    for path in sources(layout)? {
        let text = files::read_text(&path)?;
        let linked = link(&text, manifest)
            .map_err(|problem| Error::File { path: layout.shown(&path).to_owned(), problem })?;
        css.push_str(&linked);
        css.push('\n');
    }
    let sheet = work.join("redom.css");
    let lock = files::read(&layout.path("frontend/package-lock.json"))?;
    files::up_to_date(&work.join("css.stamp"), &[css.as_bytes(), &lock], &[&sheet], || {
        let mut esbuild = script::esbuild(layout);
        let small = process::pipe(esbuild.args(["--loader=css", "--log-level=warning"]), css.as_bytes())?;
        files::write(&sheet, small.trim_end().as_bytes())
    })?;
    Ok(sheet)
}

/// Tokens first, because the rest uses them, then base, then the components by name.
fn sources(layout: &Layout) -> Result<Vec<PathBuf>> {
    let mut sources = Vec::new();
    for name in ["style/tokens.css", "style/base.css"] {
        let path = layout.path(name);
        if path.is_file() {
            sources.push(path);
        } else {
            println!("xtask: {name} is not there; the pages will be bare");
        }
    }
    sources.extend(files::walk(&layout.path("style/ui"), "css")?);
    Ok(sources)
}

/// Replaces `url(name)` by the address the manifest has for `name`.
fn link(css: &str, manifest: &Manifest) -> Result<String, String> {
    let mut linked = String::new();
    let mut rest = css;
    while let Some(start) = rest.find("url(") {
        let (before, from) = rest.split_at(start + "url(".len());
        let Some(end) = from.find(')') else { return Err("`url(` is never closed".into()) };
        let name = from[..end].trim().trim_matches(['"', '\'']);
        linked.push_str(before);
        if name.starts_with(['/', '#']) || name.starts_with("data:") {
            linked.push_str(&from[..end]);
        } else {
            let url = manifest.get(name).ok_or_else(|| format!("url({name}) is not in the site"))?;
            linked.push_str(url);
        }
        rest = &from[end..];
    }
    linked.push_str(rest);
    Ok(linked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_get_their_published_names() {
        let manifest = Manifest::from([("a.woff2".into(), "/pkg/a.1.woff2".into())]);
        let css = r#"src:url("a.woff2") format("woff2"), url( 'a.woff2' );b:url(#x) url(data:a,b)"#;
        let linked = "src:url(/pkg/a.1.woff2) format(\"woff2\"), url(/pkg/a.1.woff2);b:url(#x) url(data:a,b)";
        assert_eq!(link(css, &manifest).unwrap(), linked);
    }

    #[test]
    fn an_unknown_url_is_an_error() {
        assert_eq!(link("a{b:url(c.png)}", &Manifest::new()).unwrap_err(), "url(c.png) is not in the site");
        assert!(link("url(a", &Manifest::new()).is_err());
    }
}
