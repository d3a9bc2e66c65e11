//! The words of the board.

use crate::text::{Lang, Text, count_form};

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

/// „1 върнато“, „3 върнати“: what of a district's checklist waits, counted.
#[must_use]
pub fn counted(lang: Lang, count: u32, what: Waiting) -> String {
    let (one, many, en) = match what {
        Waiting::ToDecide => ("за решение", "за решение", "to decide"),
        Waiting::ToMark => ("за отмятане", "за отмятане", "to mark"),
        Waiting::ToDo => ("за изпълнение", "за изпълнение", "to do"),
        Waiting::Returned => ("върнато", "върнати", "returned"),
        Waiting::Expired => ("изтекло", "изтекли", "expired"),
    };
    lang.pick(count_form(i64::from(count), one, many), format!("{count} {en}"))
}

/// What can wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// Evidence for a coordinator.
    ToDecide,
    /// A milestone for a coordinator.
    ToMark,
    /// A requirement that the district can meet now.
    ToDo,
    /// A requirement sent back to the district.
    Returned,
    /// A requirement whose evidence has run out.
    Expired,
}

pub const NOTHING: Text = Text { bg: "нищо", en: "nothing" };
pub const OTHERS: Text = Text { bg: "Чака района", en: "Waits for the district" };
pub const MOVED: Text = Text { bg: "преместена", en: "moved" };
pub const NO_EXPIRING: Text = Text {
    bg: "През следващите 60 дни не изтича никое доказателство.",
    en: "No evidence expires in the next 60 days.",
};
pub const LAST_DAY: Text = Text { bg: "Последен ден", en: "Last day" };
pub const WARNING: Text = Text { bg: "Остават", en: "Time left" };
pub const RENEWED: Text = Text { bg: "Ново доказателство", en: "New evidence" };
pub const RENEWAL_WAITS: Text = Text { bg: "чака решение", en: "waits for a decision" };
pub const RENEWAL_RETURNED: Text =
    Text { bg: "върнато на района", en: "sent back to the district" };
pub const NO_RENEWAL: Text = Text { bg: "няма", en: "none" };
pub const NO_DISTRICTS: Text = Text {
    bg: "За профила ви не е посочен район. Обърнете се към администратора на системата.",
    en: "Your account names no district. Ask the system's administrator.",
};
