//! A replayed day as data: fields in the order of these structs, keys where a
//! page has words, no names of accounts, nothing of the moment it was asked for.
//! With both clocks given the file is the same bytes for good; a change of its
//! form raises the number in [`FORMAT_ROLLOUT`] or [`FORMAT_DISTRICT`].

use chrono::NaiveDate;
use serde::Serialize;

use crate::ledger::clocks::Clocks;
use crate::ledger::model::Entry;
use crate::ledger::text::public_reason;
use crate::onboarding::model::{Dates, Mark, Status, Suspension, Tally};
use crate::onboarding::store::Onboarding;
use crate::programme::model::{Programme, Requirement};
use crate::rollout::model::{Coverage, EqualReadiness, Row};
use crate::text::Bilingual;
use crate::text::moment::moment_iso;

/// The form of a roll-out's file.
pub const FORMAT_ROLLOUT: &str = "redom-rollout/1";
/// The form of a district's file.
pub const FORMAT_DISTRICT: &str = "redom-district/1";

/// What both files begin with.
#[derive(Debug, Serialize)]
pub struct Heading {
    format: &'static str,
    programme: String,
    checklist_version: i32,
    milestones: i32,
    /// The milestone at which a district is live.
    go_live: i32,
    as_of: NaiveDate,
    /// `null`: everything recorded so far.
    known: Option<String>,
}

/// The map with its figures and its table.
#[derive(Debug, Serialize)]
pub struct RolloutFile {
    #[serde(flatten)]
    heading: Heading,
    coverage: CoverageData,
    equal_readiness: EqualData,
    /// By number.
    districts: Vec<RowData>,
}

/// A district's page.
#[derive(Debug, Serialize)]
pub struct DistrictFile {
    #[serde(flatten)]
    heading: Heading,
    district: String,
    name: Bilingual,
    #[serde(flatten)]
    standing: StandingData,
    opened_on: Option<NaiveDate>,
    met: Option<u32>,
    of: Option<u32>,
    turn: Option<TurnData>,
    dates: Dates,
    suspension: Option<Suspension>,
    reached: Vec<ReachedData>,
    requirements: Vec<RequirementData>,
    /// The last changes, the newest first.
    changes: Vec<ChangeData>,
}

#[derive(Debug, Serialize)]
struct CoverageData {
    live: u64,
    districts: u64,
    residents_live: u64,
    residents: u64,
    unknown: u64,
    reported: u64,
}

#[derive(Debug, Serialize)]
struct EqualData {
    lowest: Option<i32>,
    /// Twice the median, so that a half stays whole.
    median_twice: Option<i32>,
    highest: Option<i32>,
    lowest_districts: Vec<String>,
    unknown: u64,
    reported: u64,
}

#[derive(Debug, Serialize)]
struct RowData {
    number: i32,
    district: String,
    name: Bilingual,
    residents: i64,
    #[serde(flatten)]
    standing: StandingData,
    /// Whose word the highest mark is, where it is a public source's.
    source: Option<Bilingual>,
    /// The highest milestone a coordinator has confirmed.
    readiness: Option<i32>,
    met: Option<u32>,
    of: Option<u32>,
    turn: Option<TurnData>,
    agreed: Option<NaiveDate>,
}

#[derive(Debug, Serialize)]
struct StandingData {
    status: &'static str,
    milestone: Option<i32>,
    /// Whether it rests on a public source only.
    is_reported: bool,
}

#[derive(Debug, Serialize)]
struct TurnData {
    holder: &'static str,
    since: NaiveDate,
    requirement: Option<String>,
    milestone: i32,
}

#[derive(Debug, Serialize)]
struct ReachedData {
    milestone: String,
    position: i32,
    kind: &'static str,
    reached_on: Option<NaiveDate>,
    source: Option<Bilingual>,
}

