//! What of a change concerns subscribers: something live that is so no longer, and
//! an agreed date that has moved. Found in what the change wrote to the ledger, so
//! that no way to change anything can forget it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use crate::ledger::model::{Entry, Item};
use crate::onboarding::model::{Dates, Mark, MarkKind, SlipReason, Suspension};
use crate::service::model::{Declaration, Declared, Observation, Observed};

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The programme's key; empty for a service.
    pub programme: String,
    /// The district's slug.
    pub district: String,
    /// What.
    pub what: What,
    /// The public reason, where there is one.
    pub reason: Option<String>,
    /// The number of the entry that says it.
    pub seq: i64,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A live district was suspended.
    Suspended(Suspension),
    /// A confirmed mark was taken back; whether the district was live by it alone
    /// is seen in the database.
    MarkGone { position: i32 },
    /// An agreed date is another, or none; of going live, or of a milestone.
    DateMoved {
        milestone: Option<String>,
        from: NaiveDate,
        to: Option<NaiveDate>,
        because: Option<SlipReason>,
    },
    /// A service that was declared online is so no longer.
    Declared { service: i64, to: Option<Declared> },
    /// A service that was seen online is so no longer.
    Observed { service: i64, to: Option<Observed> },
}

/// The news in what one change wrote. Several entries of one item count as one,
/// from the value before the first to that after the last: what is set right in
/// the same breath is no news.
#[must_use]
pub fn news(entries: &[Entry]) -> Vec<News> {
    let mut items: BTreeMap<(&str, &str, &str), (&Entry, &Entry)> = BTreeMap::new();
    for entry in entries {
        let key = (entry.programme.as_str(), entry.district.as_str(), entry.item.as_str());
        items.entry(key).and_modify(|(_, last)| *last = entry).or_insert((entry, entry));
    }
    let mut found: Vec<News> = items
        .into_values()
        .filter_map(|(first, last)| {
            let what = what(&last.item, first.old.as_deref(), last.new.as_deref())?;
            // Of services only what is said is for the public, and not why.
            let is_public = !matches!(what, What::Declared { .. } | What::Observed { .. });
            Some(News {
                programme: last.programme.clone(),
                district: last.district.clone(),
                what,
                reason: last.reason.clone().filter(|_| is_public),
                seq: last.seq,
            })
        })
        .collect();
    found.sort_by_key(|one| one.seq);
    found
}

fn what(item: &str, old: Option<&str>, new: Option<&str>) -> Option<What> {
    match item.parse().ok()? {
        Item::Suspension if old.is_none() => Some(What::Suspended(read(new)?)),
        Item::Mark { kind: MarkKind::Confirmed, .. } => {
            let standing = |json| read::<Mark>(json).filter(|mark| mark.taken_back_on.is_none());
            let mark = standing(old)?;
            standing(new).is_none().then_some(What::MarkGone { position: mark.position })
        }
        Item::Dates => moved(None, old, new),
        Item::MilestoneDates(key) => moved(Some(key), old, new),
        Item::Declared(service) => {
            let was: Declaration = read(old)?;
            let is: Option<Declaration> = read(new);
            let to = is.map(|one| one.state);
            (was.state == Declared::Online && to != Some(Declared::Online))
                .then_some(What::Declared { service, to })
        }
        Item::Observed(service) => {
            let was: Observation = read(old)?;
            let is: Option<Observation> = read(new);
            let to = is.map(|one| one.state);
            (was.state == Observed::Online && to != Some(Observed::Online))
                .then_some(What::Observed { service, to })
        }
        _ => None,
    }
}

fn moved(milestone: Option<String>, old: Option<&str>, new: Option<&str>) -> Option<What> {
    let was: Dates = read(old)?;
    let is: Dates = read(new).unwrap_or_default();
    // Who is told of a mark that is gone knows that its plan is over.
    let from = was.agreed.filter(|_| is.because != Some(SlipReason::Over))?;
    (is.agreed != Some(from)).then_some(What::DateMoved {
        milestone,
        from,
        to: is.agreed,
        because: is.because,
    })
}

fn read<T: DeserializeOwned>(json: Option<&str>) -> Option<T> {
    serde_json::from_str(json?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::Moment;

    fn entry(seq: i64, item: &str, old: Option<String>, new: Option<String>) -> Entry {
        Entry {
            seq,
            programme: "unified-model".to_owned(),
            district: "lyulin".to_owned(),
            item: item.to_owned(),
            operation: "any".to_owned(),
            old,
            new,
            reason: None,
            account: None,
            account_name: None,
            role: "coordinator".to_owned(),
            effective_on: None,
            recorded_at: Moment(0),
            previous_hash: String::new(),
            hash: String::new(),
        }
    }

    fn dates(agreed: Option<u32>) -> Option<String> {
        let agreed = agreed.map(|day| NaiveDate::from_ymd_opt(2027, 1, day).unwrap());
        Some(serde_json::to_string(&Dates { agreed, ..Dates::default() }).unwrap())
    }

    fn mark(day: u32, taken_back: Option<u32>) -> Option<String> {
        let on = |day: u32| NaiveDate::from_ymd_opt(2026, 11, day);
        let (reached_on, taken_back_on) = (on(day), taken_back.and_then(on));
        let (position, kind) = (8, MarkKind::Confirmed);
        let mark = Mark { position, kind, reached_on, source: None, agreed_on: None, taken_back_on };
        Some(serde_json::to_string(&mark).unwrap())
    }

    proptest! {
        #[test]
        fn of_many_moves_in_one_change_the_net_one_is_told(days in proptest::collection::vec(proptest::option::of(1u32..5), 2..8)) {
            let entries: Vec<Entry> = (1..)
                .zip(days.windows(2))
                .map(|(seq, pair)| entry(seq, "dates", dates(pair[0]), dates(pair[1])))
                .collect();
            let (first, last) = (days[0], *days.last().unwrap());
            let told = news(&entries);
            prop_assert_eq!(told.len(), usize::from(first.is_some() && first != last), "{:?}", told);
        }
    }

    #[test]
    fn a_mark_set_anew_is_no_news_and_one_taken_back_is() {
        let item = "mark:launch:confirmed";
        let gone = entry(1, item, mark(1, None), mark(1, Some(9)));
        let again = entry(2, item, mark(1, Some(9)), mark(10, None));
        assert_eq!(news(&[gone.clone(), again.clone()]), []);
        assert_eq!(news(&[again]), []);
        assert_eq!(news(&[gone])[0].what, What::MarkGone { position: 8 });
        // As it was written before the day was kept.
        assert_eq!(news(&[entry(1, item, mark(1, None), None)])[0].what, What::MarkGone { position: 8 });
        assert_eq!(news(&[entry(1, "mark:launch:reported", mark(1, None), None)]), []);
    }

    #[test]
    fn the_first_agreed_date_is_no_news() {
        assert_eq!(news(&[entry(1, "dates", None, dates(Some(3)))]), []);
        assert_eq!(news(&[entry(1, "dates", dates(None), dates(Some(3)))]), []);
    }

    #[test]
    fn a_service_that_was_online_falls_back_and_others_do_not() {
        let declared = |state| {
            let one = Declaration {
                state,
                part: crate::text::Bilingual::default(),
                since: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
                source: None,
            };
            Some(serde_json::to_string(&one).unwrap())
        };
        for was in Declared::ALL {
            for is in Declared::ALL {
                let told = news(&[entry(1, "declared:2079", declared(was), declared(is))]);
                assert_eq!(told.len(), usize::from(was == Declared::Online && is != Declared::Online));
            }
        }
    }
}
