//! What cannot be done, and who may do nothing.

use app::error::Rule;

use super::{DRAFT, EFFECT, FORM, LIST, NEW, done, form, rule};
use crate::support::client::fields;
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

async fn what_cannot_be_done_is_refused_in_words(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    done(&world, &client, "draft_version", []).await;
    let again = client.json("draft_version", &form(&world, []).await).await;
    assert_eq!(rule(&again), ("programme".to_owned(), Rule::DraftExists { number: 2 }));
    let unchanged = client.json("publish_version", &form(&world, [("holds_from", "2026-12-01")]).await).await;
    assert_eq!(rule(&unchanged), ("holds_from".to_owned(), Rule::ChangesNothing { number: 1 }));
    // A circle, by its names; the page keeps what was typed.
    done(&world, &client, "save_requirement", NEW).await;
    let mut second = NEW;
    second[2].1 = "Втори";
    second[3].1 = "Second";
    let mut waits = form(&world, second).await;
    waits.extend(fields([("after[]", "trained-deputy")]));
    assert_eq!(client.json("save_requirement", &waits).await.status, 200);
    let mut circle = NEW;
    circle[0].1 = "trained-deputy";
    let mut circle = form(&world, circle).await;
    circle.extend(fields([("after[]", "second")]));
    circle[1].1 = format!("{FORM}&requirement=trained-deputy");
    let page = client.follow(&client.form("save_requirement", &circle).await).await;
    assert!(page.text().contains("Втори → Обучен заместник → Втори"), "{}", page.text());
    let shown = page.form("save_requirement", "trained-deputy").unwrap();
    assert!(page.sent(shown).contains(&("after[]".to_owned(), "second".to_owned())));
    for (field, bad, broken) in [
        ("name_bg", "", Rule::Required),
        ("milestone", "moon", Rule::NotOffered),
        ("evidence_asked", "song", Rule::NotOffered),
        ("holder", "", Rule::Required),
        ("must_be_met_by", "30/06", Rule::NotADate),
        ("valid_months", "0", Rule::NotANumber { min: 1, max: 240 }),
        ("basis_bg", "само тук", Rule::Required),
        ("applies_when", "rains", Rule::NotOffered),
        ("after[]", "nothing", Rule::NotOffered),
        ("name_bg", "Втори", Rule::ExistsAlready),
        ("next_bg", "Определете\u{202e}заместник.", Rule::Invisible { code: "U+202E".to_owned() }),
        ("name_en", "Trained\u{7}deputy", Rule::Invisible { code: "U+0007".to_owned() }),
        ("source_bg", "Съставителите\0", Rule::Invisible { code: "U+0000".to_owned() }),
    ] {
        let mut form = form(&world, NEW).await;
        form.retain(|(name, _)| name != field);
        form.extend(fields([(field, bad)]));
        let expected = match field {
            "basis_bg" => "basis_en",
            "after[]" => "after",
            other => other,
        };
        let answer = client.json("save_requirement", &form).await;
        assert_eq!(rule(&answer), (expected.to_owned(), broken), "{field}");
    }
    for (day, broken) in [
        ("", Rule::Required),
        ("скоро", Rule::NotADate),
        ("2026-11-20", Rule::InPast),
        ("2032-01-01", Rule::TooFar { latest: "2031-11-21".to_owned() }),
    ] {
        let answer = client.json("publish_version", &form(&world, [("holds_from", day)]).await).await;
        assert_eq!(rule(&answer), ("holds_from".to_owned(), broken), "{day}");
    }
    let late = client.json("publish_version", &form(&world, [("holds_from", "2027-07-01")]).await).await;
    assert!(matches!(rule(&late).1, Rule::DueBeforeHolds { .. }));
    // Retired and kept after all; thrown away.
    done(&world, &client, "retire_requirement", [("requirement", "team")]).await;
    done(&world, &client, "restore_requirement", [("requirement", "team")]).await;
    let page = client.page(DRAFT).await;
    assert!(page.text().contains("нови 2, ") && page.text().contains("отпаднали 0"), "{}", page.text());
    done(&world, &client, "discard_draft", []).await;
    assert_eq!(client.get(DRAFT).await.status, 404);
    for bad in ["0", "x", "-1", "99999999999", "2"] {
        assert_eq!(client.get(&format!("/bg/tablo/versii/{bad}?programme=unified-model")).await.status, 404);
        assert_eq!(client.get(&format!("/bg/tablo/versii/{bad}/vliyanie")).await.status, 404);
    }
    assert_eq!(client.page("/en/tablo/versii/1?programme=moving").await.lang(), "en");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn only_coordinators_draft(world: World) {
    let coordinator = world.sign_in(Who::Coordinator).await;
    done(&world, &coordinator, "draft_version", []).await;
    let before = world.content().await;
    for who in [Who::Staff, Who::Reader, Who::Administrator] {
        let client = world.sign_in(who).await;
        assert!(client.page(DRAFT).await.form("publish_version", "").is_none(), "{who:?}");
        assert_eq!(client.get(FORM).await.status, 403, "{who:?}");
        assert_eq!(client.json("save_requirement", &form(&world, NEW).await).await.status, 403, "{who:?}");
        let publish = form(&world, [("holds_from", "2026-12-01")]).await;
        assert_eq!(client.json("publish_version", &publish).await.status, 403, "{who:?}");
    }
    let anonymous = world.anonymous();
    for page in [LIST, DRAFT, EFFECT, FORM] {
        assert_eq!(anonymous.get(page).await.status, 303, "{page}");
    }
    assert_eq!(anonymous.json("discard_draft", &form(&world, []).await).await.status, 401);
    assert_eq!(world.content().await, before);
}

on_both_databases![what_cannot_be_done_is_refused_in_words, only_coordinators_draft,];
