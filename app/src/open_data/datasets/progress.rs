//! Where the districts have come to in a programme, and its figures.

use super::{
    DEMONSTRATION, DISTRICT, HOLDERS, MILESTONE, NAME_BG, NAME_EN, POSITION, PROGRAMME, REQUIREMENT,
};
use crate::open_data::model::{Changes, Column, Dataset, Filter, Kind, Unit};
use crate::text::Text;

const SOURCE_BG: Column = Column::maybe(
    "source_bg",
    Kind::Text,
    Text {
        bg: "Публичният източник, на български; има го при отметките „reported“.",
        en: "The public source, in Bulgarian; “reported” marks have one.",
    },
);
const SOURCE_EN: Column =
    Column::maybe("source_en", Kind::Text, Text { bg: "Същото на английски.", en: "The same in English." });

pub const ONBOARDINGS: Dataset = Dataset {
    key: "onboardings",
    name: Text { bg: "Присъединявания", en: "Onboardings" },
    about: Text {
        bg: "По един ред за всеки район в програмата: докъде е стигнал, кой е на ход и откога. Районите без данни също са тук.",
        en: "One row for each district in the programme: how far it has come, whose move it is and since when. Districts without data are here, too.",
    },
    columns: &[
        PROGRAMME,
        DISTRICT,
        NAME_BG,
        NAME_EN,
        Column::new(
            "residents",
            Kind::Whole(Some(Unit::Residents)),
            Text {
                bg: "Жители при преброяването през 2011 г.", en: "Residents at the census of 2011."
            },
        ),
        Column::new(
            "status",
            Kind::Key(&["unknown", "milestone", "ready", "live", "suspended"]),
            Text {
                bg: "Състоянието, изведено от записите; „unknown“ значи, че няма източник.",
                en: "The status, derived from the records; “unknown” means that there is no source.",
            },
        ),
        Column::maybe(
            "milestone",
            Kind::Whole(None),
            Text {
                bg: "Най-високият достигнат етап; празно, докато не се знае.",
                en: "The highest milestone reached; empty while unknown.",
            },
        ),
        Column::new(
            "is_reported",
            Kind::Flag,
            Text {
                bg: "Дали състоянието се основава само на публичен източник.",
                en: "Whether the status rests on a public source only.",
            },
        ),
        SOURCE_BG,
        SOURCE_EN,
        Column::maybe(
            "confirmed_milestone",
            Kind::Whole(None),
            Text {
                bg: "Най-високият етап, потвърден от координатор.",
                en: "The highest milestone a coordinator has confirmed.",
            },
        ),
        Column::maybe(
            "met",
            Kind::Whole(Some(Unit::Requirements)),
            Text { bg: "Изпълнени изисквания.", en: "Requirements met." },
        ),
        Column::maybe(
            "of",
            Kind::Whole(Some(Unit::Requirements)),
            Text { bg: "Приложими изисквания.", en: "Requirements that apply." },
        ),
        Column::maybe("holder", Kind::Key(HOLDERS), Text { bg: "Кой е на ход.", en: "Whose move it is." }),
        Column::maybe("holder_since", Kind::Day, Text { bg: "Откога.", en: "Since when." }),
        Column::maybe(
            "holder_requirement",
            Kind::Name,
            Text {
                bg: "Изискването, което чака; празно, когато чака отметка на етап.",
                en: "The requirement that waits; empty when a milestone waits to be marked.",
            },
        ),
        Column::maybe(
            "agreed_on",
            Kind::Day,
            Text {
                bg: "Договорената дата за започване.", en: "The agreed date of going live."
            },
        ),
        Column::maybe(
            "suspended_since",
            Kind::Day,
            Text { bg: "Откога е спряно временно.", en: "Since when it is suspended." },
        ),
        Column::maybe(
            "expected_return",
            Kind::Day,
            Text {
                bg: "Кога се очаква да се върне.", en: "When its return is expected."
            },
        ),
        Column::maybe(
            "suspension_reason",
            Kind::Words,
            Text {
                bg: "Публичната причина за спирането.", en: "The public reason of the suspension."
            },
        ),
        Column::new(
            "is_disputed",
            Kind::Flag,
            Text {
                bg: "Дали някой етап на района е оспорен и още няма отговор.",
                en: "Whether a milestone of the district is contested and not answered yet.",
            },
        ),
        DEMONSTRATION,
    ],
    filters: &[Filter::Programme, Filter::District],
    changes: Changes::Daily,
};

