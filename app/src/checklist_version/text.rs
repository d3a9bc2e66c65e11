//! The words of versions.

use super::model::{Aspect, Changes, Counted, Publication};
use crate::ledger::model::{Entry, Item};
use crate::text::{Lang, Text, count_form, long_date};

pub const VERSIONS: Text =
    Text { bg: "Версии на контролния списък", en: "Versions of the checklist" };
pub const LEAD: Text = Text {
    bg: "Всяка версия важи от своя ден. Записаното по изискванията се запазва във всяка следваща, а отметнатите етапи остават отметнати.",
    en: "Each version holds from its day. What is recorded of requirements is kept in every later one, and marked milestones stay marked.",
};
pub const VERSION: Text = Text { bg: "Версия", en: "Version" };
pub const HOLDS_FROM: Text = Text { bg: "Важи от", en: "Holds from" };
pub const PUBLISHED: Text = Text { bg: "Публикувана", en: "Published" };
pub const WITHDRAWN: Text = Text { bg: "Оттеглена", en: "Withdrawn" };
pub const WITH_INSTALLATION: Text = Text { bg: "с инсталирането", en: "with the installation" };
pub const DRAFT: Text = Text { bg: "чернова", en: "draft" };
pub const HOLDS_NOW: Text = Text { bg: "действаща", en: "holds now" };
pub const NEW_DRAFT: Text = Text {
    bg: "Нова чернова от последната версия",
    en: "New draft from the newest version",
};
pub const CHANGES: Text = Text { bg: "Промени", en: "Changes" };
pub const EFFECT: Text = Text {
    bg: "Какво би променила по райони", en: "What it would change, by district"
};
pub const ADD: Text = Text { bg: "Ново изискване", en: "New requirement" };
pub const EDIT: Text = Text { bg: "Промяна", en: "Change" };
pub const RETIRE: Text = Text { bg: "Да отпадне", en: "Retire" };
pub const RESTORE: Text = Text { bg: "Да остане", en: "Keep after all" };
pub const RETIRED: Text = Text { bg: "Отпадат", en: "Retired" };
pub const ADDED_MARK: Text = Text { bg: "ново", en: "new" };
pub const CHANGED_MARK: Text = Text { bg: "променено", en: "changed" };
pub const PUBLISH: Text = Text { bg: "Публикуване", en: "Publish" };
pub const PUBLISH_HINT: Text = Text {
    bg: "Днешен или по-късен ден. До него версията може да се оттегли; след това се поправя със следваща.",
    en: "Today or a later day. Until then the version can be withdrawn; after it, the next one corrects it.",
};
pub const PUBLICATION_REASON: Text = Text { bg: "причина", en: "reason" };
pub const REASON: Text = Text { bg: "Причина (по желание)", en: "Reason (optional)" };
pub const WITHDRAW: Text =
    Text { bg: "Оттегляне на версията", en: "Withdraw the version" };
pub const WITHDRAW_REASON: Text = Text { bg: "Причина", en: "Reason" };
pub const WITHDRAW_HINT: Text = Text {
    bg: "Версията още не важи и отново ще бъде чернова. Публикуването и оттеглянето остават в историята.",
    en: "The version does not hold yet and will be a draft again. Publication and withdrawal stay in the history.",
};
pub const DISCARD: Text = Text { bg: "Изтриване на черновата", en: "Discard the draft" };
pub const NAME_BG: Text = Text { bg: "Име на български", en: "Name in Bulgarian" };
pub const NAME_EN: Text = Text { bg: "Име на английски", en: "Name in English" };
pub const MILESTONE: Text = Text { bg: "Етап", en: "Milestone" };
pub const BASIS_BG: Text = Text {
    bg: "Основание на български (по желание)",
    en: "Basis in Bulgarian (optional)",
};
pub const BASIS_EN: Text = Text {
    bg: "Основание на английски (по желание)",
    en: "Basis in English (optional)",
};
pub const SOURCE_BG: Text =
    Text { bg: "Източник на български", en: "Source in Bulgarian" };
pub const SOURCE_EN: Text = Text { bg: "Източник на английски", en: "Source in English" };
pub const NEXT_BG: Text =
    Text { bg: "Следваща стъпка на български", en: "Next step in Bulgarian" };
pub const NEXT_EN: Text =
    Text { bg: "Следваща стъпка на английски", en: "Next step in English" };
pub const EVIDENCE: Text = Text { bg: "Вид доказателство", en: "Kind of evidence" };
pub const HOLDER: Text = Text { bg: "На ход е", en: "Whose move" };
pub const VALID_MONTHS: Text = Text { bg: "Валидност в месеци", en: "Valid for months" };
pub const VALID_HINT: Text =
    Text { bg: "Празно означава безсрочно.", en: "Empty means for good." };
