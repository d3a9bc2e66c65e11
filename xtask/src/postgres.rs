//! A PostgreSQL of our own for the tests: a temporary directory, a socket in it, no network.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::error::{Doing as _, Error, Result};
use crate::process;
use crate::tools;

/// Settings for data that nobody will miss.
const OPTIONS: &str = "-c listen_addresses='' -c max_connections=300 -c fsync=off \
                       -c synchronous_commit=off -c full_page_writes=off -c log_min_messages=fatal";

/// A running server, stopped and removed when dropped.
#[derive(Debug)]
pub struct Postgres {
    programs: PathBuf,
    dir: TempDir,
}

impl Postgres {
    /// Creates a cluster and starts it.
    pub fn start() -> Result<Self> {
        let programs = tools::postgres()?;
        let dir = tempfile::Builder::new()
            .prefix("redom-postgres-")
            .tempdir()
            .doing(|| "creating a directory for PostgreSQL".into())?;
        let server = Self { programs, dir };
        if tools::is_root() {
            process::run(Command::new("chown").arg("postgres").arg(server.dir.path()))?;
        }
        let mut initdb = server.program("initdb");
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]);
        process::output(initdb.arg("--no-sync").arg("-D").arg(server.data()))?;
        server.control(&["start", "-w", "-t", "60", "-s"]).map_err(|error| server.explain(error))?;
        Ok(server)
    }

    /// Where tests connect, as a URL that sqlx and libpq understand.
    pub fn url(&self) -> String {
        format!("postgres://postgres@localhost/postgres?host={}", percent_encoded(self.dir.path()))
    }

    fn control(&self, arguments: &[&str]) -> Result<()> {
        let socket = self.dir.path().display();
        let mut control = self.program("pg_ctl");
        control.arg("-D").arg(self.data()).arg("-l").arg(self.log());
        // The server inherits our output if we let it, and then holds a reader's pipe open.
        control.stdout(Stdio::null());
        process::run(control.arg("-o").arg(format!("-k '{socket}' {OPTIONS}")).args(arguments))
    }

    /// One of PostgreSQL's programs, as the user it agrees to run as.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if tools::is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(self.dir.path()).stdin(Stdio::null());
        command
    }

    fn explain(&self, error: Error) -> Error {
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        match log.lines().last() {
            Some(problem) => Error::File { path: self.log(), problem: problem.into() },
            None => error,
        }
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.dir.path().join("log")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Not through `process`, which starts nothing once we were interrupted. It fails when
        // the server never started; the directory goes either way.
        let mut stop = self.program("pg_ctl");
        stop.arg("-D").arg(self.data()).args(["stop", "-s", "-w", "-m", "immediate"]);
        let _ = stop.stdout(Stdio::null()).stderr(Stdio::null()).status();
    }
}

fn percent_encoded(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let mut encoded = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        if plain(*byte) {
            encoded.push(char::from(*byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_one_query_value() {
        assert_eq!(percent_encoded(Path::new("/tmp/a b&c-1")), "%2Ftmp%2Fa%20b%26c-1");
    }
}
