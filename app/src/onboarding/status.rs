//! A status and the marks it comes from, in words and as style classes.

use super::model::{Mark, MarkKind, Status, Suspension};
use crate::text::{LIVE, Lang, READY, SUSPENDED_SHORT, UNKNOWN, long_date, n_of_m};

/// Into how many steps of blue the milestones before going live are put.
const RAMP: i32 = 6;

/// The derived status in words.
#[must_use]
pub fn status_text(lang: Lang, status: Status, of: i32) -> String {
    match status {
        Status::Unknown => UNKNOWN.get(lang).to_owned(),
        Status::Milestone { reached, .. } => lang.pick(
            format!("етап {}", n_of_m(lang, reached, of)),
            format!("milestone {}", n_of_m(lang, reached, of)),
        ),
        Status::Ready { .. } => READY.get(lang).to_owned(),
        Status::Live { .. } => LIVE.get(lang).to_owned(),
        Status::Suspended { .. } => SUSPENDED_SHORT.get(lang).to_owned(),
    }
}

/// The style classes of a status: the state, and for milestones the step of
/// blue, spread so that the step before going live is always dark.
#[must_use]
pub fn status_class(status: Status, go_live: i32) -> String {
    match status {
        Status::Milestone { reached, .. } => format!("status-milestone {}", ramp_class(reached, go_live)),
        other => format!("status-{}", other.key()),
    }
}

/// The step of blue of a milestone.
#[must_use]
pub fn ramp_class(reached: i32, go_live: i32) -> String {
    let last = (go_live - 1).max(1);
    format!("ramp-{}", (reached * RAMP + last - 1) / last)
}

/// Since when and why it is suspended and until when.
#[must_use]
pub fn suspension_text(lang: Lang, one: &Suspension) -> String {
    let (since, back) = (long_date(lang, one.since), long_date(lang, one.expected_return));
    let reason = one.reason.trim_end_matches('.');
    // A Bulgarian date ends with a full stop of its own.
    lang.pick(
        format!("Спрян от {since} Причина: {reason}. Очаквано връщане: {back}"),
        format!("Suspended since {since}. Reason: {reason}. Expected return: {back}."),
    )
}

/// When and on whose word a milestone was reached.
#[must_use]
pub fn mark_text(lang: Lang, mark: &Mark) -> String {
    let day = mark.reached_on.map(|day| long_date(lang, day));
    match mark.kind {
        MarkKind::Confirmed => {
            let day = day.unwrap_or_default();
            lang.pick(format!("достигнат на {day}"), format!("reached on {day}"))
        }
        MarkKind::Reported => {
            let source = mark.source.as_ref().map(|source| source.get(lang)).unwrap_or_default();
            match day {
                Some(day) => lang
                    .pick(format!("{day}, по данни на {source}"), format!("{day}, as reported by {source}")),
                None => lang.pick(
                    format!("без дата, по данни на {source}"),
                    format!("undated, as reported by {source}"),
                ),
            }
        }
    }
}
