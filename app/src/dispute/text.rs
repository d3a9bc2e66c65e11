//! The words of disputes.

use super::model::{Clock, Dispute, State};
use crate::text::{Bilingual, Lang, Text, count_form, long_date};

pub const DISPUTES: Text = Text { bg: "Оспорвания", en: "Disputes" };
pub const LEAD: Text = Text {
    bg: "Какво е оспорил някой от показаното тук и какво е отговорено. На всяко оспорване се отговаря в срок от десет български работни дни, а отговорът остава публикуван.",
    en: "What somebody has contested of what is shown here, and what was answered. Every dispute is to be answered within ten Bulgarian working days, and the answer stays published.",
};
pub const CONTEST: Text =
    Text { bg: "Оспорване или сигнал", en: "Contest something or report it" };
pub const CONTEST_LEAD: Text = Text {
    bg: "Показаното за етап не е вярно или услуга не работи в район? Опишете го. Не е нужен акаунт и не питаме кой сте.",
    en: "Is what is shown of a milestone not true, or does a service not work in a district? Describe it. You need no account, and we do not ask who you are.",
};
pub const WHAT_FOLLOWS: Text = Text {
    bg: "Координатор преглежда текста и щом го приеме за разглеждане, текстът и това, че отметката е оспорена, се показват на сайта. Отговорът се публикува на страницата на оспорването в срок от десет работни дни.",
    en: "A coordinator reads the text; once it is accepted for examination, the text and the fact that the mark is disputed are shown on the site. The answer is published on the dispute's page within ten working days.",
};
pub const NO_LETTERS: Text = Text {
    bg: "Писма не се изпращат: запазете адреса на страницата, която ще видите.",
    en: "No letters are sent: keep the address of the page that you will see.",
};
pub const BY_LETTER: Text = Text {
    bg: "Ако оставите електронен адрес, ще го изпратим и там; иначе запазете адреса на страницата, която ще видите.",
    en: "If you leave an e-mail address, we send it there, too; otherwise keep the address of the page that you will see.",
};
pub const EMAIL: Text = Text {
    bg: "Електронен адрес за отговора (може без)",
    en: "E-mail address for the answer (optional)",
};
pub const EMAIL_HINT: Text = Text {
    bg: "Само за този отговор. Не се показва на никого и се изтрива от оспорването, щом бъде решено.",
    en: "For this answer only. It is shown to nobody and deleted from the dispute once it is decided.",
};
pub const ABOUT_HINT: Text = Text {
    bg: "За етап се оспорва отметката му, затова тук са етапите, отметнати поне в един район. За услуга може да се подаде сигнал за всеки район.",
    en: "Of a milestone its mark is contested, so these are the milestones that are marked in one district at least. A service can be reported in any district.",
};
pub const WANTS_LETTER: Text = Text {
    bg: "Иска отговора и по електронна поща: при окончателното решение ще му бъде изпратен.",
    en: "Wants the answer by e-mail, too: it is sent with the final decision.",
};
pub const NOT_RECORDED: Text = Text { bg: "Нищо не е записано", en: "Nothing was recorded" };
pub const YOUR_CHOICE: Text = Text { bg: "Вашият избор", en: "Your choice" };
pub const YOUR_ANSWER: Text = Text { bg: "Написаното от вас", en: "What you wrote" };
pub const OPEN_DISPUTE: Text =
    Text { bg: "Страницата на оспорването", en: "The dispute's page" };
pub const NO_PERSONAL: Text = Text {
    bg: "Не пишете имена, телефони и други лични данни: текстът става публичен.",
    en: "Write no names, telephone numbers or other personal data: the text becomes public.",
};
pub const DISTRICT: Text = Text { bg: "Район", en: "District" };
pub const ABOUT: Text = Text { bg: "За какво се отнася", en: "What it is about" };
pub const CHOOSE: Text = Text { bg: "Изберете", en: "Choose" };
pub const MILESTONE: Text = Text { bg: "етап", en: "milestone" };
pub const SERVICE: Text = Text { bg: "Услуга не работи", en: "Service does not work" };
pub const WORDS: Text = Text {
    bg: "Какво не е вярно и откъде се вижда",
    en: "What is not true, and how it can be seen",
};
pub const WORDS_HINT: Text = Text {
    bg: "До 2000 знака, без прикачени файлове.",
    en: "Up to 2000 characters, no attachments.",
};
pub const WEBSITE: Text =
    Text { bg: "Оставете това поле празно", en: "Leave this field empty" };
