//! What goes to the terminal: text or JSON on the standard output, errors on the error stream.

use std::io::{self, Write};

use serde::Serialize;

use crate::failure::Failure;

/// Where a command's results go.
#[derive(Debug)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Gives a result: as JSON, or as the text that `text` makes of it.
    pub(crate) fn give<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) {
        let mut printed = if self.json {
            serde_json::to_string_pretty(value).unwrap_or_else(|error| error.to_string())
        } else {
            text(value)
        };
        if !printed.is_empty() && !printed.ends_with('\n') {
            printed.push('\n');
        }
        self.write(&printed);
    }

    /// Gives the id of something that was made.
    pub(crate) fn made(&self, id: &impl ToString) {
        #[derive(Serialize)]
        struct Made {
            id: String,
        }
        self.give(&Made { id: id.to_string() }, |made| made.id.clone());
    }

    /// Writes to the standard output as it is. A reader that went away (`| head`) is no error.
    pub(crate) fn write(&self, text: &str) {
        let mut out = io::stdout().lock();
        if out.write_all(text.as_bytes()).and_then(|()| out.flush()).is_err() {
            self.warn("the output was cut off");
        }
    }

    /// Says something on the error stream that stops nothing.
    #[expect(clippy::unused_self, reason = "so that all output goes through here")]
    pub(crate) fn warn(&self, sentence: &str) {
        let mut err = io::stderr().lock();
        // There is nowhere left to say that the error stream is closed.
        drop(writeln!(err, "tezis-cli: {sentence}"));
    }

    /// Says on the error stream why the command failed.
    pub(crate) fn fail(&self, failure: &Failure) {
        if self.json {
            let mut err = io::stderr().lock();
            let json = serde_json::to_string(&failure.error).unwrap_or_default();
            drop(writeln!(err, "{json}"));
        } else {
            self.warn(&format!("{} [{}]", failure.error.detail, failure.error.code));
        }
    }
}
