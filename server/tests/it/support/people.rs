//! Who uses Redom in the tests.

use app::auth::model::Role;
use app::auth::password::hash_now;
use app::auth::store::{NewAccount, create_account, disable_account};
use app::db::Db;

use super::noon;

/// Everybody's password.
pub const PASSWORD: &str = "a long phrase for tests";

/// Somebody with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Coordinator,
    SecondCoordinator,
    /// Staff of lyulin.
    Staff,
    /// Also staff of lyulin.
    SecondStaff,
    /// Staff of mladost and iskar.
    StaffElsewhere,
    Reader,
    Administrator,
    /// A coordinator who may no longer sign in.
    Disabled,
}

impl Who {
    pub const ALL: [Self; 8] = [
        Self::Coordinator,
        Self::SecondCoordinator,
        Self::Staff,
        Self::SecondStaff,
        Self::StaffElsewhere,
        Self::Reader,
        Self::Administrator,
        Self::Disabled,
    ];

    pub fn user_name(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::SecondCoordinator => "coordinator-2",
            Self::Staff => "lyulin",
            Self::SecondStaff => "lyulin-2",
            Self::StaffElsewhere => "mladost",
            Self::Reader => "reader",
            Self::Administrator => "administrator",
            Self::Disabled => "disabled",
        }
    }

    pub fn role(self) -> Role {
        match self {
            Self::Coordinator | Self::SecondCoordinator | Self::Disabled => Role::Coordinator,
            Self::Staff | Self::SecondStaff | Self::StaffElsewhere => Role::DistrictStaff,
            Self::Reader => Role::Reader,
            Self::Administrator => Role::Administrator,
        }
    }

    pub fn districts(self) -> &'static [&'static str] {
        match self {
            Self::Staff | Self::SecondStaff => &["lyulin"],
            Self::StaffElsewhere => &["mladost", "iskar"],
            _ => &[],
        }
    }
}

/// Makes everybody's account.
pub async fn add_people(db: &Db) {
    let password_hash = hash_now(PASSWORD).unwrap();
    for who in Who::ALL {
        let new = NewAccount {
            user_name: who.user_name().to_owned(),
            password_hash: password_hash.clone(),
            role: who.role(),
            districts: who.districts().iter().map(|slug| (*slug).to_owned()).collect(),
            demonstration: false,
        };
        create_account(db, new, noon("2026-11-20")).await.unwrap();
    }
    disable_account(db, Who::Disabled.user_name()).await.unwrap();
}
