//! The words of the observer.

use super::model::{Failure, Outcome, Streak};
use crate::error::ObserverRule;
use crate::service::text::observed_text;
use crate::text::{Lang, Text, n_of_m};

pub const OBSERVER: Text = Text { bg: "Наблюдател", en: "Observer" };
pub const LEAD: Text = Text {
    bg: "Програмата пита посочените публични страници дали услугата е там и записва видяното като наблюдение. Един отговор не променя нищо: „електронно“ се записва, когато думите са намерени два пъти подред, „не работи“ – след три неуспеха подред. Всичко останало се вижда само тук и чака човек да погледне.",
    en: "The program asks the pages named here whether the service is there and records what it sees as an observation. One answer changes nothing: “online” is recorded when the words were found twice in a row, “does not work” after three failures in a row. Everything else is seen only here and waits for a person to look.",
};
pub const IS_OFF: Text = Text {
    bg: "Наблюдателят е изключен и сам не пита нищо. Включва се от администратора (observer_enabled).",
    en: "The observer is switched off and asks nothing by itself. The administrator switches it on (observer_enabled).",
};
pub const ADD: Text = Text { bg: "Нова проверка", en: "New check" };
pub const ADD_BUTTON: Text = Text { bg: "Добавяне", en: "Add" };
pub const ADDRESS: Text = Text { bg: "Адрес на страницата", en: "Address of the page" };
pub const ADDRESS_HINT: Text = Text {
    bg: "Публичен, започва с https:// или http://. Вътрешни адреси и числа вместо име не се приемат.",
    en: "Public, beginning with https:// or http://. Internal addresses and numbers instead of a name are refused.",
};
pub const PHRASE: Text = Text {
    bg: "Какво пише там, когато услугата работи",
    en: "What it says when the service works",
};
pub const PHRASE_HINT: Text = Text {
    bg: "Думи от самата страница, които ги няма на страница за грешка. Главни букви и интервали не са важни.",
    en: "Words of the page itself that an error page does not have. Capitals and spaces do not matter.",
};
pub const CHECKS: Text = Text { bg: "Проверки", en: "Checks" };
pub const NONE: Text = Text { bg: "Още няма проверки.", en: "There are no checks yet." };
pub const ASKED_LAST: Text = Text { bg: "Последно", en: "Last asked" };
pub const ASKED_NEXT: Text = Text { bg: "Следващо", en: "Next" };
pub const IN_A_ROW: Text = Text { bg: "Видяно подред", en: "Seen in a row" };
pub const ACTIONS: Text = Text { bg: "Действия", en: "Actions" };
pub const NEVER: Text = Text { bg: "още не е питано", en: "not asked yet" };
pub const NOTHING_YET: Text = Text { bg: "още нищо", en: "nothing yet" };
pub const ASK_NOW: Text = Text { bg: "Провери сега", en: "Ask now" };
pub const REMOVE: Text = Text { bg: "Премахване", en: "Remove" };

/// What came of asking.
#[must_use]
pub fn outcome_text(lang: Lang, outcome: Outcome) -> String {
    let fixed = |bg: &str, en: &str| lang.pick(bg, en).to_owned();
    match outcome {
        Outcome::Offers => fixed("услугата е там", "the service is there"),
        Outcome::Lacks => fixed(
            "страницата отговаря, но думите ги няма; вижте я сами",
            "the page answers, but the words are not there; look for yourself",
        ),
        Outcome::Robots => {
            fixed("сайтът не желае програми (robots.txt)", "the site wants no programs (robots.txt)")
        }
        Outcome::NoRules => fixed(
            "robots.txt не може да се прочете, затова страницата не е питана",
            "its robots.txt cannot be read, so the page was not asked",
        ),
        Outcome::Denied(status) => lang.pick(
            format!("сайтът отпраща програмата ({status}); вижте сами"),
            format!("the site turns the program away ({status}); look for yourself"),
        ),
        Outcome::Busy => fixed("сайтът помоли да се върнем по-късно", "the site asked us to come back later"),
        Outcome::Refused(rule) => {
            let where_to = forbidden(rule).get(lang);
            lang.pick(
                format!("адресът или пренасочване от него води към {where_to}; не се пита"),
                format!("the address, or a redirect from it, leads to {where_to}; it is not asked"),
            )
        }
        Outcome::Failed(failure) => failure_text(lang, failure),
    }
}

