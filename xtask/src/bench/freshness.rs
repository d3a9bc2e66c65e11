//! How soon the public page shows what a coordinator just marked.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::bench::coordinator;
use crate::bench::html::{Fields, forms};
use crate::bench::http::Client;
use crate::bench::report::{Line, Verdict};
use crate::error::{Error, Result};

/// How long a page may stay as it was before we conclude that nothing was marked.
const PATIENCE: Duration = Duration::from_millis(500);

/// Signs in over HTTP, marks the first milestone that can be marked in any of `districts` (their
/// public pages) and asks for that page as the public until it is another one.
pub fn measure(base: &str, districts: &BTreeSet<String>) -> Result<Line> {
    let mut coordinator = coordinator(base)?;
    for page in districts {
        let checklist = coordinator.get(&format!("{page}/spisak"), "identity")?;
        for form in forms(checklist.text(), "/api/mark_milestone") {
            if let Some(took) = mark(&mut coordinator, base, page, &form)? {
                let value = format!("{:.1} ms", took.as_secs_f64() * 1000.0);
                return Ok(Line::new("from a committed mark to the fresh page", value, Verdict::None));
            }
        }
    }
    let problem = "no district of the demonstration has a milestone that can be marked".into();
    Err(Error::Http { url: base.to_owned(), problem })
}

/// From the answer to the mark until the whole fresh page is there; nothing where the gate was
/// closed and the mark refused.
fn mark(coordinator: &mut Client, base: &str, page: &str, form: &Fields) -> Result<Option<Duration>> {
    let mut public = Client::new(base);
    let before = public.get(page, "identity")?.body;
    coordinator.post("/api/mark_milestone", form)?;
    let committed = Instant::now();
    while committed.elapsed() < PATIENCE {
        if public.get(page, "identity")?.body != before {
            return Ok(Some(committed.elapsed()));
        }
    }
    Ok(None)
}
