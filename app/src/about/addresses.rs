//! Every public page's address, once: for the site map, for search engines, for
//! the links at the foot of a page.

use url::form_urlencoded;

use super::text::{ACCESSIBILITY, GLOSSARY, METHOD, OPEN_DATA, PRIVACY, SITE_MAP};
use crate::bulletin::text::BULLETIN;
use crate::demand::text::{DEMAND, NEED_TITLE};
use crate::dispute::text::{CONTEST, DISPUTES};
use crate::explain::model::{Family, Figure};
use crate::life_event::text::{HERE, LIFE_EVENTS};
use crate::outage::text::OUTAGES;
use crate::readiness::text::TITLE as READINESS;
use crate::replay::model::{AS_OF, KNOWN};
use crate::rollout::text::TITLE as MAP;
use crate::service::text::{MATRIX, SERVICES};
use crate::subscription::text::SUBSCRIBE;
use crate::text::{Lang, Text};
use crate::waiting::text::TITLE as WAITING;

/// The pages with one address each, after `/bg` or `/en`. The first three show
/// one programme at a time.
pub const PAGES: [(&str, Text); 20] = [
    ("/", MAP),
    ("/kogo-chakame", WAITING),
    ("/ravna-podgotvenost", READINESS),
    ("/kakvo-moga", HERE),
    ("/epizodi", LIFE_EVENTS),
    ("/uslugi", SERVICES),
    ("/uslugi/matritsa", MATRIX),
    ("/tarsene", DEMAND),
    ("/nuzhna-mi-e", NEED_TITLE),
    ("/prekasvaniya", OUTAGES),
    ("/osporvaniya", DISPUTES),
    ("/osporvane", CONTEST),
    ("/byuletin", BULLETIN),
    ("/abonament", SUBSCRIBE),
    ("/kak-e-smetnato", METHOD),
    ("/otvoreni-danni", OPEN_DATA),
    ("/rechnik", GLOSSARY),
    ("/dostapnost", ACCESSIBILITY),
    ("/poveritelnost", PRIVACY),
    ("/karta-na-sayta", SITE_MAP),
];

/// The pages that show one programme at a time.
pub const BY_PROGRAMME: usize = 3;

/// The pages about the site, for its foot.
pub const ABOUT: [(&str, Text); 8] = [
    ("/byuletin", BULLETIN),
    ("/osporvaniya", DISPUTES),
    ("/kak-e-smetnato", METHOD),
    ("/otvoreni-danni", OPEN_DATA),
    ("/rechnik", GLOSSARY),
    ("/dostapnost", ACCESSIBILITY),
    ("/poveritelnost", PRIVACY),
    ("/karta-na-sayta", SITE_MAP),
];

/// What nobody needs to find: what is for accounts, and what answers forms.
pub const NOT_FOR_SEARCH: [&str; 6] =
    ["/tablo", "/vhod", "/profil", "/konflikti", "/nuzhna-mi-e/blagodarim", "/abonament/"];

/// A page's path in a language.
#[must_use]
pub fn path(lang: Lang, page: &str) -> String {
    format!("/{}{page}", lang.code())
}

/// Every public address after the language: the pages by programme, the
/// districts, the figures of all districts, services and life events.
#[must_use]
pub fn all(
    programmes: &[String],
    districts: &[String],
    services: &[i64],
    life_events: &[String],
) -> Vec<String> {
    let mut found = Vec::new();
    let mut each = |page: &str| {
        // The first programme is the one shown where none is named.
        for (place, programme) in programmes.iter().enumerate() {
            found.push(if place == 0 { page.to_owned() } else { format!("{page}?programme={programme}") });
        }
    };
    for (page, _) in &PAGES[..BY_PROGRAMME] {
        each(page);
    }
    for district in districts {
        each(&format!("/rayoni/{district}"));
    }
    for figure in Figure::ALL.into_iter().filter(|figure| figure.family() != Family::District) {
        each(&format!("/kak-e-smetnato/{}", figure.key()));
    }
    found.extend(districts.iter().map(|district| format!("/rayoni/{district}/uslugi")));
    found.extend(services.iter().map(|number| format!("/uslugi/{number}")));
    found.extend(life_events.iter().map(|key| format!("/epizodi/{key}")));
    found.extend(PAGES[BY_PROGRAMME..].iter().map(|(page, _)| (*page).to_owned()));
    found
}

/// What most pages read of a query; no page minds them.
const COMMON: [&str; 3] = ["programme", AS_OF, KNOWN];
/// What only orders a page's rows.
const ORDER: [&str; 2] = ["sort", "dir"];

/// What else a public page reads of a query, in the order of its canonical address;
/// `None` of a page that is not listed here.
fn own_parameters(page: &str) -> Option<&'static [&'static str]> {
    let parts: Vec<&str> = page.trim_matches('/').split('/').collect();
    Some(match parts.as_slice() {
        [""] => &["color", "view"],
        ["kogo-chakame"] => &["holder"],
        ["kakvo-moga"] => &["event", "from", "to"],
        ["kak-e-smetnato", _] => &["rayon", "holder", "milestone"],
        ["uslugi"] => &["q"],
        ["uslugi", "matritsa"] => &["po"],
        ["tarsene"] => &["sedmitsa"],
        ["nuzhna-mi-e"] => &["usluga", "rayon"],
        ["osporvane"] => &["rayon", "etap", "usluga"],
        ["abonament"] => &["rayon"],
        ["rayoni", _, "istoriya"] => &["page"],
        [.., "karta.png"] => &["color", "view"],
        ["byuletin.atom"]
        | ["rayoni", _]
        | ["rayoni", _, "uslugi"]
        | ["uslugi" | "epizodi" | "osporvaniya" | "byuletin", _] => &[],
        [one] if PAGES.iter().any(|(page, _)| page.strip_prefix('/') == Some(*one)) => &[],
        _ => return None,
    })
}