pub const REQUIREMENTS: Dataset = Dataset {
    key: "requirements",
    name: Text { bg: "Изисквания по райони", en: "Requirements in districts" },
    about: Text {
        bg: "По един ред за всяко изискване във всеки район: как стои и кой го държи. Доказателствата и бележките не са публични.",
        en: "One row for each requirement in each district: where it stands and who holds it. Evidence and notes are not public.",
    },
    columns: &[
        PROGRAMME,
        DISTRICT,
        REQUIREMENT,
        MILESTONE,
        Column::new(
            "standing",
            Kind::Key(&[
                "unknown",
                "open",
                "submitted",
                "returned",
                "confirmed",
                "expired",
                "not_applicable",
            ]),
            Text { bg: "Как стои в този ден.", en: "Where it stands on that day." },
        ),
        Column::maybe("holder", Kind::Key(HOLDERS), Text { bg: "Кой е на ход.", en: "Whose move it is." }),
        Column::maybe("holder_since", Kind::Day, Text { bg: "Откога.", en: "Since when." }),
        DEMONSTRATION,
    ],
    filters: &[Filter::Programme, Filter::District],
    changes: Changes::Daily,
};

pub const MARKS: Dataset = Dataset {
    key: "marks",
    name: Text { bg: "Достигнати етапи", en: "Milestones reached" },
    about: Text {
        bg: "По един ред за всяка действаща отметка на етап.",
        en: "One row for each standing mark of a milestone.",
    },
    columns: &[
        PROGRAMME,
        DISTRICT,
        MILESTONE,
        POSITION,
        Column::new(
            "kind",
            Kind::Key(&["reported", "confirmed"]),
            Text {
                bg: "„confirmed“ е на координатор, „reported“ е по публичен източник.",
                en: "“confirmed” is a coordinator's, “reported” rests on a public source.",
            },
        ),
        Column::maybe(
            "reached_on",
            Kind::Day,
            Text {
                bg: "Денят, в който е достигнат; при „reported“ може да не се знае.",
                en: "The day it was reached; of a “reported” one it may not be known.",
            },
        ),
        SOURCE_BG,
        SOURCE_EN,
        DEMONSTRATION,
    ],
    filters: &[Filter::Programme, Filter::District],
    changes: Changes::Daily,
};

pub const FIGURES: Dataset = Dataset {
    key: "figures",
    name: Text { bg: "Числа на програмата", en: "Figures of the programme" },
    about: Text {
        bg: "По един ред за всяко число от картата. Правилото му и редовете зад него са на страницата „Как е сметнато“ под същото име.",
        en: "One row for each figure of the map. Its rule and the rows behind it are on the page “How it is calculated” under the same name.",
    },
    columns: &[
        PROGRAMME,
        Column::new(
            "figure",
            Kind::Key(&[
                "all",
                "one",
                "residents",
                "unknown",
                "reported",
                "lowest",
                "median",
                "highest",
                "spread",
                "only-reported",
                "waiting",
            ]),
            Text {
                bg: "Числото, по името му в адресите.", en: "The figure, by its name in addresses."
            },
        ),
        Column::maybe(
            "holder",
            Kind::Key(HOLDERS),
            Text {
                bg: "Кого се чака; само при „waiting“.", en: "Who is waited for; of “waiting” only."
            },
        ),
        Column::maybe(
            "value",
            Kind::Decimal(None),
            Text {
                bg: "Стойността; празно, докато не се знае. Дял не се записва: той е value ÷ of, закръглен надолу.",
                en: "The value; empty while unknown. No share is written: it is value ÷ of, rounded down.",
            },
        ),
        Column::maybe("of", Kind::Whole(None), Text { bg: "От колко.", en: "Of how many." }),
        Column::new(
            "unit",
            Kind::Key(&["districts", "residents", "milestones", "items"]),
            Text { bg: "Какво се брои.", en: "What is counted." },
        ),
        DEMONSTRATION,
    ],
    filters: &[Filter::Programme],
    changes: Changes::Daily,
};
