//! The dates of a district's page: what is planned, of going live and of each milestone.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::explain::link;
use crate::explain::model::Figure;
use crate::onboarding::dates::timeliness_text;
use crate::onboarding::store::Onboarding;
use crate::onboarding::text::{AGREED, DATES, NO_DATE, PREFERRED, WINDOW};
use crate::programme::model::Milestone;
use crate::text::{Lang, long_date, short_date};

/// What is planned, and what it means that a day has passed.
pub fn dates(lang: Lang, onboarding: &Onboarding, today: NaiveDate, tail: &str) -> AnyView {
    let of_milestones: Vec<_> = onboarding
        .programme
        .checklist
        .milestones
        .iter()
        // That of going live stands above them.
        .filter(|milestone| milestone.position != onboarding.programme.checklist.go_live)
        .filter(|milestone| {
            let has_dates = !onboarding.dates_of(Some(&milestone.key)).1.is_empty();
            has_dates || !timeliness_text(lang, onboarding, Some(milestone), today).is_empty()
        })
        .map(|milestone| {
            view! {
                <h3>{milestone.name.get(lang).to_owned()}</h3>
                {three_dates(lang, onboarding, Some(milestone), today, tail)}
            }
        })
        .collect();
    view! {
        <section aria-labelledby="dates-title">
            <h2 id="dates-title">{DATES.get(lang)}</h2>
            {three_dates(lang, onboarding, None, today, tail)}
            {of_milestones}
        </section>
    }
    .into_any()
}

fn three_dates(
    lang: Lang,
    onboarding: &Onboarding,
    milestone: Option<&Milestone>,
    today: NaiveDate,
    tail: &str,
) -> AnyView {
    let of = milestone.map(|one| format!("&milestone={}", one.key)).unwrap_or_default();
    let (programme, tail) = (&onboarding.programme.key, format!("{of}{tail}"));
    let why = link::district_path(lang, Figure::WorkingDays, programme, &onboarding.slug, &tail);
    let (_, dates) = onboarding.dates_of(milestone.map(|one| one.key.as_str()));
    let none = || NO_DATE.get(lang).to_owned();
    let window = dates
        .window
        .map_or_else(none, |(from, to)| format!("{} – {}", short_date(lang, from), short_date(lang, to)));
    let day = |day: Option<NaiveDate>| day.map_or_else(none, |day| long_date(lang, day));
    let timeliness = timeliness_text(lang, onboarding, milestone, today);
    view! {
        <dl class="facts">
            <div><dt>{WINDOW.get(lang)}</dt><dd>{window}</dd></div>
            <div><dt>{PREFERRED.get(lang)}</dt><dd>{day(dates.preferred)}</dd></div>
            <div><dt>{AGREED.get(lang)}</dt><dd>{day(dates.agreed)}</dd></div>
        </dl>
        {(!timeliness.is_empty()).then(|| view! { <p class="timeliness">{timeliness}{dates.agreed.map(|_| view! { " "{link::how(lang, Figure::WorkingDays, why)} })}</p> })}
    }
    .into_any()
}
