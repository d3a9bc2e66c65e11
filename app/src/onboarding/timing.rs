//! What time does to an onboarding, in words: who waits for whom, what expires,
//! what is suspended.

use chrono::NaiveDate;

use super::checklist::holder_name;
use super::model::{Carried, Expiring, MarkKind, Record, Stance, Status, Suspension, Warning};
use super::status::{mark_text, suspension_text};
use super::store::Onboarding;
use crate::programme::model::Programme;
use crate::text::{
    Lang, Text, count_form, evidence_kind_text, long_date, n_of_m, return_reason_text, short_date,
};

pub const WAITS_SHORT: Text = Text { bg: "чака, не закъснява", en: "waiting, not late" };
const RENEWAL_RETURNED: Text = Text {
    bg: "новото доказателство е върнато на района",
    en: "the new evidence was sent back to the district",
};
pub const FLAG_SHORT: Text = Text { bg: "изтекло доказателство", en: "expired evidence" };

/// „1 ден“, „5 дни“.
#[must_use]
pub fn days_text(lang: Lang, days: i64) -> String {
    lang.pick(count_form(days, "ден", "дни"), count_form(days, "day", "days"))
}

/// „до 30.06.2027 г.“
#[must_use]
pub fn must_be_met_text(lang: Lang, day: NaiveDate) -> String {
    let day = short_date(lang, day);
    lang.pick(format!("до {day}"), format!("by {day}"))
}

/// „17 изпълнени по версия 1, 2 предстоят по версия 2“.
#[must_use]
pub fn carried_text(lang: Lang, carried: &Carried) -> String {
    let Carried { met, before, to_do } = carried;
    let done = if *met == 1 { "изпълнено" } else { "изпълнени" };
    let first =
        lang.pick(format!("{met} {done} по версия {before}"), format!("{met} passed under version {before}"));
    let rest = to_do.iter().map(|(version, number)| {
        let left = if *number == 1 { "предстои" } else { "предстоят" };
        lang.pick(
            format!("{number} {left} по версия {version}"),
            format!("{number} to do under version {version}"),
        )
    });
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join(", ")
}

/// That the district waits, for whom and since when; `None` when it does not.
#[must_use]
pub fn stance_text(lang: Lang, programme: &Programme, stance: &Stance) -> Option<String> {
    let Stance::Waiting(others) = stance else { return None };
    let names: Vec<String> = others
        .iter()
        .map(|(holder, since)| {
            let name = holder_name(lang, programme, *holder);
            let since = long_date(lang, *since);
            lang.pick(format!("{name} (от {since})"), format!("{name} (since {since})"))
        })
        .collect();
    let names = names.join(", ");
    Some(lang.pick(
        format!("Районът чака и не закъснява. Всичко, което може да се направи сега, е при: {names}."),
        format!("The district is waiting and is not late. All that can be done now is with: {names}."),
    ))
}

/// „остават 12 дни“, „изтекло преди 3 дни“.
#[must_use]
pub fn days_left_text(lang: Lang, days_left: i64) -> String {
    let days = days_text(lang, days_left.abs());
    match days_left {
        ..0 => lang.pick(format!("изтекло преди {days}"), format!("expired {days} ago")),
        0 => lang.pick("днес е последният ден", "today is the last day").to_owned(),
        1 => lang.pick(format!("остава {days}"), format!("{days} left")),
        _ => lang.pick(format!("остават {days}"), format!("{days} left")),
    }
}

/// The name of a warning.
#[must_use]
pub fn warning_text(warning: Warning) -> Text {
    match warning {
        Warning::Days60 => Text { bg: "до 60 дни", en: "within 60 days" },
        Warning::Days30 => Text { bg: "до 30 дни", en: "within 30 days" },
        Warning::Days7 => Text { bg: "до 7 дни", en: "within 7 days" },
        Warning::Expired => Text { bg: "изтекло", en: "expired" },
    }
}

/// A mark that goes with the warning's name.
#[must_use]
pub fn warning_mark(warning: Warning) -> &'static str {
    match warning {
        Warning::Days60 => "◔",
        Warning::Days30 => "◑",
        Warning::Days7 => "◕",
        Warning::Expired => "!",
    }
}

/// Until when, how long that is, and whether new evidence waits.
#[must_use]
pub fn expiring_text(lang: Lang, one: &Expiring) -> String {
    let (last, left) = (long_date(lang, one.last), days_left_text(lang, one.days_left));
    let text = lang.pick(format!("валидно до {last}, {left}"), format!("valid until {last}, {left}"));
    match () {
        () if one.renewal_waits => format!("{text}; {}", RENEWAL_WAITS.get(lang)),
        () if one.renewal_returned => format!("{text}; {}", RENEWAL_RETURNED.get(lang)),
        () => text,
    }
}

