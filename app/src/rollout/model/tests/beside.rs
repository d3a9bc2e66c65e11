//! A district's figures beside the city's.

use super::*;
use crate::rollout::model::beside::{City, Measure};

proptest! {
    /// A district beside the city is one of those it is set beside.
    #[test]
    fn the_city_s_figures_hold_the_district_s(rows in any_rows(), which in any::<proptest::sample::Index>()) {
        let today = day(0);
        for measure in Measure::ALL {
            let values: Vec<i64> = rows.iter().filter_map(|row| measure.of(row, today)).collect();
            let slug = if rows.is_empty() { "" } else { which.get(&rows).slug.as_str() };
            let found = measure.beside(&rows, slug, today);
            prop_assert_eq!(found.left_out, rows.len() - values.len());
            let Some(City { lowest, median_twice, highest }) = found.city else {
                prop_assert!(values.is_empty() && found.own.is_none());
                continue;
            };
            prop_assert_eq!((Some(&lowest), Some(&highest)), (values.iter().min(), values.iter().max()));
            // As many are at most the middle as are at least it.
            let below = values.iter().filter(|value| **value * 2 <= median_twice).count();
            let above = values.iter().filter(|value| **value * 2 >= median_twice).count();
            prop_assert!(below * 2 >= values.len() && above * 2 >= values.len());
            prop_assert!(found.own.is_none_or(|own| (lowest..=highest).contains(&own)));
        }
    }
}

#[test]
fn a_half_stays_in_the_median() {
    assert_eq!(median_twice::<i32>(&[]), 0);
    assert_eq!(median_twice(&[3]), 6);
    assert_eq!(median_twice(&[2, 9]), 11);
    assert_eq!(median_twice(&[2, 3, 9]), 6);
}
