//! The words of subscriptions and of the letters they bring.

use super::news::{News, What};
use super::notice::Names;
use crate::mail::model::Letterhead;
use crate::service::model::State;
use crate::service::text::state_text;
use crate::text::{Bilingual, Lang, Text, long_date, slip_reason_text};

pub const SUBSCRIBE: Text = Text { bg: "Абонамент за новини", en: "Subscribe to news" };
pub const LEAD: Text = Text {
    bg: "Получавайте по електронна поща месечния бюлетин и съобщение, когато работеща услуга отпадне или договорена дата се премести – за един район или за целия град.",
    en: "Get the monthly bulletin by e-mail, and a message when a live service falls back or an agreed date moves: for one district or for the whole city.",
};
pub const EMAIL: Text = Text { bg: "Електронен адрес", en: "E-mail address" };
pub const EMAIL_HINT: Text = Text {
    bg: "На него ще изпратим писмо с връзка. Абонаментът започва едва когато я отворите и потвърдите.",
    en: "We send a letter with a link to it. The subscription begins only when you open the link and confirm.",
};
pub const SCOPE: Text = Text { bg: "За какво", en: "About" };
pub const WHOLE_CITY: Text = Text { bg: "Целият град", en: "The whole city" };
pub const SEND: Text = Text { bg: "Абониране", en: "Subscribe" };
pub const WHAT_IS_KEPT: Text = Text {
    bg: "Пазят се адресът, районът и езикът, докато не се отпишете. Във всяко писмо има връзка за отписване с едно натискане.",
    en: "The address, the district and the language are kept until you unsubscribe. Every letter has a link to unsubscribe with one press.",
};
pub const MORE: Text =
    Text { bg: "Какво се пази за хората", en: "What is kept about people" };
pub const NO_MAIL: Text = Text {
    bg: "Тази инсталация не изпраща писма. Можете да следите бюлетина с четец на новини:",
    en: "This installation sends no letters. You can follow the bulletin with a feed reader:",
};
pub const CHECK_MAIL: Text = Text { bg: "Проверете пощата си", en: "Check your mail" };
pub const CHECK_MAIL_TEXT: Text = Text {
    bg: "Изпратихме писмо с връзка за потвърждение. Ако до час не пристигне, погледнете при нежеланата поща или попълнете формуляра отново. Непотвърдените адреси се изтриват след 7 дни.",
    en: "We have sent a letter with a link to confirm. If it has not come within an hour, look among the unwanted mail or fill in the form again. Addresses that are not confirmed are deleted after 7 days.",
};
pub const CONFIRM: Text =
    Text { bg: "Потвърждаване на абонамента", en: "Confirm the subscription" };
pub const CONFIRM_LEAD: Text = Text {
    bg: "Натиснете бутона, за да започнат писмата.",
    en: "Press the button to have letters sent to you.",
};
pub const CONFIRM_BUTTON: Text = Text { bg: "Потвърждавам", en: "I confirm" };
pub const CONFIRMED: Text =
    Text { bg: "Абонаментът е потвърден", en: "The subscription is confirmed" };
pub const CONFIRMED_TEXT: Text = Text {
    bg: "Ще получите следващия бюлетин и съобщенията за промени.",
    en: "You will get the next bulletin and the messages about changes.",
};
pub const GONE: Text =
    Text { bg: "Връзката вече не важи", en: "The link is no longer valid" };
