//! Conditions that requirements depend on, and what is known of districts.

use app::error::Rule;

use super::{DRAFT, NEW, done, form, rule};
use crate::support::client::{Answer, Client, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// A condition is data: added with a draft, asked of districts, and removed while
/// nothing depends on it.
async fn conditions_are_added_and_removed_with_a_draft(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    done(&world, &client, "draft_version", []).await;
    let named = [("condition_bg", "районът има каса"), ("condition_en", "the district has a cash desk")];
    for (bad, field) in [
        ([("condition_bg", " "), named[1]], "condition_bg"),
        ([named[0], ("condition_en", "")], "condition_en"),
    ] {
        let page = client.follow(&client.form("add_condition", &form(&world, bad).await).await).await;
        let sent = page.sent(page.form("add_condition", "").unwrap());
        let typed = bad.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert!(typed.iter().all(|one| sent.contains(one)), "{sent:?}");
        let refused = client.json("add_condition", &form(&world, bad).await).await;
        assert_eq!(rule(&refused), (field.to_owned(), Rule::Required));
    }
    let first = form(&world, named).await;
    assert_eq!(client.json("add_condition", &first).await.status, 200);
    assert_eq!(client.json("add_condition", &first).await.status, 200, "sent twice");
    let again = client.json("add_condition", &form(&world, named).await).await;
    assert_eq!(rule(&again), ("condition_bg".to_owned(), Rule::ExistsAlready));
    let mut other = form(&world, [("condition_bg", "друго"), ("condition_en", "other")]).await;
    other[3].1 = "1".to_owned();
    assert!(matches!(
        rule(&client.json("add_condition", &other).await),
        (field, Rule::TextChangedMeanwhile { .. }) if field == "condition_bg"
    ));
    let key = "the-district-has-a-cash-desk";
    assert!(client.page(DRAFT).await.with("data-condition", key).is_some());
    // Coordinators can answer at once; nobody else is asked what nothing depends on.
    assert!(client.page("/bg/rayoni/lyulin/spisak").await.with("data-condition", key).is_some());
    assert!(world.anonymous().page("/bg/rayoni/lyulin").await.with("data-condition", key).is_none());
    let mut depends = NEW.to_vec();
    depends.push(("applies_when", key));
    let depends: [(&str, &str); 12] = depends.try_into().unwrap();
    done(&world, &client, "save_requirement", depends).await;
    let in_use = client.json("remove_condition", &form(&world, [("condition", key)]).await).await;
    assert_eq!(rule(&in_use), ("condition".to_owned(), Rule::InUse));
    done(&world, &client, "retire_requirement", [("requirement", "trained-deputy")]).await;
    done(&world, &client, "remove_condition", [("condition", key)]).await;
    done(&world, &client, "remove_condition", [("condition", key)]).await;
    assert!(client.page(DRAFT).await.with("data-condition", key).is_none());
    let installed = client.json("remove_condition", &form(&world, [("condition", "uses_regix")]).await).await;
    assert_eq!(rule(&installed), ("condition".to_owned(), Rule::InUse));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn condition(world: &World, client: &Client, holds: &str) -> Answer {
    let seen = world.onboarding("unified-model", "lyulin").await;
    let mut form = fields([("condition", "uses_regix"), ("holds", holds)]);
    form.push(("onboarding".to_owned(), seen.id.to_string()));
    form.push(("version".to_owned(), seen.condition_version("uses_regix").to_string()));
    client.json("set_condition", &form).await
}

/// Says something of a district's circumstances.
pub async fn set_a_condition(world: &World) {
    let client = world.sign_in(Who::Coordinator).await;
    assert_eq!(condition(world, &client, "true").await.status, 200);
}

async fn a_district_s_conditions_decide_what_applies(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let conditional = |one: &app::programme::model::Requirement| one.applies_when.is_some();
    let onboarding = world.onboarding("unified-model", "lyulin").await;
    let requirement =
        onboarding.programme.checklist.requirements().find(|one| conditional(one)).unwrap().clone();
    assert!(onboarding.progress.applies(&requirement));
    assert_eq!(condition(&world, &client, "false").await.status, 200);
    assert!(!world.onboarding("unified-model", "lyulin").await.progress.applies(&requirement));
    let last = world.ledger().await.pop().unwrap();
    assert_eq!((last.item.as_str(), last.district.as_str()), ("condition:uses_regix", "lyulin"));
    assert_eq!(last.new.as_deref(), Some(r#"{"holds":false,"since":"2026-11-21"}"#));
    let page = world.anonymous().page("/bg/rayoni/lyulin").await;
    assert_eq!(page.with("data-condition", "uses_regix").unwrap().get("data-holds"), Some("false"));
    world.pass_days(2);
    assert_eq!(condition(&world, &client, "").await.status, 200);
    assert!(world.onboarding("unified-model", "lyulin").await.progress.applies(&requirement));
    // The days between keep what was known of them.
    for (day, holds) in [("20", "unknown"), ("22", "false"), ("23", "unknown")] {
        let page = world.anonymous().page(&format!("/bg/rayoni/lyulin?as-of=2026-11-{day}")).await;
        assert_eq!(
            page.with("data-condition", "uses_regix").unwrap().get("data-holds"),
            Some(holds),
            "{day}"
        );
    }
    assert_eq!(rule(&condition(&world, &client, "maybe").await), ("holds".to_owned(), Rule::NotOffered));
    assert_eq!(rule(&condition(&world, &client, "").await), ("holds".to_owned(), Rule::Unchanged));
    let staff = world.sign_in(Who::Staff).await;
    assert_eq!(condition(&world, &staff, "true").await.status, 403);
    for (reader, offered) in [(&staff, false), (&client, true)] {
        let list = reader.page("/bg/rayoni/lyulin/spisak").await;
        let form = list.with("action", "/api/set_condition");
        assert_eq!(form.is_some(), offered);
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

on_both_databases![
    conditions_are_added_and_removed_with_a_draft,
    a_district_s_conditions_decide_what_applies,
];
