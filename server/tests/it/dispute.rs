//! What the public contests: filed without an account or a cookie, read before
//! it is shown, answered against a clock.

pub mod reply;

mod contestable;
mod late;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use app::clock::Moment;
use app::clock::source::Clock;
use app::error::{AppError, Rule};
use axum::extract::ConnectInfo;
use http::{Request, header};

use crate::support::client::{Answer, Fields, fields};
use crate::support::html::Page;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const FORM: &str = "/bg/osporvane";
const LIST: &str = "/bg/osporvaniya";
const BOARD: &str = "/bg/tablo/osporvaniya";
const TEXT: &str = "Етапът не е достигнат: услугата не се отваря.";
const DISTRICT: &str = "/bg/rayoni/serdika";

/// Some seconds pass, as for somebody who types.
fn wait(world: &World, seconds: i64) {
    world.clock.set(Moment(world.clock.now().0 + seconds * 1_000));
}

/// When a form that is opened now was shown, signed.
async fn shown(world: &World) -> String {
    let page = world.anonymous().page(FORM).await;
    let field = page.with("name", "shown").unwrap();
    field.get("value").unwrap().to_owned()
}

fn form(shown: &str) -> Fields {
    fields([
        ("district", "serdika"),
        ("about", "unified-model:launch"),
        ("text", TEXT),
        ("website", ""),
        ("shown", shown),
    ])
}

fn with(form: &Fields, name: &str, value: &str) -> Fields {
    let mut form = form.clone();
    match form.iter_mut().find(|(field, _)| field == name) {
        Some(field) => field.1 = value.to_owned(),
        None => form.push((name.to_owned(), value.to_owned())),
    }
    form
}

async fn send_from(world: &World, peer: &str, form: &Fields) -> Answer {
    send_to(world, FORM, peer, form).await
}

async fn send_to(world: &World, path: &str, peer: &str, form: &Fields) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    let origin = &world.config.public_url;
    let peer: SocketAddr = peer.parse().unwrap();
    let request = Request::post(path)
        .header(header::HOST, origin.split("//").nth(1).unwrap())
        .header(header::ORIGIN, origin)
        .header("sec-fetch-site", "same-origin")
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(peer));
    world.anonymous().send(request.body(body.into()).unwrap()).await
}

async fn send(world: &World, form: &Fields) -> Answer {
    send_from(world, "192.0.2.7:4000", form).await
}

/// Files a dispute of Serdika's going live; the path of its page.
pub async fn file_one(world: &World) -> String {
    file(world, &[]).await
}

/// The same with other values in these fields.
async fn file(world: &World, other: &[(&str, &str)]) -> String {
    let shown = shown(world).await;
    wait(world, 10);
    let form = other.iter().fold(form(&shown), |form, (name, value)| with(&form, name, value));
    let answer = send(world, &form).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().to_owned()
}

fn decision(id: &str, version: &str, outcome: &str, answer: &str) -> Fields {
    fields([
        ("lang", "bg"),
        ("back", BOARD),
        ("dispute", id),
        ("version", version),
        ("outcome", outcome),
        ("answer", answer),
    ])
}

fn rule(answer: &Answer) -> Rule {
    match answer.error() {
        AppError::Invalid { mut problems } => problems.remove(0).rule,
        error => panic!("{error:?}"),
    }
}

fn problem<'p>(page: &'p Page, field: &str) -> &'p str {
    &page
        .by_id(&format!("file_dispute-{field}-problem"))
        .unwrap_or_else(|| panic!("{field}: {}", page.text()))
        .text
}

