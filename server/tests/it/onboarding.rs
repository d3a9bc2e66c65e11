//! What can be done to an onboarding: the same list of cases for each operation.

mod cases;
mod dates;
mod gate;
pub mod operation;
pub mod plans;
pub mod requirements;

/// Tries every case on every operation.
macro_rules! same_cases {
    ($($operation:ident: $define:path;)+) => {$(
        mod $operation {
            use crate::onboarding::cases;
            use crate::support::{World, on_both_databases};

            async fn anonymous(world: World) {
                cases::anonymous(world, $define()).await;
            }

            async fn other_district(world: World) {
                cases::other_district(world, $define()).await;
            }

            async fn wrong_role(world: World) {
                cases::wrong_role(world, $define()).await;
            }

            async fn invalid(world: World) {
                cases::invalid(world, $define()).await;
            }

            async fn duplicate(world: World) {
                cases::duplicate(world, $define()).await;
            }

            async fn conflict(world: World) {
                crate::conflict::both_choices(world, $define()).await;
            }

            async fn success(world: World) {
                cases::success(world, $define()).await;
            }

            on_both_databases![
                anonymous, other_district, wrong_role, invalid, duplicate, conflict, success,
            ];
        }
    )+};
}

same_cases! {
    submit_requirement: crate::onboarding::requirements::submit;
    confirm_requirement: crate::onboarding::requirements::confirm;
    return_requirement: crate::onboarding::requirements::send_back;
    set_aside_requirement: crate::onboarding::requirements::set_aside;
    reopen_requirement: crate::onboarding::requirements::reopen;
    set_holder: crate::onboarding::requirements::set_holder;
    mark_milestone: crate::onboarding::plans::mark;
    take_back_mark: crate::onboarding::plans::take_back;
    set_dates: crate::onboarding::plans::set_dates;
    set_milestone_dates: crate::onboarding::plans::set_milestone_dates;
    suspend_onboarding: crate::onboarding::plans::suspend;
    return_onboarding: crate::onboarding::plans::return_to_live;
}
