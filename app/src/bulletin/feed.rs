//! The bulletins as an Atom feed (RFC 4287). An entry's id is its permanent
//! address; the feed's date is that of its last entry.

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

use super::markdown::render;
use super::model::{Issue, issue_path};
use super::text::{BULLETIN, LEAD, title};
use crate::about::model::Installation;
use crate::clock::Moment;
use crate::text::{Lang, PRODUCT};

/// So many of the last are in the feed; the archive has all.
const LISTED: usize = 24;

/// The feed in one language, from published bulletins, the latest first. While there
/// is none it is as old as the records.
#[must_use]
pub fn feed(lang: Lang, installation: &Installation, issues: &[Issue], records: Moment) -> String {
    let own = installation.url(&format!("/{}/byuletin.atom", lang.code()));
    let page = installation.url(&format!("/{}/byuletin", lang.code()));
    let product = PRODUCT.get(lang).to_owned();
    let author = installation.operator(lang).map_or_else(|| product.clone(), str::to_owned);
    let entries: Vec<Entry> =
        issues.iter().take(LISTED).filter_map(|issue| entry(lang, installation, issue)).collect();
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_else(|| instant(records));
    let feed = Feed {
        title: Text::plain(format!("{product}: {}", BULLETIN.get(lang).to_lowercase())),
        subtitle: Some(Text::plain(LEAD.get(lang).to_owned())),
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

fn entry(lang: Lang, installation: &Installation, issue: &Issue) -> Option<Entry> {
    let published = instant(issue.published_at?);
    let address = installation.url(&issue_path(lang, issue.month));
    Some(Entry {
        title: Text::plain(title(lang, issue.month)),
        id: address.clone(),
        updated: published,
        published: Some(published),
        links: vec![link("alternate", address, "text/html", lang)],
        content: Some(Content {
            lang: Some(lang.code().to_owned()),
            content_type: Some("html".to_owned()),
            value: Some(render(issue.text.get(lang), &installation.public_url).html),
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

    #[test]
    fn another_library_reads_the_same() {
        let installation =
            Installation { public_url: "https://redom.example".to_owned(), ..Installation::default() };
        for lang in Lang::ALL {
            let text = feed(lang, &installation, &issues(), Moment(0));
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
        let read = feed_rs::parser::parse(feed(Lang::Bg, &installation, &[], records).as_bytes()).unwrap();
        assert!(read.entries.is_empty());
        assert_eq!(read.updated.unwrap().timestamp_millis(), records.0);
    }
}
