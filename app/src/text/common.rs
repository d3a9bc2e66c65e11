//! Words that several features share.

use super::{Lang, Text};
use crate::onboarding::model::{EvidenceKind, ReturnReason, SlipReason, Standing};
use crate::programme::model::EvidenceAsked;

pub const PRODUCT: Text = Text { bg: "Редом", en: "Redom" };
pub const UNKNOWN: Text = Text { bg: "няма данни", en: "no data" };
pub const LIVE: Text = Text { bg: "работи", en: "live" };
pub const READY: Text = Text { bg: "готов", en: "ready" };
pub const SUSPENDED_SHORT: Text = Text { bg: "спрян", en: "suspended" };
pub const ERROR_SUMMARY: Text =
    Text { bg: "Има нещо за поправяне", en: "There is something to correct" };
pub const NOT_SIGNED_IN_YET: Text =
    Text { bg: "Не успяхте да влезете", en: "You are not signed in" };
pub const FORGOTTEN: Text = Text {
    bg: "Ако сте забравили паролата си, обърнете се към администратора.",
    en: "If you have forgotten your password, ask the administrator.",
};
pub const TRY_LATER: Text = Text { bg: "Опитайте по-късно", en: "Try again later" };
pub const REASON: Text = Text { bg: "Причина", en: "Reason" };
pub const SAVE: Text = Text { bg: "Запазване", en: "Save" };

/// „3 от 8“ / “3 of 8”.
#[must_use]
pub fn n_of_m(lang: Lang, n: impl std::fmt::Display, m: impl std::fmt::Display) -> String {
    lang.pick(format!("{n} от {m}"), format!("{n} of {m}"))
}

/// Where a requirement stands.
#[must_use]
pub fn standing_text(standing: Standing) -> Text {
    match standing {
        Standing::Unknown => UNKNOWN,
        Standing::Open => Text { bg: "предстои", en: "to do" },
        Standing::Submitted => Text { bg: "подадено", en: "submitted" },
        Standing::Returned => Text { bg: "върнато", en: "returned" },
        Standing::Confirmed => Text { bg: "потвърдено", en: "confirmed" },
        Standing::Expired => Text { bg: "изтекло", en: "expired" },
        Standing::NotApplicable => Text { bg: "неприложимо", en: "not applicable" },
    }
}

/// A mark that goes with the word, so that no standing is colour alone.
#[must_use]
pub fn standing_mark(standing: Standing) -> &'static str {
    match standing {
        Standing::Unknown => "?",
        Standing::Open => "○",
        Standing::Submitted => "→",
        Standing::Returned => "←",
        Standing::Confirmed => "✓",
        Standing::Expired => "!",
        Standing::NotApplicable => "–",
    }
}

/// How evidence is given.
#[must_use]
pub fn evidence_kind_text(kind: EvidenceKind) -> Text {
    match kind {
        EvidenceKind::Link => Text { bg: "връзка", en: "link" },
        EvidenceKind::Reference => Text {
            bg: "номер или място на документа",
            en: "number or place of the document",
        },
        EvidenceKind::Text => Text { bg: "описание с думи", en: "description in words" },
    }
}

/// What kind of evidence is asked for.
#[must_use]
pub fn evidence_asked_text(asked: EvidenceAsked) -> Text {
    match asked {
        EvidenceAsked::Document => Text { bg: "документ", en: "a document" },
        EvidenceAsked::Text => Text { bg: "описание", en: "a description" },
        EvidenceAsked::Table => Text { bg: "таблица", en: "a table" },
        EvidenceAsked::Reference => {
            Text { bg: "номер или справка", en: "a number or reference" }
        }
        EvidenceAsked::Link => Text { bg: "връзка към страница", en: "a link to a page" },
    }
}

/// Why dates were changed.
#[must_use]
pub fn slip_reason_text(reason: SlipReason) -> Text {
    match reason {
        SlipReason::FirstSetting => {
            Text { bg: "първо определяне", en: "set for the first time" }
        }
        SlipReason::District => {
            Text { bg: "по искане на района", en: "asked for by the district" }
        }
        SlipReason::Municipality => {
            Text { bg: "общината не е готова", en: "the municipality is not ready" }
        }
        SlipReason::State => Text {
            bg: "държавният портал или регистър не е готов",
            en: "the state's portal or register is not ready",
        },
        SlipReason::Vendor => Text {
            bg: "закъснява доставчикът на деловодната система",
            en: "the document system's vendor is late",
        },
        SlipReason::Evidence => Text {
            bg: "доказателство отнема повече време", en: "evidence takes longer"
        },
        SlipReason::Capacity => Text {
            bg: "няма свободно място в седмицата",
            en: "no place left in the week",
        },
        SlipReason::Rules => Text {
            bg: "променен закон или контролен списък",
            en: "a law or the checklist has changed",
        },
        SlipReason::Correction => Text { bg: "поправка на грешка", en: "an error put right" },
        SlipReason::Over => Text {
            bg: "етапът беше достигнат и отметката е оттеглена",
            en: "the milestone was reached and its mark taken back",
        },
        SlipReason::Other => Text { bg: "друго (вижте текста)", en: "other (see the text)" },
    }
}

/// Why evidence was sent back.
#[must_use]
pub fn return_reason_text(reason: ReturnReason) -> Text {
    match reason {
        ReturnReason::Incomplete => Text { bg: "непълно", en: "incomplete" },
        ReturnReason::WrongDocument => Text { bg: "друг документ", en: "a different document" },
        ReturnReason::Outdated => Text { bg: "остаряло", en: "out of date" },
        ReturnReason::NotSigned => Text {
            bg: "без подпис или не от правилното лице",
            en: "not signed, or not by the right person",
        },
        ReturnReason::Unreadable => {
            Text { bg: "нечетливо или не се отваря", en: "unreadable or does not open" }
        }
        ReturnReason::LinkBroken => {
            Text { bg: "връзката не работи", en: "the link does not work" }
        }
        ReturnReason::DoesNotMatch => Text {
            bg: "не съвпада с данните в регистъра",
            en: "does not match the register",
        },
        ReturnReason::Other => {
            Text { bg: "друго (вижте текста)", en: "other (see the text)" }
        }
    }
}
