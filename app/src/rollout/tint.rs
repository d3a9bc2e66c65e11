//! What a district looks like for each thing that the colours can stand for: a
//! class for the style sheet, and always a number or a word.

use chrono::NaiveDate;

use super::model::Row;
use super::model::measure::{Class, Colour, DAYS, Level, SERVICES, SHARES};
use super::text::{NOBODY, NOBODY_MOVES, REPORTED_SHORT, UNDER_WAY};
use crate::onboarding::model::{MarkKind, Status, Tally};
use crate::onboarding::status::{ramp_class, status_class};
use crate::onboarding::timing::days_text;
use crate::programme::model::Programme;
use crate::text::{LIVE, Lang, READY, SUSPENDED_SHORT, UNKNOWN, n_of_m};

/// What a district looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tint {
    /// The style class beside `shape` or `chip`.
    pub class: String,
    /// In the shape, where there is room for words.
    pub short: String,
    /// One number or mark, where there is not.
    pub mark: String,
    /// What is measured, for those who hear the map; nothing where the status
    /// says it already.
    pub spoken: Option<String>,
    /// What is measured, as a number.
    pub value: Option<String>,
}

/// A look and what it means.
pub type Key = (String, String);

impl Tint {
    /// What the row looks like.
    #[must_use]
    pub fn of(lang: Lang, programme: &Programme, row: &Row, colour: Colour, today: NaiveDate) -> Self {
        match colour {
            Colour::Milestone => milestone(lang, programme, row),
            Colour::Status => status(lang, programme, row),
            Colour::Readiness => readiness(lang, row),
            Colour::Waiting => waiting(lang, row, today),
            Colour::Services => services(lang, row),
        }
    }
}

/// What each look means, in order.
#[must_use]
pub fn keys(lang: Lang, programme: &Programme, colour: Colour) -> Vec<Key> {
    let unknown = ("status-unknown".to_owned(), UNKNOWN.get(lang).to_owned());
    let ready = ("status-ready".to_owned(), format!("◆ {}", READY.get(lang)));
    let live = ("status-live".to_owned(), format!("✓ {}", LIVE.get(lang)));
    let suspended = ("status-suspended".to_owned(), format!("‖ {}", SUSPENDED_SHORT.get(lang)));
    let mut keys = vec![unknown];
    match colour {
        Colour::Milestone => {
            let checklist = &programme.checklist;
            let begun = lang.pick("0 започнал, още без етап", "0 begun, no milestone yet");
            keys.push((ramp_class(0, checklist.go_live), begun.to_owned()));
            for one in checklist.milestones.iter().filter(|one| one.position + 1 < checklist.go_live) {
                let words = format!("{} {}", one.position, one.name.get(lang));
                keys.push((ramp_class(one.position, checklist.go_live), words));
            }
            keys.extend([ready, live, suspended]);
        }
        Colour::Status => {
            keys.push((STARTED.to_owned(), format!("→ {}", UNDER_WAY.get(lang))));
            keys.extend([ready, live, suspended]);
        }
        Colour::Readiness => keys.extend(SHARES.iter().map(|class| (ramp(class), share_text(class)))),
        Colour::Waiting => {
            keys.push((NOBODYS.to_owned(), format!("– {}", NOBODY_MOVES.get(lang))));
            keys.extend(DAYS.iter().map(|class| (ramp(class), span_text(lang, class))));
        }
        Colour::Services => {
            keys.extend(SERVICES.iter().map(|class| (ramp(class), number_text(lang, class))));
        }
    }
    keys
}

/// The look of all that is on its way, where only the status counts.
const STARTED: &str = "status-milestone ramp-3";
/// The look where nobody is to move.
const NOBODYS: &str = "nobody";

fn milestone(lang: Lang, programme: &Programme, row: &Row) -> Tint {
    let of = programme.checklist.length();
    // What rests on a public source says so on the map, too.
    let (short, mark) = match row.status {
        Status::Live { kind: MarkKind::Reported, .. } => {
            (format!("✓ {}", REPORTED_SHORT.get(lang)), "✓".to_owned())
        }
        Status::Milestone { reached, kind: Some(MarkKind::Reported) } => {
            (format!("{reached} {}", REPORTED_SHORT.get(lang)), reached.to_string())
        }
        Status::Milestone { reached, .. } => (n_of_m(lang, reached, of), reached.to_string()),
        other => words(lang, other),
    };
    flagged(row, status_class(row.status, programme.checklist.go_live), short, mark)
}

