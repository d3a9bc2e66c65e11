//! The sentences that are always the same.

use crate::text::Text;

pub const SET_BEFORE: Text = Text {
    bg: "Тази дата вече е била определяна. Изберете защо се мести.",
    en: "This date has been set before. Choose why it moves.",
};
pub const DAY_NOT_OVER: Text = Text {
    bg: "Денят още не е минал. Файловете му ще са тук след полунощ; дотогава има „latest“.",
    en: "The day is not over. Its files will be here after midnight; until then there is “latest”.",
};
pub const GIVEN_TWICE: Text = Text {
    bg: "Параметърът е даден повече от веднъж. Оставете един.",
    en: "The parameter is given more than once. Leave one.",
};
pub const NO_PARAMETERS: Text =
    Text { bg: "Този адрес няма параметри.", en: "This address has no parameters." };
pub const REQUIRED: Text = Text { bg: "Попълнете това поле.", en: "Fill in this field." };
pub const NOT_OFFERED: Text = Text {
    bg: "Изберете една от предложените стойности.",
    en: "Choose one of the values offered.",
};
pub const NOT_A_DATE: Text = Text {
    bg: "Това не е дата. Въведете я като 21.11.2026.",
    en: "This is not a date. Enter it as 2026-11-21.",
};
pub const NOT_A_DAY: Text = Text {
    bg: "Това не е ден. В адреса той се пише като 2026-11-21.",
    en: "This is not a day. In an address it is written as 2026-11-21.",
};
pub const NOT_AN_INSTANT: Text = Text {
    bg: "Това не е момент по UTC. Въведете го като 2026-11-21T09:00Z.",
    en: "This is not an instant in UTC. Enter it as 2026-11-21T09:00Z.",
};
pub const INSTANT_IN_FUTURE: Text = Text {
    bg: "Моментът е в бъдещето. Посочете сегашния или по-ранен.",
    en: "The instant is in the future. Name the present one or an earlier one.",
};
pub const IN_FUTURE: Text = Text {
    bg: "Датата е в бъдещето. Въведете днешната или по-ранна дата.",
    en: "The date is in the future. Enter today's date or an earlier one.",
};
pub const RETURN_INSTEAD: Text = Text {
    bg: "Подаденото чака решение. За да е отново ход на района, го върнете с причини.",
    en: "What was submitted waits for a decision. To make it the district's move again, send it back with reasons.",
};
pub const IN_PAST: Text = Text {
    bg: "Датата е минала. Въведете днешната или по-късна дата.",
    en: "The date has passed. Enter today's date or a later one.",
};
pub const ENDS_BEFORE_START: Text = Text {
    bg: "Краят на прозореца е преди началото му. Поправете една от двете дати.",
    en: "The window ends before it begins. Correct one of the two dates.",
};
pub const BOTH_OR_NEITHER: Text = Text {
    bg: "Прозорецът има начало и край. Попълнете и двете дати или изтрийте и двете.",
    en: "A window has a first and a last day. Fill in both dates or clear both.",
};
pub const CHANGED_BY_COLLEAGUE: Text = Text {
    bg: "Междувременно друг координатор промени записаното; то се вижда над формата. Вашите стойности са запазени в полетата; запишете отново, ако искате те да останат.",
    en: "A colleague has changed what is recorded; it is shown above the form. Your values are kept in the fields; save again if they should stay.",
};
pub const OUTAGE_ENDS_BEFORE_START: Text = Text {
    bg: "Последният ден е преди първия. Поправете една от двете дати.",
    en: "The last day is before the first. Correct one of the two dates.",
};
pub const TOUCHES_NOTHING: Text = Text {
    bg: "Изберете поне едно засегнато изискване или услуга.",
    en: "Choose at least one requirement or service that is touched.",
};
pub const NOT_A_WEEK: Text = Text {
    bg: "Това не е седмица. Изберете я от списъка.",
    en: "This is not a week. Choose one from the list.",
};
pub const NOT_A_LINK: Text = Text {
    bg: "Това не е адрес в интернет. Започнете с https:// или изберете друг вид доказателство.",
    en: "This is not a web address. Begin with https:// or choose another kind of evidence.",
};
pub const PASSWORDS_DIFFER: Text = Text {
    bg: "Двете нови пароли се различават. Въведете ги отново.",
    en: "The two new passwords differ. Enter them again.",
};
pub const WRONG_CREDENTIALS: Text = Text {
    bg: "Грешно потребителско име или парола.",
    en: "Wrong user name or password.",
};
pub const WRONG_PASSWORD: Text =
    Text { bg: "Сегашната парола е грешна.", en: "The present password is wrong." };
