//! The cases, written once.

use app::auth::text::{ask_whom, right_text, sign_in_path};
use app::error::{AppError, Problem};
use app::ledger::model::GENESIS;
use app::ledger::store::hash;
use app::onboarding::view::ChecklistView;
use app::text::Lang;
use app::text::field::field_text;
use app::text::problem::{error_text, problem_text};

use super::operation::{How, Operation};
use crate::support::World;
use crate::support::client::{Client, Fields};
use crate::support::html::Page;
use crate::support::people::Who;

pub async fn anonymous(world: World, operation: Operation) {
    operation.prepare(&world).await;
    let before = world.content().await;
    let anyone = world.anonymous();
    for lang in Lang::ALL {
        let form = operation.form(&world, lang).await;
        let answer = operation.send(&anyone, &form, How::Island).await;
        assert_eq!(answer.error(), AppError::NotSignedIn);
        let answer = operation.send(&anyone, &form, How::Page).await;
        assert_eq!(answer.status, 303);
        assert_eq!(answer.location(), sign_in_path(lang, &operation.checklist(lang)));
        assert_eq!(anyone.page(answer.location()).await.lang(), lang.code());
    }
    assert_eq!(world.content().await, before);
}

pub async fn other_district(world: World, operation: Operation) {
    operation.prepare(&world).await;
    refuses(&world, &operation, Who::StaffElsewhere).await;
}

pub async fn wrong_role(world: World, operation: Operation) {
    operation.prepare(&world).await;
    let other = if operation.who == Who::Coordinator { Who::Staff } else { Who::Coordinator };
    for who in [Who::Reader, Who::Administrator, other] {
        refuses(&world, &operation, who).await;
    }
}

/// Refused to this person, who is told which right is missing and whom to ask.
async fn refuses(world: &World, operation: &Operation, who: Who) {
    let before = world.content().await;
    let client = world.sign_in(who).await;
    for lang in Lang::ALL {
        let form = operation.form(world, lang).await;
        let answer = operation.send(&client, &form, How::Island).await;
        assert_eq!(answer.error(), AppError::Forbidden { right: operation.right }, "{who:?}");
        let answer = operation.send(&client, &form, How::Page).await;
        assert_eq!(answer.status, 403, "{who:?}");
        let page = answer.page();
        assert_eq!(page.lang(), lang.code(), "the page is in the form's language");
        assert!(page.text().contains(&right_text(lang, operation.right)), "{}", page.text());
        assert!(page.text().contains(ask_whom(lang, operation.right)), "{}", page.text());
    }
    assert_eq!(world.content().await, before);
}

pub async fn invalid(world: World, operation: Operation) {
    operation.prepare(&world).await;
    let before = world.content().await;
    let client = world.sign_in(operation.who).await;
    for refusal in &operation.refusals {
        world.pass_days(refusal.days);
        let problems: Vec<Problem> = refusal
            .broken
            .iter()
            .map(|(field, rule)| Problem { field: (*field).to_owned(), rule: rule.clone() })
            .collect();
        for lang in Lang::ALL {
            let form = refusal.of(&operation.form(&world, lang).await);
            let error = AppError::Invalid { problems: problems.clone() };
            assert_eq!(operation.send(&client, &form, How::Island).await.error(), error);
            let answer = operation.send(&client, &form, How::Page).await;
            let page = client.follow(&answer).await;
            says_what_is_wrong(&page, lang, &operation, &error, &problems);
            keeps_input(&page, &operation, &form);
            let again = client.page(&operation.checklist(lang)).await;
            assert!(again.by_class("error-summary").is_none(), "the answer is shown once");
        }
    }
    assert_eq!(world.content().await, before);
}

fn says_what_is_wrong(
    page: &Page,
    lang: Lang,
    operation: &Operation,
    error: &AppError,
    problems: &[Problem],
) {
    assert_eq!(page.lang(), lang.code());
    let summary = page.by_class("error-summary").expect("an error summary");
    assert_eq!(summary.get("role"), Some("alert"));
    assert!(summary.text.contains(&error_text(lang, error)));
    let form = page.form(operation.name, operation.key()).expect("the form");
    assert!(page.inside(form).any(|inner| inner.has_class("error-summary")), "it stands in the form");
    for problem in problems {
        let id = format!("{}-{}", operation.prefix(), problem.field);
        let text = problem_text(lang, &problem.rule);
        let link = page.inside(summary).find(|inner| inner.get("href") == Some(&format!("#{id}")));
        let label = field_text(lang, operation.name, &problem.field)
            .map(|label| format!("{label}: "))
            .unwrap_or_default();
        let said = format!("{label}{text}");
        assert_eq!(link.map(|link| link.text.as_str()), Some(said.as_str()), "the summary's link to {id}");
        let field = page.by_id(&id).unwrap_or_else(|| panic!("the summary leads nowhere: {id}"));
        let Some(message) = page.by_id(&format!("{id}-problem")) else {
            panic!("no message at the field {id}");
        };
        assert_eq!(message.text, text);
        let described = field.get("aria-describedby").unwrap_or_default();
        assert!(described.split(' ').any(|one| one == format!("{id}-problem")), "{id} names its message");
    }
}

