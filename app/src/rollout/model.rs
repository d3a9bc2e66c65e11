//! The figures of a roll-out, computed from the same rows that are listed.

pub mod beside;
pub mod measure;

use std::ops::Add;

use chrono::NaiveDate;

use measure::Colour;

use crate::onboarding::model::{
    Carried, Expiring, Mark, Move, Stance, Status, Suspension, Tally, Timeliness, Wait,
};
use crate::service::model::Tally as ServiceTally;
use crate::text::Bilingual;

/// A district's row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// 1 to 24.
    pub number: i32,
    /// Name in addresses.
    pub slug: String,
    /// Its name.
    pub name: Bilingual,
    /// Residents at the census of 2011, the last with a figure for all districts.
    pub residents: i64,
    /// The derived status.
    pub status: Status,
    /// The highest standing mark, for the source of what is reported.
    pub highest: Option<Mark>,
    /// The highest milestone a coordinator has marked; `None` while unknown.
    pub readiness: Option<i32>,
    /// Requirements met; `None` while unknown.
    pub tally: Option<Tally>,
    /// Whose move it is.
    pub turn: Option<Move>,
    /// The agreed date.
    pub agreed: Option<NaiveDate>,
    /// How going live stands to it.
    pub timeliness: Timeliness,
    /// Requirements on which a coordinator is to decide, also on new evidence for
    /// what is still met.
    pub submitted: u32,
    /// Requirements the district holds and can meet now, beside those returned
    /// or expired; the three together are all that waits for it.
    pub to_do: u32,
    /// Evidence sent back to the district, also new evidence for what is still met.
    pub returned: u32,
    /// Requirements the district holds whose evidence has expired.
    pub expired: u32,
    /// Milestones that only wait to be marked.
    pub to_mark: u32,
    /// All that waits for somebody now.
    pub waits: Vec<Wait>,
    /// Whether the district has to move, or waits for others.
    pub stance: Stance,
    /// How much was met before the version that holds, and how much came with it.
    pub carried: Option<Carried>,
    /// How much of the milestones reached is still to do, and how many by the nearest
    /// day by which any of it must be.
    pub still_to_do: (usize, Option<(NaiveDate, usize)>),
    /// Evidence that is running out or has run out.
    pub expiring: Vec<Expiring>,
    /// Expired evidence that flags a live district.
    pub flags: Vec<Expiring>,
    /// Set while it is suspended.
    pub suspension: Option<Suspension>,
    /// In which state its services are; `None` where nobody asked for them.
    pub services: Option<ServiceTally>,
}

/// Coverage by all three rules, and how many districts are left out as unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Districts that are live.
    pub live: u64,
    /// All districts.
    pub districts: u64,
    /// Residents of the live ones.
    pub residents_live: u64,
    /// All residents.
    pub residents: u64,
    /// Districts of which nothing is known.
    pub unknown: u64,
    /// Live districts that are live by a public source only.
    pub reported: u64,
}

/// Equal readiness: how far apart the districts are, among those whose
/// readiness is confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualReadiness {
    /// `None` while no district's readiness is known.
    pub spread: Option<Spread>,
    /// Left out: nothing is known.
    pub unknown: u64,
    /// Left out: only reported by a public source, never confirmed.
    pub reported: u64,
}

/// What equal readiness must know of a district.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Name in addresses.
    pub slug: &'a str,
    /// The highest milestone a coordinator has marked.
    pub readiness: Option<i32>,
    /// Whether nothing is known of it.
    pub is_unknown: bool,
}

/// How far apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// The lowest milestone.
    pub lowest: i32,
    /// Twice the median milestone, so that a half stays whole.
    pub median_twice: i32,
    /// The highest milestone.
    pub highest: i32,
    /// Slugs of those at the lowest.
    pub lowest_districts: Vec<String>,
    /// All milestones, in ascending order.
    pub values: Vec<i32>,
}

/// In which order the table is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By name, the first.
    #[default]
    Name,
    /// By status and milestone.
    Status,
    /// By requirements met.
    Met,
    /// By the day since which somebody is to move.
    Turn,
    /// By agreed date.
    Agreed,
    /// By services online.
    Services,
}

