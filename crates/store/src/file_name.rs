//! File names that every system takes: Windows reserves some and forbids some characters, and a
//! library or a package travels between systems.

use crate::StoreError;

/// Names that Windows gives to devices, with or without an extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The longest name in bytes. File systems stop at 255; a temporary name is longer than the final
/// one, and paths on Windows without the long-path setting stop at 260 in all.
const LONGEST: usize = 200;

/// Refuses a name that some system doesn't allow.
///
/// # Errors
/// [`StoreError::Name`] with the reason.
pub fn check_file_name(name: &str) -> Result<(), StoreError> {
    let refuse = |reason| Err(StoreError::Name { name: name.to_owned(), reason });
    if name.is_empty() || name == "." || name == ".." {
        return refuse("it is empty");
    }
    if name.len() > LONGEST {
        return refuse("it is too long");
    }
    if name.chars().any(is_forbidden) {
        return refuse(
            "it holds a character that Windows forbids (< > : \" / \\ | ? * or a control)",
        );
    }
    if name.ends_with(['.', ' ']) {
        return refuse("it ends in a full stop or a space, which Windows drops");
    }
    if is_device(name) {
        return refuse("Windows reserves it for a device");
    }
    Ok(())
}

/// Returns a name that every system takes and that looks like the text: forbidden characters become
/// `-`, device names get a `_`. For a text with nothing usable in it the name is `_`.
pub fn safe_file_name(text: &str) -> String {
    let mut name = String::new();
    for c in text.trim().chars() {
        let c = if is_forbidden(c) { '-' } else { c };
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        // "A: B?" would else become "A- B-" with doubled dashes where two stand together.
        if !(c == '-' && name.ends_with('-')) {
            name.push(c);
        }
    }
    let kept = name.trim_end_matches(['.', ' ']).len();
    name.truncate(kept);
    if name.is_empty() {
        return "_".to_owned();
    }
    if is_device(&name) {
        name.insert(0, '_');
    }
    name
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn titles_become_names_that_windows_takes() {
        assert_eq!(safe_file_name("Forum: \"nə vaxt\"?"), "Forum- -nə vaxt-");
        assert_eq!(safe_file_name("a/b\\c"), "a-b-c");
        assert_eq!(safe_file_name("son. . "), "son");
        assert_eq!(safe_file_name("  "), "_");
        assert_eq!(safe_file_name("nul.txt"), "_nul.txt");
        assert_eq!(safe_file_name("Console"), "Console");
    }

    #[test]
    fn reserved_and_forbidden_names_are_refused() {
        for name in ["", ".", "..", "a:b", "CON", "Lpt1.zip", "con .txt", "x.", "x ", "a\u{0}b"] {
            assert!(check_file_name(name).is_err(), "{name:?}");
        }
        for name in ["hesabat-ə.zip", "com10", ".gizli", "auxiliary.txt"] {
            assert!(check_file_name(name).is_ok(), "{name:?}");
        }
    }

    proptest! {
        #[test]
        fn what_was_made_safe_is_allowed(text in any::<String>()) {
            let name = safe_file_name(&text);
            prop_assert!(check_file_name(&name).is_ok(), "{:?}", name);
        }

        #[test]
        fn an_allowed_name_stays_as_it_is(name in "[a-zəıöüşçğ0-9_]{3,40}") {
            prop_assume!(check_file_name(&name).is_ok());
            prop_assert_eq!(safe_file_name(&name), name);
        }
    }
}
