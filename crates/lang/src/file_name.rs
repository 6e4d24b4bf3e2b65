//! Names of files and folders that every system takes, Windows before all.
//!
//! Rules: "Naming Files, Paths, and Namespaces", Microsoft Learn.

use crate::slug;

/// Characters that Windows refuses in a name.
const FORBIDDEN: &[char] = &['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

/// Device names that Windows takes for itself, with any extension.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// Returns a name for a file from a text, without extension, in `a`–`z`, `0`–`9` and hyphens, legal
/// everywhere, at most `max_len` characters: the text's slug, or `file` when it has none.
pub fn file_stem(text: &str, max_len: usize) -> String {
    let stem = slug(text, max_len);
    if stem.is_empty() {
        return slug("file", max_len);
    }
    if is_reserved(&stem) {
        // Room for the prefix: device names are short, so only an absurd max_len cuts here.
        return slug(&format!("file-{stem}"), max_len.max("file".len()));
    }
    stem
}

/// Returns a name for a file or folder that keeps the letters of the text, for names that a person
/// reads: what Windows refuses becomes a space or a hyphen, spaces are joined, dots and spaces at
/// the ends go, a device name gets an underscore before it. At most `max_chars` scalars; `file` when
/// nothing is left. The text may hold an extension.
pub fn file_name(text: &str, max_chars: usize) -> String {
    let replaced: String = text
        .chars()
        .map(|c| match c {
            ':' | '/' | '\\' | '|' => '-',
            c if FORBIDDEN.contains(&c) || c.is_control() || is_invisible(c) => ' ',
            c => c,
        })
        .collect();
    let joined = replaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let ends = |c: char| c == '.' || c.is_whitespace();
    let room = max_chars.max(1);
    let mut name: String = joined.trim_matches(ends).chars().take(room).collect();
    name.truncate(name.trim_end_matches(ends).len());
    if name.is_empty() {
        return "file".chars().take(room).collect();
    }
    if is_reserved(&name) {
        name.insert(0, '_');
        name = name.chars().take(room).collect();
    }
    name
}

/// Tells whether Windows takes the name for a device: `con`, `NUL.txt`, `com1`, `LPT³.log` …
pub fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    if DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) {
        return true;
    }
    let mut chars = stem.chars();
    let number = chars.next_back();
    let port = chars.as_str();
    matches!(number, Some('0'..='9' | '¹' | '²' | '³'))
        && (port.eq_ignore_ascii_case("com") || port.eq_ignore_ascii_case("lpt"))
}

/// Direction marks and joiners: they make two names look the same, or one look like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn devices_of_windows_are_never_names() {
        for name in ["con", "NUL", "nul.txt", "Com1", "lpt9.tar.gz", "COM¹", "aux ", "CONIN$"] {
            assert!(is_reserved(name), "{name}");
        }
        for name in ["conference", "nulled", "com", "com10", "lpt", "konsert", ""] {
            assert!(!is_reserved(name), "{name}");
        }
        assert_eq!(file_stem("CON", 40), "file-con");
        assert_eq!(file_name("nul.txt", 40), "_nul.txt");
    }

    #[test]
    fn a_headline_becomes_a_name() {
        let headline = "“Su və gələcək”: hansı fikirlər səsləndi? (FOTO/VİDEO)...";
        assert_eq!(
            file_name(headline, 80),
            "“Su və gələcək”- hansı fikirlər səsləndi (FOTO-VİDEO)"
        );
        assert_eq!(file_stem(headline, 30), "su-ve-gelecek-hansi-fikirler");
    }

    #[test]
    fn nothing_left_still_is_a_name() {
        assert_eq!(file_stem("???", 40), "file");
        assert_eq!(file_name(" ... ", 40), "file");
        assert_eq!(file_name("..", 40), "file");
        assert_eq!(file_name("\u{202e}", 40), "file");
    }

    proptest! {
        #[test]
        fn names_are_legal_on_windows(text in any::<String>(), max in 5_usize..60) {
            for name in [file_name(&text, max), file_stem(&text, max)] {
                prop_assert!(!name.is_empty() && name.chars().count() <= max);
                prop_assert!(!name.chars().any(|c| FORBIDDEN.contains(&c) || c.is_control()));
                prop_assert!(!name.ends_with(['.', ' ']) && !name.starts_with(['.', ' ']));
                prop_assert!(!is_reserved(&name));
            }
        }
    }
}
