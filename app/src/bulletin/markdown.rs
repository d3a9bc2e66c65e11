//! Markdown of ours to HTML of ours: no raw HTML, no pictures, and links that only
//! lead to pages or to a mailbox. What is left out is listed with its reason; a
//! bulletin from which anything would be left out is not published.

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};

use crate::error::Dropped;
use crate::onboarding::form::is_web_address;
use crate::text::visible::{invisible, is_blank};

/// The most characters of a text: both languages of a form stay below what is
/// read of one.
pub const LONGEST: usize = 20_000;

/// How much of what was left out is quoted.
const QUOTED: usize = 80;

/// A text as HTML, and what was left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// What was left out.
    pub dropped: Vec<Dropped>,
    /// The code of a character that is not text: what stands as an entity in the
    /// source is one only here.
    pub invisible: Option<String>,
    /// Whether nothing of it is seen.
    pub is_blank: bool,
}

/// The levels of the headings that are open, as they are written, and the level of
/// the last one as it is shown.
#[derive(Debug)]
struct Outline {
    open: Vec<HeadingLevel>,
    last: HeadingLevel,
}

/// Renders a text; links that begin with a slash lead to this site, in letters and
/// feeds by its whole address.
#[must_use]
pub fn render(text: &str, site: &str) -> Rendered {
    let mut dropped = Vec::new();
    // For each link that is open, whether it is kept.
    let mut links = Vec::new();
    let mut events = Vec::new();
    let mut outline = Outline::default();
    // What can be read, and what stands in attributes.
    let (mut read, mut said) = (String::new(), String::new());
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => dropped.push(Dropped::Html(quote(&raw))),
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => {}
            Event::Start(Tag::Image { dest_url, .. }) => dropped.push(Dropped::Picture(quote(&dest_url))),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let kept = match link_type {
                    LinkType::Email => is_followed(&format!("mailto:{dest_url}")),
                    _ => is_followed(&dest_url),
                };
                links.push(kept);
                said.extend([&*dest_url, &*title]);
                if kept {
                    let dest_url = absolute(dest_url, site);
                    events.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
                } else {
                    dropped.push(Dropped::Link(quote(&dest_url)));
                }
            }
            Event::End(TagEnd::Link) => {
                if links.pop().unwrap_or_default() {
                    events.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                let level = outline.begin(level);
                events.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
            }
            Event::End(TagEnd::Heading(_)) => events.push(Event::End(TagEnd::Heading(outline.last))),
            Event::Text(ref text) | Event::Code(ref text) => {
                read.push_str(text);
                events.push(event);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(ref name))) => {
                said.push_str(name);
                events.push(event);
            }
            other => events.push(other),
        }
    }
    let mut rendered = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut rendered, events.into_iter());
    let invisible = invisible(&read).or_else(|| invisible(&said));
    Rendered { html: rendered, dropped, invisible, is_blank: is_blank(&read) }
}

impl Default for Outline {
    fn default() -> Self {
        Self { open: Vec::new(), last: HeadingLevel::H2 }
    }
}

impl Outline {
    /// The level of a heading that is written with this one. The page has one of the
    /// first level, its own; below it none is skipped, so that whoever goes from
    /// heading to heading misses nothing.
    fn begin(&mut self, written: HeadingLevel) -> HeadingLevel {
        let written = written.max(HeadingLevel::H2);
        while self.open.last().is_some_and(|above| *above >= written) {
            self.open.pop();
        }
        self.open.push(written);
        self.last = HeadingLevel::try_from(self.open.len() + 1).unwrap_or(HeadingLevel::H6);
        self.last
    }
}

/// Whether a link may stay: to a page of the web, a mailbox, or within the site by a
/// path from its root. Any other path would lead elsewhere on each page, in the feed
/// and in letters.
#[must_use]
pub fn is_followed(address: &str) -> bool {
    let odd = |letter: char| letter.is_control() || letter.is_whitespace() || letter == '\\';
    if address.is_empty() || address.starts_with("//") || address.chars().any(odd) {
        return false;
    }
    if address.starts_with('/') {
        return true;
    }
    match address.split_once(':') {
        Some((scheme, mailbox)) if scheme.eq_ignore_ascii_case("mailto") => mailbox.contains('@'),
        Some(_) => is_web_address(address),
        None => false,
    }
}

fn absolute<'t>(address: CowStr<'t>, site: &str) -> CowStr<'t> {
    if address.starts_with('/') { CowStr::from(format!("{site}{address}")) } else { address }
}

fn quote(text: &str) -> String {
    text.trim().chars().filter(|letter| !letter.is_control()).take(QUOTED).collect()
}

