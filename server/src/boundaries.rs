//! `redom boundaries`

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::Instant;

use app::boundaries::model::{Area, MAX_BYTES, Place, Refusal, Report, prepare};
use app::boundaries::store::{list_places, remove, save};
use app::clock::source::{Clock, SystemClock};
use app::db::Db;
use app::error::AppError;

use crate::cli::BoundariesCommand;

/// Simplifying a long border goes deep; this is room for any file that is read.
const STACK: usize = 256 * 1024 * 1024;
/// The longest source that is kept.
const MAX_SOURCE: usize = 300;

/// Why boundaries were not imported.
#[derive(Debug, thiserror::Error)]
pub enum BoundariesError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    File {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is no map of the districts.
    #[error("the boundaries are not imported: {0}")]
    Refused(#[from] Refusal),
    /// The pages could not say it.
    #[error(
        "--source, where it is given, must say in 1 to {MAX_SOURCE} characters where the boundaries are from"
    )]
    Source,
    #[error("{0}")]
    App(#[from] AppError),
}

/// Does what is asked for.
///
/// # Errors
/// [`BoundariesError`]; nothing is changed then.
pub async fn obey(db: &Db, command: BoundariesCommand) -> Result<(), BoundariesError> {
    match command {
        BoundariesCommand::Import { file, source } => {
            let source = source.map(|source| source.trim().to_owned());
            if source.as_deref().is_some_and(|source| !is_source(source)) {
                return Err(BoundariesError::Source);
            }
            let places = list_places(db.read()).await?;
            let began = Instant::now();
            let (areas, report) = check(read(&file)?, places)?;
            let took = began.elapsed().as_millis();
            save(db, &areas, source, SystemClock.now()).await?;
            let Report { points_before, points_after, tolerance, changed, registered } = report;
            println!(
                "The boundaries are imported: {points_before} corners, {points_after} kept, in {took} ms."
            );
            println!(
                "Borders moved by at most {tolerance} m; areas by at most {:.2} % ({}).",
                changed.0, changed.1
            );
            println!(
                "The most an area differs from the registered one: {:.1} % ({}).",
                registered.0, registered.1
            );
        }
        BoundariesCommand::Remove => {
            let done = if remove(db, SystemClock.now()).await? { "are removed" } else { "were not there" };
            println!("The boundaries {done}.");
        }
    }
    Ok(())
}

fn is_source(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= MAX_SOURCE && !text.contains(char::is_control)
}

/// No more of the file than is looked at.
fn read(path: &Path) -> Result<Vec<u8>, BoundariesError> {
    let unread = |source| BoundariesError::File { path: path.display().to_string(), source };
    let mut bytes = Vec::new();
    File::open(path).map_err(unread)?.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
}

/// In a thread of its own: whatever a file does to it, the command goes on.
fn check(bytes: Vec<u8>, places: Vec<Place>) -> Result<(Vec<Area>, Report), Refusal> {
    let work = std::thread::Builder::new().stack_size(STACK).spawn(move || prepare(&bytes, &places));
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(prepared)) => prepared,
        _ => Err(Refusal::Failed),
    }
}
