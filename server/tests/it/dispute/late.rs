//! Two coordinators, one dispute: who comes second sees what was decided, and what
//! they wrote themselves.

use super::{BOARD, decision, file_one};
use crate::support::client::Client;
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// The board after a decision that was sent as a plain form.
async fn decide(client: &Client, version: &str, outcome: &str, answer: &str) -> Page {
    let sent = client.form("decide_dispute", &decision("1", version, outcome, answer)).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    client.follow(&sent).await
}

async fn who_comes_second_sees_both(world: World) {
    file_one(&world).await;
    let (one, two) = (world.sign_in(Who::Coordinator).await, world.sign_in(Who::SecondCoordinator).await);
    assert_eq!(one.json("decide_dispute", &decision("1", "1", "examined", "")).await.status, 200);
    assert_eq!(one.json("decide_dispute", &decision("1", "2", "upheld", "Вярно е.")).await.status, 200);
    let entries = world.ledger().await.len();
    let mine = "Проверихме <вчера>:\nуслугата се отваря.";
    let board = decide(&two, "2", "rejected", mine).await;
    let late = &board.by_id("decide_dispute-1-errors").unwrap_or_else(|| panic!("{}", board.text())).text;
    assert!(late.contains("Нищо не е записано"), "{late}");
    assert!(late.contains("Междувременно coordinator реши: уважено (21 ноември 2026 г.)"), "{late}");
    assert!(late.contains("отхвърлено") && late.contains("Проверихме <вчера>:"), "{late}");
    assert!(late.contains("услугата се отваря."), "{late}");
    assert!(board.text().contains("Вярно е."), "the other's answer is beside it");
    assert_eq!(world.ledger().await.len(), entries);
    // Shown once, and to nobody else.
    assert!(two.page(BOARD).await.by_id("decide_dispute-1-errors").is_none());
    assert!(one.page(BOARD).await.by_id("decide_dispute-1-errors").is_none());
}

/// Refused by one as the other accepts it: there is still a form, and what was chosen
/// is no choice any more; nothing else is chosen in its place.
async fn a_choice_that_is_gone_is_replaced_by_none(world: World) {
    file_one(&world).await;
    let (one, two) = (world.sign_in(Who::Coordinator).await, world.sign_in(Who::SecondCoordinator).await);
    assert_eq!(one.json("decide_dispute", &decision("1", "1", "examined", "")).await.status, 200);
    let board = decide(&two, "1", "refused", "Не е за тук.").await;
    assert!(board.by_id("decide_dispute-1-errors").is_some());
    assert_eq!(board.by_id("decide_dispute-1-answer").unwrap().text, "Не е за тук.");
    let options: Vec<&str> = board.all("option").filter_map(|one| one.get("value")).collect();
    assert_eq!(options, ["", "upheld", "rejected", "withdrawn", "duplicate"]);
    assert_eq!(board.having("option", "selected").count(), 0);
}

on_both_databases![who_comes_second_sees_both, a_choice_that_is_gone_is_replaced_by_none];
