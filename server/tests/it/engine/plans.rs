//! The model's dates and places.

use app::capacity::model::Week;
use app::clock::working_day::{is_working_day, next_working_day};
use app::onboarding::model::{Dates, MarkKind, SlipReason, UnusualDay};
use app::onboarding::operation::Planning;
use chrono::{Months, NaiveDate};

use super::model::{Model, Refusal, Scene, late, refuse};

/// The longest window, and how far ahead a plan may lie, and how far ahead free
/// weeks are looked for.
const WINDOW: i64 = 30;
const YEARS: u32 = 10;
const WEEKS: usize = 104;

impl Model {
    /// The places of a week and how many districts are to go live in it.
    pub fn of_week(&self, week: Week) -> (Option<u32>, u32) {
        let own = self.places.get(&Some(week)).and_then(|(_, places)| *places);
        let every = self.places.get(&None).and_then(|(_, places)| *places);
        let taken = self.districts.iter().filter(|one| self.takes(&one.slug) == Some(week)).count();
        (own.or(every), u32::try_from(taken).unwrap())
    }

    /// The week a district takes: that of going live or, before, of what is agreed.
    pub fn takes(&self, slug: &str) -> Option<Week> {
        let district = self.districts.iter().find(|one| one.slug == slug)?;
        let live = district.marks.get(&(self.programme.checklist.go_live, MarkKind::Confirmed));
        let day = live.and_then(|mark| mark.reached_on).or(district.dates.get("").and_then(|it| it.1.agreed));
        day.map(Week::of)
    }

    /// Sets places; says what there was, unless nothing changes.
    pub fn set_capacity(
        &mut self,
        seen: i64,
        week: Option<Week>,
        places: Option<u32>,
        today: NaiveDate,
    ) -> Result<Option<Option<u32>>, Refusal> {
        let (version, old) = self.places.get(&week).copied().unwrap_or_default();
        if old == places {
            return if version == seen { refuse("places", "Unchanged") } else { Ok(None) };
        }
        if version != seen {
            return refuse("places", format!("ChangedMeanwhile {old:?}"));
        }
        self.places.insert(week, (version + 1, places));
        let weeks: std::collections::BTreeSet<Week> =
            self.districts.iter().filter_map(|one| self.takes(&one.slug)).collect();
        let overbooked: Vec<String> = weeks
            .into_iter()
            .filter(|week| *week >= Week::of(today))
            .filter(|week| matches!(self.of_week(*week), (Some(places), taken) if taken > places))
            .map(|week| week.monday().to_string())
            .collect();
        if overbooked.is_empty() {
            return Ok(Some(old));
        }
        // It never was.
        match version {
            0 => self.places.remove(&week),
            _ => self.places.insert(week, (version, old)),
        };
        refuse("places", format!("PlacesTaken {}", overbooked.join(",")))
    }
}