pub const GONE_TEXT: Text = Text {
    bg: "Тя се използва веднъж и важи 7 дни. Ако абонаментът ви още не е потвърден, попълнете формуляра отново.",
    en: "It can be used once, within 7 days. If your subscription is not confirmed yet, fill in the form again.",
};
pub const UNSUBSCRIBE: Text = Text { bg: "Отписване", en: "Unsubscribe" };
pub const UNSUBSCRIBE_LEAD: Text = Text {
    bg: "Натиснете бутона и писмата спират. Адресът ви се изтрива.",
    en: "Press the button and the letters stop. Your address is deleted.",
};
pub const UNSUBSCRIBE_BUTTON: Text = Text { bg: "Отписвам се", en: "Unsubscribe me" };
pub const UNSUBSCRIBED: Text = Text { bg: "Отписахте се", en: "You are unsubscribed" };
pub const UNSUBSCRIBED_TEXT: Text = Text {
    bg: "Адресът е изтрит и повече няма да получавате писма от тук.",
    en: "The address is deleted, and you will get no more letters from here.",
};
pub const AGAIN: Text = Text { bg: "Към абонамента", en: "To the subscription" };
pub const TO_BULLETIN: Text = Text { bg: "Към бюлетина", en: "To the bulletin" };
pub const CONFIRM_SUBJECT: Text = Text {
    bg: "Потвърдете абонамента си за Редом",
    en: "Confirm your subscription to Redom",
};
pub const CONFIRM_TEXT: Text = Text {
    bg: "За да започнат писмата, отворете връзката и натиснете „Потвърждавам“. Ако не сте го искали вие, не правете нищо: след 7 дни адресът ви ще бъде изтрит.",
    en: "To have letters sent to you, open the link and press “I confirm”. If it was not you who asked, do nothing: your address is deleted after 7 days.",
};
pub const CONFIRM_LINK: Text = Text { bg: "Потвърждаване", en: "Confirm" };
pub const CONFIRM_WHY: Text = Text {
    bg: "Получавате това писмо, защото адресът ви е въведен във формуляра за абонамент на Редом.",
    en: "You get this letter because your address was entered into Redom's subscription form.",
};
pub const OPEN_DISTRICT: Text =
    Text { bg: "Страницата на района", en: "The district's page" };
pub const NOT_AN_ADDRESS: Text = Text {
    bg: "Това не е електронен адрес. Въведете един адрес с латински букви, например ime@example.bg.",
    en: "This is not an e-mail address. Enter one address, for example name@example.com.",
};

/// What somebody asked for.
#[must_use]
pub fn scope_text(lang: Lang, district: Option<&Bilingual>) -> String {
    match district {
        Some(name) => lang.pick(
            format!(
                "Някой, вероятно вие, поиска да получавате бюлетина на Редом и новини за район „{}“.",
                name.bg
            ),
            format!(
                "Somebody, probably you, asked that you get Redom's bulletin and news of the district of {}.",
                name.en
            ),
        ),
        None => lang.pick(
            "Някой, вероятно вие, поиска да получавате бюлетина на Редом и новини за всички райони на София."
                .to_owned(),
            "Somebody, probably you, asked that you get Redom's bulletin and news of all districts of Sofia."
                .to_owned(),
        ),
    }
}

/// Why a subscriber gets a letter.
#[must_use]
pub fn why_text(lang: Lang, letterhead: &Letterhead) -> String {
    let site = &letterhead.public_url;
    lang.pick(
        format!("Получавате това писмо, защото сте се абонирали за новините на Редом ({site})."),
        format!("You get this letter because you subscribed to the news of Redom ({site})."),
    )
}

