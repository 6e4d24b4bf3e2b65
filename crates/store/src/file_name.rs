//! File names that every system takes: Windows reserves some and forbids some characters, and a
//! library or a package travels between systems. How a text becomes a name is `tezis-lang`'s; how
//! long one may be on a disk is said here.

use crate::StoreError;

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
    if tezis_lang::is_reserved(name) {
        return refuse("Windows reserves it for a device");
    }
    Ok(())
}

/// Returns a name that every system takes and that looks like the text; it may hold an extension.
pub fn safe_file_name(text: &str) -> String {
    // A scalar has up to four bytes; nearly all of ours have one or two.
    let name = tezis_lang::file_name(text, LONGEST / 2);
    if name.len() <= LONGEST { name } else { tezis_lang::file_name(text, LONGEST / 4) }
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_fits_with_its_temporary_ending() {
        assert!(check_file_name(&safe_file_name("Forum: \"nə vaxt\"?")).is_ok());
        let long = "ə".repeat(500);
        assert_eq!(safe_file_name(&long).len(), LONGEST);
        assert!(safe_file_name(&"😀".repeat(500)).len() <= LONGEST);
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
        fn an_allowed_name_stays_as_it_is(name in "[a-zəıöüşçğ0-9_]{5,40}") {
            prop_assume!(check_file_name(&name).is_ok());
            prop_assert_eq!(safe_file_name(&name), name);
        }
    }
}
