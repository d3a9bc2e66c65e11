//! The accessibility statement, in the order of the model in the annex of
//! Commission Implementing Decision (EU) 2018/1523. What the law asks for is
//! taken from egov.government.bg (art. 58c of the Electronic Governance Act, EN
//! 301 549 V3.2.1) and from the State Gazette, No 4 of 14 January 2020 (art. 39
//! of the ordinance).

use crate::about::model::Passage;
use crate::text::Text;

pub const COMMITTED: Text = Text {
    bg: "се ангажира да осигури достъпността на този сайт съгласно чл. 58в от Закона за електронното управление и чл. 39 и 39а от Наредбата за общите изисквания към информационните системи, регистрите и електронните административни услуги.",
    en: "is committed to making this website accessible, in accordance with art. 58c of the Electronic Governance Act and art. 39 and 39a of the Ordinance on the General Requirements for Information Systems, Registers and Electronic Administrative Services.",
};
pub const NOT_COMMITTED: Text = Text {
    bg: "Администраторът на тази инсталация не е посочил кой я поддържа, затова декларацията не е от името на администрация: тя казва какво е известно за програмата „Редом“.",
    en: "This installation's administrator has not said who runs it. The statement is therefore no administration's: it says what is known of the program Redom.",
};
pub const SCOPE: Text = Text {
    bg: "Декларацията се отнася за сайта",
    en: "This statement applies to the website",
};

pub const PASSAGES: [Passage; 3] = [
    Passage {
        id: "status",
        title: Text { bg: "Статус на съответствие", en: "Compliance status" },
        paragraphs: &[Text {
            bg: "Сайтът съответства частично на хармонизирания стандарт EN 301 549 V3.2.1 (2021-03), който включва „Указания за достъпност на уеб съдържанието“ (WCAG) 2.1, ниво AA, заради изброеното по-долу.",
            en: "This website is partially compliant with the harmonised standard EN 301 549 V3.2.1 (2021-03), which includes the Web Content Accessibility Guidelines (WCAG) 2.1, level AA, because of what is listed below.",
        }],
        items: &[],
    },
    Passage {
        id: "not-accessible",
        title: Text { bg: "Недостъпно съдържание", en: "Non-accessible content" },
        paragraphs: &[Text { bg: "Известно е следното:", en: "This is known:" }],
        items: &[
            Text {
                bg: "Критериите, които програма не може да провери докрай (например дали редът на четене и названията са разбираеми), не са проверявани от хора, които ползват екранни четци или други помощни технологии. За тях съответствието не е установено.",
                en: "The criteria that a program cannot check to the end (for example, whether the reading order and the names make sense) have not been checked by people who use screen readers or other assistive technologies. For these, compliance is not established.",
            },
            Text {
                bg: "Каквото хората пишат в системата (причини, заглавия на прекъсвания), стои само на езика, на който е написано. На английските страници то е отбелязано като български текст, но не е преведено.",
                en: "What people write into the system (reasons, titles of outages) stands only in the language it was written in. The English pages mark it as Bulgarian text, but it is not translated.",
            },
            Text {
                bg: "Картата и графиката са чертежи. Същите данни са в таблиците до тях, които се четат и без чертежа.",
                en: "The map and the chart are drawings. The same data are in the tables beside them, which can be read without the drawing.",
            },
        ],
    },
    Passage {
        id: "preparation",
        title: Text {
            bg: "Изготвяне на декларацията", en: "Preparation of this accessibility statement"
        },
        paragraphs: &[
            Text {
                bg: "Декларацията е изготвена на 22 ноември 2026 г. въз основа на самооценка от авторите на програмата; оценка от трета страна не е правена.",
                en: "This statement was prepared on 22 November 2026. It rests on a self-assessment by the program's authors; no third party has made one.",
            },
            Text {
                bg: "При всяка промяна на програмата страниците, през които минават изпитанията ѝ, се проверяват автоматично с axe по правилата за WCAG 2.2, нива A и AA: в светла и в тъмна гама, със и без JavaScript, на екран на компютър и на телефон, и дали се събират на ширина 320 пиксела. Намереното се поправя, преди промяната да бъде приета.",
                en: "With every change of the program, the pages that its tests go through are checked by axe against the rules for WCAG 2.2, levels A and AA: in light and in dark, with and without JavaScript, on a desktop and on a phone, and for reflow at a width of 320 pixels. What is found is corrected before the change is accepted.",
            },
        ],
        items: &[],
    },
];

pub const FEEDBACK: Text =
    Text { bg: "Обратна връзка и контакти", en: "Feedback and contact information" };
pub const FEEDBACK_ASKED: Text = Text {
    bg: "Съобщете какво не можете да прочетете или да използвате и на коя страница, или поискайте съдържанието в друг вид.",
    en: "Say what you cannot read or use and on which page, or ask for the content in another form.",
};
pub const ENFORCEMENT: Text = Text {
    bg: "Процедура за осигуряване на изпълнението",
    en: "Enforcement procedure",
};
pub const ENFORCEMENT_TEXT: Text = Text {
    bg: "Член 9 от Директива (ЕС) 2016/2102 изисква от държавата процедура за случаите, в които отговорът не ви удовлетворява. Задълженията по чл. 58в от Закона за електронното управление са обявени от Министерството на електронното управление; към него можете да се обърнете:",
    en: "Article 9 of Directive (EU) 2016/2102 requires the state to have a procedure for when the answer does not satisfy you. The duties under art. 58c of the Electronic Governance Act are published by the Ministry of Electronic Governance, to which you can turn:",
};
pub const MINISTRY_URL: &str = "https://egov.government.bg";
