//! Every public page's address, once: for the site map, for search engines, for
//! the links at the foot of a page.

use super::text::{ACCESSIBILITY, GLOSSARY, METHOD, OPEN_DATA, PRIVACY, SITE_MAP};
use crate::bulletin::text::BULLETIN;
use crate::demand::text::{DEMAND, NEED_TITLE};
use crate::dispute::text::{CONTEST, DISPUTES};
use crate::explain::model::{Family, Figure};
use crate::life_event::text::{HERE, LIFE_EVENTS};
use crate::outage::text::OUTAGES;
use crate::readiness::text::TITLE as READINESS;
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

/// The address under which a page is known: without what only orders its rows,
/// and without naming the programme that is shown anyway.
#[must_use]
pub fn canonical(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let telling = |pair: &&str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        !value.is_empty()
            && !matches!(name, "sort" | "dir")
            && (name, value) != ("programme", "unified-model")
    };
    let query: Vec<&str> = query.split('&').filter(telling).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
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
            ("/bg/rayoni/lyulin?", "/bg/rayoni/lyulin"),
        ] {
            assert_eq!(canonical(asked), known);
            assert_eq!(canonical(known), known, "it is its own");
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
