//! What is stored about people, as the code does it: `auth/`, `flash.rs`,
//! `conflict/`, `demand/`, and the server's log.

use crate::about::model::Passage;
use crate::text::Text;

pub const WHO: Text = Text { bg: "Кой отговаря", en: "Who is responsible" };
pub const RIGHTS: Text = Text { bg: "Вашите права", en: "Your rights" };
pub const RIGHTS_TEXT: Text = Text {
    bg: "Имате право да поискате достъп до данните за вас, поправка или изтриване (Регламент (ЕС) 2016/679). Можете да се оплачете пред Комисията за защита на личните данни:",
    en: "You have the right to ask for access to the data about you, for their correction or erasure (Regulation (EU) 2016/679). You can complain to the Commission for Personal Data Protection:",
};
pub const COMMISSION_URL: &str = "https://cpdp.bg";

pub const READING: Passage = Passage {
    id: "reading",
    title: Text { bg: "Ако само четете", en: "If you only read" },
    paragraphs: &[Text { bg: "За вас не се пази нищо.", en: "Nothing is kept about you." }],
    items: &[
        Text {
            bg: "Няма бисквитки, акаунт, броячи и проследяване. Страниците не искат нищо от други сайтове; и шрифтът е тук.",
            en: "There are no cookies, accounts, counters or tracking. The pages ask nothing of other sites; the typeface is here, too.",
        },
        Text {
            bg: "Ако наблюдателят е включен, сървърът сам пита публични страници дали услугите са там. За вас не изпраща нищо и от тях не пази нищо.",
            en: "If the observer is switched on, the server asks public pages by itself whether services are there. It sends nothing about you and keeps nothing of them.",
        },
        Text {
            bg: "С настройките по подразбиране програмата записва в дневника си само събития на сървъра, грешки и предупреждения: не и кой какво е отворил и от кой адрес. Администраторът може да поиска по-подробен дневник, а сървърът пред програмата може да води свой.",
            en: "With its default settings the program logs only the server's events, errors and warnings: not who opened what, nor from which address. The administrator may ask for a more detailed log, and a server in front of the program may keep one of its own.",
        },
    ],
};

pub const SIGNED_IN: Passage = Passage {
    id: "signed-in",
    title: Text { bg: "Ако имате акаунт", en: "If you have an account" },
    paragraphs: &[Text {
        bg: "Акаунти имат координаторите, служителите на районите, читателите и администраторите. За тях се пазят:",
        en: "Coordinators, district staff, readers and administrators have accounts. Kept about them are:",
    }],
    items: &[
        Text {
            bg: "потребителско име, роля, райони и паролата, но само като отпечатък (Argon2), от който не се възстановява;",
            en: "the user name, the role, the districts, and the password as a hash (Argon2) from which it cannot be recovered;",
        },
        Text {
            bg: "една бисквитка, която се поставя, щом изпратите формуляра за вход; на сървъра стои само отпечатък от нея. Изтрива се при изход;",
            en: "one cookie, set once you send the sign-in form; the server keeps only a hash of it. It is deleted when you sign out;",
        },
        Text {
            bg: "какво сте променили и кога: в записите, които не се изтриват, стои потребителското ви име. Публиката вижда само ролята;",
            en: "what you changed and when: the ledger, which nobody can erase, has your user name. The public sees only the role;",
        },
        Text {
            bg: "въведеното във формуляр, който не е бил приет, докато ви бъде показано отново; при едновременна промяна – докато изберете коя стойност да остане.",
            en: "what you typed into a form that was refused, until it is shown to you again; and, of two changes at once, yours until you choose which stays.",
        },
    ],
};

