//! How soon the public page shows what a coordinator just marked.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::bench::html::{attribute, tags};
use crate::bench::http::Client;
use crate::bench::report::{Line, Verdict};
use crate::error::{Error, Result};

/// The demonstration's coordinator, as `redom demo` prints it.
const USER_NAME: &str = "koordinator";
const PASSWORD: &str = "demo-koordinator";

/// How long a page may stay as it was before we conclude that nothing was marked.
const PATIENCE: Duration = Duration::from_millis(500);

/// Signs in over HTTP, marks the first milestone that can be marked in any of `districts` (their
/// public pages) and asks for that page as the public until it is another one.
pub fn measure(base: &str, districts: &BTreeSet<String>) -> Result<Line> {
    let mut coordinator = Client::new(base);
    coordinator.post("/api/sign_in", &[("user_name", USER_NAME), ("password", PASSWORD)])?;
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

/// The fields of a form, with what a browser would send for them.
type Fields = Vec<(String, String)>;

/// From the answer to the mark until the whole fresh page is there; nothing where the gate was
/// closed and the mark refused.
fn mark(coordinator: &mut Client, base: &str, page: &str, form: &Fields) -> Result<Option<Duration>> {
    let mut public = Client::new(base);
    let before = public.get(page, "identity")?.body;
    let fields: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    coordinator.post("/api/mark_milestone", &fields)?;
    let committed = Instant::now();
    while committed.elapsed() < PATIENCE {
        if public.get(page, "identity")?.body != before {
            return Ok(Some(committed.elapsed()));
        }
    }
    Ok(None)
}

/// Every form of an action, with the values it comes with.
fn forms(html: &str, action: &str) -> Vec<Fields> {
    let mut forms: Vec<Fields> = Vec::new();
    let mut inside = false;
    for tag in tags(html) {
        match tag.split_whitespace().next() {
            Some("form") => {
                inside = attribute(tag, "action").is_some_and(|it| it == action);
                if inside {
                    forms.push(Fields::new());
                }
            }
            Some("/form") => inside = false,
            Some("input") if inside => {
                let Some(name) = attribute(tag, "name") else { continue };
                let value = attribute(tag, "value");
                if let Some(fields) = forms.last_mut() {
                    fields.push((name, value.unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_filled_in_as_a_browser_would() {
        let html = "<form action=\"/api/x\"><input name=\"a\" value=\"1\"></form><form method=post \
                    action=\"/api/y\"><input type=\"hidden\" name=\"b\" value=\"c&amp;d\"><input type=\"date\" \
                    name=\"on\" value=\"2026-11-21\"/></form><input name=\"z\">";
        let fields = vec![("b".to_owned(), "c&d".to_owned()), ("on".to_owned(), "2026-11-21".to_owned())];
        assert_eq!(forms(html, "/api/y"), [fields]);
    }
}