#[derive(Debug, Serialize)]
struct RequirementData {
    requirement: String,
    milestone: String,
    standing: &'static str,
    /// None while it is nobody's move.
    holder: Option<&'static str>,
    since: Option<NaiveDate>,
    /// What must come first and is not met, where that is why.
    after: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ChangeData {
    entry: i64,
    item: String,
    operation: String,
    role: String,
    reason: Option<String>,
    effective_on: Option<NaiveDate>,
    recorded_at: String,
}

impl RolloutFile {
    /// The file of these rows.
    #[must_use]
    pub fn of(programme: &Programme, rows: &[Row], clocks: Clocks) -> Self {
        let coverage = Coverage::of(rows);
        let equal = EqualReadiness::of(rows);
        let spread = equal.spread.as_ref();
        // Rows come in the order of a language's names; the file knows none.
        let mut districts: Vec<RowData> = rows.iter().map(row).collect();
        districts.sort_by_key(|row| row.number);
        Self {
            heading: heading(FORMAT_ROLLOUT, programme, clocks),
            coverage: CoverageData {
                live: coverage.live,
                districts: coverage.districts,
                residents_live: coverage.residents_live,
                residents: coverage.residents,
                unknown: coverage.unknown,
                reported: coverage.reported,
            },
            equal_readiness: EqualData {
                lowest: spread.map(|spread| spread.lowest),
                median_twice: spread.map(|spread| spread.median_twice),
                highest: spread.map(|spread| spread.highest),
                lowest_districts: spread.map(|spread| spread.lowest_districts.clone()).unwrap_or_default(),
                unknown: equal.unknown,
                reported: equal.reported,
            },
            districts,
        }
    }
}

impl DistrictFile {
    /// The file of this onboarding and its last changes.
    #[must_use]
    pub fn of(onboarding: &Onboarding, changes: &[Entry], clocks: Clocks) -> Self {
        let Onboarding { programme, progress, .. } = onboarding;
        let checklist = &programme.checklist;
        let today = clocks.as_of;
        let tally = progress.tally(&checklist.milestones, today);
        let mut marks: Vec<&Mark> = progress.standing_marks().collect();
        marks.sort_by_key(|mark| (mark.position, mark.kind));
        let requirement = |milestone: &str, one: &Requirement| {
            let (held, after) = if progress.is_somebodys(checklist, one, today) {
                (progress.holder(one, today), Vec::new())
            } else {
                (None, progress.waits_for(checklist, one, today))
            };
            RequirementData {
                requirement: one.key.clone(),
                milestone: milestone.to_owned(),
                standing: progress.standing(one, today).key(),
                holder: held.map(|(holder, _)| holder.key()),
                since: held.map(|(_, since)| since),
                after,
            }
        };
        let requirements = checklist
            .milestones
            .iter()
            .flat_map(|milestone| milestone.requirements.iter().map(|one| requirement(&milestone.key, one)))
            .collect();
        Self {
            heading: heading(FORMAT_DISTRICT, programme, clocks),
            district: onboarding.slug.clone(),
            name: onboarding.district_name.clone(),
            standing: standing(progress.status(checklist, today)),
            opened_on: progress.opened_on,
            met: tally.map(|tally| tally.met),
            of: tally.map(|tally| tally.of),
            turn: progress.whose_move(checklist, today).map(|turn| TurnData {
                holder: turn.holder.key(),
                since: turn.since,
                requirement: turn.requirement,
                milestone: turn.milestone,
            }),
            dates: onboarding.dates,
            suspension: progress.suspension.clone(),
            reached: marks
                .into_iter()
                .map(|mark| ReachedData {
                    milestone: programme
                        .milestone_at(mark.position)
                        .map(|found| found.key.clone())
                        .unwrap_or_default(),
                    position: mark.position,
                    kind: mark.kind.key(),
                    reached_on: mark.reached_on,
                    source: mark.source.clone(),
                })
                .collect(),
            requirements,
            changes: changes.iter().map(change).collect(),
        }
    }
}

/// The address of a roll-out's file, but for the clocks.
#[must_use]
pub fn rollout_path(programme: &str) -> String {
    format!("/data/rollout.json?programme={programme}")
}

/// The address of a district's file, but for the clocks.
#[must_use]
pub fn district_path(programme: &str, slug: &str) -> String {
    format!("/data/district.json?programme={programme}&district={slug}")
}

fn heading(format: &'static str, programme: &Programme, clocks: Clocks) -> Heading {
    Heading {
        format,
        programme: programme.key.clone(),
        checklist_version: programme.checklist.version,
        milestones: programme.checklist.length(),
        go_live: programme.checklist.go_live,
        as_of: clocks.as_of,
        known: clocks.known.map(moment_iso),
    }
}

fn row(row: &Row) -> RowData {
    let tally: Option<Tally> = row.tally;
    RowData {
        number: row.number,
        district: row.slug.clone(),
        name: row.name.clone(),
        residents: row.residents,
        standing: standing(row.status),
        source: row
            .highest
            .as_ref()
            .filter(|_| row.status.is_reported())
            .and_then(|mark| mark.source.clone()),
        readiness: row.readiness,
        met: tally.map(|tally| tally.met),
        of: tally.map(|tally| tally.of),
        turn: row.turn.as_ref().map(|turn| TurnData {
            holder: turn.holder.key(),
            since: turn.since,
            requirement: turn.requirement.clone(),
            milestone: turn.milestone,
        }),
        agreed: row.agreed,
    }
}

fn standing(status: Status) -> StandingData {
    StandingData { status: status.key(), milestone: status.reached(), is_reported: status.is_reported() }
}

fn change(entry: &Entry) -> ChangeData {
    ChangeData {
        entry: entry.seq,
        item: entry.item.clone(),
        operation: entry.operation.clone(),
        role: entry.role.clone(),
        reason: public_reason(entry).map(str::to_owned),
        effective_on: entry.effective_on,
        recorded_at: moment_iso(entry.recorded_at),
    }
}