/// A text in which nothing is Markdown.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii_punctuation()
            && !matches!(letter, ',' | ';' | ':' | '%' | '/' | '(' | ')' | '"' | '\'' | '.' | '-' | '=' | '?')
        {
            escaped.push('\\');
        }
        escaped.push(if letter.is_control() { ' ' } else { letter });
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(text: &str) -> String {
        render(text, "").html
    }

    #[test]
    fn what_is_ours_is_rendered() {
        assert_eq!(html("# A\n\n## B"), "<h2>A</h2>\n<h2>B</h2>\n");
        assert_eq!(
            html("[x](/bg/rayoni/lyulin?a=1&b=2)"),
            "<p><a href=\"/bg/rayoni/lyulin?a=1&amp;b=2\">x</a></p>\n"
        );
        assert_eq!(render("[x](/bg/)", "https://r.bg").html, "<p><a href=\"https://r.bg/bg/\">x</a></p>\n");
        assert_eq!(html("- **a**\n- *b*"), "<ul>\n<li><strong>a</strong></li>\n<li><em>b</em></li>\n</ul>\n");
    }

    #[test]
    fn no_level_of_headings_is_skipped() {
        for (text, levels) in [
            ("#### A\n\n#### B\n\n## C", vec!["h2", "h2", "h2"]),
            ("## A\n\n#### B\n\n###### C\n\n### D\n\n#### E", vec!["h2", "h3", "h4", "h3", "h4"]),
            ("# A\n\n## B\n\n### C", vec!["h2", "h2", "h3"]),
        ] {
            let html = html(text);
            let opened: Vec<String> =
                tags(&html).into_iter().filter(|tag| tag.starts_with('h')).step_by(2).collect();
            assert_eq!(opened, levels, "{html}");
        }
    }

    #[test]
    fn what_cannot_be_seen_is_found_in_what_is_rendered() {
        for (text, code) in [
            ("a&#x202e;b", "U+202E"),
            ("`a\u{202e}b`", "U+202E"),
            ("[x](https://egov.bg \"a&#8203;b\")", "U+200B"),
            ("[x](https://egov.bg/&#x2066;)", "U+2066"),
        ] {
            assert_eq!(render(text, "").invisible.as_deref(), Some(code), "{text}");
        }
        for nothing in ["", "---", "&nbsp;", "&#8203;", "##\n\n- ", "\u{ad}", "[](https://egov.bg)"] {
            assert!(render(nothing, "").is_blank, "{nothing}");
        }
        assert!(!render("[x](/bg/)", "").is_blank);
    }

    #[test]
    fn what_is_hostile_is_left_out_and_named() {
        for (text, dropped) in [
            ("<script>alert(1)</script>", Dropped::Html("<script>alert(1)</script>".to_owned())),
            ("a <img src=x onerror=alert(1)>", Dropped::Html("<img src=x onerror=alert(1)>".to_owned())),
            ("[x](javascript:alert(1))", Dropped::Link("javascript:alert(1)".to_owned())),
            ("[x](JaVaScRiPt:alert(1))", Dropped::Link("JaVaScRiPt:alert(1)".to_owned())),
            ("[x](java&#x0A;script:alert(1))", Dropped::Link("javascript:alert(1)".to_owned())),
            ("[x](data:text/html;base64,PHN)", Dropped::Link("data:text/html;base64,PHN".to_owned())),
            ("<vbscript:x>", Dropped::Link("vbscript:x".to_owned())),
            ("[сайт](egov.bg)", Dropped::Link("egov.bg".to_owned())),
            ("[x](../x)", Dropped::Link("../x".to_owned())),
            ("[x](#x)", Dropped::Link("#x".to_owned())),
            ("[x](https:egov.bg)", Dropped::Link("https:egov.bg".to_owned())),
            ("[x](mailto:)", Dropped::Link("mailto:".to_owned())),
            ("[x](//evil.example)", Dropped::Link("//evil.example".to_owned())),
            ("[x](/\\evil.example)", Dropped::Link("/\\evil.example".to_owned())),
            (
                "![тайна](https://evil.example/p.png)",
                Dropped::Picture("https://evil.example/p.png".to_owned()),
            ),
            ("[x][a]\n\n[a]: javascript:alert(1)", Dropped::Link("javascript:alert(1)".to_owned())),
        ] {
            let rendered = render(text, "");
            assert_eq!(rendered.dropped.first(), Some(&dropped), "{text}");
            for bad in ["<script", "<img", "javascript:", "href=\"data", "//evil", "onerror="] {
                assert!(!rendered.html.contains(bad), "{text}: {}", rendered.html);
            }
        }
    }

    fn tags(html: &str) -> Vec<String> {
        html.split('<')
            .skip(1)
            .map(|rest| rest.split(['>', ' ', '\n']).next().unwrap_or_default().trim_matches('/').to_owned())
            .collect()
    }

    proptest! {
        #[test]
        fn nothing_but_plain_tags_comes_out(text in "[a-z<>/:;&#!\\[\\]()\"'=* \n_`.-]{0,120}") {
            let known = ["p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "a", "strong", "em", "code", "pre", "blockquote", "hr", "br"];
            for tag in tags(&html(&text)) {
                prop_assert!(known.contains(&tag.as_str()), "{} from {:?}", tag, text);
            }
        }

        #[test]
        fn what_is_escaped_is_only_text(text in "\\PC{1,60}") {
            let rendered = render(&format!("a {} b", escape(&text)), "");
            prop_assert_eq!(&rendered.dropped, &Vec::new(), "{:?}", text);
            prop_assert_eq!(tags(&rendered.html), ["p", "p"], "{:?} {}", text, rendered.html);
        }

        #[test]
        fn links_lead_only_to_pages_and_mailboxes(scheme in "[a-zA-Z]{1,10}", rest in "[a-z/.@]{0,20}") {
            if is_followed(&format!("{scheme}:{rest}")) {
                let scheme = scheme.to_lowercase();
                prop_assert!(["http", "https", "mailto"].contains(&scheme.as_str()), "{}", scheme);
            }
            let page = format!("https://{}/{}", scheme, rest);
            let mailbox = format!("mailto:{}@example.bg", scheme);
            prop_assert!(is_followed(&page) && is_followed(&mailbox));
        }
    }
}
