//! The answer by letter: asked for in the form, sent with the decision, and the
//! address gone with it.

use app::clock::source::Clock;
use app::mail::store::{note_bounced, note_dead, note_sent, take_bounce, take_due};

use super::{BOARD, FORM, decision, file, form, problem, send, send_to, shown, wait, with};
use crate::subscription::mailing;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const ADDRESS: &str = "petrova.answer@example.bg";

/// Files a dispute whose answer is to come by letter.
pub async fn file_with_address(world: &World) -> String {
    file(world, &[("email", ADDRESS)]).await
}

async fn kept(world: &World) -> Vec<Option<String>> {
    let rows = world.rows("SELECT reply_email FROM dispute ORDER BY id").await;
    rows.iter().map(|row| row["reply_email"].as_str().map(str::to_owned)).collect()
}

async fn decide(world: &World, id: &str, version: &str, outcome: &str, answer: &str) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    let done = coordinator.json("decide_dispute", &decision(id, version, outcome, answer)).await;
    assert_eq!(done.status, 200, "{}", done.text());
}

async fn the_answer_comes_by_letter_and_the_address_goes(world: World) {
    let world = mailing(&world).await;
    let offered = world.anonymous().page(FORM).await;
    assert_eq!(offered.with("name", "email").unwrap().get("type"), Some("email"));
    assert!(offered.text().contains("Само за този отговор"));
    let page = file_with_address(&world).await;
    assert_eq!(kept(&world).await, [Some(ADDRESS.to_owned())]);

    decide(&world, "1", "1", "examined", "").await;
    assert!(world.rows("SELECT id FROM outbox").await.is_empty(), "that is no answer yet");
    // Who decides sees that a letter is wanted; nobody sees where to.
    for (who, told) in [(Who::Coordinator, true), (Who::Reader, false), (Who::Administrator, false)] {
        let board = world.sign_in(who).await.page(BOARD).await;
        let board = board.text();
        assert_eq!(board.contains("Иска отговора и по електронна поща"), told, "{who:?}");
        assert!(!board.contains(ADDRESS), "{who:?}");
    }

    decide(&world, "1", "2", "rejected", "Проверихме: отваря се.").await;
    assert_eq!(kept(&world).await, [None]);
    let letters = world.rows("SELECT * FROM outbox").await;
    assert_eq!(letters.len(), 1);
    let text = |column: &str| letters[0][column].as_str().unwrap().to_owned();
    assert_eq!((text("recipient"), text("lang")), (ADDRESS.to_owned(), "bg".to_owned()));
    assert_eq!(text("subject"), "Оспорване № 1: отхвърлено");
    let plain = text("plain");
    let place = format!("{}{page}", world.config.public_url);
    for said in ["(Сердика · ", "Отговор: Проверихме: отваря се.", &place, "Получавате това писмо, защото"]
    {
        assert!(plain.contains(said), "{said}: {plain}");
    }
    assert!(!plain.contains(super::TEXT), "nobody can have their own words sent from here");
    assert!(!plain.contains("Отписване") && letters[0]["unsubscribe"].is_null());
    // What is for good is without it.
    assert!(!world.ledger().await.iter().any(|entry| format!("{entry:?}").contains(ADDRESS)));
    for path in [page.as_str(), "/bg/osporvaniya", "/bg/rayoni/serdika", "/bg/rayoni/serdika/istoriya"] {
        assert!(!world.anonymous().page(path).await.text().contains(ADDRESS), "{path}");
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn what_is_refused_is_answered_in_the_language_of_the_form(world: World) {
    let world = mailing(&world).await;
    let shown = shown(&world).await;
    wait(&world, 10);
    let sent = with(&form(&shown), "email", ADDRESS);
    let answer = send_to(&world, "/en/osporvane", "192.0.2.7:4000", &sent).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    decide(&world, "1", "1", "refused", "Не е за показаното тук.").await;
    let letters = world.rows("SELECT lang, subject, plain FROM outbox").await;
    assert_eq!(letters[0]["subject"].as_str(), Some("Dispute No 1: not published"));
    let plain = letters[0]["plain"].as_str().unwrap();
    assert!(
        plain.contains("Answer: Не е за показаното тук.") && plain.contains("/en/osporvaniya/1"),
        "{plain}"
    );
    assert_eq!(kept(&world).await, [None]);
}

async fn without_a_mail_server_no_address_is_asked_for_or_kept(world: World) {
    let page = world.anonymous().page(FORM).await;
    assert!(page.with("name", "email").is_none());
    assert!(page.text().contains("Писма не се изпращат"));
    // Not even a wrong one is looked at.
    file(&world, &[("email", ADDRESS)]).await;
    file(&world, &[("email", "no address"), ("text", "Друго нещо не е вярно.")]).await;
    assert_eq!(kept(&world).await, [None, None]);
    decide(&world, "1", "1", "refused", "Не е за тук.").await;
    assert!(world.rows("SELECT id FROM outbox").await.is_empty());
}

/// The mail server is taken out of the settings between the form and the answer.
async fn the_address_goes_also_where_no_letter_can_be_sent(world: World) {
    let mailing = mailing(&world).await;
    file_with_address(&mailing).await;
    decide(&world, "1", "1", "refused", "Не е за тук.").await;
    assert_eq!(kept(&world).await, [None]);
    assert!(world.rows("SELECT id FROM outbox").await.is_empty());
}

async fn what_is_no_address_is_refused_and_stays_typed(world: World) {
    let world = mailing(&world).await;
    let shown = shown(&world).await;
    wait(&world, 10);
    let before = world.content().await;
    for wrong in ["petrova", "a@example", "a@example.bg, b@example.bg"] {
        let answer = send(&world, &with(&form(&shown), "email", wrong)).await;
        assert_eq!(answer.status, 422, "{wrong}");
        let page = answer.page();
        assert!(problem(&page, "email").contains("не е електронен адрес"));
        assert_eq!(page.with("name", "email").unwrap().get("value"), Some(wrong));
        assert!(page.with("href", "#file_dispute-email").is_some());
        assert_eq!(page.by_id("file_dispute-text").unwrap().text, super::TEXT);
    }
    assert_eq!(world.content().await, before);
    file(&world, &[("email", "  ")]).await;
    assert_eq!(kept(&world).await, [None], "it is optional");
}

async fn an_address_that_comes_later_is_added_and_another_one_is_somebody_else(world: World) {
    let world = mailing(&world).await;
    let first = file(&world, &[]).await;
    assert_eq!(file_with_address(&world).await, first);
    assert_eq!(file_with_address(&world).await, first);
    assert_eq!(file(&world, &[]).await, first);
    assert_eq!(kept(&world).await, [Some(ADDRESS.to_owned())]);
    assert_ne!(file(&world, &[("email", "other@example.bg")]).await, first);
    assert_eq!(kept(&world).await, [Some(ADDRESS.to_owned()), Some("other@example.bg".to_owned())]);
}

/// Whatever becomes of the letter, there is no subscriber to stop writing to.
async fn a_letter_that_does_not_arrive_harms_nothing(world: World) {
    let world = mailing(&world).await;
    let now = world.clock.now();
    for number in ["1", "2", "3"] {
        file(&world, &[("email", ADDRESS), ("text", number)]).await;
        decide(&world, number, "1", "refused", "Не е за тук.").await;
    }
    let later = world.clock.now().plus_seconds(1);
    let mut letters = Vec::new();
    while let Some(letter) = take_due(&world.db, later).await.unwrap() {
        letters.push(letter);
    }
    assert_eq!(letters.len(), 3);
    note_bounced(&world.db, letters[0].id, "550 5.1.1 no such user", now).await.unwrap();
    note_dead(&world.db, letters[1].id, "552 5.3.4 too big", now).await.unwrap();
    note_sent(&world.db, letters[2].id, now).await.unwrap();
    let ids = letters.iter().map(|letter| letter.message_id.clone()).collect();
    assert_eq!(take_bounce(&world.db, ids, "5.1.1".to_owned(), now).await.unwrap(), 3);
    let rows = world.rows("SELECT state, recipient FROM outbox ORDER BY id").await;
    let state = |row: usize| rows[row]["state"].as_str().unwrap().to_owned();
    assert_eq!([state(0), state(1), state(2)], ["dead", "dead", "sent"]);
    assert_eq!(rows[2]["recipient"].as_str(), Some(""), "what was sent has no address");
    // An administrator sends it again, or throws it away.
    app::mail::store::requeue(&world.db, letters[0].id, later).await.unwrap();
    app::mail::store::discard(&world.db, letters[1].id).await.unwrap();
    assert_eq!(world.rows("SELECT id FROM outbox").await.len(), 2);
}

on_both_databases![
    the_answer_comes_by_letter_and_the_address_goes,
    what_is_refused_is_answered_in_the_language_of_the_form,
    without_a_mail_server_no_address_is_asked_for_or_kept,
    the_address_goes_also_where_no_letter_can_be_sent,
    what_is_no_address_is_refused_and_stays_typed,
    an_address_that_comes_later_is_added_and_another_one_is_somebody_else,
    a_letter_that_does_not_arrive_harms_nothing,
];
