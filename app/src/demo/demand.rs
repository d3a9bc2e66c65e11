//! Which services people need where, as invented for the demonstration.

use chrono::NaiveDate;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::capacity::model::Week;
use crate::db::{Change, internal};
use crate::demand::model::{Count, last_ended};
use crate::demand::store::put_counts;
use crate::error::AppError;
use crate::seed::data;

/// Where it is asked for, and how much beside the others.
const DISTRICTS: &[(&str, u32)] = &[
    ("lyulin", 5),
    ("mladost", 4),
    ("vitosha", 4),
    ("studentski", 3),
    ("ovcha-kupel", 3),
    ("nadezhda", 2),
    ("slatina", 2),
    ("iskar", 2),
    ("krasno-selo", 1),
];

/// The first week in which anybody was asked.
fn first_week() -> Week {
    Week::of(NaiveDate::from_ymd_opt(2026, 9, 7).unwrap_or_default())
}

/// Writes what was asked for in the weeks that have ended by this day; the same
/// for each week, whenever it is loaded.
///
/// # Errors
/// [`AppError`]; the change must then be rolled back.
pub async fn ask(change: &Change, until: NaiveDate) -> Result<(), AppError> {
    let facts = data::services().map_err(|error| internal(&error))?;
    let numbers: Vec<u32> = facts.services.iter().map(|one| one.number).collect();
    let last = last_ended(until);
    let mut counts = Vec::new();
    let mut week = first_week();
    while week <= last {
        for (place, &(district, weight)) in (0u64..).zip(DISTRICTS) {
            for &number in &numbers {
                let seed = u64::from(number) * 104_729 + place * 7_919;
                // Most services are asked for by hardly anybody.
                let liked = StdRng::seed_from_u64(seed).random_range(0u32..10).saturating_sub(5);
                let days = u64::try_from((week.monday() - NaiveDate::default()).num_days());
                let mut rng = StdRng::seed_from_u64(seed + days.unwrap_or_default() * 31);
                let count = rng.random_range(0..=weight * liked);
                if count > 0 {
                    let service = i64::from(number);
                    counts.push(Count { service, district: district.to_owned(), week, count });
                }
            }
        }
        week = week.next();
    }
    put_counts(change, counts).await
}