fn status(lang: Lang, programme: &Programme, row: &Row) -> Tint {
    let (short, mark) = words(lang, row.status);
    let class = match row.status {
        Status::Milestone { .. } => STARTED.to_owned(),
        other => status_class(other, programme.checklist.go_live),
    };
    flagged(row, class, short, mark)
}

/// A status without its milestone.
fn words(lang: Lang, status: Status) -> (String, String) {
    let (mark, text) = match status {
        Status::Unknown => return (UNKNOWN.get(lang).to_owned(), "?".to_owned()),
        Status::Milestone { .. } => ("→", UNDER_WAY),
        Status::Ready { .. } => ("◆", READY),
        Status::Live { .. } => ("✓", LIVE),
        Status::Suspended { .. } => ("‖", SUSPENDED_SHORT),
    };
    (format!("{mark} {}", text.get(lang)), mark.to_owned())
}

fn flagged(row: &Row, class: String, short: String, mark: String) -> Tint {
    // The tick stays: it is live, with a reservation.
    let (short, mark) = if row.flags.is_empty() {
        (short, mark)
    } else {
        (short.replacen('✓', "✓!", 1), format!("{mark}!"))
    };
    Tint { class, short, mark, spoken: None, value: None }
}

fn readiness(lang: Lang, row: &Row) -> Tint {
    let (Level::Class(class), Some(Tally { met, of }), Some(share)) =
        (row.readiness_level(), row.tally, row.percent_met())
    else {
        return unknown(lang);
    };
    let met = n_of_m(lang, met, of);
    Tint {
        class: class_name(&SHARES, class),
        spoken: Some(lang.pick(
            format!("изпълнени изисквания {met}, {share}%"),
            format!("requirements met {met}, {share}%"),
        )),
        short: met,
        mark: format!("{share}%"),
        value: Some(share.to_string()),
    }
}

fn waiting(lang: Lang, row: &Row, today: NaiveDate) -> Tint {
    match (row.waiting_level(today), row.days_waiting(today)) {
        (Level::Class(class), Some(days)) => {
            let text = days_text(lang, days);
            Tint {
                class: class_name(&DAYS, class),
                spoken: Some(lang.pick(format!("чака се от {text}"), format!("waiting for {text}"))),
                short: text,
                mark: days.to_string(),
                value: Some(days.to_string()),
            }
        }
        (Level::Nothing, _) => Tint {
            class: NOBODYS.to_owned(),
            short: NOBODY.get(lang).to_owned(),
            mark: "–".to_owned(),
            spoken: Some(NOBODY.get(lang).to_owned()),
            value: Some("none".to_owned()),
        },
        _ => unknown(lang),
    }
}

fn services(lang: Lang, row: &Row) -> Tint {
    match (row.services_level(), row.services_online(), row.services_certain()) {
        (Level::Class(class), Some(online), Some(certain)) => {
            let of = n_of_m(lang, online, certain);
            Tint {
                class: class_name(&SERVICES, class),
                spoken: Some(lang.pick(
                    format!("електронни услуги {of} със сигурни данни"),
                    format!("services online {of} with certain data"),
                )),
                short: of,
                mark: online.to_string(),
                value: Some(online.to_string()),
            }
        }
        _ => unknown(lang),
    }
}

fn unknown(lang: Lang) -> Tint {
    let (short, mark) = words(lang, Status::Unknown);
    let value = Some("unknown".to_owned());
    Tint { class: "status-unknown".to_owned(), spoken: Some(short.clone()), short, mark, value }
}

fn class_name(classes: &[Class], number: usize) -> String {
    classes.get(number).map(ramp).unwrap_or_default()
}

fn ramp(class: &Class) -> String {
    format!("ramp-{}", class.ramp)
}

/// „25–49%“
fn share_text(class: &Class) -> String {
    match class.to {
        Some(to) if to != class.from => format!("{}–{to}%", class.from),
        _ => format!("{}%", class.from),
    }
}

/// „7–29 дни“
fn span_text(lang: Lang, class: &Class) -> String {
    let from = class.from;
    match class.to {
        Some(to) => lang.pick(format!("{from}–{to} дни"), format!("{from}–{to} days")),
        None => lang.pick(format!("{from} и повече дни"), format!("{from} days and more")),
    }
}

/// „4–6 услуги“
fn number_text(lang: Lang, class: &Class) -> String {
    let from = class.from;
    match class.to {
        Some(to) if to == from => lang.pick(format!("{from} услуги"), format!("{from} services")),
        Some(to) => lang.pick(format!("{from}–{to} услуги"), format!("{from}–{to} services")),
        None => lang.pick(format!("{from} и повече услуги"), format!("{from} services and more")),
    }
}
