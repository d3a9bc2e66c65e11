//! Services in districts: what is declared and what is observed, side by side.

mod import;

use app::error::{AppError, OfferRule, Rule};
use app::text::{Bilingual, Lang};

use crate::support::client::{Answer, Fields, fields};
use crate::support::people::Who;
use crate::support::{World, noon, on_both_databases};

const PAGE: &str = "/bg/rayoni/lyulin/uslugi";

/// A declaration of Lyulin's.
pub fn declaration(version: &str, state: &str, since: &str) -> Fields {
    fields([
        ("lang", "bg"),
        ("back", PAGE),
        ("district", "lyulin"),
        ("service", "2079"),
        ("version", version),
        ("state", state),
        ("since", since),
    ])
}

/// An observation in Lyulin.
pub fn observation(version: &str, state: &str, on: &str) -> Fields {
    fields([
        ("lang", "bg"),
        ("back", PAGE),
        ("district", "lyulin"),
        ("service", "2079"),
        ("version", version),
        ("state", state),
        ("observed_on", on),
        ("source", "проверка в портала"),
        ("link", "https://egov.bg/"),
    ])
}

/// The same form with another value in one field.
fn with(mut form: Fields, name: &str, value: &str) -> Fields {
    form.retain(|(field, _)| field != name);
    form.push((name.to_owned(), value.to_owned()));
    form
}

fn rule(answer: &Answer) -> Rule {
    match answer.error() {
        AppError::Invalid { mut problems } => problems.remove(0).rule,
        error => panic!("{error:?}"),
    }
}

async fn done(world: &World, who: Who, function: &str, form: &Fields) {
    let answer = world.sign_in(who).await.json(function, form).await;
    assert_eq!(answer.status, 200, "{function}: {}", answer.text());
}

/// Lyulin says that a service is online, and somebody sees that it fails.
pub async fn contradict(world: &World) {
    done(world, Who::Staff, "declare_offer", &declaration("0", "online", "2026-11-02")).await;
    done(world, Who::Coordinator, "observe_offer", &observation("0", "not_working", "2026-11-20")).await;
}

