//! The words of open data.

use chrono::NaiveDate;

use super::ISSUED;
use super::model::{Kind, Unit};
use crate::district::model::District;
use crate::service::model::State;
use crate::service::store::Service;
use crate::service::text::state_text;
use crate::text::{Bilingual, Lang, Text, grouped};

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
pub const ATTRIBUTION_NAME: Text = Text { bg: "признание", en: "attribution" };
pub const AVAILABLE_NAME: Text = Text { bg: "налично", en: "available" };
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

pub const LEAD: Text = Text {
    bg: "Всичко, което показват страниците, е тук и за програми: същите числа, от същите записи, за всеки ден от миналото. Имена на хора, доказателства и лични бележки ги няма.",
    en: "All that the pages show is here for programs, too: the same figures, from the same records, for any day of the past. Names of people, evidence and private notes are not in it.",
};
pub const LICENCE_TITLE: Text = Text { bg: "Какво може с тях", en: "What may be done with it" };
pub const LICENCE_LEAD: Text = Text {
    bg: "Ползвайте данните за всичко, като посочите откъде са:",
    en: "Use the data for anything; say where they are from:",
};
pub const API_LEAD: Text = Text {
    bg: "Само за четене, без ключ и без регистрация, от всеки сайт. Всеки адрес приема ден (as-of) и момент (known), до който е било записано; с двата отговорът е един и същ завинаги.",
    en: "Read only, without a key or an account, from any site. Each address takes a day (as-of) and an instant (known) up to which it was recorded; with both the answer is the same for good.",
};
pub const DESCRIPTION: Text = Text {
    bg: "Описание на всички адреси (OpenAPI 3.1)",
    en: "Description of all addresses (OpenAPI 3.1)",
};
pub const PROBLEMS_TITLE: Text =
    Text { bg: "Когато нещо не е наред", en: "When something is wrong" };
pub const PROBLEMS_LEAD: Text = Text {
    bg: "Отговорът е application/problem+json (RFC 9457) на езика от Accept-Language. Видовете са:",
    en: "The answer is application/problem+json (RFC 9457) in the language of Accept-Language. Its kinds are:",
};
pub const FILES: Text = Text { bg: "Файлове", en: "Files" };
pub const FILES_LEAD: Text = Text {
    bg: "Всеки набор е в CSV (UTF-8, RFC 4180) и в JSON Lines, за всички програми наведнъж. Адресът с latest показва каквото е в сила сега.",
    en: "Each data set is in CSV (UTF-8, RFC 4180) and in JSON Lines, all programmes together. The address with latest shows what is so now.",
};
pub const DAY_LEAD: Text = Text {
    bg: "За всеки минал ден има постоянен адрес: каквото е било в сила тогава, както се е знаело в края на деня. Байтовете му не се променят. Например",
    en: "Each day that has passed has a permanent address: what was so then, as it was known at the end of that day. Its bytes never change. For example",
};
pub const NO_DAY_YET: Text = Text {
    bg: "Постоянните адреси по дни започват от първия изминал ден със записи; такъв още няма.",
    en: "Permanent addresses by day begin with the first day with records that has passed; there is none yet.",
};
pub const SUMS: Text = Text { bg: "Контролни суми (SHA-256)", en: "Checksums (SHA-256)" };
pub const BOUNDARIES_LEAD: Text = Text {
    bg: "Границите на районите със състоянието им (RFC 7946, WGS 84):",
    en: "The districts' boundaries with their status (RFC 7946, WGS 84):",
};
pub const NO_BOUNDARIES: Text = Text {
    bg: "Файл с границите (GeoJSON) няма: в тази инсталация те още не са внесени.",
    en: "There is no file of boundaries (GeoJSON): none have been imported here yet.",
};
pub const DATASETS: Text = Text { bg: "Набори и речник", en: "Data sets and dictionary" };
pub const COLUMNS: Text = Text { bg: "Колони", en: "Columns" };
pub const MAY_LACK: Text = Text { bg: "може да липсва", en: "may be empty" };
pub const PERMANENT: Text = Text {
    bg: "За последния изминал ден, завинаги:",
    en: "Of the last day that has passed, for good:",
};
pub const CATALOGUES: Text = Text { bg: "Каталози", en: "Catalogues" };
pub const CATALOGUES_LEAD: Text = Text {
    bg: "Наборите по DCAT-AP 3 и всяка услуга във всеки район по CPSV-AP 3.2, за портали, които ги събират.",
    en: "The data sets in DCAT-AP 3 and each service in each district in CPSV-AP 3.2, for portals that harvest them.",
};
pub const EMBED: Text = Text { bg: "За вашия сайт", en: "For your site" };
pub const EMBED_LEAD: Text = Text {
    bg: "Картата и значката винаги показват каквото е в сила сега. Не поставят бисквитки и не зареждат нищо от другаде. Значка има за всеки район; в адреса стои името му.",
    en: "The map and the badge always show what is so now. They set no cookies and load nothing from elsewhere. Each district has a badge; its name stands in the address.",
};
pub const FRAME: Text = Text { bg: "Карта в рамка", en: "Map in a frame" };
pub const PICTURE: Text = Text { bg: "Карта като картинка", en: "Map as a picture" };
pub const BADGE: Text = Text { bg: "Значка на район", en: "A district's badge" };
pub const CHANGELOG: Text = Text { bg: "Промени", en: "Changes" };

/// What was changed on which day, the newest first.
pub const CHANGES: [(NaiveDate, Text); 1] = [(
    ISSUED,
    Text {
        bg: "версия 1: десет набора, границите, двата каталога.",
        en: "version 1: ten data sets, the boundaries, both catalogues.",
    },
)];

/// How the API is asked.
#[must_use]
pub fn api_text(lang: Lang, per_minute: u32, max: u32) -> String {
    lang.pick(
        format!("До {max} реда наведнъж; следващите са на адреса от заглавката Link. До {per_minute} заявки в минута от един мрежов адрес. Отговорът има ETag: питайте с If-None-Match и непроменено не се изпраща пак. Непознат или повторен параметър се отказва."),
        format!("Up to {max} rows at once; the next ones are at the address in the Link header. Up to {per_minute} requests a minute from one network address. Answers have an ETag: ask with If-None-Match, and what has not changed is not sent again. A parameter that is unknown or repeated is refused."),
    )
}

/// „12 345 байта“
#[must_use]
pub fn bytes_text(lang: Lang, bytes: usize) -> String {
    let number = grouped(lang, i64::try_from(bytes).unwrap_or(i64::MAX));
    lang.pick(format!("{number} байта"), format!("{number} bytes"))
}

/// What the values of a column are.
#[must_use]
pub fn kind_text(kind: Kind) -> Text {
    match kind {
        Kind::Text => Text { bg: "текст", en: "text" },
        Kind::Words => Text { bg: "текст, въведен от хора", en: "text typed by people" },
        Kind::Name => Text { bg: "име за адреси", en: "name for addresses" },
        Kind::Key(_) => Text { bg: "едно от", en: "one of" },
        Kind::Whole(_) => Text { bg: "цяло число", en: "whole number" },
        Kind::Decimal(_) => Text { bg: "число", en: "number" },
        Kind::Day => Text { bg: "ден", en: "day" },
        Kind::Instant => Text { bg: "момент по UTC", en: "instant in UTC" },
        Kind::Flag => Text { bg: "да или не", en: "true or false" },
        Kind::Link => Text { bg: "адрес", en: "address" },
    }
}