async fn from_the_form_to_the_answer(world: World) {
    let page = file_one(&world).await;
    let anyone = world.anonymous();
    // Received: it has its page and its clock, and nobody reads it yet.
    let received = anyone.page(&page).await;
    assert!(!received.text().contains(TEXT));
    assert!(received.text().contains("4 декември 2026 г., до края: 10 работни дни"), "{}", received.text());
    assert!(anyone.page(LIST).await.text().contains("1 оспорване; най-старото е от 21 ноември 2026 г."));
    assert!(anyone.page(DISTRICT).await.with("data-dispute", "1").is_none());
    assert_eq!(anyone.cookie(), None);
    let entries = world.ledger().await.len();

    let coordinator = world.sign_in(Who::Coordinator).await;
    assert!(coordinator.page(BOARD).await.text().contains(TEXT));
    let accepted = coordinator.form("decide_dispute", &decision("1", "1", "examined", "")).await;
    assert!(coordinator.follow(&accepted).await.text().contains("Записано."));
    assert_eq!(world.ledger().await.len(), entries + 1);
    assert!(anyone.page(&page).await.text().contains(TEXT));
    let beside = anyone.page(DISTRICT).await;
    let note = beside.with("data-dispute", "1").unwrap();
    assert!(note.text.contains("оспорен, отговор до 4 декември 2026 г."), "{}", note.text);
    for page in ["/bg/", "/en/"] {
        let map = anyone.page(page).await;
        let disputed = map.having("a", "data-disputed").filter_map(|one| one.get("data-district"));
        assert_eq!(disputed.collect::<Vec<_>>(), ["serdika"], "{page}");
    }
    assert!(anyone.page("/bg/?programme=moving").await.having("a", "data-disputed").next().is_none());
    // Programs and other sites are told the same.
    let known: serde_json::Value = anyone.get("/api/v1/onboardings?district=serdika").await.read();
    assert_eq!(known["data"][0]["is_disputed"], true);
    for picture in ["/badge/unified-model/serdika.svg", "/embed/unified-model.svg"] {
        assert!(anyone.get(picture).await.text().contains("≠ оспорен етап"), "{picture}");
    }

    // Two weeks later nobody has answered.
    world.pass_days(16);
    assert!(anyone.page(&page).await.text().contains("просрочено с 1 работен ден"));
    let answer = "Проверихме: услугата се отваря.";
    let closed = coordinator.json("decide_dispute", &decision("1", "2", "rejected", answer)).await;
    assert_eq!(closed.status, 200, "{}", closed.text());
    let one = anyone.page(&page).await;
    assert!(one.text().contains("отхвърлено") && one.text().contains(answer));
    assert!(one.text().contains("отговорено с 1 работен ден закъснение"), "{}", one.text());
    // Beside the mark for good, on the map no more.
    let note = anyone.page(DISTRICT).await;
    assert_eq!(note.with("data-dispute", "1").unwrap().text, "Оспорване № 1: отхвърлено");
    assert!(anyone.page("/bg/").await.having("a", "data-disputed").next().is_none());
    assert!(anyone.page("/bg/rayoni/serdika/istoriya").await.text().contains(answer));

    // A past day shows what was so then; before it came, nothing.
    let past = anyone.page("/bg/rayoni/serdika?as-of=2026-11-25").await;
    assert_eq!(past.with("data-dispute", "1").unwrap().get("data-state"), Some("examined"));
    assert!(anyone.page("/bg/rayoni/serdika?as-of=2026-11-20").await.with("data-dispute", "1").is_none());
    let map = anyone.page("/bg/?as-of=2026-11-25").await;
    assert_eq!(map.having("a", "data-disputed").count(), 1);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn what_is_refused_is_not_kept(world: World) {
    let page = file_one(&world).await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    let refuse = decision("1", "1", "refused", "Не е за показаното тук.");
    assert_eq!(coordinator.json("decide_dispute", &refuse).await.status, 200);
    let kept = world.rows("SELECT text FROM dispute").await;
    assert!(kept[0]["text"].is_null());
    assert!(!world.ledger().await.iter().any(|entry| format!("{entry:?}").contains(TEXT)));
    let shown = world.anonymous().page(&page).await;
    assert!(shown.text().contains("Не е за показаното тук.") && shown.text().contains("не е публикувано"));
    assert!(world.anonymous().page(DISTRICT).await.with("data-dispute", "1").is_none());
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn bad_input_keeps_what_was_typed_and_changes_nothing(world: World) {
    let shown = shown(&world).await;
    let before = world.content().await;
    let good = form(&shown);
    let early = send(&world, &good).await;
    assert_eq!(early.status, 422);
    assert!(problem_of_form(&early.page()).contains("твърде бързо"));
    wait(&world, 10);
    for (field, value) in [
        ("district", ""),
        ("district", "atlantis"),
        ("about", ""),
        ("about", "unified-model:nothing"),
        ("about", "nothing:launch"),
        ("about", "service:7"),
        ("text", " \n "),
        ("text", "с\u{202e}крито"),
        ("website", "https://spam.example"),
    ] {
        let answer = send(&world, &with(&good, field, value)).await;
        assert_eq!(answer.status, 422, "{field}={value}");
        assert_eq!(answer.header("set-cookie"), None);
        let page = answer.page();
        assert!(!problem(&page, field).is_empty());
        assert!(
            page.with("href", &format!("#file_dispute-{field}")).is_some(),
            "the summary leads to {field}"
        );
        if field != "text" {
            assert_eq!(page.by_id("file_dispute-text").unwrap().text, TEXT, "{field}");
        }
    }
    let other = world.another_process(world.config.clone()).await;
    let long = "я".repeat(2_001);
    let answer = send(&other, &with(&good, "text", &long)).await;
    assert_eq!(answer.status, 422, "another server reads the same signature");
    assert_eq!(answer.page().by_id("file_dispute-text").unwrap().text, long);
    for forged in ["", "1.x", "9999999999999.00"] {
        let answer = send(&other, &with(&good, "shown", forged)).await;
        assert_eq!(answer.status, 422, "{forged}");
        let fresh = answer.page().with("name", "shown").unwrap().get("value").unwrap().to_owned();
        assert_ne!(fresh, forged, "a new one is there to send again");
    }
    assert_eq!(send(&other, &with(&good, "text", "a\0b")).await.status, 400);
    assert_eq!(send(&other, &with(&good, "text", &"x".repeat(70_000))).await.status, 413);
    assert_eq!(world.content().await, before);
}

fn problem_of_form(page: &Page) -> String {
    page.by_id("file_dispute-errors").unwrap().text.clone()
}

async fn sent_twice_it_is_there_once(world: World) {
    let first = file_one(&world).await;
    assert_eq!(file_one(&world).await, first);
    let coordinator = world.sign_in(Who::Coordinator).await;
    let accept = decision("1", "1", "examined", "");
    assert_eq!(coordinator.json("decide_dispute", &accept).await.status, 200);
    let entries = world.ledger().await.len();
    assert_eq!(coordinator.json("decide_dispute", &accept).await.status, 200, "it is so already");
    assert_eq!(world.ledger().await.len(), entries);
    assert_ne!(file_one(&world).await, first, "what is examined already is another one's");
}

async fn a_second_decision_is_shown_the_first(world: World) {
    file_one(&world).await;
    let (one, two) = (world.sign_in(Who::Coordinator).await, world.sign_in(Who::SecondCoordinator).await);
    assert_eq!(one.json("decide_dispute", &decision("1", "1", "examined", "")).await.status, 200);
    let late = two.json("decide_dispute", &decision("1", "1", "refused", "Не е за тук.")).await;
    assert_eq!(rule(&late), Rule::ChangedByColleague);
    for (outcome, broken) in
        [("refused", Rule::WrongState), ("received", Rule::NotOffered), ("", Rule::Required)]
    {
        let answer = two.json("decide_dispute", &decision("1", "2", outcome, "Защото.")).await;
        assert_eq!(rule(&answer), broken, "{outcome}");
    }
    assert_eq!(rule(&two.json("decide_dispute", &decision("1", "2", "upheld", " ")).await), Rule::Required);
    assert_eq!(two.json("decide_dispute", &decision("9", "1", "examined", "")).await.status, 404);
    assert_eq!(two.json("decide_dispute", &decision("x", "1", "examined", "")).await.status, 404);
    assert_eq!(two.json("decide_dispute", &decision("1", "2", "upheld", "Вярно е.")).await.status, 200);
    let after = two.json("decide_dispute", &decision("1", "3", "rejected", "Не е.")).await;
    assert_eq!(rule(&after), Rule::WrongState, "an answer is for good");
}

async fn only_coordinators_decide_and_staff_see_their_own(world: World) {
    file(&world, &[("district", "lyulin"), ("about", "service:2079")]).await;
    let before = world.content().await;
    for who in [Who::Staff, Who::Reader, Who::Administrator] {
        let client = world.sign_in(who).await;
        assert_eq!(
            client.json("decide_dispute", &decision("1", "1", "examined", "")).await.status,
            403,
            "{who:?}"
        );
        let board = client.page(BOARD).await;
        assert!(!board.text().contains(TEXT), "{who:?} reads what is published");
        assert!(board.all("form").all(|form| form.get("action") != Some("/api/decide_dispute")));
        assert!(board.with("data-dispute", "1").is_some(), "{who:?}");
    }
    let elsewhere = world.sign_in(Who::StaffElsewhere).await;
    assert!(elsewhere.page(BOARD).await.with("data-dispute", "1").is_none());
    let anonymous = world.anonymous();
    assert_eq!(anonymous.json("decide_dispute", &decision("1", "1", "examined", "")).await.status, 401);
    assert_eq!(anonymous.get(BOARD).await.status, 303);
    assert_eq!(anonymous.get("/bg/osporvaniya/99").await.status, 404);
    assert_eq!(anonymous.get("/bg/osporvaniya/x").await.status, 404);
    assert_eq!(world.content().await, before);
}

/// The form is for one reader, whatever else is kept for everybody.
async fn the_form_is_in_no_cache(world: World) {
    let first = shown(&world).await;
    wait(&world, 1);
    assert_ne!(shown(&world).await, first);
    let prefilled = world.anonymous().page("/bg/osporvane?rayon=iskar&programme=moving&etap=pilot").await;
    let chosen: Vec<&str> =
        prefilled.having("option", "selected").filter_map(|one| one.get("value")).collect();
    assert_eq!(chosen, ["iskar", "moving:pilot"]);
}

/// One address sends hundreds: it is held back, and the page is as quick for
/// everybody else.
async fn a_flood_from_one_address_costs_others_nothing(world: World) {
    let shown = shown(&world).await;
    wait(&world, 10);
    let good = form(&shown);
    world.anonymous().page("/bg/").await;
    let quiet = slowest_of_ten(&world).await;
    let flood = {
        let (world, good) = (world.clone(), good.clone());
        tokio::spawn(async move {
            let mut statuses = Vec::new();
            for number in 0..60 {
                let form = with(&good, "text", &format!("{TEXT} {number}"));
                statuses.push(send_from(&world, "198.51.100.9:1", &form).await.status);
            }
            statuses
        })
    };
    let busy = slowest_of_ten(&world).await;
    let other = send_from(&world, "192.0.2.7:4000", &good).await;
    assert_eq!(other.status, 303, "another address is not held back");
    let statuses = flood.await.unwrap();
    assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 10);
    assert_eq!(statuses.iter().filter(|status| **status == 429).count(), 50);
    println!("slowest of ten pages: {quiet:?} quiet, {busy:?} under a flood");
    assert!(busy < Duration::from_secs(1), "{busy:?}");
    let held = send_from(&world, "198.51.100.9:2", &good).await;
    assert!(held.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().unwrap() <= 120));
    assert_eq!(held.page().by_id("file_dispute-text").unwrap().text, TEXT, "nothing typed is lost");
}

