//! Ledger entries in words.

use serde::de::DeserializeOwned;

use super::model::{Entry, Item, OBSERVER};
use crate::auth::model::Role;
use crate::auth::text::role_text;
use crate::clock::source::sofia_day;
use crate::onboarding::checklist::holder_name;
use crate::onboarding::model::{Circumstance, Dates, Mark, Record, State, Suspension, slips};
use crate::onboarding::slip::slip_text;
use crate::onboarding::status::{mark_text, suspension_text};
use crate::onboarding::text::RENEWAL;
use crate::onboarding::timing::renewal_text;
use crate::programme::model::Programme;
use crate::text::{
    Lang, Text, evidence_kind_text, long_date, return_reason_text, short_date, slip_reason_text,
};

/// What stands for an item that has no value.
pub const NO_VALUE: Text = Text { bg: "няма стойност", en: "no value" };

/// What a change was, e.g. „Потвърдено: Свързване с еАвт“.
#[must_use]
pub fn entry_text(lang: Lang, programme: &Programme, entry: &Entry) -> String {
    let item = item_text(lang, programme, &entry.item);
    let what = match entry.operation.as_str() {
        "submit_requirement" => lang.pick("Подадено", "Submitted"),
        "confirm_requirement" => lang.pick("Потвърдено", "Confirmed"),
        "return_requirement" => lang.pick("Върнато за поправка", "Sent back"),
        "set_aside_requirement" => lang.pick("Отбелязано като неприложимо", "Set aside as not applicable"),
        "reopen_requirement" => lang.pick("Отменено решение", "Decision taken back"),
        "set_holder" => lang.pick("Сменено кой е на ход", "Whose move it is changed"),
        "mark_milestone" => lang.pick("Достигнат етап", "Milestone reached"),
        "take_back_mark" => lang.pick("Оттеглена отметка", "Mark taken back"),
        "report_milestone" => lang.pick("Записано по публичен източник", "Recorded from a public source"),
        "set_dates" => lang.pick("Променени дати", "Dates changed"),
        "suspend_onboarding" if entry.old.is_some() => {
            lang.pick("Променено временно спиране", "Suspension changed")
        }
        "suspend_onboarding" => lang.pick("Временно спиране", "Suspended"),
        "return_onboarding" => lang.pick("Върнат в работа", "Returned to live"),
        "examine_dispute" => lang.pick("Прието за разглеждане", "Accepted for examination"),
        "refuse_dispute" => lang.pick("Не е публикувано", "Not published"),
        "answer_dispute" => lang.pick("Отговорено", "Answered"),
        "set_condition" => lang.pick("Условие на района", "A condition of the district"),
        "open_checklist" => lang.pick("Започната работа по контролния списък", "Work on the checklist begun"),
        _ => lang.pick("Промяна", "Change"),
    };
    if item.is_empty() { what.to_owned() } else { format!("{what}: {item}") }
}

/// Who reads an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Anybody: what people wrote to one another is not for them.
    Public,
    /// Who may see the district's checklist.
    Staff,
}

