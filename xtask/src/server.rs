//! A server that runs while we do.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Doing as _, Error, Result};
use crate::files;
use crate::process;

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// A listening server, stopped when dropped.
#[derive(Debug)]
pub struct Server {
    child: Child,
    url: String,
}

impl Server {
    /// Starts a program that prints a line with `http://127.0.0.1:PORT` once it listens, and
    /// waits for that line. All it prints goes to `log`.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let creating = || format!("creating {}", log.display());
        files::create_dir(log.parent().unwrap_or(Path::new(".")))?;
        let mut copy = File::create(log).doing(creating)?;
        let errors = copy.try_clone().doing(creating)?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(errors);

        let mut child = process::spawn(command)?;
        let (sender, receiver) = mpsc::channel();
        if let Some(output) = child.stdout.take() {
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    // Neither a full disk nor a caller that has its answer stops the server.
                    let _ = writeln!(copy, "{line}");
                    if let Some(url) = address(&line) {
                        let _ = sender.send(url.to_owned());
                    }
                }
            });
        }
        // From here on the child is stopped whichever way we leave.
        let mut server = Self { child, url: String::new() };
        let deadline = Instant::now() + PATIENCE;
        loop {
            match receiver.recv_timeout(Duration::from_millis(50)) {
                Ok(url) => {
                    server.url = url;
                    return Ok(server);
                }
                Err(RecvTimeoutError::Timeout) if Instant::now() < deadline => process::check_interrupted()?,
                Err(_) => {
                    let command = process::shown(command);
                    return Err(Error::NotListening { command, log: log.to_owned() });
                }
            }
        }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        process::stop(&mut self.child);
    }
}

fn address(line: &str) -> Option<&str> {
    const HOST: &str = "http://127.0.0.1:";
    let url = &line[line.find(HOST)?..];
    let port = url[HOST.len()..].chars().take_while(char::is_ascii_digit).count();
    (port > 0).then(|| &url[..HOST.len() + port])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_in_a_line() {
        assert_eq!(address("serving on http://127.0.0.1:4012/bg/ 7"), Some("http://127.0.0.1:4012"));
        assert_eq!(address("http://127.0.0.1:"), None);
        assert_eq!(address("no address"), None);
    }

    #[test]
    fn a_program_that_ends_early_is_reported() {
        let dir = tempfile::tempdir().unwrap();
        let error = Server::start(&mut Command::new("true"), &dir.path().join("log")).unwrap_err();
        assert!(error.to_string().starts_with("`true` ended before it listened"), "{error}");
    }
}
