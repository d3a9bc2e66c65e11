//! The words of checklists.

use crate::text::Text;

pub const SUBMIT: Text =
    Text { bg: "Подаване на доказателство", en: "Submit evidence" };
pub const SUBMIT_AGAIN: Text =
    Text { bg: "Подаване на ново доказателство", en: "Submit new evidence" };
pub const EVIDENCE_KIND: Text = Text { bg: "Вид доказателство", en: "Kind of evidence" };
pub const EVIDENCE: Text =
    Text { bg: "Връзка, номер или описание", en: "Link, number or description" };
pub const ASKED: Text = Text { bg: "Очаква се", en: "Asked for" };
pub const VALID_UNTIL: Text = Text {
    bg: "Последен ден на валидност (ако има)",
    en: "Last day of validity (if it has one)",
};
pub const SUBMIT_BUTTON: Text = Text { bg: "Подавам", en: "Submit" };
pub const CONFIRM: Text = Text { bg: "Потвърждавам", en: "Confirm" };
pub const RETURN: Text = Text { bg: "Връщане за поправка", en: "Send back" };
pub const RETURN_REASONS: Text =
    Text { bg: "Причини (може няколко)", en: "Reasons (several may hold)" };
pub const RETURN_TEXT: Text = Text { bg: "Какво да се поправи", en: "What to correct" };
pub const RETURN_BUTTON: Text = Text { bg: "Връщам", en: "Send back" };
pub const SET_ASIDE: Text = Text { bg: "Неприложимо", en: "Not applicable" };
pub const SET_ASIDE_REASON: Text = Text {
    bg: "Защо не се отнася за този район",
    en: "Why it does not apply to this district",
};
pub const SET_ASIDE_BUTTON: Text =
    Text { bg: "Отбелязвам като неприложимо", en: "Set aside as not applicable" };
pub const REOPEN: Text = Text { bg: "Отмяна на решението", en: "Take the decision back" };
pub const REOPEN_BUTTON: Text = Text { bg: "Отменям", en: "Take back" };
pub const HOLDER: Text = Text { bg: "На ход е", en: "Whose move" };
pub const HOLDER_CHANGE: Text =
    Text { bg: "Смяна на този, който е на ход", en: "Change whose move it is" };
pub const SINCE: Text = Text { bg: "От дата", en: "Since" };
pub const MARK: Text = Text { bg: "Отмятане на етапа", en: "Mark the milestone" };
pub const REACHED_ON: Text = Text { bg: "Достигнат на", en: "Reached on" };
pub const MARK_BUTTON: Text =
    Text { bg: "Отмятам като достигнат", en: "Mark as reached" };
pub const TAKE_BACK: Text =
    Text { bg: "Оттегляне на отметката", en: "Take the mark back" };
pub const TAKE_BACK_FROM: Text = Text { bg: "Не важи от", en: "No longer holds from" };
pub const TAKE_BACK_HINT: Text = Text {
    bg: "Денят на достигане означава, че етапът никога не е бил достигнат.",
    en: "The day it was reached says that it never was.",
};
pub const TAKE_BACK_BUTTON: Text = Text { bg: "Оттеглям", en: "Take back" };
pub const DATES: Text = Text { bg: "Дати за пускане", en: "Dates of going live" };
pub const DATES_CHANGE: Text = Text { bg: "Промяна на датите", en: "Change the dates" };
pub const WINDOW: Text = Text { bg: "Прозорец", en: "Window" };
pub const WINDOW_FROM: Text = Text { bg: "Прозорец: от", en: "Window: from" };
pub const WINDOW_TO: Text = Text { bg: "Прозорец: до", en: "Window: to" };
pub const PREFERRED: Text = Text { bg: "Предпочитана дата", en: "Preferred date" };
pub const AGREED: Text = Text { bg: "Договорена дата", en: "Agreed date" };
pub const NO_DATE: Text = Text { bg: "няма", en: "not set" };
pub const CHOOSE: Text = Text { bg: "– изберете –", en: "– choose –" };
pub const DATES_BECAUSE: Text = Text { bg: "Причина", en: "Reason" };
pub const DATES_REASON: Text = Text {
    bg: "Пояснение (ще бъде публикувано)",
    en: "Explanation (will be public)",
};
pub const UNUSUAL_DAY: Text =
    Text { bg: "Денят е избран нарочно", en: "The day is meant" };
pub const MILESTONE_DATES: Text = Text { bg: "Дати на етапа", en: "The milestone's dates" };
pub const DATES_HINT: Text = Text {
    bg: "Датите са план. Те не променят състоянието на района.",
    en: "The dates are a plan. They do not change the district's status.",
};
pub const SUSPEND: Text = Text { bg: "Временно спиране", en: "Suspend" };
pub const SUSPEND_CHANGE: Text = Text {
    bg: "Ново очаквано връщане или причина",
    en: "New expected return or reason",
};
pub const SUSPEND_SINCE: Text = Text { bg: "Спрян от", en: "Suspended since" };
pub const SUSPEND_REASON: Text =
    Text { bg: "Причина (ще бъде публикувана)", en: "Reason (will be public)" };
pub const EXPECTED_RETURN: Text = Text { bg: "Очаквано връщане", en: "Expected return" };
pub const SUSPEND_BUTTON: Text = Text { bg: "Спирам временно", en: "Suspend" };
pub const RETURN_TO_LIVE: Text = Text { bg: "Връщане в работа", en: "Return to live" };
pub const RETURNED_ON: Text = Text { bg: "Работи отново от", en: "Live again since" };
pub const RETURN_TO_LIVE_BUTTON: Text =
    Text { bg: "Отбелязвам връщането", en: "Record the return" };
pub const BASIS: Text = Text { bg: "Основание", en: "Basis" };
pub const NEXT: Text = Text { bg: "Какво следва", en: "What to do next" };
pub const WAITS_FOR: Text = Text { bg: "Първо трябва", en: "First needs" };
pub const EVIDENCE_GIVEN: Text = Text { bg: "Доказателство", en: "Evidence" };
pub const RETURNED_BECAUSE: Text = Text { bg: "Върнато, защото", en: "Sent back because" };
pub const NOTE: Text = Text { bg: "Бележка", en: "Note" };
pub const MISSING: Text = Text { bg: "Какво липсва сега", en: "What is missing now" };
pub const NOTHING_MISSING: Text = Text {
    bg: "Нищо не липсва: всички изисквания са изпълнени.",
    en: "Nothing is missing: all requirements are met.",
};
pub const STILL_TO_DO: Text = Text {
    bg: "Остава по достигнатите етапи",
    en: "Still to do for milestones reached",
};
pub const MUST_BE_MET: Text = Text { bg: "Срок", en: "To be met" };
pub const EXPIRING: Text =
    Text { bg: "Изтичащи доказателства", en: "Expiring evidence" };
pub const RENEWAL: Text = Text { bg: "Ново доказателство", en: "New evidence" };
pub const SAVED: Text = Text { bg: "Записано.", en: "Saved." };
pub const SAVING: Text = Text { bg: "Записва се…", en: "Saving…" };
pub const OFFLINE: Text = Text {
    bg: "Няма връзка със сървъра. Нищо не е записано; опитайте отново.",
    en: "The server cannot be reached. Nothing was saved; try again.",
};
pub const GATE_OPEN: Text = Text {
    bg: "Всичко е потвърдено; етапът може да бъде отметнат.",
    en: "All is confirmed; the milestone can be marked.",
};
pub const EXCLUDED: Text = Text {
    bg: "Не се отнася за този район според данните за него.",
    en: "Does not apply to this district by what is known of it.",
};
