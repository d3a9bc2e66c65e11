//! The words of life events.

use leptos::prelude::*;

use super::model::{End, Outcome};
use crate::service::model::{State, Tally};
use crate::service::text::state_text;
use crate::text::{Lang, Text, long_date, n_of_m};

pub const LIFE_EVENTS: Text = Text { bg: "Епизоди от живота", en: "Life events" };
pub const LEAD: Text = Text {
    bg: "Хората не идват за отделна услуга, а защото се местят, женят или им се ражда дете. Всеки епизод е редица от стъпки, всяка от които е услуга.",
    en: "People do not come for a single service but because they move, marry or have a child. Each life event is a row of steps, and each step is a service.",
};
pub const HERE: Text =
    Text { bg: "Какво мога да направя днес?", en: "What can I do here today?" };
pub const HERE_SHORT: Text = Text { bg: "Какво мога днес?", en: "What can I do?" };
pub const HERE_LEAD: Text = Text {
    bg: "Изберете какво ви предстои и къде. Ще видите стъпките по ред и коя от тях може да се направи електронно.",
    en: "Choose what lies ahead and where. You will see the steps in order, and which of them can be done online.",
};
pub const EVENT: Text = Text { bg: "Какво ви предстои", en: "What lies ahead" };
pub const FROM: Text = Text { bg: "Откъде се местите", en: "Where you move from" };
pub const FROM_HINT: Text =
    Text { bg: "Само при преместване.", en: "Only when you are moving." };
pub const TO: Text = Text { bg: "Къде се местите", en: "Where you move to" };
pub const WHERE: Text = Text { bg: "Район", en: "District" };
pub const OUTSIDE: Text = Text { bg: "извън София", en: "outside Sofia" };
pub const SHOW: Text = Text { bg: "Показване на стъпките", en: "Show the steps" };
pub const SHARE: Text = Text {
    bg: "Адресът на тази страница може да се запази и изпрати: показва това, което е записано в деня на отваряне.",
    en: "The address of this page can be kept and sent on: it shows what is recorded on the day it is opened.",
};
pub const STEPS: Text = Text { bg: "Стъпки", en: "Steps" };
pub const TWO_ENDED: Text = Text {
    bg: "с две страни: нужни са и районът, който напускате, и новият",
    en: "two-ended: it takes both the district you leave and the new one",
};
pub const ON_PORTAL: Text = Text {
    bg: "Районите и Единният портал",
    en: "The districts and the state portal",
};
pub const WITHIN_ONE: Text = Text {
    bg: "с две страни, но в рамките на района е нужен само той",
    en: "two-ended, but within one district it takes only that one",
};
pub const DESIGN: Text = Text { bg: "Как се проектира", en: "How it is being designed" };
pub const DESIGN_UNKNOWN: Text = Text {
    bg: "За фазата на проекта няма данни.",
    en: "Nothing is known of its design's phase.",
};
pub const LAST_KNOWN: Text =
    Text { bg: "Последно известна фаза", en: "Last known phase" };
pub const ALL_PHASES: Text = Text { bg: "Фазите по ред", en: "The phases in order" };
pub const INTEGRATION: Text =
    Text { bg: "Колко са свързани стъпките", en: "How closely the steps are joined" };
pub const INTEGRATION_UNKNOWN: Text = Text {
    bg: "Няма данни: не е намерен източник, който да го казва.",
    en: "No data: no source was found that says so.",
};
pub const ALL_LEVELS: Text = Text { bg: "Степените по ред", en: "The levels in order" };
pub const OFFERED: Text = Text { bg: "Къде се предлага", en: "Where it is offered" };
pub const OFFERED_HINT: Text = Text {
    bg: "Стъпките електронно във всеки район. При стъпка с две страни това е само неговата страна.",
    en: "The steps online in each district. For a two-ended step this is its own side only.",
};
pub const STEPS_ONLINE: Text = Text { bg: "Електронни стъпки", en: "Steps online" };
pub const TO_LIFE_EVENTS: Text = Text { bg: "Към всички епизоди", en: "To all life events" };
pub const NOT_WATCHED: Text = Text {
    bg: "Какво предлага общината, която напускате, не се следи тук; попитайте там.",
    en: "What the municipality you leave offers is not recorded here; ask there.",
};

pub const SIDES: Text = Text {
    bg: "Обявено и наблюдавано, с датите",
    en: "Declared and observed, with their days",
};

/// Links to the pages of life events, each after a space.
#[must_use]
pub fn ways(lang: Lang) -> AnyView {
    let code = lang.code();
    view! {
        " "<a href=format!("/{code}/kakvo-moga")>{HERE.get(lang)}</a>
        " "<a href=format!("/{code}/epizodi")>{LIFE_EVENTS.get(lang)}</a>
    }
    .into_any()
}

/// „2 от 4 стъпки можете да направите електронно; 1 е на гише; за 1 няма данни.“
#[must_use]
pub fn summary_text(lang: Lang, tally: &Tally) -> String {
    let online = n_of_m(lang, tally.count(State::Online), tally.total());
    let rest: Vec<String> = tally
        .present()
        .filter(|(state, _)| *state != State::Online)
        .map(|(state, count)| rest_text(lang, state, count))
        .collect();
    let rest = if rest.is_empty() { String::new() } else { format!("; {}", rest.join("; ")) };
    let steps = match (lang, tally.total()) {
        (Lang::Bg, 1) => "стъпка",
        (Lang::Bg, _) => "стъпки",
        (Lang::En, 1) => "step",
        (Lang::En, _) => "steps",
    };
    lang.pick(
        format!("{online} {steps} можете да направите електронно{rest}."),
        format!("{online} {steps} can be done online{rest}."),
    )
}

