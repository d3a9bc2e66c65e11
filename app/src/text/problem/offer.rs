//! The words for what can be wrong with declarations and observations.

use super::{day_text, problem_text};
use crate::error::OfferRule;
use crate::text::field::field_text;
use crate::text::{Lang, Text};

const ONLY_FOR_PART: Text = Text {
    bg: "Попълва се само при „отчасти електронно“. Изчистете полето или сменете състоянието.",
    en: "Only for “partly online”. Empty the field or choose that state.",
};

/// What is wrong, and what to do.
pub fn offer_text(lang: Lang, rule: &OfferRule) -> String {
    match rule {
        OfferRule::ObservedLater { on } => {
            let on = day_text(lang, on);
            lang.pick(
                format!("Записано е по-късно наблюдение, от {on} По-ранно не може да го замени; ако записаното е грешно, първо го оттеглете."),
                format!("A later observation is recorded, of {on}. An earlier one cannot take its place; if the recorded one is wrong, withdraw it first."),
            )
        }
        OfferRule::OnlyForPart => ONLY_FOR_PART.get(lang).to_owned(),
        OfferRule::InRow { row, column, rule } => {
            let what = problem_text(lang, rule);
            let column = field_text(lang, "observe_offer", column);
            let column = column.map(|name| format!(", {}", name.to_lowercase())).unwrap_or_default();
            lang.pick(format!("Ред {row}{column}: {what}"), format!("Row {row}{column}: {what}"))
        }
        OfferRule::RowRepeated { row } => lang.pick(
            format!("Същата услуга в същия район е и на ред {row}. Оставете един от двата."),
            format!("The same service in the same district is in row {row} too. Keep one of the two."),
        ),
        OfferRule::NotATable { columns } => lang.pick(
            format!("Първият ред трябва да назовава колоните: {columns}"),
            format!("The first row must name the columns: {columns}"),
        ),
    }
}