pub const CONTESTING: Passage = Passage {
    id: "contesting",
    title: Text { bg: "Ако оспорите нещо", en: "If you contest something" },
    paragraphs: &[Text {
        bg: "Пазят се районът, за какво се отнася, денят и написаното от вас. Име не се иска, бисквитка не се поставя. Текстът става публичен, след като координатор го приеме за разглеждане, и тогава остава в записите. Ако не бъде приет, се изтрива.",
        en: "Kept are the district, what it is about, the day and what you wrote. No name is asked for, and no cookie is set. The text becomes public once a coordinator accepts it for examination, and then stays in the ledger. If it is not accepted, it is erased.",
    }],
    items: &[
        Text {
            bg: "Електронен адрес за отговора се предлага само там, където се изпращат писма, и може да не го дадете. Пази се с езика на формуляра до окончателното решение: тогава се изтрива от оспорването и отива само в писмото с отговора. Не влиза в записите, в отворените данни и в страниците; координаторът вижда само, че искате писмо.",
            en: "An e-mail address for the answer is offered only where letters are sent, and you need not give one. It is kept with the form's language until the final decision: it is then deleted from the dispute and goes into nothing but the letter with the answer. It is not in the ledger, in the open data or on pages; the coordinator sees only that you want a letter.",
        },
        Text {
            bg: "Писмото се пази, докато пощенският сървър го приеме; после от него остава само, че е изпратено. Ако не може да бъде доставено, администраторът го вижда с адреса ви, докато го изпрати отново или го изтрие.",
            en: "The letter is kept until the mail server has taken it; then only that it was sent. If it cannot be delivered, the administrator sees it with your address until it is sent again or thrown away.",
        },
    ],
};

pub const ASKING: Passage = Passage {
    id: "asking",
    title: Text {
        bg: "Ако отбележите, че услуга ви е нужна", en: "If you say that you need a service"
    },
    paragraphs: &[Text {
        bg: "Пази се само броят по услуга, район и седмица. За да не се брои едно натискане два пъти, до края на деня се пази отпечатък (HMAC) от мрежовия адрес, услугата и района, направен със случайна сол за деня. Солта и отпечатъците се изтриват, щом денят мине; след това от тях не остава нищо, по което да се познае кой е натиснал. Докато денят трае, който държи базата данни, би могъл да провери дали даден адрес е сред тях.",
        en: "Only the count by service, district and week is kept. So that one press is not counted twice, a hash (HMAC) of the network address, the service and the district, made with a random salt of the day, is kept until the day is over. The salt and the hashes are then deleted, and nothing is left by which to tell who pressed. While the day lasts, whoever holds the database could check whether a given address is among them.",
    }],
    items: &[],
};

pub const SUBSCRIBING: Passage = Passage {
    id: "subscribing",
    title: Text { bg: "Ако се абонирате", en: "If you subscribe" },
    paragraphs: &[Text {
        bg: "Основанието е вашето съгласие, което потвърждавате от писмото до вас и оттегляте с едно натискане. Пазят се:",
        en: "The ground is your consent, which you confirm from the letter to you and withdraw with one press. Kept are:",
    }],
    items: &[
        Text {
            bg: "електронният ви адрес, езикът, районът или целият град и кога сте потвърдили. Никой от публиката не ги вижда. Непотвърден адрес се изтрива след 7 дни;",
            en: "your e-mail address, the language, the district or the whole city, and when you confirmed. None of the public sees them. An address that is not confirmed is deleted after 7 days;",
        },
        Text {
            bg: "писмата до вас, докато пощенският сървър ги приеме; после остава само, че са изпратени. Връзките в тях се пазят като отпечатък (SHA-256). Недоставените писма с адреса ви вижда администраторът;",
            en: "the letters to you until the mail server has taken them; then only that they were sent. The links in them are kept as a hash (SHA-256). Letters that could not be delivered are seen with your address by the administrator;",
        },
        Text {
            bg: "щом се отпишете, адресът и всичко за него се изтриват веднага. Писмата не съдържат картинки и не съобщават дали сте ги отворили.",
            en: "once you unsubscribe, the address and all that belongs to it are deleted at once. The letters have no pictures and do not tell whether you opened them.",
        },
    ],
};

pub const ADDRESSES: Passage = Passage {
    id: "addresses",
    title: Text { bg: "Мрежовият ви адрес", en: "Your network address" },
    paragraphs: &[Text {
        bg: "Когато изпратите формуляр, чиито опити са ограничени, или вземете отворени данни, карта или значка, сървърът помни мрежовия адрес само в паметта си, за да брои заявките, и го забравя, когато ограничението отмине. Адресът не се записва в базата данни.",
        en: "When you send a form with a limit on attempts, or fetch open data, a map or a badge, the server remembers the network address only in its memory, to count them, and forgets it once the limit has passed. The address is not written to the database.",
    }],
    items: &[],
};