pub const APPLIES_WHEN: Text = Text { bg: "Отнася се", en: "Applies" };
pub const ALWAYS: Text = Text { bg: "за всички райони", en: "to all districts" };
pub const MUST_BE_MET_BY: Text = Text { bg: "Срок за изпълнение", en: "To be met by" };
pub const MUST_HINT: Text = Text {
    bg: "До кога да го изпълнят районите, които вече са напред. Празно означава без срок.",
    en: "By when districts that have gone on must meet it. Empty means no date.",
};
pub const AFTER: Text = Text { bg: "Първо трябва", en: "Comes first" };
pub const BEFORE: Text = Text { bg: "По версия", en: "Under version" };
pub const THEN: Text = Text { bg: "По черновата", en: "Under the draft" };
pub const OPENS: Text = Text { bg: "Ново за изпълнение", en: "Newly to do" };
pub const CLOSES: Text = Text { bg: "Вече не биха минали", en: "Would no longer pass" };
pub const CLOSE_AT: Text = Text {
    bg: "Етапи, които вече не биха се минали",
    en: "Milestones that would no longer be passed",
};
pub const NOT_ASKED: Text = Text { bg: "не се иска", en: "not asked for" };
pub const TOGETHER: Text =
    Text { bg: "Потвърдени от приложимите", en: "Confirmed of those that apply" };
pub const DISTRICTS: Text = Text { bg: "Райони", en: "Districts" };
pub const BY_DISTRICT: Text = Text { bg: "По райони", en: "By district" };
pub const NOTHING_CLOSES: Text = Text {
    bg: "Никой отворен етап не би се затворил.",
    en: "No milestone that is open would close.",
};
pub const NO_DISTRICT: Text =
    Text { bg: "Няма такъв район.", en: "There is no such district." };
pub const UNCHANGED: Text = Text { bg: "Без промяна", en: "Unchanged" };
pub const FORESEEN: Text = Text { bg: "Ако важеше днес", en: "If it held today" };
pub const NOTHING: Text = Text { bg: "нищо", en: "nothing" };
pub const EFFECT_LEAD: Text = Text {
    bg: "Както ако черновата важеше днес. Нищо записано не се губи и отметките остават; променя се само какво още предстои.",
    en: "As if the draft held today. Nothing recorded is lost and marks stay; only what is still to do changes.",
};
pub const CONDITIONS_ASKED: Text = Text { bg: "Условия", en: "Conditions" };
pub const CONDITIONS_ASKED_LEAD: Text = Text {
    bg: "Изискване може да се отнася само за районите, за които условието е вярно. Дали е вярно, се записва в контролния списък на района.",
    en: "A requirement can apply only to districts of which a condition is true. Whether it is true is recorded on the district's checklist.",
};
pub const ADD_CONDITION: Text = Text { bg: "Ново условие", en: "New condition" };
pub const CONDITION_HINT: Text = Text {
    bg: "Довършва „само ако …“, например „районът приема плащания на каса“.",
    en: "It completes “only if …”, for example “the district takes payments at a cash desk”.",
};
pub const CONDITION_BG: Text =
    Text { bg: "Условие на български", en: "Condition in Bulgarian" };
pub const CONDITION_EN: Text =
    Text { bg: "Условие на английски", en: "Condition in English" };
pub const REMOVE: Text = Text { bg: "Премахване", en: "Remove" };
pub const CONDITIONS: Text =
    Text { bg: "Условия на района", en: "Conditions of the district" };
pub const CONDITIONS_LEAD: Text = Text {
    bg: "От тях зависи кои изисквания се отнасят за района. Каквото не се знае, не освобождава от изискване.",
    en: "They decide which requirements apply to the district. What is not known excuses nobody.",
};

pub const UPCOMING: Text = Text {
    bg: "Предстоящи версии на контролния списък",
    en: "Coming versions of the checklist",
};
pub const UPCOMING_SAME: Text = Text {
    bg: "За този район не се променя нищо.",
    en: "Nothing changes for this district.",
};
pub const NEW_HERE: Text = Text { bg: "Ново", en: "New" };
pub const CHANGED_HERE: Text = Text { bg: "Променено", en: "Changed" };
pub const RETIRED_HERE: Text = Text { bg: "Отпада", en: "No longer asked for" };
pub const TRAIL: Text =
    Text { bg: "Публикувано и оттеглено", en: "Published and withdrawn" };
pub const TRAIL_LEAD: Text = Text {
    bg: "Всяко публикуване и оттегляне, последното най-отгоре. Остава и когато черновата е изтрита.",
    en: "Every publication and withdrawal, the last one first. It stays when the draft is discarded.",
};

/// „Версия 2 важи от 1 декември 2026 г.“
#[must_use]
pub fn comes_text(lang: Lang, number: i32, from: chrono::NaiveDate) -> String {
    let from = long_date(lang, from);
    lang.pick(format!("Версия {number} важи от {from}"), format!("Version {number} holds from {from}"))
}

