//! The three dates put into words: where they lie, and what it means that an
//! agreed one has passed.

use chrono::NaiveDate;

use super::checklist::holder_name;
use super::model::{SlipReason, Timeliness, timeliness};
use super::store::Onboarding;
use super::view::DatesView;
use crate::capacity::model::{Places, Week};
use crate::clock::working_day::next_working_day;
use crate::id::Version;
use crate::programme::model::{Milestone, Programme};
use crate::text::{Lang, count_form, iso, long_date, short_date};

/// How many weeks with places left are named where a date is chosen.
const WEEKS_OFFERED: usize = 4;

/// How a milestone, or going live, stands to its agreed date, in a sentence;
/// empty while no date is agreed.
#[must_use]
pub fn timeliness_text(
    lang: Lang,
    onboarding: &Onboarding,
    milestone: Option<&Milestone>,
    today: NaiveDate,
) -> String {
    let programme = &onboarding.programme;
    let position = milestone.map_or(programme.checklist.go_live, |milestone| milestone.position);
    let agreed = onboarding.dates_of(milestone.map(|one| one.key.as_str())).1.agreed;
    let checklist = &programme.checklist;
    say_timeliness(lang, programme, timeliness(&onboarding.progress, checklist, position, agreed, today))
}

/// The same of a comparison already made.
#[must_use]
pub fn say_timeliness(lang: Lang, programme: &Programme, timeliness: Timeliness) -> String {
    let days = |count: u32| {
        let count = i64::from(count);
        lang.pick(
            count_form(count, "работен ден", "работни дни"),
            count_form(count, "working day", "working days"),
        )
    };
    match timeliness {
        Timeliness::NoDate => String::new(),
        Timeliness::Unknown => lang
            .pick(
                "Договорената дата е минала; не се знае дали етапът е достигнат навреме.",
                "The agreed date has passed; it is not known whether the milestone was reached in time.",
            )
            .to_owned(),
        Timeliness::InTime { reached_on, agreed } => {
            let (day, agreed) = (long_date(lang, reached_on), long_date(lang, agreed));
            lang.pick(
                format!("Достигнат навреме, на {day}; договорено беше за {agreed}"),
                format!("Reached in time, on {day}; {agreed} had been agreed."),
            )
        }
        Timeliness::ReachedLate { reached_on, agreed, working_days } => {
            let (day, late) = (long_date(lang, reached_on), days(working_days));
            let agreed = long_date(lang, agreed);
            lang.pick(
                format!("Достигнат на {day}, {late} след договорения ден, {agreed}"),
                format!("Reached on {day}, {late} after the agreed day, {agreed}."),
            )
        }
        Timeliness::Ended { reached_on, ended_on } => {
            let (reached, ended) = (long_date(lang, reached_on), long_date(lang, ended_on));
            lang.pick(
                format!("Беше достигнат на {reached}; отметката е оттеглена от {ended} Нова дата още не е договорена."),
                format!("It had been reached on {reached}; the mark was taken back from {ended}. No new date is agreed yet."),
            )
        }
        Timeliness::Ahead { working_days: 0 } => {
            lang.pick("Договорената дата е днес.", "The agreed date is today.").to_owned()
        }
        Timeliness::Ahead { working_days } => lang.pick(
            format!("До договорената дата: {}.", days(working_days)),
            format!("{} left until the agreed date.", days(working_days)),
        ),
        Timeliness::DueNow => lang
            .pick(
                "Договорената дата мина, но оттогава още не е изтекъл нито един работен ден.",
                "The agreed date has passed, but no working day has passed since.",
            )
            .to_owned(),
        Timeliness::Waiting { holder, since, working_days, time_until } => {
            let (who, since, late) =
                (holder_name(lang, programme, holder), long_date(lang, since), days(working_days));
            let time = time_until.map(|until| long_date(lang, until)).map(|until| {
                lang.pick(
                    format!("за новото в контролния списък има време до {until}, а за останалото "),
                    format!(
                        "there is time until {until} for what is new in the checklist, and for the rest "
                    ),
                )
            });
            let time = time.unwrap_or_default();
            lang.pick(
                format!("Договорената дата мина преди {late}, но районът не закъснява: {time}на ход е {who} от {since}"),
                format!("The agreed date passed {late} ago, but the district is not late: {time}the next move has been with {who} since {since}."),
            )
        }
        Timeliness::Extended { until, working_days } => {
            let (until, late) = (long_date(lang, until), days(working_days));
            lang.pick(
                format!("Договорената дата мина преди {late}, но районът не закъснява: каквото остава, дойде с по-нова версия на контролния списък и се иска до {until}"),
                format!("The agreed date passed {late} ago, but the district is not late: what is left came with a newer version of the checklist and is asked for by {until}."),
            )
        }
        Timeliness::Late { working_days, .. } => lang.pick(
            format!(
                "Закъснява с {} след договорената дата; районът още има какво да направи.",
                days(working_days)
            ),
            format!(
                "Late by {} after the agreed date; the district still has something to do.",
                days(working_days)
            ),
        ),
    }
}

