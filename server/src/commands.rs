//! What each command does.

use std::io::{BufRead, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;

use app::auth::model::Role;
use app::auth::password::{HashError, MAX_LENGTH, MIN_LENGTH, hash_now};
use app::auth::store::{
    AccountError, NewAccount, count_accounts, create_account, disable_account, find_account, list_accounts,
    save_password,
};
use app::clock::source::{Clock, SystemClock};
use app::db::{ConnectError, Db};
use app::demo::{DemoError, load_demo, publish_bulletin};
use app::error::AppError;
use app::ledger::verify::verify;
use app::seed::{Seeded, seed};
use app::site::Assets;
use rand::seq::IndexedRandom;
use tracing_subscriber::EnvFilter;

use crate::bench_data::{self, BenchDataError, Extent};
use crate::boundaries::{self, BoundariesError};
use crate::cli::{Cli, Command, PasswordArg, RoleArg, UserCommand};
use crate::config::{Config, ConfigError};
use crate::mail::{self, MailError};
use crate::observe::{ObserveError, observe_once};
use crate::schema::{self, SchemaError};
use crate::serve::{ServeError, serve, site};

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Schema(#[from] SchemaError),
    #[error(transparent)]
    Serve(#[from] ServeError),
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Demo(#[from] DemoError),
    #[error(transparent)]
    BenchData(#[from] BenchDataError),
    #[error(transparent)]
    Observe(#[from] ObserveError),
    #[error(transparent)]
    Boundaries(#[from] BoundariesError),
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error(transparent)]
    Hash(#[from] HashError),
    #[error("{0}")]
    App(#[from] AppError),
    /// A password that would not be accepted on the page either.
    #[error("the password must have {MIN_LENGTH} to {MAX_LENGTH} characters")]
    Password,
    /// Standard input cannot be read.
    #[error("cannot read the password: {0}")]
    Input(#[from] std::io::Error),
    /// District staff without a district, or the other way round.
    #[error("--district is for --role district-staff, which needs at least one")]
    Districts,
}

/// Does what the command line says.
///
/// # Errors
/// [`CommandError`], whose text is for the terminal.
pub async fn run(cli: Cli) -> Result<ExitCode, CommandError> {
    let config = Config::load(&cli)?;
    log(&config);
    if matches!(cli.command, Command::Config) {
        println!("{}", config.to_toml());
        return Ok(ExitCode::SUCCESS);
    }
    let mut db = Db::connect(&config.database_url).await?;
    // Whatever changes something from here on tells those who asked to be told.
    if let Some(letterhead) = config.letterhead() {
        db = db.with_letterhead(letterhead);
    }
    let done = obey(cli.command, &config, db.clone()).await;
    // SQLite puts what was written into the one file when it is closed.
    db.close().await.map_err(SchemaError::from)?;
    done
}

async fn obey(command: Command, config: &Config, db: Db) -> Result<ExitCode, CommandError> {
    if let Command::Migrate { down } = command {
        schema::migrate(&db, down).await?;
        println!("The schema is up to date.");
        return Ok(ExitCode::SUCCESS);
    }
    schema::check(&db).await?;
    match command {
        Command::Serve { .. } => serve(config, db).await?,
        Command::Seed => match seed(&db, SystemClock.now()).await? {
            Seeded::Now => println!("The facts are loaded."),
            Seeded::Before => println!("The facts were there already."),
        },
        Command::Demo { until } => demo(config, &db, until).await?,
        Command::BenchData { from, administrations, years, entries } => {
            let extent = Extent { administrations, years, entries };
            println!("{} entries.", bench_data::load(&db, &from, extent).await?);
        }
        Command::User(command) => user(&db, command).await?,
        Command::Boundaries(command) => boundaries::obey(&db, command).await?,
        Command::Mail(command) => mail::obey(&db, command).await?,
        Command::Observe { .. } => observe_once(config, &db).await?,
        Command::Verify => return verify_ledger(&db).await,
        Command::Migrate { .. } | Command::Config => {}
    }
    Ok(ExitCode::SUCCESS)
}

fn log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    if config.log_json { builder.json().init() } else { builder.init() }
}

async fn demo(config: &Config, db: &Db, until: Option<chrono::NaiveDate>) -> Result<(), CommandError> {
    let loaded = load_demo(db, SystemClock.now(), until).await?;
    if loaded.entries > 0 {
        // What it is written from is read as pages read it.
        let site = site(db.clone(), Arc::new(SystemClock), Assets::default(), config)?;
        publish_bulletin(&site, until).await.map_err(DemoError::App)?;
        println!("The demonstration is loaded: {} ledger entries.", loaded.entries);
    } else {
        println!("The demonstration was there already.");
    }
    println!("Demonstration accounts (user name, password, role):");
    for account in loaded.accounts {
        println!("  {:<14} {:<26} {}", account.user_name, account.password, account.role.key());
    }
    Ok(())
}

async fn user(db: &Db, command: UserCommand) -> Result<(), CommandError> {
    match command {
        UserCommand::Add { name, role, districts, password } => {
            let role = role.into();
            if (role == Role::DistrictStaff) == districts.is_empty() {
                return Err(CommandError::Districts);
            }
            let chosen = Password::choose(password)?;
            let new = NewAccount {
                user_name: name,
                password_hash: hash_now(&chosen.text)?,
                role,
                districts,
                demonstration: false,
            };
            create_account(db, new, SystemClock.now()).await?;
            println!("The account is made.");
            chosen.print();
        }
        UserCommand::List => {
            if count_accounts(db).await? == 0 {
                println!("There are no accounts. Make one: redom user add NAME --role administrator");
            }
            for account in list_accounts(db).await? {
                let disabled = if account.disabled { " (disabled)" } else { "" };
                println!(
                    "{:<20} {:<14} {}{disabled}",
                    account.user_name,
                    account.role.key(),
                    account.districts.join(", ")
                );
            }
        }
        UserCommand::Disable { name } => {
            disable_account(db, &name).await?;
            println!("The account can sign in no longer; its sessions have ended.");
        }
        UserCommand::ResetPassword { name, password } => {
            let account = find_account(db, &name).await?;
            let chosen = Password::choose(password)?;
            save_password(db, account, hash_now(&chosen.text)?, SystemClock.now()).await?;
            println!("The password is set; the account's sessions have ended.");
            chosen.print();
        }
    }
    Ok(())
}

async fn verify_ledger(db: &Db) -> Result<ExitCode, CommandError> {
    let found = verify(db).await?;
    for fault in &found.faults {
        println!("FAULT {fault}");
    }
    println!("{} entries, {} items compared, {} faults.", found.entries, found.items, found.faults.len());
    // Written down elsewhere, it shows later that nothing before it was changed.
    println!("Head: entry {}, {}", found.entries, found.head);
    Ok(if found.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A password, and whether its owner has yet to be told.
struct Password {
    text: String,
    new: bool,
}

impl Password {
    fn choose(from: PasswordArg) -> Result<Self, CommandError> {
        if !from.password_stdin {
            return Ok(Self { text: generate(), new: true });
        }
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        let text = line.trim_end_matches(['\r', '\n']).to_owned();
        let length = text.chars().count();
        if length < MIN_LENGTH as usize || length > MAX_LENGTH as usize {
            return Err(CommandError::Password);
        }
        Ok(Self { text, new: false })
    }

    fn print(&self) {
        if self.new {
            println!("Password (shown this once): {}", self.text);
        }
    }
}

/// Twenty letters and digits that are hard to mistake for one another, in
/// groups: about 98 bits.
#[expect(clippy::disallowed_methods, reason = "a password needs the system's randomness")]
fn generate() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let mut text = String::new();
    for place in 0..20 {
        if place > 0 && place % 5 == 0 {
            text.push('-');
        }
        text.push(LETTERS.choose(&mut rng).copied().map_or('x', char::from));
    }
    text
}

impl From<RoleArg> for Role {
    fn from(role: RoleArg) -> Self {
        match role {
            RoleArg::Administrator => Self::Administrator,
            RoleArg::Coordinator => Self::Coordinator,
            RoleArg::DistrictStaff => Self::DistrictStaff,
            RoleArg::Reader => Self::Reader,
        }
    }
}
