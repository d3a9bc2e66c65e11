//! The words of the outbox, for administrators.

use crate::text::Text;

pub const MAIL: Text = Text { bg: "Писма", en: "Letters" };
pub const LEAD: Text = Text {
    bg: "Писмата чакат в опашка, докато пощенският сървър ги приеме. Което не е прието, се опитва отново до пет дни; после застава тук.",
    en: "Letters wait in a queue until the mail server takes them. What is not taken is tried again for up to five days; then it stands here.",
};
pub const NO_SERVER: Text = Text {
    bg: "Пощенски сървър не е зададен и писма не се изпращат. Настройките са описани в docs/running.md.",
    en: "No mail server is set, and no letters are sent. The settings are described in docs/running.md.",
};
pub const QUEUED: Text = Text { bg: "Чакат", en: "Waiting" };
pub const TRIED: Text =
    Text { bg: "От тях с неуспешен опит", en: "Of these, tried in vain" };
pub const OLDEST: Text = Text { bg: "Най-старото е от", en: "The oldest is from" };
pub const SENT: Text =
    Text { bg: "Приети от пощенския сървър", en: "Taken by the mail server" };
pub const DEAD: Text = Text { bg: "Недоставени", en: "Not delivered" };
pub const SUBSCRIBED: Text = Text { bg: "Абонаменти", en: "Subscriptions" };
pub const SUSPENDED: Text = Text {
    bg: "От тях спрени, защото писмата се връщат",
    en: "Of these, stopped because letters come back",
};
pub const ASKED: Text = Text { bg: "Чакат потвърждение", en: "Waiting to be confirmed" };
pub const NONE_DEAD: Text = Text {
    bg: "Няма недоставени писма.",
    en: "There are no letters that could not be delivered.",
};
pub const ADDRESS: Text = Text { bg: "Адрес", en: "Address" };
pub const SUBJECT: Text = Text { bg: "Тема", en: "Subject" };
pub const WHEN: Text = Text { bg: "Спряно на", en: "Given up" };
pub const WHY: Text = Text { bg: "Какво каза сървърът", en: "What the server said" };
pub const ATTEMPTS: Text = Text { bg: "Опити", en: "Attempts" };
pub const WHAT_NOW: Text = Text { bg: "Какво да стане", en: "What to do" };
pub const AGAIN: Text = Text { bg: "Изпращане отново", en: "Send again" };
pub const DISCARD: Text = Text { bg: "Изтриване", en: "Discard" };
pub const SHOWN: Text =
    Text { bg: "Показани са последните 200.", en: "The last 200 are shown." };
