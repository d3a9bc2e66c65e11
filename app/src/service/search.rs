//! Finding services by number, name or everyday words: in Cyrillic or in Latin
//! letters, of the official system or as people type them, with one letter wrong.

use crate::text::Bilingual;

/// Words from this length on may have one letter wrong.
const MISSPELT_FROM: usize = 4;
/// From this length on a word may be the beginning of another.
const BEGINNING_FROM: usize = 3;
/// No more words of a query are looked for.
const MOST_WORDS: usize = 12;

/// What a service is found by.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number.
    pub number: i64,
    words: Vec<Word>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Numbers of services, the best first.
    pub numbers: Vec<i64>,
    /// Words of the query that no service knows.
    pub unknown: Vec<String>,
}

/// A word in all the forms in which it can be looked for.
#[derive(Clone, Debug)]
struct Word {
    /// As it is written, in lower case.
    written: String,
    /// In Latin letters of the official system.
    latin: String,
    /// Its sounds, once for each way in which people write it.
    sounds: Vec<String>,
}

impl Entry {
    /// Of a number, a name and what people call it.
    #[must_use]
    pub fn new(number: i64, texts: impl IntoIterator<Item = Bilingual>) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for text in texts {
            for word in split(&text.bg).chain(split(&text.en)) {
                if !words.iter().any(|one| one.written == word) {
                    words.push(Word::new(&word));
                }
            }
        }
        Self { number, words }
    }

    /// How well it fits a word of a query; `None` when it does not.
    fn fit(&self, word: &str) -> Option<u8> {
        if word.chars().all(|letter| letter.is_ascii_digit()) {
            let number = self.number.to_string();
            let whole = (number == word).then_some(0);
            return whole.or((word.len() >= 2 && number.starts_with(word)).then_some(1));
        }
        let sound = sounds(&latin(word, 'a', 'y'));
        self.words.iter().filter_map(|one| one.fit(word, &sound)).min()
    }
}

/// The services that fit the most words of a query, the best first. A query
/// without a word finds nothing.
#[must_use]
pub fn search(entries: &[Entry], query: &str) -> Found {
    let mut found = Found::default();
    let mut fits: Vec<(usize, u32, i64)> = entries.iter().map(|entry| (0, 0, entry.number)).collect();
    for word in split(query).filter(|word| word.chars().count() > 2 || is_number(word)).take(MOST_WORDS) {
        let mut known = false;
        for (entry, (count, distance, _)) in entries.iter().zip(&mut fits) {
            if let Some(fit) = entry.fit(&word) {
                (*count, *distance, known) = (*count + 1, *distance + u32::from(fit), true);
            }
        }
        if !known && !found.unknown.contains(&word) {
            found.unknown.push(word);
        }
    }
    let most = fits.iter().map(|(count, ..)| *count).max().unwrap_or_default();
    fits.retain(|(count, ..)| most > 0 && *count == most);
    fits.sort_by_key(|(_, distance, number)| (*distance, *number));
    found.numbers = fits.into_iter().map(|(.., number)| number).collect();
    found
}

/// Whether a word of a query is a number.
fn is_number(word: &str) -> bool {
    word.chars().all(|letter| letter.is_ascii_digit())
}

impl Word {
    fn new(written: &str) -> Self {
        let mut ways: Vec<String> = Vec::new();
        // People write ъ as a, u or y, and й as y or j.
        for yer in ['a', 'u', 'y'] {
            for short in ['y', 'j'] {
                let way = sounds(&latin(written, yer, short));
                if !ways.contains(&way) {
                    ways.push(way);
                }
            }
        }
        Self { written: written.to_owned(), latin: latin(written, 'a', 'y'), sounds: ways }
    }

    /// 0 for the word itself, 1 for its beginning, 2 for one letter wrong.
    fn fit(&self, word: &str, sound: &str) -> Option<u8> {
        let forms = || {
            let own = self.sounds.iter().map(|one| (one.as_str(), sound));
            own.chain([(self.written.as_str(), word), (self.latin.as_str(), word)])
        };
        let length = word.chars().count();
        if forms().any(|(own, asked)| own == asked) {
            Some(0)
        } else if length >= BEGINNING_FROM && forms().any(|(own, asked)| own.starts_with(asked)) {
            Some(1)
        } else if length >= MISSPELT_FROM && forms().any(|(own, asked)| is_one_off(own, asked)) {
            Some(2)
        } else {
            None
        }
    }
}

