//! The words of choosing.

use crate::text::{Lang, Text};

pub const TITLE: Text = Text { bg: "Коя стойност да остане?", en: "Which value stays?" };
pub const LEAD: Text = Text {
    bg: "Докато попълвахте формата, друг човек промени същото. Нищо не е изгубено: вашата промяна е запазена тук.",
    en: "While you were filling in the form, somebody else changed the same item. Nothing is lost: your change is kept here.",
};
pub const THEIRS: Text = Text { bg: "Записано сега", en: "Recorded now" };
pub const MINE: Text = Text { bg: "Вашата промяна", en: "Your change" };
pub const KEEP_THEIRS: Text =
    Text { bg: "Оставям записаното", en: "Leave what is recorded" };
pub const KEEP_MINE: Text = Text { bg: "Записвам моята промяна", en: "Save my change" };
pub const IMPOSSIBLE: Text = Text {
    bg: "Вашата промяна вече не може да бъде записана върху сегашното състояние. Тя остава запазена тук; ако още е нужна, започнете отново от контролния списък.",
    en: "Your change can no longer be made on top of what is there now. It stays kept here; if it is still needed, begin again from the checklist.",
};
pub const CLOSED: Text = Text { bg: "Вече сте избрали.", en: "You have already chosen." };
pub const BACK: Text =
    Text { bg: "Обратно към контролния списък", en: "Back to the checklist" };
pub const CONFLICTS: Text = Text {
    bg: "Ваши промени, които чакат избор",
    en: "Your changes that wait for a choice",
};
pub const BY: Text = Text { bg: "От", en: "By" };
pub const WHEN: Text = Text { bg: "Кога", en: "When" };

/// What an operation does, as a short heading.
#[must_use]
pub fn operation_text(lang: Lang, operation: &str) -> &'static str {
    match operation {
        "submit_requirement" => lang.pick("Подаване на доказателство", "Submitting evidence"),
        "confirm_requirement" => lang.pick("Потвърждаване", "Confirming"),
        "return_requirement" => lang.pick("Връщане за поправка", "Sending back"),
        "set_aside_requirement" => {
            lang.pick("Отбелязване като неприложимо", "Setting aside as not applicable")
        }
        "reopen_requirement" => lang.pick("Отмяна на решение", "Taking a decision back"),
        "set_holder" => lang.pick("Смяна на този, който е на ход", "Changing whose move it is"),
        "mark_milestone" => lang.pick("Отмятане на етапа", "Marking the milestone"),
        "take_back_mark" => lang.pick("Оттегляне на отметката", "Taking the mark back"),
        "set_dates" => lang.pick("Промяна на датите", "Changing the dates"),
        "suspend_onboarding" => lang.pick("Временно спиране", "Suspending"),
        "return_onboarding" => lang.pick("Връщане в работа", "Returning to live"),
        _ => lang.pick("Промяна", "Change"),
    }
}

/// A field's value in words, where it is a key.
#[must_use]
pub fn field_value(lang: Lang, field: &str, value: &str) -> String {
    use crate::onboarding::model::{EvidenceKind, ReturnReason, SlipReason};
    use crate::text::{evidence_kind_text, iso, long_date, return_reason_text, slip_reason_text};
    let read = match field {
        "evidence_kind" => {
            EvidenceKind::from_key(value).map(|kind| evidence_kind_text(kind).get(lang).to_owned())
        }
        "reasons[]" => {
            ReturnReason::from_key(value).map(|reason| return_reason_text(reason).get(lang).to_owned())
        }
        "because" => SlipReason::from_key(value).map(|reason| slip_reason_text(reason).get(lang).to_owned()),
        _ => value.parse().ok().filter(|day| iso(*day) == value).map(|day| long_date(lang, day)),
    };
    read.unwrap_or_else(|| value.to_owned())
}
