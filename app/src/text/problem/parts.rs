//! What the sentences are put together from: days, numbers, names.

use super::words::NO_PARAMETERS;
use crate::onboarding::model::Missing;
use crate::text::{Lang, grouped, long_date, read_iso, short_date};

/// That all places of a week are taken, as part of a sentence.
pub fn taken_text(lang: Lang, places: u32) -> String {
    match places {
        0 => lang.pick("не са предвидени места", "there are no places").to_owned(),
        1 => lang.pick("мястото е 1 и е заето", "the 1 place is taken").to_owned(),
        _ => lang.pick(format!("местата са {places} и са заети"), format!("all {places} places are taken")),
    }
}

pub fn unknown_parameter(lang: Lang, known: &str) -> String {
    if known.is_empty() {
        return NO_PARAMETERS.get(lang).to_owned();
    }
    lang.pick(
        format!("Този адрес няма такъв параметър. Параметрите му са: {known}."),
        format!("This address has no such parameter. Its parameters are: {known}."),
    )
}

pub fn gate_text(lang: Lang, missing: &[Missing]) -> String {
    let names: Vec<String> = missing
        .iter()
        .map(|one| lang.pick(format!("„{}“", one.name.bg), format!("“{}”", one.name.en)))
        .collect();
    let names = names.join(", ");
    lang.pick(
        format!(
            "Етапът още не може да бъде отметнат. Първо трябва да бъдат потвърдени и с валидни доказателства: {names}."
        ),
        format!("The milestone cannot be marked yet. These must be confirmed first, with valid evidence: {names}."),
    )
}

pub fn number(lang: Lang, number: u32) -> String {
    grouped(lang, i64::from(number))
}

pub fn short_text(lang: Lang, iso: &str) -> String {
    read_iso(iso).map_or_else(|| iso.to_owned(), |day| short_date(lang, day))
}

pub fn day_text(lang: Lang, iso: &str) -> String {
    read_iso(iso).map_or_else(|| iso.to_owned(), |day| long_date(lang, day))
}

#[cfg(test)]
mod tests {
    use crate::error::{OfferRule, Rule};
    use crate::text::Lang;
    use crate::text::problem::problem_text;

    #[test]
    fn numbers_and_instants_are_written_for_people() {
        let bg = |rule: Rule| problem_text(Lang::Bg, &rule);
        assert!(bg(Rule::TooLong { max: 20_000 }).contains(" 20\u{a0}000 знака"));
        assert!(bg(Rule::NotANumber { min: 0, max: 10_000_000 }).contains("от 0 до 10\u{a0}000\u{a0}000."));
        assert!(bg(Rule::Offer(OfferRule::TooManyRows { max: 12_345 })).contains("12\u{a0}345 реда"));
        let before = Rule::BeforeRecords { first: "2024-01-02T08:00:00.000Z".to_owned() };
        assert!(bg(before.clone()).starts_with("Записите започват на 02.01.2024 г., 10:00 ч."));
        let en = problem_text(Lang::En, &before);
        assert!(en.starts_with("Records begin on 2 Jan 2024, 10:00, Sofia time"), "{en}");
        assert!(problem_text(Lang::En, &Rule::TooLong { max: 20_000 }).contains("than 20,000 characters"));
    }
}
