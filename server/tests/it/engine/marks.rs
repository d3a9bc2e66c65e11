//! The model's marks, suspension and return.

use app::capacity::model::Week;
use app::onboarding::model::{Dates, Mark, MarkKind, SlipReason, Suspension};
use app::onboarding::operation::Marking;
use chrono::NaiveDate;

use super::model::{Model, Refusal, Scene, late, refuse};

/// What the ledger gives as the reason of a mark that is replaced.
const REPLACED: &str = "Избрана е другата от две дати, дадени едновременно.";

impl Scene<'_> {
    pub fn marking(&mut self, seen: i64, marking: &Marking, all: &Model) -> Result<(), Refusal> {
        match marking {
            Marking::Mark { milestone, reached_on } => self.mark(seen, milestone, *reached_on, all),
            Marking::TakeBack { milestone, from, reason } => {
                self.take_back(seen, milestone, (*from, false), reason, all)
            }
            Marking::Replace { milestone, reached_on } => {
                let position = self.position(milestone)?;
                match self.confirmed(position).and_then(|mark| mark.reached_on) {
                    Some(day) if day != *reached_on => {
                        self.take_back(seen, milestone, (day, true), REPLACED, all)?;
                        self.mark(self.district.version, milestone, *reached_on, all)
                    }
                    _ => self.mark(seen, milestone, *reached_on, all),
                }
            }
        }
    }

    fn position(&self, milestone: &str) -> Result<i32, Refusal> {
        let mut all = self.programme.checklist.milestones.iter();
        Ok(all.find(|one| one.key == milestone).ok_or("not found")?.position)
    }

    fn confirmed(&self, position: i32) -> Option<&Mark> {
        self.district.marks.get(&(position, MarkKind::Confirmed))
    }

    fn mark(
        &mut self,
        seen: i64,
        milestone: &str,
        reached_on: NaiveDate,
        all: &Model,
    ) -> Result<(), Refusal> {
        let position = self.position(milestone)?;
        let present = self.confirmed(position);
        let already = present.is_some_and(|mark| mark.reached_on == Some(reached_on));
        if let Some(answer) = late(self.district.version, seen, already) {
            return answer;
        }
        if present.is_some() {
            return refuse("reached_on", "AlreadyMarked");
        }
        if self.district.suspension.is_some() {
            return refuse("reached_on", "Suspended");
        }
        self.past("reached_on", reached_on)?;
        let place = (position, MarkKind::Confirmed);
        let ended = self.district.taken_back.get(&place).filter(|one| one.reached_on < one.taken_back_on);
        if let Some(day) = ended.and_then(|one| one.taken_back_on).filter(|day| reached_on < *day) {
            return refuse("reached_on", format!("NotBefore {day}"));
        }
        if self.suspended(all).iter().any(|(from, back)| *from <= reached_on && reached_on < *back) {
            return refuse("reached_on", "SuspendedThen");
        }
        for ((other, kind), mark) in &self.district.marks {
            if let (MarkKind::Confirmed, Some(day)) = (kind, mark.reached_on) {
                // They are all in order, so the last below and the first above decide.
                let last_below = self.days_of(|at| at < position).max();
                let first_above = self.days_of(|at| at > position).min();
                if *other < position && day > reached_on {
                    return refuse("reached_on", format!("NotBefore {}", last_below.unwrap()));
                }
                if *other > position && day < reached_on {
                    return refuse("reached_on", format!("NotAfter {}", first_above.unwrap()));
                }
            }
        }
        let missing = self.district.missing(self.programme, position, self.today);
        if !missing.is_empty() {
            return refuse("reached_on", format!("GateClosed {}", missing.join(",")));
        }
        if let Some(open) = self.open_since(position).filter(|open| reached_on < *open) {
            return refuse("reached_on", format!("GateClosedThen {open}"));
        }
        let go_live = self.programme.checklist.go_live;
        if position > go_live && self.confirmed(go_live).is_none() {
            return refuse("reached_on", "MarkFirst");
        }
        if position == go_live {
            let week = Week::of(reached_on);
            let (places, taken) = all.of_week(week);
            let others = taken - u32::from(all.takes(&self.district.slug) == Some(week));
            if places.is_some_and(|places| others >= places) {
                return refuse("reached_on", format!("WeekFull {}", week.monday()));
            }
        }
        let mark = Mark {
            position,
            kind: MarkKind::Confirmed,
            reached_on: Some(reached_on),
            source: None,
            agreed_on: self.agreed_then(position, reached_on, all),
            taken_back_on: None,
        };
        let was = self.district.taken_back.remove(&(position, MarkKind::Confirmed));
        self.note(format!("mark:{milestone}:confirmed"), was.as_ref(), Some(&mark), None, reached_on);
        self.district.version += 1;
        self.district.marks.insert((position, MarkKind::Confirmed), mark);
        Ok(())
    }

    /// Since when nothing has been missing: the last decision, or the day on which
    /// the district was excused.
    fn open_since(&self, position: i32) -> Option<NaiveDate> {
        let milestones = self.programme.checklist.milestones.iter().filter(|one| one.position <= position);
        let mut open = self.district.opened;
        for requirement in milestones.flat_map(|one| &one.requirements) {
            let excused = requirement.applies_when.as_ref().and_then(|key| self.district.circumstance(key));
            let since = match excused {
                Some(one) if !one.holds => one.since,
                _ => self.district.records.get(&requirement.key).map(|(_, record)| record.holder_since),
            };
            open = open.max(since.filter(|_| open.is_some()));
        }
        open
    }

    /// The district's suspensions that are over: first day and day of return.
    fn suspended(&self, all: &Model) -> Vec<(NaiveDate, NaiveDate)> {
        let ours = all.history.iter().filter(|line| line.district == self.district.slug);
        let returns = ours.filter(|line| line.item == "suspension" && line.new.is_none());
        returns
            .map(|line| {
                let was: Suspension = serde_json::from_value(line.old.clone().unwrap()).unwrap();
                (was.since, line.day.unwrap())
            })
            .collect()
    }

    fn days_of(&self, at: impl Fn(i32) -> bool) -> impl Iterator<Item = NaiveDate> {
        let confirmed = self.district.marks.values().filter(|mark| mark.kind == MarkKind::Confirmed);
        confirmed.filter(move |mark| at(mark.position)).filter_map(|mark| mark.reached_on)
    }

    fn take_back(
        &mut self,
        seen: i64,
        milestone: &str,
        (from, marked_anew): (NaiveDate, bool),
        reason: &str,
        all: &Model,
    ) -> Result<(), Refusal> {
        let position = self.position(milestone)?;
        let present = self.confirmed(position).cloned();
        if let Some(answer) = late(self.district.version, seen, present.is_none()) {
            return answer;
        }
        let Some(mark) = present else { return refuse("reason", "WrongState") };
        if self.district.suspension.is_some() {
            return refuse("reason", "Suspended");
        }
        if self.days_of(|at| at > position).next().is_some() {
            return refuse("reason", "LaterMarkStands");
        }
        if from > self.today {
            return refuse("from", "InFuture");
        }
        if let Some(reached) = mark.reached_on.filter(|reached| from < *reached) {
            return refuse("from", format!("NotBefore {reached}"));
        }
        let back = self.suspended(all).into_iter().map(|(_, back)| back).max();
        if let Some(back) = back.filter(|back| mark.reached_on < Some(*back) && from < *back) {
            return refuse("from", format!("NotBefore {back}"));
        }
        // Those that stood for a time and were taken back since, with their end.
        let ours = all.history.iter().filter(|line| line.district == self.district.slug);
        let ended: Vec<Mark> = ours
            .filter(|line| line.item.starts_with("mark:") && line.item.ends_with(":confirmed"))
            .filter_map(|line| serde_json::from_value(line.new.clone()?).ok())
            .filter(|was: &Mark| was.taken_back_on.is_some_and(|end| was.reached_on < Some(end)))
            .collect();
        let stood = ended.iter().filter(|was| was.position > position).filter_map(|was| was.taken_back_on);
        if let Some(end) = stood.max().filter(|end| from < *end) {
            return refuse("from", format!("LaterMarkStood {end}"));
        }
        let own = if position == self.programme.checklist.go_live { "" } else { milestone };
        let (version, plan) = self.district.dates.get(own).copied().unwrap_or_default();
        let is_over =
            !marked_anew && mark.reached_on < Some(from) && over(&plan).is_some_and(|it| it <= from);
        if own.is_empty() && !marked_anew && !is_over {
            self.plan_counts_again(&mark, all)?;
        }
        let place = (position, MarkKind::Confirmed);
        let before = ended.into_iter().rfind(|was| was.position == position);
        let gone = match before {
            Some(before) if mark.reached_on == Some(from) => before,
            _ => Mark { taken_back_on: Some(from), ..mark.clone() },
        };
        self.note(format!("mark:{milestone}:confirmed"), Some(&mark), Some(&gone), Some(reason), from);
        self.district.version += 1;
        self.district.marks.remove(&place);
        self.district.taken_back.insert(place, gone);
        if is_over {
            let none = Dates { because: Some(SlipReason::Over), ..Dates::default() };
            let item = if own.is_empty() { "dates".to_owned() } else { format!("dates:{own}") };
            self.note(item, Some(&plan), Some(&none), None, from);
            self.district.dates.insert(own.to_owned(), (version + 1, none));
        }
        Ok(())
    }

    /// What was agreed on that day or, where nothing was yet, first after it; since
    /// the last plan that was over.
    fn agreed_then(&self, position: i32, on: NaiveDate, all: &Model) -> Option<NaiveDate> {
        let go_live = position == self.programme.checklist.go_live;
        let milestone = self.programme.checklist.milestones.iter().find(|one| one.position == position);
        let item = if go_live { "dates".to_owned() } else { format!("dates:{}", milestone?.key) };
        let mut plans: Vec<(NaiveDate, Dates)> = Vec::new();
        for line in all.history.iter().filter(|line| line.district == self.district.slug && line.item == item)
        {
            let plan: Dates = serde_json::from_value(line.new.clone().unwrap()).unwrap();
            if plan.because == Some(SlipReason::Over) {
                plans.clear();
            } else {
                plans.push((line.day.unwrap(), plan));
            }
        }
        let held = plans.iter().rfind(|(since, _)| *since <= on).and_then(|(_, plan)| plan.agreed);
        let after = plans.iter().filter(|(since, _)| *since > on).find_map(|(_, plan)| plan.agreed);
        held.or(after)
    }

    /// Whoever is live no longer takes the agreed week again, if it is to come.
    fn plan_counts_again(&self, mark: &Mark, all: &Model) -> Result<(), Refusal> {
        let agreed = self.district.dates.get("").and_then(|(_, dates)| dates.agreed).map(Week::of);
        let Some(week) = agreed.filter(|week| *week >= Week::of(self.today)) else { return Ok(()) };
        let stays = mark.reached_on.map(Week::of) == Some(week);
        match all.of_week(week) {
            (Some(places), taken) if taken + u32::from(!stays) > places => {
                refuse("from", format!("AgreedWeekFull {}", week.monday()))
            }
            _ => Ok(()),
        }
    }

    pub fn suspend(&mut self, seen: i64, suspension: &Suspension) -> Result<(), Refusal> {
        let present = self.district.suspension.clone();
        let already = present.as_ref() == Some(suspension);
        if let Some(answer) = late(self.district.version, seen, already) {
            return answer;
        }
        self.past("since", suspension.since)?;
        if suspension.expected_return < suspension.since {
            return refuse("expected_return", format!("NotBefore {}", suspension.since));
        }
        let reason = Some(suspension.reason.as_str());
        if let Some(present) = present {
            if present == *suspension {
                return refuse("expected_return", "Unchanged");
            }
            if present.since != suspension.since {
                return refuse("since", format!("SuspendedSince {}", present.since));
            }
            if suspension.expected_return < self.today {
                return refuse("expected_return", "InPast");
            }
            self.note("suspension".to_owned(), Some(&present), Some(suspension), reason, self.today);
            self.district.version += 1;
            self.district.suspension = Some(suspension.clone());
            return Ok(());
        }
        let go_live = self.programme.checklist.go_live;
        if !self.district.is_live(go_live) {
            return refuse("reason", "NotLive");
        }
        // Live since the first mark that says so, unless one of them has no day.
        let standing = self.district.standing();
        let live = || {
            let marks = self.district.marks.iter().filter(|(at, _)| standing.contains(at));
            marks.map(|(_, mark)| mark).filter(|mark| mark.position >= go_live)
        };
        let first = live().map(|mark| mark.position).min();
        let at_first = || live().filter(|mark| Some(mark.position) == first).map(|mark| mark.reached_on);
        let live_since = if at_first().any(|day| day.is_none()) { None } else { at_first().flatten().min() };
        let marked = self.district.marks.iter().filter(|((_, kind), _)| *kind == MarkKind::Confirmed);
        let marked = marked.map(|(_, mark)| mark).chain(self.district.taken_back.values());
        let marked = marked.flat_map(|mark| [mark.reached_on, mark.taken_back_on]).flatten().max();
        if let Some(earliest) = live_since.max(self.district.last_return).max(marked)
            && suspension.since < earliest
        {
            return refuse("since", format!("NotBefore {earliest}"));
        }
        self.note("suspension".to_owned(), None, Some(suspension), reason, suspension.since);
        self.district.version += 1;
        self.district.suspension = Some(suspension.clone());
        Ok(())
    }

    pub fn come_back(&mut self, seen: i64, on: NaiveDate) -> Result<(), Refusal> {
        let present = self.district.suspension.clone();
        if let Some(answer) = late(self.district.version, seen, present.is_none()) {
            return answer;
        }
        let Some(suspension) = present else { return refuse("returned_on", "NotLive") };
        self.past("returned_on", on)?;
        if on < suspension.since {
            return refuse("returned_on", format!("NotBefore {}", suspension.since));
        }
        self.note("suspension".to_owned(), Some(&suspension), None, None, on);
        self.district.version += 1;
        self.district.suspension = None;
        self.district.last_return = Some(on);
        Ok(())
    }
}

/// The last day of a plan.
fn over(plan: &Dates) -> Option<NaiveDate> {
    plan.agreed.or(plan.window.map(|(_, to)| to)).or(plan.preferred)
}
