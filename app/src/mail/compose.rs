//! A letter's words, once as plain text and once as a small document, both made
//! from the same parts.

use crate::about::text::DEMONSTRATION;
use crate::card::text::DEMONSTRATION as MARK;
use crate::text::{Lang, Text};

const UNSUBSCRIBE: Text = Text { bg: "Отписване:", en: "Unsubscribe:" };

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The subject.
    pub subject: String,
    /// What follows, part by part.
    pub parts: Vec<Part>,
    /// Why its reader gets it.
    pub why: String,
}

/// A part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Paragraph(String),
    /// What to open, and where it is.
    Link { words: String, url: String },
    /// A text that has both forms already: as its author wrote it, and as HTML that
    /// has been cleaned.
    Document { plain: String, html: String },
}

impl Words {
    /// The same from an installation whose progress is invented: the subject says so,
    /// which is all that a list of letters shows, and so does the first line.
    #[must_use]
    pub fn invented(mut self, lang: Lang) -> Self {
        self.subject = format!("{}. {}", MARK.get(lang), self.subject);
        self.parts.insert(0, Part::Paragraph(DEMONSTRATION.get(lang).to_owned()));
        self
    }

    /// As plain text, with the way to unsubscribe where there is one.
    #[must_use]
    pub fn plain(&self, lang: Lang, unsubscribe: Option<&str>) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Paragraph(words) => text.push_str(words),
                Part::Link { words, url } => text.push_str(&format!("{words}:\n{url}")),
                Part::Document { plain, .. } => text.push_str(plain.trim()),
            }
            text.push_str("\n\n");
        }
        text.push_str("-- \n");
        text.push_str(&self.why);
        if let Some(url) = unsubscribe {
            text.push_str(&format!("\n{}\n{url}", UNSUBSCRIBE.get(lang)));
        }
        text.push('\n');
        text
    }

    /// As a document of its own: no styles, no pictures, nothing from elsewhere.
    #[must_use]
    pub fn html(&self, lang: Lang, unsubscribe: Option<&str>) -> String {
        let mut body = String::new();
        for part in &self.parts {
            match part {
                Part::Paragraph(words) => body.push_str(&format!("<p>{}</p>", escape(words))),
                Part::Link { words, url } => {
                    body.push_str(&format!("<p><a href=\"{}\">{}</a></p>", escape(url), escape(words)));
                }
                Part::Document { html, .. } => body.push_str(html),
            }
            body.push('\n');
        }
        let end = unsubscribe.map(|url| {
            let url = escape(url);
            format!("<br>{} <a href=\"{url}\">{url}</a>", UNSUBSCRIBE.get(lang))
        });
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n{body}<hr>\n<p><small>{}{}</small></p>\n</body></html>\n",
            lang.code(),
            escape(&self.subject),
            escape(&self.why),
            end.unwrap_or_default()
        )
    }
}

/// A text as HTML.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_invented_says_so_before_anything_else() {
        for lang in Lang::ALL {
            let words = Words { subject: "A".to_owned(), parts: Vec::new(), why: String::new() };
            let words = words.invented(lang);
            let (plain, html) = (words.plain(lang, None), words.html(lang, None));
            let said = DEMONSTRATION.get(lang);
            assert_eq!(words.subject, format!("{}. A", MARK.get(lang)));
            assert!(plain.starts_with(said), "{plain}");
            assert!(html.contains(&format!("<body>\n<p>{said}</p>")), "{html}");
        }
    }

    #[test]
    fn both_forms_say_the_same_and_nothing_is_markup() {
        let words = Words {
            subject: "Район „<Люлин>“".to_owned(),
            parts: vec![
                Part::Paragraph("a < b & \"c\"".to_owned()),
                Part::Link {
                    words: "Виж".to_owned(), url: "https://redom.example/bg/?a=1&b=2".to_owned()
                },
            ],
            why: "Защото сте се абонирали.".to_owned(),
        };
        let (plain, html) =
            (words.plain(Lang::Bg, Some("https://x/u")), words.html(Lang::Bg, Some("https://x/u")));
        assert_eq!(
            plain,
            "a < b & \"c\"\n\nВиж:\nhttps://redom.example/bg/?a=1&b=2\n\n-- \nЗащото сте се абонирали.\nОтписване:\nhttps://x/u\n"
        );
        assert!(html.contains("<p>a &lt; b &amp; &quot;c&quot;</p>"), "{html}");
        assert!(html.contains("<a href=\"https://redom.example/bg/?a=1&amp;b=2\">Виж</a>"), "{html}");
        assert!(html.contains("<br>Отписване: <a href=\"https://x/u\">https://x/u</a>"), "{html}");
        assert!(html.contains("<title>Район „&lt;Люлин&gt;“</title>") && html.contains("lang=\"bg\""));
    }
}
