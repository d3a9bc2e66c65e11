//! The words of outages.

use crate::text::Text;

pub const OUTAGES: Text = Text { bg: "Прекъсвания", en: "Outages" };
pub const LEAD: Text = Text {
    bg: "Общи системи, които не работят, и какво засягат във всички райони. Докато трае прекъсването, засегнатото не е на ход на нито един район. След края му дните на прекъсването не се броят в чакането; само за този, който е трябвало да го отстрани, броенето не спира. Подаденото, което чака решение, не спира.",
    en: "Shared systems that do not work, and what they touch in all districts. While an outage lasts, what it touches is no district's move. After its end, its days are left out of the waiting; only for whoever had to mend it do they count. What was submitted and waits for a decision does not stop.",
};
pub const NOW: Text = Text { bg: "Сега", en: "Now" };
pub const AHEAD: Text = Text { bg: "Предстоящи", en: "Ahead" };
pub const OVER: Text = Text { bg: "Приключили", en: "Over" };
pub const NONE_NOW: Text =
    Text { bg: "Сега няма прекъсване.", en: "There is no outage now." };
pub const RECORD: Text = Text { bg: "Записване на прекъсване", en: "Record an outage" };
pub const CHANGE: Text = Text { bg: "Промяна или край", en: "Change or end" };
pub const WHAT: Text = Text { bg: "Какво не работи", en: "What does not work" };
pub const WHO: Text = Text { bg: "Кой трябва да го отстрани", en: "Who must mend it" };
pub const BEGINS: Text = Text { bg: "Първи ден", en: "First day" };
pub const ENDS: Text = Text {
    bg: "Последен ден (празно, докато трае)",
    en: "Last day (empty while it lasts)",
};
pub const REQUIREMENTS: Text =
    Text { bg: "Засегнати изисквания", en: "Requirements touched" };
pub const SERVICES: Text = Text { bg: "Засегнати услуги", en: "Services touched" };
pub const HOLDER: Text = Text { bg: "На ход е", en: "Whose move" };
pub const WHAT_EN: Text = Text {
    bg: "Същото на английски (по желание)",
    en: "The same in English (optional)",
};
pub const WHY: Text = Text { bg: "Причина", en: "Reason" };
pub const WHY_OPTIONAL: Text = Text { bg: "Причина (по желание)", en: "Reason (optional)" };
pub const RECORDED: Text = Text { bg: "Записано на", en: "Recorded on" };
pub const CHANGED: Text = Text { bg: "Променено на", en: "Changed on" };
pub const WITHDRAWN: Text = Text { bg: "Оттеглено на", en: "Withdrawn on" };
pub const WITHDRAWN_ALL: Text = Text {
    bg: "Записани по грешка и оттеглени",
    en: "Recorded by mistake and withdrawn",
};
pub const WITHDRAW: Text = Text { bg: "Оттегляне на записа", en: "Withdraw the record" };
pub const WITHDRAW_HINT: Text = Text {
    bg: "За прекъсване, което не е било. Който е на ход, се смята наново и за отминалите дни; записът и оттеглянето му остават в историята.",
    en: "For an outage that never was. Whose move it is is reckoned anew, for past days as well; the record and its withdrawal stay in the history.",
};
