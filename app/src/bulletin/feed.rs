//! The bulletins as an Atom feed (RFC 4287). An entry's id is its permanent
//! address; the feed's date is that of its last entry. A feed is read away from the
//! site, so what is invented says so in the feed's title and in each entry.

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

use super::markdown::render;
use super::model::{Issue, issue_path};
use super::text::{BULLETIN, LEAD, title};
use crate::about::model::Installation;
use crate::about::text::DEMONSTRATION;
use crate::card::text::DEMONSTRATION as MARK;
use crate::clock::Moment;
use crate::text::{Lang, PRODUCT};

/// So many of the last are in the feed; the archive has all.
const LISTED: usize = 24;

/// Where a feed is from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    /// The installation.
    pub installation: &'s Installation,
    /// Whether its progress is invented.
    pub demonstration: bool,
    /// When its records begin.
    pub records: Moment,
}

/// The feed in one language, from published bulletins, the latest first. While there
/// is none it is as old as the records.
#[must_use]
pub fn feed(lang: Lang, source: Source<'_>, issues: &[Issue]) -> String {
    let Source { installation, demonstration, records } = source;
    let own = installation.url(&format!("/{}/byuletin.atom", lang.code()));
    let page = installation.url(&format!("/{}/byuletin", lang.code()));
    let product = PRODUCT.get(lang).to_owned();
    let author = installation.operator(lang).map_or_else(|| product.clone(), str::to_owned);
    let entries: Vec<Entry> =
        issues.iter().take(LISTED).filter_map(|issue| entry(lang, source, issue)).collect();
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_else(|| instant(records));
    let mut title = format!("{product}: {}", BULLETIN.get(lang).to_lowercase());
    let mut subtitle = LEAD.get(lang).to_owned();
    if demonstration {
        title = format!("{}. {title}", MARK.get(lang));
        subtitle = format!("{} {subtitle}", DEMONSTRATION.get(lang));
    }
    let feed = Feed {
        title: Text::plain(title),
        subtitle: Some(Text::plain(subtitle)),
        id: page.clone(),
        updated,
        authors: vec![Person { name: author, ..Person::default() }],
        generator: Some(Generator { value: "Redom".to_owned(), ..Generator::default() }),
        links: vec![
            link("self", own, "application/atom+xml", lang),
            link("alternate", page, "text/html", lang),
        ],
        entries,
        lang: Some(lang.code().to_owned()),
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(lang: Lang, source: Source<'_>, issue: &Issue) -> Option<Entry> {
    let Source { installation, demonstration, .. } = source;
    let published = instant(issue.published_at?);
    let address = installation.url(&issue_path(lang, issue.month));
    let text = render(issue.text.get(lang), &installation.public_url).html;
    let invented = DEMONSTRATION.get(lang);
    let text = if demonstration { format!("<p><strong>{invented}</strong></p>\n{text}") } else { text };
    Some(Entry {
        title: Text::plain(title(lang, issue.month)),
        id: address.clone(),
        updated: published,
        published: Some(published),
        links: vec![link("alternate", address, "text/html", lang)],
        // Readers that show no content show this.
        summary: demonstration.then(|| Text::plain(invented.to_owned())),
        content: Some(Content {
            lang: Some(lang.code().to_owned()),
            content_type: Some("html".to_owned()),
            value: Some(text),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

fn instant(moment: Moment) -> FixedDateTime {
    moment.utc().fixed_offset()
}

fn link(rel: &str, href: String, mime: &str, lang: Lang) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        mime_type: Some(mime.to_owned()),
        hreflang: Some(lang.code().to_owned()),
        ..Link::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Version;
    use crate::text::Bilingual;

    fn issues() -> Vec<Issue> {
        [("2026-10", 1_793_700_000_000), ("2026-09", 1_790_900_000_000)]
            .map(|(month, at)| Issue {
                month: month.parse().unwrap(),
                version: Version(2),
                text: Bilingual {
                    bg: "## Започнаха работа\n\n- [район „Люлин“](/bg/rayoni/lyulin) & <b>x</b>".to_owned(),
                    en: "## Went live\n\n- [Lyulin](/en/rayoni/lyulin)".to_owned(),
                },
                published_at: Some(Moment(at)),
                known_at: Some(Moment(at)),
            })
            .to_vec()
    }

    fn from(installation: &Installation) -> Source<'_> {
        Source { installation, demonstration: false, records: Moment(0) }
    }

    #[test]
    fn what_is_invented_says_so_in_the_feed_and_in_each_entry() {
        let installation = Installation::default();
        for lang in Lang::ALL {
            let said = DEMONSTRATION.get(lang);
            let real = feed(lang, from(&installation), &issues());
            assert!(!real.contains(MARK.get(lang)), "{real}");
            let invented = Source { demonstration: true, ..from(&installation) };
            let read = feed_rs::parser::parse(feed(lang, invented, &issues()).as_bytes()).unwrap();
            assert!(read.title.unwrap().content.starts_with(MARK.get(lang)));
            assert!(read.description.unwrap().content.starts_with(said));
            for entry in read.entries {
                assert_eq!(entry.summary.unwrap().content, said);
                let body = entry.content.unwrap().body.unwrap();
                assert!(body.starts_with(&format!("<p><strong>{said}</strong></p>")), "{body}");
            }
        }
    }

    #[test]
    fn another_library_reads_the_same() {
        let installation =
            Installation { public_url: "https://redom.example".to_owned(), ..Installation::default() };
        for lang in Lang::ALL {
            let text = feed(lang, from(&installation), &issues());
            let read = feed_rs::parser::parse(text.as_bytes()).unwrap();
            assert_eq!(read.language.as_deref(), Some(lang.code()));
            assert_eq!(read.id, format!("https://redom.example/{}/byuletin", lang.code()));
            assert_eq!(read.entries.len(), 2);
            assert_eq!(read.updated, read.entries[0].updated);
            assert_eq!(read.updated.unwrap().timestamp_millis(), 1_793_700_000_000);
            let rels: Vec<_> = read.links.iter().filter_map(|link| link.rel.as_deref()).collect();
            assert_eq!(rels, ["self", "alternate"]);
            let first = &read.entries[0];
            assert_eq!(first.id, format!("https://redom.example/{}/byuletin/2026-10", lang.code()));
            assert_eq!(first.title.as_ref().unwrap().content, title(lang, issues()[0].month));
            let body = first.content.as_ref().unwrap().body.as_deref().unwrap();
            assert!(
                body.contains(&format!("<a href=\"https://redom.example/{}/rayoni/lyulin\">", lang.code())),
                "{body}"
            );
            assert!(!body.contains("<b>"), "{body}");
        }
    }

    #[test]
    fn an_empty_feed_is_one_too() {
        let installation =
            Installation { public_url: "https://redom.example".to_owned(), ..Installation::default() };
        let records = Moment(1_600_000_000_000);
        let source = Source { records, ..from(&installation) };
        let read = feed_rs::parser::parse(feed(Lang::Bg, source, &[]).as_bytes()).unwrap();
        assert!(read.entries.is_empty());
        assert_eq!(read.updated.unwrap().timestamp_millis(), records.0);
    }
}
