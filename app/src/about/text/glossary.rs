//! What the words and the abbreviations mean. The abbreviations' sources:
//! edelivery.egov.bg (ССЕВ), iaieu.egov.bg (RegiX), psc.egov.bg (ЕИК), nrnm.nsi.bg
//! (ЕКАТТЕ), the State Gazette, No 15 of 22 February 2022 (ДАЕУ, МЕУ).

use crate::about::model::{Abbreviation, Term};
use crate::text::Text;

pub const LEAD: Text = Text {
    bg: "Какво значат думите и съкращенията на тези страници.",
    en: "What the words and abbreviations on these pages mean.",
};

pub const TERMS: [Term; 18] = [
    Term {
        id: "programa",
        word: Text { bg: "програма", en: "programme" },
        meaning: Text {
            bg: "Нещо, към което районите се присъединяват, със свои етапи и контролен списък. Има две: Единният модел на държавата и услугата „Преместване в София или в рамките на София“.",
            en: "Something districts join, with milestones and a checklist of its own. There are two: the state's Unified Model and the service for moving to or within Sofia.",
        },
    },
    Term {
        id: "prisaedinyavane",
        word: Text { bg: "присъединяване", en: "onboarding" },
        meaning: Text {
            bg: "Един район в една програма: докъде е стигнал, какво му остава, кой е на ход.",
            en: "One district in one programme: how far it has come, what is left, whose move it is.",
        },
    },
    Term {
        id: "etap",
        word: Text { bg: "етап", en: "milestone" },
        meaning: Text {
            bg: "Номерирана стъпка в програма. Етапите се достигат по реда си.",
            en: "A numbered step of a programme. Milestones are reached in their order.",
        },
    },
    Term {
        id: "kontrolen-spisak",
        word: Text { bg: "контролен списък", en: "checklist" },
        meaning: Text {
            bg: "Какво е нужно за всеки етап. Списъкът има версии; коя е важала на даден ден, се знае.",
            en: "What each milestone needs. A checklist has versions; which one held on a day is known.",
        },
    },
    Term {
        id: "iziskvane",
        word: Text { bg: "изискване", en: "requirement" },
        meaning: Text {
            bg: "Един ред от контролния списък. Районът подава доказателство, а координатор го потвърждава или връща с причина. Което не се отнася за района, е неприложимо и има причина.",
            en: "One line of the checklist. The district submits evidence; a coordinator confirms it or sends it back with a reason. What does not apply to a district is set aside with a reason.",
        },
    },
    Term {
        id: "dokazatelstvo",
        word: Text { bg: "доказателство", en: "evidence" },
        meaning: Text {
            bg: "Документ, номер, връзка или описание, които подкрепят изискване. Може да има последен ден на валидност; след него изискването е изтекло.",
            en: "A document, number, link or description that supports a requirement. It may have a last day of validity, after which the requirement is expired.",
        },
    },
    Term {
        id: "otmetka",
        word: Text { bg: "отметка", en: "mark" },
        meaning: Text {
            bg: "Запис, че етап е достигнат: потвърден от координатор или „по данни на“ публичен източник.",
            en: "The record that a milestone is reached: confirmed by a coordinator, or “as reported by” a public source.",
        },
    },
    Term {
        id: "na-hod",
        word: Text { bg: "на ход е", en: "whose move" },
        meaning: Text {
            bg: "Кой трябва да направи следващото: районът, общината, държавата или доставчикът, и от кой ден.",
            en: "Who must do the next thing: the district, the municipality, the state or the vendor, and since when.",
        },
    },
    Term {
        id: "gotov",
        word: Text { bg: "готов", en: "ready" },
        meaning: Text {
            bg: "Район, който е достигнал всичко преди пускането.",
            en: "A district that has reached everything before going live.",
        },
    },
    Term {
        id: "raboti",
        word: Text { bg: "работи", en: "live" },
        meaning: Text {
            bg: "Район, в който програмата е пусната и не е спряна.",
            en: "A district where the programme has gone live and is not suspended.",
        },
    },
    Term {
        id: "spryan",
        word: Text { bg: "спрян", en: "suspended" },
        meaning: Text {
            bg: "Район, който е работил и временно не работи, с публична причина и очаквано връщане.",
            en: "A district that was live and for a time is not, with a public reason and an expected return.",
        },
    },
    Term {
        id: "dati",
        word: Text {
            bg: "прозорец, предпочитана и договорена дата",
            en: "window, preferred and agreed date",
        },
        meaning: Text {
            bg: "Три различни дати на пускане: кога е възможно, кога районът би искал, кога е уговорено. Всяка промяна се пази с причината.",
            en: "Three different dates of going live: when it is possible, when the district would like it, when it is agreed. Every change is kept with its reason.",
        },
    },
    Term {
        id: "pokritie",
        word: Text { bg: "покритие", en: "coverage" },
        meaning: Text {
            bg: "Къде работи програмата, по три правила: във всички райони, в поне един, по жители.",
            en: "Where the programme is live, by three rules: in all districts, in at least one, by residents.",
        },
    },
    Term {
        id: "ravna-podgotvenost",
        word: Text { bg: "равна подготвеност", en: "equal readiness" },
        meaning: Text {
            bg: "Най-ниският, средният и най-високият потвърден етап сред районите и разликата между тях. Целта на града е районите да се присъединят при равна подготвеност.",
            en: "The lowest, the median and the highest confirmed milestone among the districts, and the spread between them. The city's goal is that districts join at equal readiness.",
        },
    },
    Term {
        id: "prekasvane",
        word: Text { bg: "прекъсване", en: "outage" },
        meaning: Text {
            bg: "Обща система, която не работи. Докато трае, засегнатото не е на ход на нито един район.",
            en: "A shared system that does not work. While it lasts, what it touches is no district's move.",
        },
    },
    Term {
        id: "osporvane",
        word: Text { bg: "оспорване", en: "dispute" },
        meaning: Text {
            bg: "Някой твърди, че показаното за етап не е вярно или че услуга не работи. Отговаря се в срок от десет работни дни, а отговорът остава публикуван.",
            en: "Somebody says that what is shown of a milestone is not true, or that a service does not work. It is to be answered within ten working days, and the answer stays published.",
        },
    },
    Term {
        id: "usluga",
        word: Text { bg: "услуга и епизод от живота", en: "service and life event" },
        meaning: Text {
            bg: "Услугата е това, за което хората идват в района. Епизодът от живота е поредица от услуги около едно събитие, например преместване.",
            en: "A service is what people come to a district for. A life event is a sequence of services around one occasion, such as moving.",
        },
    },
    Term {
        id: "zapis",
        word: Text { bg: "запис", en: "entry" },
        meaning: Text {
            bg: "Една промяна: какво, от каква на каква стойност, защо, от кого, откога е вярно и кога е записано. Записите само се добавят.",
            en: "One change: what, from which to which value, why, by whom, since when it is true and when it was written. Entries are only added.",
        },
    },
];

