//! The words of open data.

use super::model::Unit;
use crate::district::model::District;
use crate::service::model::State;
use crate::service::store::Service;
use crate::service::text::state_text;
use crate::text::{Bilingual, Lang, Text};

pub const PARAMETER_TITLE: Text = Text {
    bg: "Параметър, който не може да се изпълни",
    en: "A parameter that cannot be answered",
};
pub const MISSING_TITLE: Text = Text { bg: "Няма такова нещо", en: "There is no such thing" };
pub const METHOD_TITLE: Text =
    Text { bg: "Адресът само се чете", en: "The address can only be read" };
pub const TOO_MANY_TITLE: Text = Text { bg: "Твърде много заявки", en: "Too many requests" };
pub const REFUSED_TITLE: Text =
    Text { bg: "Заявката не е изпълнена", en: "The request was not carried out" };
pub const FAILED_TITLE: Text = Text { bg: "Грешка в системата", en: "The system failed" };

/// What is said to a program that asks too often.
#[must_use]
pub fn too_many_text(lang: Lang, seconds: u32) -> String {
    lang.pick(
        format!("Твърде много заявки от този мрежов адрес. Изчакайте {seconds} сек. и опитайте отново."),
        format!("Too many requests from this network address. Wait {seconds} s and try again."),
    )
}

pub const APOSTROPHE: Text = Text {
    bg: "В CSV пред въведен от хора текст, който таблична програма би взела за формула, и пред такъв, който започва с апостроф, стои един апостроф; махнете го, за да получите точно въведеното. В JSON Lines и в програмния достъп текстът е без промяна.",
    en: "In CSV an apostrophe stands before text typed by people that a spreadsheet would take for a formula, and before text that begins with one; take it away to get exactly what was typed. In JSON Lines and in the API the text is unchanged.",
};

/// What a number counts.
#[must_use]
pub fn unit_text(unit: Unit) -> Text {
    match unit {
        Unit::Residents => Text { bg: "жители", en: "residents" },
        Unit::Requirements => Text { bg: "изисквания", en: "requirements" },
        Unit::Milestones => Text { bg: "етапи", en: "milestones" },
        Unit::Months => Text { bg: "месеци", en: "months" },
        Unit::SquareKilometres => Text { bg: "км²", en: "km²" },
    }
}

pub const CATALOGUE_NAME: Text =
    Text { bg: "Отворени данни на „Редом“", en: "Open data of Redom" };
pub const CATALOGUE_ABOUT: Text = Text {
    bg: "Докъде са стигнали районните администрации на София в присъединяването към единния модел за електронни услуги и какво предлагат електронно.",
    en: "How far Sofia's district administrations have come in joining the unified model of e-services, and what they offer online.",
};
pub const API_NAME: Text =
    Text { bg: "Програмен достъп (API)", en: "Programming interface (API)" };
pub const KEYWORD: Text = Text { bg: "електронни услуги", en: "e-services" };
pub const LICENCE_NAME: Text = Text {
    bg: "Криейтив Комънс Признание 4.0 (CC BY 4.0)",
    en: "Creative Commons Attribution 4.0 (CC BY 4.0)",
};
pub const THEME: Text = Text {
    bg: "Правителство и публичен сектор", en: "Government and public sector"
};
pub const THEMES: Text = Text { bg: "Теми на данните", en: "Data themes" };
pub const CHANNEL_ONLINE: Text = Text { bg: "Електронно", en: "Online" };
pub const CHANNEL_DESK: Text = Text { bg: "На гише в района", en: "At the district's desk" };

/// What is known of a service in a district.
#[must_use]
pub fn service_text(service: &Service, district: &District, state: State) -> Bilingual {
    let state = state_text(state);
    Bilingual {
        bg: format!(
            "Услуга № {} от Административния регистър, „{}“, в район „{}“. Известно е: {}.",
            service.number, service.name.bg, district.name.bg, state.bg
        ),
        en: format!(
            "Service No {} of the Administrative Register, “{}”, in the {} district. What is known: {}.",
            service.number, service.name.en, district.name.en, state.en
        ),
    }
}

pub const TO_MAP: Text = Text { bg: "Към картата", en: "To the map" };
pub const FROM_REDOM: Text = Text { bg: "Редом", en: "Redom" };
pub const DEMO_SHORT: Text = Text { bg: "демонстрация", en: "demonstration" };
