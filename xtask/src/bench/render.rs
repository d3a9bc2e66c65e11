//! How long a page takes that is not in the cache yet.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::bench::html;
use crate::bench::http::Client;
use crate::bench::load::Spread;
use crate::bench::report::{Line, Verdict};
use crate::error::Result;

/// Follows the map's own links on a server that was just started, and keeps the answers that
/// say `x-cache: miss`.
pub fn measure(base: &str) -> Result<Vec<Line>> {
    let mut client = Client::new(base);
    let mut links = BTreeSet::new();
    for map in ["/bg/", "/en/"] {
        let page = client.get(map, "identity")?;
        let below = |link: &String| link.starts_with(map) && link != map;
        links.extend(html::links(page.text()).into_iter().filter(below));
    }
    let (mut maps, mut districts) = (Vec::new(), Vec::new());
    for link in &links {
        // A link that leads to a page behind the sign-in is not what is measured here.
        let Ok(page) = client.get(link, "br") else { continue };
        if page.header("x-cache") == Some("miss") {
            let path = link.split('?').next().unwrap_or_default();
            let pages = if path.len() == "/bg/".len() { &mut maps } else { &mut districts };
            pages.push(page.took);
        }
    }
    Ok(vec![line("map", maps), line("district and other pages", districts)])
}

fn line(what: &str, took: Vec<Duration>) -> Line {
    let count = took.len();
    let spread = Spread::of(took.into_iter().map(|took| took.as_secs_f64() * 1000.0).collect());
    let value = format!("{:.1} ms (median of {count})", spread.median);
    Line::new(format!("uncached render: {what}"), value, Verdict::None)
}
