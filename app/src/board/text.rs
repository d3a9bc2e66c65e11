//! The words of the board.

use crate::text::Text;

pub const BOARD: Text = Text { bg: "Табло", en: "Board" };
pub const LEAD: Text = Text {
    bg: "Какво чака и кого чака, район по район.",
    en: "What waits, and for whom, district by district.",
};
pub const LEAD_STAFF: Text = Text {
    bg: "Контролните списъци на вашите райони.",
    en: "Your districts' checklists.",
};
pub const WAITS_FOR_US: Text = Text { bg: "Чака координатор", en: "Waits for a coordinator" };
pub const TO_DECIDE: Text = Text { bg: "за решение", en: "to decide" };
pub const TO_MARK: Text = Text { bg: "за отмятане", en: "to mark" };
pub const RETURNED: Text = Text { bg: "върнати", en: "returned" };
pub const EXPIRED: Text = Text { bg: "изтекли", en: "expired" };
pub const NOTHING: Text = Text { bg: "нищо", en: "nothing" };
pub const OTHERS: Text = Text { bg: "Чака района", en: "Waits for the district" };
pub const NO_EXPIRING: Text = Text {
    bg: "През следващите 60 дни не изтича никое доказателство.",
    en: "No evidence expires in the next 60 days.",
};
pub const LAST_DAY: Text = Text { bg: "Последен ден", en: "Last day" };
pub const WARNING: Text = Text { bg: "Остават", en: "Time left" };
pub const RENEWED: Text = Text { bg: "Ново доказателство", en: "New evidence" };
pub const RENEWAL_WAITS: Text = Text { bg: "чака решение", en: "waits for a decision" };
pub const NO_RENEWAL: Text = Text { bg: "няма", en: "none" };
pub const NO_DISTRICTS: Text = Text {
    bg: "За профила ви не е посочен район. Обърнете се към администратора на системата.",
    en: "Your account names no district. Ask the system's administrator.",
};
