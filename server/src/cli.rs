//! The command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Redom: how far the districts have come, what they need, whose move it is.
#[derive(Debug, Parser)]
#[command(name = "redom", version, about, arg_required_else_help = true)]
pub struct Cli {
    /// A TOML file with settings; flags and REDOM_… variables win over it.
    #[arg(long, global = true, env = "REDOM_CONFIG")]
    pub config: Option<PathBuf>,
    /// `sqlite:///path/file.sqlite` or `postgres://…`
    #[arg(long, global = true)]
    pub database_url: Option<String>,
    /// The folder of the built files (styles, fonts, wasm).
    #[arg(long, global = true)]
    pub site_dir: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site until SIGTERM or Ctrl+C.
    Serve {
        /// Address and port to listen on; port 0 takes a free one.
        #[arg(long)]
        listen: Option<String>,
        /// The address people use, e.g. `https://redom.example`.
        #[arg(long)]
        public_url: Option<String>,
    },
    /// Bring the database's schema up to date.
    Migrate {
        /// Take this many steps back instead.
        #[arg(long, value_name = "STEPS")]
        down: Option<u32>,
    },
    /// Load the real facts: districts, programmes, what public sources report.
    Seed,
    /// Load the demonstration data set and its accounts.
    Demo {
        /// The last day of the invented history; today when left out.
        #[arg(long)]
        until: Option<NaiveDate>,
    },
    /// Multiply the demonstration, for measuring (`cargo xtask bench`).
    #[command(hide = true)]
    BenchData {
        /// An SQLite file with the demonstration.
        #[arg(long)]
        from: PathBuf,
        /// At least so many administrations.
        #[arg(long, default_value_t = 300)]
        administrations: u32,
        /// Over so many years.
        #[arg(long, default_value_t = 10)]
        years: u32,
        /// About so many entries of the ledger.
        #[arg(long, default_value_t = 100_000)]
        entries: u32,
    },
    /// Accounts.
    #[command(subcommand)]
    User(UserCommand),
    /// True boundaries of the districts, a second view of the map.
    #[command(subcommand)]
    Boundaries(BoundariesCommand),
    /// Ask the configured public addresses that are due now, once.
    Observe {
        /// One round, which is all there is; said so that nobody waits for more.
        #[arg(long, required = true)]
        once: bool,
    },
    /// Letters to subscribers.
    #[command(subcommand)]
    Mail(MailCommand),
    /// Check the ledger's chain and that the present equals its replay.
    Verify,
    /// Print the settings in force, secrets left out.
    Config,
}

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account; prints a new password unless one is given.
    Add {
        /// The user name.
        name: String,
        /// What the account is for.
        #[arg(long)]
        role: RoleArg,
        /// A district (by its name in addresses) that district staff act for; may be repeated.
        #[arg(long = "district", value_name = "SLUG")]
        districts: Vec<String>,
        #[command(flatten)]
        password: PasswordArg,
    },
    /// List the accounts.
    List,
    /// Let an account sign in no longer.
    Disable {
        /// The user name.
        name: String,
    },
    /// Set another password; prints a new one unless one is given.
    ResetPassword {
        /// The user name.
        name: String,
        #[command(flatten)]
        password: PasswordArg,
    },
}

/// What to do with boundaries.
#[derive(Debug, Subcommand)]
pub enum BoundariesCommand {
    /// Take the districts' boundaries from a GeoJSON file (WGS 84), in place of those before.
    Import {
        /// A FeatureCollection with one feature a district, found by code or name.
        file: PathBuf,
        /// Whose boundaries they are and under which licence, as the map shows it.
        #[arg(long)]
        source: Option<String>,
    },
    /// Show the mosaic alone again.
    Remove,
}

/// What to do with letters.
#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Show how many letters wait, were sent, and could not be delivered.
    Status,
    /// Read a mail server's report that a letter did not arrive, and write to its address no longer.
    Bounce {
        /// The report as a file (.eml); `-` for standard input.
        file: PathBuf,
    },
}

/// Where the password comes from.
#[derive(Clone, Copy, Debug, Args)]
pub struct PasswordArg {
    /// Read the password from the first line of standard input.
    #[arg(long)]
    pub password_stdin: bool,
}

/// The roles, as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    /// Accounts, backups, upgrades; reads everything.
    Administrator,
    /// Decides, marks, sets dates, in all districts.
    Coordinator,
    /// Submits evidence for its districts.
    #[value(alias = "district_staff")]
    DistrictStaff,
    /// Reads everything.
    Reader,
}
