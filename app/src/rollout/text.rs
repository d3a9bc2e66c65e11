//! The words of the map.

use crate::text::{Lang, Text};

pub const TITLE: Text = Text {
    bg: "Докъде стигнаха 24-те района на София",
    en: "How far Sofia's 24 districts have come",
};
pub const MAP_LABEL: Text = Text { bg: "Карта на районите", en: "Map of the districts" };
pub const LEGEND: Text = Text { bg: "Легенда", en: "Legend" };
pub const COLOURS: Text = Text { bg: "Цветът показва", en: "Colour shows" };
pub const BY_MILESTONE: Text = Text { bg: "етап", en: "milestone" };
pub const BY_STATUS: Text = Text { bg: "статус", en: "status" };
pub const BY_READINESS: Text = Text { bg: "изпълнени изисквания", en: "requirements met" };
pub const BY_WAITING: Text = Text { bg: "дни на изчакване", en: "days waiting" };
pub const BY_SERVICES: Text = Text { bg: "услуги онлайн", en: "services online" };
pub const SERVICES_ONLINE: Text = Text { bg: "Услуги онлайн", en: "Services online" };
pub const SHARES_RULE: Text = Text {
    bg: "Дял на потвърдените от приложимите изисквания, закръглен надолу: 100% са всички.",
    en: "The share of applicable requirements that are confirmed, rounded down: 100% is all of them.",
};
pub const DAYS_RULE: Text = Text {
    bg: "От колко дни е на ход този, когото таблицата посочва за района.",
    en: "For how many days it has been the move of whoever the table names for the district.",
};
pub const SERVICES_RULE: Text = Text {
    bg: "Колко от следените тук услуги са електронни в района, от тези, за които има сигурни данни. Без данни и разминаване не са нито „да“, нито „не“. Услугите са едни и същи за всяка програма.",
    en: "How many of the services followed here are online in the district, of those with certain data. No data and disagreement are neither yes nor no. The services are the same for every programme.",
};
pub const UNDER_WAY: Text = Text { bg: "в ход", en: "under way" };
pub const NOBODY: Text = Text { bg: "никой", en: "nobody" };
pub const NOBODY_MOVES: Text = Text { bg: "никой не е на ход", en: "nobody is to move" };
pub const IN_TIME: Text = Text { bg: "Картата във времето", en: "The map in time" };
pub const EARLIER: Text = Text { bg: "По-ранен месец", en: "Earlier month" };
pub const LATER: Text = Text { bg: "По-късен месец", en: "Later month" };
pub const ALL_MONTHS: Text = Text { bg: "Всички месеци", en: "All months" };
pub const BY_YEAR: Text =
    Text { bg: "Картата година по година", en: "The map year by year" };
pub const BY_YEAR_HINT: Text = Text {
    bg: "Последният ден на всяка година, със същите цветове. Датата води към голямата карта и таблицата за деня.",
    en: "The last day of each year, in the same colours. The date leads to the large map and the table of the day.",
};
pub const LIVE_THEN: Text = Text { bg: "работят", en: "live" };
pub const UNKNOWN_THEN: Text = Text { bg: "без данни", en: "no data" };
pub const COVERAGE: Text = Text { bg: "Покритие", en: "Coverage" };
pub const IN_ALL: Text = Text { bg: "във всички райони", en: "in all districts" };
pub const IN_ONE: Text = Text { bg: "в поне един район", en: "in at least one district" };
pub const BY_RESIDENTS: Text = Text { bg: "по жители", en: "by residents" };
pub const YES: Text = Text { bg: "да", en: "yes" };
pub const NO: Text = Text { bg: "не", en: "no" };
pub const EQUAL: Text = Text { bg: "Равна подготвеност", en: "Equal readiness" };
pub const EQUAL_RULE: Text = Text {
    bg: "Най-ниският, средният и най-високият етап, потвърден от координатор.",
    en: "The lowest, the median and the highest milestone confirmed by a coordinator.",
};
pub const EQUAL_UNKNOWN: Text = Text {
    bg: "Още няма район с потвърдена подготвеност.",
    en: "No district's readiness is confirmed yet.",
};
pub const LOWEST: Text = Text { bg: "най-нисък", en: "lowest" };
pub const MEDIAN: Text = Text { bg: "медиана", en: "median" };
pub const HIGHEST: Text = Text { bg: "най-висок", en: "highest" };
pub const OVER_TIME: Text = Text { bg: "Във времето", en: "Over time" };
pub const SPREAD: Text = Text { bg: "разлика", en: "spread" };
pub const ALL_DISTRICTS: Text = Text { bg: "Всички райони", en: "All districts" };
pub const DISTRICT: Text = Text { bg: "Район", en: "District" };
pub const STATUS: Text = Text { bg: "Етап", en: "Milestone" };
pub const MET: Text = Text { bg: "Изпълнени изисквания", en: "Requirements met" };
pub const TURN: Text = Text { bg: "На ход е", en: "Whose move" };
pub const AGREED: Text = Text { bg: "Договорена дата", en: "Agreed date" };
pub const REPORTED: Text = Text { bg: "по данни на", en: "as reported by" };
/// After the tick or the number in a shape; as narrow as „няма данни“.
pub const REPORTED_SHORT: Text = Text { bg: "по данни", en: "reported" };
pub const FRESH: Text = Text { bg: "Последен запис", en: "Last entry" };
pub const SORTED_UP: Text = Text { bg: "подредено възходящо", en: "sorted ascending" };
pub const SORTED_DOWN: Text = Text { bg: "подредено низходящо", en: "sorted descending" };
pub const NOT_KNOWN: Text = Text { bg: "не се знае", en: "not known" };

/// A median from its double: „3,5“ / “3.5”.
#[must_use]
pub fn median_text(lang: Lang, twice: i32) -> String {
    let half = if twice % 2 == 0 { "" } else { lang.pick(",5", ".5") };
    format!("{}{half}", twice / 2)
}