/// The words of a text, in lower case.
fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// A word in Latin letters of the official system of 2009, but for the two
/// letters that people write in several ways; what is Latin stays.
fn latin(word: &str, yer: char, short: char) -> String {
    let mut latin = String::with_capacity(word.len() * 2);
    for letter in word.chars() {
        match letter {
            'а' => latin.push('a'),
            'б' => latin.push('b'),
            'в' => latin.push('v'),
            'г' => latin.push('g'),
            'д' => latin.push('d'),
            'е' | 'э' | 'ё' => latin.push('e'),
            'ж' => latin.push_str("zh"),
            'з' => latin.push('z'),
            'и' | 'ѝ' | 'ы' => latin.push('i'),
            'й' => latin.push(short),
            'к' => latin.push('k'),
            'л' => latin.push('l'),
            'м' => latin.push('m'),
            'н' => latin.push('n'),
            'о' => latin.push('o'),
            'п' => latin.push('p'),
            'р' => latin.push('r'),
            'с' => latin.push('s'),
            'т' => latin.push('t'),
            'у' => latin.push('u'),
            'ф' => latin.push('f'),
            'х' => latin.push('h'),
            'ц' => latin.push_str("ts"),
            'ч' => latin.push_str("ch"),
            'ш' => latin.push_str("sh"),
            'щ' => latin.push_str("sht"),
            'ъ' => latin.push(yer),
            'ь' => latin.push('y'),
            'ю' => latin.push_str("yu"),
            'я' => latin.push_str("ya"),
            other => latin.push(other),
        }
    }
    latin
}

/// What a word in Latin letters sounds like, one sign for each sound, whichever
/// way it is written: „zhilishte“, „jili6te“ and „жилище“ are the same.
fn sounds(latin: &str) -> String {
    const SEVERAL: [(&str, char); 16] = [
        ("sht", 'щ'),
        ("6t", 'щ'),
        ("sh", 'ш'),
        ("6", 'ш'),
        ("ch", 'ч'),
        ("4", 'ч'),
        ("zh", 'ж'),
        ("ts", 'ц'),
        ("tz", 'ц'),
        ("ya", 'я'),
        ("ia", 'я'),
        ("ja", 'я'),
        ("q", 'я'),
        ("yu", 'ю'),
        ("iu", 'ю'),
        ("ju", 'ю'),
    ];
    let mut sounds = String::with_capacity(latin.len());
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        let (sound, length) = SEVERAL
            .iter()
            .find(|(letters, _)| rest.starts_with(letters))
            .map_or((single(letter), letter.len_utf8()), |(letters, sound)| (*sound, letters.len()));
        // „и“ before „я“ or „й“ is hardly ever written: -iya and -ia are the same.
        if matches!(sound, 'я' | 'i') && sounds.ends_with('i') {
            sounds.pop();
        }
        sounds.push(sound);
        rest = rest.get(length..).unwrap_or_default();
    }
    sounds
}

/// A letter that is written in several ways.
fn single(letter: char) -> char {
    match letter {
        'y' => 'i',
        'w' => 'v',
        'x' => 'h',
        'j' => 'ж',
        'c' => 'ц',
        other => other,
    }
}

/// Whether two words differ by one letter: another, one more, one fewer, or two
/// neighbours changed over.
fn is_one_off(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let begin = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let rest = |word: &[char], from: usize| word.get(from..).unwrap_or_default().to_vec();
    if short.len() < long.len() {
        return rest(&short, begin) == rest(&long, begin + 1);
    }
    let changed_over = short.get(begin) == long.get(begin + 1) && short.get(begin + 1) == long.get(begin);
    rest(&short, begin + 1) == rest(&long, begin + 1)
        || changed_over && rest(&short, begin + 2) == rest(&long, begin + 2)
}

#[cfg(test)]
mod tests;