pub const SEND: Text = Text { bg: "Изпращане", en: "Send" };
pub const NUMBER: Text = Text { bg: "Оспорване №", en: "Dispute No" };
pub const RECEIVED_ON: Text = Text { bg: "Получено на", en: "Received on" };
pub const ANSWER_BY: Text = Text { bg: "Срок за отговор", en: "To be answered by" };
pub const STATE: Text = Text { bg: "Състояние", en: "State" };
pub const ANSWER: Text = Text { bg: "Отговор", en: "Answer" };
pub const ANSWERED_ON: Text = Text { bg: "Отговорено на", en: "Answered on" };
pub const ALL_DISPUTES: Text = Text { bg: "Всички оспорвания", en: "All disputes" };
pub const NOT_SHOWN_YET: Text = Text {
    bg: "Текстът е получен и още не е показан: първо го преглежда координатор. Запазете адреса на тази страница, отговорът ще бъде тук.",
    en: "The text has been received and is not shown yet: a coordinator reads it first. Keep this page's address; the answer will be here.",
};
pub const NOT_SHOWN: Text = Text {
    bg: "Текстът не е публикуван и вече не се пази.",
    en: "The text was not published and is not kept any more.",
};
pub const WAITING: Text = Text { bg: "Чакат преглед", en: "Waiting to be read" };
pub const OPEN: Text = Text { bg: "Разглеждат се", en: "Being examined" };
pub const CLOSED: Text = Text { bg: "Приключени", en: "Closed" };
pub const NONE_WAITING: Text = Text {
    bg: "Никое оспорване не чака преглед.",
    en: "No dispute waits to be read.",
};
pub const NONE_OPEN: Text = Text {
    bg: "Нито едно оспорване не се разглежда.",
    en: "No dispute is being examined.",
};
pub const NONE_CLOSED: Text = Text {
    bg: "Още няма приключени оспорвания.", en: "No dispute is closed yet."
};
pub const DISPUTED: Text = Text { bg: "оспорен", en: "disputed" };
pub const DISPUTED_SHORT: Text = Text { bg: "≠ оспорен етап", en: "≠ disputed milestone" };
pub const NOT_TRUE: Text = Text {
    bg: "Нещо не е вярно? Оспорете го",
    en: "Is something not true? Contest it",
};
pub const OUTCOME: Text = Text { bg: "Решение", en: "Decision" };
pub const PUBLIC_ANSWER: Text = Text {
    bg: "Публичен отговор (не е нужен при приемане за разглеждане)",
    en: "Public answer (not needed to accept for examination)",
};
pub const DECIDE: Text = Text { bg: "Запис на решението", en: "Record the decision" };
pub const NOT_SENT: Text = Text { bg: "Не е изпратено", en: "Not sent" };
pub const WITHDRAWN_HINT: Text = Text {
    bg: "Оспорването е „оттеглено“, когато авторът му го е поискал с ново оспорване.",
    en: "A dispute is “withdrawn” when its author asked for that in another one.",
};
pub const LEAVE_EMPTY: Text = Text {
    bg: "Това поле трябва да остане празно. Изтрийте написаното в него.",
    en: "This field must stay empty. Delete what is in it.",
};
pub const TOO_QUICK: Text = Text {
    bg: "Формулярът е изпратен твърде бързо. Изчакайте няколко секунди и го изпратете отново.",
    en: "The form was sent too quickly. Wait a few seconds and send it again.",
};
pub const FORM_EXPIRED: Text = Text {
    bg: "Формулярът е бил отворен твърде дълго. Въведеното е тук; изпратете го отново след няколко секунди.",
    en: "The form was open for too long. What you typed is here; send it again in a few seconds.",
};

/// A state's name.
#[must_use]
pub fn state_text(state: State) -> Text {
    match state {
        State::Received => Text { bg: "чака преглед", en: "waits to be read" },
        State::Examined => Text { bg: "разглежда се", en: "being examined" },
        State::Upheld => Text { bg: "уважено", en: "upheld" },
        State::Rejected => Text { bg: "отхвърлено", en: "rejected" },
        State::Withdrawn => Text { bg: "оттеглено", en: "withdrawn" },
        State::Duplicate => Text { bg: "повторено", en: "duplicate" },
        State::Refused => Text { bg: "не е публикувано", en: "not published" },
    }
}