/// Everything typed is in the form again; what is not one of a choice's values
/// cannot be.
fn keeps_input(page: &Page, operation: &Operation, form: &Fields) {
    let shown = page.form(operation.name, operation.key()).expect("the form");
    let kept = page.sent(shown);
    for (name, value) in form {
        let control = page.inside(shown).find(|control| control.get("name") == Some(name));
        let control = control.unwrap_or_else(|| panic!("the form has no {name}"));
        let offered = |value: &str| page.inside(shown).any(|one| one.get("value") == Some(value));
        let choice = control.name == "select" || control.get("type") == Some("checkbox");
        if choice && !offered(value) {
            continue;
        }
        assert!(kept.contains(&(name.clone(), value.clone())), "{name} was {value:?}: {kept:?}");
    }
}

pub async fn duplicate(world: World, operation: Operation) {
    operation.prepare(&world).await;
    let client = world.sign_in(operation.who).await;
    let form = operation.form(&world, Lang::Bg).await;
    let first = operation.send(&client, &form, How::Island).await;
    assert_eq!(first.status, 200, "{}", first.text());
    let (ledger, states) = (world.ledger().await, states(&world).await);
    let second = operation.send(&client, &form, How::Island).await;
    assert_eq!(second.status, 200, "{}", second.text());
    assert_eq!(second.read::<ChecklistView>(), first.read::<ChecklistView>());
    let third = operation.send(&client, &form, How::Page).await;
    let page = client.follow(&third).await;
    assert!(page.by_class("error-summary").is_none());
    assert_eq!(world.ledger().await, ledger);
    assert_eq!(super::cases::states(&world).await, states);
    assert!(world.rows("SELECT id FROM conflict").await.is_empty());
}

/// All that is recorded of onboardings.
async fn states(world: &World) -> Vec<Vec<String>> {
    let content = world.content().await;
    ["onboarding", "requirement_state", "milestone_mark"].map(|table| content[table].clone()).to_vec()
}

pub async fn success(world: World, operation: Operation) {
    operation.prepare(&world).await;
    let anyone = world.anonymous();
    let mut public = Vec::new();
    for lang in Lang::ALL {
        public.push(anyone.page(&operation.public_page(lang)).await);
    }
    let (ledger, version) = (world.ledger().await, world.db.content_version());
    let client = world.sign_in(operation.who).await;
    let form = operation.form(&world, Lang::Bg).await;
    let answer = operation.send(&client, &form, How::Page).await;
    let page = client.follow(&answer).await;
    assert!(page.by_class("notice").is_some_and(|notice| notice.get("role") == Some("status")));
    assert_eq!(world.db.content_version(), version + 1);
    assert_eq!(world.db.refresh_content_version().await.unwrap(), version + 1);
    check_ledger(&world, &operation, ledger.len()).await;
    for ((lang, shown), before) in Lang::ALL.into_iter().zip(operation.shown).zip(public) {
        let after = anyone.page(&operation.public_page(lang)).await;
        assert!(!before.text().contains(shown), "{shown} was there before");
        assert!(after.text().contains(shown), "{shown}: {}", after.text());
    }
    shows_new_version(&world, &operation, &client).await;
}

async fn check_ledger(world: &World, operation: &Operation, before: usize) {
    let ledger = world.ledger().await;
    let last = ledger.last().unwrap();
    operation.check_entry(last);
    let added: Vec<&str> = ledger[before..].iter().map(|entry| entry.operation.as_str()).collect();
    if added.len() > 1 {
        assert_eq!(added, ["open_checklist", operation.name], "only the opening comes along");
    }
    let mut previous = GENESIS;
    for (seq, entry) in (1..).zip(&ledger) {
        assert_eq!((entry.seq, entry.previous_hash.as_str()), (seq, previous));
        assert_eq!(entry.hash, hash(entry));
        previous = &entry.hash;
    }
    // The clock stands still, and changes are dated one after the other.
    let now = app::clock::source::Clock::now(world.clock.as_ref());
    assert!(last.recorded_at >= now && last.recorded_at < now.plus_seconds(1), "{:?}", last.recorded_at);
    assert!(ledger.is_sorted_by_key(|entry| entry.recorded_at));
    let account = world.rows("SELECT id, user_name FROM account").await;
    let own = account.iter().find(|row| row["user_name"] == operation.who.user_name()).unwrap();
    assert_eq!(own["id"].as_i64(), last.account);
    assert_eq!(world.faults().await, Vec::<String>::new());
}

/// The next change is made on top of this one.
async fn shows_new_version(world: &World, operation: &Operation, client: &Client) {
    let answer = operation.send(client, &operation.form(world, Lang::En).await, How::Island).await;
    assert!(matches!(answer.status, 200 | 422), "{}", answer.text());
}