/// That a requirement's evidence is good for so many months at most.
#[must_use]
pub fn valid_at_most_text(lang: Lang, months: u32) -> String {
    let months = i64::from(months);
    let months = lang.pick(count_form(months, "месец", "месеца"), count_form(months, "month", "months"));
    lang.pick(
        format!("Важи най-много {months} от потвърждаването, също когато се посочи по-късен ден."),
        format!("Good for at most {months} from its confirmation, also when a later day is given."),
    )
}

/// Why a live district is flagged.
#[must_use]
pub fn flag_text(lang: Lang, programme: &Programme, flags: &[Expiring]) -> Option<String> {
    let names: Vec<String> = flags
        .iter()
        .filter_map(|one| {
            let (_, requirement) = programme.requirement(&one.requirement)?;
            let (name, day) = (requirement.name.get(lang), long_date(lang, one.last));
            let waits =
                if one.renewal_waits { format!("; {}", RENEWAL_WAITS.get(lang)) } else { String::new() };
            Some(lang.pick(
                format!("„{name}“ (валидно до {day}{waits})"),
                format!("“{name}” (valid until {day}{waits})"),
            ))
        })
        .collect();
    (!names.is_empty()).then(|| {
        let names = names.join(", ");
        lang.pick(
            format!("Работи, но с изтекло доказателство: {names}."),
            format!("Live, but with expired evidence: {names}."),
        )
    })
}

/// A suspension as it stands today, also when its return is overdue.
#[must_use]
pub fn suspension_now_text(lang: Lang, one: &Suspension, today: NaiveDate) -> String {
    let text = suspension_text(lang, one);
    match overdue_text(lang, one, today) {
        Some(overdue) => format!("{text} {overdue}"),
        None => text,
    }
}

/// That the expected return is overdue, and by how much.
#[must_use]
pub fn overdue_text(lang: Lang, one: &Suspension, today: NaiveDate) -> Option<String> {
    let days = days_text(lang, one.overdue_days(today)?);
    Some(lang.pick(
        format!("Очакваното връщане е просрочено с {days}."),
        format!("The expected return is overdue by {days}."),
    ))
}

/// How far a suspended district had come; it keeps that. On whose word is said
/// beside the status when it is not a coordinator's.
#[must_use]
pub fn highest_text(lang: Lang, onboarding: &Onboarding, today: NaiveDate) -> Option<String> {
    let programme = &onboarding.programme;
    let status = onboarding.progress.status(&programme.checklist, today);
    let Status::Suspended { reached, kind } = status else { return None };
    let name = programme.milestone_at(reached).map(|one| one.name.get(lang)).unwrap_or_default();
    let n = n_of_m(lang, reached, programme.checklist.length());
    let mark = onboarding
        .progress
        .highest()
        .filter(|_| kind == MarkKind::Confirmed)
        .map(|mark| format!(" ({})", mark_text(lang, mark)))
        .unwrap_or_default();
    Some(lang.pick(
        format!("Запазва се най-високият достигнат етап: {n}, „{name}“{mark}."),
        format!("The highest milestone reached is kept: {n}, “{name}”{mark}."),
    ))
}

/// Until when a record's evidence is good, with the warning when it is near.
#[must_use]
pub fn valid_until_text(lang: Lang, record: &Record, today: NaiveDate) -> Option<String> {
    let day = long_date(lang, record.valid_until?);
    let until = lang.pick(format!("валидно до {day}"), format!("valid until {day}"));
    Some(match record.warning(today).and_then(|_| record.days_left(today)) {
        Some(left) => format!("{until} · {}", days_left_text(lang, left)),
        None => until,
    })
}

/// What a renewal is and where it stands, apart from its evidence.
#[must_use]
pub fn renewal_text(lang: Lang, record: &Record) -> Option<String> {
    let renewal = record.renewal.as_ref()?;
    let mut parts = vec![evidence_kind_text(renewal.evidence.kind).get(lang).to_owned()];
    if let Some(last) = renewal.valid_until {
        let day = long_date(lang, last);
        parts.push(lang.pick(format!("валидно до {day}"), format!("valid until {day}")));
    }
    let since = long_date(lang, renewal.since);
    if renewal.waits() {
        parts.push(
            lang.pick(format!("чака решение от {since}"), format!("waiting for a decision since {since}")),
        );
    } else {
        parts.push(lang.pick(format!("върнато на {since}"), format!("sent back on {since}")));
        let reasons = renewal.return_reasons.iter();
        parts.extend(reasons.map(|reason| return_reason_text(*reason).get(lang).to_owned()));
        parts.extend(renewal.note.clone());
    }
    Some(parts.join("; "))
}

const RENEWAL_WAITS: Text = Text {
    bg: "ново доказателство чака решение",
    en: "new evidence waits for a decision",
};
