//! The three dates: what they may be, and how they have moved.
//!
//! An onboarding's own dates are those of going live; any other milestone may
//! have its own. None of them moves a state.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::clock::working_day::{is_working_day, next_working_day};
use crate::error::{Problem, Rule};

/// The most days a window may have, its first and last day included.
pub const LONGEST_WINDOW: u32 = 30;

/// How many years ahead a date may lie.
const YEARS_AHEAD: u32 = 10;

/// Three dates with three names, and why they are as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// First and last day of the window.
    pub window: Option<(NaiveDate, NaiveDate)>,
    /// What the district would like.
    pub preferred: Option<NaiveDate>,
    /// What both agreed.
    pub agreed: Option<NaiveDate>,
    /// Why they were last changed. Not written when there is none, so that what
    /// was recorded before reasons had a list stays as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<SlipReason>,
}

/// Why dates change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlipReason {
    /// They are set for the first time.
    FirstSetting,
    /// The district asks for it.
    District,
    /// The municipality is not ready.
    Municipality,
    /// The state's portal or register is not ready.
    State,
    /// The vendor of the document system is late.
    Vendor,
    /// The evidence for a requirement takes longer.
    Evidence,
    /// No place was left in the week.
    Capacity,
    /// A law or the checklist has changed.
    Rules,
    /// An error of writing is put right.
    Correction,
    /// See the text.
    Other,
    /// The milestone was reached by this plan and is so no longer: the plan is over.
    /// Written with the mark that is taken back, and never chosen.
    Over,
}

/// Which of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateName {
    Window,
    Preferred,
    Agreed,
}

/// First and last day; the same for a single date.
pub type Period = (NaiveDate, NaiveDate);

/// One of the three, moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Which.
    pub name: DateName,
    /// Where it was; `None` when it was not set.
    pub old: Option<Period>,
    /// Where it is now; `None` when it was taken away.
    pub new: Option<Period>,
}

/// How often and how far agreed dates have moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlipTotals {
    /// Times moved.
    pub times: u32,
    /// Net days: later counts up, earlier counts down.
    pub net_days: i64,
    /// The same by reason.
    pub by_reason: BTreeMap<Option<SlipReason>, (u32, i64)>,
}

/// Between which days a plan can lie.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The programme's first day.
    pub starts_on: NaiveDate,
    /// The day on which it is planned; ten years on, a year is a slip of the keys.
    pub today: NaiveDate,
}

/// Whether somebody has said that a day off, or one that has passed, is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnusualDay {
    /// Not yet: ask.
    Ask,
    /// It is meant.
    Meant,
}

impl Bounds {
    fn check(self, day: NaiveDate) -> Result<(), Rule> {
        let latest = self.today.checked_add_months(Months::new(12 * YEARS_AHEAD)).unwrap_or(self.today);
        if day < self.starts_on {
            return Err(Rule::BeforeProgramme { starts_on: self.starts_on.to_string() });
        }
        if day > latest {
            return Err(Rule::TooFar { latest: latest.to_string() });
        }
        Ok(())
    }
}