/// From what to what, where an entry's name does not say it already.
#[must_use]
pub fn details_text(lang: Lang, programme: &Programme, entry: &Entry) -> Option<String> {
    let (old, new) = (entry.old.as_deref(), entry.new.as_deref());
    match entry.operation.as_str() {
        "set_holder" => {
            let record = read::<Record>(new?)?;
            // What nobody had touched is with whom the checklist names.
            let first = || match entry.item.parse() {
                Ok(Item::Requirement(key)) => {
                    let then = sofia_day(entry.recorded_at);
                    programme.requirement(&key).map(|(_, one)| one.holder_on(then))
                }
                _ => None,
            };
            let was = old.and_then(read::<Record>).map(|was| was.holder).or_else(first);
            let was = was.map(|holder| holder_name(lang, programme, holder));
            let was = was.map(|was| format!("{was} → ")).unwrap_or_default();
            let (is, since) =
                (holder_name(lang, programme, record.holder), short_date(lang, record.holder_since));
            Some(lang.pick(format!("{was}{is}, от {since}"), format!("{was}{is}, since {since}")))
        }
        "set_dates" => {
            let dates = |json: Option<&str>| json.and_then(read::<Dates>).unwrap_or_default();
            let (was, is) = (dates(old), dates(new));
            let because = is.because.map(|reason| slip_reason_text(reason).get(lang).to_owned());
            let moved = slips(&was, &is).into_iter().map(|slip| slip_text(lang, &slip));
            Some(moved.chain(because).collect::<Vec<_>>().join("; "))
        }
        "set_condition" => {
            let holds = |json: Option<&str>| json.and_then(read::<Circumstance>).map(|one| one.holds);
            Some(format!("{} → {}", holds_text(lang, holds(old)), holds_text(lang, holds(new))))
        }
        "suspend_onboarding" => {
            let back = |json: Option<&str>| json.and_then(read::<Suspension>).map(|one| one.expected_return);
            let is = long_date(lang, back(new)?);
            let expected = lang.pick("очаквано връщане", "expected return");
            match back(old).map(|day| long_date(lang, day)).filter(|was| *was != is) {
                Some(was) => Some(format!("{expected}: {was} → {is}")),
                None => Some(format!("{expected}: {is}")),
            }
        }
        "return_requirement" => {
            let record = read::<Record>(new?)?;
            let reasons = match &record.renewal {
                Some(renewal) => &renewal.return_reasons,
                None => &record.return_reasons,
            };
            let reasons: Vec<_> = reasons.iter().map(|one| return_reason_text(*one).get(lang)).collect();
            (!reasons.is_empty()).then(|| reasons.join(", "))
        }
        _ => None,
    }
}

/// The reason, where it is for the public: marks taken back, suspensions.
#[must_use]
pub fn public_reason(entry: &Entry) -> Option<&str> {
    matches!(
        entry.operation.as_str(),
        "take_back_mark" | "suspend_onboarding" | "refuse_dispute" | "answer_dispute"
    )
    .then_some(entry.reason.as_deref())
    .flatten()
}

/// The reason, where it is for this reader. Why dates moved stands in the slip
/// ledger for everybody.
#[must_use]
pub fn reason_for(reader: Reader, entry: &Entry) -> Option<&str> {
    match reader {
        Reader::Staff => entry.reason.as_deref(),
        Reader::Public if entry.operation == "set_dates" => entry.reason.as_deref(),
        Reader::Public => public_reason(entry),
    }
}

/// Who made it, as a role; names of people are not for the public.
#[must_use]
pub fn author_text(lang: Lang, entry: &Entry) -> &'static str {
    match Role::from_key(&entry.role) {
        Some(role) => role_text(role).get(lang),
        None if entry.role == OBSERVER => lang.pick("наблюдателят", "the observer"),
        None => lang.pick("при инсталирането", "with the installation"),
    }
}

/// What an item is, by its name.
#[must_use]
pub fn item_text(lang: Lang, programme: &Programme, item: &str) -> String {
    match item.parse() {
        Ok(Item::Requirement(key)) => {
            programme.requirement_name(&key).map(|name| name.get(lang).to_owned()).unwrap_or_default()
        }
        Ok(Item::Mark { milestone, .. } | Item::MilestoneDates(milestone)) => {
            programme.milestone(&milestone).map(|one| one.name.get(lang).to_owned()).unwrap_or_default()
        }
        Ok(Item::Condition(key)) => {
            programme.conditions.get(&key).map(|name| name.get(lang).to_owned()).unwrap_or_default()
        }
        Ok(Item::Dispute(id)) => lang.pick(format!("оспорване № {id}"), format!("dispute No {id}")),
        _ => String::new(),
    }
}

