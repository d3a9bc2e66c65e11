//! What a programme is, what it asks for, and its ledger.

use super::{
    DEMONSTRATION, DISTRICT, HOLDERS, MILESTONE, NAME_BG, NAME_EN, POSITION, PROGRAMME, REQUIREMENT,
};
use crate::open_data::model::{Changes, Column, Dataset, Filter, Kind, Unit};
use crate::text::Text;

pub const PROGRAMMES: Dataset = Dataset {
    key: "programmes",
    name: Text { bg: "Програми", en: "Programmes" },
    about: Text {
        bg: "По един ред за всяка програма с версията на контролния списък, която е в сила.",
        en: "One row for each programme with the version of its checklist that holds.",
    },
    columns: &[
        PROGRAMME,
        NAME_BG,
        NAME_EN,
        Column::new(
            "starts_on",
            Kind::Day,
            Text {
                bg: "Първият ден, в който нещо може да се е случило.",
                en: "The first day on which anything can have happened.",
            },
        ),
        Column::new(
            "checklist_version",
            Kind::Whole(None),
            Text {
                bg: "Версията на контролния списък.", en: "The version of the checklist."
            },
        ),
        Column::new(
            "milestones",
            Kind::Whole(Some(Unit::Milestones)),
            Text { bg: "Колко са етапите.", en: "How many milestones there are." },
        ),
        Column::new(
            "go_live",
            Kind::Whole(None),
            Text {
                bg: "Етапът, на който районът работи.", en: "The milestone at which a district is live."
            },
        ),
        Column::new(
            "requirements",
            Kind::Whole(Some(Unit::Requirements)),
            Text { bg: "Колко са изискванията.", en: "How many requirements there are." },
        ),
        DEMONSTRATION,
    ],
    filters: &[],
    changes: Changes::Seldom,
};

pub const CHECKLIST: Dataset = Dataset {
    key: "checklist",
    name: Text { bg: "Контролен списък", en: "Checklist" },
    about: Text {
        bg: "По един ред за всяко изискване от версията, която е в сила. Списъкът е съставен за този проект от посочените източници.",
        en: "One row for each requirement of the version that holds. The checklist is composed for this project from the sources named.",
    },
    columns: &[
        PROGRAMME,
        REQUIREMENT,
        MILESTONE,
        POSITION,
        Column::new(
            "milestone_bg",
            Kind::Text,
            Text {
                bg: "Името на етапа на български.", en: "The milestone's name in Bulgarian."
            },
        ),
        Column::new(
            "milestone_en",
            Kind::Text,
            Text {
                bg: "Името на етапа на английски.", en: "The milestone's name in English."
            },
        ),
        NAME_BG,
        NAME_EN,
        Column::maybe(
            "basis_bg",
            Kind::Text,
            Text {
                bg: "Законът, правилото или причината, на български.",
                en: "The law, rule or reason, in Bulgarian.",
            },
        ),
        Column::maybe(
            "basis_en",
            Kind::Text,
            Text { bg: "Същото на английски.", en: "The same in English." },
        ),
        Column::new(
            "source_bg",
            Kind::Text,
            Text {
                bg: "Откъде е взето, на български.", en: "Where it was taken from, in Bulgarian."
            },
        ),
        Column::new("source_en", Kind::Text, Text { bg: "Същото на английски.", en: "The same in English." }),
        Column::new(
            "evidence",
            Kind::Key(&["document", "text", "table", "reference", "link"]),
            Text {
                bg: "Какво доказателство се иска.", en: "What kind of evidence is asked for."
            },
        ),
        Column::new(
            "holder",
            Kind::Key(HOLDERS),
            Text { bg: "Кой е на ход в началото.", en: "Whose move it is at first." },
        ),
        Column::maybe(
            "valid_months",
            Kind::Whole(Some(Unit::Months)),
            Text {
                bg: "Колко месеца важи доказателството; празно, когато важи безсрочно.",
                en: "For how many months evidence is good; empty for good.",
            },
        ),
        Column::maybe(
            "applies_when",
            Kind::Name,
            Text {
                bg: "Условието на района, при което се прилага; празно, когато се прилага винаги.",
                en: "The district's condition under which it applies; empty where it always does.",
            },
        ),
        Column::new(
            "since_version",
            Kind::Whole(None),
            Text {
                bg: "Версията, с която е въведено.", en: "The version it came with."
            },
        ),
        DEMONSTRATION,
    ],
    filters: &[Filter::Programme],
    changes: Changes::Seldom,
};

pub const LEDGER: Dataset = Dataset {
    key: "ledger",
    name: Text { bg: "Записи", en: "Ledger" },
    about: Text {
        bg: "По един ред за всяка промяна, която страниците показват, без имена и без лични бележки; записите само се добавят. Промените на услуги и споделени системи не са на отделна програма и са при всяка.",
        en: "One row for each change that pages show, without names and private notes; entries are only ever added. Changes of services and of shared systems belong to no programme and come with each.",
    },
    columns: &[
        Column::new(
            "entry",
            Kind::Whole(None),
            Text {
                bg: "Номерът на записа. Непубличните записи липсват, затова има пропуснати номера.",
                en: "The entry's number. What is not public is left out, so numbers are skipped.",
            },
        ),
        Column::maybe("programme", Kind::Name, PROGRAMME.meaning),
        Column::maybe("district", Kind::Name, DISTRICT.meaning),
        Column::new(
            "item",
            Kind::Name,
            Text {
                bg: "Какво е променено: вид и име, разделени с двоеточие.",
                en: "What was changed: kind and name, with a colon between.",
            },
        ),
        Column::new("operation", Kind::Name, Text { bg: "С какво действие.", en: "By which operation." }),
        Column::new(
            "role",
            Kind::Name,
            Text {
                bg: "В каква роля; имена не се публикуват.",
                en: "In which role; names are not published.",
            },
        ),
        Column::maybe(
            "reason",
            Kind::Words,
            Text {
                bg: "Причината, когато е публична.", en: "The reason, where it is public."
            },
        ),
        Column::maybe(
            "effective_on",
            Kind::Day,
            Text { bg: "Денят, от който е вярно.", en: "The day from which it is true." },
        ),
        Column::new(
            "recorded_at",
            Kind::Instant,
            Text { bg: "Моментът на записа.", en: "The instant it was written." },
        ),
        DEMONSTRATION,
    ],
    filters: &[Filter::Programme, Filter::District],
    changes: Changes::Daily,
};
