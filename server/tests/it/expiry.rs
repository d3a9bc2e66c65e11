//! A year of days: each warning on its day, expiry on the day after, readiness
//! falls, what is live stays live and is flagged, and a renewal clears it.

use app::error::{AppError, Rule};
use app::onboarding::model::{MarkKind, Status, Tally};
use app::rollout::store::load_rollout;
use app::text::Lang;
use chrono::{Days, NaiveDate};

use crate::onboarding::operation::{Step, step};
use crate::support::client::fields;
use crate::support::html::{Element, Page};
use crate::support::people::Who;
use crate::support::{TODAY, World, noon, on_both_databases, today};

const ORDER: Option<(&str, &str)> = Some(("requirement", "mayor-order"));

/// The last day of the evidence, not quite a year on.
const LAST: &str = "2027-10-01";

fn last() -> NaiveDate {
    LAST.parse().unwrap()
}

fn submit(evidence: &'static str, valid_until: &'static str) -> Step {
    let filled_in = [("evidence_kind", "reference"), ("evidence", evidence), ("valid_until", valid_until)];
    step(Who::Staff, "submit_requirement", ORDER, filled_in)
}

fn confirm() -> Step {
    step(Who::Coordinator, "confirm_requirement", ORDER, [])
}

/// Lyulin live with all its milestones marked; but for the order, everything
/// was set aside.
async fn live(world: &World) {
    submit("РД-1", LAST).take(world, "lyulin").await;
    confirm().take(world, "lyulin").await;
    let coordinator = world.sign_in(Who::Coordinator).await;
    let page = coordinator.page("/en/rayoni/lyulin/spisak").await;
    let requirements: Vec<String> = page
        .having("li", "data-requirement")
        .filter(|row| row.get("data-standing") == Some("open"))
        .map(|row| row.get("data-requirement").unwrap().to_owned())
        .collect();
    for key in requirements {
        let mut form = world.seen("lyulin", Some(("requirement", &key))).await;
        form.extend(fields([("reason", "Не се отнася")]));
        assert_eq!(coordinator.json("set_aside_requirement", &form).await.status, 200, "{key}");
    }
    let milestones: Vec<String> = page
        .having("section", "data-milestone")
        .map(|section| section.get("data-milestone").unwrap().to_owned())
        .collect();
    for key in milestones {
        let mut form = world.seen("lyulin", Some(("milestone", &key))).await;
        form.extend(fields([("reached_on", TODAY)]));
        let answer = coordinator.json("mark_milestone", &form).await;
        assert_eq!(answer.status, 200, "{key}: {}", answer.text());
    }
}

fn row(page: &Page) -> &Element {
    page.having("tr", "data-district").find(|row| row.get("data-district") == Some("lyulin")).unwrap()
}

fn warning(board: &Page) -> Option<String> {
    let row = board.with("data-expiring", "lyulin:mayor-order")?;
    Some(row.get("data-warning").unwrap().to_owned())
}

async fn a_year_is_walked_and_each_thing_happens_on_its_day(world: World) {
    live(&world).await;
    // Each person signs in on a few days only; a session ends before the next.
    let mut readers = [Who::Reader, Who::Administrator, Who::SecondCoordinator].into_iter().cycle();
    for days in 0..=365 {
        let day = today() + Days::new(days);
        world.clock.set(noon(&day.to_string()));
        let left = last().signed_duration_since(day).num_days();
        let expected = match left {
            ..0 => Some("expired"),
            0..=7 => Some("days-7"),
            8..=30 => Some("days-30"),
            31..=60 => Some("days-60"),
            _ => None,
        };
        let flag = (left < 0).then_some("expired");
        let rollout = load_rollout(&world.db, "unified-model", Lang::En, day).await.unwrap();
        let own = rollout.rows.iter().find(|row| row.slug == "lyulin").unwrap();
        assert_eq!(own.expiring.first().map(|one| one.warning.key()), expected, "{day}");
        assert_eq!(own.expiring.first().map(|one| one.days_left), expected.map(|_| left), "{day}");
        assert_eq!(own.flags.first().map(|one| one.warning.key()), flag, "{day}");
        assert_eq!(
            own.status,
            Status::Live { reached: 8, kind: MarkKind::Confirmed },
            "{day}: it stays live"
        );
        let met = u32::from(left >= 0);
        assert_eq!(own.tally, Some(Tally { met, of: 1 }), "{day}: readiness falls by itself");
        if ![61, 60, 31, 30, 8, 7, 0, -1, -30].contains(&left) {
            continue;
        }
        let board = world.sign_in(readers.next().unwrap()).await.page("/en/tablo").await;
        assert_eq!(warning(&board).as_deref(), expected, "{day}");
        let map = world.anonymous().page("/en/").await;
        assert_eq!((row(&map).get("data-status"), row(&map).get("data-flag")), (Some("live"), flag), "{day}");
        assert!(row(&map).text.contains(&format!("{met} of 1")), "{day}: {}", row(&map).text);
    }
}