/// The value an item has after an entry, in words, for the conflict page.
#[must_use]
pub fn value_text(lang: Lang, programme: &Programme, entry: &Entry) -> String {
    let none = NO_VALUE.get(lang).to_owned();
    let Some(new) = entry.new.as_deref() else { return none };
    match entry.item.parse() {
        Ok(Item::Requirement(_)) => {
            read::<Record>(new).map_or(none, |record| record_text(lang, programme, &record))
        }
        Ok(Item::Mark { .. }) => {
            let standing = read::<Mark>(new).filter(|mark| mark.taken_back_on.is_none());
            standing.map_or(none, |mark| mark_text(lang, &mark))
        }
        Ok(Item::Dates | Item::MilestoneDates(_)) => {
            read::<Dates>(new).map_or(none, |dates| dates_text(lang, &dates))
        }
        Ok(Item::Suspension) => read::<Suspension>(new).map_or(none, |one| suspension_text(lang, &one)),
        Ok(Item::Condition(_)) => {
            read::<Circumstance>(new).map_or(none, |one| holds_text(lang, Some(one.holds)).to_owned())
        }
        Ok(
            Item::Opening
            | Item::Capacity(_)
            | Item::Checklist(_)
            | Item::Outage(_)
            | Item::Dispute(_)
            | Item::Declared(_)
            | Item::Observed(_),
        )
        | Err(()) => new.to_owned(),
    }
}

/// Whether a condition holds, in words.
#[must_use]
pub fn holds_text(lang: Lang, holds: Option<bool>) -> &'static str {
    match holds {
        Some(true) => lang.pick("да", "yes"),
        Some(false) => lang.pick("не", "no"),
        None => lang.pick("не се знае", "not known"),
    }
}

/// The three dates in a line.
#[must_use]
pub fn dates_text(lang: Lang, dates: &Dates) -> String {
    let none = lang.pick("няма", "none");
    let day = |day: Option<chrono::NaiveDate>| day.map_or(none.to_owned(), |day| short_date(lang, day));
    let window = dates.window.map_or(none.to_owned(), |(from, to)| {
        format!("{} – {}", short_date(lang, from), short_date(lang, to))
    });
    let (preferred, agreed) = (day(dates.preferred), day(dates.agreed));
    lang.pick(
        format!("прозорец: {window}; предпочитана: {preferred}; договорена: {agreed}"),
        format!("window: {window}; preferred: {preferred}; agreed: {agreed}"),
    )
}

fn record_text(lang: Lang, programme: &Programme, record: &Record) -> String {
    let state = match record.state {
        State::Open => lang.pick("предстои", "to do"),
        State::Submitted => lang.pick("подадено", "submitted"),
        State::Returned => lang.pick("върнато", "returned"),
        State::Confirmed => lang.pick("потвърдено", "confirmed"),
        State::NotApplicable => lang.pick("неприложимо", "not applicable"),
    };
    let mut parts = vec![state.to_owned()];
    if let Some(evidence) = &record.evidence {
        parts.push(format!("{}: {}", evidence_kind_text(evidence.kind).get(lang), evidence.body));
    }
    if let Some(day) = record.valid_until {
        parts.push(lang.pick(
            format!("валидно до {}", long_date(lang, day)),
            format!("valid until {}", long_date(lang, day)),
        ));
    }
    parts.extend(record.return_reasons.iter().map(|reason| return_reason_text(*reason).get(lang).to_owned()));
    parts.extend(record.note.clone());
    if let Some((renewal, text)) = record.renewal.as_ref().zip(renewal_text(lang, record)) {
        let new = RENEWAL.get(lang).to_lowercase();
        parts.push(format!("{new}: {}; {text}", renewal.evidence.body));
    }
    let holder = holder_name(lang, programme, record.holder);
    let since = short_date(lang, record.holder_since);
    parts.push(
        lang.pick(format!("на ход: {holder} от {since}"), format!("whose move: {holder} since {since}")),
    );
    parts.join("; ")
}

fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok()
}
