//! How a body is encoded for a reader.

use std::io::Write;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, header};

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Identity,
    Brotli,
    Gzip,
}

impl Encoding {
    /// The best encoding the reader takes: what they refuse with `q=0` is not sent.
    pub fn preferred(asked: &HeaderMap) -> Self {
        let mut best = Self::Identity;
        for value in asked.get_all(header::ACCEPT_ENCODING) {
            let Ok(value) = value.to_str() else { continue };
            for part in value.split(',') {
                let mut pieces = part.split(';');
                let name = pieces.next().unwrap_or_default().trim();
                let refused = pieces.any(|piece| {
                    piece
                        .trim()
                        .strip_prefix("q=")
                        .is_some_and(|weight| weight.trim().parse::<f32>().is_ok_and(|weight| weight <= 0.0))
                });
                match name {
                    _ if refused => {}
                    "br" => return Self::Brotli,
                    "gzip" => best = Self::Gzip,
                    _ => {}
                }
            }
        }
        best
    }

    /// Its name in Content-Encoding.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
        }
    }

    /// Each encoding is another representation, so a strong tag names it.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Brotli => "-br",
            Self::Gzip => "-gz",
        }
    }
}

pub fn brotli(body: &[u8]) -> Bytes {
    let mut packed = Vec::with_capacity(body.len() / 4);
    let params = brotli::enc::BrotliEncoderParams { quality: 6, ..Default::default() };
    // Writing to memory does not fail.
    match brotli::BrotliCompress(&mut &*body, &mut packed, &params) {
        Ok(_) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

pub fn gzip(body: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::new(6));
    // Writing to memory does not fail.
    match encoder.write_all(body).and_then(|()| encoder.finish()) {
        Ok(packed) => packed.into(),
        Err(_) => Bytes::new(),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn asking(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn what_a_reader_refuses_is_not_sent() {
        assert_eq!(Encoding::preferred(&asking("gzip, br")), Encoding::Brotli);
        assert_eq!(Encoding::preferred(&asking("gzip, br;q=0")), Encoding::Gzip);
        assert_eq!(Encoding::preferred(&asking("br; q=0.0, gzip;q=0")), Encoding::Identity);
        assert_eq!(Encoding::preferred(&HeaderMap::new()), Encoding::Identity);
    }
}
