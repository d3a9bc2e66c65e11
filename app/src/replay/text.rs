//! The words around a replayed day.

use crate::text::Text;

pub const ANOTHER_DAY: Text = Text { bg: "Друг ден", en: "Another day" };
pub const DAY: Text = Text { bg: "Ден", en: "Day" };
pub const SHOW_DAY: Text = Text { bg: "Покажи деня", en: "Show the day" };
pub const REPLAYED: Text = Text { bg: "Показан е минал ден", en: "A past day is shown" };
pub const AS_PUBLISHED: Text =
    Text { bg: "Както е било публикувано тогава", en: "As published then" };
pub const AS_KNOWN_NOW: Text = Text { bg: "Както се знае сега", en: "As known now" };
pub const NOT_YET_PUBLISHED: Text = Text {
    bg: "По това време тук още нищо не е било публикувано.",
    en: "Nothing was published here yet at that time.",
};
pub const BACK_TO_TODAY: Text = Text { bg: "Към днешния ден", en: "Back to today" };
pub const PERMANENT: Text = Text {
    bg: "Постоянна връзка към показаното",
    en: "Permanent link to what is shown",
};
pub const DATA: Text = Text { bg: "Същото като данни (JSON)", en: "The same as data (JSON)" };
pub const HINT: Text = Text {
    bg: "Показва се какво е било вярно на избрания ден. Отметки, въведени по-късно, се виждат само в изгледа „както се знае сега“.",
    en: "Shows what was so on the day chosen. Marks entered later are seen only in the view “as known now”.",
};