pub const WRONG_STATE: Text = Text {
    bg: "Междувременно състоянието се е променило и това вече не е възможно. Прегледайте сегашното състояние.",
    en: "The state has changed in the meantime, and this can no longer be done. See what it is now.",
};
pub const ALREADY_MARKED: Text = Text {
    bg: "Етапът вече е отметнат. За друга дата първо оттеглете отметката.",
    en: "The milestone is already marked. For another date take the mark back first.",
};
pub const DOES_NOT_APPLY: Text = Text {
    bg: "Изискването не се отнася за този район.",
    en: "The requirement does not apply to this district.",
};
pub const DISCARDED_MEANWHILE: Text = Text {
    bg: "Междувременно черновата беше изтрита. Започнете нова.",
    en: "The draft has been thrown away in the meantime. Begin a new one.",
};
pub const EXISTS_ALREADY: Text = Text {
    bg: "Вече има с това име. Изберете друго.",
    en: "There is one of this name already. Choose another.",
};
pub const IN_USE: Text = Text {
    bg: "Не може да се премахне: има изискване, което зависи от него, или вече е отговорено за район.",
    en: "It cannot be removed: a requirement depends on it, or it has been answered for a district.",
};
pub const NOT_LIVE: Text = Text {
    bg: "Само район, който работи, може да спре временно, и само спрял може да се върне.",
    en: "Only a live district can be suspended, and only a suspended one can return.",
};
pub const SUSPENDED: Text = Text {
    bg: "Работата е временно спряна. Първо отбележете връщането.",
    en: "The onboarding is suspended. Record its return first.",
};
pub const UNCHANGED: Text = Text {
    bg: "Стойностите са същите като записаните; няма какво да се промени.",
    en: "The values are the ones recorded; there is nothing to change.",
};

pub const NOT_SIGNED_IN: Text = Text {
    bg: "За тази страница е нужен служебен достъп. Влезте и ще се върнете тук.",
    en: "This page needs an account. Sign in and you will come back here.",
};
pub const FORBIDDEN: Text =
    Text { bg: "Нямате право за това.", en: "You do not have the right to do this." };
pub const NOT_FOUND: Text =
    Text { bg: "Няма такава страница.", en: "There is no such page." };
pub const INVALID: Text = Text {
    bg: "Нищо не е записано. Поправете отбелязаното.",
    en: "Nothing was saved. Correct what is marked.",
};
pub const CONFLICT: Text = Text {
    bg: "Някой друг промени същото, преди да запишете. Вашата промяна е запазена; изберете коя стойност да остане.",
    en: "Somebody else changed the same item before you saved. Your change is kept; choose which value stays.",
};
pub const MALFORMED: Text = Text {
    bg: "Заявката не може да бъде прочетена. Върнете се и опитайте отново.",
    en: "The request cannot be read. Go back and try again.",
};
pub const TOO_LARGE: Text = Text {
    bg: "Изпратеното е твърде голямо. Съкратете текста или посочете къде се намира документът.",
    en: "What was sent is too large. Shorten the text or say where the document is kept.",
};
pub const METHOD_NOT_ALLOWED: Text = Text {
    bg: "Този адрес не приема такава заявка.",
    en: "This address does not take this kind of request.",
};
pub const CROSS_SITE: Text = Text {
    bg: "Заявката идва от друг сайт и не е изпълнена. Отворете страницата тук и опитайте отново.",
    en: "The request came from another site and was not carried out. Open the page here and try again.",
};
