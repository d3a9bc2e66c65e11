//! The compressed neighbours of a file, made once and as small as they get.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::{Doing as _, Result};
use crate::files;

/// Writes `file.br` and `file.gz`. The name holds the content's hash, so what is there is right.
pub fn beside(file: &Path, bytes: &[u8]) -> Result<()> {
    for (path, compress) in [(brotli_path(file), brotli as Compress), (with_suffix(file, ".gz"), gzip)] {
        if !path.exists() {
            let compressed = compress(bytes).doing(|| format!("compressing {}", file.display()))?;
            files::write(&path, &compressed)?;
        }
    }
    Ok(())
}

/// Where a file's brotli form lies.
pub fn brotli_path(file: &Path) -> PathBuf {
    with_suffix(file, ".br")
}

type Compress = fn(&[u8]) -> io::Result<Vec<u8>>;

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let params = BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn both_forms_unpack_to_the_same() {
        let text = "Лозенец ".repeat(100);
        let mut plain = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(text.as_bytes()).unwrap(), &mut plain).unwrap();
        assert_eq!(plain, text.as_bytes());
        let mut plain = String::new();
        flate2::read::GzDecoder::new(&*gzip(text.as_bytes()).unwrap()).read_to_string(&mut plain).unwrap();
        assert_eq!(plain, text);
    }
}
