//! Days and instants that cannot be shown are refused, with the rule, the value
//! and the way out.

use app::error::Rule;
use app::text::Lang;
use app::text::problem::{NOT_A_DAY, problem_text};

use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// What an address is told; it has one form of a day in both languages.
fn told(lang: Lang, rule: &Rule) -> String {
    if *rule == Rule::NotADate { NOT_A_DAY.get(lang).to_owned() } else { problem_text(lang, rule) }
}

async fn what_cannot_be_shown_is_refused_in_words(world: World) {
    let before_programme = Rule::BeforeProgramme { starts_on: "2020-06-11".to_owned() };
    let before_records = Rule::BeforeRecords { first: "2026-11-20T12:00:00.000Z".to_owned() };
    let cases = [
        ("as-of=2025-02-29", "2025-02-29", Rule::NotADate),
        ("as-of=1.3.2025", "1.3.2025", Rule::NotADate),
        ("as-of=%ff%00x", "", Rule::NotADate),
        ("as-of=2026-11-22", "2026-11-22", Rule::InFuture),
        ("as-of=9999-12-31", "9999-12-31", Rule::InFuture),
        ("as-of=2020-06-10", "2020-06-10", before_programme.clone()),
        ("as-of=0001-01-01", "0001-01-01", before_programme),
        ("as-of=2026-11-20&known=yesterday", "yesterday", Rule::NotAnInstant),
        ("as-of=2026-11-20&known=2026-11-20T12:00%2B02:00", "2026-11-20T12:00+02:00", Rule::NotAnInstant),
        ("known=2026-11-20T25:00Z", "2026-11-20T25:00Z", Rule::NotAnInstant),
        ("as-of=2026-11-20&known=2026-11-21T12:01Z", "2026-11-21T12:01Z", Rule::InstantInFuture),
        ("as-of=2026-11-20&known=2026-11-20T11:59Z", "2026-11-20T11:59Z", before_records),
    ];
    let people = [world.anonymous(), world.sign_in(Who::Coordinator).await];
    for (query, value, rule) in cases {
        for lang in Lang::ALL {
            let code = lang.code();
            for path in [format!("/{code}/?{query}"), format!("/{code}/rayoni/lyulin?{query}")] {
                for client in &people {
                    let answer = client.get(&path).await;
                    if query.contains("%00") {
                        // No address of ours holds a NUL.
                        assert_eq!(answer.status, 400, "{path}");
                        continue;
                    }
                    assert_eq!(answer.status, 400, "{path}");
                    let page = answer.page();
                    assert_eq!(page.lang(), code);
                    let said = page.by_class("error-page").unwrap();
                    assert!(said.text.contains(&told(lang, &rule)), "{path}: {}", said.text);
                    assert!(said.text.contains(value), "{path}: {}", said.text);
                    assert!(page.inside(said).any(|one| one.get("href") == Some(&format!("/{code}/"))));
                }
            }
        }
        for path in ["/data/rollout.json?", "/data/district.json?district=lyulin&"] {
            let answer = world.anonymous().get(&format!("{path}{query}")).await;
            assert_eq!(answer.status, 400, "{path}{query}");
        }
    }
}

async fn the_first_and_the_last_that_can_be_shown(world: World) {
    for query in [
        "as-of=2020-06-11",
        "as-of=2026-11-21",
        "as-of=",
        "as-of=&known=",
        "as-of=2026-11-20&known=2026-11-20T12:00Z",
        "as-of=2020-06-11&known=2026-11-21T12:00Z",
        "known=2026-11-21T12:00:00.000Z",
        "as-of=2026-11-20&as-of=x",
        "programme=moving&as-of=2020-03-01",
    ] {
        assert_eq!(world.anonymous().get(&format!("/bg/?{query}")).await.status, 200, "{query}");
    }
    // The other programme began later; its switch leads to today there.
    let page = world.anonymous().page("/bg/?programme=moving&as-of=2020-03-01").await;
    let switch: Vec<_> =
        page.inside(page.by_class("switch").unwrap()).filter_map(|one| one.get("href")).collect();
    assert_eq!(switch, ["/bg/?programme=unified-model", "/bg/?programme=moving&as-of=2020-03-01"]);
    for path in ["/bg/?programme=x&as-of=2025-01-01", "/bg/rayoni/x?as-of=2025-01-01", "/data/x.json"] {
        assert_eq!(world.anonymous().get(path).await.status, 404, "{path}");
    }
}

on_both_databases![what_cannot_be_shown_is_refused_in_words, the_first_and_the_last_that_can_be_shown];
