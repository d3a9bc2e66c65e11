//! The words of the series.

use crate::text::Text;

pub const TITLE: Text =
    Text { bg: "Равна подготвеност във времето", en: "Equal readiness over time" };
pub const RULE: Text = Text {
    bg: "Към края на всеки месец и днес: най-ниският, средният и най-високият етап, потвърден от координатор, както се знае сега.",
    en: "At the end of each month and today: the lowest, the median and the highest milestone confirmed by a coordinator, as known now.",
};
pub const NO_POINTS: Text = Text {
    bg: "Още няма записи с дата в тази програма.",
    en: "There are no dated records in this programme yet.",
};
pub const CHART: Text = Text {
    bg: "Графика: най-нисък, среден и най-висок етап по месеци. Същите числа са в таблицата.",
    en: "Chart: lowest, median and highest milestone by month. The same numbers are in the table.",
};
pub const BY_MONTH: Text = Text { bg: "По месеци", en: "By month" };
pub const DAY: Text = Text { bg: "Към", en: "As of" };
pub const NO_DATA: Text = Text { bg: "Без данни", en: "Without data" };
pub const ONLY_REPORTED: Text =
    Text { bg: "Само по публичен източник", en: "Only reported by a source" };
pub const WHO_IS_LOWEST: Text =
    Text { bg: "Най-ниски и кой е бил на ход", en: "Lowest, and whose move it was" };