/// A letter's subject and its paragraphs.
#[must_use]
pub fn news_text(lang: Lang, one: &News, names: &Names) -> (String, Vec<String>) {
    let district = lang.pick(format!("Район „{}“", names.district.bg), names.district.en.clone());
    let programme = names.programme.as_ref().map(|one| one.name.get(lang)).unwrap_or_default();
    let service = names.service.get(lang);
    let day = |day| long_date(lang, day);
    let (subject, said) = match &one.what {
        What::Suspended(suspension) => (
            lang.pick("работата е временно спряна", "suspended"),
            lang.pick(
                format!(
                    // A Bulgarian day ends in „г.“ and so the sentence.
                    "Работата по „{programme}“ е временно спряна от {} Очаквано връщане: {}",
                    day(suspension.since),
                    day(suspension.expected_return)
                ),
                format!(
                    "“{programme}” is suspended since {}. Expected to return: {}.",
                    day(suspension.since),
                    day(suspension.expected_return)
                ),
            ),
        ),
        What::MarkGone { .. } => (
            lang.pick("вече не се води работещ", "no longer live"),
            lang.pick(
                format!("Районът вече не се води работещ по „{programme}“: отметката е оттеглена."),
                format!("The district is no longer live in “{programme}”: the mark was taken back."),
            ),
        ),
        What::DateMoved { milestone, from, to, because } => {
            let of = milestone.as_deref().and_then(|key| names.programme.as_ref()?.milestone(key));
            let what = match of {
                Some(one) => lang.pick(
                    format!("за етап „{}“ по „{programme}“", one.name.bg),
                    format!("for the milestone “{}” of “{programme}”", one.name.en),
                ),
                None => lang.pick(
                    format!("за започване на работа по „{programme}“"),
                    format!("for going live in “{programme}”"),
                ),
            };
            let mut said = match to {
                Some(to) => lang.pick(
                    format!(
                        "Договорената дата {what} е преместена: беше {}, сега е {}",
                        day(*from),
                        day(*to)
                    ),
                    format!(
                        "The agreed date {what} has moved: it was {} and is now {}.",
                        day(*from),
                        day(*to)
                    ),
                ),
                None => lang.pick(
                    format!("Договорената дата {what} ({}) е отменена и нова още няма.", day(*from)),
                    format!(
                        "The agreed date {what} ({}) no longer holds, and there is no new one yet.",
                        day(*from)
                    ),
                ),
            };
            if let Some(because) = because {
                let why = slip_reason_text(*because).get(lang);
                said = lang.pick(format!("{said} Причина: {why}."), format!("{said} Reason: {why}."));
            }
            (lang.pick("преместена договорена дата", "an agreed date has moved"), said)
        }
        What::Declared { to, .. } => {
            let is = state_text(to.map_or(State::Unknown, crate::service::model::Declared::state)).get(lang);
            (
                lang.pick("услуга вече не е онлайн", "a service is no longer online"),
                lang.pick(
                    format!("Според района услугата „{service}“ вече не е изцяло онлайн. Обявено: {is}."),
                    format!("By the district's word the service “{service}” is no longer wholly online. Declared: {is}."),
                ),
            )
        }
        What::Observed { to, .. } => {
            let is = state_text(to.map_or(State::Unknown, crate::service::model::Observed::state)).get(lang);
            (
                lang.pick("услуга не е открита онлайн", "a service was not found online"),
                lang.pick(
                    format!("При проверка услугата „{service}“ вече не е открита изцяло онлайн. Наблюдавано: {is}."),
                    format!("When last looked for, the service “{service}” was no longer wholly online. Observed: {is}."),
                ),
            )
        }
    };
    let reason =
        one.reason.as_ref().map(|text| lang.pick(format!("Причина: {text}"), format!("Reason: {text}")));
    let paragraphs = [Some(format!("{district}: {said}")), reason].into_iter().flatten().collect();
    (format!("{district}: {subject}"), paragraphs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::onboarding::model::{SlipReason, Suspension};

    /// Bulgarian days end in „г.“, which ends a sentence, too.
    #[test]
    fn no_sentence_ends_twice() {
        let day = |text: &str| text.parse().unwrap();
        let suspension = Suspension {
            since: day("2026-11-22"),
            reason: "Наводнен сървър".to_owned(),
            expected_return: day("2027-01-11"),
        };
        let moved = |to: Option<&str>, because| What::DateMoved {
            milestone: None,
            from: day("2027-02-16"),
            to: to.map(day),
            because,
        };
        for what in [
            What::Suspended(suspension),
            moved(Some("2027-03-16"), None),
            moved(Some("2027-03-16"), Some(SlipReason::Municipality)),
            moved(None, None),
            moved(None, Some(SlipReason::Vendor)),
            What::MarkGone { position: 1 },
            What::Declared { service: 1, to: None },
            What::Observed { service: 1, to: None },
        ] {
            let news =
                News { programme: String::new(), district: "lyulin".to_owned(), what, reason: None, seq: 1 };
            let names =
                Names { district: Bilingual::default(), programme: None, service: Bilingual::default() };
            for lang in Lang::ALL {
                let (_, said) = news_text(lang, &news, &names);
                let said = said.join("\n");
                assert!(said.ends_with('.') && !said.contains(".."), "{said}");
            }
        }
    }
}
