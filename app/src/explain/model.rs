//! The figures that can be explained, and how each row counts in them.

use crate::onboarding::model::{Standing, Status, Task};
use crate::rollout::model::Row;

/// A figure by its name in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Live in all districts.
    All,
    /// Live in at least one.
    One,
    /// Residents of live districts.
    Residents,
    /// Districts of which nothing is known.
    Unknown,
    /// Districts live by a public source only.
    Reported,
    /// The lowest confirmed milestone.
    Lowest,
    /// The median.
    Median,
    /// The highest.
    Highest,
    /// Highest less lowest.
    Spread,
    /// Left out of equal readiness: only reported.
    OnlyReported,
    /// A district's requirements met.
    Tally,
    /// A district's requirements that wait for a decision.
    Submitted,
    /// A district's requirements that it holds and can meet now.
    ToDo,
    /// A district's requirements that were sent back.
    Returned,
    /// A district's requirements with expired evidence.
    Expired,
    /// A district's milestones that wait to be marked.
    ToMark,
    /// Working days between a district's agreed dates and the days compared.
    WorkingDays,
    /// How often and how far a district's agreed dates have moved.
    Moved,
    /// For how many days a suspended district's return has been overdue.
    Overdue,
    /// What waits for a holder.
    Waiting,
}

/// What a figure is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// The districts, by whether they are live.
    Coverage,
    /// The districts, by confirmed milestone.
    Readiness,
    /// One district's requirements or milestones.
    District,
    /// What waits in the districts.
    Waiting,
}

/// How a row counts in a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is counted.
    Counted,
    /// It is counted, and the figure is its value.
    Decides,
    /// It is looked at and not counted.
    NotCounted,
    /// It is left out: not known, or does not apply.
    LeftOut,
}

impl Figure {
    /// All figures.
    pub const ALL: [Self; 20] = [
        Self::All,
        Self::One,
        Self::Residents,
        Self::Unknown,
        Self::Reported,
        Self::Lowest,
        Self::Median,
        Self::Highest,
        Self::Spread,
        Self::OnlyReported,
        Self::Tally,
        Self::Submitted,
        Self::ToDo,
        Self::Returned,
        Self::Expired,
        Self::ToMark,
        Self::WorkingDays,
        Self::Moved,
        Self::Overdue,
        Self::Waiting,
    ];

    /// The name in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::One => "one",
            Self::Residents => "residents",
            Self::Unknown => "unknown",
            Self::Reported => "reported",
            Self::Lowest => "lowest",
            Self::Median => "median",
            Self::Highest => "highest",
            Self::Spread => "spread",
            Self::OnlyReported => "only-reported",
            Self::Tally => "tally",
            Self::Submitted => "submitted",
            Self::ToDo => "to-do",
            Self::Returned => "returned",
            Self::Expired => "expired",
            Self::ToMark => "to-mark",
            Self::WorkingDays => "working-days",
            Self::Moved => "moved",
            Self::Overdue => "overdue",
            Self::Waiting => "waiting",
        }
    }

    /// The figure of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.key() == key)
    }

    /// What it is counted from.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Self::All | Self::One | Self::Residents | Self::Unknown | Self::Reported => Family::Coverage,
            Self::Lowest | Self::Median | Self::Highest | Self::Spread | Self::OnlyReported => {
                Family::Readiness
            }
            Self::Tally
            | Self::Submitted
            | Self::ToDo
            | Self::Returned
            | Self::Expired
            | Self::ToMark
            | Self::WorkingDays
            | Self::Moved
            | Self::Overdue => Family::District,
            Self::Waiting => Family::Waiting,
        }
    }

    /// How each district counts in it, in the order of the rows; a district's
    /// own figures are not counted from districts.
    #[must_use]
    pub fn parts(self, rows: &[Row]) -> Vec<Part> {
        let counted = |wanted: bool| if wanted { Part::Counted } else { Part::NotCounted };
        let by_row = |part: &dyn Fn(&Row) -> Part| rows.iter().map(part).collect();
        match self {
            Self::All | Self::One | Self::Residents => by_row(&|row| match row.status {
                Status::Unknown => Part::LeftOut,
                status => counted(status.is_live()),
            }),
            Self::Unknown => by_row(&|row| counted(row.status == Status::Unknown)),
            Self::Reported => by_row(&|row| counted(row.status.is_live() && row.status.is_reported())),
            Self::OnlyReported => {
                by_row(&|row| counted(row.readiness.is_none() && row.status != Status::Unknown))
            }
            Self::Lowest | Self::Median | Self::Highest | Self::Spread => self.readiness_parts(rows),
            Self::Waiting => by_row(&|row| match row.tally {
                None => Part::LeftOut,
                Some(_) => counted(!row.waits.is_empty()),
            }),
            Self::Tally
            | Self::Submitted
            | Self::ToDo
            | Self::Returned
            | Self::Expired
            | Self::ToMark
            | Self::WorkingDays
            | Self::Moved
            | Self::Overdue => Vec::new(),
        }
    }

    /// The rows whose milestone is the figure decide it; others known count.
    fn readiness_parts(self, rows: &[Row]) -> Vec<Part> {
        let mut known: Vec<(i32, usize)> =
            rows.iter().enumerate().filter_map(|(place, row)| Some((row.readiness?, place))).collect();
        known.sort_unstable();
        let ends = known.first().map(|(value, _)| *value).zip(known.last().map(|(value, _)| *value));
        let middle: Vec<usize> = [known.len().saturating_sub(1) / 2, known.len() / 2]
            .into_iter()
            .filter_map(|rank| known.get(rank).map(|(_, place)| *place))
            .collect();
        rows.iter()
            .enumerate()
            .map(|(place, row)| {
                let Some((value, (lowest, highest))) = row.readiness.zip(ends) else { return Part::LeftOut };
                let decides = match self {
                    Self::Lowest => value == lowest,
                    Self::Highest => value == highest,
                    Self::Spread => value == lowest || value == highest,
                    _ => middle.contains(&place),
                };
                if decides { Part::Decides } else { Part::Counted }
            })
            .collect()
    }

    /// How a requirement that stands so counts in a district's figure.
    #[must_use]
    pub fn part_of_standing(self, standing: Standing) -> Part {
        let wanted = match self {
            Self::Tally => Some(Standing::Confirmed),
            Self::Submitted => Some(Standing::Submitted),
            _ => None,
        };
        match standing {
            Standing::NotApplicable | Standing::Unknown => Part::LeftOut,
            standing if Some(standing) == wanted => Part::Counted,
            _ => Part::NotCounted,
        }
    }

    /// How a requirement counts in a figure of what the district is to do: by whose
    /// move it is and not only by how it stands.
    #[must_use]
    pub fn part_of_task(self, standing: Standing, task: Option<Task>) -> Part {
        let wanted = match self {
            Self::ToDo => Some(Task::New),
            Self::Returned => Some(Task::Returned),
            Self::Expired => Some(Task::Expired),
            _ => None,
        };
        if task.is_some() && task == wanted { Part::Counted } else { self.part_of_standing(standing) }
    }
}

impl Part {
    /// The name in attributes.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Decides => "decides",
            Self::NotCounted => "not-counted",
            Self::LeftOut => "left-out",
        }
    }
}

#[cfg(test)]
mod tests;