pub const ABBREVIATIONS: [Abbreviation; 7] = [
    Abbreviation {
        id: "daeu",
        short: Text { bg: "ДАЕУ", en: "ДАЕУ" },
        long: Text {
            bg: "Държавна агенция „Електронно управление“", en: "State e-Government Agency"
        },
        meaning: Text {
            bg: "Отговаряше за електронното управление до 2022 г., когато беше закрита със закон.",
            en: "Was in charge of e-government until 2022, when it was closed by law.",
        },
    },
    Abbreviation {
        id: "meu",
        short: Text { bg: "МЕУ", en: "МЕУ" },
        long: Text {
            bg: "Министерство на електронното управление", en: "Ministry of Electronic Governance"
        },
        meaning: Text {
            bg: "Пое правомощията на ДАЕУ през 2022 г.",
            en: "Took over the agency's powers in 2022.",
        },
    },
    Abbreviation {
        id: "ssev",
        short: Text { bg: "ССЕВ", en: "ССЕВ" },
        long: Text {
            bg: "Система за сигурно електронно връчване", en: "Secure e-Delivery System"
        },
        meaning: Text {
            bg: "Чрез нея администрациите и хората си изпращат документи с доказан час на получаване.",
            en: "Through it administrations and people send each other documents with proof of when they arrived.",
        },
    },
    Abbreviation {
        id: "regix",
        short: Text { bg: "RegiX", en: "RegiX" },
        long: Text {
            bg: "Информационна система за обмен на справочна и удостоверителна информация",
            en: "Registry Information Exchange System",
        },
        meaning: Text {
            bg: "Чрез нея една администрация взема данни от регистрите на друга, вместо да ги иска от човека.",
            en: "Through it an administration takes data from another one's registers instead of asking the person.",
        },
    },
    Abbreviation {
        id: "zeu",
        short: Text { bg: "ЗЕУ", en: "ЗЕУ" },
        long: Text {
            bg: "Закон за електронното управление", en: "Electronic Governance Act"
        },
        meaning: Text {
            bg: "Урежда електронните услуги и документи на администрациите.",
            en: "Governs the administrations' electronic services and documents.",
        },
    },
    Abbreviation {
        id: "eik",
        short: Text { bg: "ЕИК", en: "BULSTAT" },
        long: Text {
            bg: "Единен идентификационен код", en: "Register of legal entities and public bodies"
        },
        meaning: Text {
            bg: "Номерът на всяка организация в регистър БУЛСТАТ.",
            en: "The register in which every public body has its number.",
        },
    },
    Abbreviation {
        id: "ekatte",
        short: Text { bg: "ЕКАТТЕ", en: "EKATTE" },
        long: Text {
            bg: "Единен класификатор на административно-териториалните и териториалните единици",
            en: "Unified Classifier of Administrative-Territorial and Territorial Units",
        },
        meaning: Text {
            bg: "Списъкът на националната статистика, в който всеки район има код.",
            en: "The national statistics' list in which every district has a code.",
        },
    },
];
