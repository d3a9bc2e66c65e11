//! The words of „Кого чакаме“.

use crate::text::Text;

pub const TITLE: Text = Text { bg: "Кого чакаме", en: "Who are we waiting for" };
/// Beside the heading of a column that names one holder a district.
pub const ALL_HOLDERS: Text = Text { bg: "кого чакаме", en: "who we wait for" };
pub const LEAD: Text = Text {
    bg: "Какво може да се направи сега, при кого е и откога.",
    en: "What can be done now, who has it and since when.",
};
pub const RULE: Text = Text {
    bg: "Броят се неизпълнените изисквания, за които всичко предходно е готово или които вече са подадени, върнати или с изтекло доказателство, новите доказателства за решаване или поправка и етапите, които чакат само отмятане. Възрастта е в календарни дни от деня, в който е започнал ходът.",
    en: "Counted are requirements that are not met and for which everything that comes first is done or which were submitted, sent back or have expired, new evidence to decide on or correct, and milestones that only wait to be marked. Their age is in calendar days since the move began.",
};
pub const ONLY_OTHERS: Text = Text { bg: "Само чакат други", en: "Only wait for others" };
pub const HOLDER: Text = Text { bg: "На ход е", en: "Whose move" };
pub const WAITS: Text = Text { bg: "Чака", en: "Waits" };
pub const DISTRICTS: Text = Text { bg: "В райони", en: "In districts" };
pub const OLDEST: Text = Text { bg: "Най-старото от", en: "Oldest since" };
pub const MEDIAN_AGE: Text = Text { bg: "Медиана на чакането", en: "Median wait" };
pub const NOTHING: Text = Text { bg: "нищо", en: "nothing" };
pub const DETAILS: Text = Text { bg: "Всичко, което чака", en: "Everything that waits" };
pub const NOTHING_WAITS: Text = Text { bg: "Нищо не чака.", en: "Nothing waits." };
pub const EVERYBODY: Text = Text { bg: "всички", en: "everybody" };
pub const FILTER: Text = Text { bg: "На ход е:", en: "Whose move:" };
pub const WHAT: Text = Text { bg: "Какво", en: "What" };
pub const DISTRICT: Text = Text { bg: "Район", en: "District" };
pub const SINCE: Text = Text { bg: "От", en: "Since" };
pub const AGE: Text = Text { bg: "Чака", en: "Waiting for" };
pub const NEW_EVIDENCE: Text = Text { bg: "ново доказателство", en: "new evidence" };
pub const OWN_DISTRICTS: Text = Text {
    bg: "Показани са районите на вашия профил. Общите числа по-горе са за всички райони.",
    en: "Your account's districts are shown. The totals above are for all districts.",
};
