//! The question people come with, answered in a sentence: does this district work
//! there, since when and on whose word?

use chrono::NaiveDate;

use super::model::{Mark, MarkKind, Status};
use super::store::Onboarding;
use crate::programme::model::PORTAL;
use crate::text::{Lang, long_date, n_of_m};

/// „Районът още не е на Единния портал: достигнал е етап 3 от 8.“
#[must_use]
pub fn answer_text(lang: Lang, onboarding: &Onboarding, today: NaiveDate) -> String {
    let checklist = &onboarding.programme.checklist;
    let progress = &onboarding.progress;
    let status = progress.status(checklist, today);
    let there = there(lang, &onboarding.programme.key, onboarding.programme.short_name.get(lang));
    let answer = match status {
        Status::Unknown => lang.pick(
            format!("Не се знае дали районът е {there}."),
            format!("It is not known whether the district is {there}."),
        ),
        Status::Live { .. } => {
            let since =
                progress.mark(checklist.go_live).map(|mark| since_text(lang, mark)).unwrap_or_default();
            let is = if since.starts_with(" since") { "has been" } else { "is" };
            ended(lang.pick(format!("Районът е {there}{since}"), format!("The district {is} {there}{since}")))
        }
        Status::Suspended { .. } => {
            let since =
                progress.suspension.as_ref().map(|one| long_date(lang, one.since)).unwrap_or_default();
            ended(lang.pick(
                format!("Районът е {there}, но работата му там е временно спряна от {since}"),
                format!("The district is {there}, but its work there has been suspended since {since}"),
            ))
        }
        Status::Ready { .. } => lang.pick(
            format!("Районът още не е {there}: готов е да започне."),
            format!("The district is not yet {there}: it is ready to begin."),
        ),
        Status::Milestone { reached: 0, .. } => lang.pick(
            format!("Районът още не е {there}: първият етап не е достигнат."),
            format!("The district is not yet {there}: it has not reached the first milestone."),
        ),
        Status::Milestone { reached, .. } => {
            let at = n_of_m(lang, reached, checklist.length());
            lang.pick(
                format!("Районът още не е {there}: достигнал е етап {at}."),
                format!("The district is not yet {there}: it has reached milestone {at}."),
            )
        }
    };
    let ahead = matches!(status, Status::Milestone { .. } | Status::Ready { .. });
    match onboarding.dates.agreed.filter(|day| ahead && *day >= today) {
        Some(day) => {
            let day = long_date(lang, day);
            let agreed =
                ended(lang.pick(format!("Договореният ден е {day}"), format!("The agreed day is {day}")));
            format!("{answer} {agreed}")
        }
        None => answer,
    }
}

/// Where a district of a programme is once it works.
fn there(lang: Lang, programme: &str, name: &str) -> String {
    match programme {
        PORTAL => lang.pick("на Единния портал", "on the Unified e-services portal").to_owned(),
        "moving" => lang.pick("в услугата „Преместване“", "part of the service “Moving”").to_owned(),
        _ => lang.pick(format!("в „{name}“"), format!("part of “{name}”")),
    }
}

fn since_text(lang: Lang, mark: &Mark) -> String {
    let since = mark.reached_on.map(|day| long_date(lang, day));
    let since = since.map(|day| lang.pick(format!(" от {day}"), format!(" since {day}"))).unwrap_or_default();
    let source = mark.source.as_ref().filter(|_| mark.kind == MarkKind::Reported);
    let source = source.map(|source| {
        let source = source.get(lang);
        lang.pick(format!(", по данни на {source}"), format!(", as reported by {source}"))
    });
    format!("{since}{}", source.unwrap_or_default())
}

/// A Bulgarian date ends with a full stop of its own.
fn ended(text: String) -> String {
    if text.ends_with('.') { text } else { text + "." }
}