fn forbidden(rule: ObserverRule) -> Text {
    match rule {
        ObserverRule::NotAnAddress => {
            Text { bg: "нещо, което не е страница", en: "what is no page" }
        }
        ObserverRule::HasPassword => {
            Text { bg: "адрес с парола", en: "an address with a password" }
        }
        ObserverRule::NotAName => {
            Text { bg: "число вместо име", en: "a number instead of a name" }
        }
        ObserverRule::Internal => Text { bg: "вътрешна мрежа", en: "an internal network" },
        ObserverRule::OtherPort => Text { bg: "друг порт", en: "another port" },
    }
}

fn failure_text(lang: Lang, failure: Failure) -> String {
    let fixed = |bg: &str, en: &str| lang.pick(bg, en).to_owned();
    match failure {
        Failure::Status(status) => {
            lang.pick(format!("отговаря с грешка {status}"), format!("answers with error {status}"))
        }
        Failure::TimedOut => fixed("не отговори за 10 секунди", "did not answer in 10 seconds"),
        Failure::Unreachable => fixed("няма връзка", "no connection"),
        Failure::Broken => fixed("връзката се прекъсна", "the connection broke"),
        Failure::Redirects => fixed("пренасочва без край", "redirects without end"),
        Failure::NotText => fixed("отговорът не е текст за четене", "the answer is no text to be read"),
    }
}

/// What was seen in a row, and how often of the times that make it known.
#[must_use]
pub fn streak_text(lang: Lang, streak: Streak) -> Option<String> {
    let seen = observed_text(streak.seen?).get(lang);
    let needed = streak.needed();
    Some(format!("{seen}: {}", n_of_m(lang, streak.times.min(needed), needed)))
}

/// The source of an observation: where, and what was seen how often. In both
/// languages, as it is kept in one text.
#[must_use]
pub fn seen_text(host: &str, phrase: &str, outcome: Outcome, times: u32) -> String {
    let what = match outcome {
        Outcome::Offers => format!("„{phrase}“"),
        other => format!("{} / {}", outcome_text(Lang::Bg, other), outcome_text(Lang::En, other)),
    };
    format!("{host}: {what}, {times} ×")
}

/// Why an address is not asked.
#[must_use]
pub fn rule_text(lang: Lang, rule: ObserverRule) -> String {
    let text = match rule {
        ObserverRule::NotAnAddress => Text {
            bg: "Не е адрес на страница. Напишете го цял, например https://egov.bg/.",
            en: "This is not the address of a page. Write it whole, such as https://egov.bg/.",
        },
        ObserverRule::HasPassword => Text {
            bg: "В адреса има потребителско име или парола. Махнете ги: питат се само публични страници.",
            en: "The address has a user name or a password. Remove them: only public pages are asked.",
        },
        ObserverRule::NotAName => Text {
            bg: "Вместо име в адреса има число. Напишете името на сайта.",
            en: "The address has a number instead of a name. Write the site's name.",
        },
        ObserverRule::Internal => Text {
            bg: "Адресът води към вътрешна мрежа. Питат се само страници в публичния интернет.",
            en: "The address leads into an internal network. Only pages on the public internet are asked.",
        },
        ObserverRule::OtherPort => Text {
            bg: "Адресът е с друг порт. Питат се само обикновените (80 и 443).",
            en: "The address has another port. Only the usual ones are asked (80 and 443).",
        },
    };
    text.get(lang).to_owned()
}
