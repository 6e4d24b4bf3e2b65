//! The system's clipboard. What is copied for a portal's form goes there as rich text and as plain
//! text at once, so that each field takes what it can.

use std::sync::{Mutex, PoisonError};

use arboard::{Clipboard, Error};

/// The clipboard, opened at the first copy. It stays open: on Linux the program that copied answers
/// for the words until somebody else copies.
#[derive(Default)]
pub(crate) struct Copied(Mutex<Option<Clipboard>>);

impl std::fmt::Debug for Copied {
    /// Never shows what was copied.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Copied").finish_non_exhaustive()
    }
}

impl Copied {
    /// Puts a text on the clipboard, with its HTML for fields that take rich text.
    pub(crate) fn put(&self, plain: &str, html: Option<&str>) -> Result<(), Error> {
        let mut clipboard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = match &mut *clipboard {
            Some(open) => open,
            closed => closed.insert(Clipboard::new()?),
        };
        let put = match html {
            Some(html) => open.set().html(html, Some(plain)),
            None => open.set_text(plain),
        };
        if put.is_err() {
            // The display may have gone and come back; the next copy begins anew.
            *clipboard = None;
        }
        put
    }
}