impl Scene<'_> {
    pub fn set_dates(&mut self, seen: i64, planning: &Planning, all: &Model) -> Result<(), Refusal> {
        let Planning { milestone, dates, reason, unusual_day } = planning;
        if dates.because.is_none() || dates.because == Some(SlipReason::Over) {
            return refuse("because", "Required");
        }
        let key = match milestone {
            None => String::new(),
            Some(key) => {
                let mut milestones = self.programme.checklist.milestones.iter();
                let found = milestones.find(|one| one.key == *key).ok_or("not found")?;
                if found.position == self.programme.checklist.go_live { String::new() } else { key.clone() }
            }
        };
        let (version, old) = self.district.dates.get(&key).copied().unwrap_or_default();
        let three = |dates: &Dates| (dates.window, dates.preferred, dates.agreed);
        let already = three(&old) == three(dates);
        if let Some(answer) = late(version, seen, already) {
            return answer;
        }
        if already {
            return refuse("agreed", "Unchanged");
        }
        let position = self.programme.checklist.milestones.iter().find(|one| one.key == key);
        let position = position.map_or(self.programme.checklist.go_live, |one| one.position);
        let reached = self.district.marks.get(&(position, MarkKind::Confirmed));
        if let Some(day) = reached.and_then(|mark| mark.reached_on) {
            return refuse("agreed", format!("ReachedAlready {day}"));
        }
        let item = if key.is_empty() { "dates".to_owned() } else { format!("dates:{key}") };
        let mut last = old;
        let ours = all.history.iter().filter(|line| line.district == self.district.slug);
        for line in ours.filter(|line| line.item == item).rev() {
            let was: Dates = serde_json::from_value(line.new.clone().unwrap_or_default()).unwrap_or_default();
            if was.because == Some(SlipReason::Over) {
                break;
            }
            last.window = last.window.or(was.window);
            last.preferred = last.preferred.or(was.preferred);
            last.agreed = last.agreed.or(was.agreed);
        }
        let moved =
            |was: Option<NaiveDate>, is: Option<NaiveDate>| was.zip(is).is_some_and(|(was, is)| was != is);
        let window = last.window.zip(dates.window).is_some_and(|(was, is)| was != is);
        let moves = window || moved(last.preferred, dates.preferred) || moved(last.agreed, dates.agreed);
        if moves && dates.because == Some(SlipReason::FirstSetting) {
            return refuse("because", "SetBefore");
        }
        let mut problems = self.problems(&old, dates, *unusual_day);
        problems.extend(self.contradicted(&key, position, &old, dates));
        if !problems.is_empty() {
            return Err(problems.join("; "));
        }
        if let Some(agreed) = dates.agreed.filter(|_| key.is_empty()) {
            self.take_place(&old, agreed, all)?;
        }
        let was = (version > 0).then_some(&old);
        self.note(item, was, Some(dates), reason.as_deref(), self.today);
        self.district.dates.insert(key, (version + 1, *dates));
        Ok(())
    }

    /// The plan of another milestone, not reached yet, that stands in the way.
    fn contradicted(&self, key: &str, position: i32, old: &Dates, new: &Dates) -> Option<Refusal> {
        let agreed = new.agreed.filter(|_| new.agreed != old.agreed)?;
        for one in &self.programme.checklist.milestones {
            let own = if one.position == self.programme.checklist.go_live { "" } else { &one.key };
            let planned = self.district.dates.get(own).and_then(|(_, dates)| dates.agreed);
            let is_reached = self.district.marks.contains_key(&(one.position, MarkKind::Confirmed));
            let Some(planned) = planned.filter(|_| own != key && !is_reached) else { continue };
            if one.position < position && agreed < planned {
                return Some(format!("agreed: EarlierPlanned {planned}"));
            }
            if one.position > position && agreed > planned {
                return Some(format!("agreed: LaterPlanned {planned}"));
            }
        }
        None
    }

    fn problems(&self, old: &Dates, new: &Dates, unusual_day: UnusualDay) -> Vec<Refusal> {
        let latest = self.today + Months::new(12 * YEARS);
        let outside = |day: NaiveDate| {
            if day < self.programme.starts_on {
                Some("BeforeProgramme".to_owned())
            } else {
                (day > latest).then(|| "TooFar".to_owned())
            }
        };
        let mut found = Vec::new();
        if let Some((from, to)) = new.window {
            found.extend(outside(from).map(|rule| format!("window_from: {rule}")));
            let days = (to - from).num_days() + 1;
            match outside(to) {
                Some(rule) => found.push(format!("window_to: {rule}")),
                None if days > WINDOW => found.push("window_to: WindowTooLong".to_owned()),
                None => {}
            }
        }
        for (field, was, day) in
            [("preferred", old.preferred, new.preferred), ("agreed", old.agreed, new.agreed)]
        {
            let Some(day) = day else { continue };
            let in_window = match new.window {
                Some((from, to)) if field == "agreed" => from <= day && day <= to,
                _ => true,
            };
            let rule = match outside(day) {
                Some(rule) => rule,
                None if !in_window => "OutsideWindow".to_owned(),
                None if unusual_day == UnusualDay::Ask && was != Some(day) && day < self.today => {
                    "PastDay".to_owned()
                }
                None if unusual_day == UnusualDay::Ask && was != Some(day) && !is_working_day(day) => {
                    format!("NonWorkingDay {}", next_working_day(day))
                }
                None => continue,
            };
            found.push(format!("{field}: {rule}"));
        }
        found
    }

    /// Whoever stays in their week keeps their place; any other week needs one.
    fn take_place(&self, old: &Dates, agreed: NaiveDate, all: &Model) -> Result<(), Refusal> {
        let week = Week::of(agreed);
        let left = old.agreed.map(Week::of);
        if left == Some(week) {
            return Ok(());
        }
        let free = |week: &Week| match all.of_week(*week) {
            (None, _) => true,
            (Some(places), taken) => taken - u32::from(left == Some(*week)) < places,
        };
        if free(&week) {
            return Ok(());
        }
        let weeks = std::iter::successors(Some(week.max(Week::of(self.today))), |one| Some(one.next()));
        let offered: Vec<String> =
            weeks.take(WEEKS).filter(free).take(3).map(|week| week.monday().to_string()).collect();
        refuse("agreed", format!("CapacityFull {} {}", week.monday(), offered.join(",")))
    }
}
