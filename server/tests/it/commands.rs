//! The program itself: what its commands do, print and answer.

pub mod boundaries;
pub mod serving;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::onboarding::requirements::submission;
use crate::support::database::Kind;
use crate::support::{Contents, World, on_both_databases};

/// The program, in a folder of its own, with nothing from our surroundings.
fn redom(folder: &Path, database_url: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redom"));
    let ours = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("REDOM_"));
    for (name, _) in ours {
        command.env_remove(name);
    }
    command.current_dir(folder).env("REDOM_DATABASE_URL", database_url).stdin(Stdio::null());
    command
}

struct Ran {
    succeeded: bool,
    said: String,
    complained: String,
}

fn ran(output: Output) -> Ran {
    Ran {
        succeeded: output.status.success(),
        said: String::from_utf8(output.stdout).unwrap(),
        complained: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(url: &str, arguments: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    ran(redom(folder.path(), url).args(arguments).output().unwrap())
}

pub fn succeed(url: &str, arguments: &[&str]) -> String {
    let ran = run(url, arguments);
    assert!(ran.succeeded, "{arguments:?}: {}{}", ran.said, ran.complained);
    ran.said
}

/// It fails, in one line without a stack trace.
pub fn fail(url: &str, arguments: &[&str]) -> String {
    let ran = run(url, arguments);
    assert!(!ran.succeeded, "{arguments:?}: {}", ran.said);
    assert!(!ran.complained.contains("panicked") && !ran.complained.contains("backtrace"));
    ran.complained
}

async fn from_nothing_to_facts(world: World) {
    let url = world.another_database(Contents::Nothing).await;
    for command in [&["seed"][..], &["serve"], &["verify"], &["demo"], &["user", "list"]] {
        let complained = fail(&url, command);
        assert!(complained.contains("run `redom migrate` first"), "{command:?}: {complained}");
    }
    succeed(&url, &["migrate"]);
    succeed(&url, &["migrate"]);
    assert!(fail(&url, &["serve"]).contains("redom seed"));
    assert!(fail(&url, &["demo"]).contains("redom seed"));
    assert!(succeed(&url, &["seed"]).contains("The facts are loaded."));
    assert!(succeed(&url, &["seed"]).contains("there already"));
    assert!(succeed(&url, &["verify"]).contains("8 entries, 8 items compared, 0 faults."));
    assert!(succeed(&url, &["user", "list"]).contains("redom user add"));
    succeed(&url, &["migrate", "--down", "1"]);
    assert!(fail(&url, &["verify"]).contains("1 steps behind"));
}

async fn accounts(world: World) {
    let url = world.another_database(Contents::Facts).await;
    let said =
        succeed(&url, &["user", "add", " Vitosha ", "--role", "district-staff", "--district", "vitosha"]);
    let password = said.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned();
    assert_eq!(password.len(), 23, "{said}");
    let list = succeed(&url, &["user", "list"]);
    let line = list.lines().find(|line| line.starts_with("vitosha ")).unwrap();
    assert!(line.contains("district_staff") && line.ends_with("vitosha"), "{line}");
    assert!(list.lines().any(|line| line.starts_with("disabled ") && line.ends_with("(disabled)")), "{list}");
    for (arguments, told) in [
        (&["user", "add", "VITOSHA", "--role", "reader"][..], "the user name vitosha is taken"),
        (&["user", "add", "x", "--role", "district-staff"], "--district"),
        (&["user", "add", "x", "--role", "reader", "--district", "vitosha"], "--district"),
        (&["user", "add", "x", "--role", "district-staff", "--district", "moon"], "no district moon"),
        (&["user", "add", "x", "--role", "mayor"], "invalid value 'mayor'"),
        (&["user", "disable", "nobody"], "there is no account nobody"),
        (&["user", "reset-password", "nobody"], "there is no account nobody"),
    ] {
        let complained = fail(&url, arguments);
        assert!(complained.contains(told), "{arguments:?}: {complained}");
    }
    assert!(!succeed(&url, &["user", "list"]).lines().any(|line| line.starts_with("x ")), "none was made");
    succeed(&url, &["user", "disable", "vitosha"]);
    assert!(succeed(&url, &["user", "list"]).contains("vitosha (disabled)"));
}

async fn a_password_set_here_ends_sessions_there(world: World) {
    let client = world.sign_in(crate::support::people::Who::Reader).await;
    let said = succeed(&world.url, &["user", "reset-password", "Reader"]);
    let password = said.lines().last().unwrap().rsplit(' ').next().unwrap();
    assert_eq!(client.get("/bg/profil").await.status, 303, "the session has ended");
    assert_eq!(world.anonymous().try_sign_in("reader", password).await.status, 200);
    for (given, accepted) in [("една дълга фраза\nsecond line\n", true), ("short\n", false), ("", false)]
    {
        let folder = tempfile::tempdir().unwrap();
        let mut command = redom(folder.path(), &world.url);
        command.args(["user", "reset-password", "reader", "--password-stdin"]).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(given.as_bytes()).unwrap();
        let ran = ran(child.wait_with_output().unwrap());
        assert_eq!(ran.succeeded, accepted, "{given:?}: {}", ran.complained);
        assert!(!ran.said.contains("фраза"), "a password that was given is not printed");
    }
    assert_eq!(world.anonymous().try_sign_in("reader", "една дълга фраза").await.status, 200);
}

async fn verify_says_what_is_wrong_and_fails(world: World) {
    submission().take(&world, "lyulin").await;
    assert!(succeed(&world.url, &["verify"]).contains("10 entries, 10 items compared, 0 faults."));
    world.execute("UPDATE requirement_state SET state = 'open'").await.unwrap();
    let ran = run(&world.url, &["verify"]);
    assert!(!ran.succeeded, "its exit code says so");
    let fault = "FAULT unified-model/lyulin requirement:mayor-order: the present state differs";
    assert!(ran.said.contains(fault), "{}", ran.said);
    assert!(ran.said.contains("1 faults."), "{}", ran.said);
}

async fn the_demonstration_prints_its_accounts(world: World) {
    let url = world.another_database(Contents::Facts).await;
    assert!(fail(&url, &["demo"]).contains("accounts or progress of its own"));
    world.execute("DELETE FROM account").await.unwrap();
    let said = succeed(&world.url, &["demo", "--until", "2020-12-31"]);
    for part in ["The demonstration is loaded", "koordinator", "demo-koordinator", "district_staff"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(succeed(&world.url, &["demo"]).contains("there already"));
    assert!(succeed(&world.url, &["verify"]).contains(" 0 faults."));
    assert!(fail(&world.url, &["demo", "--until", "31.12.2020"]).contains("invalid value"));
}

/// Settings are read in order, and a key nobody knows is an error.
async fn settings(world: World) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("redom.toml");
    let config = |toml: &str, more: &[(&str, &str)], arguments: &[&str]| {
        std::fs::write(&file, toml).unwrap();
        let mut command = redom(folder.path(), "postgres://redom:s3cret@db/redom");
        command.envs(more.iter().copied()).arg("--config").arg(&file).args(arguments);
        ran(command.output().unwrap())
    };
    let toml = "session_hours = 8\nlisten = \"127.0.0.1:4000\"\n";
    let shown = config(toml, &[("REDOM_LISTEN", "127.0.0.1:5000")], &["config"]);
    assert!(shown.succeeded, "{}", shown.complained);
    for line in ["session_hours = 8", "listen = \"127.0.0.1:5000\"", "redom:***@db/redom"] {
        assert!(shown.said.contains(line), "{line}: {}", shown.said);
    }
    assert!(!shown.said.contains("s3cret"));
    let flag = config(toml, &[], &["--database-url", "sqlite://elsewhere.sqlite", "config"]);
    assert!(flag.said.contains("sqlite://elsewhere.sqlite"), "{}", flag.said);
    for (toml, more, told) in [
        ("sesion_hours = 8", None, "sesion_hours"),
        ("session_hours = \"many\"", None, "session_hours"),
        ("session_hours = 0", None, "session_hours must be"),
        ("public_url = \"redom.example\"", None, "public_url must begin"),
        ("= 8", None, "settings"),
        ("", Some(("REDOM_LISTN", "x")), "listn"),
    ] {
        let refused = config(toml, more.as_slice(), &["config"]);
        assert!(!refused.succeeded, "{toml}");
        assert!(refused.complained.contains(told), "{toml}: {}", refused.complained);
    }
    let missing = run(&world.url, &["--config", "/nowhere/redom.toml", "config"]);
    assert!(!missing.succeeded && missing.complained.contains("/nowhere/redom.toml"));
    assert!(fail("mysql://db", &["verify"]).contains("sqlite:// or postgres://"));
}

/// What is measured is a ledger that could be real.
async fn a_multiplied_demonstration_has_no_fault(world: World) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let url = |name: &str| format!("sqlite://{}", file(name));
    for name in ["demo", "many"] {
        succeed(&url(name), &["migrate"]);
        succeed(&url(name), &["seed"]);
    }
    succeed(&url("demo"), &["demo", "--until", "2021-06-30"]);
    let extent = ["--administrations", "30", "--years", "3", "--entries", "1000"];
    let from = file("demo");
    let arguments = [&["bench-data", "--from", &from][..], &extent[..]].concat();
    if world.kind == Kind::Postgres {
        assert!(fail(&world.url, &arguments).contains("SQLite only"));
        return;
    }
    let said = succeed(&url("many"), &arguments);
    let entries: i64 = said.split(' ').next().unwrap().parse().unwrap();
    assert!((700..1_500).contains(&entries), "{said}");
    assert!(succeed(&url("many"), &["verify"]).contains(" 0 faults."));
    assert!(!succeed(&url("many"), &["--help"]).contains("bench-data"));
}

on_both_databases![
    a_multiplied_demonstration_has_no_fault,
    from_nothing_to_facts,
    accounts,
    a_password_set_here_ends_sessions_there,
    verify_says_what_is_wrong_and_fails,
    the_demonstration_prints_its_accounts,
    settings,
];
