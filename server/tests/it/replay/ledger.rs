//! The fold in the database is the fold over the entries, and the present is
//! the same fold; changes are dated one after the other.

use app::clock::Moment;
use app::clock::source::Clock;
use app::db::Author;
use app::demo::load_demo;
use app::ledger::clocks::Clocks;
use app::ledger::history::History;
use app::ledger::model::{Item, Replay};
use app::ledger::store::{Draft, ItemValue, find_span, list_values};
use app::onboarding::store::load_present;
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use crate::onboarding::operation::step;
use crate::onboarding::requirements::submission;
use crate::support::people::Who;
use crate::support::{TODAY, World, noon, on_both_databases, today};

fn sorted(values: &[ItemValue]) -> Vec<(&str, &str, &str)> {
    let mut sorted: Vec<_> = values.iter().map(|one| (&*one.district, &*one.item, &*one.new_value)).collect();
    sorted.sort_unstable();
    sorted
}

async fn the_database_folds_as_the_rule_does(world: World) {
    world.db.write().execute_unprepared("DELETE FROM account").await.unwrap();
    load_demo(&world.db, noon(TODAY), Some("2023-06-30".parse().unwrap())).await.unwrap();
    let ledger = world.ledger().await;
    let reader = world.db.read();
    assert!(ledger.len() > 300, "{}", ledger.len());
    let mut points = vec![Clocks { as_of: today(), known: None }];
    for (as_of, known) in [
        ("2020-06-11", None),
        ("2021-03-01", None),
        ("2022-02-01", Some("2022-01-15")),
        ("2022-02-01", Some("2023-01-15")),
    ] {
        let as_of: NaiveDate = as_of.parse().unwrap();
        points.push(Clocks { as_of, known: known.map(noon) });
    }
    // At and around instants at which something was recorded.
    for entry in ledger.iter().step_by(97) {
        for known in [entry.recorded_at.0 - 1, entry.recorded_at.0] {
            points.push(Clocks { as_of: today(), known: Some(Moment(known)) });
        }
    }
    let history = History::default();
    let mut sizes = std::collections::BTreeSet::new();
    for clocks in points {
        let rule = Replay::at(&ledger, clocks);
        for programme in ["unified-model", "moving"] {
            let rule: Vec<_> = rule.of(programme).collect();
            let found = list_values(reader, programme, None, clocks).await.unwrap();
            assert_eq!(sorted(&found), rule, "{clocks:?}");
            let found = history.list_values(reader, programme, clocks).await.unwrap();
            assert_eq!(sorted(&found), rule, "{clocks:?}");
            let found = list_values(reader, programme, Some("lyulin"), clocks).await.unwrap();
            let of_lyulin: Vec<_> =
                rule.iter().copied().filter(|(district, ..)| *district == "lyulin").collect();
            assert_eq!(sorted(&found), of_lyulin, "{clocks:?}");
            sizes.insert(rule.len());
        }
    }
    assert!(sizes.len() > 5, "the points differ: {sizes:?}");
    let present = load_present(reader).await.unwrap();
    assert_eq!(Replay::at(&ledger, Clocks { as_of: today(), known: None }), present);
    assert_eq!(world.faults().await, Vec::<String>::new());
    // Any day of the invented years can be shown, also as known then.
    let client = world.anonymous();
    for query in ["as-of=2020-09-06", "as-of=2021-12-31", "as-of=2022-12-31&known=2023-01-31T09:00Z"] {
        for path in ["/bg/", "/en/rayoni/triaditsa"] {
            let page = client.page(&format!("{path}?{query}")).await;
            assert!(page.by_class("replayed").is_some(), "{path}?{query}");
        }
    }
    let then = client.page("/bg/?as-of=2022-12-31&known=2023-01-31T09:00Z").await;
    let known = then.having("tr", "data-status").filter(|row| row.get("data-status") != Some("unknown"));
    assert!(known.count() >= 3);
}

async fn changes_are_dated_one_after_the_other(world: World) {
    submission().take(&world, "lyulin").await;
    let last = find_span(world.db.read()).await.unwrap().unwrap().last;
    // Somebody took their instant long ago, or the clock was put back.
    world.clock.set(Moment(world.clock.now().0 - 3 * 86_400_000));
    let item = Some(("requirement", "team"));
    let reason = [("reason", "Не се отнася")];
    step(Who::Coordinator, "set_aside_requirement", item, reason).take(&world, "mladost").await;
    let ledger = world.ledger().await;
    assert!(ledger.last().unwrap().recorded_at > last);
    assert!(ledger.is_sorted_by_key(|entry| entry.recorded_at), "within a change they are equal");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn an_entry_dated_before_its_predecessor_is_a_fault(world: World) {
    submission().take(&world, "lyulin").await;
    let earlier = noon("2026-11-20").0 - 1;
    world
        .db
        .change(Author::INSTALLATION, noon(TODAY), move |change| {
            Box::pin(async move {
                change.now = Moment(earlier);
                change
                    .append(Draft {
                        programme: "unified-model",
                        district: "iskar",
                        item: Item::Opening,
                        operation: "open_checklist",
                        old: None,
                        new: Some(&today()),
                        reason: None,
                        effective_on: None,
                    })
                    .await
            })
        })
        .await
        .unwrap();
    let faults = world.faults().await;
    assert!(faults.iter().any(|fault| fault.contains("was recorded before")), "{faults:?}");
}

/// The second of two at once waits for the lock with an instant taken before.
async fn who_waits_for_the_lock_is_dated_after(world: World) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    let second = coordinator.with_same_cookie(&world);
    let one = crate::onboarding::plans::set_dates();
    let two = crate::onboarding::plans::suspend();
    let (form, other) =
        (one.form(&world, app::text::Lang::Bg).await, two.form(&world, app::text::Lang::Bg).await);
    let (first, second) = tokio::join!(coordinator.json(one.name, &form), second.json(two.name, &other));
    assert_eq!((first.status, second.status), (200, 200));
    let instants: Vec<_> = world.ledger().await.iter().skip(8).map(|entry| entry.recorded_at).collect();
    assert!(instants.is_sorted_by(|one, two| one < two), "{instants:?}");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

on_both_databases![
    the_database_folds_as_the_rule_does,
    changes_are_dated_one_after_the_other,
    an_entry_dated_before_its_predecessor_is_a_fault,
    who_waits_for_the_lock_is_dated_after,
];