async fn what_is_live_with_expired_evidence_says_so_everywhere(world: World) {
    live(&world).await;
    world.clock.set(noon("2027-10-11"));
    let shape_of = |page: &Page| {
        page.having("a", "data-district")
            .find(|one| one.get("data-district") == Some("lyulin"))
            .map(|one| one.get("data-flag").map(str::to_owned))
            .unwrap()
    };
    for (lang, flagged, left, short) in [
        (Lang::Bg, "Работи, но с изтекло доказателство: „", "изтекло преди 10 дни", "изтекло доказателство"),
        (Lang::En, "Live, but with expired evidence: “", "expired 10 days ago", "expired evidence"),
    ] {
        let code = lang.code();
        let page = world.anonymous().page(&format!("/{code}/rayoni/lyulin")).await;
        let state = page.by_class("state").unwrap();
        assert_eq!((state.get("data-status"), state.get("data-flag")), (Some("live"), Some("expired")));
        assert!(state.text.contains(flagged), "{}", state.text);
        let map = world.anonymous().page(&format!("/{code}/")).await;
        assert_eq!(shape_of(&map).as_deref(), Some("expired"));
        assert!(row(&map).text.contains(short), "{}", row(&map).text);
        let list = world.sign_in(Who::Staff).await.page(&format!("/{code}/rayoni/lyulin/spisak")).await;
        let top = list.by_class("expiring").expect("staff read it first");
        assert!(top.text.contains(left), "{}", top.text);
        assert!(list.by_id("req-mayor-order").unwrap().text.contains(left));
    }
    submit("РД-2", "2028-10-01").take(&world, "lyulin").await;
    confirm().take(&world, "lyulin").await;
    let map = world.anonymous().page("/bg/").await;
    assert_eq!((row(&map).get("data-flag"), shape_of(&map)), (None, None));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn evidence_renewed_in_time_is_never_out_of_date(world: World) {
    live(&world).await;
    // Sixty-one days before the last one it is too early.
    world.clock.set(noon("2027-08-01"));
    let staff = world.sign_in(Who::Staff).await;
    let send = |valid_until: &'static str| {
        let (world, staff) = (&world, &staff);
        async move {
            let mut form = world.seen("lyulin", ORDER).await;
            form.extend(fields([
                ("evidence_kind", "link"),
                ("evidence", "https://lyulin.bg/2"),
                ("valid_until", valid_until),
            ]));
            staff.json("submit_requirement", &form).await
        }
    };
    assert_eq!(send("2028-10-01").await.error(), AppError::invalid("evidence", Rule::WrongState));
    world.clock.set(noon("2027-08-02"));
    let early = Rule::NotBefore { earliest: "2027-10-02".to_owned() };
    assert_eq!(send(LAST).await.error(), AppError::invalid("valid_until", early));
    assert_eq!(send("2028-10-01").await.status, 200);
    assert_eq!(world.faults().await, Vec::<String>::new());
    // Sent twice is no conflict, and not written twice.
    let length = world.ledger().await.len();
    let mut stale = world.seen("lyulin", ORDER).await;
    for (name, value) in &mut stale {
        if name == "version" {
            *value = (value.parse::<i64>().unwrap() - 1).to_string();
        }
    }
    stale.extend(fields([
        ("evidence_kind", "link"),
        ("evidence", "https://lyulin.bg/2"),
        ("valid_until", "2028-10-01"),
    ]));
    assert_eq!(staff.json("submit_requirement", &stale).await.status, 200);
    assert_eq!(world.ledger().await.len(), length);

    let coordinator = world.sign_in(Who::Coordinator).await;
    let list = coordinator.page("/en/rayoni/lyulin/spisak").await;
    let requirement = list.by_id("req-mayor-order").unwrap();
    assert_eq!(requirement.get("data-standing"), Some("confirmed"), "the old is good");
    for said in ["РД-1", "https://lyulin.bg/2", "waiting for a decision since 2 August 2027"] {
        assert!(requirement.text.contains(said), "{said}: {}", requirement.text);
    }
    let board = coordinator.page("/en/tablo").await;
    let row = board.with("data-expiring", "lyulin:mayor-order").unwrap();
    assert!(row.text.contains("waits for a decision"), "{}", row.text);
    let totals = coordinator.page("/en/kogo-chakame?holder=municipality").await;
    assert!(totals.text().contains("(new evidence)"), "it is the municipality's move");
    let html = world.anonymous().get("/en/rayoni/lyulin").await.text();
    assert!(!html.contains("lyulin.bg/2"), "evidence is not for the public");

    // Sent back, the district reads why, and the old stays good.
    let reasons = [("reasons[]", "not_signed"), ("text", "Липсва подпис")];
    step(Who::Coordinator, "return_requirement", ORDER, reasons).take(&world, "lyulin").await;
    let list = staff.page("/en/rayoni/lyulin/spisak").await;
    let requirement = list.by_id("req-mayor-order").unwrap();
    assert_eq!(requirement.get("data-standing"), Some("confirmed"));
    for said in ["sent back on 2 August 2027", "not signed", "Липсва подпис"] {
        assert!(requirement.text.contains(said), "{said}: {}", requirement.text);
    }
    assert_eq!(world.faults().await, Vec::<String>::new());
    assert_eq!(send("2028-10-01").await.status, 200);
    // The last day passes while the coordinators decide: the district is not late.
    world.clock.set(noon("2027-10-05"));
    let page = world.anonymous().page("/en/rayoni/lyulin").await;
    let state = page.by_class("state").unwrap();
    assert_eq!(state.get("data-flag"), Some("expired"));
    assert_eq!(state.get("data-stance"), Some("waiting"));
    assert!(state.text.contains("new evidence waits for a decision"), "{}", state.text);
    confirm().take(&world, "lyulin").await;
    let page = world.anonymous().page("/en/rayoni/lyulin").await;
    let state = page.by_class("state").unwrap();
    assert_eq!((state.get("data-flag"), state.get("data-status")), (None, Some("live")));
    assert!(world.ledger().await.last().unwrap().new.as_ref().unwrap().contains("lyulin.bg/2"));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

on_both_databases![
    a_year_is_walked_and_each_thing_happens_on_its_day,
    what_is_live_with_expired_evidence_says_so_everywhere,
    evidence_renewed_in_time_is_never_out_of_date,
];
