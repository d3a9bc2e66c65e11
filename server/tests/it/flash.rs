//! What a refused form brings back, and where.

use crate::support::client::{Answer, Client, fields};
use crate::support::people::Who;
use crate::support::{World, on_both_databases};

on_both_databases![belongs_to_its_page, survives_other_pages_once];

const LYULIN: &str = "/bg/rayoni/lyulin/spisak?programme=unified-model";
const ISKAR: &str = "/bg/rayoni/iskar/spisak?programme=unified-model";
const TYPED: &str = "Писмо, въведено за Люлин";

/// Two tabs of one browser: what was typed for one district is not another's.
async fn belongs_to_its_page(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let refused = refuse(&world, &client).await;

    for other in [ISKAR, "/bg/profil", "/bg/vhod", "/bg/rayoni/lyulin/spisak?programme=moving"] {
        let answer = client.get(other).await;
        assert!(!answer.text().contains(TYPED), "{other} shows what was typed for Lyulin");
        assert!(!answer.text().contains("error-summary"), "{other} shows Lyulin's errors");
    }

    let page = client.follow(&refused).await;
    assert!(page.by_class("error-summary").is_some(), "the page the form is on");
    assert!(
        page.having("textarea", "name")
            .chain(page.having("input", "name"))
            .any(|one| page.value(one) == TYPED)
    );
}

/// It is there until its page is shown, and only for that view.
async fn survives_other_pages_once(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let refused = refuse(&world, &client).await;
    client.get("/bg/tablo").await;
    assert!(client.follow(&refused).await.by_class("error-summary").is_some());
    assert!(client.follow(&refused).await.by_class("error-summary").is_none());
}

async fn refuse(world: &World, client: &Client) -> Answer {
    let mut form = fields([
        ("lang", "bg"),
        ("back", LYULIN),
        ("window_from", "утре"),
        ("because", "vendor"),
        ("reason", TYPED),
    ]);
    form.extend(world.seen_for("set_dates", "lyulin", None).await);
    let answer = client.form("set_dates", &form).await;
    assert_eq!(answer.status, 303);
    answer
}
