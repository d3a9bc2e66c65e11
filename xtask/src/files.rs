//! Files: reading and writing with errors that name the file.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::error::{Doing as _, Error, Result};

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).doing(|| format!("reading {}", path.display()))
}

/// The text of a file.
pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).doing(|| format!("reading {}", path.display()))
}

/// Creates a directory and those above it.
pub fn create_dir(path: &Path) -> Result<()> {
    fs::create_dir_all(path).doing(|| format!("creating {}", path.display()))
}

/// Writes a file whole or not at all, so that an interrupted build never leaves half of one.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    create_dir(dir)?;
    let whole = || -> std::io::Result<()> {
        let mut file = tempfile::Builder::new()
            .permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))
            .tempfile_in(dir)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    };
    whole().doing(|| format!("writing {}", path.display()))
}

/// All files below `dir` with the extension, in name order; none where `dir` is missing.
pub fn walk(dir: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !dir.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(dir).doing(|| format!("listing {}", dir.display()))? {
        let path = entry.doing(|| format!("listing {}", dir.display()))?.path();
        if path.is_dir() {
            found.extend(walk(&path, extension)?);
        } else if path.extension().is_some_and(|it| it == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The SHA-256 of several inputs as 64 hexadecimal digits. Each counts with its length, so that
/// moving a byte from one input to the next changes the result.
pub fn digest(inputs: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for input in inputs {
        hasher.update((input.len() as u64).to_le_bytes());
        hasher.update(input);
    }
    hex(&hasher.finalize())
}

/// The first 16 hexadecimal digits of a content's SHA-256, for its file name.
pub fn short_digest(bytes: &[u8]) -> String {
    let mut digits = hex(&Sha256::digest(bytes));
    digits.truncate(16);
    digits
}

/// Makes sure that `outputs` were made from `inputs`, by `make` where they were not.
///
/// The stamp beside them is written last: what an interruption leaves behind is made again.
pub fn up_to_date(
    stamp: &Path,
    inputs: &[&[u8]],
    outputs: &[&Path],
    make: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let wanted = digest(inputs);
    let fresh = fs::read_to_string(stamp).is_ok_and(|stamped| stamped == wanted);
    if fresh && outputs.iter().all(|output| output.exists()) {
        return Ok(());
    }
    make()?;
    if let Some(absent) = outputs.iter().find(|output| !output.exists()) {
        return Err(Error::File { path: absent.to_path_buf(), problem: "was not made".into() });
    }
    write(stamp, wanted.as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_tell_inputs_apart() {
        assert_ne!(digest(&[b"ab", b"c"]), digest(&[b"a", b"bc"]));
        assert_eq!(short_digest(b""), "e3b0c44298fc1c14");
    }

    #[test]
    fn a_step_runs_once_per_input() {
        let dir = tempfile::tempdir().unwrap();
        let (stamp, output) = (dir.path().join("stamp"), dir.path().join("output"));
        let mut runs = 0;
        let mut step = |input: &[u8]| {
            up_to_date(&stamp, &[input], &[&output], || {
                runs += 1;
                write(&output, input)
            })
            .unwrap();
        };
        step(b"one");
        step(b"one");
        step(b"two");
        std::fs::remove_file(&output).unwrap();
        step(b"two");
        assert_eq!(runs, 3);
    }
}
