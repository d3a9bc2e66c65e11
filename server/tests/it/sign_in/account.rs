//! One's own account: another password, and signing out everywhere.

use app::auth::text::{PASSWORD_CHANGED, sign_in_path};
use app::error::{AppError, Problem, Rule};
use app::text::Lang;
use app::text::problem::{error_text, problem_text};

use super::is_signed_in;
use crate::support::client::{Fields, fields};
use crate::support::people::{PASSWORD, Who};
use crate::support::{World, on_both_databases};

const NEW: &str = "друга дълга фраза за вход";

fn change(present: &str, new: &str, repeated: &str) -> Fields {
    fields([("present_password", present), ("new_password", new), ("repeated_password", repeated)])
}

async fn nobody_else_may(world: World) {
    let before = world.content().await;
    let anyone = world.anonymous();
    for (function, mut form) in
        [("change_password", change(PASSWORD, NEW, NEW)), ("sign_out_everywhere", Fields::new())]
    {
        assert_eq!(anyone.json(function, &form).await.error(), AppError::NotSignedIn);
        form.extend(fields([("back", "/en/profil")]));
        let answer = anyone.form(function, &form).await;
        assert_eq!((answer.status, answer.location()), (303, sign_in_path(Lang::En, "/en/profil").as_str()));
    }
    assert_eq!(world.content().await, before);
}

async fn each_rule_of_passwords_shows_at_its_field(world: World) {
    let before = world.content().await;
    let long = "ж".repeat(257);
    let cases = [
        (change("wrong", NEW, NEW), vec![("present_password", Rule::WrongPassword)]),
        (change("", NEW, NEW), vec![("present_password", Rule::WrongPassword)]),
        (change(&long, NEW, NEW), vec![("present_password", Rule::WrongPassword)]),
        (change(PASSWORD, "", ""), vec![("new_password", Rule::TooShort { min: 12 })]),
        (change(PASSWORD, "единайсет11", "единайсет11"), vec![("new_password", Rule::TooShort { min: 12 })]),
        (change(PASSWORD, &long, &long), vec![("new_password", Rule::TooLong { max: 256 })]),
        (change(PASSWORD, NEW, PASSWORD), vec![("repeated_password", Rule::PasswordsDiffer)]),
        (
            change("wrong", "short", "other"),
            vec![("new_password", Rule::TooShort { min: 12 }), ("present_password", Rule::WrongPassword)],
        ),
    ];
    for (form, broken) in cases {
        // A process for each: attempts are counted, and there are three here.
        let world = world.another_process(world.config.clone()).await;
        let client = world.sign_in(Who::Reader).await;
        let broken: Vec<Problem> =
            broken.into_iter().map(|(field, rule)| Problem { field: field.to_owned(), rule }).collect();
        let error = AppError::Invalid { problems: broken.clone() };
        assert_eq!(client.json("change_password", &form).await.error(), error);
        for lang in Lang::ALL {
            let mut form = form.clone();
            form.extend(fields([("back", &format!("/{}/profil", lang.code()))]));
            let answer = client.form("change_password", &form).await;
            let page = client.follow(&answer).await;
            assert_eq!(page.lang(), lang.code());
            assert!(page.by_class("error-summary").unwrap().text.contains(&error_text(lang, &error)));
            for problem in &broken {
                let id = format!("change_password-{}", problem.field);
                let told = &page.by_id(&format!("{id}-problem")).unwrap().text;
                assert_eq!(told, &problem_text(lang, &problem.rule));
                assert_eq!(page.value(page.by_id(&id).unwrap()), "", "no password comes back");
            }
        }
    }
    assert_eq!(world.content().await, before);
}

async fn another_password_ends_the_other_sessions(world: World) {
    let client = world.sign_in(Who::Staff).await;
    let elsewhere = world.sign_in(Who::Staff).await;
    let somebody = world.sign_in(Who::SecondStaff).await;
    let old = client.with_same_cookie(&world);
    let mut form = change(PASSWORD, NEW, NEW);
    form.extend(fields([("back", "/bg/profil")]));
    let answer = client.form("change_password", &form).await;
    assert!(client.follow(&answer).await.text().contains(PASSWORD_CHANGED.bg));
    assert!(is_signed_in(&client).await, "this browser stays signed in");
    assert!(!is_signed_in(&old).await, "under a new token");
    assert!(!is_signed_in(&elsewhere).await);
    assert!(is_signed_in(&somebody).await, "others are not concerned");
    let refused = world.anonymous().try_sign_in("lyulin", PASSWORD).await;
    assert_eq!(refused.status, 422);
    assert_eq!(world.anonymous().try_sign_in("lyulin", NEW).await.status, 200);
    // Sent twice, the form no longer has the present password.
    let again = client.json("change_password", &form).await;
    assert_eq!(again.error(), AppError::invalid("present_password", Rule::WrongPassword));
}

async fn everybody_may_sign_out_everywhere(world: World) {
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Disabled) {
        let client = world.sign_in(who).await;
        let elsewhere = world.sign_in(who).await;
        let answer = client.form("sign_out_everywhere", &fields([("back", "/en/vhod")])).await;
        assert_eq!((answer.status, answer.location()), (303, "/en/vhod"), "{who:?}");
        assert!(!is_signed_in(&client).await, "{who:?}");
        assert!(!is_signed_in(&elsewhere).await, "{who:?}");
        let again = client.json("sign_out_everywhere", &Fields::new()).await;
        assert_eq!(again.error(), AppError::NotSignedIn, "{who:?}");
    }
    assert!(world.rows("SELECT token_hash FROM session WHERE account_id IS NOT NULL").await.is_empty());
}

async fn signing_out_everywhere_leaves_others_alone(world: World) {
    let client = world.sign_in(Who::Coordinator).await;
    let colleague = world.sign_in(Who::SecondCoordinator).await;
    assert_eq!(client.json("sign_out_everywhere", &Fields::new()).await.status, 200);
    assert!(!is_signed_in(&client).await);
    assert!(is_signed_in(&colleague).await);
}

on_both_databases![
    nobody_else_may,
    each_rule_of_passwords_shows_at_its_field,
    another_password_ends_the_other_sessions,
    everybody_may_sign_out_everywhere,
    signing_out_everywhere_leaves_others_alone,
];