impl Dates {
    /// Whether none of the three is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.window.is_none() && self.preferred.is_none() && self.agreed.is_none()
    }

    /// Whether this plan is over for a milestone that was reached and stood until
    /// `ended_on`: nothing of it lies ahead of that day.
    #[must_use]
    pub fn is_over(&self, ended_on: NaiveDate) -> bool {
        let last = self.agreed.or(self.window.map(|(_, to)| to)).or(self.preferred);
        last.is_some_and(|last| last <= ended_on)
    }

    /// What is there after a plan that is over.
    #[must_use]
    pub fn over() -> Self {
        Self { because: Some(SlipReason::Over), ..Self::default() }
    }

    /// Whether the three are the same days, whatever the reason.
    #[must_use]
    pub fn same_days(&self, other: &Self) -> bool {
        Self { because: None, ..*self } == Self { because: None, ..*other }
    }

    /// What is wrong with them, by the form's fields. What was so before and
    /// stays so is not asked about again.
    #[must_use]
    pub fn problems(&self, before: &Self, bounds: Bounds, unusual_day: UnusualDay) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut refuse = |field: &str, rule: Rule| {
            problems.push(Problem { field: field.to_owned(), rule });
        };
        if let Some((from, to)) = self.window {
            if let Err(rule) = bounds.check(from) {
                refuse("window_from", rule);
            }
            let days = (to - from).num_days() + 1;
            if let Err(rule) = bounds.check(to) {
                refuse("window_to", rule);
            } else if days > i64::from(LONGEST_WINDOW) {
                let days = u32::try_from(days).unwrap_or(u32::MAX);
                refuse("window_to", Rule::WindowTooLong { days, max: LONGEST_WINDOW });
            }
        }
        let chosen =
            [("preferred", before.preferred, self.preferred), ("agreed", before.agreed, self.agreed)];
        for (field, old, new) in chosen {
            let Some(day) = new else { continue };
            let window = self.window.filter(|_| field == "agreed");
            let asks = unusual_day == UnusualDay::Ask && old != new;
            if let Err(rule) = bounds.check(day) {
                refuse(field, rule);
            } else if let Some((from, to)) = window.filter(|(from, to)| !(*from..=*to).contains(&day)) {
                refuse(field, Rule::OutsideWindow { from: from.to_string(), to: to.to_string() });
            } else if asks && day < bounds.today {
                refuse(field, Rule::PastDay { day: day.to_string() });
            } else if asks && !is_working_day(day) {
                let next = next_working_day(day).to_string();
                refuse(field, Rule::NonWorkingDay { day: day.to_string(), next });
            }
        }
        problems
    }

    /// Whether milestones are planned in their order: the first of those still
    /// ahead, by position and agreed day, that this agreed day of the milestone at
    /// `position` contradicts. What was so before and stays so is not asked about.
    #[must_use]
    pub fn out_of_order(&self, before: &Self, position: i32, ahead: &[(i32, NaiveDate)]) -> Option<i32> {
        let agreed = self.agreed.filter(|day| before.agreed != Some(*day))?;
        let contradicts = |(other, day): &&(i32, NaiveDate)| match position.cmp(other) {
            Ordering::Less => *day < agreed,
            Ordering::Equal => false,
            Ordering::Greater => *day > agreed,
        };
        ahead.iter().find(contradicts).map(|(other, _)| *other)
    }

    fn period(&self, name: DateName) -> Option<Period> {
        let single = |day: Option<NaiveDate>| day.map(|day| (day, day));
        match name {
            DateName::Window => self.window,
            DateName::Preferred => single(self.preferred),
            DateName::Agreed => single(self.agreed),
        }
    }
}

impl Dates {
    /// These dates, and where one is not set the one it had before. A plan that is
    /// over leaves nothing for the next one to have moved from.
    #[must_use]
    pub fn or(self, before: Self) -> Self {
        if self.because == Some(SlipReason::Over) {
            return self;
        }
        Self {
            window: self.window.or(before.window),
            preferred: self.preferred.or(before.preferred),
            agreed: self.agreed.or(before.agreed),
            because: self.because,
        }
    }
}

impl Slip {
    /// How many days later (earlier when negative); `None` where there is no
    /// date to compare with. A window moves with its last day.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        self.old.zip(self.new).map(|(old, new)| (new.1 - old.1).num_days())
    }
}

/// What moved between two states of the dates.
#[must_use]
pub fn slips(old: &Dates, new: &Dates) -> Vec<Slip> {
    [DateName::Window, DateName::Preferred, DateName::Agreed]
        .into_iter()
        .map(|name| Slip { name, old: old.period(name), new: new.period(name) })
        .filter(|slip| slip.old != slip.new)
        .collect()
}

impl SlipTotals {
    /// Takes a change of dates into account, if it moved the agreed one. `old` is
    /// what was last set, also when it was taken away meanwhile.
    pub fn add(&mut self, old: &Dates, new: &Dates) {
        let moved = slips(old, new).into_iter().find(|slip| slip.name == DateName::Agreed);
        let Some(days) = moved.and_then(|slip| slip.days()) else { return };
        self.times += 1;
        self.net_days += days;
        let of_reason = self.by_reason.entry(new.because).or_default();
        of_reason.0 += 1;
        of_reason.1 += days;
    }
}

impl SlipReason {
    /// Those to choose from, in the order of the form.
    pub const CHOSEN: [Self; 10] = [
        Self::FirstSetting,
        Self::District,
        Self::Municipality,
        Self::State,
        Self::Vendor,
        Self::Evidence,
        Self::Capacity,
        Self::Rules,
        Self::Correction,
        Self::Other,
    ];

    /// The name in forms and in the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::FirstSetting => "first_setting",
            Self::District => "district",
            Self::Municipality => "municipality",
            Self::State => "state",
            Self::Vendor => "vendor",
            Self::Evidence => "evidence",
            Self::Capacity => "capacity",
            Self::Rules => "rules",
            Self::Correction => "correction",
            Self::Other => "other",
            Self::Over => "over",
        }
    }

    /// The reason of this name, if it is one to choose.
    #[must_use]
    pub fn chosen(key: &str) -> Option<Self> {
        Self::CHOSEN.into_iter().find(|reason| reason.key() == key)
    }

    /// The reason of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::chosen(key).or_else(|| (key == Self::Over.key()).then_some(Self::Over))
    }
}
