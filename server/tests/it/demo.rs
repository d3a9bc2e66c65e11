//! The demonstration: the same history each time, marked as invented on every
//! page, and never mixed with somebody's own work.

use std::collections::BTreeSet;

use app::clock::Moment;
use app::clock::source::sofia_day;
use app::db::Db;
use app::demo::{DemoError, Loaded, load_demo};
use app::ledger::model::Entry;
use app::ledger::store::list_entries_after;
use app::text::Lang;
use sea_orm::ConnectionTrait;

use crate::onboarding::requirements::submission;
use crate::support::{Contents, TODAY, World, noon, on_both_databases, today};

/// The demonstration is for a database without accounts.
async fn without_accounts(db: &Db) {
    db.write().execute_unprepared("DELETE FROM account").await.unwrap();
}

async fn load(db: &Db, until: &str) -> Result<Loaded, DemoError> {
    load_demo(db, noon(TODAY), Some(until.parse().unwrap())).await
}

async fn entries(db: &Db) -> Vec<Entry> {
    list_entries_after(db.read(), 0, 100_000).await.unwrap()
}

async fn it_is_the_same_history_each_time(world: World) {
    let mut ledgers = Vec::new();
    for until in ["2021-06-30", "2021-06-30", "2021-01-31"] {
        let db = Db::connect(&world.another_database(Contents::Facts).await).await.unwrap();
        without_accounts(&db).await;
        let loaded = load(&db, until).await.unwrap();
        let ledger = entries(&db).await;
        assert_eq!(usize::try_from(loaded.entries).unwrap() + 8, ledger.len());
        assert!(loaded.entries > 20, "{until}: {}", loaded.entries);
        assert_eq!(db.ledger_head().await.unwrap().1, ledger.last().unwrap().hash);
        ledgers.push(ledger);
    }
    let [one, two, shorter] = ledgers.try_into().unwrap();
    assert_eq!(one.last().unwrap().hash, two.last().unwrap().hash);
    assert_eq!(one, two);
    assert!(shorter.len() < one.len());
    assert!(one.starts_with(&shorter), "two histories agree on all days they share");
}

async fn the_whole_history_is_plausible(world: World) {
    without_accounts(&world.db).await;
    load(&world.db, TODAY).await.unwrap();
    assert_eq!(world.faults().await, Vec::<String>::new());
    let ledger = world.ledger().await;
    let invented = &ledger[8..];
    assert!(invented.len() > 1_000, "{}", invented.len());
    let mut last = Moment(0);
    for entry in invented {
        assert!(entry.recorded_at >= last && entry.recorded_at <= noon(TODAY), "{entry:?}");
        assert!(entry.effective_on.is_none_or(|day| day <= today()), "{entry:?}");
        assert!(sofia_day(entry.recorded_at) >= "2020-06-11".parse().unwrap(), "{entry:?}");
        assert!(entry.role != "installation", "{entry:?}");
        last = entry.recorded_at;
    }
    let operations: BTreeSet<&str> = invented.iter().map(|entry| entry.operation.as_str()).collect();
    let everything = [
        "answer_dispute",
        "confirm_requirement",
        "declare_offer",
        "examine_dispute",
        "mark_milestone",
        "observe_offer",
        "open_checklist",
        "refuse_dispute",
        "return_onboarding",
        "return_requirement",
        "set_aside_requirement",
        "set_capacity",
        "set_dates",
        "set_holder",
        "submit_requirement",
        "suspend_onboarding",
        "take_back_mark",
    ];
    assert_eq!(operations, BTreeSet::from(everything), "all that can happen happens");
    let page = world.anonymous().page("/bg/").await;
    let statuses: Vec<_> =
        page.having("tr", "data-district").map(|row| row.get("data-status").unwrap()).collect();
    for (status, fewest) in [("live", 3), ("suspended", 1), ("milestone", 5), ("unknown", 1)] {
        let count = statuses.iter().filter(|one| **one == status).count();
        assert!(count >= fewest, "{status}: {count}");
    }
    let moving = "/bg/kakvo-moga?event=moving&from=lyulin&to=studentski";
    let moving = world.anonymous().page(moving).await;
    let steps: Vec<_> =
        moving.having("li", "data-step").map(|step| step.get("data-state").unwrap()).collect();
    assert_eq!(steps, ["online", "disagree", "unknown", "online"]);
}

async fn every_page_says_so(world: World) {
    let words = [(Lang::Bg, "Демонстрационни данни"), (Lang::En, "Demonstration data")];
    let public = ["", "?programme=moving", "rayoni/lyulin", "vhod", "nothing"];
    let shown = async |client: &crate::support::client::Client, path: String| {
        client.get(&path).await.page().by_class("demo").map(|banner| banner.text.clone())
    };
    for path in public {
        assert_eq!(shown(&world.anonymous(), format!("/bg/{path}")).await, None, "{path}");
    }
    without_accounts(&world.db).await;
    let loaded = load(&world.db, "2020-12-31").await.unwrap();
    let client = world.anonymous();
    let account = loaded.accounts[0];
    assert_eq!(client.try_sign_in(account.user_name, account.password).await.status, 200);
    for (lang, words) in words {
        for path in public {
            let banner = shown(&world.anonymous(), format!("/{}/{path}", lang.code())).await;
            assert!(banner.is_some_and(|text| text.starts_with(words)), "{path}");
        }
        for path in ["tablo", "rayoni/lyulin/spisak", "profil", "konflikti/1"] {
            let banner = shown(&client, format!("/{}/{path}", lang.code())).await;
            assert!(banner.is_some_and(|text| text.starts_with(words)), "{path}");
        }
    }
}

async fn its_accounts_can_sign_in(world: World) {
    without_accounts(&world.db).await;
    let loaded = load(&world.db, "2020-12-31").await.unwrap();
    assert!(loaded.accounts.len() >= 6);
    for account in loaded.accounts {
        let client = world.anonymous();
        let answer = client.try_sign_in(account.user_name, account.password).await;
        assert_eq!(answer.status, 200, "{}", account.user_name);
        for district in account.districts {
            assert_eq!(client.get(&format!("/bg/rayoni/{district}/spisak")).await.status, 200);
        }
    }
}

async fn it_is_not_mixed_with_anybody_s_work(world: World) {
    let before = world.content().await;
    assert!(matches!(load(&world.db, TODAY).await, Err(DemoError::InUse)), "there are accounts");
    assert_eq!(world.content().await, before);
    submission().take(&world, "lyulin").await;
    without_accounts(&world.db).await;
    let before = world.content().await;
    assert!(matches!(load(&world.db, TODAY).await, Err(DemoError::InUse)), "there is progress");
    assert_eq!(world.content().await, before);
    assert!(!world.db.is_demonstration().await.unwrap());
    let bare = Db::connect(&world.another_database(Contents::Nothing).await).await.unwrap();
    server::schema::migrate(&bare, None).await.unwrap();
    assert!(matches!(load(&bare, TODAY).await, Err(DemoError::NotSeeded)));
}

async fn loading_it_twice_changes_nothing(world: World) {
    without_accounts(&world.db).await;
    assert!(load(&world.db, "2020-12-31").await.unwrap().entries > 0);
    let before = world.content().await;
    let again = load(&world.db, "2021-12-31").await.unwrap();
    assert_eq!(again.entries, 0);
    assert_eq!(world.content().await, before);
}

on_both_databases![
    it_is_the_same_history_each_time,
    the_whole_history_is_plausible,
    every_page_says_so,
    its_accounts_can_sign_in,
    it_is_not_mixed_with_anybody_s_work,
    loading_it_twice_changes_nothing,
];
