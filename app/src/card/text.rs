//! The words of the image cards and of what stands beside them.

use chrono::NaiveDate;

use crate::dispute::text::DISPUTED_SHORT;
use crate::onboarding::checklist::holder_name;
use crate::onboarding::status::status_text;
use crate::programme::model::Programme;
use crate::rollout::model::{Coverage, Row};
use crate::rollout::store::Rollout;
use crate::rollout::text::{MET, NOT_KNOWN, TURN};
use crate::text::{Lang, Text, count_form, long_date, n_of_m, short_date};

pub const DEMONSTRATION: Text =
    Text { bg: "Демонстрационни данни", en: "Demonstration data" };
pub const DISTRICTS_LIVE: Text = Text { bg: "района работят", en: "districts are live" };

/// „Към 22 ноември 2026 г.“
#[must_use]
pub fn day_text(lang: Lang, day: NaiveDate) -> String {
    let day = long_date(lang, day);
    lang.pick(format!("Към {day}"), format!("As of {day}"))
}

/// „Без данни: 2 района“
#[must_use]
pub fn unknown_text(lang: Lang, coverage: &Coverage) -> String {
    let unknown = i64::try_from(coverage.unknown).unwrap_or(i64::MAX);
    let districts =
        lang.pick(count_form(unknown, "район", "района"), count_form(unknown, "district", "districts"));
    lang.pick(format!("Без данни: {districts}"), format!("No data: {districts}"))
}

/// One sentence of the whole map.
#[must_use]
pub fn city_text(lang: Lang, coverage: &Coverage, day: NaiveDate) -> String {
    let live = n_of_m(lang, coverage.live, coverage.districts);
    let (words, unknown, day) = (DISTRICTS_LIVE.get(lang), unknown_text(lang, coverage), day_text(lang, day));
    format!("{live} {words}. {unknown}. {day}")
}

/// What is so in a district, in lines.
#[must_use]
pub fn district_lines(lang: Lang, programme: &Programme, row: &Row) -> Vec<String> {
    let unknown = || NOT_KNOWN.get(lang).to_owned();
    let met = row.tally.map_or_else(unknown, |tally| n_of_m(lang, tally.met, tally.of));
    let turn = match &row.turn {
        Some(turn) => {
            let (name, since) = (holder_name(lang, programme, turn.holder), short_date(lang, turn.since));
            lang.pick(format!("{name}, от {since}"), format!("{name}, since {since}"))
        }
        None if row.tally.is_some() => "–".to_owned(),
        None => unknown(),
    };
    vec![format!("{}: {met}", MET.get(lang)), format!("{}: {turn}", TURN.get(lang))]
}

/// The status as the card's second heading.
#[must_use]
pub fn status_line(lang: Lang, rollout: &Rollout, row: &Row) -> String {
    let status = status_text(lang, row.status, rollout.programme.checklist.length());
    let source =
        row.highest.as_ref().filter(|_| row.status.is_reported()).and_then(|mark| mark.source.as_ref());
    let status = match source {
        Some(source) => {
            format!("{status} ({} {})", crate::rollout::text::REPORTED.get(lang), source.get(lang))
        }
        None => status,
    };
    // What is contested is said wherever the status is.
    if rollout.disputed.contains(&row.slug) {
        format!("{status} {}", DISPUTED_SHORT.get(lang))
    } else {
        status
    }
}
