//! Rows of what belongs to a programme.

use crate::onboarding::model::{Mark, Progress};
use crate::open_data::model::{Cell, Row};
use crate::open_data::query::Asked;
use crate::programme::model::Programme;
use crate::replay::model::Shown;
use crate::rollout::model::{Coverage, EqualReadiness, Row as Onboarding, Spread};
use crate::rollout::store::Rollout;
use crate::waiting::model::Totals;

pub fn programme_row(programme: &Programme) -> Row {
    let checklist = &programme.checklist;
    vec![
        programme.key.as_str().into(),
        programme.name.bg.as_str().into(),
        programme.name.en.as_str().into(),
        programme.starts_on.into(),
        checklist.version.into(),
        checklist.length().into(),
        checklist.go_live.into(),
        count(checklist.requirements().count() as u64),
    ]
}

pub fn checklist_rows(programme: &Programme) -> Vec<Row> {
    let mut rows = Vec::new();
    for milestone in &programme.checklist.milestones {
        for one in &milestone.requirements {
            rows.push(vec![
                programme.key.as_str().into(),
                one.key.as_str().into(),
                milestone.key.as_str().into(),
                milestone.position.into(),
                milestone.name.bg.as_str().into(),
                milestone.name.en.as_str().into(),
                one.name.bg.as_str().into(),
                one.name.en.as_str().into(),
                one.basis.as_ref().map(|basis| basis.bg.as_str()).into(),
                one.basis.as_ref().map(|basis| basis.en.as_str()).into(),
                one.source.bg.as_str().into(),
                one.source.en.as_str().into(),
                one.evidence.key().into(),
                one.holder.key().into(),
                one.valid_months.into(),
                one.applies_when.as_deref().into(),
                one.since_version.into(),
            ]);
        }
    }
    rows
}

pub fn requirement_rows(
    programme: &Programme,
    district: &str,
    progress: &Progress,
    shown: Shown,
) -> Vec<Row> {
    let day = shown.day();
    let mut rows = Vec::new();
    for milestone in &programme.checklist.milestones {
        for one in &milestone.requirements {
            // What must wait for something else is nobody's move.
            let held = progress.holder(one, day);
            let held = held.filter(|_| progress.is_somebodys(&programme.checklist, one, day));
            rows.push(vec![
                programme.key.as_str().into(),
                district.into(),
                one.key.as_str().into(),
                milestone.key.as_str().into(),
                progress.standing(one, day).key().into(),
                held.map(|(holder, _)| holder.key()).into(),
                held.map(|(_, since)| since).into(),
            ]);
        }
    }
    rows
}

pub fn mark_rows(programme: &Programme, district: &str, progress: &Progress) -> Vec<Row> {
    let mut marks: Vec<_> = progress.standing_marks().collect();
    marks.sort_by_key(|mark| (mark.position, mark.kind));
    let key = |position| programme.milestone_at(position).map(|one| one.key.as_str()).unwrap_or_default();
    let row = |mark: &&Mark| {
        vec![
            programme.key.as_str().into(),
            district.into(),
            key(mark.position).into(),
            mark.position.into(),
            mark.kind.key().into(),
            mark.reached_on.into(),
            mark.source.as_ref().map(|source| source.bg.as_str()).into(),
            mark.source.as_ref().map(|source| source.en.as_str()).into(),
        ]
    };
    marks.iter().map(row).collect()
}

pub fn onboarding_rows(rollout: &Rollout, asked: &Asked) -> Vec<Row> {
    let programme = &rollout.programme;
    let wanted = rollout.rows.iter().filter(|row| asked.wants_district(&row.slug));
    wanted.map(|row| onboarding_row(programme, row, rollout.disputed.contains(&row.slug))).collect()
}

fn onboarding_row(programme: &Programme, row: &Onboarding, is_disputed: bool) -> Row {
    let is_reported = row.status.is_reported();
    let source = row.highest.as_ref().filter(|_| is_reported).and_then(|mark| mark.source.as_ref());
    let suspension = row.suspension.as_ref();
    vec![
        programme.key.as_str().into(),
        row.slug.as_str().into(),
        row.name.bg.as_str().into(),
        row.name.en.as_str().into(),
        row.residents.into(),
        row.status.key().into(),
        row.status.reached().into(),
        is_reported.into(),
        source.map(|source| source.bg.as_str()).into(),
        source.map(|source| source.en.as_str()).into(),
        row.readiness.into(),
        row.tally.map(|tally| tally.met).into(),
        row.tally.map(|tally| tally.of).into(),
        row.turn.as_ref().map(|turn| turn.holder.key()).into(),
        row.turn.as_ref().map(|turn| turn.since).into(),
        row.turn.as_ref().and_then(|turn| turn.requirement.as_deref()).into(),
        row.agreed.into(),
        suspension.map(|one| one.since).into(),
        suspension.map(|one| one.expected_return).into(),
        suspension.map(|one| one.reason.as_str()).into(),
        is_disputed.into(),
    ]
}

pub fn figure_rows(rollout: &Rollout, shown: Shown) -> Vec<Row> {
    let coverage = Coverage::of(&rollout.rows);
    let equal = EqualReadiness::of(&rollout.rows);
    let milestones = rollout.programme.checklist.length();
    let figure = |name: &str, holder: Option<&str>, value: Option<f64>, of: Cell, unit: &str| -> Row {
        let programme = rollout.programme.key.as_str();
        vec![programme.into(), name.into(), holder.into(), value.into(), of, unit.into()]
    };
    let districts = |name: &str, value: u64| {
        figure(name, None, Some(number(value)), count(coverage.districts), "districts")
    };
    let step = |name: &str, value: &dyn Fn(&Spread) -> f64, of: Cell| {
        figure(name, None, equal.spread.as_ref().map(value), of, "milestones")
    };
    let mut rows = vec![
        districts("all", coverage.live),
        figure("one", None, Some(number(u64::from(coverage.live > 0))), Cell::Whole(1), "districts"),
        figure(
            "residents",
            None,
            Some(number(coverage.residents_live)),
            count(coverage.residents),
            "residents",
        ),
        districts("unknown", coverage.unknown),
        districts("reported", coverage.reported),
        step("lowest", &|spread| f64::from(spread.lowest), milestones.into()),
        step("median", &|spread| f64::from(spread.median_twice) / 2.0, milestones.into()),
        step("highest", &|spread| f64::from(spread.highest), milestones.into()),
        step("spread", &|spread| f64::from(spread.highest - spread.lowest), Cell::None),
        districts("only-reported", equal.reported),
    ];
    for total in Totals::of(&rollout.rows, shown.day()).holders {
        let value = Some(number(total.all()));
        rows.push(figure("waiting", Some(total.holder.key()), value, Cell::None, "items"));
    }
    rows
}

fn count(number: u64) -> Cell {
    Cell::Whole(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Counts of districts and residents are far below the point where a double
/// would lose one.
fn number(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
