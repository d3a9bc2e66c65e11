use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;
use crate::seed::data;

/// The real services with their real words.
fn entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let all = data::services().unwrap().services;
        all.into_iter()
            .map(|one| Entry::new(i64::from(one.number), [one.name, one.everyday.joined()]))
            .collect()
    })
}

fn numbers(query: &str) -> Vec<i64> {
    search(entries(), query).numbers
}

#[test]
fn people_find_what_they_come_for() {
    for (query, number) in [
        ("2079", 2079),
        ("постоянен адрес", 2079),
        ("postoyanen adres", 2079),
        ("postoqnen adres", 2079),
        ("адресна регистрация", 2107),
        ("adresna registracia", 2107),
        ("adresna registraciq", 2107),
        ("смяна на адреса", 2079),
        ("преместване", 2107),
        ("premestwane", 2107),
        ("акт за раждане", 2052),
        ("rajdane", 2052),
        ("razhdane", 2052),
        ("рождане", 2052),
        ("акт за брак", 1999),
        ("сватба", 1999),
        ("svatba", 1999),
        ("жилище", 2107),
        ("jili6te", 2107),
        ("zhilishte", 2107),
        ("дърво", 1996),
        ("durvo", 1996),
        ("darvo", 1996),
        ("dyrvo", 1996),
        ("отсичане", 1996),
        ("otsi4ane", 1996),
        ("lozq", 1996),
        ("birth", 2052),
        ("wedding", 1999),
        ("tree", 1996),
        ("moving house", 2107),
        ("чужбина", 1994),
    ] {
        assert!(numbers(query).contains(&number), "{query}: {:?}", search(entries(), query));
    }
}

#[test]
fn nothing_is_found_by_nothing() {
    for query in ["", "  ", "на за", "?!„“", "\u{0}", "ьъйя", "xyzzy", "999999"] {
        assert_eq!(numbers(query), Vec::<i64>::new(), "{query}");
    }
    assert_eq!(search(entries(), "брак xyzzy").unknown, ["xyzzy"]);
    assert!(numbers("брак xyzzy").contains(&1999));
}

#[test]
fn the_official_system_and_chat_sound_alike() {
    for (word, ways) in [
        ("жилище", ["zhilishte", "jilishte", "jili6te"].as_slice()),
        ("ключ", &["klyuch", "kliuch", "klju4"]),
        ("цвят", &["tsvyat", "cvqt", "tzviat"]),
        ("съвет", &["savet", "suvet", "sywet"]),
        ("район", &["rayon", "raion", "rajon"]),
        ("декларация", &["deklaratsiya", "deklaracia", "deklaraciq"]),
        ("щастие", &["shtastie", "6tastie"]),
    ] {
        let own = Word::new(word);
        for way in ways {
            assert_eq!(own.fit(way, &sounds(way)), Some(0), "{word} as {way}");
        }
    }
}

proptest! {
    #[test]
    fn any_query_is_answered(query in ".{0,80}") {
        let found = search(entries(), &query);
        prop_assert!(found.numbers.len() <= entries().len());
    }

    /// Every word of a service finds it: as it is, in Latin letters, and with one
    /// letter changed, left out, put in, or changed over with the next.
    #[test]
    fn every_word_finds_its_service(
        entry in 0usize..15,
        word in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        letter in proptest::sample::select("абвгдежзийклмнопрстуфхцчшщъьюя".chars().collect::<Vec<_>>()),
        wrong in 0u8..4,
    ) {
        let entry = &entries()[entry];
        let words: Vec<&Word> = entry.words.iter().filter(|one| one.written.chars().count() > 2).collect();
        let word = &words[word.index(words.len())];
        prop_assert!(entry.fit(&word.written) == Some(0));
        prop_assert!(entry.fit(&word.latin).is_some(), "{} as {}", word.written, word.latin);
        let mut letters: Vec<char> = word.written.chars().collect();
        let place = place.index(letters.len());
        match wrong {
            0 => letters[place] = letter,
            1 => letters.insert(place, letter),
            2 => { letters.remove(place); }
            _ => if place > 0 { letters.swap(place - 1, place) },
        }
        prop_assume!(letters.len() >= MISSPELT_FROM);
        let misspelt: String = letters.into_iter().collect();
        prop_assert!(entry.fit(&misspelt).is_some(), "{} as {misspelt}", word.written);
    }

    /// One letter wrong is a relation that goes both ways, and a word is not off
    /// from itself by more than that.
    #[test]
    fn being_one_off_goes_both_ways(one in "[абв]{0,6}", other in "[абв]{0,6}") {
        prop_assert_eq!(is_one_off(&one, &other), is_one_off(&other, &one));
        prop_assert!(is_one_off(&one, &one));
    }
}
