//! The words of a district's public page.

use crate::text::{Bilingual, Lang, Text};

/// A district's name as a heading.
#[must_use]
pub fn district_name(lang: Lang, name: &Bilingual) -> String {
    lang.pick(format!("Район „{}“", name.bg), format!("{} district", name.en))
}

pub const PUBLIC_PAGE: Text =
    Text { bg: "Публичната страница на района", en: "The district's public page" };
pub const FACTS: Text = Text { bg: "За района", en: "About the district" };
pub const CODE: Text = Text { bg: "Код по ЕКАТТЕ", en: "EKATTE code" };
pub const EIK: Text = Text { bg: "ЕИК", en: "BULSTAT number" };
pub const RESIDENTS_2011: Text = Text { bg: "Жители, 1.2.2011 г.", en: "Residents, 1 February 2011" };
pub const RESIDENTS_2021: Text = Text { bg: "Жители, 7.9.2021 г.", en: "Residents, 7 September 2021" };
pub const AREA: Text = Text { bg: "Площ", en: "Area" };
pub const NEIGHBOURS: Text = Text { bg: "Съседни райони", en: "Neighbouring districts" };
pub const SOURCE: Text = Text { bg: "Източник", en: "Source" };
pub const BESIDE: Text = Text { bg: "Редом с града", en: "Side by side with the city" };
pub const BESIDE_HINT: Text = Text {
    bg: "Медианата е стойността в средата на подредените известни райони, а когато са четен брой – по средата между двете в средата. Редовете зад числата са в таблицата под картата.",
    en: "The median is the value in the middle of the known districts in order and, of an even number, half way between the two in the middle. The rows behind the figures are in the table below the map.",
};
pub const FIGURE: Text = Text { bg: "Показател", en: "Figure" };
pub const HERE: Text = Text { bg: "Тук", en: "Here" };
pub const CITY: Text = Text { bg: "В града", en: "In the city" };
pub const OF_CITY: Text = Text {
    bg: "(най-малко – медиана – най-много)", en: "(lowest – median – highest)"
};
pub const NOBODY_MOVES: Text = Text { bg: "никой не е на ход", en: "nobody has to move" };
pub const NOT_FOUND_FIGURE: Text =
    Text { bg: "не е намерена цифра", en: "no figure was found" };
pub const MILESTONES: Text = Text { bg: "Етапи", en: "Milestones" };
pub const REACHED: Text = Text { bg: "Достигнат", en: "Reached" };
pub const NOT_REACHED: Text = Text { bg: "още не", en: "not yet" };
pub const CHECKLIST: Text = Text { bg: "Контролен списък", en: "Checklist" };
pub const CHECKLIST_UNKNOWN: Text = Text {
    bg: "За този район няма данни по отделните изисквания. Показани са само самите изисквания.",
    en: "Nothing is known of this district requirement by requirement. Only the requirements themselves are shown.",
};
pub const ONLINE_ELSEWHERE: Text = Text {
    bg: "Районът може да предлага услуга електронно и извън тази програма, на своя страница.",
    en: "A district may offer a service online outside this programme, too, on a page of its own.",
};
pub const REQUIREMENT: Text = Text { bg: "Изискване", en: "Requirement" };
pub const STANDING: Text = Text { bg: "Състояние", en: "State" };
pub const WHOSE_MOVE: Text = Text { bg: "На ход е", en: "Whose move" };
pub const CHANGES: Text = Text { bg: "Последни промени", en: "Last changes" };
pub const NO_CHANGES: Text =
    Text { bg: "Още няма записани промени.", en: "No changes are recorded yet." };
pub const HISTORY: Text = Text { bg: "История", en: "History" };
pub const HISTORY_LEAD: Text = Text {
    bg: "Всички записи за района в тази програма, най-новите първи. Нищо не се изтрива.",
    en: "All entries of the district in this programme, the newest first. Nothing is ever deleted.",
};
pub const ALL_CHANGES: Text = Text { bg: "Цялата история", en: "The whole history" };
pub const PAGES: Text = Text { bg: "Страници", en: "Pages" };
pub const NEWER: Text = Text { bg: "По-нови", en: "Newer" };
pub const OLDER: Text = Text { bg: "По-стари", en: "Older" };
pub const TO_DISTRICT: Text = Text { bg: "Към района", en: "To the district" };
pub const EFFECTIVE_ON: Text = Text { bg: "в сила от", en: "true from" };
pub const TO_MAP: Text = Text { bg: "Към картата", en: "To the map" };
pub const WORK_ON: Text =
    Text { bg: "Работа по контролния списък", en: "Work on the checklist" };
pub const SOURCES: Text = Text { bg: "Откъде се знае", en: "Where this comes from" };
pub const WHAT: Text = Text { bg: "Какво", en: "What" };
pub const SERVICES: Text = Text { bg: "Услуги", en: "Services" };
pub const LAST_CHECKED: Text = Text { bg: "Последно проверено", en: "Last checked" };
pub const BY_COORDINATORS: Text = Text {
    bg: "координатор на общината, след проверка на доказателствата",
    en: "a coordinator of the municipality, who checked the evidence",
};
pub const BY_EVIDENCE: Text = Text {
    bg: "доказателства на района и решения на координатор",
    en: "the district's evidence and a coordinator's decisions",
};
pub const BY_PLAN: Text = Text {
    bg: "договорени между района и общината",
    en: "agreed between district and municipality",
};
pub const BY_DISTRICT: Text = Text { bg: "обявени от района", en: "declared by the district" };
pub const BY_OBSERVATION: Text = Text {
    bg: "наблюдавани; източникът е при всяка услуга",
    en: "observed; the source stands beside each service",
};
pub const NOTHING_RECORDED: Text = Text {
    bg: "За района в тази програма още няма нищо записано.",
    en: "Nothing is recorded of the district in this programme yet.",
};
