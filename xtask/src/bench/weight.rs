//! What a first visit to the public map transfers.

use std::collections::BTreeSet;

use crate::bench::html::{attribute, tags};
use crate::bench::http::Client;
use crate::bench::report::{Line, Verdict, kilobytes};
use crate::error::Result;

const BUDGET: usize = 80_000;

/// The kinds of `<link>` that make a browser fetch.
const LOADING: [&str; 3] = ["stylesheet", "preload", "modulepreload"];

/// Loads a page as a browser does that has been here never: the page, what it refers to, and the
/// fonts of its style sheets. (All of them: a Bulgarian page has letters of both.)
pub fn measure(base: &str, path: &str) -> Result<Vec<Line>> {
    let mut client = Client::new(base);
    let html = client.get(path, "br")?.body.len();
    let page = client.get(path, "identity")?;
    let mut addresses = references(page.text());
    for address in addresses.clone() {
        if address.ends_with(".css") {
            addresses.extend(urls(client.get(&address, "identity")?.text()));
        }
    }

    let mut kinds = [("HTML", "", html), ("CSS", ".css", 0), ("JavaScript", ".js", 0)].to_vec();
    kinds.extend([("wasm", ".wasm", 0), ("fonts", ".woff2", 0), ("other", "", 0)]);
    let other = kinds.len() - 1;
    for address in &addresses {
        let bytes = client.get(address, "br")?.body.len();
        let kind = kinds.iter().position(|(_, end, _)| !end.is_empty() && address.ends_with(end));
        kinds[kind.unwrap_or(other)].2 += bytes;
    }

    let total: usize = kinds.iter().map(|(_, _, bytes)| bytes).sum();
    let mut lines: Vec<Line> = kinds
        .into_iter()
        .map(|(kind, _, bytes)| {
            let verdict = match kind {
                "wasm" => Verdict::at_most(bytes as f64, 0.0, "none"),
                _ => Verdict::None,
            };
            Line::new(format!("{path} first view: {kind}"), kilobytes(bytes), verdict)
        })
        .collect();
    let verdict = Verdict::at_most(total as f64, BUDGET as f64, "80 KB");
    lines.push(Line::new(format!("{path} first view: all"), kilobytes(total), verdict));
    Ok(lines)
}

/// The addresses a browser fetches for a page: style sheets, preloads, scripts and what our boot
/// script is told to load, and images.
fn references(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for tag in tags(html) {
        let names: &[&str] = match tag.split_whitespace().next().unwrap_or_default() {
            "link" if attribute(tag, "rel").is_some_and(|rel| LOADING.contains(&rel.as_str())) => &["href"],
            "script" => &["src", "data-module", "data-wasm"],
            "img" => &["src"],
            _ => &[],
        };
        let local = |address: &String| address.starts_with('/') && !address.starts_with("//");
        found.extend(names.iter().filter_map(|name| attribute(tag, name)).filter(local));
    }
    found
}

/// The addresses in a style sheet.
fn urls(css: &str) -> Vec<String> {
    let inside = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    inside.map(|url| url.trim_matches(['"', '\'']).to_owned()).filter(|url| url.starts_with('/')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_fetched_counts() {
        let html = "<link rel=\"stylesheet\" href=\"/pkg/a.css\"><link rel=\"alternate\" href=\"/en/\">\
                    <script type=\"module\" src=\"/b.js\" data-wasm=/c.wasm></script><a href=\"/bg/\">x</a>";
        assert_eq!(Vec::from_iter(references(html)), ["/b.js", "/c.wasm", "/pkg/a.css"]);
        assert_eq!(urls("a{src:url(/pkg/a.woff2) format(\"woff2\"),url(data:x)}"), ["/pkg/a.woff2"]);
    }
}
