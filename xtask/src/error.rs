//! What can go wrong, each in one line: the reader is someone at a terminal, not a debugger.

use std::io;
use std::path::PathBuf;
use std::process::{ExitCode, ExitStatus};

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure, whose text is one line that names the remedy where there is one.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{what} is missing: {remedy}")]
    Missing { what: &'static str, remedy: String },
    #[error("{doing}: {source}")]
    Io { doing: String, source: io::Error },
    #[error("`{command}` could not be started: {source}")]
    Start { command: String, source: io::Error },
    #[error("`{command}` failed ({status})")]
    Failed { command: String, status: ExitStatus },
    #[error("`{command}` ended before it listened: see {log}", log = log.display())]
    NotListening { command: String, log: PathBuf },
    #[error("{path}: {problem}", path = path.display())]
    File { path: PathBuf, problem: String },
    #[error("wasm-bindgen refused {path}: {problem}", path = path.display())]
    WasmBindgen { path: PathBuf, problem: String },
    #[error("rules broken: {count} (listed above)")]
    Rules { count: usize },
    #[error("{url}: {problem}")]
    Http { url: String, problem: String },
    #[error("over budget: {0}")]
    Budget(String),
    #[error("interrupted")]
    Interrupted,
}

impl Error {
    /// 130 for Ctrl+C, as shells do it, otherwise 1.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Interrupted => ExitCode::from(130),
            _ => ExitCode::FAILURE,
        }
    }
}

/// Says what was being done when an input or output failed.
pub trait Doing<T> {
    /// Wraps the error with `doing`, such as "reading style/base.css".
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: Into<io::Error>> Doing<T> for Result<T, E> {
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|source| Error::Io { doing: doing(), source: source.into() })
    }
}
