//! What a role may do through the router is what the policy says, right by
//! right and district by district.

use app::auth::model::Right;
use app::auth::policy::{Reach, reach};
use app::error::AppError;

use crate::support::client::{Answer, Client, Fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// Asks for what needs the right; input is wrong on purpose, so that nothing
/// changes where it is granted.
async fn ask(client: &Client, right: Right, district: &str) -> Answer {
    let functions: &[&str] = match right {
        Right::ViewBoard => return client.get("/bg/tablo").await,
        Right::ViewChecklist => return client.get(&format!("/bg/rayoni/{district}/spisak")).await,
        Right::ManageOwnAccount => &["change_password"],
        Right::SubmitRequirements => &["submit_requirement"],
        Right::DecideRequirements => {
            &["return_requirement", "set_aside_requirement", "reopen_requirement", "confirm_requirement"]
        }
        Right::MarkMilestones => &["take_back_mark", "mark_milestone"],
        Right::SetDates => &["set_dates"],
        Right::SetHolder => &["set_holder"],
        Right::SuspendOnboardings => &["return_onboarding", "suspend_onboarding"],
        Right::SetCapacity => &["set_capacity"],
        Right::RecordOutages => &["record_outage", "withdraw_outage"],
        Right::AnswerDisputes => &["decide_dispute"],
        Right::PublishBulletins => &["save_bulletin", "write_bulletin"],
        Right::ManageMail => &["settle_letter"],
        Right::DeclareOffers => &["declare_offer"],
        Right::RecordObservations => &["observe_offer", "check_observations", "import_observations"],
        Right::DraftChecklists => &[
            "save_requirement",
            "retire_requirement",
            "discard_draft",
            "publish_version",
            "add_condition",
            "remove_condition",
            "withdraw_version",
            "draft_version",
        ],
    };
    let mut statuses = Vec::new();
    let mut last = None;
    for function in functions {
        let mut form = client.world.seen(district, None).await;
        let more = [
            ("requirement", "team"),
            ("milestone", "preparation"),
            ("week", "never"),
            ("district", district),
            ("service", "2079"),
            ("present_password", "x"),
            ("new_password", "x"),
            ("repeated_password", "x"),
        ];
        form.extend(more.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let answer = client.json(function, &form as &Fields).await;
        statuses.push(answer.status);
        last = Some(answer);
    }
    statuses.dedup();
    assert_eq!(statuses.len(), 1, "{functions:?} differ: {statuses:?}");
    last.unwrap()
}

async fn roles_may_what_the_policy_says(world: World) {
    let before = world.content().await;
    let people = [Who::Administrator, Who::Coordinator, Who::Staff, Who::StaffElsewhere, Who::Reader];
    for who in people {
        let client = world.sign_in(who).await;
        for right in Right::ALL {
            for district in ["lyulin", "mladost"] {
                let granted = match reach(who.role(), right) {
                    Reach::Everywhere => true,
                    Reach::OwnDistricts if right == Right::ViewBoard => true,
                    Reach::OwnDistricts => who.districts().contains(&district),
                    Reach::Nowhere => false,
                };
                let answer = ask(&client, right, district).await;
                let context = format!("{who:?} {right:?} {district}: {}", answer.status);
                if granted {
                    assert!(matches!(answer.status, 200 | 303 | 422), "{context}");
                } else if right == Right::ViewChecklist {
                    assert_eq!(answer.status, 403, "{context}");
                } else {
                    assert_eq!(answer.error(), AppError::Forbidden { right }, "{context}");
                }
            }
        }
    }
    assert_eq!(world.content().await, before);
}

async fn without_an_account_nothing_is_granted(world: World) {
    let client = world.anonymous();
    for right in Right::ALL {
        let answer = ask(&client, right, "lyulin").await;
        match right {
            Right::ViewBoard | Right::ViewChecklist => {
                assert_eq!(answer.status, 303);
                assert!(answer.location().starts_with("/bg/vhod?back="), "{right:?}");
            }
            _ => assert_eq!(answer.error(), AppError::NotSignedIn, "{right:?}"),
        }
    }
}

/// The forms on a checklist are those its reader may send.
async fn a_checklist_offers_what_its_reader_may(world: World) {
    let people = [Who::Administrator, Who::Coordinator, Who::Staff, Who::Reader];
    for who in people {
        let client = world.sign_in(who).await;
        let page = client.page("/bg/rayoni/lyulin/spisak").await;
        let offered = |function: &str| {
            let action = format!("/api/{function}");
            page.all("form").any(|form| form.get("action") == Some(&action))
        };
        let may = |right| reach(who.role(), right) != Reach::Nowhere;
        assert_eq!(offered("submit_requirement"), may(Right::SubmitRequirements), "{who:?}");
        assert_eq!(offered("set_aside_requirement"), may(Right::DecideRequirements), "{who:?}");
        assert_eq!(offered("mark_milestone"), may(Right::MarkMilestones), "{who:?}");
        assert_eq!(offered("set_dates"), may(Right::SetDates), "{who:?}");
        assert_eq!(offered("set_holder"), may(Right::SetHolder), "{who:?}");
        assert!(!offered("suspend_onboarding") && !offered("return_onboarding"), "lyulin is not live");
    }
    let elsewhere = world.sign_in(Who::StaffElsewhere).await;
    assert_eq!(elsewhere.get("/bg/rayoni/lyulin/spisak").await.status, 403);
    assert_eq!(elsewhere.get("/bg/rayoni/iskar/spisak").await.status, 200);
}

on_both_databases![
    roles_may_what_the_policy_says,
    without_an_account_nothing_is_granted,
    a_checklist_offers_what_its_reader_may,
];
