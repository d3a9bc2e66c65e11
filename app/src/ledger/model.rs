//! A ledger entry, its canonical form, and the replay.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::clock::Moment;
use crate::onboarding::model::MarkKind;

/// The hash that stands before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The role of the program that asks public addresses.
pub const OBSERVER: &str = "observer";

/// What of an onboarding a change concerns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The day the checklist was opened.
    Opening,
    /// A requirement, by its key.
    Requirement(String),
    /// A mark of a milestone, by the milestone's key.
    Mark { milestone: String, kind: MarkKind },
    /// The window, the preferred and the agreed date of going live.
    Dates,
    /// The same of another milestone, by its key.
    MilestoneDates(String),
    /// How many districts may go live in a week: in this ISO week or, when it is
    /// empty, in every week without a rule of its own. A programme's, no
    /// district's.
    Capacity(String),
    /// The publication of a checklist version, by its number. A programme's, no
    /// district's.
    Checklist(i32),
    /// What is known of a district's circumstances, by the condition's key.
    Condition(String),
    /// Suspension and return.
    Suspension,
    /// A shared outage, by its number; no programme's and no district's.
    Outage(i64),
    /// A dispute, by its number; of a service it is no programme's.
    Dispute(i64),
    /// What a district says of a service, by the service's number; no
    /// programme's.
    Declared(i64),
    /// What was observed of a service in a district, by the service's number; no
    /// programme's.
    Observed(i64),
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// 1 for the first; no number is left out.
    pub seq: i64,
    /// The programme's key.
    pub programme: String,
    /// The district's slug.
    pub district: String,
    /// What was changed.
    pub item: String,
    /// The operation that changed it.
    pub operation: String,
    /// The item before, as JSON; `None` when there was nothing.
    pub old: Option<String>,
    /// The item after, as JSON; `None` when nothing is left.
    pub new: Option<String>,
    /// Why, where the operation asks for it.
    pub reason: Option<String>,
    /// The account; `None` for what came with the installation.
    pub account: Option<i64>,
    /// The account's user name at the time; never shown to the public.
    pub account_name: Option<String>,
    /// The role it acted in.
    pub role: String,
    /// The day from which it is true; `None` when the source names none.
    pub effective_on: Option<NaiveDate>,
    /// The instant it was written.
    pub recorded_at: Moment,
    /// The hash of the entry before.
    pub previous_hash: String,
    /// The hash of this entry.
    pub hash: String,
}

/// What a replayed ledger has come to: the value of each item that has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replay {
    values: BTreeMap<(String, String, String), String>,
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A number is missing or out of order.
    #[error("entry {found} stands where {expected} is due")]
    Sequence { expected: i64, found: i64 },
    /// The entry does not follow the one before.
    #[error("entry {seq} does not continue the chain")]
    Chain { seq: i64 },
    /// The entry is not what was hashed.
    #[error("entry {seq} is not what was written: its hash differs")]
    Hash { seq: i64 },
    /// The old value is not what the item had.
    #[error("entry {seq} changes {item} from a value it did not have")]
    OldValue { seq: i64, item: String },
    /// The entry is dated before one that was written earlier.
    #[error("entry {seq} was recorded before an entry that precedes it")]
    Instant { seq: i64 },
    /// The head knows of a longer or another ledger.
    #[error("the ledger ends at entry {length}, its head says {head}")]
    Head { length: i64, head: i64 },
    /// A table's present value is not the replayed one.
    #[error("{programme}/{district} {item}: the present state differs from the replayed ledger")]
    State { programme: String, district: String, item: String },
}

impl Entry {
    /// The canonical form: a JSON array of all fields but the hash, in the order
    /// of the struct, without white space.
    #[must_use]
    pub fn canonical(&self) -> String {
        serde_json::json!([
            self.seq,
            self.programme,
            self.district,
            self.item,
            self.operation,
            self.old,
            self.new,
            self.reason,
            self.account,
            self.account_name,
            self.role,
            self.effective_on,
            self.recorded_at,
            self.previous_hash,
        ])
        .to_string()
    }
}

impl Replay {
    /// Takes one more entry into account.
    ///
    /// # Errors
    /// [`Fault::OldValue`] when the entry contradicts what came before.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), Fault> {
        let key = (entry.programme.clone(), entry.district.clone(), entry.item.clone());
        if self.values.get(&key) != entry.old.as_ref() {
            return Err(Fault::OldValue { seq: entry.seq, item: entry.item.clone() });
        }
        self.take(entry);
        Ok(())
    }

    /// One step of the fold: the item has the entry's new value, or none. What
    /// it had before is not asked, for a replay of the past leaves entries out.
    pub fn take(&mut self, entry: &Entry) {
        let key = (entry.programme.clone(), entry.district.clone(), entry.item.clone());
        match &entry.new {
            Some(new) => self.values.insert(key, new.clone()),
            None => self.values.remove(&key),
        };
    }

    /// District, item and value of all that has one in this programme, district
    /// by district.
    pub fn of(&self, programme: &str) -> impl Iterator<Item = (&str, &str, &str)> {
        self.values
            .range((programme.to_owned(), String::new(), String::new())..)
            .take_while(move |((of, _, _), _)| of == programme)
            .map(|((_, district, item), value)| (district.as_str(), item.as_str(), value.as_str()))
    }

    /// The differences between this replay and what the tables say.
    #[must_use]
    pub fn differences(&self, present: &Self) -> Vec<Fault> {
        let keys: std::collections::BTreeSet<_> = self.values.keys().chain(present.values.keys()).collect();
        keys.into_iter()
            .filter(|key| self.values.get(*key) != present.values.get(*key))
            .map(|(programme, district, item)| Fault::State {
                programme: programme.clone(),
                district: district.clone(),
                item: item.clone(),
            })
            .collect()
    }

    /// How many items have a value.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether no item has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Sets the value of an item, as the tables say.
    pub fn set(&mut self, programme: &str, district: &str, item: &Item, value: String) {
        self.values.insert((programme.to_owned(), district.to_owned(), item.to_string()), value);
    }
}