impl Coverage {
    /// Counted from these rows.
    #[must_use]
    pub fn of(rows: &[Row]) -> Self {
        let count = |wanted: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count() as u64;
        let residents = |wanted: &dyn Fn(&Row) -> bool| {
            rows.iter().filter(|row| wanted(row)).map(|row| row.residents.unsigned_abs()).sum()
        };
        Self {
            live: count(&|row| row.status.is_live()),
            districts: rows.len() as u64,
            residents_live: residents(&|row| row.status.is_live()),
            residents: residents(&|_| true),
            unknown: count(&|row| row.status == Status::Unknown),
            reported: count(&|row| row.status.is_live() && row.status.is_reported()),
        }
    }
}

impl EqualReadiness {
    /// Computed from these rows.
    #[must_use]
    pub fn of(rows: &[Row]) -> Self {
        Self::among(rows.iter().map(|row| Known {
            slug: &row.slug,
            readiness: row.readiness,
            is_unknown: row.status == Status::Unknown,
        }))
    }

    /// Computed from what is known of these districts.
    #[must_use]
    pub fn among<'a>(districts: impl Iterator<Item = Known<'a>> + Clone) -> Self {
        let mut known: Vec<(i32, &str)> =
            districts.clone().filter_map(|one| Some((one.readiness?, one.slug))).collect();
        known.sort_unstable();
        let values: Vec<i32> = known.iter().map(|(milestone, _)| *milestone).collect();
        let spread = values.first().zip(values.last()).map(|(&lowest, &highest)| Spread {
            lowest,
            highest,
            median_twice: median_twice(&values),
            lowest_districts: known
                .iter()
                .filter(|(milestone, _)| *milestone == lowest)
                .map(|(_, slug)| (*slug).to_owned())
                .collect(),
            values: values.clone(),
        });
        let left_out = |unknown: bool| {
            let out = |one: &Known<'_>| one.readiness.is_none() && one.is_unknown == unknown;
            districts.clone().filter(out).count() as u64
        };
        Self { spread, unknown: left_out(true), reported: left_out(false) }
    }
}

impl Order {
    /// All orders.
    pub const ALL: [Self; 6] =
        [Self::Name, Self::Status, Self::Met, Self::Turn, Self::Agreed, Self::Services];

    /// The table's columns when the map is coloured so: what the colours stand
    /// for comes first after the name. Services have a column where they are the
    /// colour; elsewhere they have pages of their own.
    #[must_use]
    pub fn columns(colour: Colour) -> &'static [Self] {
        use Order::{Agreed, Met, Name, Services, Status, Turn};
        match colour {
            Colour::Milestone | Colour::Status => &[Name, Status, Met, Turn, Agreed],
            Colour::Readiness => &[Name, Met, Status, Turn, Agreed],
            Colour::Waiting => &[Name, Turn, Status, Met, Agreed],
            Colour::Services => &[Name, Services, Status, Met, Turn, Agreed],
        }
    }

    /// The name in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Status => "status",
            Self::Met => "met",
            Self::Turn => "turn",
            Self::Agreed => "agreed",
            Self::Services => "services",
        }
    }

    /// The order of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.key() == key)
    }

    /// Puts rows that are in the order of names into this one. What is unknown
    /// comes last either way: it is neither much nor little.
    pub fn sort(self, rows: &mut [Row], descending: bool) {
        match self {
            Self::Name => {
                if descending {
                    rows.reverse();
                }
            }
            Self::Status => {
                by_known(rows, descending, |row| Some((row.status.reached()?, row.status.is_live())))
            }
            Self::Met => by_known(rows, descending, |row| {
                let tally = row.tally?;
                Some(u64::from(tally.met) * 1_000_000 / u64::from(tally.of.max(1)))
            }),
            Self::Turn => by_known(rows, descending, |row| Some(row.turn.as_ref()?.since)),
            Self::Agreed => by_known(rows, descending, |row| row.agreed),
            Self::Services => by_known(rows, descending, Row::services_online),
        }
    }
}

fn by_known<K: Ord>(rows: &mut [Row], descending: bool, key: impl Fn(&Row) -> Option<K>) {
    rows.sort_by(|one, other| match (key(one), key(other)) {
        (Some(one), Some(other)) if descending => other.cmp(&one),
        (Some(one), Some(other)) => one.cmp(&other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    });
}

/// Twice the value in the middle of some in ascending order, or the sum of the two
/// there; nought of none.
pub fn median_twice<T: Copy + Default + Add<Output = T>>(ascending: &[T]) -> T {
    let at = |place: usize| ascending.get(place).copied().unwrap_or_default();
    at(ascending.len().saturating_sub(1) / 2) + at(ascending.len() / 2)
}

#[cfg(test)]
mod tests;
