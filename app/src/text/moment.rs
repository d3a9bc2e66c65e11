//! Instants as the wall clock in Sofia shows them.

use chrono::{SecondsFormat, Timelike};

use crate::clock::Moment;
use crate::clock::source::sofia_time;
use crate::text::{Lang, short_date};

/// „21.11.2026 г., 20:51 ч.“ / “21 Nov 2026, 20:51”, Sofia time.
#[must_use]
pub fn moment_text(lang: Lang, moment: Moment) -> String {
    let local = sofia_time(moment);
    let date = short_date(lang, local.date_naive());
    let (hour, minute) = (local.hour(), local.minute());
    match lang {
        Lang::Bg => format!("{date}, {hour:02}:{minute:02} ч."),
        Lang::En => format!("{date}, {hour:02}:{minute:02}"),
    }
}

/// The instant as machines write it, in UTC.
#[must_use]
pub fn moment_iso(moment: Moment) -> String {
    moment.utc().to_rfc3339_opts(SecondsFormat::Millis, true)
}
