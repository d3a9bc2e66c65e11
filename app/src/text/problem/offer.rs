//! The words for what can be wrong with declarations and observations.

use super::parts::{day_text, number};
use super::problem_text;
use crate::error::{OfferRule, Rule};
use crate::service::model::Observed;
use crate::service::text::observed_text;
use crate::text::field::field_text;
use crate::text::{Lang, Text};

const ONLY_FOR_PART: Text = Text {
    bg: "Попълва се само при „отчасти електронно“. Изчистете полето или сменете състоянието.",
    en: "Only for “partly online”. Empty the field or choose that state.",
};

const NOT_A_SHEET: Text = Text {
    bg: "Файлът не е таблица, която можем да прочетем. Запишете го като .xlsx или .csv или поставете редовете в полето.",
    en: "The file is no table that can be read. Save it as .xlsx or .csv, or paste the rows into the field.",
};
const FILE_TOO_LARGE: Text = Text {
    bg: "Файлът е над 1 MB. Запишете само нужните редове и колони в нов файл.",
    en: "The file is larger than 1 MB. Save only the rows and columns that are needed in a new file.",
};

const NO_SERVICE: Text = Text {
    bg: "Няма услуга с такъв номер или име. Всички са на страницата „Услуги“.",
    en: "No service has that number or name. All are on the page “Services”.",
};
const NO_DISTRICT: Text = Text {
    bg: "Няма такъв район. Напишете кода, номера или името му.",
    en: "There is no such district. Write its code, number or name.",
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
            let what = match (column.as_str(), rule.as_ref()) {
                // A form offers the values; a table has to be told them.
                ("state", Rule::NotOffered) => {
                    let states = Observed::ALL.map(|one| observed_text(one).get(lang)).join(", ");
                    lang.pick(format!("Изберете едно от: {states}."), format!("Choose one of: {states}."))
                }
                ("service", Rule::NotOffered) => NO_SERVICE.get(lang).to_owned(),
                ("district", Rule::NotOffered) => NO_DISTRICT.get(lang).to_owned(),
                _ => problem_text(lang, rule),
            };
            let column = field_text(lang, "observe_offer", column);
            let column = column.map(|name| format!(", {}", name.to_lowercase())).unwrap_or_default();
            lang.pick(format!("Ред {row}{column}: {what}"), format!("Row {row}{column}: {what}"))
        }
        OfferRule::RowRepeated { row } => lang.pick(
            format!("Същата услуга в същия район е и на ред {row}. Оставете един от двата."),
            format!("The same service in the same district is in row {row} too. Keep one of the two."),
        ),
        OfferRule::NotATable { columns } => lang.pick(
            format!("Един от първите редове трябва да назовава колоните: услуга, район, състояние, ден, източник и, ако има, адрес (или {columns})."),
            format!("One of the first rows must name the columns: {columns} (the last is optional)."),
        ),
        OfferRule::TooManyRows { max } => {
            let max = number(lang, *max);
            lang.pick(
                format!("Таблицата има повече от {max} реда. Разделете я на части."),
                format!("The table has more than {max} rows. Split it into parts."),
            )
        }
        OfferRule::MoreWrong { more } => {
            let more = number(lang, *more);
            lang.pick(
                format!("И още {more}. Поправете първо тези."),
                format!("And {more} more. Correct these first."),
            )
        }
        OfferRule::NotASheet => NOT_A_SHEET.get(lang).to_owned(),
        OfferRule::FileTooLarge => FILE_TOO_LARGE.get(lang).to_owned(),
    }
}