/// What follows the language in a path.
fn after_language(path: &str) -> &str {
    path.get(1..).and_then(|rest| rest.find('/')).and_then(|at| path.get(at + 1..)).unwrap_or_default()
}

/// A pair's name as pages read it.
fn name_of(pair: &str) -> String {
    form_urlencoded::parse(pair.as_bytes()).next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}

/// The address under which a page is known: with what the page reads and nothing
/// else, in one order, without what only orders its rows, and without naming the
/// programme that is shown anyway.
#[must_use]
pub fn canonical(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let own = own_parameters(after_language(path)).unwrap_or_default();
    let telling = |name: &&str| {
        // As pages read it: the first of the name.
        let pair = query.split('&').find(|pair| name_of(pair) == **name)?;
        let (_, value) = pair.split_once('=')?;
        let is_told = !value.is_empty() && (*name, value) != ("programme", "unified-model");
        is_told.then(|| format!("{name}={value}"))
    };
    let query: Vec<String> = COMMON.iter().chain(own).filter_map(telling).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// Whether the page at this path reads a parameter of this name; of a page that is not
/// listed it may read any.
#[must_use]
pub fn is_read(path: &str, name: &str) -> bool {
    own_parameters(after_language(path))
        .is_none_or(|own| COMMON.iter().chain(&ORDER).chain(own).any(|known| *known == name))
}

/// A public page's address without what the page does not read, such as the marks
/// that other sites put on their links; `None` where nothing is to be left out.
#[must_use]
pub fn without_strange(path: &str) -> Option<String> {
    let (path, query) = path.split_once('?')?;
    let kept: Vec<&str> = query.split('&').filter(|pair| is_read(path, &name_of(pair))).collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    Some(if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_page_has_one_canonical_address_whatever_its_order() {
        for (asked, known) in [
            ("/bg/", "/bg/"),
            ("/bg/?programme=unified-model&sort=met&dir=desc", "/bg/"),
            ("/en/?sort=met&programme=moving", "/en/?programme=moving"),
            ("/bg/?as-of=2026-11-01&known=", "/bg/?as-of=2026-11-01"),
            ("/bg/?fbclid=abc&x=<s>", "/bg/"),
            ("/bg/?event=moving&color=wait&color=x", "/bg/?color=wait"),
            (
                "/bg/?known=2026-11-02T09:00:00.000Z&utm=1&as%2Dof=2026-11-01",
                "/bg/?as-of=2026-11-01&known=2026-11-02T09:00:00.000Z",
            ),
            ("/en/kakvo-moga?to=a&from=b&event=c&d=e", "/en/kakvo-moga?event=c&from=b&to=a"),
            ("/bg/kak-e-smetnato/tally?x=1&rayon=lyulin", "/bg/kak-e-smetnato/tally?rayon=lyulin"),
            ("/bg/vhod?back=/bg/", "/bg/vhod"),
            ("/bg/rayoni/lyulin?", "/bg/rayoni/lyulin"),
        ] {
            assert_eq!(canonical(asked), known);
            assert_eq!(canonical(known), known, "it is its own");
        }
    }

    #[test]
    fn only_what_no_page_reads_is_strange() {
        for (asked, read) in [
            ("/bg/", None),
            ("/bg/?sort=met&dir=desc&known=", None),
            ("/bg/?fbclid=abc", Some("/bg/")),
            ("/bg/?sort=met&fbclid=abc&color=wait", Some("/bg/?sort=met&color=wait")),
            ("/bg/kakvo-moga?event=a&event=b", None),
            ("/en/rayoni/lyulin/karta.png?color=wait&x=1", Some("/en/rayoni/lyulin/karta.png?color=wait")),
            // Pages that are not listed read what they like.
            ("/bg/vhod?back=/bg/", None),
            ("/bg/abonament/kray?kod=1", None),
            ("/data/rollout.json?x=1", None),
        ] {
            assert_eq!(without_strange(asked).as_deref(), read, "{asked}");
        }
    }

    #[test]
    fn every_address_is_listed_once_and_canonical() {
        let programmes = ["unified-model".to_owned(), "moving".to_owned()];
        let districts = ["lyulin".to_owned(), "iskar".to_owned()];
        let all = all(&programmes, &districts, &[2079], &["moving".to_owned()]);
        let once: BTreeSet<_> = all.iter().collect();
        assert_eq!(once.len(), all.len());
        assert!(all.iter().all(|page| canonical(page) == *page));
        assert!(ABOUT.iter().all(|(page, _)| all.iter().any(|one| one == page)));
        assert!(all.iter().all(|page| !NOT_FOR_SEARCH.iter().any(|none| page.starts_with(none))));
    }
}
