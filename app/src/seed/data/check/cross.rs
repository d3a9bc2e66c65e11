use super::super::{Facts, HISTORY, LIFE_EVENTS, MOVING, UNIFIED_MODEL};
use super::{Fault, Report};

/// What one file says of another.
pub(in super::super) fn facts(facts: &Facts) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, programme) in [UNIFIED_MODEL, MOVING].into_iter().zip(&facts.programmes) {
        let mut report = Report::new(file);
        let slugs = programme.pilots.iter().flat_map(|pilot| &pilot.districts);
        for slug in slugs {
            report.known("pilots", "district", slug, facts.districts.find(slug).is_some());
        }
        faults.append(&mut report.faults);
    }
    let mut report = Report::new(LIFE_EVENTS);
    for event in &facts.life_events.life_events {
        for step in &event.steps {
            let known = facts.services.find(step.service).is_some();
            let at = format!("life event {}", event.key);
            report.known(at, "service", &step.service.to_string(), known);
        }
    }
    faults.append(&mut report.faults);
    faults.append(&mut reported(facts).faults);
    faults
}

fn reported(facts: &Facts) -> Report {
    let mut report = Report::new(HISTORY);
    for mark in &facts.history.reported {
        let at = format!("reported {} {}", mark.programme, mark.milestone);
        for slug in &mark.districts {
            report.known(&at, "district", slug, facts.districts.find(slug).is_some());
        }
        let programme = facts.programmes.iter().find(|p| p.key == mark.programme);
        report.known(&at, "programme", &mark.programme, programme.is_some());
        if let Some(programme) = programme {
            let exists = programme.milestones.iter().any(|m| m.key == mark.milestone);
            report.known(&at, "milestone", &mark.milestone, exists);
        }
    }
    report
}
