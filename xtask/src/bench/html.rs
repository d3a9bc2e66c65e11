//! As much HTML as measuring needs: our own pages, whose attributes are quoted.

/// The inside of every tag, closing ones too.
pub fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|rest| rest.split('>').next()).map(|tag| tag.trim_end_matches('/'))
}

/// The value of an attribute.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    };
    value.map(unescaped)
}

/// The addresses that links on a page lead to, without their fragments.
pub fn links(html: &str) -> Vec<String> {
    tags(html)
        .filter(|tag| tag.starts_with("a "))
        .filter_map(|tag| attribute(tag, "href"))
        .map(|address| address.split('#').next().unwrap_or_default().to_owned())
        .collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The fields of a form, with what a browser would send for them.
pub type Fields = Vec<(String, String)>;

/// Every form of an action, with the values it comes with.
pub fn forms(html: &str, action: &str) -> Vec<Fields> {
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
    fn attributes_are_read_as_the_browser_reads_them() {
        let tag = tags("x<a class=b href=\"/bg/?a=1&amp;b=2#c\">y</a>").next().unwrap();
        assert_eq!(attribute(tag, "href").as_deref(), Some("/bg/?a=1&b=2#c"));
        assert_eq!(attribute(tag, "class").as_deref(), Some("b"));
        assert_eq!(attribute(tag, "ref"), None);
    }

    #[test]
    fn links_lose_their_fragments() {
        assert_eq!(links("<a href=\"/bg/#x\">a</a><link href=\"/b\"><abbr href=\"/c\">"), ["/bg/"]);
    }

    #[test]
    fn a_form_is_filled_in_as_a_browser_would() {
        let html = "<form action=\"/api/x\"><input name=\"a\" value=\"1\"></form><form method=post \
                    action=\"/api/y\"><input type=\"hidden\" name=\"b\" value=\"c&amp;d\"><input type=\"date\" \
                    name=\"on\" value=\"2026-11-21\"/></form><input name=\"z\">";
        let fields = vec![("b".to_owned(), "c&d".to_owned()), ("on".to_owned(), "2026-11-21".to_owned())];
        assert_eq!(forms(html, "/api/y"), [fields]);
    }
}