/// What the public reads of the service in Lyulin: state, declared, observed.
async fn read(world: &World, query: &str) -> (String, String, String) {
    let page = world.anonymous().page(&format!("{PAGE}{query}")).await;
    let item = page.by_id("service-2079").unwrap();
    let side = |name: &str| {
        let side = page.inside(item).find(|one| one.get("data-side") == Some(name));
        side.unwrap().text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    (item.get("data-state").unwrap().to_owned(), side("declared"), side("observed"))
}

async fn both_sides_stand_beside_each_other(world: World) {
    let (state, declared, observed) = read(&world, "").await;
    assert_eq!((state.as_str(), declared.as_str()), ("unknown", "не е обявено"));
    assert_eq!(observed, "не е наблюдавано");

    done(&world, Who::Staff, "declare_offer", &declaration("0", "online", "2026-11-02")).await;
    let (state, declared, _) = read(&world, "").await;
    assert_eq!(state, "online");
    assert_eq!(declared, "електронно, от 2 ноември 2026 г. обявено от района");
    assert!(world.anonymous().page("/bg/rayoni/lyulin").await.text().contains("1 от 15 услуги електронно"));

    done(&world, Who::Coordinator, "observe_offer", &observation("0", "not_working", "2026-11-20")).await;
    let (state, _, observed) = read(&world, "").await;
    assert_eq!(state, "disagree");
    assert!(observed.starts_with("не работи, на 20 ноември 2026 г."), "{observed}");
    assert!(observed.contains("проверка в портала"), "{observed}");
    assert!(world.anonymous().page("/bg/rayoni/lyulin").await.text().contains("0 от 15 услуги електронно"));

    // It waits for a coordinator until somebody settles it.
    let board = world.sign_in(Who::Coordinator).await.page("/bg/tablo").await;
    assert!(board.with("data-disagree", "lyulin:2079").is_some());
    done(&world, Who::Staff, "declare_offer", &declaration("1", "at_desk", "2026-11-21")).await;
    assert_eq!(read(&world, "").await.0, "at_desk");
    let board = world.sign_in(Who::Coordinator).await.page("/bg/tablo").await;
    assert!(board.with("data-disagree", "lyulin:2079").is_none());
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn what_is_withdrawn_stays_in_the_history(world: World) {
    contradict(&world).await;
    let withdrawn = with(declaration("1", "withdraw", "2026-11-21"), "reason", "Обявено по грешка.");
    done(&world, Who::Staff, "declare_offer", &withdrawn).await;
    let unseen = with(observation("1", "withdraw", ""), "reason", "Гледана е друга услуга.");
    done(&world, Who::Coordinator, "observe_offer", &unseen).await;
    assert_eq!(read(&world, "").await.0, "unknown");
    let page = world.anonymous().page(PAGE).await;
    for said in
        ["Оттеглено обявеното", "Обявено по грешка.", "Оттеглено наблюдение", "Гледана е друга услуга."]
    {
        assert!(page.text().contains(said), "{said}");
    }
    // It can be declared again, on top of the version it had.
    done(&world, Who::Staff, "declare_offer", &declaration("2", "online", "2026-11-21")).await;
    assert_eq!(read(&world, "").await.0, "online");
    assert_eq!(world.faults().await, Vec::<String>::new());
}

async fn a_past_day_is_shown_as_known_now_and_as_known_then(world: World) {
    world.clock.set(noon("2026-11-19"));
    done(&world, Who::Staff, "declare_offer", &declaration("0", "online", "2026-11-02")).await;
    world.clock.set(noon("2026-11-23"));
    done(&world, Who::Coordinator, "observe_offer", &observation("0", "not_working", "2026-11-20")).await;
    let state = async |query: &str| read(&world, query).await.0;
    assert_eq!(state("?as-of=2026-11-01").await, "unknown");
    assert_eq!(state("?as-of=2026-11-19").await, "online");
    assert_eq!(state("?as-of=2026-11-20").await, "disagree", "as known now");
    assert_eq!(state("?as-of=2026-11-20&known=2026-11-21T00:00Z").await, "online", "as known then");
    assert_eq!(state("").await, "disagree");
    let anyone = world.anonymous();
    for page in ["/bg/uslugi/2079", "/bg/uslugi/matritsa", "/en/rayoni/lyulin/uslugi", "/bg/rayoni/lyulin"] {
        assert_eq!(anyone.get(&format!("{page}?as-of=2026-11-19")).await.status, 200, "{page}");
        assert_eq!(anyone.get(&format!("{page}?as-of=soon")).await.status, 400, "{page}");
    }
    // The permanent link of a service leads to what its page shows.
    let page = anyone.page("/bg/uslugi/2079").await;
    let mut links = page.having("a", "href").filter_map(|link| link.get("href"));
    let link = links.find(|href| href.contains("known=")).unwrap();
    let row = |page: &crate::support::html::Page| {
        page.with("data-district", "lyulin").and_then(|row| row.get("data-state")).map(str::to_owned)
    };
    assert_eq!(row(&anyone.page(link).await), Some("disagree".to_owned()));
}

async fn the_second_of_two_saves_is_shown_the_first(world: World) {
    done(&world, Who::Staff, "declare_offer", &declaration("0", "online", "2026-11-02")).await;
    let client = world.sign_in(Who::SecondStaff).await;
    let before = world.content().await;
    let stale = with(declaration("0", "part_online", "2026-11-03"), "part_bg", "само заявлението");
    let said = Bilingual {
        bg: "електронно, от 2 ноември 2026 г.".to_owned(),
        en: "online, since 2 November 2026".to_owned(),
    };
    let answer = client.json("declare_offer", &stale).await;
    assert_eq!(rule(&answer), Rule::TextChangedMeanwhile { present: Some(said.clone()) });
    // A plain form comes back with what was typed and what is recorded.
    let page = client.follow(&client.form("declare_offer", &stale).await).await;
    assert!(page.text().contains(said.get(Lang::Bg)));
    let form = page.form("declare_offer", "2079").unwrap();
    let sent = page.sent(form);
    for (field, value) in [("state", "part_online"), ("part_bg", "само заявлението"), ("version", "1")]
    {
        assert!(sent.contains(&(field.to_owned(), value.to_owned())), "{field}: {sent:?}");
    }
    assert_eq!(world.content().await, before);
    // What is so already is not written twice, whoever sends it.
    let twice = declaration("0", "online", "2026-11-02");
    let written = world.ledger().await.len();
    assert_eq!(client.json("declare_offer", &twice).await.status, 200);
    assert_eq!(world.ledger().await.len(), written);
    let unchanged = declaration("1", "online", "2026-11-02");
    assert_eq!(rule(&client.json("declare_offer", &unchanged).await), Rule::Unchanged);
    // Observations have versions of their own.
    done(&world, Who::Coordinator, "observe_offer", &observation("0", "online", "2026-11-20")).await;
    let coordinator = world.sign_in(Who::SecondCoordinator).await;
    let answer = coordinator.json("observe_offer", &observation("0", "at_desk", "2026-11-21")).await;
    assert!(matches!(rule(&answer), Rule::TextChangedMeanwhile { present: Some(_) }));
    // Sending the refused form again, now on top of what was shown, saves it.
    assert_eq!(client.json("declare_offer", &sent).await.status, 200);
    assert_eq!(read(&world, "").await.0, "disagree");
}

async fn bad_input_is_refused_at_its_field(world: World) {
    contradict(&world).await;
    let before = world.content().await;
    let staff = world.sign_in(Who::Staff).await;
    let good = declaration("1", "at_desk", "2026-11-20");
    for (field, value, broken) in [
        ("state", "", Rule::Required),
        ("state", "sometimes", Rule::NotOffered),
        ("state", "not_working", Rule::NotOffered),
        ("state", "part_online", Rule::Required),
        ("part_bg", "заявлението", Rule::Offer(OfferRule::OnlyForPart)),
        ("since", "вчера", Rule::NotADate),
        ("since", "2026-11-22", Rule::InFuture),
        ("since", "1999-01-01", Rule::NotBefore { earliest: "2008-06-13".to_owned() }),
        ("link", "egov.bg", Rule::NotALink),
        ("reason", "\u{202e}", Rule::Invisible { code: "U+202E".to_owned() }),
    ] {
        let answer = staff.json("declare_offer", &with(good.clone(), field, value)).await;
        assert_eq!(rule(&answer), broken, "{field}={value}");
    }
    let coordinator = world.sign_in(Who::Coordinator).await;
    assert_eq!(rule(&coordinator.json("declare_offer", &good).await), Rule::Required, "no source");
    let seen = observation("1", "online", "2026-11-21");
    for (field, value, broken) in [
        ("state", "not_offered", Rule::NotOffered),
        ("source", " ", Rule::Required),
        ("link", "javascript:alert(1)", Rule::NotALink),
        ("observed_on", "", Rule::Required),
        ("observed_on", "2026-11-22", Rule::InFuture),
        ("observed_on", "2026-11-19", Rule::Offer(OfferRule::ObservedLater { on: "2026-11-20".to_owned() })),
        ("state", "withdraw", Rule::Required),
    ] {
        let answer = coordinator.json("observe_offer", &with(seen.clone(), field, value)).await;
        assert_eq!(rule(&answer), broken, "{field}={value}");
    }
    for (function, form) in [("declare_offer", &good), ("observe_offer", &seen)] {
        for (field, value) in [("district", "atlantis"), ("service", "1"), ("service", "x")] {
            let form = with(with(form.clone(), "source", "писмо"), field, value);
            assert_eq!(coordinator.json(function, &form).await.status, 404, "{function} {field}={value}");
        }
        assert_eq!(coordinator.json(function, &with(form.clone(), "version", "x")).await.status, 400);
    }
    assert_eq!(world.content().await, before);
}

async fn everybody_reads_and_the_right_ones_write(world: World) {
    let before = world.content().await;
    let (said, seen) = (declaration("0", "online", "2026-11-02"), observation("0", "online", "2026-11-20"));
    for (who, declares, observes) in [
        (Who::StaffElsewhere, false, false),
        (Who::Reader, false, false),
        (Who::Administrator, false, false),
        (Who::Staff, true, false),
        (Who::Coordinator, true, true),
    ] {
        let client = world.sign_in(who).await;
        let page = client.page(PAGE).await;
        assert_eq!(page.form("declare_offer", "2079").is_some(), declares, "{who:?}");
        assert_eq!(page.form("observe_offer", "2079").is_some(), observes, "{who:?}");
        if !declares {
            assert_eq!(client.json("declare_offer", &said).await.status, 403, "{who:?}");
        }
        if !observes {
            assert_eq!(client.json("observe_offer", &seen).await.status, 403, "{who:?}");
        }
        // Nothing can be done in the past.
        let past = client.page(&format!("{PAGE}?as-of=2026-11-01")).await;
        assert!(past.form("declare_offer", "2079").is_none());
    }
    let anyone = world.anonymous();
    assert!(anyone.page(PAGE).await.form("declare_offer", "2079").is_none());
    assert_eq!(anyone.json("declare_offer", &said).await.status, 401);
    assert_eq!(anyone.json("observe_offer", &seen).await.status, 401);
    assert_eq!(world.content().await, before);
    let sourced = with(said, "source", "писмо на района");
    done(&world, Who::Coordinator, "declare_offer", &sourced).await;
    let (_, declared, _) = read(&world, "").await;
    assert!(declared.ends_with("по данни на: писмо на района"), "{declared}");
}

async fn totals_are_counted_from_the_rows(world: World) {
    contradict(&world).await;
    let elsewhere = with(declaration("0", "online", "2026-11-02"), "district", "mladost");
    done(&world, Who::StaffElsewhere, "declare_offer", &elsewhere).await;
    let page = world.anonymous().page("/bg/uslugi/2079").await;
    let states: Vec<&str> =
        page.having("tr", "data-district").filter_map(|row| row.get("data-state")).collect();
    assert_eq!(states.len(), 24);
    assert_eq!(states.iter().filter(|state| **state == "online").count(), 1);
    assert_eq!(states.iter().filter(|state| **state == "disagree").count(), 1);
    let figure = |key: &str| page.with("data-figure", key).unwrap().text.clone();
    assert!(figure("all").contains("1 от 24"), "{}", figure("all"));
    assert!(figure("one").contains("да"));
    assert!(figure("residents").contains("жители"));
    for (state, count) in [("online", "1"), ("disagree", "1"), ("unknown", "22")] {
        let counted = page.with("data-count", state).unwrap().text.clone();
        assert!(counted.trim().ends_with(count), "{state}: {counted}");
    }
    // The matrix says the same, whichever way it is turned.
    for view in ["uslugi", "rayoni"] {
        let matrix = world.anonymous().page(&format!("/en/uslugi/matritsa?po={view}")).await;
        let count = |state: &str| {
            matrix.having("td", "data-state").filter(|cell| cell.get("data-state") == Some(state)).count()
        };
        assert_eq!(matrix.having("td", "data-state").count(), 360, "{view}");
        assert_eq!((count("online"), count("disagree"), count("unknown")), (1, 1, 358), "{view}");
    }
    assert_eq!(world.anonymous().get("/bg/uslugi/matritsa?po=chaos").await.status, 400);
    for missing in ["/bg/uslugi/1", "/bg/uslugi/x", "/bg/uslugi/99999999999999999999", "/bg/rayoni/x/uslugi"]
    {
        assert_eq!(world.anonymous().get(missing).await.status, 404, "{missing}");
    }
}

async fn a_search_finds_what_people_call_it(world: World) {
    let anyone = world.anonymous();
    let found = async |query: &str| -> Vec<String> {
        let page = anyone.page(&format!("/bg/uslugi?q={query}")).await;
        page.having("tr", "data-service").map(|row| row.get("data-service").unwrap().to_owned()).collect()
    };
    assert_eq!(found("").await.len(), 15);
    assert_eq!(found("2079").await, ["2079"]);
    for query in ["svatba", "%D1%81%D0%B2%D0%B0%D1%82%D0%B1%D0%B0", "wedding", "svadba"] {
        assert!(found(query).await.contains(&"1999".to_owned()), "{query}");
    }
    let nothing = anyone.page("/bg/uslugi?q=xyzzy").await;
    assert!(nothing.text().contains("Проверете изписването"));
    assert_eq!(nothing.value(nothing.by_id("q").unwrap()), "xyzzy");
    for odd in ["%3Cscript%3E", "%20%20", "%F0%9F%A6%84", &"a".repeat(3_000)] {
        assert_eq!(anyone.get(&format!("/en/uslugi?q={odd}")).await.status, 200, "{odd}");
    }
}

on_both_databases![
    both_sides_stand_beside_each_other,
    what_is_withdrawn_stays_in_the_history,
    a_past_day_is_shown_as_known_now_and_as_known_then,
    the_second_of_two_saves_is_shown_the_first,
    bad_input_is_refused_at_its_field,
    everybody_reads_and_the_right_ones_write,
    totals_are_counted_from_the_rows,
    a_search_finds_what_people_call_it,
];
