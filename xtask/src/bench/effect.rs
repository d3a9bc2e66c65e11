//! How long a coordinator waits to see what a drafted version of the checklist would change.

use crate::bench::coordinator;
use crate::bench::html::{forms, links};
use crate::bench::load::Spread;
use crate::bench::report::{Line, Verdict};
use crate::error::{Error, Result};

const VERSIONS: &str = "/bg/tablo/versii?programme=unified-model";

/// How often the page is asked for.
const TIMES: usize = 9;

/// Drafts a version as a browser would, takes a requirement out of it and asks for its effect;
/// `of` says on whom.
pub fn measure(base: &str, of: &str) -> Result<Line> {
    let mut coordinator = coordinator(base)?;
    let nothing = |what: &str| Error::Http { url: base.to_owned(), problem: format!("no {what}") };
    let form =
        |page: &str, action: &str| forms(page, action).into_iter().next().ok_or_else(|| nothing(action));

    let versions = coordinator.get(VERSIONS, "identity")?;
    coordinator.post("/api/draft_version", &form(versions.text(), "/api/draft_version")?)?;
    let versions = coordinator.get(VERSIONS, "identity")?;
    let drafts = links(versions.text()).into_iter().filter(|link| link.starts_with("/bg/tablo/versii/"));
    let draft = drafts.max().ok_or_else(|| nothing("draft"))?;
    let page = coordinator.get(&draft, "identity")?;
    coordinator.post("/api/retire_requirement", &form(page.text(), "/api/retire_requirement")?)?;
    let mut all = links(page.text()).into_iter();
    let effect = all.find(|link| link.contains("/vliyanie")).ok_or_else(|| nothing("effect"))?;

    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        took.push(coordinator.get(&effect, "br")?.took.as_secs_f64() * 1000.0);
    }
    let value = format!("{:.1} ms (median of {TIMES})", Spread::of(took).median);
    Ok(Line::new(format!("effect of a checklist version: {of}"), value, Verdict::None))
}