fn rest_text(lang: Lang, state: State, count: u64) -> String {
    let word = state_text(state).get(lang);
    match (lang, state) {
        (Lang::Bg, State::Unknown) => format!("за {count} няма данни"),
        (Lang::En, State::Unknown) => format!("no data on {count}"),
        (Lang::Bg, State::Disagree) => format!("за {count} обявеното и наблюдаваното се разминават"),
        (Lang::En, State::Disagree) => format!("declared and observed disagree on {count}"),
        _ => format!("{count} {word}"),
    }
}

/// Where an end is, in running text.
#[must_use]
pub fn end_text(lang: Lang, end: &End) -> String {
    match &end.district {
        Some(name) => lang.pick(format!("район „{}“", name.bg), name.en.clone()),
        None => OUTSIDE.get(lang).to_owned(),
    }
}

/// Why a step is as it is, and what to do.
#[must_use]
pub fn reason_text(lang: Lang, outcome: &Outcome) -> String {
    let state = outcome.state();
    let weak: Vec<&End> = outcome.ends.iter().filter(|end| end.offer.state() == state).collect();
    let is_outside = weak.iter().any(|end| end.district.is_none());
    let names: Vec<String> =
        weak.iter().filter(|end| end.district.is_some()).map(|end| end_text(lang, end)).collect();
    let who = names.join(lang.pick(" и ", " and "));
    let both = outcome.ends.len() > 1;
    let mut said = match (lang, state) {
        _ if who.is_empty() => String::new(),
        (Lang::Bg, State::Online) if both => "И двата района я предлагат електронно.".to_owned(),
        (Lang::En, State::Online) if both => "Both districts offer it online.".to_owned(),
        (Lang::Bg, State::Online) => format!("Предлага се електронно: {who}."),
        (Lang::En, State::Online) => format!("It is offered online: {who}."),
        (Lang::Bg, State::PartOnline) => format!("Електронна е само част от нея: {who}."),
        (Lang::En, State::PartOnline) => format!("Only a part of it is online: {who}."),
        (Lang::Bg, State::AtDesk) => format!("Отидете в районната администрация: {who}."),
        (Lang::En, State::AtDesk) => format!("Go to the district administration: {who}."),
        (Lang::Bg, State::NotOffered) => format!("Не се предлага: {who}."),
        (Lang::En, State::NotOffered) => format!("It is not offered: {who}."),
        (Lang::Bg, State::NotWorking) => format!("При последното наблюдение не работеше: {who}."),
        (Lang::En, State::NotWorking) => format!("It did not work when last observed: {who}."),
        (Lang::Bg, State::Disagree) => format!(
            "Обявеното и наблюдаваното се разминават, затова не се брои за електронна: {who}. Обадете се, преди да разчитате на нея."
        ),
        (Lang::En, State::Disagree) => format!(
            "Declared and observed disagree, so it does not count as online: {who}. Ask before you rely on it."
        ),
        (Lang::Bg, State::Unknown) => format!("Няма данни: {who}. Попитайте в районната администрация."),
        (Lang::En, State::Unknown) => format!("No data: {who}. Ask the district administration."),
    };
    if is_outside {
        said = format!("{said} {}", NOT_WATCHED.get(lang)).trim_start().to_owned();
    }
    let other_is_online = outcome.ends.iter().any(|end| end.offer.state() == State::Online);
    if both && state != State::Online && other_is_online {
        said.push_str(lang.pick(
            " Другата страна я предлага електронно, но са нужни и двете.",
            " The other side offers it online, but it takes both.",
        ));
    }
    said
}

/// Since when each side says so, and when somebody last looked; empty where neither is
/// known.
#[must_use]
pub fn since_text(lang: Lang, outcome: &Outcome) -> String {
    let said = |end: &End| {
        let declared = end.offer.declared.as_ref().map(|one| {
            let day = long_date(lang, one.since);
            lang.pick(format!("обявено от {day}"), format!("declared since {day}"))
        });
        let observed = end.offer.observed.as_ref().map(|one| {
            let day = long_date(lang, one.on);
            lang.pick(format!("проверено на {day}"), format!("checked on {day}"))
        });
        let days: Vec<String> = [declared, observed].into_iter().flatten().collect();
        (!days.is_empty()).then(|| format!("{}: {}", end_text(lang, end), days.join(", ")))
    };
    let mut text = outcome.ends.iter().filter_map(said).collect::<Vec<_>>().join("; ");
    // A Bulgarian date ends with a full stop of its own.
    if !text.is_empty() && !text.ends_with('.') {
        text.push('.');
    }
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// „март 2021 г.“; the sources give no day.
#[must_use]
pub fn month_text(lang: Lang, first_day: chrono::NaiveDate) -> String {
    let day = long_date(lang, first_day);
    day.split_once(' ').map(|(_, month)| month.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_what_is_not_known_apart() {
        let states = [State::Online, State::Unknown, State::Online, State::Disagree];
        let tally: Tally = states.into_iter().collect();
        assert_eq!(
            summary_text(Lang::Bg, &tally),
            "2 от 4 стъпки можете да направите електронно; за 1 обявеното и наблюдаваното се разминават; за 1 няма данни."
        );
        assert_eq!(
            summary_text(Lang::En, &[State::Online].into_iter().collect()),
            "1 of 1 step can be done online."
        );
    }

    #[test]
    fn months_have_no_day() {
        let day = "2021-03-01".parse().unwrap();
        assert_eq!(month_text(Lang::Bg, day), "март 2021 г.");
        assert_eq!(month_text(Lang::En, day), "March 2021");
    }
}
