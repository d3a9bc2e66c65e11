//! The words of services.

use super::model::{Declaration, Declared, Observation, Observed, Offer, State, Tally};
use crate::text::{Bilingual, Lang, Text, long_date, short_date};

pub const SERVICES: Text = Text { bg: "Услуги", en: "Services" };
pub const LEAD: Text = Text {
    bg: "Какво предлага всеки от 24-те района и в каква форма: обявеното от района и наблюдаваното стоят едно до друго.",
    en: "What each of the 24 districts offers, and in which form: what the district declares and what was observed stand side by side.",
};
pub const SEARCH: Text = Text { bg: "Търсене", en: "Search" };
pub const SEARCH_HINT: Text = Text {
    bg: "Номер, име или думи от всекидневието, на кирилица или на латиница. Разговорните думи са съставени за този проект.",
    en: "Number, name or everyday words, in Cyrillic or Latin letters. The everyday words are composed for this project.",
};
pub const FIND: Text = Text { bg: "Търсене на услуга", en: "Find a service" };
pub const NOTHING_FOUND: Text = Text {
    bg: "Не намерихме такава услуга. Проверете изписването, опитайте с по-малко думи или с номера на услугата, или разгледайте всички услуги.",
    en: "No such service was found. Check the spelling, try fewer words or the service's number, or look through all services.",
};
pub const ALL_SERVICES: Text = Text { bg: "Всички услуги", en: "All services" };
pub const SERVICE: Text = Text { bg: "Услуга", en: "Service" };
pub const NUMBER: Text = Text { bg: "Номер", en: "Number" };
pub const DISTRICT: Text = Text { bg: "Район", en: "District" };
pub const STATE: Text = Text { bg: "Състояние", en: "State" };
pub const ONLINE_IN: Text = Text { bg: "Електронно в", en: "Online in" };
pub const ALL_STATES: Text = Text { bg: "Всички състояния", en: "All states" };
pub const DECLARED: Text = Text { bg: "Обявено", en: "Declared" };
pub const OBSERVED: Text = Text { bg: "Наблюдавано", en: "Observed" };
pub const NOT_DECLARED: Text = Text { bg: "не е обявено", en: "not declared" };
pub const NOT_OBSERVED: Text = Text { bg: "не е наблюдавано", en: "not observed" };
pub const BY_THE_DISTRICT: Text =
    Text { bg: "обявено от района", en: "declared by the district" };
pub const BY_A_COORDINATOR: Text =
    Text { bg: "записано от координатор", en: "recorded by a coordinator" };
pub const BY_THE_OBSERVER: Text =
    Text { bg: "видяно от програмата", en: "seen by the program" };
pub const SOURCE: Text = Text { bg: "Източник", en: "Source" };
pub const GROUP: Text = Text { bg: "Група", en: "Group" };
pub const MATRIX: Text = Text { bg: "Услуги по райони", en: "Services by district" };
pub const MATRIX_LEAD: Text = Text {
    bg: "Всяка услуга във всеки район. Състоянието следва от обявеното и наблюдаваното; когато те се разминават, това е състояние само по себе си.",
    en: "Every service in every district. The state follows from what is declared and what was observed; where the two disagree, that is a state of its own.",
};
pub const BY_SERVICE: Text = Text { bg: "По услуги", en: "By service" };
pub const BY_DISTRICT: Text = Text { bg: "По райони", en: "By district" };
pub const VIEW: Text = Text { bg: "Изглед", en: "View" };
pub const LEGEND: Text = Text { bg: "Легенда", en: "Legend" };
pub const TO_SERVICES: Text = Text { bg: "Към всички услуги", en: "To all services" };
pub const CHANGES: Text = Text { bg: "Последни промени", en: "Last changes" };
pub const NO_CHANGES: Text =
    Text { bg: "Още нищо не е записано.", en: "Nothing is recorded yet." };
pub const OBSERVE_AGAIN: Text = Text {
    bg: "Наблюдението е отпреди обявеното; нужно е ново.",
    en: "The observation is older than the declaration; a new one is needed.",
};
pub const DECLARE: Text = Text { bg: "Обявяване", en: "Declare" };
pub const OBSERVE: Text =
    Text { bg: "Записване на наблюдение", en: "Record an observation" };
pub const PART_BG: Text = Text {
    bg: "Коя част е електронна (на български)",
    en: "Which part is online (in Bulgarian)",
};
pub const PART_EN: Text = Text {
    bg: "Коя част е електронна (на английски)",
    en: "Which part is online (in English)",
};
pub const PART_HINT: Text = Text {
    bg: "Само при „отчасти електронно“; достатъчен е единият език.",
    en: "Only for “partly online”; one language is enough.",
};
pub const SINCE: Text = Text { bg: "В сила от", en: "In force since" };
pub const SOURCE_HINT: Text = Text {
    bg: "Координаторът посочва откъде се знае, например писмо на района.",
    en: "A coordinator names where it is known from, such as a letter of the district.",
};
pub const LINK: Text =
    Text { bg: "Адрес на страница (може без)", en: "Address of a page (optional)" };
