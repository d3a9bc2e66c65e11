//! What must hold in the facts beyond their form. Pure: facts in, faults out.

mod cross;
mod district;
mod programme;

use std::collections::BTreeSet;
use std::fmt;

pub(super) use cross::facts;
pub(super) use district::districts;
pub(super) use programme::programme;

use super::{HISTORY, History, LIFE_EVENTS, LifeEvents, Named, SERVICES, Services, Sources};

/// One thing wrong, and where.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{file}, {key}: {problem}")]
pub struct Fault {
    pub file: &'static str,
    /// The item, by its own key, and the field.
    pub key: String,
    pub problem: Problem,
}

#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Problem {
    #[error("expected {expected}, found {found}")]
    Count { expected: usize, found: usize },
    #[error("nothing is listed")]
    Empty,
    #[error("appears more than once")]
    Duplicate,
    #[error("“{value}” is not {expected}")]
    Malformed { value: String, expected: &'static str },
    #[error("there is no {kind} “{value}”")]
    Missing { kind: &'static str, value: String },
    #[error("“{other}” does not name it in turn")]
    OneSided { other: String },
    #[error("it waits for itself")]
    Cycle,
    #[error("it waits for “{other}” of a later milestone")]
    WaitsForLater { other: String },
    #[error("the periods leave a gap or overlap")]
    Periods,
}

/// Collects the faults of one file.
struct Report {
    file: &'static str,
    faults: Vec<Fault>,
}

impl Report {
    fn new(file: &'static str) -> Self {
        Self { file, faults: Vec::new() }
    }

    fn add(&mut self, key: impl fmt::Display, problem: Problem) {
        self.faults.push(Fault { file: self.file, key: key.to_string(), problem });
    }

    /// Each item of the list may appear once.
    fn unique<T: Ord + fmt::Display>(&mut self, what: &str, items: impl IntoIterator<Item = T>) {
        let mut seen = BTreeSet::new();
        for item in items {
            let key = format!("{what} {item}");
            if !seen.insert(item) {
                self.add(key, Problem::Duplicate);
            }
        }
    }

    /// `key` must be among the known ones.
    fn known(&mut self, at: impl fmt::Display, kind: &'static str, key: &str, known: bool) {
        if !known {
            let value = key.to_owned();
            self.add(at, Problem::Missing { kind, value });
        }
    }

    fn source(&mut self, at: impl fmt::Display, sources: &Sources, key: &str) {
        self.known(at, "source", key, sources.contains_key(key));
    }

    /// At least one source, and all of them in the table.
    fn sources(&mut self, at: impl fmt::Display, sources: &Sources, keys: &[String]) {
        if keys.is_empty() {
            self.add(&at, Problem::Empty);
        }
        for key in keys {
            self.source(&at, sources, key);
        }
    }
}

pub(super) fn services(file: &Services) -> Vec<Fault> {
    let mut report = Report::new(SERVICES);
    report.unique("group", file.groups.iter().map(|group| &group.key));
    report.unique("service", file.services.iter().map(|service| service.number));
    for service in &file.services {
        let at = format!("service {}", service.number);
        report.known(&at, "group", &service.group, has(&file.groups, &service.group));
        report.sources(&at, &file.sources, &service.sources);
        let words = service.everyday.bg.iter().chain(&service.everyday.en);
        if service.everyday.bg.is_empty() || service.everyday.en.is_empty() {
            report.add(format!("{at}, everyday words"), Problem::Empty);
        }
        report.unique(&at, words);
    }
    report.faults
}

pub(super) fn life_events(file: &LifeEvents) -> Vec<Fault> {
    let mut report = Report::new(LIFE_EVENTS);
    report.unique("phase", file.phases.iter().map(|phase| &phase.key));
    report.unique("integration level", file.integration_levels.iter().map(|level| &level.key));
    report.unique("life event", file.life_events.iter().map(|event| &event.key));
    for event in &file.life_events {
        let at = format!("life event {}", event.key);
        report.sources(&at, &file.sources, &event.sources);
        if event.steps.is_empty() {
            report.add(&at, Problem::Empty);
        }
        report.unique(&at, event.steps.iter().map(|step| step.service));
        if let Some(one) = &event.integration {
            report.known(&at, "integration level", &one.level, has(&file.integration_levels, &one.level));
            report.source(&at, &file.sources, &one.source);
        }
    }
    for design in &file.designs {
        let at = format!("design {}", design.life_event);
        let known = file.life_events.iter().any(|event| event.key == design.life_event);
        report.known(&at, "life event", &design.life_event, known);
        for span in &design.history {
            report.known(&at, "phase", &span.phase, has(&file.phases, &span.phase));
            report.source(&at, &file.sources, &span.source);
        }
        let ordered = design
            .history
            .is_sorted_by(|earlier, later| earlier.until.is_some_and(|until| until < later.from));
        if !ordered {
            report.add(&at, Problem::Periods);
        }
    }
    report.faults
}

pub(super) fn history(file: &History) -> Vec<Fault> {
    let mut report = Report::new(HISTORY);
    report.source("planned_services_of_pilots", &file.sources, &file.planned_services_of_pilots.source);
    for fact in &file.facts {
        report.source(format!("fact of {}", fact.date), &file.sources, &fact.source);
    }
    for mark in &file.reported {
        let at = format!("reported {} {}", mark.programme, mark.milestone);
        report.source(&at, &file.sources, &mark.source);
        if mark.districts.is_empty() {
            report.add(&at, Problem::Empty);
        }
    }
    report.unique(
        "reported",
        file.reported.iter().flat_map(|mark| {
            mark.districts.iter().map(|slug| format!("{} {} {slug}", mark.programme, mark.milestone))
        }),
    );
    report.faults
}

fn has(list: &[Named], key: &str) -> bool {
    list.iter().any(|named| named.key == key)
}
