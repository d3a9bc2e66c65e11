//! The rows that are said to count are those the figure was counted from.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::onboarding::model::{MarkKind, Stance, Tally, Timeliness, Wait, What};
use crate::programme::model::Holder;
use crate::rollout::model::{Coverage, EqualReadiness};
use crate::text::Bilingual;
use crate::waiting::model::Totals;

fn any_row() -> impl Strategy<Value = Row> {
    let status = prop_oneof![
        Just((Status::Unknown, None)),
        Just((Status::Live { reached: 7, kind: MarkKind::Reported }, None)),
        (0..8).prop_map(|at| (Status::Live { reached: 7, kind: MarkKind::Confirmed }, Some(at))),
        (0..7).prop_map(|reached| {
            (Status::Milestone { reached, kind: Some(MarkKind::Confirmed) }, Some(reached))
        }),
        Just((Status::Suspended { reached: 7, kind: MarkKind::Confirmed }, Some(7))),
    ];
    let wait = Wait {
        what: What::Requirement("order".to_owned()),
        milestone: 1,
        holder: Holder::State,
        since: chrono::NaiveDate::default(),
    };
    let waits = option::of(vec(Just(wait), 0..4));
    (status, 1i64..100_000, waits).prop_map(|((status, readiness), residents, waits)| Row {
        number: 1,
        slug: String::new(),
        name: Bilingual::default(),
        residents,
        status,
        highest: None,
        readiness,
        tally: waits.as_ref().map(|_| Tally { met: 0, of: 1 }),
        turn: None,
        agreed: None,
        timeliness: Timeliness::NoDate,
        to_do: 0,
        submitted: 0,
        returned: 0,
        expired: 0,
        to_mark: 0,
        stance: waits.as_ref().map_or(Stance::Unknown, |waits| Stance::of(waits)),
        carried: None,
        still_to_do: (0, None),
        waits: waits.unwrap_or_default(),
        expiring: Vec::new(),
        flags: Vec::new(),
        suspension: None,
        services: None,
    })
}

fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    vec(any_row(), 0..25).prop_map(|mut rows| {
        for (number, row) in (1..).zip(&mut rows) {
            row.number = number;
            row.slug = format!("district-{number:02}");
        }
        rows
    })
}

#[test]
fn names_are_read_back() {
    assert!(Figure::ALL.into_iter().all(|one| Figure::from_key(one.key()) == Some(one)));
    assert_eq!(Figure::from_key("percent"), None);
}

proptest! {
    #[test]
    fn the_rows_that_count_add_up_to_the_figure(rows in any_rows()) {
        let coverage = Coverage::of(&rows);
        let equal = EqualReadiness::of(&rows);
        let count = |figure: Figure, wanted: Part| {
            figure.parts(&rows).iter().filter(|part| **part == wanted).count() as u64
        };
        for figure in [Figure::All, Figure::One, Figure::Residents] {
            prop_assert_eq!(count(figure, Part::Counted), coverage.live);
            prop_assert_eq!(count(figure, Part::LeftOut), coverage.unknown);
        }
        let people: u64 = rows
            .iter()
            .zip(Figure::Residents.parts(&rows))
            .filter(|(_, part)| *part == Part::Counted)
            .map(|(row, _)| row.residents.unsigned_abs())
            .sum();
        prop_assert_eq!(people, coverage.residents_live);
        prop_assert_eq!(count(Figure::Unknown, Part::Counted), coverage.unknown);
        prop_assert_eq!(count(Figure::Reported, Part::Counted), coverage.reported);
        prop_assert_eq!(count(Figure::OnlyReported, Part::Counted), equal.reported);
        let totals = Totals::of(&rows, chrono::NaiveDate::default());
        prop_assert_eq!(count(Figure::Waiting, Part::LeftOut), totals.unknown);
        let state = totals.holders.iter().find(|one| one.holder == Holder::State).unwrap();
        prop_assert_eq!(count(Figure::Waiting, Part::Counted), state.districts);
    }

    #[test]
    fn the_rows_that_decide_have_the_value(rows in any_rows()) {
        let equal = EqualReadiness::of(&rows);
        for figure in [Figure::Lowest, Figure::Median, Figure::Highest, Figure::Spread] {
            let parts = figure.parts(&rows);
            prop_assert_eq!(parts.len(), rows.len());
            let decides: Vec<i32> = rows
                .iter()
                .zip(&parts)
                .filter(|(_, part)| **part == Part::Decides)
                .filter_map(|(row, _)| row.readiness)
                .collect();
            let left_out = parts.iter().filter(|part| **part == Part::LeftOut).count() as u64;
            prop_assert_eq!(left_out, equal.unknown + equal.reported);
            let Some(spread) = &equal.spread else {
                prop_assert!(decides.is_empty());
                continue;
            };
            let (low, high) = (decides.iter().min().copied().unwrap(), decides.iter().max().copied().unwrap());
            match figure {
                Figure::Lowest => prop_assert_eq!((low, high), (spread.lowest, spread.lowest)),
                Figure::Highest => prop_assert_eq!((low, high), (spread.highest, spread.highest)),
                Figure::Spread => prop_assert_eq!(high - low, spread.highest - spread.lowest),
                _ => prop_assert_eq!(low + high, spread.median_twice),
            }
        }
    }
}
