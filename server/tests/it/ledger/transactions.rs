//! All or nothing, and one after another.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use app::db::{Author, Change};
use app::error::AppError;
use app::ledger::model::Item;
use app::ledger::store::Draft;
use app::onboarding::store::save_opening;
use app::text::Lang;
use tokio::task::JoinSet;

use crate::onboarding::operation::Operation;
use crate::onboarding::{plans, requirements};
use crate::support::client::{Client, Fields, fields};
use crate::support::people::Who;
use crate::support::{TODAY, World, noon, on_both_databases, today};

/// Half of what opening a checklist does, and its entry.
async fn half(change: &mut Change, world: &World) -> Result<(), AppError> {
    let onboarding = world.onboarding("unified-model", "lyulin").await;
    save_opening(change, onboarding.id, today()).await?;
    change
        .append(Draft {
            programme: "unified-model",
            district: "lyulin",
            item: Item::Opening,
            operation: "open_checklist",
            old: None,
            new: Some(&today()),
            reason: None,
            effective_on: None,
        })
        .await
}

async fn a_change_that_fails_in_the_middle_leaves_nothing(world: World) {
    let (before, version) = (world.content().await, world.db.content_version());
    let page = world.anonymous().get("/bg/").await.body;
    let inside = world.clone();
    let failed: Result<(), AppError> = world
        .db
        .change(Author::INSTALLATION, noon(TODAY), move |change| {
            Box::pin(async move {
                half(change, &inside).await?;
                Err(AppError::Malformed)
            })
        })
        .await;
    assert_eq!(failed, Err(AppError::Malformed));
    let inside = world.clone();
    let crashed: Result<(), AppError> = world
        .db
        .change(Author::INSTALLATION, noon(TODAY), move |change| {
            Box::pin(async move {
                half(change, &inside).await?;
                panic!("a bug in the middle of a change");
            })
        })
        .await;
    assert!(matches!(crashed, Err(AppError::Internal { .. })));
    assert_eq!(world.content().await, before);
    assert_eq!(world.db.content_version(), version);
    assert_eq!(world.db.refresh_content_version().await.unwrap(), version);
    assert_eq!(world.anonymous().get("/bg/").await.body, page);
    requirements::submission().take(&world, "lyulin").await;
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// Fills in another preferred date, and says that a day off is meant.
fn preferred_in(operation: &mut Operation, days: u64) {
    operation.fields[2].1 = crate::support::in_days(days);
    operation.fields.retain(|(name, _)| name != "unusual_day");
    operation.fields.push(("unusual_day".to_owned(), "on".to_owned()));
}

async fn a_client_that_hangs_up_leaves_nothing_half_done(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let mut operation = plans::set_dates();
    for polls in 0..30 {
        operation.fields[5].1 = format!("Опит {polls}");
        preferred_in(&mut operation, polls);
        let form = operation.form(&world, Lang::Bg).await;
        {
            let mut request = pin!(client.json("set_dates", &form));
            for _ in 0..polls {
                if poll_fn(|context| Poll::Ready(request.as_mut().poll(context).is_ready())).await {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        // Whether the change was made or not, the next one can be, and is whole.
        let mut next = plans::set_dates();
        preferred_in(&mut next, 100 + polls);
        // The date has been set before.
        for (name, value) in &mut next.fields {
            if name == "because" {
                *value = "district".to_owned();
            }
        }
        loop {
            let answer = client.json("set_dates", &next.form(&world, Lang::Bg).await).await;
            if answer.status == 200 {
                break;
            }
            // The one that was hung up on came in between.
            assert_eq!(answer.status, 409, "{}", answer.text());
        }
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// Sends all of these at once.
async fn at_once(senders: Vec<(Client, &'static str, Fields)>) -> Vec<u16> {
    let mut tasks = JoinSet::new();
    for (client, function, form) in senders {
        tasks.spawn(async move { client.json(function, &form).await.status });
    }
    tasks.join_all().await
}

async fn of_fifty_writers_of_one_item_one_is_first(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let (length, version) = (world.ledger().await.len(), world.db.content_version());
    let mut operation = plans::set_dates();
    let mut senders = Vec::new();
    for writer in 0..50 {
        preferred_in(&mut operation, writer);
        let form = operation.form(&world, Lang::Bg).await;
        senders.push((client.with_same_cookie(&world), operation.name, form));
    }
    let mut statuses = at_once(senders).await;
    statuses.sort_unstable();
    assert_eq!(statuses, [vec![200], vec![409; 49]].concat());
    assert_eq!(world.ledger().await.len(), length + 1);
    assert_eq!(world.db.content_version(), version + 1);
    assert_eq!(world.rows("SELECT id FROM conflict").await.len(), 49, "nobody's change is lost");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn fifty_writers_of_fifty_items_all_succeed(world: World) {
    let coordinators = [world.sign_in(Who::Coordinator).await, world.sign_in(Who::SecondCoordinator).await];
    let length = world.ledger().await.len();
    let slugs = world.rows("SELECT slug FROM district ORDER BY number").await;
    let mut senders = Vec::new();
    for writer in 0..50 {
        let slug = slugs[writer % 24]["slug"].as_str().unwrap();
        let key = ["mayor-order", "team", "security"][writer / 24];
        let mut form = world.seen(slug, Some(("requirement", key))).await;
        form.extend(fields([("holder", "vendor"), ("since", "2026-11-02")]));
        senders.push((coordinators[writer % 2].with_same_cookie(&world), "set_holder", form));
    }
    assert_eq!(at_once(senders).await, [200; 50]);
    // Each of the 24 checklists was opened by its first writer.
    assert_eq!(world.ledger().await.len(), length + 50 + 24);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn two_processes_write_one_chain(world: World) {
    let other = world.another_process(world.config.clone()).await;
    let client = world.sign_in(Who::Coordinator).await;
    let mut senders = Vec::new();
    for (writer, row) in world.rows("SELECT slug FROM district").await.iter().enumerate() {
        let slug = row["slug"].as_str().unwrap();
        let mut form = world.seen_for("set_dates", slug, None).await;
        form.extend(fields([("agreed", "2027-02-16"), ("because", "first_setting")]));
        let process = if writer % 2 == 0 { &world } else { &other };
        senders.push((client.with_same_cookie(process), "set_dates", form));
    }
    let length = world.ledger().await.len();
    assert_eq!(at_once(senders).await, [200; 24]);
    assert_eq!(world.ledger().await.len(), length + 24);
    assert_eq!(world.faults().await, Vec::<String>::new());
    assert_eq!(other.faults().await, Vec::<String>::new());
}

on_both_databases![
    a_change_that_fails_in_the_middle_leaves_nothing,
    a_client_that_hangs_up_leaves_nothing_half_done,
    of_fifty_writers_of_one_item_one_is_first,
    fifty_writers_of_fifty_items_all_succeed,
    two_processes_write_one_chain,
];
