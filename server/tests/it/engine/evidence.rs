//! The model's requirements: evidence, decisions, holders.

use app::onboarding::model::{Circumstance, Evidence, Record, Renewal, State};
use app::onboarding::operation::{Decision, Handing, Submission};
use app::programme::model::{Holder, Requirement};
use chrono::{Days, Months, NaiveDate};

use super::model::{Refusal, Scene, expired, late, refuse};

/// From so many days before its end evidence can be renewed.
const RENEWABLE: i64 = 60;

impl Scene<'_> {
    fn definition(&self, key: &str, field: &str) -> Result<Requirement, Refusal> {
        let mut all = self.programme.checklist.milestones.iter().flat_map(|one| &one.requirements);
        let found = all.find(|one| one.key == key).ok_or("not found")?.clone();
        if self.district.applies(&found) { Ok(found) } else { refuse(field, "DoesNotApply") }
    }

    /// What is recorded, or what a requirement begins with.
    fn before(&self, definition: &Requirement) -> (i64, Record) {
        if let Some(known) = self.district.records.get(&definition.key) {
            return known.clone();
        }
        let mut since = self.district.opened;
        for (_, earlier) in definition.after.iter().filter_map(|key| self.district.records.get(key)) {
            if matches!(earlier.state, State::Confirmed | State::NotApplicable) {
                since = since.max(Some(earlier.holder_since));
            }
        }
        let condition = definition.applies_when.as_ref().and_then(|key| self.district.circumstance(key));
        if since.is_some() {
            since = since.max(condition.and_then(|one| one.since));
        }
        (0, untouched(definition, since.unwrap_or(self.today)))
    }

    fn save(&mut self, key: &str, seen: i64, after: Record, reason: Option<&str>) {
        self.save_from(key, seen, after, reason, self.today);
    }

    fn save_from(&mut self, key: &str, seen: i64, after: Record, reason: Option<&str>, from: NaiveDate) {
        let today = self.today;
        if self.district.opened.is_none() {
            self.district.opened = Some(today);
            self.note("opening".to_owned(), None, Some(&today), None, today);
        }
        let old = self.district.records.get(key).map(|(_, old)| old.clone());
        self.note(format!("requirement:{key}"), old.as_ref(), Some(&after), reason, from);
        self.district.records.insert(key.to_owned(), (seen + 1, after));
    }

    pub fn submit(&mut self, seen: i64, submission: &Submission) -> Result<(), Refusal> {
        let Submission { requirement: key, evidence, valid_until } = submission;
        if valid_until.is_some_and(|last| last < self.today) {
            return refuse("valid_until", "InPast");
        }
        let definition = self.definition(key, "evidence")?;
        let (version, before) = self.before(&definition);
        let same = |had: Option<&Evidence>, until| (had, until) == (Some(evidence), *valid_until);
        let submitted =
            before.state == State::Submitted && same(before.evidence.as_ref(), before.valid_until);
        let renewed = waiting(&before).is_some_and(|one| same(Some(&one.evidence), one.valid_until));
        if let Some(answer) = late(version, seen, submitted || renewed) {
            return answer;
        }
        let after = if before.state == State::NotApplicable {
            return refuse("evidence", "WrongState");
        } else if before.state == State::Confirmed && !expired(&before, self.today) {
            self.renew(&before, evidence, *valid_until)?
        } else {
            // Whoever has waited for the coordinators goes on waiting.
            let since = match waiting(&before) {
                Some(renewal) => renewal.since,
                None if (before.state, before.holder) == (State::Submitted, Holder::Municipality) => {
                    before.holder_since
                }
                None => self.today,
            };
            Record {
                state: State::Submitted,
                evidence: Some(evidence.clone()),
                valid_until: *valid_until,
                ..plain(Holder::Municipality, since)
            }
        };
        self.save(key, seen, after, None);
        Ok(())
    }

    fn renew(
        &self,
        before: &Record,
        evidence: &Evidence,
        until: Option<NaiveDate>,
    ) -> Result<Record, Refusal> {
        let Some(last) = before.valid_until.filter(|last| (*last - self.today).num_days() <= RENEWABLE)
        else {
            return refuse("evidence", "WrongState");
        };
        if until.is_some_and(|until| until <= last) {
            return refuse("valid_until", format!("NotBefore {}", last + Days::new(1)));
        }
        let since = waiting(before).map_or(self.today, |one| one.since);
        let renewal = Renewal {
            evidence: evidence.clone(),
            valid_until: until,
            since,
            return_reasons: Vec::new(),
            note: None,
        };
        Ok(Record { renewal: Some(renewal), ..before.clone() })
    }

    pub fn decide(&mut self, seen: i64, key: &str, decision: &Decision) -> Result<(), Refusal> {
        let field = match decision {
            Decision::Confirm => "confirm",
            Decision::SendBack { .. } => "reasons",
            Decision::SetAside { .. } | Decision::Reopen { .. } => "reason",
        };
        if matches!(decision, Decision::SendBack { reasons, .. } if reasons.is_empty()) {
            return refuse("reasons", "Required");
        }
        let definition = self.definition(key, field)?;
        let (version, before) = self.before(&definition);
        let note = before.note.as_deref();
        let already = match decision {
            Decision::Confirm => before.state == State::Confirmed && before.renewal.is_none(),
            Decision::SendBack { reasons, text } => {
                let so = |reasons_now: &Vec<_>, note: &Option<String>| reasons_now == reasons && note == text;
                let renewal = before.renewal.as_ref();
                (before.state == State::Returned && so(&before.return_reasons, &before.note))
                    || renewal.is_some_and(|one| so(&one.return_reasons, &one.note))
            }
            Decision::SetAside { reason } => {
                before.state == State::NotApplicable && note == Some(reason.as_str())
            }
            Decision::Reopen { reason } => {
                matches!(before.state, State::Open | State::Submitted) && note == Some(reason.as_str())
            }
        };
        if let Some(answer) = late(version, seen, already) {
            return answer;
        }
        let (after, reason) = match decision {
            Decision::Confirm => (self.confirm(&definition, &before)?, None),
            Decision::SendBack { reasons, text } => {
                let mut after = before.clone();
                if let Some(renewal) = waiting(&before) {
                    let renewal = Renewal {
                        since: self.today,
                        return_reasons: reasons.clone(),
                        note: text.clone(),
                        ..renewal.clone()
                    };
                    after.renewal = Some(renewal);
                    if expired(&before, self.today) {
                        (after.holder, after.holder_since) = (Holder::District, self.today);
                    }
                } else if before.state == State::Submitted {
                    after.state = State::Returned;
                    (after.holder, after.holder_since) = (Holder::District, self.today);
                    after.return_reasons.clone_from(reasons);
                    after.note.clone_from(text);
                } else {
                    return refuse(field, "WrongState");
                }
                (after, text.clone())
            }
            Decision::SetAside { reason } => {
                let good = before.state == State::Confirmed && !expired(&before, self.today);
                if good || before.state == State::NotApplicable {
                    return refuse(field, "WrongState");
                }
                let after = Record {
                    state: State::NotApplicable,
                    evidence: before.evidence.clone(),
                    valid_until: before.valid_until,
                    note: Some(reason.clone()),
                    ..plain(Holder::Municipality, self.today)
                };
                (after, Some(reason.clone()))
            }
            Decision::Reopen { reason } => {
                let after = match before.state {
                    State::NotApplicable => untouched(&definition, self.today),
                    State::Confirmed => {
                        let newer = waiting(&before);
                        let evidence =
                            newer.map_or(before.evidence.clone(), |one| Some(one.evidence.clone()));
                        let valid_until = newer.map_or(before.valid_until, |one| one.valid_until);
                        let submitted = plain(Holder::Municipality, self.today);
                        Record { state: State::Submitted, evidence, valid_until, ..submitted }
                    }
                    _ => return refuse(field, "WrongState"),
                };
                (Record { note: Some(reason.clone()), ..after }, Some(reason.clone()))
            }
        };
        self.save(key, seen, after, reason.as_deref());
        Ok(())
    }

    fn confirm(&self, definition: &Requirement, before: &Record) -> Result<Record, Refusal> {
        let (evidence, named) = match waiting(before) {
            Some(renewal) => (Some(renewal.evidence.clone()), renewal.valid_until),
            None if before.state == State::Submitted => (before.evidence.clone(), before.valid_until),
            None => return refuse("confirm", "WrongState"),
        };
        let allowed = definition.valid_months.map(|months| self.today + Months::new(months));
        let last = [named, allowed].into_iter().flatten().min();
        if last.is_some_and(|last| last < self.today) {
            return refuse("confirm", "InPast");
        }
        let renewal = waiting(before).is_some();
        // Nothing after it had to wait while the old was still good.
        let unbroken = renewal && !expired(before, self.today);
        let since = if unbroken { before.holder_since } else { self.today };
        let holder = if renewal { Holder::Municipality } else { before.holder };
        Ok(Record { state: State::Confirmed, evidence, valid_until: last, ..plain(holder, since) })
    }

    pub fn set_condition(&mut self, seen: i64, key: &str, holds: Option<bool>) -> Result<(), Refusal> {
        if !self.programme.conditions.contains_key(key) {
            return Err("not found".to_owned());
        }
        let (version, known) = self.district.conditions.get(key).copied().unwrap_or_default();
        let old = known.map(|one| one.holds);
        if old == holds {
            return if version == seen { refuse("holds", "Unchanged") } else { Ok(()) };
        }
        if version != seen {
            let words = match old {
                Some(true) => "yes",
                Some(false) => "no",
                None => "not known",
            };
            return refuse("holds", format!("TextChangedMeanwhile {words}"));
        }
        // From "no" and to "no": only those change what is asked.
        let since = if (old == Some(false)) == (holds == Some(false)) {
            known.and_then(|one| one.since)
        } else {
            Some(self.today)
        };
        let said = holds.map(|holds| Circumstance { holds, since });
        self.district.conditions.insert(key.to_owned(), (version + 1, said));
        self.note(format!("condition:{key}"), known.as_ref(), said.as_ref(), None, self.today);
        Ok(())
    }

    pub fn hand_over(&mut self, seen: i64, handing: &Handing) -> Result<(), Refusal> {
        let Handing { requirement: key, holder, since } = handing;
        self.past("since", *since)?;
        let definition = self.definition(key, "holder")?;
        let (version, before) = self.before(&definition);
        let recorded = (before.holder, before.holder_since);
        if let Some(answer) = late(version, seen, recorded == (*holder, *since)) {
            return answer;
        }
        if self.district.met(&definition, self.today) {
            return refuse("holder", "WrongState");
        }
        if before.state == State::Submitted && *holder == Holder::District {
            return refuse("holder", "ReturnInstead");
        }
        let mut has = recorded;
        if let Some(last) =
            before.valid_until.filter(|last| expired(&before, self.today) && before.holder_since <= *last)
        {
            let after = last + Days::new(1);
            has = match &before.renewal {
                None => (definition.holder, after),
                Some(one) if one.return_reasons.is_empty() => (Holder::Municipality, one.since),
                Some(_) => (Holder::District, after),
            };
        }
        if version > 0 && *since < has.1 {
            return refuse("since", format!("NotBefore {}", has.1));
        }
        if has == (*holder, *since) {
            return refuse("holder", "Unchanged");
        }
        // Theirs from that day, but not before anything else that is known of it.
        let renewed = before.renewal.as_ref().map(|one| one.since);
        let day = (*since).max(self.district.opened.unwrap_or(self.today)).max(renewed.unwrap_or(*since));
        self.save_from(key, seen, Record { holder: *holder, holder_since: *since, ..before }, None, day);
        Ok(())
    }
}

fn waiting(record: &Record) -> Option<&Renewal> {
    record.renewal.as_ref().filter(|one| one.return_reasons.is_empty())
}

fn plain(holder: Holder, since: NaiveDate) -> Record {
    Record {
        state: State::Open,
        holder,
        holder_since: since,
        evidence: None,
        valid_until: None,
        return_reasons: Vec::new(),
        note: None,
        renewal: None,
    }
}

fn untouched(definition: &Requirement, since: NaiveDate) -> Record {
    plain(definition.holder, since)
}