/// What a decision does, as it is chosen.
#[must_use]
pub fn decision_text(state: State) -> Text {
    match state {
        State::Examined => {
            Text { bg: "приема се за разглеждане", en: "accept for examination" }
        }
        State::Refused => Text {
            bg: "не се публикува; текстът се изтрива",
            en: "do not publish; the text is erased",
        },
        other => state_text(other),
    }
}

/// „до 4 декември 2026 г., остават 3 работни дни“.
#[must_use]
pub fn clock_text(lang: Lang, dispute: &Dispute, today: chrono::NaiveDate) -> String {
    let due = long_date(lang, dispute.due_on());
    let days = |count: u32| {
        let count = i64::from(count);
        lang.pick(
            count_form(count, "работен ден", "работни дни"),
            count_form(count, "working day", "working days"),
        )
    };
    match dispute.clock(today) {
        Clock::Left(0) => lang.pick(format!("{due}, последен ден"), format!("{due}, the last day")),
        Clock::Left(left) => {
            let days = days(left);
            lang.pick(format!("{due}, до края: {days}"), format!("{due}, {days} left"))
        }
        Clock::Overdue(over) => {
            let days = days(over);
            lang.pick(format!("{due}, просрочено с {days}"), format!("{due}, overdue by {days}"))
        }
        Clock::InTime => lang.pick(format!("{due}, отговорено в срок"), format!("{due}, answered in time")),
        Clock::Late(late) => {
            let days = days(late);
            lang.pick(
                format!("{due}, отговорено с {days} закъснение"),
                format!("{due}, answered {days} late"),
            )
        }
    }
}

/// Why a milestone that is not marked cannot be contested, and what can.
#[must_use]
pub fn not_marked_text(lang: Lang, marked: &[Bilingual]) -> String {
    let names: Vec<String> =
        marked.iter().map(|one| lang.pick(format!("„{}“", one.bg), format!("“{}”", one.en))).collect();
    let names = names.join(", ");
    let are = if names.is_empty() {
        lang.pick(
            "Там по тази програма няма отметнат етап.",
            "No milestone of the programme is marked there.",
        )
        .to_owned()
    } else {
        lang.pick(format!("Там са отметнати: {names}."), format!("Marked there: {names}."))
    };
    lang.pick(
        format!("Етапът не е отметнат в този район и няма какво да се оспори. {are} Ако районът го е достигнал, обърнете се към районната администрация: отметка се поставя след нейните доказателства."),
        format!("The milestone is not marked in this district, so there is nothing to contest. {are} If the district has reached it, turn to the district administration: a mark follows from its evidence."),
    )
}

/// That a colleague has decided before, in full.
#[must_use]
pub fn decided_before_text(lang: Lang, who: Option<&str>, decided: &Dispute) -> String {
    let state = state_text(decided.state).get(lang);
    let who = who.unwrap_or(lang.pick("друг координатор", "a colleague"));
    let day = decided.answered_on.map(|day| long_date(lang, day)).unwrap_or_default();
    lang.pick(
        format!("Междувременно {who} реши: {state} ({day}). Решението и отговорът се виждат тук. Въведеното от вас е отдолу, за да го копирате, ако ви трябва."),
        format!("Meanwhile {who} decided: {state} ({day}). The decision and the answer are shown here. What you entered is below, to copy if you need it."),
    )
}

/// The subject and the paragraphs of the letter with the answer.
#[must_use]
pub fn letter_text(
    lang: Lang,
    number: impl std::fmt::Display,
    about: &str,
    decided: &Dispute,
) -> (String, Vec<String>) {
    let state = state_text(decided.state).get(lang);
    let title = format!("{} {number}", NUMBER.get(lang));
    let decision = lang.pick(
        format!("{title} ({about}) е решено: {state}."),
        format!("{title} ({about}) was decided: {state}."),
    );
    let answer = decided.answer.as_ref().map(|answer| format!("{}: {answer}", ANSWER.get(lang)));
    (format!("{title}: {state}"), [Some(decision), answer].into_iter().flatten().collect())
}

/// Why somebody gets that letter, and that no other one follows.
#[must_use]
pub fn letter_why_text(lang: Lang, number: impl std::fmt::Display, site: &str) -> String {
    let title = format!("{} {number}", NUMBER.get(lang));
    lang.pick(
        format!("Получавате това писмо, защото този адрес е оставен за отговора на {title} в Редом ({site}). Адресът вече е изтрит от оспорването и други писма за него няма да има."),
        format!("You get this letter because this address was left for the answer to {title} in Redom ({site}). The address has been deleted from the dispute, and no other letters about it will follow."),
    )
}
