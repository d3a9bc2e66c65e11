//! An outage and the days it covers.

use chrono::NaiveDate;
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

    /// Since when who has what it touched has it, once it is over: nobody's clock
    /// runs for the days it lasted. Who had to mend it and had the thing anyway is
    /// excused by nothing: that clock runs on.
    #[must_use]
    pub fn resumed(&self, (holder, since): (Holder, NaiveDate), today: NaiveDate) -> (Holder, NaiveDate) {
        match self.ends_on {
            Some(last) if last < today && last >= since && holder != self.holder => {
                (holder, last.succ_opt().unwrap_or(last))
            }
            _ => (holder, since),
        }
    }

    /// The day from which a change of it is told: the earliest that anything of
    /// it concerns, and never later than today.
    #[must_use]
    pub fn told_from(&self, old: Option<&Self>, today: NaiveDate) -> NaiveDate {
        let begun = old.map_or(self.begins_on, |old| old.begins_on.min(self.begins_on));
        begun.min(today)
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
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
        /// When it is over nobody else is reckoned to have held what it touched
        /// meanwhile, and who had to mend it is excused by nothing.
        #[test]
        fn nobody_is_reckoned_for_the_days_of_somebody_elses_outage(
            outage in any_outage(),
            holder in select(vec![Holder::District, Holder::Municipality, Holder::State]),
            since in 0u64..160,
            today in 0u64..160,
        ) {
            prop_assume!(since <= today);
            let held = (holder, day(since));
            let (who, from) = outage.resumed(held, day(today));
            prop_assert_eq!(who, holder);
            prop_assert!(from >= day(since) && from <= day(today));
            if holder == outage.holder {
                prop_assert_eq!(from, day(since));
            } else if let Some(last) = outage.ends_on.filter(|last| *last < day(today)) {
                prop_assert!(from > last);
            } else {
                prop_assert_eq!(from, day(since));
            }
        }
    }
}
