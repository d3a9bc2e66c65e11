use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::super::Programme;
use super::{Fault, Problem, Report};
use crate::programme::model::Holder;

pub(in super::super) fn programme(file: &'static str, programme: &Programme) -> Vec<Fault> {
    let mut report = Report::new(file);
    bodies(&mut report, programme);
    let sources = &programme.sources;
    report.source("starts_on", sources, &programme.starts_on.source);
    for pilot in &programme.pilots {
        let at = format!("pilots, wave {}", pilot.wave);
        report.sources(&at, sources, &pilot.sources);
        if pilot.districts.is_empty() {
            report.add(&at, Problem::Empty);
        }
    }
    report.unique("pilot", programme.pilots.iter().flat_map(|pilot| &pilot.districts));
    report.unique("milestone", programme.milestones.iter().map(|m| &m.key));
    let goal = &programme.go_live_milestone;
    let exists = programme.milestones.iter().any(|m| m.key == *goal);
    report.known("go_live_milestone", "milestone", goal, exists);
    for milestone in &programme.milestones {
        if milestone.requirements.is_empty() {
            report.add(format!("milestone {}", milestone.key), Problem::Empty);
        }
    }
    requirements(&mut report, programme);
    order(&mut report, programme);
    report.faults
}

fn bodies(report: &mut Report, programme: &Programme) {
    for owner in &programme.owners {
        report.source("owners", &programme.sources, &owner.source);
    }
    let owners = programme.owners.iter().map(|owner| (owner.from, owner.until));
    if !unbroken(owners) {
        report.add("owners", Problem::Periods);
    }
    for holder in Holder::ALL {
        let at = format!("holders, {}", holder.key());
        let bodies = programme.holders.iter().filter(|body| body.holder == holder);
        for body in bodies.clone() {
            report.source(&at, &programme.sources, &body.source);
        }
        if !unbroken(bodies.map(|body| (body.from, body.until))) {
            report.add(&at, Problem::Periods);
        }
    }
}

/// The periods cover all of time, each beginning where the last ended.
fn unbroken(periods: impl IntoIterator<Item = (Option<NaiveDate>, Option<NaiveDate>)>) -> bool {
    let mut periods = periods.into_iter();
    let Some((None, mut end)) = periods.next() else {
        return false;
    };
    for (from, until) in periods {
        let follows = end.is_some() && from == end && until.is_none_or(|day| Some(day) > from);
        if !follows {
            return false;
        }
        end = until;
    }
    end.is_none()
}

fn requirements(report: &mut Report, programme: &Programme) {
    report.unique("requirement", programme.requirements().map(|requirement| &requirement.key));
    for requirement in programme.requirements() {
        let at = format!("requirement {}", requirement.key);
        report.source(&at, &programme.sources, &requirement.source);
        if requirement.evidence_valid_months == Some(0) {
            let (value, expected) = ("0".to_owned(), "a number of months");
            report.add(&at, Problem::Malformed { value, expected });
        }
        if let Some(condition) = requirement.applies_when {
            let explained = programme.conditions.contains_key(&condition);
            report.known(&at, "condition", condition.key(), explained);
        }
    }
}

/// Every `after` names a requirement that can be done first.
fn order(report: &mut Report, programme: &Programme) {
    let place: BTreeMap<&str, usize> = programme
        .milestones
        .iter()
        .enumerate()
        .flat_map(|(n, milestone)| {
            milestone.requirements.iter().map(move |requirement| (requirement.key.as_str(), n))
        })
        .collect();
    for requirement in programme.requirements() {
        let at = format!("requirement {}", requirement.key);
        for other in &requirement.after {
            match place.get(other.as_str()) {
                None => report.known(&at, "requirement", other, false),
                Some(later) if Some(later) > place.get(requirement.key.as_str()) => {
                    let other = other.clone();
                    report.add(&at, Problem::WaitsForLater { other });
                }
                Some(_) => {}
            }
        }
    }
    // What can be done is taken away until nothing more can: the rest waits
    // for itself. An unknown key is reported above and blocks nothing here.
    let mut done = BTreeSet::new();
    let mut open: Vec<_> = programme.requirements().collect();
    loop {
        let before = open.len();
        open.retain(|requirement| {
            let ready =
                requirement.after.iter().all(|key| done.contains(key) || !place.contains_key(key.as_str()));
            if ready {
                done.insert(&requirement.key);
            }
            !ready
        });
        if open.len() == before {
            break;
        }
    }
    for requirement in open {
        report.add(format!("requirement {}", requirement.key), Problem::Cycle);
    }
}