pub const WHY: Text = Text {
    bg: "Причина (може без; вижда се от всички)",
    en: "Reason (optional; everybody sees it)",
};
pub const WHY_WITHDRAWN: Text = Text {
    bg: "Причина (задължителна при оттегляне; вижда се от всички)",
    en: "Reason (required when withdrawing; everybody sees it)",
};
pub const RULE: Text = Text {
    bg: "За електронна се брои само услуга, за която всичко известно казва „електронно“: обявеното и наблюдаваното, ако са двете. Разминаване и липса на данни не са нито „да“, нито „не“ и се броят отделно.",
    en: "A service counts as online only where all that is known says “online”: what is declared and what was observed, if there are both. Disagreement and no data are neither yes nor no and are counted apart.",
};
pub const COVERAGE: Text = Text { bg: "Покритие", en: "Coverage" };
pub const DISTRICTS: Text = Text { bg: "Район по район", en: "District by district" };
pub const OBSERVED_ON: Text =
    Text { bg: "Ден на наблюдението", en: "Day of the observation" };
pub const OBSERVED_SOURCE: Text =
    Text { bg: "Кой и къде е гледал", en: "Who looked, and where" };
pub const CHOOSE: Text = Text { bg: "изберете", en: "choose" };
pub const WITHDRAW: Text =
    Text { bg: "оттегляне на записаното", en: "withdraw what is recorded" };
pub const DISAGREEMENTS: Text = Text {
    bg: "Обявено и наблюдавано се разминават",
    en: "Declared and observed disagree",
};
pub const DISAGREEMENTS_LEAD: Text = Text {
    bg: "Уточнете с района или наблюдавайте отново; дотогава услугата не се брои за електронна.",
    en: "Settle it with the district or observe again; until then the service does not count as online.",
};
pub const DISTRICT_LEAD: Text = Text {
    bg: "Обявеното от района и наблюдаваното, услуга по услуга.",
    en: "What the district declares and what was observed, service by service.",
};

pub const IMPORT: Text = Text { bg: "Внасяне на наблюдения", en: "Import observations" };
pub const IMPORT_LEAD: Text = Text {
    bg: "Таблица с наблюдения се записва цялата или изобщо не. Първо виждате какво ще се промени.",
    en: "A table of observations is saved whole or not at all. You first see what would change.",
};
pub const IMPORT_HINT: Text = Text {
    bg: "До 1000 реда, както ги копирате от таблица или разделени със запетая или точка и запетая. Един ред над тях назовава колоните: услуга, район, състояние, ден, източник и, ако има, адрес; стават и колоните на файла „Услуги по райони“ от отворените данни. Услуга по номер или име, район по код, номер или име, ден като 20.11.2026 или 2026-11-20.",
    en: "Up to 1000 rows, as copied from a spreadsheet or separated by comma or semicolon. A row above them names the columns: service, district, state, observed_on, source and, if there is one, link; those of the file “Services in districts” of the open data will do, too. The service by number or name, the district by code, number or name, the day as 20.11.2026 or 2026-11-20.",
};
pub const FILE: Text = Text { bg: "Файл", en: "File" };
pub const FILE_HINT: Text = Text {
    bg: "Таблица на Excel или LibreOffice, записана като .xlsx или .csv, до 1 MB. Взема се първият лист, който не е празен.",
    en: "A spreadsheet of Excel or LibreOffice, saved as .xlsx or .csv, up to 1 MB. The first sheet that is not empty is taken.",
};
pub const READ_FILE: Text = Text { bg: "Прочитане на файла", en: "Read the file" };
pub const TABLE: Text = Text { bg: "Таблица", en: "Table" };
pub const PREVIEW: Text = Text { bg: "Преглед", en: "Preview" };
pub const PREVIEW_LEAD: Text = Text { bg: "Какво ще се промени", en: "What would change" };
pub const RECORDED_NOW: Text = Text { bg: "Записано сега", en: "Recorded now" };
pub const ROW: Text = Text { bg: "Ред", en: "Row" };
pub const UNCHANGED: Text = Text { bg: "вече е записано", en: "recorded already" };
pub const SAVE_ALL: Text = Text { bg: "Записване на всички", en: "Save all" };

/// How many rows change something.
#[must_use]
pub fn new_rows_text(lang: Lang, new: usize, of: usize) -> String {
    lang.pick(
        format!("{new} от {of} реда носят нещо ново."),
        format!("{new} of {of} rows bring something new."),
    )
}

/// What follows from both sides, in words.
#[must_use]
pub fn state_text(state: State) -> Text {
    match state {
        State::Online => Text { bg: "електронно", en: "online" },
        State::PartOnline => Text { bg: "отчасти електронно", en: "partly online" },
        State::AtDesk => Text { bg: "на гише", en: "at the desk" },
        State::NotOffered => Text { bg: "не се предлага", en: "not offered" },
        State::NotWorking => Text { bg: "не работи", en: "does not work" },
        State::Disagree => Text { bg: "разминаване", en: "disagreement" },
        State::Unknown => Text { bg: "няма данни", en: "no data" },
    }
}

