//! The words of demand.

use chrono::{Datelike, Days};

use super::model::{Amount, FLOOR, Rank};
use crate::capacity::model::Week;
use crate::text::{Lang, Text, grouped, short_date};

pub const DEMAND: Text = Text { bg: "Търсени услуги", en: "Services in demand" };
pub const LEAD: Text = Text {
    bg: "Кои услуги са отбелязали хората като нужни електронно и в кой район. Всеки може да го направи, без акаунт и без да казва кой е.",
    en: "Which services people said they need online, and in which district. Anybody can say so, without an account and without telling who they are.",
};
pub const RULE: Text = Text {
    bg: "Брои се по услуга, район и седмица: веднъж на ден за един мрежов адрес, затова хората може да са повече. Показват се само седмици, които са минали. Число под 5 не се показва, нито дали е 0, а сборовете са само от показаните числа; така от нищо не може да се извади кой колко е.",
    en: "Counted by service, district and week: once a day for a network address, so there may be more people. Only weeks that are over are shown. A number below 5 is not shown, nor whether it is 0, and totals are of the numbers shown alone; so nothing can be subtracted to find one.",
};
pub const HOW: Text = Text { bg: "Как се брои", en: "How it is counted" };
pub const NEED: Text = Text { bg: "Нужна ми е електронно", en: "I need this online" };
pub const NEED_LEAD: Text = Text {
    bg: "Тази услуга още не е електронна навсякъде. Нужна ли ви е във вашия район?",
    en: "This service is not online everywhere yet. Do you need it in your district?",
};
pub const NEED_TITLE: Text =
    Text { bg: "Нужна ми е услуга електронно", en: "I need a service online" };
pub const NEED_FORM: Text = Text {
    bg: "Изберете услугата и района. Не се пита кой сте и нищо за вас не остава след днешния ден.",
    en: "Choose the service and the district. Nobody asks who you are, and nothing about you is kept after today.",
};
pub const THANKS: Text = Text { bg: "Благодарим", en: "Thank you" };
pub const COUNTED_ONCE: Text = Text {
    bg: "За деня се брои веднъж, колкото пъти и да натиснете. Видно става, когато седмицата мине и ако числото е поне 5. Координаторите виждат същото и по него решават какво да поискат първо.",
    en: "It counts once for the day, however often you press. It becomes visible when the week is over, provided the number is at least 5. Coordinators see the same and go by it when they decide what to ask for first.",
};
pub const TO_SERVICE: Text = Text { bg: "Към услугата", en: "To the service" };
pub const TO_DISTRICT: Text =
    Text { bg: "Към услугите на района", en: "To the district's services" };
pub const NOT_COUNTED: Text = Text { bg: "Не е отбелязано", en: "It was not counted" };
pub const AT_LEAST: Text = Text { bg: "Общо поне", en: "At least in all" };
pub const NOW: Text = Text { bg: "Днес в района", en: "In the district today" };
pub const NOTHING: Text = Text {
    bg: "За тези седмици няма услуга в район с число поне 5.",
    en: "In these weeks no service in any district has a number of at least 5.",
};
pub const EARLIER: Text = Text { bg: "По-ранни седмици", en: "Earlier weeks" };
pub const LATER: Text = Text { bg: "По-късни седмици", en: "Later weeks" };
pub const WEEKS_SHOWN: Text = Text { bg: "Седмици", en: "Weeks" };
pub const SIGNAL: Text = Text {
    bg: "Какво се търси, а не е електронно",
    en: "What is needed and is not online",
};
pub const SIGNAL_LEAD: Text = Text {
    bg: "Най-търсеното през последните четири минали седмици е първо.",
    en: "What was needed most in the last four weeks that are over comes first.",
};
pub const SIGNAL_NOTHING: Text = Text {
    bg: "През последните четири минали седмици никоя услуга не е търсена поне 5 пъти седмично в район, където не е електронна.",
    en: "In the last four weeks that are over no service was needed at least 5 times a week in a district where it is not online.",
};

/// An amount as it is shown.
#[must_use]
pub fn amount_text(lang: Lang, amount: Amount) -> String {
    match amount {
        Amount::Few => lang.pick(format!("по-малко от {FLOOR}"), format!("fewer than {FLOOR}")),
        Amount::Said(count) => grouped(lang, i64::from(count)),
    }
}

/// How much something is needed.
#[must_use]
pub fn rank_text(rank: Rank) -> Text {
    match rank {
        Rank::Most => Text { bg: "най-търсена", en: "needed most" },
        Rank::Much => Text { bg: "много търсена", en: "needed much" },
        Rank::Some => Text { bg: "търсена", en: "needed" },
    }
}

/// „16.11–22.11.2026 г.“ / “16 Nov – 22 Nov 2026”
#[must_use]
pub fn week_text(lang: Lang, week: Week) -> String {
    let monday = week.monday();
    let sunday = monday.checked_add_days(Days::new(6)).unwrap_or(monday);
    let until = short_date(lang, sunday);
    match lang {
        Lang::Bg => format!("{:02}.{:02}–{until}", monday.day(), monday.month()),
        Lang::En => {
            let from = short_date(lang, monday);
            let from = from.rsplit_once(' ').map_or(from.as_str(), |(day, _)| day);
            format!("{from} – {until}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_named_by_its_days() {
        let week = Week::from_key("2026-W53").unwrap();
        assert_eq!(week_text(Lang::Bg, week), "28.12–03.01.2027 г.");
        assert_eq!(week_text(Lang::En, week), "28 Dec – 3 Jan 2027");
    }
}
