//! The map in time: a link for each month and each year, and the map of each
//! year's end, small.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use crate::clock::source::sofia_day;
use crate::ledger::clocks::Clocks;
use crate::readiness::model::days;
use crate::replay::model::{Limits, Shown, tail};
use crate::rollout::map::outlines;
use crate::rollout::small::Small;
use crate::rollout::store::Map;
use crate::rollout::text::{ALL_MONTHS, BY_YEAR, BY_YEAR_HINT, EARLIER, IN_TIME, LATER};
use crate::text::{Lang, long_date, month_text};

/// The days that the time line offers: the end of each month since the
/// programme's first day, and today.
#[derive(Clone, Debug)]
pub struct Timeline {
    days: Vec<NaiveDate>,
    today: NaiveDate,
    last: NaiveDate,
    shown: Shown,
}

impl Timeline {
    /// Around what is shown.
    #[must_use]
    pub fn of(limits: &Limits, shown: Shown) -> Self {
        // A page of what was known then stays what it is, however time goes on.
        let known = shown.clocks().and_then(|clocks| clocks.known);
        let last = known.map_or(limits.today, |known| sofia_day(known).max(shown.day()));
        Self { days: days(limits.starts_on, last), today: limits.today, last, shown }
    }

    /// The last day of each year before the one that is shown.
    #[must_use]
    pub fn year_ends(&self) -> Vec<NaiveDate> {
        let ends = self.days.iter().filter(|day| day.month() == 12 && **day < self.shown.day());
        ends.copied().collect()
    }

    /// The point on both clocks of another day.
    #[must_use]
    pub fn clocks(&self, as_of: NaiveDate) -> Clocks {
        Clocks { as_of, known: self.shown.clocks().and_then(|clocks| clocks.known) }
    }

    /// Step by step, and every month behind it; links begin with `here`.
    pub fn links(&self, lang: Lang, here: &str) -> AnyView {
        let place = self.days.partition_point(|day| *day < self.shown.day());
        let at = |place: Option<usize>| place.and_then(|place| self.days.get(place));
        let step = |day: Option<&NaiveDate>, rel: &'static str, arrow: &'static str, words: &'static str| {
            let href = day.map(|day| self.href(here, *day));
            view! { <a class="step" rel=rel role=href.is_none().then_some("link") aria-disabled=href.is_none().then_some("true") href=href.clone() aria-label=words>{arrow}</a> }
        };
        let day = self.shown.day();
        let name = if day == self.last { self.month(lang, day) } else { long_date(lang, day) };
        let years: Vec<_> = self
            .days
            .chunk_by(|one, other| one.year() == other.year())
            .map(|months| {
                let end = months.last().copied().unwrap_or(self.last);
                let links: Vec<_> =
                    months.iter().map(|day| self.link(lang, here, *day, at(Some(place)))).collect();
                view! { <li><a href=self.href(here, end)>{end.year()}</a><ol>{links}</ol></li> }
            })
            .collect();
        view! {
            <nav class="timeline" aria-label=IN_TIME.get(lang) data-timeline="">
                <div class="steps">
                    {step(at(place.checked_sub(1)), "prev", "←", EARLIER.get(lang))}
                    <div class="slot"><output>{name}</output></div>
                    {step(at(Some(place + usize::from(at(Some(place)) == Some(&day)))), "next", "→", LATER.get(lang))}
                </div>
                <details><summary>{ALL_MONTHS.get(lang)}</summary><ol class="months">{years}</ol></details>
            </nav>
        }
        .into_any()
    }

    fn link(&self, lang: Lang, here: &str, day: NaiveDate, current: Option<&NaiveDate>) -> AnyView {
        let current = (current == Some(&day)).then_some("true");
        let name = month_text(lang, day);
        let name = name.split(' ').next().unwrap_or_default().to_owned();
        view! {
            <li><a href=self.href(here, day) aria-label=self.month(lang, day) aria-current=current data-month="">{name}</a></li>
        }
        .into_any()
    }

    /// Whether it is told as it is known now.
    fn is_now(&self) -> bool {
        self.shown.clocks().is_none_or(|clocks| clocks.known.is_none())
    }

    fn month(&self, lang: Lang, day: NaiveDate) -> String {
        let month = month_text(lang, day);
        if day == self.today && self.is_now() {
            lang.pick(format!("{month}, днес"), format!("{month}, today"))
        } else {
            month
        }
    }

    fn href(&self, here: &str, day: NaiveDate) -> String {
        let clocks = self.clocks(day);
        let today = day == self.today && clocks.known.is_none();
        if today { here.to_owned() } else { format!("{here}{}", tail(clocks)) }
    }
}

/// The maps of these days, small, each with its figure; links begin with `here`.
pub fn by_year(
    lang: Lang,
    map: &Map,
    years: &[(NaiveDate, Arc<Small>)],
    timeline: &Timeline,
    here: &str,
) -> AnyView {
    if years.is_empty() {
        return ().into_any();
    }
    let small: Vec<_> = years
        .iter()
        .map(|(day, small)| {
            view! {
                <li>
                    <a href=timeline.href(here, *day)>{long_date(lang, *day)}</a>
                    {small.map(map)}
                    <span>{small.figure(lang)}</span>
                </li>
            }
        })
        .collect();
    view! {
        <details class="by-year">
            <summary>{BY_YEAR.get(lang)}</summary>
            <p class="hint">{BY_YEAR_HINT.get(lang)}</p>
            {outlines(map)}
            <ul>{small}</ul>
        </details>
    }
    .into_any()
}
