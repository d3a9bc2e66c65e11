//! What belongs to no programme: districts, services, and services in districts.

use super::{DEMONSTRATION, DISTRICT, NAME_BG, NAME_EN};
use crate::open_data::model::{Changes, Column, Dataset, Filter, Kind, Unit};
use crate::text::Text;

const SERVICE: Column = Column::new(
    "service",
    Kind::Whole(None),
    Text {
        bg: "Номерът на услугата в Административния регистър.",
        en: "The service's number in the Administrative Register.",
    },
);

pub const DISTRICTS: Dataset = Dataset {
    key: "districts",
    name: Text { bg: "Райони", en: "Districts" },
    about: Text {
        bg: "По един ред за всяка районна администрация на Столичната община.",
        en: "One row for each district administration of Sofia Municipality.",
    },
    columns: &[
        DISTRICT,
        Column::new(
            "number",
            Kind::Whole(None),
            Text { bg: "Номерът на района.", en: "The district's number." },
        ),
        Column::new(
            "ekatte",
            Kind::Text,
            Text {
                bg: "Кодът в Единния класификатор на административно-териториалните единици.",
                en: "The code in the national register of territorial units.",
            },
        ),
        Column::new(
            "eik",
            Kind::Text,
            Text {
                bg: "ЕИК в регистър БУЛСТАТ, записан като текст.",
                en: "The number in the BULSTAT register, written as text.",
            },
        ),
        NAME_BG,
        NAME_EN,
        Column::new(
            "residents",
            Kind::Whole(Some(Unit::Residents)),
            Text {
                bg: "Жители при преброяването на 1.2.2011 г., последното с число за всички райони.",
                en: "Residents at the census of 1 February 2011, the last with a figure for all districts.",
            },
        ),
        Column::maybe(
            "residents_2021",
            Kind::Whole(Some(Unit::Residents)),
            Text {
                bg: "Жители при преброяването на 7.9.2021 г., където има публикувано число.",
                en: "Residents at the census of 7 September 2021, where a figure is published.",
            },
        ),
        Column::new(
            "area_km2",
            Kind::Decimal(Some(Unit::SquareKilometres)),
            Text {
                bg: "Площ в квадратни километри.", en: "Area in square kilometres."
            },
        ),
        DEMONSTRATION,
    ],
    filters: &[Filter::District],
    changes: Changes::Seldom,
};

pub const SERVICES: Dataset = Dataset {
    key: "services",
    name: Text { bg: "Услуги", en: "Services" },
    about: Text {
        bg: "По един ред за всяка услуга, чийто номер в Административния регистър е известен.",
        en: "One row for each service whose number in the Administrative Register is known.",
    },
    columns: &[
        SERVICE,
        NAME_BG,
        NAME_EN,
        Column::new(
            "group",
            Kind::Name,
            Text {
                bg: "Групата, в която е услугата тук.", en: "The group the service is in here."
            },
        ),
        Column::new(
            "group_bg",
            Kind::Text,
            Text {
                bg: "Името на групата на български.", en: "The group's name in Bulgarian."
            },
        ),
        Column::new(
            "group_en",
            Kind::Text,
            Text {
                bg: "Името на групата на английски.", en: "The group's name in English."
            },
        ),
        Column::new(
            "source_bg",
            Kind::Text,
            Text {
                bg: "Къде номерът и името са намерени заедно, на български.",
                en: "Where number and name were found together, in Bulgarian.",
            },
        ),
        Column::new("source_en", Kind::Text, Text { bg: "Същото на английски.", en: "The same in English." }),
        DEMONSTRATION,
    ],
    filters: &[Filter::Service],
    changes: Changes::Seldom,
};

pub const OFFERS: Dataset = Dataset {
    key: "offers",
    name: Text { bg: "Услуги по райони", en: "Services in districts" },
    about: Text {
        bg: "По един ред за всяка услуга във всеки район: обявеното, наблюдаваното и какво следва от двете. Липсата на данни е състояние.",
        en: "One row for each service in each district: what is declared, what was observed, and what follows from both. No data is a state.",
    },
    columns: &[
        DISTRICT,
        SERVICE,
        Column::new(
            "state",
            Kind::Key(&[
                "online",
                "part_online",
                "at_desk",
                "not_offered",
                "not_working",
                "disagree",
                "unknown",
            ]),
            Text {
                bg: "Какво следва от обявеното и наблюдаваното; „disagree“ е разминаване, „unknown“ е липса на данни.",
                en: "What follows from what is declared and observed; “disagree” is a contradiction, “unknown” is no data.",
            },
        ),
        Column::maybe(
            "declared",
            Kind::Key(&["online", "part_online", "at_desk", "not_offered"]),
            Text { bg: "Какво е обявил районът.", en: "What the district declares." },
        ),
        Column::maybe(
            "declared_since",
            Kind::Day,
            Text {
                bg: "Денят, от който обявеното е в сила.", en: "The day from which that holds."
            },
        ),
        Column::maybe(
            "part_bg",
            Kind::Words,
            Text {
                bg: "Коя част е електронна, ако е само част; на български, както е въведено.",
                en: "Which part is online if only a part is; in Bulgarian, as typed in.",
            },
        ),
        Column::maybe(
            "part_en",
            Kind::Words,
            Text {
                bg: "Същото на английски, ако е въведено.", en: "The same in English, if typed in."
            },
        ),
        Column::maybe(
            "declared_source",
            Kind::Words,
            Text {
                bg: "Откъде се знае обявеното; празно, ако районът го е обявил тук.",
                en: "Where that is known from; empty if the district declared it here.",
            },
        ),
        Column::maybe(
            "declared_link",
            Kind::Link,
            Text { bg: "Адресът на този източник.", en: "The address of that source." },
        ),
        Column::maybe(
            "observed",
            Kind::Key(&["online", "part_online", "at_desk", "not_working"]),
            Text {
                bg: "Какво е видяно при проверката.", en: "What was seen when it was looked for."
            },
        ),
        Column::maybe(
            "observed_on",
            Kind::Day,
            Text { bg: "Денят на наблюдението.", en: "The day of the observation." },
        ),
        Column::maybe(
            "observed_source",
            Kind::Words,
            Text { bg: "Кой и къде е гледал.", en: "Who looked, and where." },
        ),
        Column::maybe(
            "observed_link",
            Kind::Link,
            Text { bg: "Адресът на тази страница.", en: "The address of that page." },
        ),
        Column::maybe(
            "observed_by",
            Kind::Key(&["person", "program"]),
            Text {
                bg: "Дали е гледал човек или програма.", en: "Whether a person looked or a program."
            },
        ),
        DEMONSTRATION,
    ],
    filters: &[Filter::District, Filter::Service],
    changes: Changes::Daily,
};
