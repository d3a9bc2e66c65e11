//! The bulletin: drafted from the ledger, edited by one at a time, published for
//! good, in the feed and in letters.

use app::error::{AppError, Dropped, Rule};

use crate::onboarding::operation::step;
use crate::subscription::{ask, mailing, subscribe, suspend_serdika};
use crate::support::client::{Answer, Client, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

const MONTHS: &str = "/bg/tablo/byuletin";
const DRAFT: &str = "/bg/tablo/byuletin/2026-10";
const ISSUE: &str = "/bg/byuletin/2026-10";

fn writing(version: &str) -> Fields {
    fields([("lang", "bg"), ("back", MONTHS), ("onward", DRAFT), ("month", "2026-10"), ("version", version)])
}

fn editing(version: &str, text: (&str, &str), act: &str) -> Fields {
    fields([
        ("lang", "bg"),
        ("back", DRAFT),
        ("month", "2026-10"),
        ("version", version),
        ("text_bg", text.0),
        ("text_en", text.1),
        ("act", act),
    ])
}

async fn state(world: &World) -> Vec<serde_json::Value> {
    world.rows("SELECT * FROM bulletin").await
}

async fn draft(world: &World) -> Client {
    let coordinator = world.sign_in(Who::Coordinator).await;
    let written = coordinator.form("write_bulletin", &writing("0")).await;
    assert_eq!((written.status, written.location()), (303, DRAFT));
    coordinator
}

/// Away from the site nothing else says that the progress is invented.
async fn what_is_invented_says_so_in_letters_and_feed(world: World) {
    let world = mailing(&world).await;
    world.execute("UPDATE installation SET demonstration = TRUE").await.unwrap();
    assert_eq!(ask(&world, "new@example.bg", "lyulin").await.status, 200);
    subscribe(&world, "bg@example.bg", "all").await;
    subscribe(&world, "en@example.bg", "all").await;
    world.execute("UPDATE subscription SET lang = 'en' WHERE email = 'en@example.bg'").await.unwrap();
    suspend_serdika(&world).await;
    let coordinator = draft(&world).await;
    let texts = ("## Здравейте", "## Hello");
    assert_eq!(coordinator.json("save_bulletin", &editing("1", texts, "publish")).await.status, 200);
    let letters = world.rows("SELECT lang, subject, plain, html FROM outbox").await;
    // One to confirm, and to each a suspension and a bulletin.
    assert_eq!(letters.len(), 5);
    for letter in letters {
        let of = |column: &str| letter[column].as_str().unwrap();
        let (mark, said) = match of("lang") {
            "bg" => ("Демонстрационни данни. ", "Демонстрационни данни: напредъкът е измислен."),
            _ => ("Demonstration data. ", "Demonstration data: the progress is invented."),
        };
        assert!(of("subject").starts_with(mark), "{letter}");
        assert!(of("plain").starts_with(said), "{letter}");
        assert!(of("html").contains(&format!("<body>\n<p>{said}</p>")), "{letter}");
    }
    for (lang, said) in [("bg", "напредъкът е измислен"), ("en", "the progress is invented")]
    {
        let feed = world.anonymous().get(&format!("/{lang}/byuletin.atom")).await.text();
        // Of the feed itself, the entry's summary and its content.
        assert_eq!(feed.matches(said).count(), 3, "{feed}");
    }
}

/// A draft of October.
pub async fn write_one(world: &World) {
    draft(world).await;
}

fn rule(answer: &Answer) -> (String, Rule) {
    match answer.error() {
        AppError::Invalid { mut problems } => {
            let first = problems.remove(0);
            (first.field, first.rule)
        }
        error => panic!("{error:?}"),
    }
}

async fn from_the_ledger_to_the_reader(world: World) {
    let world = mailing(&world).await;
    subscribe(&world, "bg@example.bg", "lyulin").await;
    subscribe(&world, "en@example.bg", "all").await;
    world.execute("UPDATE subscription SET lang = 'en' WHERE email = 'en@example.bg'").await.unwrap();
    let filled_in =
        [("since", "2026-10-15"), ("reason", "Наводнен *сървър*"), ("expected_return", "2027-01-11")];
    step(Who::Coordinator, "suspend_onboarding", None, filled_in).take(&world, "serdika").await;
    let letters = world.rows("SELECT id FROM outbox").await.len();

    let coordinator = draft(&world).await;
    let months = coordinator.page(MONTHS).await;
    assert!(
        months.text().contains("Редактиране: октомври 2026 г.")
            && months.text().contains("Написване на чернова: септември 2026 г.")
    );
    let page = coordinator.page(DRAFT).await;
    let text = page.value(page.by_id("save_bulletin-text_bg").unwrap());
    assert!(text.contains("## Вече не работят"), "{text}");
    assert!(text.contains("[район „Сердика“](/bg/rayoni/serdika?programme=unified-model)"), "{text}");
    assert!(text.contains("Наводнен \\*сървър\\*"), "what people wrote is no markup: {text}");
    assert!(text.contains("Към 31 октомври 2026 г. работят 3 от 24 района; месец по-рано – 4."), "{text}");
    // Nobody else sees it.
    let anyone = world.anonymous();
    assert_eq!(anyone.get(ISSUE).await.status, 404);
    assert!(anyone.page("/bg/byuletin").await.text().contains("Още няма публикуван бюлетин."));

    let texts = ("## Здравейте\n\n[карта](/bg/)", "## Hello\n\n[map](/en/)");
    let saved = coordinator.form("save_bulletin", &editing("1", texts, "save")).await;
    let page = coordinator.follow(&saved).await;
    assert!(page.text().contains("Записано.") && page.by_id("preview").unwrap().text.contains("Здравейте"));
    assert_eq!(world.rows("SELECT id FROM outbox").await.len(), letters);
    let content = world.db.content_version();
    let published = coordinator.form("save_bulletin", &editing("2", texts, "publish")).await;
    assert!(coordinator.follow(&published).await.text().contains("публикуван"));
    assert!(world.db.content_version() > content, "cached pages are out of date");

    let issue = anyone.page(ISSUE).await;
    assert!(issue.text().contains("Бюлетин за октомври 2026 г.") && issue.text().contains("Здравейте"));
    assert!(issue.having("svg", "viewbox").count() + issue.having("svg", "viewBox").count() >= 2);
    assert!(
        issue.text().contains("работят 4 от 24") && issue.text().contains("работят 3 от 24"),
        "{}",
        issue.text()
    );
    assert!(anyone.page("/en/byuletin/2026-10").await.text().contains("Hello"));
    assert!(anyone.page("/en/byuletin").await.with("href", "/en/byuletin/2026-10").is_some());
    assert_eq!(anyone.cookie(), None);

    let feed = anyone.get("/bg/byuletin.atom").await;
    assert_eq!(feed.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    assert!(
        feed.text().contains("<feed ")
            && feed.text().contains(&format!("{}{ISSUE}", world.config.public_url))
    );
    let tag = feed.header("etag").unwrap().to_owned();
    let again = http::Request::get("/bg/byuletin.atom").header("if-none-match", tag);
    assert_eq!(world.send(again.body(axum::body::Body::empty()).unwrap()).await.status, 304);
    assert_eq!(anyone.get("/en/bulletin").await.location(), "/en/byuletin");
    assert_eq!(anyone.get("/en/bulletin.atom").await.location(), "/en/byuletin.atom");

    let sent = world.rows("SELECT recipient, subject, plain, html FROM outbox WHERE cause = 'bulletin:2026-10' ORDER BY recipient").await;
    let of = |row: usize, column: &str| sent[row][column].as_str().unwrap().to_owned();
    assert_eq!(sent.len(), 2);
    assert_eq!(
        (of(0, "recipient"), of(0, "subject")),
        ("bg@example.bg".to_owned(), "Бюлетин за октомври 2026 г.".to_owned())
    );
    assert!(
        of(1, "plain").contains(&format!("[map]({}/en/)", world.config.public_url)),
        "{}",
        of(1, "plain")
    );
    assert!(of(1, "html").contains(&format!("<a href=\"{}/en/\">map</a>", world.config.public_url)));

    // It stays, for the program and behind its back.
    let before = state(&world).await;
    for function in ["save_bulletin", "write_bulletin"] {
        let answer = coordinator.json(function, &editing("3", ("Друго", "Other"), "save")).await;
        assert_eq!(rule(&answer), ("text_bg".to_owned(), Rule::WrongState), "{function}");
    }
    // Sent twice it is published once.
    assert_eq!(coordinator.json("save_bulletin", &editing("2", texts, "publish")).await.status, 200);
    assert!(world.execute("UPDATE bulletin SET text_bg = 'x'").await.is_err());
    assert!(world.execute("DELETE FROM bulletin").await.is_err());
    assert_eq!(state(&world).await, before);
    assert_eq!(world.rows("SELECT id FROM outbox WHERE cause = 'bulletin:2026-10'").await.len(), 2);
    // What changes later changes neither the map of then nor the text.
    let shown = anyone.page(ISSUE).await.text().to_owned();
    step(Who::Coordinator, "return_onboarding", None, [("returned_on", "2026-10-20")])
        .take(&world, "serdika")
        .await;
    assert_eq!(anyone.page(ISSUE).await.text(), shown);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn the_second_of_two_sees_what_the_first_wrote(world: World) {
    let first = draft(&world).await;
    let second = world.sign_in(Who::SecondCoordinator).await;
    assert_eq!(first.json("save_bulletin", &editing("1", ("Първи", "First"), "save")).await.status, 200);
    let refused = second.form("save_bulletin", &editing("1", ("Втори", "Second"), "publish")).await;
    let page = second.page(refused.location()).await;
    assert_eq!(page.value(page.by_id("save_bulletin-text_bg").unwrap()), "Втори");
    assert!(page.by_id("preview").unwrap().text.contains("Първи"));
    assert!(page.by_id("save_bulletin-text_bg-problem").is_some());
    assert_eq!(state(&world).await[0]["text_bg"].as_str(), Some("Първи"));
    // Written anew only on top of what was seen.
    let stale = second.json("write_bulletin", &writing("1")).await;
    assert_eq!(rule(&stale).1, Rule::ChangedByColleague);
    assert_eq!(second.json("write_bulletin", &writing("2")).await.status, 200);
    assert!(state(&world).await[0]["text_bg"].as_str().unwrap().contains("## Започнаха работа"));
}

async fn hostile_text_is_named_and_not_published(world: World) {
    let coordinator = draft(&world).await;
    let hostile = "## A\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n![p](https://evil.example/p.png)\n\n</textarea><script>alert(2)</script>";
    let refused = coordinator.form("save_bulletin", &editing("1", (hostile, "ok"), "publish")).await;
    let page = coordinator.page(refused.location()).await;
    let problem = &page.by_id("save_bulletin-text_bg-problem").unwrap().text;
    for reason in ["HTML не се допуска", "javascript:alert(1)", "картинки не се допускат"]
    {
        assert!(problem.contains(reason), "{problem}");
    }
    assert_eq!(page.value(page.by_id("save_bulletin-text_bg").unwrap()), hostile);
    assert_eq!(state(&world).await[0]["version"].as_i64(), Some(1));
    // As a draft it may stand, and is harmless in the preview.
    assert_eq!(coordinator.json("save_bulletin", &editing("1", (hostile, "ok"), "save")).await.status, 200);
    let html = coordinator.get(DRAFT).await.text();
    let shown = html.split("id=\"preview\"").nth(1).unwrap();
    for bad in ["<script>alert", "href=\"javascript", "<img"] {
        assert!(!shown.contains(bad), "{bad}");
    }
    let empty = coordinator.json("save_bulletin", &editing("2", ("", "x"), "publish")).await;
    assert_eq!(rule(&empty), ("text_bg".to_owned(), Rule::Required));
    let long = "ж".repeat(20_001);
    let long = coordinator.json("save_bulletin", &editing("2", ("x", &long), "save")).await;
    assert_eq!(rule(&long), ("text_en".to_owned(), Rule::TooLong { max: 20_000 }));
    let whole = "ж".repeat(20_000);
    let whole = coordinator.json("save_bulletin", &editing("2", (&whole, &whole), "save")).await;
    assert_eq!(whole.status, 200, "what may be written can be sent");
    for hidden in ["a\u{202e}b", "a&#x202e;b"] {
        let hidden = coordinator.json("save_bulletin", &editing("3", (hidden, "x"), "save")).await;
        assert_eq!(rule(&hidden).1, Rule::Invisible { code: "U+202E".to_owned() });
    }
    for nothing in ["&nbsp;", "\u{ad}", "---"] {
        let empty = coordinator.json("save_bulletin", &editing("3", (nothing, "x"), "publish")).await;
        assert_eq!(rule(&empty), ("text_bg".to_owned(), Rule::Required), "{nothing}");
    }
    let broken = coordinator.json("save_bulletin", &editing("3", ("[сайт](egov.bg)", "x"), "publish")).await;
    let what = vec![Dropped::Link("egov.bg".to_owned())];
    assert_eq!(rule(&broken), ("text_bg".to_owned(), Rule::LeftOut { what }));
    assert_eq!(
        rule(&coordinator.json("save_bulletin", &editing("3", ("a", "b"), "burn")).await).1,
        Rule::NotOffered
    );
}

async fn only_coordinators_and_only_of_months_that_are_over(world: World) {
    let coordinator = draft(&world).await;
    let before = state(&world).await;
    for who in [Who::Administrator, Who::Staff, Who::Reader] {
        let client = world.sign_in(who).await;
        for page in [MONTHS, DRAFT] {
            assert_eq!(client.get(page).await.status, 403, "{who:?} {page}");
        }
        assert_eq!(client.json("save_bulletin", &editing("1", ("a", "b"), "publish")).await.status, 403);
        assert_eq!(client.json("write_bulletin", &writing("0")).await.status, 403);
    }
    let anyone = world.anonymous();
    assert_eq!(anyone.get(DRAFT).await.status, 303);
    assert_eq!(anyone.json("save_bulletin", &editing("1", ("a", "b"), "publish")).await.status, 401);
    for (month, expected) in
        [("2026-11", Rule::MonthNotOver), ("2026-13", Rule::NotOffered), ("", Rule::NotOffered)]
            .into_iter()
            .chain([("2019-01", Rule::BeforeProgramme { starts_on: "2020-03-01".to_owned() })])
    {
        let mut form = writing("0");
        form[3].1 = month.to_owned();
        assert_eq!(rule(&coordinator.json("write_bulletin", &form).await), ("month".to_owned(), expected));
    }
    let mut unknown = editing("1", ("a", "b"), "save");
    unknown[2].1 = "2026-09".to_owned();
    assert_eq!(coordinator.json("save_bulletin", &unknown).await.status, 404);
    for path in
        ["/bg/byuletin/2026-1", "/bg/byuletin/x", "/bg/byuletin/2026-10", "/bg/tablo/byuletin/2026-09"]
    {
        assert_eq!(coordinator.get(path).await.status, 404, "{path}");
    }
    assert_eq!(state(&world).await, before);
}

async fn each_month_has_its_draft_by_itself(world: World) {
    for _ in 0..2 {
        app::bulletin::operation::write_due_draft(&world.site).await.unwrap();
    }
    world.pass_days(10);
    app::bulletin::operation::write_due_draft(&world.site).await.unwrap();
    let rows = world.rows("SELECT month FROM bulletin ORDER BY month").await;
    let months: Vec<_> = rows.iter().map(|row| row["month"].as_str().unwrap()).collect();
    assert_eq!(months, ["2026-10", "2026-11"]);
}

on_both_databases![
    what_is_invented_says_so_in_letters_and_feed,
    from_the_ledger_to_the_reader,
    the_second_of_two_sees_what_the_first_wrote,
    hostile_text_is_named_and_not_published,
    only_coordinators_and_only_of_months_that_are_over,
    each_month_has_its_draft_by_itself,
];