/// What of a requirement a version changes.
#[must_use]
pub fn aspect_text(lang: Lang, aspect: Aspect) -> &'static str {
    match aspect {
        Aspect::Milestone => lang.pick("етапът", "the milestone"),
        Aspect::Name => lang.pick("името", "the name"),
        Aspect::Evidence => lang.pick("видът доказателство", "the kind of evidence"),
        Aspect::Holder => lang.pick("кой е на ход", "whose move it is"),
        Aspect::Validity => lang.pick("валидността", "for how long it is valid"),
        Aspect::Condition => lang.pick("за кои райони се отнася", "to which districts it applies"),
        Aspect::After => lang.pick("какво е преди него", "what comes first"),
        Aspect::Due => lang.pick("срокът", "by when it must be met"),
        Aspect::Explanation => lang.pick("обясненията", "the explanations"),
    }
}

/// „Версия 2 е публикувана: важи от 1 декември 2026 г., 34 изисквания“; `None`
/// when the entry is about no version.
#[must_use]
pub fn trail_text(lang: Lang, entry: &Entry) -> Option<String> {
    let Ok(Item::Checklist(number)) = entry.item.parse() else { return None };
    let said = |json: &Option<String>| {
        let one: Publication = serde_json::from_str(json.as_deref()?).ok()?;
        let from = long_date(lang, one.holds_from);
        let count = i64::try_from(one.requirements).unwrap_or(i64::MAX);
        Some((
            from,
            lang.pick(
                count_form(count, "изискване", "изисквания"),
                count_form(count, "requirement", "requirements"),
            ),
        ))
    };
    if let Some((from, count)) = said(&entry.new) {
        return Some(lang.pick(
            format!("Версия {number} е публикувана: важи от {from}, {count}"),
            format!("Version {number} was published: holds from {from}, {count}"),
        ));
    }
    let (from, _) = said(&entry.old)?;
    Some(lang.pick(
        format!("Версия {number} е оттеглена; щеше да важи от {from}"),
        format!("Version {number} was withdrawn; it was to hold from {from}"),
    ))
}

/// What a draft changes, in a line.
#[must_use]
pub fn changes_text(lang: Lang, changes: &Changes) -> String {
    let (added, changed, retired) = (changes.added.len(), changes.changed.len(), changes.retired.len());
    lang.pick(
        format!("нови {added}, променени {changed}, отпаднали {retired}"),
        format!("new {added}, changed {changed}, retired {retired}"),
    )
}

/// What districts are counted by.
#[must_use]
pub fn counted_text(counted: Counted) -> Text {
    match counted {
        Counted::ToDo => Text {
            bg: "Райони, на които би предстояло нещо ново",
            en: "Districts that would have something new to do",
        },
        Counted::LiveToDo => Text { bg: "От тях вече работещи", en: "Live ones among them" },
        Counted::FallBack => Text {
            bg: "Готови райони, които вече не биха били готови",
            en: "Ready districts that would be ready no longer",
        },
        Counted::Unmarked => Text {
            bg: "Райони с етап, който чака само отмятане и вече не би могъл да се отметне",
            en: "Districts with a milestone that only waits to be marked and could be no longer",
        },
        Counted::Unknown => {
            Text { bg: "Неизвестни и извън сметката", en: "Unknown and left out" }
        }
        Counted::Closes(_) => Text {
            bg: "Райони, които вече не биха го минали",
            en: "Districts that would no longer pass it",
        },
    }
}

/// The rule by which they are counted, in a sentence.
#[must_use]
pub fn counted_rule(counted: Counted) -> Text {
    match counted {
        Counted::ToDo => Text {
            bg: "Брои се район с поне едно изискване, което днес е изпълнено, не се отнася за него или не се иска, а по черновата би било неизпълнено.",
            en: "A district counts that has at least one requirement which today is met, does not apply to it or is not asked for, and under the draft would not be met.",
        },
        Counted::LiveToDo => Text {
            bg: "Брои се район, който работи и на който би предстояло нещо ново. Той продължава да работи.",
            en: "A district counts that is live and would have something new to do. It stays live.",
        },
        Counted::FallBack => Text {
            bg: "Брои се район, който днес е готов за старт, а по черновата не би бил, докато не изпълни новото.",
            en: "A district counts that is ready today and under the draft would not be until it meets what is new.",
        },
        Counted::Unmarked => Text {
            bg: "Брои се район, в който всичко за някой етап е потвърдено и той чака общината да го отметне, а по черновата вече не би могъл. Отметнете тези етапи, преди версията да започне да важи.",
            en: "A district counts in which all that a milestone needs is confirmed and it waits for the municipality to mark it, while under the draft that could be done no longer. Mark these milestones before the version holds.",
        },
        Counted::Closes(_) => Text {
            bg: "Брои се район, в който днес е потвърдено всичко за етапа и за етапите преди него, а по черновата не би било. Отметнатите етапи остават отметнати.",
            en: "A district counts in which all that the milestone and those before it need is confirmed today, while under the draft it would not be. Marked milestones stay marked.",
        },
        Counted::Unknown => Text {
            bg: "Брои се район, по чийто контролен списък още не е работено: за него не може да се каже нищо.",
            en: "A district counts whose checklist has not been worked on yet: nothing can be said of it.",
        },
    }
}