/// A mark that goes with the word, so that no state is colour alone.
#[must_use]
pub fn state_mark(state: State) -> &'static str {
    match state {
        State::Online => "✓",
        State::PartOnline => "½",
        State::AtDesk => "○",
        State::NotOffered => "–",
        State::NotWorking => "×",
        State::Disagree => "≠",
        State::Unknown => "?",
    }
}

/// What a district declares, in words.
#[must_use]
pub fn declared_text(declared: Declared) -> Text {
    state_text(declared.state())
}

/// What was observed, in words.
#[must_use]
pub fn observed_text(observed: Observed) -> Text {
    match observed {
        Observed::AtDesk => Text { bg: "няма електронно", en: "not online" },
        other => state_text(other.state()),
    }
}

/// „електронно, от 1 март 2026 г.“
#[must_use]
pub fn declaration_text(lang: Lang, declaration: &Declaration) -> String {
    let state = declared_text(declaration.state).get(lang);
    let since = long_date(lang, declaration.since);
    let part = declaration.part_in(lang).map(|(_, part)| format!(" ({part})")).unwrap_or_default();
    lang.pick(format!("{state}{part}, от {since}"), format!("{state}{part}, since {since}"))
}

/// „не работи, на 1 март 2026 г.“
#[must_use]
pub fn observation_text(lang: Lang, observation: &Observation) -> String {
    let state = observed_text(observation.state).get(lang);
    let on = long_date(lang, observation.on);
    lang.pick(format!("{state}, на {on}"), format!("{state}, on {on}"))
}

/// In both languages, for the refusal of a second save; nothing is said so.
#[must_use]
pub fn in_both(text: impl Fn(Lang) -> String) -> Bilingual {
    Bilingual { bg: text(Lang::Bg), en: text(Lang::En) }
}

/// What the two sides say against each other.
#[must_use]
pub fn disagreement_text(lang: Lang, offer: &Offer) -> Option<String> {
    let (declared, observed) = offer.declared.as_ref().zip(offer.observed.as_ref())?;
    let (said, seen) = (declared_text(declared.state).get(lang), observed_text(observed.state).get(lang));
    let (since, on) = (short_date(lang, declared.since), short_date(lang, observed.on));
    Some(lang.pick(
        format!("обявено е „{said}“ от {since}, а на {on} е наблюдавано „{seen}“"),
        format!("declared “{said}” since {since}, but on {on} “{seen}” was observed"),
    ))
}

/// Words of a query that no service knows.
#[must_use]
pub fn unknown_words_text(lang: Lang, words: &[String]) -> String {
    let words = words.join(", ");
    lang.pick(format!("Без значение за търсенето: {words}."), format!("Left out of the search: {words}."))
}

/// How many services were found.
#[must_use]
pub fn found_text(lang: Lang, count: usize) -> String {
    match (lang, count) {
        (Lang::Bg, 1) => "Намерена е 1 услуга".to_owned(),
        (Lang::Bg, _) => format!("Намерени са {count} услуги"),
        (Lang::En, 1) => "1 service found".to_owned(),
        (Lang::En, _) => format!("{count} services found"),
    }
}

/// What an operation did, for the list of changes.
#[must_use]
pub fn operation_text(operation: &str) -> Text {
    match operation {
        "declare_offer" => Text { bg: "Обявено", en: "Declared" },
        "withdraw_declaration" => {
            Text { bg: "Оттеглено обявеното", en: "Declaration withdrawn" }
        }
        "withdraw_observation" => {
            Text { bg: "Оттеглено наблюдение", en: "Observation withdrawn" }
        }
        _ => Text { bg: "Наблюдавано", en: "Observed" },
    }
}

/// „3 от 15 услуги са електронни; за 7 няма данни“
#[must_use]
pub fn online_text(lang: Lang, online: u64, of: u64, unknown: u64) -> String {
    let rest = match (lang, unknown) {
        (_, 0) => String::new(),
        (Lang::Bg, _) => format!("; за {unknown} няма данни"),
        (Lang::En, _) => format!("; no data on {unknown}"),
    };
    match lang {
        Lang::Bg => format!("{online} от {of} услуги електронно{rest}"),
        Lang::En => format!("{online} of {of} services online{rest}"),
    }
}
/// Of how many services nothing certain is known, and why; nothing when all is.
#[must_use]
pub fn uncertain_text(lang: Lang, tally: &Tally) -> String {
    let unknown = tally.count(State::Unknown);
    let disagree = tally.count(State::Disagree);
    let unknown =
        (unknown > 0).then(|| lang.pick(format!("за {unknown} няма данни"), format!("no data on {unknown}")));
    let disagree = (disagree > 0)
        .then(|| lang.pick(format!("за {disagree} има разминаване"), format!("disagreement on {disagree}")));
    [unknown, disagree].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