/// Lateness in a word or two, for tables; empty when there is nothing to say.
#[must_use]
pub fn short_timeliness(lang: Lang, programme: &Programme, timeliness: Timeliness) -> String {
    match timeliness {
        Timeliness::Late { working_days, .. } => {
            let count = i64::from(working_days);
            let days = lang.pick(
                count_form(count, "работен ден", "работни дни"),
                count_form(count, "working day", "working days"),
            );
            lang.pick(format!("закъснява с {days}"), format!("late by {days}"))
        }
        Timeliness::Extended { until, .. } => {
            let until = short_date(lang, until);
            lang.pick(format!("мина; има време до {until}"), format!("passed; has time until {until}"))
        }
        Timeliness::Waiting { holder, .. } => {
            let who = holder_name(lang, programme, holder);
            lang.pick(format!("мина; на ход е {who}"), format!("passed; next move: {who}"))
        }
        _ => String::new(),
    }
}

/// The next weeks with places left, in a sentence; empty without a limit.
#[must_use]
pub fn places_text(lang: Lang, places: &Places, today: NaiveDate) -> String {
    let weeks: Vec<String> = places
        // A week without a working day left is over.
        .free_weeks(Week::of(next_working_day(today)), WEEKS_OFFERED)
        .into_iter()
        .filter_map(|week| Some(format!("{} ({})", short_date(lang, week.monday()), places.left(week)?)))
        .collect();
    if weeks.is_empty() && places.every_week.is_none() {
        return String::new();
    }
    let weeks = weeks.join(", ");
    lang.pick(
        format!("Свободни места в седмиците от: {weeks}"),
        format!("Places left in the weeks of: {weeks}"),
    )
}

/// The three dates of a milestone, or of going live, for reading and for the form.
#[must_use]
pub fn view_dates(
    lang: Lang,
    onboarding: &Onboarding,
    milestone: Option<&Milestone>,
    today: NaiveDate,
) -> DatesView {
    let (version, dates) = onboarding.dates_of(milestone.map(|one| one.key.as_str()));
    // Why a date moves is for its author to say.
    let is_first = version == Version(0) || dates.because == Some(SlipReason::Over);
    let first = is_first.then_some(SlipReason::FirstSetting);
    DatesView {
        version,
        timeliness: timeliness_text(lang, onboarding, milestone, today),
        places: String::new(),
        because: first.map(|reason| reason.key().to_owned()).unwrap_or_default(),
        window: dates
            .window
            .map(|(from, to)| format!("{} – {}", short_date(lang, from), short_date(lang, to))),
        preferred: dates.preferred.map(|day| long_date(lang, day)),
        agreed: dates.agreed.map(|day| long_date(lang, day)),
        window_from_iso: dates.window.map(|(from, _)| iso(from)).unwrap_or_default(),
        window_to_iso: dates.window.map(|(_, to)| iso(to)).unwrap_or_default(),
        preferred_iso: dates.preferred.map(iso).unwrap_or_default(),
        agreed_iso: dates.agreed.map(iso).unwrap_or_default(),
    }
}
