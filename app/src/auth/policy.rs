//! Who may do what: the whole policy, tested as a role × right table.
//!
//! [`Granted`] is the proof that it was asked. Stores take it as an argument, so
//! an operation that forgets to authorise does not compile.

use std::marker::PhantomData;

use super::actor::Actor;
use super::model::{Right, Role};
use crate::error::AppError;
use crate::id::{AccountId, DistrictId};

/// How far a role's right reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Not at all.
    Nowhere,
    /// In the districts the account names.
    OwnDistricts,
    /// Everywhere.
    Everywhere,
}

/// A right as a type.
pub trait Permission: Send + Sync + 'static {
    /// The right.
    const RIGHT: Right;
}

/// Proof that the actor has the right `P`, in `district` when it is named.
/// Only [`Actor::require`] and [`Actor::require_in`] make one.
#[derive(Debug)]
pub struct Granted<P> {
    actor: Actor,
    district: Option<DistrictId>,
    permission: PhantomData<P>,
}

macro_rules! permissions {
    ($($name:ident),+ $(,)?) => {$(
        #[doc = concat!("[`Right::", stringify!($name), "`] as a type.")]
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Permission for $name {
            const RIGHT: Right = Right::$name;
        }
    )+};
}

permissions!(
    ViewBoard,
    ViewChecklist,
    SubmitRequirements,
    DecideRequirements,
    MarkMilestones,
    SetDates,
    SetHolder,
    SuspendOnboardings,
    SetCapacity,
    RecordOutages,
    AnswerDisputes,
    DeclareOffers,
    RecordObservations,
    DraftChecklists,
    PublishBulletins,
    ManageMail,
    ManageOwnAccount,
);

/// The policy.
#[must_use]
pub fn reach(role: Role, right: Right) -> Reach {
    use Reach::{Everywhere, Nowhere, OwnDistricts};
    match (right, role) {
        (Right::ManageOwnAccount, _) => Everywhere,
        (Right::ViewBoard | Right::ViewChecklist, Role::DistrictStaff) => OwnDistricts,
        (Right::ViewBoard | Right::ViewChecklist, _) => Everywhere,
        (Right::SubmitRequirements, Role::DistrictStaff) => OwnDistricts,
        (Right::SubmitRequirements, _) => Nowhere,
        (Right::DeclareOffers, Role::DistrictStaff) => OwnDistricts,
        (Right::DeclareOffers, Role::Coordinator) => Everywhere,
        (Right::DeclareOffers, _) => Nowhere,
        (Right::ManageMail, Role::Administrator) => Everywhere,
        (Right::ManageMail, _) => Nowhere,
        (
            Right::DecideRequirements
            | Right::MarkMilestones
            | Right::SetDates
            | Right::SetHolder
            | Right::SuspendOnboardings
            | Right::SetCapacity
            | Right::RecordOutages
            | Right::AnswerDisputes
            | Right::RecordObservations
            | Right::DraftChecklists
            | Right::PublishBulletins,
            Role::Coordinator,
        ) => Everywhere,
        (
            Right::DecideRequirements
            | Right::MarkMilestones
            | Right::SetDates
            | Right::SetHolder
            | Right::SuspendOnboardings
            | Right::SetCapacity
            | Right::RecordOutages
            | Right::AnswerDisputes
            | Right::RecordObservations
            | Right::DraftChecklists
            | Right::PublishBulletins,
            Role::Administrator | Role::DistrictStaff | Role::Reader,
        ) => Nowhere,
    }
}

impl Actor {
    /// Whether the right holds in this district.
    #[must_use]
    pub fn may(&self, right: Right, district: DistrictId) -> bool {
        match reach(self.role, right) {
            Reach::Everywhere => true,
            Reach::OwnDistricts => self.districts.contains(&district),
            Reach::Nowhere => false,
        }
    }

    /// The right as such; for one that reaches own districts only, the store
    /// narrows what it returns.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] naming the right.
    pub fn require<P: Permission>(&self) -> Result<Granted<P>, AppError> {
        match reach(self.role, P::RIGHT) {
            Reach::Nowhere => Err(AppError::Forbidden { right: P::RIGHT }),
            _ => Ok(Granted { actor: self.clone(), district: None, permission: PhantomData }),
        }
    }

    /// The right in this district.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] naming the right.
    pub fn require_in<P: Permission>(&self, district: DistrictId) -> Result<Granted<P>, AppError> {
        if self.may(P::RIGHT, district) {
            Ok(Granted { actor: self.clone(), district: Some(district), permission: PhantomData })
        } else {
            Err(AppError::Forbidden { right: P::RIGHT })
        }
    }
}

// By hand: a derived one would ask for `P: Clone` and quietly copy the reference.
impl<P> Clone for Granted<P> {
    fn clone(&self) -> Self {
        Self { actor: self.actor.clone(), district: self.district, permission: PhantomData }
    }
}

impl<P> Granted<P> {
    /// Who asked.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The account that asked.
    #[must_use]
    pub fn account(&self) -> AccountId {
        self.actor.account
    }

    /// Whether this proof covers a row of that district.
    #[must_use]
    pub fn covers(&self, district: DistrictId) -> bool {
        self.district == Some(district)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    #[test]
    fn role_by_right() {
        let mut table = String::new();
        for right in Right::ALL {
            for role in Role::ALL {
                let _ = writeln!(table, "{right:?} · {}: {:?}", role.key(), reach(role, right));
            }
        }
        insta::assert_snapshot!(table);
    }
}
