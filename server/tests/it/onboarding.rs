//! What can be done to an onboarding: the same list of cases for each operation.

mod cases;
mod gate;
pub mod operation;
pub mod plans;
pub mod requirements;

/// Tries every case on every operation.
macro_rules! same_cases {
    ($($operation:ident: $define:path;)+) => {$(
        mod $operation {
            use crate::onboarding::{cases, plans, requirements};
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
    submit_requirement: requirements::submit;
    confirm_requirement: requirements::confirm;
    return_requirement: requirements::send_back;
    set_aside_requirement: requirements::set_aside;
    reopen_requirement: requirements::reopen;
    set_holder: requirements::set_holder;
    mark_milestone: plans::mark;
    take_back_mark: plans::take_back;
    set_dates: plans::set_dates;
    suspend_onboarding: plans::suspend;
    return_onboarding: plans::return_to_live;
}
