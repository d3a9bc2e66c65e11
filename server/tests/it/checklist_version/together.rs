//! Two coordinators at one draft.

use app::error::Rule;

use super::{DRAFT, FORM, NEW, done, form, rule, version};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

/// Who comes when the draft is no more, or another one, is told so and keeps
/// their text.
async fn a_draft_that_is_gone_is_not_mistaken_for_another(world: World) {
    let first = world.sign_in(Who::Coordinator).await;
    let second = world.sign_in(Who::SecondCoordinator).await;
    // Another draft of the same number, changed as often.
    done(&world, &first, "draft_version", []).await;
    done(&world, &first, "retire_requirement", [("requirement", "regix")]).await;
    let seen = form(&world, [("holds_from", "2026-12-01")]).await;
    done(&world, &second, "discard_draft", []).await;
    done(&world, &second, "draft_version", []).await;
    done(&world, &second, "retire_requirement", [("requirement", "team")]).await;
    let (field, refused) = rule(&first.json("publish_version", &seen).await);
    assert!(field == "holds_from" && matches!(refused, Rule::TextChangedMeanwhile { .. }), "{refused:?}");
    // Kept after all, it is where it was, and what waited for it waits again.
    done(&world, &first, "restore_requirement", [("requirement", "team")]).await;
    done(&world, &first, "retire_requirement", [("requirement", "rehearsal")]).await;
    assert!(first.page(DRAFT).await.text().contains("отпаднали 1"));
    done(&world, &first, "restore_requirement", [("requirement", "rehearsal")]).await;
    assert!(first.page(DRAFT).await.text().contains("нови 0, променени 0, отпаднали 0"));
    let order = |page: &crate::support::html::Page| -> Vec<String> {
        page.having("tr", "data-requirement")
            .filter_map(|row| row.get("data-requirement").map(str::to_owned))
            .collect()
    };
    let one = first.page("/bg/tablo/versii/1?programme=unified-model").await;
    assert_eq!(order(&first.page(DRAFT).await), order(&one));
    // Published meanwhile: nothing is discarded, and what was typed is still there.
    done(&world, &first, "save_requirement", NEW).await;
    let discard = form(&world, []).await;
    let mut mine = NEW;
    mine[2].1 = "Моят текст";
    mine[3].1 = "My text";
    let mut mine = form(&world, mine).await;
    mine[1].1 = FORM.to_owned();
    done(&world, &first, "publish_version", [("holds_from", "2026-12-01")]).await;
    let refused = second.json("discard_draft", &discard).await;
    assert_eq!(rule(&refused), ("programme".to_owned(), Rule::PublishedMeanwhile { number: 2 }));
    let page = second.follow(&second.form("save_requirement", &mine).await).await;
    assert!(page.text().contains("беше публикувана"), "{}", page.text());
    let sent = page.sent(page.form("save_requirement", "").unwrap());
    assert!(sent.contains(&("name_bg".to_owned(), "Моят текст".to_owned())), "{sent:?}");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// The second of two saves sees what the first recorded and decides again.
async fn a_stale_save_is_shown_what_is_recorded(world: World) {
    let first = world.sign_in(Who::Coordinator).await;
    let second = world.sign_in(Who::SecondCoordinator).await;
    done(&world, &first, "draft_version", []).await;
    done(&world, &first, "save_requirement", NEW).await;
    let mut change = NEW;
    change[0].1 = "trained-deputy";
    change[2].1 = "Мое име";
    let mut mine = form(&world, change).await;
    mine[1].1 = format!("{FORM}&requirement=trained-deputy");
    change[2].1 = "Тяхно име";
    done(&world, &first, "save_requirement", change).await;
    let page = second.follow(&second.form("save_requirement", &mine).await).await;
    assert!(page.text().contains("Сега е записано: „Тяхно име“"), "{}", page.text());
    assert_eq!(
        page.by_class("error-summary").map(|one| one.text.matches("Сега е записано").count()),
        Some(1)
    );
    let again = page.sent(page.form("save_requirement", "trained-deputy").unwrap());
    assert!(again.contains(&("name_bg".to_owned(), "Мое име".to_owned())), "{again:?}");
    assert_eq!(second.form("save_requirement", &again).await.status, 303);
    // Sent twice, it is saved once.
    let saved = version(&world).await;
    assert_eq!(second.json("save_requirement", &again).await.status, 200);
    assert_eq!(version(&world).await, saved);
    // What differs elsewhere is said there.
    let mut other = form(&world, change).await;
    other[1].1 = format!("{FORM}&requirement=trained-deputy");
    let mut theirs = again.clone();
    for (name, value) in theirs.iter_mut().filter(|(name, _)| name == "next_bg" || name == "version") {
        *value = if name == "version" { version(&world).await } else { "Тяхна стъпка".to_owned() };
    }
    assert_eq!(first.json("save_requirement", &theirs).await.status, 200);
    let page = second.follow(&second.form("save_requirement", &other).await).await;
    assert!(page.text().contains("Сега е записано: „Тяхна стъпка“"), "{}", page.text());
    let mut stale = form(&world, [("holds_from", "2026-12-01")]).await;
    stale[3].1 = "1".to_owned();
    let (field, refused) = rule(&second.json("publish_version", &stale).await);
    assert_eq!(field, "holds_from");
    assert!(matches!(refused, Rule::TextChangedMeanwhile { present: Some(_) }));
}

on_both_databases![a_draft_that_is_gone_is_not_mistaken_for_another, a_stale_save_is_shown_what_is_recorded,];
