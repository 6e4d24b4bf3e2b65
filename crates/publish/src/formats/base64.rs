//! Base64 (RFC 4648 §4), for pictures inside a page.

use std::io::{self, Write};

/// Returns a file as a `data:` address (RFC 2397).
pub fn data_uri(media_type: &str, bytes: &[u8]) -> String {
    let mut address = format!("data:{media_type};base64,").into_bytes();
    write(bytes, &mut address).expect("BUG: memory takes everything");
    String::from_utf8(address).expect("BUG: Base64 is ASCII")
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes bytes as Base64 with padding.
pub(super) fn write(bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| u32::from(chunk.get(index).copied().unwrap_or_default());
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digit = |shift: u32| {
            let index = usize::try_from(group >> shift & 63).unwrap_or_default();
            DIGITS.get(index).copied().unwrap_or_default()
        };
        let padded = |wanted: usize, shift| if chunk.len() >= wanted { digit(shift) } else { b'=' };
        out.write_all(&[digit(18), digit(12), padded(2, 6), padded(3, 0)])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_vectors_of_the_rfc() {
        // RFC 4648 §10.
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (text, expected) in vectors {
            let mut out = Vec::new();
            super::write(text.as_bytes(), &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected);
        }
    }
}
