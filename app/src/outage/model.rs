//! An outage and the days it covers.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::programme::model::Holder;
use crate::text::Lang;

/// A shared dependency that does not work. This is also what the ledger keeps as
/// the old and the new value of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// What does not work, e.g. „ССЕВ не приема съобщения“.
    pub title: String,
    /// The same in English, where somebody has said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_en: Option<String>,
    /// Who must mend it; never the district.
    pub holder: Holder,
    /// Its first day.
    pub begins_on: NaiveDate,
    /// Its last day; `None` while it lasts.
    pub ends_on: Option<NaiveDate>,
    /// The requirements it touches, as `programme:key`, in order.
    pub requirements: Vec<String>,
    /// The services it touches, by number, in order.
    pub services: Vec<i64>,
}

impl Outage {
    /// Its title in this language, else in the one it has.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        match (lang, &self.title_en) {
            (Lang::En, Some(title)) => title,
            _ => &self.title,
        }
    }

    /// Whether it covers a day.
    #[must_use]
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.begins_on <= day && self.ends_on.is_none_or(|last| day <= last)
    }

    /// Whether it touches a requirement of a programme.
    #[must_use]
    pub fn touches(&self, programme: &str, requirement: &str) -> bool {
        self.requirements
            .iter()
            .any(|one| one.split_once(':').is_some_and(|(of, key)| of == programme && key == requirement))
    }

    /// The day from which a change of it is told: the earliest that anything of
    /// it concerns, and never later than today.
    #[must_use]
    pub fn told_from(&self, old: Option<&Self>, today: NaiveDate) -> NaiveDate {
        let begun = old.map_or(self.begins_on, |old| old.begins_on.min(self.begins_on));
        begun.min(today)
    }
}

/// Since when whoever has what these outages touched has it, the days of those that are
/// over left out: a wait of years is not wiped out by an outage of a day, nor does
/// anybody's clock run while it lasts. Who had to mend it and had the thing anyway is
/// excused by nothing: that clock runs on.
#[must_use]
pub fn left_out<'o>(
    touching: impl Iterator<Item = &'o Outage>,
    (holder, since): (Holder, NaiveDate),
    today: NaiveDate,
) -> NaiveDate {
    let mut over: Vec<(NaiveDate, NaiveDate)> = touching
        .filter(|one| one.holder != holder)
        .filter_map(|one| Some((one.begins_on.max(since), one.ends_on?)))
        .filter(|(begins, last)| begins <= last && *last < today)
        .collect();
    over.sort_unstable();
    // A day on which two of them lasted is one day.
    let (mut days, mut covered) = (0, None);
    for (begins, last) in over {
        let begins = covered.map_or(begins, |covered: NaiveDate| begins.max(covered + Days::new(1)));
        days += u64::try_from((last - begins).num_days() + 1).unwrap_or_default();
        covered = covered.max(Some(last));
    }
    since + Days::new(days)
}

#[cfg(test)]
mod tests {
    use proptest::option;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn day(number: u64) -> NaiveDate {
        "2026-01-01".parse::<NaiveDate>().unwrap() + Days::new(number)
    }

    prop_compose! {
        fn any_outage()(begin in 0u64..100, length in option::of(0u64..50)) -> Outage {
            Outage {
                title: "Register".to_owned(),
                title_en: None,
                holder: Holder::State,
                begins_on: day(begin),
                ends_on: length.map(|days| day(begin + days)),
                requirements: vec!["unified-model:eauth".to_owned()],
                services: Vec::new(),
            }
        }
    }

    #[test]
    fn it_touches_exactly_what_it_names() {
        let outage = Outage {
            requirements: vec!["unified-model:eauth".to_owned()],
            ..Outage {
                title: String::new(),
                title_en: None,
                holder: Holder::State,
                begins_on: day(0),
                ends_on: None,
                requirements: Vec::new(),
                services: Vec::new(),
            }
        };
        assert!(outage.touches("unified-model", "eauth"));
        assert!(!outage.touches("moving", "eauth"));
        assert!(!outage.touches("unified-model", "eauth2"));
    }

    proptest! {
        /// Of the days since somebody has what outages touched, those of somebody else's
        /// that are over count for nothing, each once, and all others count.
        #[test]
        fn the_days_of_somebody_elses_outages_are_left_out_and_no_others(
            outages in prop::collection::vec(any_outage(), 0..4),
            holder in select(vec![Holder::District, Holder::Municipality, Holder::State]),
            since in 0u64..160,
            today in 0u64..160,
        ) {
            prop_assume!(since <= today);
            let excused = |on: NaiveDate| {
                outages.iter().any(|one| {
                    one.holder != holder
                        && one.ends_on.is_some_and(|last| last < day(today) && on <= last)
                        && one.begins_on <= on
                })
            };
            let counted = (since..today).filter(|on| !excused(day(*on))).count();
            let from = left_out(outages.iter(), (holder, day(since)), day(today));
            prop_assert_eq!((day(today) - from).num_days(), i64::try_from(counted).unwrap());
        }
    }
}