impl Item {
    /// The dates of a milestone, or of going live.
    #[must_use]
    pub fn dates(milestone: Option<&str>) -> Self {
        milestone.map_or(Self::Dates, |key| Self::MilestoneDates(key.to_owned()))
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Opening => f.write_str("opening"),
            Self::Requirement(key) => write!(f, "requirement:{key}"),
            Self::Mark { milestone, kind } => write!(f, "mark:{milestone}:{}", kind.key()),
            Self::Dates => f.write_str("dates"),
            Self::MilestoneDates(milestone) => write!(f, "dates:{milestone}"),
            Self::Capacity(week) if week.is_empty() => f.write_str("capacity"),
            Self::Capacity(week) => write!(f, "capacity:{week}"),
            Self::Checklist(number) => write!(f, "checklist:{number}"),
            Self::Condition(key) => write!(f, "condition:{key}"),
            Self::Suspension => f.write_str("suspension"),
            Self::Outage(id) => write!(f, "outage:{id}"),
            Self::Dispute(id) => write!(f, "dispute:{id}"),
            Self::Declared(service) => write!(f, "declared:{service}"),
            Self::Observed(service) => write!(f, "observed:{service}"),
        }
    }
}

impl FromStr for Item {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, ':');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("opening"), None, None) => Ok(Self::Opening),
            (Some("dates"), None, None) => Ok(Self::Dates),
            (Some("dates"), Some(milestone), None) => Ok(Self::MilestoneDates(milestone.to_owned())),
            (Some("capacity"), None, None) => Ok(Self::Capacity(String::new())),
            (Some("capacity"), Some(week), None) => Ok(Self::Capacity(week.to_owned())),
            (Some("outage"), Some(id), None) => id.parse().map(Self::Outage).map_err(|_| ()),
            (Some("dispute"), Some(id), None) => id.parse().map(Self::Dispute).map_err(|_| ()),
            (Some("declared"), Some(service), None) => service.parse().map(Self::Declared).map_err(|_| ()),
            (Some("observed"), Some(service), None) => service.parse().map(Self::Observed).map_err(|_| ()),
            (Some("checklist"), Some(number), None) => Ok(Self::Checklist(number.parse().map_err(|_| ())?)),
            (Some("condition"), Some(key), None) => Ok(Self::Condition(key.to_owned())),
            (Some("suspension"), None, None) => Ok(Self::Suspension),
            (Some("requirement"), Some(key), None) => Ok(Self::Requirement(key.to_owned())),
            (Some("mark"), Some(milestone), Some(kind)) => {
                let kind = MarkKind::from_key(kind).ok_or(())?;
                Ok(Self::Mark { milestone: milestone.to_owned(), kind })
            }
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(old: Option<&str>, new: Option<&str>) -> Entry {
        Entry {
            seq: 1,
            programme: "unified-model".to_owned(),
            district: "lyulin".to_owned(),
            item: "dates".to_owned(),
            operation: "set_dates".to_owned(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
            reason: None,
            account: Some(1),
            account_name: None,
            role: "coordinator".to_owned(),
            effective_on: None,
            recorded_at: Moment(0),
            previous_hash: GENESIS.to_owned(),
            hash: String::new(),
        }
    }

    #[test]
    fn items_are_read_back() {
        let items = [
            Item::Opening,
            Item::Requirement("eauth".to_owned()),
            Item::Mark { milestone: "launch".to_owned(), kind: MarkKind::Reported },
            Item::Dates,
            Item::MilestoneDates("training".to_owned()),
            Item::Capacity(String::new()),
            Item::Capacity("2027-W05".to_owned()),
            Item::Checklist(2),
            Item::Condition("uses_regix".to_owned()),
            Item::Suspension,
            Item::Outage(7),
            Item::Dispute(7),
            Item::Declared(2079),
            Item::Observed(2079),
        ];
        for item in items {
            assert_eq!(item.to_string().parse(), Ok(item));
        }
        assert_eq!("mark:launch:hoped".parse::<Item>(), Err(()));
    }

    #[test]
    fn a_value_that_was_not_there_is_noticed() {
        let mut replay = Replay::default();
        assert!(replay.apply(&entry(None, Some("1"))).is_ok());
        assert!(replay.apply(&entry(Some("2"), Some("3"))).is_err());
        assert!(replay.apply(&entry(Some("1"), None)).is_ok());
        assert_eq!(replay, Replay::default());
    }
}