/// Whoever corrects mistakes does not run out of attempts over them.
async fn mistakes_are_not_counted_as_disputes(world: World) {
    let shown = shown(&world).await;
    wait(&world, 10);
    let good = form(&shown);
    for (field, value) in [("text", ""), ("district", "lyulin")] {
        for _ in 0..10 {
            assert_eq!(send(&world, &with(&good, field, value)).await.status, 422, "{field}");
        }
    }
    assert_eq!(send(&world, &good).await.status, 303);
    // There is an end to that, too.
    for _ in 0..39 {
        assert_eq!(send(&world, &with(&good, "text", "")).await.status, 422);
    }
    let held = send(&world, &with(&good, "text", "")).await;
    assert_eq!(held.status, 429);
    assert!(held.header("retry-after").is_some());
}

async fn slowest_of_ten(world: &World) -> Duration {
    let mut slowest = Duration::ZERO;
    for _ in 0..10 {
        let begun = Instant::now();
        world.anonymous().page(DISTRICT).await;
        slowest = slowest.max(begun.elapsed());
    }
    slowest
}

on_both_databases![
    from_the_form_to_the_answer,
    what_is_refused_is_not_kept,
    bad_input_keeps_what_was_typed_and_changes_nothing,
    sent_twice_it_is_there_once,
    a_second_decision_is_shown_the_first,
    only_coordinators_decide_and_staff_see_their_own,
    the_form_is_in_no_cache,
    a_flood_from_one_address_costs_others_nothing,
    mistakes_are_not_counted_as_disputes,
];
