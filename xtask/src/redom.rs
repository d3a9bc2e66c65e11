//! The server's binary and the databases it is given.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Result;
use crate::layout::Layout;
use crate::process;
use crate::server::Server;

/// How the server is compiled.
#[derive(Debug, Clone, Copy)]
pub enum Profile {
    /// For running and for tests: one build for both.
    Dev,
    /// For measuring and for production.
    Release,
}

/// What a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// Only what is known and sourced.
    Facts,
    /// The facts and a made-up history, marked as such.
    Demonstration,
}

/// The compiled server.
#[derive(Debug)]
pub struct Redom {
    binary: PathBuf,
    site: PathBuf,
}

impl Redom {
    /// Compiles the server.
    pub fn build(layout: &Layout, profile: Profile, site: &Path) -> Result<Self> {
        let mut cargo = layout.cargo();
        cargo.args(["build", "--package", "server", "--bin", "redom"]);
        let dir = match profile {
            Profile::Dev => "debug",
            Profile::Release => {
                cargo.arg("--release");
                "release"
            }
        };
        process::run(&mut cargo)?;
        Ok(Self { binary: layout.target(dir).join("redom"), site: site.to_owned() })
    }

    /// Where the program is.
    pub fn binary(&self) -> &Path {
        &self.binary
    }

    /// `redom` on a database; the subcommand is the caller's.
    pub fn command(&self, database_url: &str) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(["--database-url", database_url]).arg("--site-dir").arg(&self.site);
        command
    }

    /// Brings a database to the present schema and fills it. Doing so again changes nothing.
    pub fn prepare(&self, database_url: &str, contents: Contents) -> Result<()> {
        process::run(self.command(database_url).arg("migrate"))?;
        process::run(self.command(database_url).arg("seed"))?;
        match contents {
            Contents::Facts => Ok(()),
            Contents::Demonstration => process::run(self.command(database_url).arg("demo")),
        }
    }

    /// `redom serve` on an address.
    pub fn serve(&self, database_url: &str, listen: SocketAddr) -> Command {
        let mut command = self.command(database_url);
        command.arg("serve").arg("--listen").arg(listen.to_string());
        command
    }

    /// The same with subscriptions, and a mail server that nobody runs: letters wait.
    pub fn start_mailing(&self, database_url: &str, log: &Path) -> Result<Server> {
        let mut command = self.serve(database_url, SocketAddr::from(([127, 0, 0, 1], 0)));
        command.env("REDOM_SMTP_HOST", "127.0.0.1").env("REDOM_SMTP_PORT", "9");
        command.env("REDOM_SMTP_SECURITY", "none").env("REDOM_MAIL_FROM", "redom@sofia.example");
        Server::start(&mut command, log)
    }

    /// Serves a database on a free port until the result is dropped.
    pub fn start(&self, database_url: &str, log: &Path) -> Result<Server> {
        Server::start(&mut self.serve(database_url, SocketAddr::from(([127, 0, 0, 1], 0))), log)
    }
}

/// The URL of an SQLite file.
pub fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}
