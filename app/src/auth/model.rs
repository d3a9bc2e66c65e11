//! Roles and rights.

use serde::{Deserialize, Serialize};

/// What an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Accounts, backups, upgrades; reads everything, decides nothing.
    Administrator,
    /// Decides requirements, marks milestones, sets dates, in all districts.
    Coordinator,
    /// Submits evidence for the districts the account names.
    DistrictStaff,
    /// Reads everything.
    Reader,
}

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See the districts side by side with what waits.
    ViewBoard,
    /// See a district's checklist with its evidence.
    ViewChecklist,
    /// Submit evidence.
    SubmitRequirements,
    /// Confirm, return, set aside, reopen.
    DecideRequirements,
    /// Mark milestones and take marks back.
    MarkMilestones,
    /// Set the window, the preferred and the agreed date.
    SetDates,
    /// Say whose move a requirement is.
    SetHolder,
    /// Suspend what is live and record its return.
    SuspendOnboardings,
    /// Set how many districts may go live in a week.
    SetCapacity,
    /// Record shared outages.
    RecordOutages,
    /// Accept, refuse and answer disputes.
    AnswerDisputes,
    /// Say in which form a district offers a service.
    DeclareOffers,
    /// Record what was observed of a service in a district.
    RecordObservations,
    /// Draft a version of a checklist and publish it.
    DraftChecklists,
    /// Write the bulletin and publish it.
    PublishBulletins,
    /// See letters that could not be delivered, send them again or discard them.
    ManageMail,
    /// Change one's own password, sign out everywhere.
    ManageOwnAccount,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Coordinator, Self::DistrictStaff, Self::Reader];

    /// The name in the database and on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Coordinator => "coordinator",
            Self::DistrictStaff => "district_staff",
            Self::Reader => "reader",
        }
    }

    /// The role of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }
}

impl Right {
    /// All rights.
    pub const ALL: [Self; 17] = [
        Self::ViewBoard,
        Self::ViewChecklist,
        Self::SubmitRequirements,
        Self::DecideRequirements,
        Self::MarkMilestones,
        Self::SetDates,
        Self::SetHolder,
        Self::SuspendOnboardings,
        Self::SetCapacity,
        Self::RecordOutages,
        Self::AnswerDisputes,
        Self::DeclareOffers,
        Self::RecordObservations,
        Self::DraftChecklists,
        Self::PublishBulletins,
        Self::ManageMail,
        Self::ManageOwnAccount,
    ];
}
